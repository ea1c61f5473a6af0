//! Where a place that no gazetteer holds stands at least: in the town that the text speaks of around it.

use crate::document::{Footing, FootingPlace, Mention, MentionKind};
use crate::gazetteer::{FeatureClass, Place};

/// Mentions to either side that are looked at.
const REACH: usize = 30;
/// At so many bytes a mention says half of what it says beside.
const HALF: f32 = 300.0;

/// Gives mentions of places without an entry a footing, where the text names a town or a district near by.
pub(super) fn find(mentions: &mut [Mention]) {
    for i in 0..mentions.len() {
        if mentions[i].kind == MentionKind::Place && mentions[i].place.is_none() {
            mentions[i].footing = around(mentions, i).map(|place| {
                let footing = FootingPlace { id: place.id.clone(), name: place.name.clone(), country: place.country };
                Footing { footing, point: place.point, precision_km: extent_km(place) }
            });
        }
    }
}

/// The town or district that is named most and nearest around a mention.
fn around(mentions: &[Mention], i: usize) -> Option<&Place> {
    let here = mentions[i].span;
    let mut weights: Vec<(&Place, f32)> = Vec::new();
    for m in &mentions[i.saturating_sub(REACH)..mentions.len().min(i + REACH + 1)] {
        let Some(place) = m.place.as_ref().filter(|place| is_local(place)) else { continue };
        let apart = here.start.saturating_sub(m.span.end).max(m.span.start.saturating_sub(here.end));
        let weight = m.score / (1.0 + apart as f32 / HALF);
        match weights.iter_mut().find(|(known, _)| known.id == place.id) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((place, weight)),
        }
    }
    // Of equals the first in the text.
    weights.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| *place)
}

fn is_local(place: &Place) -> bool {
    match place.feature_class {
        FeatureClass::P => true,
        FeatureClass::A => matches!(place.feature_code.as_str(), "ADM2" | "ADM3" | "ADM4" | "ADM5"),
        _ => false,
    }
}

/// How far a street, a building, a suburb of it may lie from its point, in kilometres: a village has five, a city of a million
/// twenty-five; a district forty, unless more is known.
fn extent_km(place: &Place) -> f64 {
    let extent = match place.feature_class {
        FeatureClass::P => 5.0 + 20.0 * (place.population.unwrap_or(0) as f64 / 1e6).sqrt(),
        _ => 40.0,
    };
    extent.max(place.precision_km.unwrap_or(0.0)).round()
}
