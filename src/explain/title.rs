//! What a place is called among others, and what it is, in a word.

use crate::gazetteer::{CountryCode, FeatureClass, Place};

/// A place with its first-level division and country: `Desna, Chernihiv Oblast, UA`.
pub(crate) fn title(place: &Place) -> String {
    titled(&place.name, place.admin1.as_deref(), place.country)
}

/// The same from its parts.
pub(super) fn titled(name: &str, admin1: Option<&str>, country: Option<CountryCode>) -> String {
    let country = country.as_ref().map(CountryCode::as_str);
    let parts = [Some(name), admin1.filter(|admin1| *admin1 != name), country];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What kind of thing a place is, in a word.
pub(crate) fn what(place: &Place) -> &'static str {
    match place.feature_class {
        FeatureClass::A if place.feature_code.starts_with("PCL") => "country",
        FeatureClass::A => "division",
        FeatureClass::H => "water",
        FeatureClass::L => "area",
        FeatureClass::P => "settlement",
        FeatureClass::R => "road or railway",
        FeatureClass::S => "site",
        FeatureClass::T => "relief",
        FeatureClass::U => "undersea",
        FeatureClass::V => "vegetation",
    }
}
