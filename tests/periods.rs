//! Names with the time they were in use: from a table through the file to whoever asks.
#![cfg(feature = "compile")]

use exonym::compile::GazetteerBuilder;
use exonym::{Gazetteer, Layers, NameKind, Period};

const HEADER: &str = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n";
/// As a source without dates knows them.
const SOURCE: &str = "\
geonames:713174\tBakhmut\tArtemivsk|Artemivs'k|Артёмовск@ru|demonym=Bakhmutian\tP\tPPLA2\tUA\t\t48.59\t38\t\t80500
geonames:498817\tSaint Petersburg\tLeningrad\tP\tPPLA\tRU\t\t59.94\t30.31\t\t5351935
";
const RENAMED: &str = "\
city:UA/Bakhmut\t\thistorical=Artemivsk{1924..2016-02-04}|historical=Артёмовск@ru{1924..2016-02-04}|official=Bakhmut{2016-02-04..}|historical=BAKHMUT{..1924}\t\t\t\t\t\t\t\t
city:RU/Saint Petersburg\t\thistorical=Leningrad{1924-01..1991-09-06}|historical=Petrograd\t\t\t\t\t\t\t\t
";

fn build(tables: &[&str]) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new("t", "1");
    for table in tables {
        builder.read_table("t.tsv", format!("{HEADER}{table}").as_bytes()).unwrap();
    }
    let (bytes, report) = builder.finish().unwrap();
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    bytes
}

fn period(text: &str) -> Option<Period> {
    Some(text.parse().unwrap())
}

/// What a name is to the first entry that it means, and when.
fn told(gazetteer: &Gazetteer<Vec<u8>>, name: &str) -> (NameKind, Option<Period>) {
    let meaning = gazetteer.meanings(name)[0];
    (meaning.kind, gazetteer.period(meaning.number))
}

#[test]
fn a_dated_name_wins_over_a_plain_one_and_not_over_the_displayed_one() {
    let g = Gazetteer::open(build(&[SOURCE, RENAMED])).unwrap();
    assert_eq!(told(&g, "Artemivsk"), (NameKind::Historical, period("1924..2016-02-04")));
    assert_eq!(told(&g, "артемовск"), (NameKind::Historical, period("1924..2016-02-04")));
    assert_eq!(told(&g, "Bakhmut"), (NameKind::Official, period("2016-02-04..")));
    assert_eq!(told(&g, "Bakhmutian"), (NameKind::Demonym, None));
    assert_eq!(told(&g, "Leningrad"), (NameKind::Historical, period("1924-01..1991-09-06")));
    assert_eq!(told(&g, "Petrograd"), (NameKind::Historical, None));
    let leningrad = g.names_of(g.search("Leningrad")[0]).into_iter().find(|n| n.name == "leningrad").unwrap();
    assert_eq!(leningrad.period, period("1924-01..1991-09-06"));
    assert_eq!(g.period(u32::MAX), None);
}

#[test]
fn a_file_without_dates_has_no_section_for_them() {
    let tags = |tables: &[&str]| Gazetteer::open(build(tables)).unwrap().sections().iter().map(|s| s.tag.to_string()).collect::<Vec<_>>();
    assert!(!tags(&[SOURCE]).contains(&"PERI".to_owned()));
    assert!(tags(&[SOURCE, RENAMED]).contains(&"PERI".to_owned()));
}

#[test]
fn names_of_an_overridden_entry_keep_their_periods() {
    let override_ = "geonames:713174\tBachmut\t\tP\tPPLA2\tUA\t\t48.6\t38.01\t\t\n";
    let open = |tables: &[&str]| Gazetteer::open(build(tables)).unwrap().into_shared();
    let layers = Layers::new(vec![open(&[SOURCE, RENAMED]), open(&[override_])]);
    let meaning = layers.meanings("Artemivsk")[0];
    assert_eq!((meaning.place.layer, meaning.posting.layer), (1, 0));
    assert_eq!(layers.period(meaning.posting), period("1924..2016-02-04"));
    assert!(layers.names_of(meaning.place).iter().any(|n| n.name == "artemivsk" && n.period == period("1924..2016-02-04")));
    assert_eq!(layers.period(layers.meanings("Bachmut")[0].posting), None);
}

#[test]
fn a_wrong_period_is_told_with_its_line() {
    for (name, fault) in [("Old{1924}", "no period"), ("Old{..}", "must be known"), ("Old{2016..1924}", "ends before"), ("Old{1924..13.5.2016}", "no date")] {
        let table = format!("{HEADER}# renamed\ncity:UA/Bakhmut\t\thistorical={name}\t\t\t\t\t\t\t\t\n");
        let message = GazetteerBuilder::new("t", "1").read_table("renamed.tsv", table.as_bytes()).unwrap_err().to_string();
        assert!(message.starts_with("renamed.tsv line 3: ") && message.contains("Old") && message.contains(fault), "{message}");
    }
}
