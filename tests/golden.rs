//! A small gazetteer is built from sources of every kind and compared, byte for byte, with the committed one.
#![cfg(feature = "compile")]

use std::fs;
use std::path::{Path, PathBuf};

use exonym::compile::{BuildReport, GazetteerBuilder};
use exonym::{CountryCode, EntryId, FeatureClass, Gazetteer, Level, NameKind, PlaceId, Point};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn builder() -> GazetteerBuilder {
    let mut b = GazetteerBuilder::new("golden", "1");
    b.source("Made for tests", "CC0 1.0");
    let file = |name: &str| folder().join(name);
    b.read_file(&file("name_parts.tsv"), |b, origin, input| b.read_name_parts(origin, input)).unwrap();
    b.read_file(&file("countryInfo.txt"), |b, origin, input| b.read_country_info(origin, input)).unwrap();
    b.read_file(&file("admin1.txt"), |b, origin, input| b.read_admin1(origin, input)).unwrap();
    b.read_file(&file("admin2.txt"), |b, origin, input| b.read_admin2(origin, input)).unwrap();
    b.read_file(&file("iso.tsv"), |b, origin, input| b.read_iso_codes(origin, input)).unwrap();
    b.read_file(&file("hierarchy.txt"), |b, origin, input| b.read_hierarchy(origin, input)).unwrap();
    b.read_file(&file("places.txt"), |b, origin, input| b.read_places(origin, input)).unwrap();
    b.read_file(&file("alternateNames.txt"), |b, origin, input| b.read_alternate_names(origin, input)).unwrap();
    b.read_file(&file("curated.tsv"), |b, origin, input| b.read_table(origin, input)).unwrap();
    b
}

fn build() -> (Vec<u8>, BuildReport) {
    builder().finish().unwrap()
}

fn open() -> Gazetteer<Vec<u8>> {
    Gazetteer::open(build().0).unwrap()
}

/// The entry of a GeoNames id.
fn entry<B: AsRef<[u8]>>(g: &Gazetteer<B>, id: u32) -> EntryId {
    (0..g.len() as u32).map(EntryId).find(|&e| g.id(e) == PlaceId::GeoNames(id)).unwrap_or_else(|| panic!("no entry {id}"))
}

fn ids<B: AsRef<[u8]>>(g: &Gazetteer<B>, name: &str) -> Vec<String> {
    g.search(name).into_iter().map(|e| g.id(e).to_string()).collect()
}

fn kind<B: AsRef<[u8]>>(g: &Gazetteer<B>, name: &str, id: u32) -> NameKind {
    let entry = entry(g, id);
    g.meanings(name).into_iter().find(|p| p.entry == entry).unwrap_or_else(|| panic!("`{name}` does not lead to {id}")).kind
}

#[test]
fn the_bytes_are_the_committed_ones() {
    let path = folder().join("small.exo");
    let (bytes, _) = build();
    if std::env::var_os("EXONYM_BLESS").is_some() {
        fs::write(&path, &bytes).unwrap();
    }
    let committed = fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let differs = committed.iter().zip(&bytes).position(|(a, b)| a != b);
    assert!(
        committed == bytes,
        "the builder makes another file: {} bytes for {}, the first difference at {differs:?}; if that is meant, run with EXONYM_BLESS=1 and say why in the commit",
        bytes.len(),
        committed.len()
    );
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    assert!(build().0 == build().0);
}

#[test]
fn the_committed_file_opens() {
    let committed = fs::read(folder().join("small.exo")).unwrap();
    assert_eq!(ids(&Gazetteer::open(committed).unwrap(), "Петрыкаў"), ["geonames:623581"]);
}

#[test]
fn rows_without_an_entry_are_told() {
    let (_, report) = build();
    assert_eq!(report.entries, 17);
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
    assert!(report.warnings[0].contains("curated.tsv") && report.warnings[0].contains("Atlantis"), "{:?}", report.warnings);
}

#[test]
fn hierarchy() {
    let g = open();
    let up = |id: u32, level| g.container(entry(&g, id), level).map(|e| g.id(e).to_string());
    assert_eq!(up(710071, Level::Admin2).as_deref(), Some("geonames:9000001"), "by the code in admin2Codes");
    assert_eq!(up(710071, Level::Admin1).as_deref(), Some("geonames:710734"));
    assert_eq!(up(710071, Level::Country).as_deref(), Some("geonames:690791"));
    assert_eq!(up(710734, Level::Admin1).as_deref(), Some("geonames:710734"), "a division is in itself");
    assert_eq!(up(690791, Level::Admin1), None, "a country is in no division");
    assert_eq!(up(690896, Level::Admin1), None, "the sources have no entry for UA.23");
    assert_eq!(up(690896, Level::Country).as_deref(), Some("geonames:690791"));
    assert_eq!(up(9000002, Level::Admin1).as_deref(), Some("geonames:628281"), "by hierarchy.txt");
    let depot = g.search("Depot 7")[0];
    assert_eq!(g.place(depot).admin1.as_deref(), Some("Gomel Region"), "by its ISO 3166-2 code");
    let polesia = g.search("Polesia")[0];
    assert_eq!((g.country(polesia), g.container(polesia, Level::Country)), (None, None));
}

