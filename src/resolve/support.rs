//! What the rest of a document says for a candidate: its country, its division, other places close by.

use super::candidate::Candidate;
use super::evidence::Rule;
use super::groups::Group;
use super::nearby::Nearby;
use super::voices::{NOWHERE, Voice, Voices, share_out};

/// The rules by which a document speaks.
const RULES: [Rule; 3] = [Rule::SameCountry, Rule::SameAdmin1, Rule::Nearby];

const COUNTRY_WEIGHT: f32 = 2.5;
const ADMIN1_WEIGHT: f32 = 3.4;
const NEARBY_WEIGHT: f32 = 2.8;
/// Share that a candidate must have to be somebody's neighbour. It is small, for of a county's towns that all have namesakes
/// elsewhere none is likely by itself.
const LEAST_SHARE: f32 = 0.08;
/// Added to the total, so that a single other mention does not decide.
const PATIENCE: f32 = 0.8;

/// The weights of countries, divisions and places over all groups, under the current probabilities.
#[derive(Debug, Default)]
pub(super) struct Support {
    /// By slot.
    countries: Vec<f32>,
    admin1: Vec<f32>,
    total: f32,
    places: Nearby,
}

impl Support {
    /// Adds up the weights of all groups, beginning with nothing.
    pub fn add_all(&mut self, groups: &[Group], voices: &Voices) {
        let zero = |weights: &mut Vec<f32>, len| {
            weights.clear();
            weights.resize(len, 0.0);
        };
        zero(&mut self.countries, voices.countries);
        zero(&mut self.admin1, voices.admin1);
        self.total = 0.0;
        self.places.clear();
        for (i, g) in groups.iter().enumerate() {
            let own = &voices.all[g.candidates.clone()];
            self.add(g, own, 1.0);
            for v in own.iter().filter(|v| v.probability > LEAST_SHARE && v.is_local) {
                self.places.push(v.vector, i, v.probability * g.weight * v.nearness);
            }
        }
        self.places.arrange();
    }

    fn add(&mut self, group: &Group, voices: &[Voice], sign: f32) {
        for v in voices.iter().filter(|v| v.probability > 0.02) {
            let weight = sign * (group.says * v.probability);
            if v.country != NOWHERE {
                self.countries[v.country as usize] += weight;
                self.total += weight;
            }
            if v.admin1 != NOWHERE {
                self.admin1[v.admin1 as usize] += weight;
            }
        }
    }

    /// Scores the candidates of a group anew, by all groups but itself, and shares the probability out among them.
    /// Returns the largest change of a probability.
    pub fn judge(&mut self, index: usize, group: &Group, voices: &mut [Voice]) -> f32 {
        if voices.len() < 2 {
            return 0.0;
        }
        self.without(index, group, voices, |v, evidence| v.judge(evidence));
        share_out(voices)
    }

    /// The document's evidence for each candidate, written down once the judging is over.
    pub fn record(&mut self, index: usize, group: &Group, voices: &mut [Voice], candidates: &mut [Candidate]) {
        let mut candidates = candidates.iter_mut();
        self.without(index, group, voices, |_, evidence| {
            let weights = candidates.next().map(|c| &mut c.weights);
            weights.into_iter().for_each(|weights| RULES.iter().zip(evidence).for_each(|(&rule, weight)| weights.add(rule, weight)));
        });
    }

    /// Gives `each` the evidence for every candidate of a group, the group's own weight left out.
    fn without(&mut self, index: usize, group: &Group, voices: &mut [Voice], mut each: impl FnMut(&mut Voice, [f32; 3])) {
        self.add(group, voices, -1.0);
        let others = self.total.max(0.0) + PATIENCE;
        for v in voices.iter_mut() {
            let evidence = self.evidence(index, v, others);
            each(v, evidence);
        }
        self.add(group, voices, 1.0);
    }

    /// What each of the [`RULES`] says, where all other groups together weigh `others`.
    #[inline(always)]
    fn evidence(&self, index: usize, v: &Voice, others: f32) -> [f32; 3] {
        let share = |weight: f32| (weight.max(0.0) / others).sqrt();
        let country = share(self.countries[v.country as usize]);
        let admin1 = share(self.admin1[v.admin1_for as usize]);
        let near = if v.is_local { self.places.weight_around(v.vector, index) } else { 0.0 };
        [COUNTRY_WEIGHT * country, ADMIN1_WEIGHT * admin1, NEARBY_WEIGHT * near]
    }
}
