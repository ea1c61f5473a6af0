//! Counterparts of names between Ukrainian, Russian and Belarusian: the file's own tests, and what holds of any text.
#![cfg(feature = "compile")]

use std::sync::LazyLock;

use exonym::compile::read_counterparts;
use exonym::fold;
use exonym::variant::Counterparts;
use proptest::prelude::*;

const FILE: &str = "data/variants/counterparts.toml";
const MOST: usize = 24;

/// The tests that the file holds.
#[derive(serde::Deserialize)]
struct Written {
    test: Vec<Test>,
}

/// Names of one language and what they are called in another.
#[derive(serde::Deserialize)]
struct Test {
    from: String,
    to: String,
    names: Vec<(String, String)>,
}

static TEXT: LazyLock<String> = LazyLock::new(|| std::fs::read_to_string(format!("{}/{FILE}", env!("CARGO_MANIFEST_DIR"))).unwrap());
static COUNTERPARTS: LazyLock<Counterparts> = LazyLock::new(|| Counterparts::new(read_counterparts(FILE, &TEXT).unwrap_or_else(|e| panic!("{e}"))));

fn written(from: &str, to: &str, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    COUNTERPARTS.write(from, to, name, &mut out);
    out
}

#[test]
fn names_of_the_file_are_found() {
    let tests = toml::from_str::<Written>(&TEXT).unwrap().test;
    let mut faults = Vec::new();
    for test in &tests {
        for (name, counterpart) in &test.names {
            let out = written(&test.from, &test.to, &fold(name));
            if !out.contains(&fold(counterpart)) {
                faults.push(format!("{} {name} → {} {counterpart}, but {out:?}", test.from, test.to));
            }
        }
    }
    let all: usize = tests.iter().map(|t| t.names.len()).sum();
    assert!(faults.is_empty(), "{} of {all}:\n{}", faults.len(), faults.join("\n"));
    assert!(all >= 60, "only {all} names");
}

#[test]
fn every_direction_is_tested() {
    let tests = toml::from_str::<Written>(&TEXT).unwrap().test;
    for (from, to) in COUNTERPARTS.directions() {
        assert!(tests.iter().any(|t| t.from == from && t.to == to), "{from} → {to}");
    }
}

#[test]
fn what_is_compiled_is_read_again() {
    let json = serde_json::to_string(&*COUNTERPARTS).unwrap();
    assert_eq!(serde_json::from_str::<Counterparts>(&json).unwrap(), *COUNTERPARTS);
}

#[test]
fn faults_are_named() {
    let fault = |lines: &str| {
        let text = format!("[[direction]]\nfrom = \"uk\"\nto = \"ru\"\n{lines}\n");
        read_counterparts("x.toml", &text).unwrap_err().to_string()
    };
    for (lines, parts) in [
        ("letter = 1", ["x.toml line 4", "letter"]),
        ("[direction.letters]\n\"ё\" = \"е\"", ["x.toml: uk→ru: letters", "`ё`"]),
        ("[direction.letters]\n\"[аб\" = \"*\"", ["letters", "`[аб`"]),
        ("[direction.letters]\n\"[аб]\" = \"*\"\n\"[бв]\" = \"*\"", ["letters", "twice of `б`"]),
        ("[direction.endings]\n\"а\" = \"\"", ["endings", "0 choices"]),
        ("[direction.words]\n\"а\" = \"о о\"", ["words", "`о` twice"]),
        ("[[direction]]\nfrom = \"uk\"\nto = \"ru\"", ["x.toml", "uk→ru stands here twice"]),
    ] {
        let fault = fault(lines);
        assert!(parts.iter().all(|part| fault.contains(part)), "{lines}: {fault}");
    }
}

#[test]
fn no_name_is_too_long_or_too_strange() {
    for name in ["", " ", "  ів ", "ів", "і", "нова", "ново", "старонововеликомало", &"и".repeat(64), &"и".repeat(65), &"ново".repeat(16), &"и ".repeat(1000)]
    {
        for (from, to) in COUNTERPARTS.directions() {
            assert!(written(from, to, name).len() <= MOST, "{name}");
        }
    }
    assert!(written("uk", "ru", &"и".repeat(65)).is_empty());
    assert!(written("uk", "pl", "київ").is_empty());
    // What is foreign stays.
    assert_eq!(written("uk", "ru", "tokyo 3 東京"), ["tokyo 3 東京"]);
}

proptest! {
    #[test]
    fn any_text_has_few_counterparts_and_none_twice(name in "[а-яіїєў a-c東]{0,80}|.{0,40}") {
        for (from, to) in COUNTERPARTS.directions() {
            let out = written(from, to, &name);
            prop_assert!(out.len() <= MOST);
            prop_assert!(out.iter().enumerate().all(|(at, one)| !one.is_empty() && !out[..at].contains(one)));
        }
    }
}
