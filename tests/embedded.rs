//! The data inside the program: intact, and as much of it as is promised.
#![cfg(feature = "embedded")]

use std::collections::BTreeMap;

use exonym::lexicon::Lexicon;
use exonym::variant::Variants;
use exonym::{Bytes, EntryId, FeatureClass, Gazetteer, Level, Model};

fn entries(world: &Gazetteer<Bytes>) -> impl Iterator<Item = EntryId> {
    (0..world.len() as u32).map(EntryId)
}

#[test]
fn checksums_match() {
    Gazetteer::embedded().verify().unwrap();
    Lexicon::open(Bytes::Static(exonym_data::LEXICON)).unwrap();
    Variants::open(exonym_data::VARIANTS).unwrap();
    Model::open(Bytes::Static(exonym_data::MODEL)).unwrap();
}

#[test]
fn as_many_places_as_promised() {
    let world = Gazetteer::embedded();
    let mut classes: BTreeMap<FeatureClass, usize> = BTreeMap::new();
    entries(&world).for_each(|e| *classes.entry(world.feature(e).0).or_default() += 1);
    assert!(classes[&FeatureClass::P] >= 234_908, "{classes:?}");
    let divisions = entries(&world).filter(|&e| world.feature(e).1.starts_with("ADM")).count();
    assert!(divisions >= 51_000, "{divisions} subdivisions");
    for class in [FeatureClass::H, FeatureClass::T, FeatureClass::L, FeatureClass::S] {
        assert!(classes.get(&class).is_some_and(|&n| n > 50), "{class:?}: {classes:?}");
    }
}

#[test]
fn countries_are_complete() {
    let world = Gazetteer::embedded();
    // By the hierarchy, not by feature code: the entry that stands for its own country.
    let countries: Vec<_> = entries(&world).filter(|&e| world.container(e, Level::Country) == Some(e)).map(|e| world.place(e)).collect();
    assert!(countries.len() >= 250, "{} countries", countries.len());
    let codes: std::collections::BTreeSet<_> = countries.iter().filter_map(|c| c.country).collect();
    assert_eq!(codes.len(), countries.len(), "a country twice or without a code");
    // Without inhabitants, or with none that are counted.
    let empty = ["AQ", "BV", "GS", "HM", "TF", "UM", "IO"];
    for c in &countries {
        let code = c.country.map(|c| c.to_string()).unwrap_or_default();
        assert!(matches!(c.id, exonym::PlaceId::GeoNames(_)), "{c:?}");
        assert!(c.point.is_valid() && (c.point.lat, c.point.lon) != (0.0, 0.0), "{c:?}");
        assert!(c.population.is_some() || empty.contains(&code.as_str()), "{c:?}");
        assert!(!c.name.is_empty() && world.search(&c.name).iter().any(|&e| world.id(e) == c.id), "not found by its own name: {c:?}");
    }
}

#[test]
fn every_entry_is_told_completely() {
    let world = Gazetteer::embedded();
    for e in entries(&world) {
        assert!(!world.name(e).is_empty(), "{:?} has no name", world.id(e));
        assert!(world.point(e).is_valid(), "{:?} at {:?}", world.id(e), world.point(e));
        assert!(!world.feature(e).1.is_empty(), "{:?} has no feature code", world.id(e));
    }
}

#[test]
fn provenance_names_sources_and_licences() {
    let world = Gazetteer::embedded();
    let meta: serde_json::Value = serde_json::from_str(world.provenance()).unwrap();
    let sources = meta["sources"].as_array().unwrap();
    assert!(!sources.is_empty());
    assert!(sources.iter().all(|s| s["title"].is_string() && s["licence"].is_string()), "{meta}");
    assert!(!world.label().contains('?'), "{}", world.label());
}