#[test]
fn what_is_told_of_an_entry() {
    let g = open();
    let place = g.place(entry(&g, 710071));
    assert_eq!(place.name, "Desna");
    assert_eq!(place.country, CountryCode::new("UA"));
    assert_eq!(place.admin1.as_deref(), Some("Chernihiv Oblast"));
    assert_eq!((place.feature_class, place.feature_code.as_str()), (FeatureClass::P, "PPL"));
    assert_eq!(place.population, Some(6906));
    assert_eq!(place.precision_km, None);
    assert!(place.point.distance_km(Point::new(50.92765, 30.7687)) < 0.002);

    let island = g.place(entry(&g, 2194371));
    assert_eq!((island.population, island.admin1), (None, None));
    assert!(island.point.distance_km(Point::new(-16.85, -179.97)) < 0.002);

    let depot = g.place(g.search("depot seven")[0]);
    assert_eq!(depot.id, PlaceId::Other("golden:depot-7".into()));
    assert_eq!(depot.precision_km, Some(1.0));
}

#[test]
fn curated_rows_win() {
    let g = open();
    let petrikov = g.place(entry(&g, 623581));
    assert_eq!(petrikov.name, "Petrikov", "a curated name is displayed");
    assert!(petrikov.point.distance_km(Point::new(52.13, 28.5)) < 0.002, "a curated point holds");
    assert_eq!(petrikov.population, Some(10278), "what the row leaves empty stays");
    assert_eq!(ids(&g, "Petrykaw"), ["geonames:623581"], "the former name still leads there");
    assert_eq!(g.place(entry(&g, 703448)).precision_km, Some(12.0));
}

#[test]
fn kinds_of_names() {
    let g = open();
    assert_eq!(kind(&g, "Chernihiv", 710735), NameKind::Official);
    assert_eq!(kind(&g, "Чернігів", 710735), NameKind::Spelling);
    assert_eq!(kind(&g, "Czernihów", 710735), NameKind::Historical);
    assert_eq!(kind(&g, "Ukr.", 690791), NameKind::Abbreviation);
    assert_eq!(kind(&g, "Ukrainians", 690791), NameKind::Demonym);
    assert_eq!(kind(&g, "Bankova", 703448), NameKind::Metonym);
    assert_eq!(kind(&g, "Chernihiv region", 710734), NameKind::Official);
    assert_eq!(kind(&g, "Homiel Voblast", 628281), NameKind::Official, "curated names without a language are English");
    assert_eq!(kind(&g, "Гомельская вобласць", 628281), NameKind::Alternate);
    for none in ["CEJ", "https://en.wikipedia.org/wiki/Chernihiv", "Nowhere", "Atlantida", "UA", ""] {
        assert_eq!(ids(&g, none), [""; 0], "`{none}` is a name");
    }
}

#[test]
fn names_lead_to_all_entries_most_populous_first() {
    let g = open();
    assert_eq!(ids(&g, "DESNA"), ["geonames:710071", "geonames:690896"]);
    assert_eq!(ids(&g, "homyel"), ["geonames:627907"], "the apostrophe does not matter");
    assert_eq!(ids(&g, "Kijow"), ["geonames:703448"], "nor do accents");
    assert_eq!(ids(&g, "Gomel oblast"), ["geonames:628281"], "by name_parts.tsv");
    let names: Vec<String> = g.names_of(entry(&g, 623581)).into_iter().map(|n| n.name).collect();
    assert_eq!(names, ["petrikov", "petrykaw", "петриков", "петрыкаў"]);
}

#[test]
fn nearest_across_the_date_line() {
    let g = open();
    let nearest = g.nearest(Point::new(-16.9, 179.95), 1);
    assert_eq!(g.id(nearest[0].entry).to_string(), "geonames:2194371");
    assert!(nearest[0].distance_km < 15.0);
}

#[test]
fn divided_and_undivided_answer_the_same() {
    let whole = open();
    let ([places, names], _) = builder().finish_divided().unwrap();
    let divided = Gazetteer::open_parts_unverified(vec![places, names]).unwrap();
    divided.verify().unwrap();
    assert_eq!((whole.len(), whole.name_count()), (divided.len(), divided.name_count()));
    assert_eq!(whole.provenance(), divided.provenance());
    for e in (0..whole.len() as u32).map(EntryId) {
        assert_eq!(whole.place(e), divided.place(e));
        assert_eq!(whole.names_of(e), divided.names_of(e));
        for n in whole.names_of(e) {
            assert_eq!(whole.meanings(&n.name), divided.meanings(&n.name), "{}", n.name);
        }
        assert_eq!(whole.nearest(whole.point(e), 3), divided.nearest(divided.point(e), 3));
    }
}
