//! Gazetteers over one another: an upper one adds, overrides and hides.
#![cfg(all(feature = "compile", feature = "embedded"))]

use exonym::compile::GazetteerBuilder;
use exonym::lexicon::Lexicon;
use exonym::{Bytes, Extractor, ExtractorBuilder, Gazetteer, Layers};

const HEADER: &str = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation";

/// A gazetteer of rows whose columns are separated by blanks; `-` is an empty one.
fn gazetteer(name: &str, rows: &[&str]) -> Gazetteer<Bytes> {
    let mut table = HEADER.to_owned() + "\n";
    for row in rows {
        let fields: Vec<&str> = row.split_whitespace().map(|f| if f == "-" { "" } else { f }).collect();
        table += &(fields.join("\t") + "\n");
    }
    let mut builder = GazetteerBuilder::new(name, "1");
    builder.read_table(name, table.as_bytes()).unwrap();
    Gazetteer::open(builder.finish().unwrap().0).unwrap().into_shared()
}

fn world() -> Gazetteer<Bytes> {
    gazetteer(
        "world",
        &[
            "geonames:1 Ukraine - A PCLI UA - 49 32 500 40000000",
            "geonames:2 Zyxgrad Zyxburg|historical=Zyxhof P PPLA UA - 50 30 - 300000",
            "geonames:3 Abcgrad - P PPL UA - 48 31 - 300000",
        ],
    )
}

/// Ids and latitudes of what a spelling can mean.
fn meanings(layers: &Layers, spelling: &str) -> Vec<(String, f64)> {
    layers.meanings(spelling).iter().map(|m| layers.place(m.place)).map(|p| (p.id.to_string(), p.point.lat)).collect()
}

fn of(id: &str, lat: f64) -> Vec<(String, f64)> {
    vec![(id.to_owned(), lat)]
}

#[test]
fn entries_are_added() {
    let layers = Layers::new(vec![world(), gazetteer("own", &["depot Zyxdepot - S DEPO UA - 50 30 1 -", "other Abcgrad - P PPL PL - 51 20 - 5"])]);
    assert_eq!(meanings(&layers, "zyxdepot"), of("own:depot", 50.0));
    assert_eq!(meanings(&layers, "Abcgrad"), [of("own:other", 51.0), of("geonames:3", 48.0)].concat(), "the uppermost first");
    assert_eq!(meanings(&layers, "Zyxgrad"), of("geonames:2", 50.0));
    assert!(layers.unmatched().is_empty());
}

#[test]
fn an_entry_of_the_same_id_overrides() {
    let layers = Layers::new(vec![world(), gazetteer("own", &["geonames:2 Zyxtown - P PPL UA - 50.5 30.5 - 400000"])]);
    for spelling in ["Zyxtown", "Zyxgrad", "Zyxburg", "Zyxhof"] {
        assert_eq!(meanings(&layers, spelling), of("geonames:2", 50.5), "{spelling}");
    }
    let names: Vec<String> = layers.names_of(layers.meanings("Zyxtown")[0].place).into_iter().map(|n| n.name).collect();
    assert_eq!(names, ["zyxburg", "zyxgrad", "zyxhof", "zyxtown"]);
    assert_eq!(meanings(&layers, "Abcgrad"), of("geonames:3", 48.0), "others stay as they are");
}

#[test]
fn ids_are_hidden() {
    let layers = Layers::new(vec![world(), gazetteer("own", &["geonames:2 - - hide - - - - - - -"])]);
    assert!(meanings(&layers, "Zyxgrad").is_empty() && meanings(&layers, "Zyxburg").is_empty());
    assert_eq!(meanings(&layers, "Abcgrad"), of("geonames:3", 48.0));
}

