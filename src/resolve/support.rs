//! What the rest of a document says for a candidate: its country, its division, other places close by.

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::candidate::{Candidate, Sort};
use super::evidence::Rule;
use super::groups::{Group, Slots};
use crate::geo::chord_of_km;

/// Places closer than this speak for each other.
const NEAR_KM: f64 = 120.0;
const COUNTRY_WEIGHT: f32 = 2.8;
const ADMIN1_WEIGHT: f32 = 2.8;
const NEARBY_WEIGHT: f32 = 1.6;
/// Added to the total, so that a single other mention does not decide.
const PATIENCE: f32 = 0.8;

type Located = GeomWithData<[f64; 3], (usize, f32)>;

/// The weights of countries, divisions and places over all groups, under the current probabilities.
pub(super) struct Support {
    countries: Vec<f32>,
    admin1: Vec<f32>,
    total: f32,
    places: RTree<Located>,
}

/// What a candidate adds to the weights.
struct Share {
    country: Option<usize>,
    admin1: Option<usize>,
    weight: f32,
}

fn shares(group: &Group) -> impl Iterator<Item = Share> + '_ {
    let weight = group.weight * (1.0 + (group.members.len() as f32).ln());
    let counted = group.candidates.iter().filter(|c| c.probability > 0.02);
    counted.map(move |c| Share { country: c.country_slot, admin1: c.admin1_slot, weight: weight * c.probability })
}

impl Support {
    /// Weights of nothing, for `slots` countries and divisions.
    pub fn none(slots: Slots) -> Support {
        Support { countries: vec![0.0; slots.countries], admin1: vec![0.0; slots.admin1], total: 0.0, places: RTree::new() }
    }

    pub fn of(groups: &[Group], slots: Slots) -> Support {
        let mut s = Support::none(slots);
        let mut points = Vec::new();
        for (i, g) in groups.iter().enumerate() {
            shares(g).for_each(|share| s.add(&share, 1.0));
            for c in g.candidates.iter().filter(|c| c.probability > 0.25 && is_local(c.sort)) {
                points.push(Located::new(c.vector, (i, c.probability * g.weight)));
            }
        }
        s.places = RTree::bulk_load(points);
        s
    }

    fn add(&mut self, share: &Share, sign: f32) {
        let weight = sign * share.weight;
        if let Some(slot) = share.country {
            self.countries[slot] += weight;
            self.total += weight;
        }
        if let Some(slot) = share.admin1 {
            self.admin1[slot] += weight;
        }
    }

    /// Scores the candidates of a group anew, by all groups but itself, and shares the probability out among them.
    /// Returns the largest change of a probability.
    pub fn judge(&mut self, index: usize, group: &mut Group) -> f32 {
        if let [only] = &mut group.candidates[..] {
            let change = 1.0 - only.probability;
            only.probability = 1.0;
            return change;
        }
        self.without(index, group, |c, evidence| c.score = c.base + evidence.iter().map(|(_, weight)| weight).sum::<f32>());
        let best = group.candidates.iter().map(|c| c.score).fold(f32::MIN, f32::max);
        let sum: f32 = group.candidates.iter().map(|c| (c.score - best).exp()).sum();
        let mut change = 0.0f32;
        for c in &mut group.candidates {
            let probability = (c.score - best).exp() / sum;
            change = change.max((probability - c.probability).abs());
            c.probability = probability;
        }
        change
    }

    /// The document's evidence for each candidate, written down once the judging is over.
    pub fn record(&mut self, index: usize, group: &mut Group) {
        self.without(index, group, |c, evidence| evidence.iter().for_each(|&(rule, weight)| c.weights.add(rule, weight)));
    }

    /// Gives `each` the evidence for every candidate of a group, the group's own weight left out.
    fn without(&mut self, index: usize, group: &mut Group, mut each: impl FnMut(&mut Candidate, [(Rule, f32); 3])) {
        let own: Vec<Share> = shares(group).collect();
        own.iter().for_each(|share| self.add(share, -1.0));
        for c in &mut group.candidates {
            let evidence = self.evidence(index, c);
            each(c, evidence);
        }
        own.iter().for_each(|share| self.add(share, 1.0));
    }

    fn evidence(&self, index: usize, c: &Candidate) -> [(Rule, f32); 3] {
        let others = self.total.max(0.0) + PATIENCE;
        let share = |weights: &[f32], slot: Option<usize>| slot.map_or(0.0, |s| (weights[s].max(0.0) / others).sqrt());
        let country = share(&self.countries, c.country_slot);
        let admin1 = share(&self.admin1, c.admin1_slot.filter(|_| c.sort != Sort::Country));
        let near = if is_local(c.sort) && self.places.size() > 1 { self.nearby(index, c) } else { 0.0 };
        [(Rule::SameCountry, COUNTRY_WEIGHT * country), (Rule::SameAdmin1, ADMIN1_WEIGHT * admin1), (Rule::Nearby, NEARBY_WEIGHT * near)]
    }

    /// How much of other groups lies close by, from 0 to 1.5.
    fn nearby(&self, index: usize, c: &Candidate) -> f32 {
        let v = c.vector;
        let r = chord_of_km(NEAR_KM);
        let envelope = AABB::from_corners(v.map(|x| x - r), v.map(|x| x + r));
        let mut weight = 0.0;
        for other in self.places.locate_in_envelope_intersecting(&envelope).filter(|o| o.data.0 != index).take(32) {
            let d2: f64 = other.geom().iter().zip(v).map(|(a, b)| (a - b).powi(2)).sum();
            weight += other.data.1 * (1.0 - (d2.sqrt() / r) as f32).max(0.0);
        }
        weight.min(1.5)
    }
}

/// Small enough that a distance to its point means something.
fn is_local(sort: Sort) -> bool {
    matches!(sort, Sort::Settlement | Sort::Quarter | Sort::Admin2 | Sort::SmallDivision | Sort::Airport | Sort::Facility)
}
