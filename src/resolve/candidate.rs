//! An entry that a mention may mean, and what its own weight is.

use std::ops::Deref;

use super::entry::Entry;
use super::evidence::{Rule, Weights};
use super::sort::Sort;
use crate::gazetteer::{Level, NameKind, PostingRef};
use crate::model::Ranker;
use crate::recognize::Lead;

// A ranker has a weight for each sort of entry and each kind of name.
const _: () = assert!(Sort::Facility as usize + 1 == Ranker::SIZES.1 && NameKind::Spelling as usize + 1 == Ranker::SIZES.2);

/// A candidate with the evidence gathered so far.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    entry: Entry,
    /// What the name is to it.
    pub kind: NameKind,
    /// The name, and by which road the spelling leads to it.
    pub lead: Lead,
    /// What says that the name is one of it.
    pub posting: PostingRef,
    pub weights: Weights,
    /// Log-odds that do not depend on other mentions' candidates.
    pub base: f32,
    /// `base` and the support of the document.
    pub score: f32,
    /// Share among the candidates of the mention.
    pub probability: f32,
}

impl Deref for Candidate {
    type Target = Entry;
    fn deref(&self) -> &Entry {
        &self.entry
    }
}

impl Candidate {
    pub fn new(entry: Entry, lead: Lead, kind: NameKind, posting: PostingRef) -> Candidate {
        let mut candidate = Candidate { entry, kind, lead, posting, weights: Weights::default(), base: 0.0, score: 0.0, probability: 0.0 };
        candidate.add(Rule::Prominence, candidate.prominence);
        candidate.add(Rule::Spelling, -lead.road.weight());
        candidate
    }

    /// Adds evidence that does not depend on other mentions' candidates.
    pub fn add(&mut self, rule: Rule, weight: f32) {
        self.base += weight;
        self.weights.add(rule, weight);
    }

    /// Corrects the weights of the evidence by what a model has learned of them; gives their sum.
    pub fn correct(&mut self, ranker: &Ranker) -> f32 {
        self.weights.scale(&ranker.rules);
        self.weights.add(Rule::Prominence, ranker.sorts[self.sort as usize]);
        self.weights.add(Rule::NameKind, ranker.kinds[self.kind as usize]);
        self.weights.sum()
    }

    /// What a ranker learns from: the weights of the rules, which sort of entry it is, and which kind of name.
    #[cfg(feature = "train")]
    pub fn signs(&self) -> Vec<f32> {
        let (rules, sorts, kinds) = Ranker::SIZES;
        let mut signs = self.weights.all().to_vec();
        signs.resize(rules + sorts + kinds, 0.0);
        signs[rules + self.sort as usize] = 1.0;
        signs[rules + sorts + self.kind as usize] = 1.0;
        signs
    }

    /// Whether the other lies inside this one.
    pub fn contains(&self, inner: &Candidate) -> bool {
        if self.place == inner.place {
            return false;
        }
        let level = match self.sort {
            Sort::Country => return self.country().is_some() && self.country() == inner.country() && inner.sort != Sort::Country,
            Sort::Admin1 => Level::Admin1,
            Sort::Admin2 => Level::Admin2,
            Sort::Settlement => {
                return matches!(inner.sort, Sort::Quarter | Sort::Facility | Sort::Airport | Sort::Water | Sort::Relief)
                    && self.point.distance_km(inner.point) < 30.0;
            }
            _ => return self.radius_km > inner.radius_km && self.point.distance_km(inner.point) <= self.radius_km,
        };
        if inner.division(level) == Some(self.place) {
            return true;
        }
        // The hierarchies of two files do not know each other.
        self.place.layer != inner.place.layer && self.country() == inner.country() && self.point.distance_km(inner.point) <= self.radius_km.max(100.0)
    }
}