#[test]
fn the_uppermost_layer_decides() {
    let first = || gazetteer("first", &["geonames:2 Zyxgrad - P PPL UA - 51 30 - 1", "depot Zyxdepot - S DEPO UA - 50 30 1 -"]);
    let second = || gazetteer("second", &["geonames:2 - - hide - - - - - - -", "first:depot - - hide - - - - - - -"]);
    let third = || gazetteer("third", &["geonames:2 Zyxcity - P PPL UA - 53 30 - 1"]);
    let layers = Layers::new(vec![world(), first(), second()]);
    assert!(meanings(&layers, "Zyxgrad").is_empty() && meanings(&layers, "Zyxdepot").is_empty(), "hidden in every layer below");
    let layers = Layers::new(vec![world(), second(), first()]);
    assert_eq!(meanings(&layers, "Zyxburg"), of("geonames:2", 51.0), "given again above");
    assert_eq!(layers.unmatched().iter().map(ToString::to_string).collect::<Vec<_>>(), ["first:depot"], "a layer above is not below");
    let layers = Layers::new(vec![world(), first(), second(), third()]);
    assert_eq!(meanings(&layers, "Zyxgrad"), of("geonames:2", 53.0));
    let both = gazetteer("both", &["geonames:2 - - hide - - - - - - -", "geonames:2 Zyxcity - P PPL UA - 54 30 - 1"]);
    assert_eq!(meanings(&Layers::new(vec![world(), both]), "Zyxgrad"), of("geonames:2", 54.0), "its own entries are not below");
}

#[test]
fn ids_that_are_nowhere_are_told() {
    let layers = Layers::new(vec![world(), gazetteer("own", &["geonames:9 - - hide - - - - - - -", "geonames:2 - - hide - - - - - - -"])]);
    assert_eq!(layers.unmatched().iter().map(ToString::to_string).collect::<Vec<_>>(), ["geonames:9"]);
}

fn extractor(rows: &[&str]) -> Extractor {
    ExtractorBuilder::new(world(), Lexicon::embedded()).gazetteer(gazetteer("own", rows)).build()
}

#[test]
fn texts_are_answered_from_all_layers() {
    let text = "Fires burn in Zyxburg, Ukraine.";
    let ids = |rows: &[&str]| -> Vec<(String, f64)> { extractor(rows).extract(text).places().map(|(_, p)| (p.id.to_string(), p.point.lat)).collect() };
    let ukraine = of("geonames:1", 49.0);
    assert_eq!(ids(&[]), [of("geonames:2", 50.0), ukraine.clone()].concat());
    assert_eq!(ids(&["geonames:2 Zyxtown - P PPL UA - 50.5 30.5 - 400000"]), [of("geonames:2", 50.5), ukraine.clone()].concat());
    assert_eq!(ids(&["geonames:2 - - hide - - - - - - -"]), ukraine);
    let without = ids(&["geonames:1 - - hide - - - - - - -"]);
    assert_eq!(without, of("geonames:2", 50.0), "a hidden country is never meant, and its places are still there");
}

#[test]
fn a_division_that_is_overridden_holds_what_it_held() {
    let own = || gazetteer("own", &["geonames:5165418 Zyxland - A ADM1 US - 40.2 -82.9 190 11000000"]);
    let layers = Layers::new(vec![Gazetteer::embedded(), own()]);
    assert_eq!(meanings(&layers, "Ohio")[0], ("geonames:5165418".to_owned(), 40.2));
    let admin1: Vec<Option<String>> = layers.meanings("Marion").into_iter().map(|m| layers.place(m.place).admin1).collect();
    assert!(admin1.contains(&Some("Zyxland".into())) && !admin1.contains(&Some("Ohio".into())), "{admin1:?}");
    let document = Extractor::builder().gazetteer(own()).build().extract("A fire in Marion, Zyxland, is out.");
    let admin1: Vec<Option<String>> = document.places().map(|(_, p)| p.admin1.clone()).collect();
    assert_eq!(admin1[0].as_deref(), Some("Zyxland"), "{document:#?}");
}
