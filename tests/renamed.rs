//! The table of renamed places: well formed, without contradictions, and large.
#![cfg(feature = "compile")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use exonym::compile::GazetteerBuilder;
use exonym::{Period, fold};

const PATH: &str = "data/curated/renamed.tsv";

fn table() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH)).unwrap()
}

/// A name of the table: `[kind=]text[@lang][{from..to}]`.
struct Name<'a> {
    id: &'a str,
    kind: &'a str,
    text: &'a str,
    lang: &'a str,
    period: Option<Period>,
}

fn names(table: &str) -> Vec<Name<'_>> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.flat_map(|row| row[2].split('|').map(|name| parse(row[0], name)).collect::<Vec<_>>()).collect()
}

fn parse<'a>(id: &'a str, name: &'a str) -> Name<'a> {
    let (kind, rest) = name.split_once('=').unwrap_or(("", name));
    let (rest, period) = match rest.split_once('{') {
        Some((rest, period)) => (rest, Some(period.strip_suffix('}').unwrap_or(period))),
        None => (rest, None),
    };
    let (text, lang) = rest.split_once('@').unwrap_or((rest, ""));
    let period = period.map(|p| p.parse().unwrap_or_else(|e| panic!("{id}: {name}: {e}")));
    Name { id, kind, text, lang, period }
}

#[test]
fn rows_are_well_formed() {
    let table = table();
    GazetteerBuilder::new("exonym", "1").read_table(PATH, table.as_bytes()).unwrap();
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        assert_eq!(columns.len(), 11, "{row}");
        let adds = columns[1].is_empty() && !columns[2].is_empty() && columns[3..].iter().all(|c| c.is_empty());
        assert!(adds, "a row of this table adds names and nothing else: {row}");
    }
    for n in names(&table) {
        assert!(matches!(n.kind, "historical" | "official" | "") && !fold(n.text).is_empty(), "{}: {}={}", n.id, n.kind, n.text);
        let latin = n.text.chars().any(|c| c.is_ascii_alphabetic());
        let cyrillic = n.text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c));
        assert!(latin != cyrillic && cyrillic != n.lang.is_empty(), "{}: {}@{}", n.id, n.text, n.lang);
    }
}

#[test]
fn a_name_has_one_period() {
    let table = table();
    let mut known = BTreeMap::new();
    for n in names(&table) {
        let said = (n.kind == "historical", n.period);
        let before = *known.entry((n.id, fold(n.text))).or_insert(said);
        assert_eq!(before, said, "{}: {}", n.id, n.text);
    }
}

#[test]
fn many_names_have_dates() {
    let table = table();
    let names = names(&table);
    // What is written in another script beside is the same old name.
    let old = |with_period: bool| -> BTreeSet<(&str, String)> {
        let old = names.iter().filter(|n| n.kind == "historical" && n.lang.is_empty() && (n.period.is_some() || !with_period));
        old.map(|n| (n.id, fold(n.text))).collect()
    };
    assert!(old(false).len() >= 650, "{} historical names", old(false).len());
    assert!(old(true).len() >= 500, "{} of them with dates", old(true).len());
}
