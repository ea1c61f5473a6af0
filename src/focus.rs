//! What a text is about: the countries, divisions and places its mentions add up to.

use std::collections::BTreeMap;

use crate::document::{Admin1Focus, CountryFocus, Focus, Mention, PlaceFocus};
use crate::gazetteer::{FeatureClass, PlaceId, PlaceRef};

/// Places reported, and divisions.
const MOST_PLACES: usize = 10;

/// A first-level division that a mention lies in or names, with the score of the mention.
pub(crate) type Located = (PlaceRef, f32);

/// Adds up the scores of the mentions. `describe` tells what the record of a division says of it, with a share of 0.
pub(crate) fn focus(mentions: &[Mention], located: &[Located], describe: impl Fn(PlaceRef) -> Admin1Focus) -> Focus {
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
    Focus { countries, admin1: divisions(located, describe), places }
}

fn divisions(located: &[Located], describe: impl Fn(PlaceRef) -> Admin1Focus) -> Vec<Admin1Focus> {
    let mut sums: BTreeMap<PlaceRef, f32> = BTreeMap::new();
    located.iter().for_each(|&(division, score)| *sums.entry(division).or_insert(0.0) += score);
    let all: f32 = sums.values().sum();
    let mut sums: Vec<(PlaceRef, f32)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    sums.truncate(MOST_PLACES);
    sums.into_iter().map(|(division, sum)| Admin1Focus { score: sum / all, ..describe(division) }).collect()
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    #[test]
    fn divisions_share_what_lies_in_them() {
        let text = "Rockets hit Kharkiv and Chuhuiv in the Kharkiv region. A drone fell in Lviv, and Ukraine answered.";
        let focus = crate::Extractor::embedded().extract(text).focus;
        let names: Vec<_> = focus.admin1.iter().map(|d| d.name.as_str()).collect();
        assert_eq!(names, ["Kharkiv Oblast", "Lviv Oblast"]);
        let first = &focus.admin1[0];
        assert_eq!((first.country.unwrap().as_str(), first.id.to_string().as_str()), ("UA", "geonames:706482"));
        assert!(first.score > 0.6 && (focus.admin1.iter().map(|d| d.score).sum::<f32>() - 1.0).abs() < 1e-5, "{:?}", focus.admin1);
    }
}
