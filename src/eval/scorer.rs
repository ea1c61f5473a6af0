//! Counting what was found, one document at a time.

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::offsets::ByteOffsets;
use crate::document::Document;
use crate::geo::Point;
use crate::recognize::Usage;
use crate::span::Span;

/// A text with its toponyms; offsets are Unicode code points.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDocument {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What should be found.
    pub toponyms: Vec<GoldToponym>,
}

/// A toponym that should be found.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldToponym {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its text.
    pub text: String,
    /// Latitude, degrees.
    pub lat: Option<f64>,
    /// Longitude, degrees.
    pub lon: Option<f64>,
}

impl GoldDocument {
    /// The spans of the toponyms that are somewhere, in bytes and in text order.
    pub fn spans(&self) -> Vec<Span> {
        let offsets = ByteOffsets::new(&self.text);
        let located = self.toponyms.iter().filter(|t| t.point().is_some());
        let mut spans: Vec<Span> = located.map(|t| offsets.span(t.start, t.end)).collect();
        spans.sort_unstable_by_key(|s| (s.start, s.end));
        spans
    }
}

impl GoldToponym {
    pub(crate) fn point(&self) -> Option<Point> {
        Some(Point::new(self.lat?, self.lon?))
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Right among predicted.
    pub precision: f64,
    /// Found among gold.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

impl Rates {
    pub(crate) fn new(right: usize, predicted: usize, gold: usize) -> Rates {
        let share = |n: usize| if n > 0 { right as f64 / n as f64 } else { 0.0 };
        let (precision, recall) = (share(predicted), share(gold));
        let f1 = if right > 0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Rates { precision, recall, f1 }
    }
}

/// The figures over a gold set.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// The span is exactly the gold one.
    pub exact: Rates,
    /// The spans share a character.
    pub overlap: Rates,
    /// The spans overlap and the place is within 161 km.
    pub end_to_end: Rates,
    /// Where the found ones were placed.
    pub resolution: ResolutionScore,
    /// Gold toponyms with coordinates.
    pub gold: usize,
    /// Predicted places, those on optional toponyms left out.
    pub predicted: usize,
}

/// Distances over the gold toponyms that were found, in kilometres.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ResolutionScore {
    /// How many.
    pub found: usize,
    /// Share within 161 km.
    pub accuracy_161km: f64,
    /// Mean.
    pub mean_km: f64,
    /// Median.
    pub median_km: f64,
    /// Area under the curve of log distances, 0 best.
    pub auc: f64,
}

/// Counts predictions and hits, one document at a time.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    /// Leave demonyms out, for gold sets that do not annotate them.
    pub ignore_demonyms: bool,
    /// Errors, for people: what was missed, what was made up, what was misplaced.
    pub errors: Errors,
    /// Scores, and whether the answers were right end to end.
    pub calibration: Calibration,
    /// The same of answers that touch a gold toponym: whether they were right about where.
    pub placed: Calibration,
    gold: usize,
    predicted: usize,
    exact: usize,
    distances: Vec<f64>,
    overlap: usize,
}

/// Texts of the errors.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    /// Gold toponyms not found.
    pub missed: Vec<String>,
    /// Predictions without a gold toponym.
    pub spurious: Vec<String>,
    /// Found, but farther than 161 km off.
    pub misplaced: Vec<String>,
}

/// Farther than any two points are: half of the Earth's circumference, as the scorer of the field has it.
const WORST_KM: f64 = 20039.0;
const RIGHT_KM: f64 = 161.0;

impl Scorer {
    /// Adds a document; `predicted` has offsets in code points.
    pub fn add(&mut self, gold: &GoldDocument, predicted: &Document) {
        struct Prediction {
            span: (usize, usize),
            point: Option<Point>,
            score: f32,
            used: bool,
        }
        let mut predictions: Vec<Prediction> = predicted
            .mentions
            .iter()
            .filter(|m| m.kind == crate::MentionKind::Place && !(self.ignore_demonyms && m.usage == Some(Usage::Demonym)))
            .map(|m| Prediction {
                span: (m.span.start, m.span.end),
                point: m.place.as_ref().map(|p| p.point).or(m.footing.as_ref().map(|f| f.point)),
                score: m.score,
                used: false,
            })
            .collect();
        let (located, optional): (Vec<&GoldToponym>, Vec<&GoldToponym>) = gold.toponyms.iter().partition(|t| t.point().is_some());
        self.gold += located.len();
        let mut hits: Vec<Option<usize>> = vec![None; located.len()];
        let overlaps = |p: &Prediction, t: &GoldToponym| p.span.0 < t.end && t.start < p.span.1;
        for strict in [true, false] {
            for (t, hit) in located.iter().zip(&mut hits).filter(|(_, hit)| hit.is_none()) {
                let found = predictions.iter().position(|p| !p.used && if strict { p.span == (t.start, t.end) } else { overlaps(p, t) });
                if let Some(i) = found {
                    predictions[i].used = true;
                    *hit = Some(i);
                    self.exact += usize::from(strict);
                    self.overlap += 1;
                }
            }
        }
        for (t, hit) in located.iter().zip(&hits) {
            let Some(i) = *hit else {
                self.errors.missed.push(t.text.clone());
                continue;
            };
            let distance = predictions[i].point.zip(t.point()).map_or(WORST_KM, |(a, b)| a.distance_km(b));
            if distance > RIGHT_KM {
                self.errors.misplaced.push(t.text.clone());
            }
            self.calibration.add(predictions[i].score, distance <= RIGHT_KM);
            self.placed.add(predictions[i].score, distance <= RIGHT_KM);
            self.distances.push(distance);
        }
        let text: Vec<char> = gold.text.chars().collect();
        for p in predictions.iter().filter(|p| !p.used) {
            if optional.iter().any(|t| overlaps(p, t)) {
                continue;
            }
            self.predicted += 1;
            self.calibration.add(p.score, false);
            self.errors.spurious.push(text[p.span.0.min(text.len())..p.span.1.min(text.len())].iter().collect());
        }
        self.predicted += predictions.iter().filter(|p| p.used).count();
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: Scorer) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.calibration.merge(&other.calibration);
        self.placed.merge(&other.placed);
        self.distances.extend(other.distances);
        self.errors.missed.extend(other.errors.missed);
        self.errors.spurious.extend(other.errors.spurious);
        self.errors.misplaced.extend(other.errors.misplaced);
    }

    /// The figures so far.
    pub fn score(&self) -> Score {
        let right = self.distances.iter().filter(|d| **d <= RIGHT_KM).count();
        let mut sorted = self.distances.clone();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len();
        let resolution = if n == 0 {
            ResolutionScore::default()
        } else {
            ResolutionScore {
                found: n,
                accuracy_161km: right as f64 / n as f64,
                mean_km: sorted.iter().sum::<f64>() / n as f64,
                median_km: (sorted[n / 2] + sorted[(n - 1) / 2]) / 2.0,
                auc: sorted.iter().map(|d| d.ln_1p()).sum::<f64>() / n as f64 / WORST_KM.ln_1p(),
            }
        };
        Score {
            exact: Rates::new(self.exact, self.predicted, self.gold),
            overlap: Rates::new(self.overlap, self.predicted, self.gold),
            end_to_end: Rates::new(right, self.predicted, self.gold),
            resolution,
            gold: self.gold,
            predicted: self.predicted,
        }
    }
}
