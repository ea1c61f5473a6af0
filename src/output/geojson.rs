//! GeoJSON (RFC 7946), for maps.

use serde::Serialize;

use crate::document::{Document, Mention};

/// What stands before the first feature; features are separated by commas.
pub const GEOJSON_OPENING: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
/// What stands after the last feature.
pub const GEOJSON_CLOSING: &str = "\n]}\n";

#[derive(Serialize)]
#[serde(tag = "type")]
struct Feature<'d> {
    /// None for an actor that is no place: GeoJSON calls it unlocated.
    geometry: Option<Geometry>,
    properties: Properties<'d>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

/// The fields of the mention, and before them what a map shows without looking into `place`.
#[derive(Serialize)]
struct Properties<'d> {
    document: Option<&'d str>,
    name: &'d str,
    #[serde(flatten)]
    mention: &'d Mention,
}

/// One `FeatureCollection` of all mentions that have a place or an actor.
///
/// Coordinates are `[lon, lat]`; an actor that is no place is a feature without geometry, which maps pass over. `properties` has
/// the fields of the mention, `document` (the document's id) and `name` (that of the place or actor, which map viewers label by).
///
/// ```
/// let document = exonym::Extractor::embedded().extract("Rockets hit Kyiv.");
/// let map: serde_json::Value = serde_json::from_str(&exonym::output::to_geojson(&[document])).unwrap();
/// assert_eq!(map["features"][0]["properties"]["text"], "Kyiv");
/// assert!((map["features"][0]["geometry"]["coordinates"][1].as_f64().unwrap() - 50.45).abs() < 0.1);
/// ```
pub fn to_geojson(documents: &[Document]) -> String {
    let features: Vec<String> = documents.iter().flat_map(geojson_features).collect();
    format!("{GEOJSON_OPENING}{}{GEOJSON_CLOSING}", features.join(",\n"))
}

/// The features of one document, for writing collections that are too long to hold.
///
/// ```
/// use exonym::output::{GEOJSON_CLOSING, GEOJSON_OPENING, geojson_features};
/// let document = exonym::Extractor::embedded().extract("Rockets hit Kyiv.");
/// let collection = format!("{GEOJSON_OPENING}{}{GEOJSON_CLOSING}", geojson_features(&document).join(","));
/// assert!(serde_json::from_str::<serde_json::Value>(&collection).is_ok());
/// ```
pub fn geojson_features(document: &Document) -> Vec<String> {
    let known = document.mentions.iter().filter(|m| m.place.is_some() || m.actor.is_some());
    known.map(|mention| serde_json::to_string(&feature(document, mention)).expect("a feature is plain data")).collect()
}

fn feature<'d>(document: &'d Document, mention: &'d Mention) -> Feature<'d> {
    let place = mention.place.as_ref();
    let name = place.map(|p| p.name.as_str()).or(mention.actor.as_ref().map(|a| a.name.as_str())).unwrap_or(&mention.text);
    Feature {
        geometry: place.map(|p| Geometry { kind: "Point", coordinates: [p.point.lon, p.point.lat] }),
        properties: Properties { document: document.id.as_deref(), name, mention },
    }
}
