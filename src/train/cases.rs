//! What tells probabilities is taught by cases: mentions with their signs, and whether they were right.

use super::corpus::{Annotated, Corpus};
use super::fragments::fragments;
use super::logistic::{self, Case};
use super::pack::Judges;
use super::ranking::{self, Choice};
use crate::eval::GoldDocument;
use crate::extractor::{Extractor, Worker};
use crate::geo::Point;
use crate::model::Ranker;
use crate::span::Span;

/// Farther from the gold point nothing is right, in kilometres.
const RIGHT_KM: f64 = 161.0;

/// Mentions of texts that the chains were not taught.
#[derive(Default)]
pub(super) struct Cases {
    place: Vec<Case>,
    referent: Vec<Case>,
    choices: Vec<Choice>,
}

impl Cases {
    /// Adds the mentions of texts of a corpus, if it has toponyms.
    pub fn gather(&mut self, extractor: &Extractor, corpus: &Corpus, texts: &[usize]) {
        let Some(gold) = &corpus.gold else { return };
        let mut worker = extractor.worker();
        let mut count = 0;
        for &i in texts.iter().filter(|&&i| corpus.texts[i].teaches_toponyms()) {
            self.add(&mut worker, &corpus.texts[i], Some(&gold[i]));
            for fragment in fragments(&corpus.texts[i], &mut count) {
                self.add(&mut worker, &fragment, None);
            }
        }
    }

    /// Adds the mentions of a text; with gold, those of places that are somewhere teach where.
    fn add(&mut self, worker: &mut Worker<'_>, text: &Annotated, gold: Option<&GoldDocument>) {
        for weighed in worker.weigh(&text.text) {
            let overlaps = |span: Span| span.overlaps(weighed.span);
            let mark = text.marks.iter().position(|m| !m.optional && overlaps(m.span));
            let unmarked = weighed.demonym && text.ignores_demonyms;
            if mark.is_none() && (unmarked || text.marks.iter().any(|m| overlaps(m.span))) {
                continue;
            }
            self.place.push((weighed.place, mark.is_some()));
            if let (Some(gold), Some(mark), Some(signs)) = (gold, mark, weighed.referent) {
                let is_right = |point: Point| gold.toponyms[mark].point().is_some_and(|p| p.distance_km(point) <= RIGHT_KM);
                self.referent.push((signs, weighed.candidates.first().is_some_and(|(_, point)| is_right(*point))));
                let candidates: Vec<_> = weighed.candidates.into_iter().map(|(signs, point)| (signs, is_right(point))).collect();
                if candidates.iter().any(|(_, right)| *right) && !candidates.iter().all(|(_, right)| *right) {
                    // A hundred mentions of one name are one choice, though a surer one.
                    self.choices.push(Choice { candidates, weight: (weighed.members as f64).sqrt().recip() });
                }
            }
        }
    }

    /// What they teach of choosing among candidates.
    pub fn ranker(&self) -> Ranker {
        ranking::fit(&self.choices)
    }

    /// What they teach of probabilities, when that ranker chose.
    pub fn judges(&self, ranker: Ranker) -> Judges {
        let unknowing = Judges::unknowing();
        let fit = |cases: &[Case], unknowing| if cases.is_empty() { unknowing } else { logistic::fit(cases) };
        Judges { ranker, place: fit(&self.place, unknowing.place), referent: fit(&self.referent, unknowing.referent) }
    }
}
