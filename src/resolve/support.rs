//! What the rest of a document says for a candidate: its country, its division, other places close by.

use super::candidate::{Candidate, share_out};
use super::evidence::Rule;
use super::groups::{Group, Groups};
use super::nearby::Nearby;
use super::sort::Sort;
use crate::gazetteer::{CountryCode, Level};

/// The rules by which a document speaks.
const RULES: [Rule; 3] = [Rule::SameCountry, Rule::SameAdmin1, Rule::Nearby];

const COUNTRY_WEIGHT: f32 = 2.5;
const ADMIN1_WEIGHT: f32 = 3.4;
const NEARBY_WEIGHT: f32 = 2.8;
/// Share that a candidate must have to be somebody's neighbour. It is small, for of a county's towns that all have namesakes
/// elsewhere none is likely by itself.
const LEAST_SHARE: f32 = 0.08;
/// How much a country's capital says of what is around it: all the country is told of from there.
const CAPITAL: f32 = 0.3;
/// Added to the total, so that a single other mention does not decide.
const PATIENCE: f32 = 0.8;

/// The weights of countries, divisions and places over all groups, under the current probabilities.
#[derive(Debug, Default)]
pub(super) struct Support {
    countries: Vec<f32>,
    admin1: Vec<f32>,
    total: f32,
    places: Nearby,
}

impl Support {
    /// Starts with weights of nothing, for so many first-level divisions.
    pub fn reset(&mut self, admin1: usize) {
        let zero = |weights: &mut Vec<f32>, len| {
            weights.clear();
            weights.resize(len, 0.0);
        };
        zero(&mut self.countries, CountryCode::COUNT);
        zero(&mut self.admin1, admin1);
        self.total = 0.0;
        self.places.clear();
    }

    /// Adds the weights of all groups.
    pub fn add_all(&mut self, groups: &Groups) {
        for (i, g) in groups.all.iter().enumerate() {
            let candidates = &groups.candidates[g.candidates.clone()];
            self.add(g, candidates, 1.0);
            for c in candidates.iter().filter(|c| c.probability > LEAST_SHARE && c.sort.is_local()) {
                let capital = c.seat == Some(Level::Country);
                self.places.push(c.vector, i, c.probability * g.weight * if capital { CAPITAL } else { 1.0 });
            }
        }
        self.places.arrange();
    }

    fn add(&mut self, group: &Group, candidates: &[Candidate], sign: f32) {
        let own = group.weight * (1.0 + (group.members as f32).ln());
        for c in candidates.iter().filter(|c| c.probability > 0.02) {
            let weight = sign * (own * c.probability);
            if let Some(country) = c.country() {
                self.countries[country.number()] += weight;
                self.total += weight;
            }
            if let Some(slot) = c.admin1_slot {
                self.admin1[slot as usize] += weight;
            }
        }
    }

    /// Shares the probability out among the candidates of a group by what speaks for each alone, before anything is known of
    /// other groups.
    pub fn begin(candidates: &mut [Candidate]) {
        match candidates {
            [only] => only.probability = 1.0,
            _ => {
                candidates.iter_mut().for_each(|c| c.score = c.base);
                share_out(candidates);
            }
        }
    }

    /// Scores the candidates of a group anew, by all groups but itself, and shares the probability out among them.
    /// Returns the largest change of a probability.
    pub fn judge(&mut self, index: usize, group: &Group, candidates: &mut [Candidate]) -> f32 {
        if candidates.len() < 2 {
            return 0.0;
        }
        self.without(index, group, candidates, |c, evidence| c.score = c.base + evidence.iter().sum::<f32>());
        share_out(candidates)
    }

    /// The document's evidence for each candidate, written down once the judging is over.
    pub fn record(&mut self, index: usize, group: &Group, candidates: &mut [Candidate]) {
        self.without(index, group, candidates, |c, evidence| RULES.iter().zip(evidence).for_each(|(&rule, weight)| c.weights.add(rule, weight)));
    }

    /// Gives `each` the evidence for every candidate of a group, the group's own weight left out.
    fn without(&mut self, index: usize, group: &Group, candidates: &mut [Candidate], mut each: impl FnMut(&mut Candidate, [f32; 3])) {
        self.add(group, candidates, -1.0);
        let others = self.total.max(0.0) + PATIENCE;
        for c in candidates.iter_mut() {
            let evidence = self.evidence(index, c, others);
            each(c, evidence);
        }
        self.add(group, candidates, 1.0);
    }

    /// What each of the [`RULES`] says, where all other groups together weigh `others`.
    #[inline(always)]
    fn evidence(&self, index: usize, c: &Candidate, others: f32) -> [f32; 3] {
        let share = |weight: f32| (weight.max(0.0) / others).sqrt();
        let country = c.country().map_or(0.0, |country| share(self.countries[country.number()]));
        let admin1 = c.admin1_slot.filter(|_| c.sort != Sort::Country).map_or(0.0, |slot| share(self.admin1[slot as usize]));
        let near = if c.sort.is_local() { self.places.weight_around(c.vector, index) } else { 0.0 };
        [COUNTRY_WEIGHT * country, ADMIN1_WEIGHT * admin1, NEARBY_WEIGHT * near]
    }
}
