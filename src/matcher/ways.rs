//! Hits with the roads by which their spellings lead to the names.

use std::cmp::Reverse;

use super::walk::Hit;
use crate::variant::Road;

/// Hits of a document in the order in which the recogniser wants them, and their roads.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    /// Not sorted yet.
    pub all: Vec<(Hit, Road)>,
    hits: Vec<Hit>,
    roads: Vec<Road>,
}

impl Ways {
    /// Sorts what was found, beside hits that are listed as they are spelled: by where they begin, then longest first.
    /// Of one name at one place the shortest road stays.
    pub fn arrange(&mut self) {
        self.all.sort_unstable_by_key(|(h, road)| (h.span.start, Reverse(h.span.end), h.stem, road.kind, h.layer, h.name));
        self.all
            .dedup_by(|(later, _), (first, _)| later.span == first.span && later.stem == first.stem && later.layer == first.layer && later.name == first.name);
        self.hits.clear();
        self.roads.clear();
        self.hits.extend(self.all.iter().map(|(hit, _)| *hit));
        self.roads.extend(self.all.iter().map(|(_, road)| *road));
    }

    /// The hits in order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The roads of the hits.
    pub fn roads(&self) -> &[Road] {
        &self.roads
    }
}
