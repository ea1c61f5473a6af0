//! What the rounds of resolution ask of every candidate again and again: a few numbers, side by side.

use rustc_hash::FxHashMap as HashMap;

use super::candidate::Candidate;
use super::sort::Sort;
use crate::gazetteer::{CountryCode, Level};

/// The slot of what no weight is added to: that of candidates in no country, or in no division.
pub(super) const NOWHERE: u32 = 0;

/// How much a country's capital says of what is around it: all the country is told of from there.
const CAPITAL: f32 = 0.3;

/// A candidate in the rounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// Numbers of its country and its first-level division among those of the document.
    pub country: u32,
    pub admin1: u32,
    /// The division that speaks for it.
    pub admin1_for: u32,
    /// Whether a distance to its point means something, the point, and what it says of its neighbours.
    pub is_local: bool,
    pub vector: [f64; 3],
    pub nearness: f32,
    /// Log-odds that do not depend on other mentions' candidates.
    base: f32,
    /// `base` and the support of the document.
    pub score: f32,
    /// The odds that `score` stands for, against the best candidate.
    odds: f32,
    /// Share among the candidates of the mention.
    pub probability: f32,
}

impl Voice {
    /// Scores it by its own weight and the evidence of the document.
    #[inline]
    pub fn judge(&mut self, evidence: [f32; 3]) {
        self.score = self.base + evidence.iter().sum::<f32>();
    }
}

/// The candidates of a document in the rounds, in their order; room that is kept from document to document.
#[derive(Debug, Default)]
pub(super) struct Voices {
    pub all: Vec<Voice>,
    /// How many slots there are for countries and for first-level divisions, [`NOWHERE`] counted.
    pub countries: usize,
    pub admin1: usize,
    /// The slot of each country, by its number; of each division, by layer and number.
    slots_of_countries: Vec<u32>,
    slots_of_admin1: HashMap<(u32, u32), u32>,
}

impl Voices {
    /// Takes the candidates of a document.
    pub fn read(&mut self, candidates: &[Candidate]) {
        let Voices { all, countries, admin1, slots_of_countries, slots_of_admin1 } = self;
        all.clear();
        slots_of_countries.clear();
        slots_of_countries.resize(CountryCode::COUNT, NOWHERE);
        slots_of_admin1.clear();
        *countries = 1;
        all.extend(candidates.iter().map(|c| {
            let country = c.country().map_or(NOWHERE, |country| {
                let slot = &mut slots_of_countries[country.number()];
                if *slot == NOWHERE {
                    *slot = *countries as u32;
                    *countries += 1;
                }
                *slot
            });
            let next = slots_of_admin1.len() as u32 + 1;
            let number = Some(c.lineage.admin1_number).filter(|&n| n > 0);
            let admin1 = number.map_or(NOWHERE, |n| *slots_of_admin1.entry((c.place.layer, n)).or_insert(next));
            Voice {
                country,
                admin1,
                admin1_for: if c.sort == Sort::Country { NOWHERE } else { admin1 },
                is_local: c.sort.is_local(),
                vector: c.vector,
                nearness: if c.seat == Some(Level::Country) { CAPITAL } else { 1.0 },
                base: c.base,
                score: 0.0,
                odds: 0.0,
                probability: 0.0,
            }
        }));
        *admin1 = slots_of_admin1.len() + 1;
    }
}

/// Shares the probability out among the candidates of a group by what speaks for each alone, before anything is known of
/// other groups.
pub(super) fn begin(voices: &mut [Voice]) {
    match voices {
        [only] => only.probability = 1.0,
        _ => {
            voices.iter_mut().for_each(|v| v.score = v.base);
            share_out(voices);
        }
    }
}

/// Shares the probability out among the candidates of a group by their scores. Returns the largest change.
pub(super) fn share_out(voices: &mut [Voice]) -> f32 {
    let best = voices.iter().fold(f32::MIN, |best, v| best.max(v.score));
    let mut sum = 0.0;
    for v in voices.iter_mut() {
        v.odds = if v.score == best { 1.0 } else { (v.score - best).exp() };
        sum += v.odds;
    }
    let mut change = 0.0f32;
    for v in voices {
        let probability = v.odds / sum;
        change = change.max((probability - v.probability).abs());
        v.probability = probability;
    }
    change
}
