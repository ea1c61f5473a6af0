//! What a text is about: the countries and places its mentions add up to.

use std::collections::BTreeMap;

use crate::document::{CountryFocus, Focus, Mention, PlaceFocus};
use crate::gazetteer::{FeatureClass, PlaceId};

/// Places reported.
const MOST_PLACES: usize = 10;

/// Adds up the scores of the mentions.
pub(crate) fn focus(mentions: &[Mention]) -> Focus {
    let mut countries = BTreeMap::new();
    let mut places: BTreeMap<&PlaceId, (&str, f32)> = BTreeMap::new();
    let (mut all_countries, mut all_places) = (0.0f32, 0.0f32);
    for m in mentions {
        let Some(place) = &m.place else { continue };
        if let Some(country) = place.country {
            *countries.entry(country).or_insert(0.0) += m.score;
            all_countries += m.score;
        }
        let is_country = place.feature_class == FeatureClass::A && place.feature_code.starts_with("PCL");
        if !is_country {
            places.entry(&place.id).or_insert((&place.name, 0.0)).1 += m.score;
            all_places += m.score;
        }
    }
    let mut countries: Vec<CountryFocus> = countries.into_iter().map(|(country, s)| CountryFocus { country, score: s / all_countries }).collect();
    let mut places: Vec<PlaceFocus> =
        places.into_iter().map(|(id, (name, s))| PlaceFocus { id: id.clone(), name: name.to_owned(), score: s / all_places }).collect();
    countries.sort_by(|a, b| b.score.total_cmp(&a.score));
    places.sort_by(|a, b| b.score.total_cmp(&a.score));
    places.truncate(MOST_PLACES);
    Focus { countries, places }
}
