//! The places of a report, each once.

use std::collections::HashMap;

use crate::document::{Document, Mention, MentionKind};
use crate::gazetteer::{FeatureClass, Place, PlaceId};

/// A place and its mentions.
pub(super) struct Spot<'d> {
    /// The place.
    pub place: &'d Place,
    /// Its mentions, each with its number among all mentions of all documents.
    pub mentions: Vec<(usize, &'d Mention)>,
}

/// An entry that reaches farther is an area of the world, not a place on a map of a region.
const BROAD_KM: f64 = 800.0;

impl Spot<'_> {
    /// How often it is named.
    pub fn count(&self) -> usize {
        self.mentions.len()
    }

    /// Mean score of its mentions.
    pub fn score(&self) -> f32 {
        self.mentions.iter().map(|(_, m)| m.score).sum::<f32>() / self.count().max(1) as f32
    }

    /// Whether it is a country; its outline shows it better than a point.
    pub fn is_country(&self) -> bool {
        self.place.country.is_some() && self.place.feature_code.starts_with("PCL")
    }

    /// Whether its point says little of where it is.
    pub fn is_broad(&self) -> bool {
        let wide = self.place.precision_km.is_some_and(|km| km > BROAD_KM);
        self.place.feature_code.starts_with("PCL") || wide || matches!(self.place.feature_code.as_str(), "CONT" | "OCN")
    }

    /// Whether it is an area: a division, a region, a sea.
    pub fn is_area(&self) -> bool {
        matches!(self.place.feature_class, FeatureClass::A | FeatureClass::L | FeatureClass::H | FeatureClass::U | FeatureClass::V)
    }
}

/// The places of all documents, most often named first.
pub(super) fn spots<'d>(documents: impl Iterator<Item = &'d Document>) -> Vec<Spot<'d>> {
    let mut spots: Vec<Spot<'d>> = Vec::new();
    let mut known: HashMap<&'d PlaceId, usize> = HashMap::new();
    for (number, mention) in documents.flat_map(|d| &d.mentions).enumerate() {
        // Who sits at a place is told beside it.
        let Some(place) = mention.place.as_ref().filter(|_| mention.kind == MentionKind::Place) else { continue };
        let at = *known.entry(&place.id).or_insert_with(|| {
            spots.push(Spot { place, mentions: Vec::new() });
            spots.len() - 1
        });
        spots[at].mentions.push((number, mention));
    }
    spots.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.place.name.cmp(&b.place.name)));
    spots
}
