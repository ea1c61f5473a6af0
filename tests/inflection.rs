//! The paradigms of place names: every table's own tests, both ways, and what holds of every word.
#![cfg(feature = "compile")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exonym::compile::{read_language, read_neighbours};
use exonym::fold;
use exonym::variant::inflection::{Case, Inflection, Kind, Language, Lemma, Paradigms};
use proptest::prelude::*;

/// The tests that a file holds: of each name, by case or kind, forms with ` / ` between; of a form, names it is not of.
#[derive(serde::Deserialize)]
struct Tests {
    language: String,
    tests: BTreeMap<String, BTreeMap<String, String>>,
    not: BTreeMap<String, String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/inflection")
}

/// The files of languages, without their neighbours.
fn files() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
    let tables = files.filter(|p| p.extension().is_some_and(|e| e == "toml") && !p.ends_with("others.toml"));
    let mut files: Vec<_> = tables.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())).collect();
    files.sort();
    files
}

fn languages() -> Vec<Language> {
    let mut all: Vec<Language> = files().iter().map(|(name, text)| read_language(name, text).unwrap_or_else(|e| panic!("{e}"))).collect();
    let others = std::fs::read_to_string(folder().join("others.toml")).unwrap();
    all.extend(read_neighbours("others.toml", &others).unwrap_or_else(|e| panic!("{e}")));
    all
}

static INFLECTION: LazyLock<Inflection> = LazyLock::new(|| Inflection::new(languages()));
static TESTS: LazyLock<Vec<Tests>> =
    LazyLock::new(|| files().iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"))).collect());

fn undo(paradigms: &Paradigms, form: &str) -> Vec<Lemma> {
    let form = fold(form);
    let words: Vec<&str> = form.split(' ').collect();
    let mut out = Vec::new();
    paradigms.undo_name(&words, &mut out);
    out
}

/// Whether a lemma has the label of a test: a case of the name itself, or what is made of it.
fn is(lemma: &Lemma, label: &str) -> bool {
    match label {
        "adjective" => lemma.form.kind == Kind::Adjective,
        "region" => lemma.form.kind == Kind::Region,
        case => {
            let case = Case::from_name(case).unwrap_or_else(|| panic!("`{case}` is no case"));
            matches!(lemma.form.kind, Kind::Noun | Kind::Attribute) && lemma.form.cases.has(case)
        }
    }
}

/// Every form of the tests: language, name, label, form.
fn forms() -> impl Iterator<Item = (&'static Paradigms, &'static str, &'static str, &'static str)> {
    TESTS.iter().flat_map(|file| {
        let paradigms = INFLECTION.language(&file.language).unwrap();
        let labelled = file.tests.iter().flat_map(|(name, forms)| forms.iter().map(move |(label, forms)| (name, label, forms)));
        labelled.flat_map(move |(name, label, forms)| forms.split(" / ").map(move |form| (paradigms, name.as_str(), label.as_str(), form)))
    })
}

#[test]
fn forms_are_undone() {
    let mut faults = Vec::new();
    for (paradigms, name, label, form) in forms() {
        let lemmas = undo(paradigms, form);
        if !lemmas.iter().any(|l| l.text == fold(name) && is(l, label)) {
            let others: Vec<&str> = lemmas.iter().map(|l| l.text.as_str()).collect();
            faults.push(format!("{}: {form} is {label} of {name}, but is undone to {}", paradigms.code(), others.join(", ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_are_declined() {
    let mut faults = Vec::new();
    for (paradigms, name, label, form) in forms().filter(|(_, name, ..)| !fold(name).contains(' ')) {
        let declined = paradigms.decline(&fold(name));
        let found = declined.iter().any(|(f, text)| *text == fold(form) && is(&Lemma { text: String::new(), form: *f }, label));
        if !found {
            faults.push(format!("{}: {name} has no {label} {form}", paradigms.code()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn declined_forms_are_undone() {
    for (paradigms, name, ..) in forms() {
        for word in fold(name).split(' ') {
            for (form, text) in paradigms.decline(word) {
                let lemmas = undo(paradigms, &text);
                let found = lemmas.iter().any(|l| l.text == word && l.form.kind == form.kind && l.form.cases.and(form.cases) == form.cases);
                assert!(found, "{}: {text} of {word}: {lemmas:?}", paradigms.code());
            }
        }
    }
}

#[test]
fn nothing_else_is_undone() {
    let mut faults = Vec::new();
    for file in TESTS.iter() {
        let paradigms = INFLECTION.language(&file.language).unwrap();
        for (form, names) in &file.not {
            let lemmas = undo(paradigms, form);
            for name in names.split(" / ").filter(|name| lemmas.iter().any(|l| l.text == fold(name))) {
                faults.push(format!("{}: {form} is undone to {name}", file.language));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lemmas_are_few() {
    let mut of_language: BTreeMap<&str, (usize, usize, usize, String)> = BTreeMap::new();
    for (paradigms, _, _, form) in forms().filter(|(.., form)| !fold(form).contains(' ')) {
        let n = undo(paradigms, form).len();
        let (count, sum, most, worst) = of_language.entry(paradigms.code()).or_default();
        (*count, *sum) = (*count + 1, *sum + n);
        if n > *most {
            (*most, *worst) = (n, form.to_owned());
        }
    }
    for (code, (count, sum, most, worst)) in of_language {
        println!("{code}: {:.1} lemmas a form, {most} at most ({worst})", sum as f64 / count as f64);
        assert!(sum <= 8 * count && most <= 20, "{code}");
    }
}
