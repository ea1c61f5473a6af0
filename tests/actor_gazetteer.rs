//! The actors inside the program: intact, as many as promised, told as their tables have them; and damaged files of actors.
#![cfg(all(feature = "compile", feature = "embedded"))]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use exonym::compile::ActorsBuilder;
use exonym::{ActorType, Actors, Bytes, Date, Extractor, Hints};

fn tables(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/actors").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
}

/// The fields of the rows of a folder of tables.
fn rows(folder: &str) -> Vec<Vec<String>> {
    let lines = |file: PathBuf| fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let all = tables(folder).into_iter().flat_map(lines).filter(|l| !l.is_empty() && !l.starts_with('#') && !l.starts_with("id\t"));
    all.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn as_many_as_promised() {
    let actors = Actors::embedded();
    actors.verify().unwrap();
    let (persons, bodies) = (rows("persons"), rows("bodies"));
    assert!(persons.len() >= 1_500 && persons.len() + bodies.len() >= 12_000, "{} persons, {} bodies", persons.len(), bodies.len());
    let names: usize =
        persons.iter().map(|r| &r[4]).chain(bodies.iter().map(|r| &r[5])).map(|names| 1 + names.split('|').filter(|n| !n.is_empty()).count()).sum();
    assert!(names >= 40_000, "{names} names");
    assert_eq!(
        actors.len(),
        persons.iter().chain(&bodies).map(|r| &r[0]).collect::<HashSet<_>>().len(),
        "rows whose id is told of twice, or a file of other tables"
    );
    assert!(persons.iter().all(|r| !r[6].is_empty()) && bodies.iter().all(|r| !r[7].is_empty()), "a row without a source");
}

#[test]
fn rows_are_found_by_their_names() {
    let actors = Actors::embedded();
    let mut lost = Vec::new();
    for row in rows("persons").iter().map(|r| (&r[0], &r[1], &r[3])).chain(rows("bodies").iter().map(|r| (&r[0], &r[2], &r[4]))) {
        let (id, country, name) = row;
        let found = actors.find(id).unwrap_or_else(|| panic!("{id} is not in the file: build it again"));
        let actor = actors.actor(found);
        assert_eq!(actor.country.map_or_else(String::new, |c| c.to_string()), **country, "{id}");
        if !actors.search(name).contains(&found) {
            lost.push(id.clone());
        }
    }
    assert!(lost.is_empty(), "not found by their own names: {lost:?}");
}

#[test]
fn offices_are_those_of_the_day() {
    let extractor = Extractor::embedded();
    let role = |date: &str| {
        let hints = Hints { date: Some(date.parse::<Date>().unwrap()), ..Hints::default() };
        let document = extractor.extract_with("Valerii Zaluzhnyi met reporters in Kyiv.", &hints);
        let (_, actor) = document.actors().find(|(_, a)| a.kind == ActorType::Person).unwrap();
        actor.roles.iter().map(|r| r.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(role("2023-05-01"), ["Commander-in-Chief"]);
    assert_eq!(role("2024-12-01"), ["Ambassador to the United Kingdom"]);
}

/// A small file of every kind of row.
fn small() -> Vec<u8> {
    let mut builder = ActorsBuilder::new();
    let grammar = |name: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/actors/grammar").join(name)).unwrap();
    builder.read_cases("cases", &*grammar("cases.tsv")).unwrap();
    builder.read_institutions("institutions", &*grammar("institutions.tsv")).unwrap();
    builder.read_titles("titles", &*grammar("titles.tsv")).unwrap();
    builder.read_modifiers("modifiers", &*grammar("modifiers.tsv")).unwrap();
    let persons = "person:by/alexander-lukashenko\tBY\tGOV\tAlexander Lukashenko\tАлександр Лукашенко\tPresident > org:by/presidency : 1994-07-20..\town\n";
    builder.read_persons("persons", persons.as_bytes()).unwrap();
    builder.read_bodies("bodies", "org:ru/presidency\tgovernment\tRU\tGOV\tKremlin\tКремль\t\town\n".as_bytes()).unwrap();
    builder.finish("1").unwrap()
}

fn shared(bytes: Vec<u8>) -> Bytes {
    Bytes::Shared(std::sync::Arc::new(bytes))
}

#[test]
fn faults_of_tables_name_file_and_line() {
    let fault = |read: &dyn Fn(&mut ActorsBuilder) -> exonym::Result<()>| read(&mut ActorsBuilder::new()).unwrap_err().to_string();
    let persons = |row: &'static str| fault(&move |b| b.read_persons("persons.tsv", row.as_bytes()));
    assert!(persons("person:by/x\tBYE\tGOV\tX\t\t\town\n").contains("persons.tsv line 1"));
    assert!(persons("person:by/x\tBY\tGOVT\tX\t\t\town\n").contains("`GOVT` is no sector"));
    assert!(persons("person:by/x\tBY\tGOV\tX\t\tPresident since 1994\town\n").contains("title > body"));
    assert!(persons("person:by/x\tBY\tGOV\tX\t\tPresident > org:by/presidency : 1994-13..\town\n").contains("1994-13"));
    let bodies = |row: &'static str| fault(&move |b| b.read_bodies("bodies.tsv", row.as_bytes()));
    assert!(bodies("org:ru/x\tministry\tRU\tGOV\tX\t\t\town\n").contains("`ministry` is no type"));
    assert!(fault(&|b| b.read_institutions("i.tsv", "x\tgovernment\tGOV\tall\tX\ten\tx\n".as_bytes())).contains("reach `all`"));
    assert!(fault(&|b| b.read_titles("t.tsv", "President\tGOV\tpresidency\ten\tpresident{,s\n".as_bytes())).contains("brace"));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn damaged_files_are_refused_and_never_panic() {
    let file = small();
    Actors::open(shared(file.clone())).unwrap();
    let text = "Kremlin spokesman Ivan Petrov met Alexander Lukashenko; the Belarusian defence ministry and Lukashenka said so. Военные Беларуси.";
    for cut in [0, 7, 40, file.len() / 2, file.len() - 1] {
        assert!(Actors::open_unverified(shared(file[..cut].to_vec())).is_err(), "cut at {cut}");
    }
    let mut seen = BTreeMap::new();
    for (n, at) in (0..file.len()).step_by(file.len() / 400).enumerate() {
        let mut damaged = file.clone();
        damaged[at] ^= 1 << (n % 8);
        assert!(Actors::open(shared(damaged.clone())).is_err(), "a flipped bit at {at} is not noticed");
        let Ok(actors) = Actors::open_unverified(shared(damaged)) else {
            *seen.entry("refused").or_insert(0) += 1;
            continue;
        };
        *seen.entry("read").or_insert(0) += 1;
        actors.search("Lukashenko").into_iter().chain(actors.search("Kremlin")).for_each(|a| drop(actors.actor(a)));
        let _ = actors.find("person:by/alexander-lukashenko").map(|a| actors.names_of(a));
        let document = Extractor::builder().actors(actors).build().extract(text);
        assert!(document.mentions.iter().all(|m| text[m.span.range()] == m.text));
    }
    assert!(seen["read"] > 100, "{seen:?}");
}
