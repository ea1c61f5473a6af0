//! Every standard of `data/romanization` against its own tests, and what must hold of all.
#![cfg(feature = "compile")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exonym::compile::read_standard;
use exonym::fold;
use exonym::variant::{Romanization, Standard};
use proptest::prelude::*;
use serde::Deserialize;

/// The part of a file that is not compiled.
#[derive(Deserialize)]
struct Tests {
    test: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    native: String,
    roman: String,
    /// What the folded name gives, where folding takes letters away.
    folded: Option<String>,
}

fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/romanization");
    let paths = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<_> = paths.filter(|p| p.extension().is_some_and(|e| e == "toml")).map(|p| (p.clone(), std::fs::read_to_string(p).unwrap())).collect();
    files.sort();
    files
}

fn read(path: &Path, text: &str) -> Standard {
    read_standard(&path.file_name().unwrap().to_string_lossy(), text).unwrap_or_else(|e| panic!("{e}"))
}

static ALL: LazyLock<Romanization> = LazyLock::new(|| Romanization::new(files().iter().map(|(path, text)| read(path, text)).collect()));

#[test]
fn there_are_enough_and_each_is_one() {
    let standards = &*ALL;
    assert!(standards.standards().len() >= 45, "{}", standards.standards().len());
    let ids: BTreeSet<&str> = standards.standards().iter().map(Standard::id).collect();
    assert_eq!(ids.len(), standards.standards().len());
    for (path, text) in files() {
        let standard = read(&path, &text);
        assert_eq!(path.file_stem().unwrap().to_str(), Some(standard.id()), "a file is called by its id");
        let tests = toml::from_str::<Tests>(&text).unwrap().test.len();
        assert!(tests >= 6, "{}: {tests} tests", standard.id());
        assert!(!standard.title().is_empty() && !standard.source().is_empty());
    }
}

#[test]
fn the_list_in_the_readme_is_whole() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/romanization/README.md")).unwrap();
    for standard in ALL.standards() {
        assert!(readme.contains(&format!("`{}`", standard.id())), "{} is not in data/romanization/README.md", standard.id());
    }
}

#[test]
fn their_own_tests() {
    let mut faults = Vec::new();
    let mut check = |id: &str, what: &str, native: &str, found: String, expected: &str| {
        if found != expected {
            faults.push(format!("{id}: {what} {native}: {found}, not {expected}"));
        }
    };
    for (path, text) in files() {
        let standard = read(&path, &text);
        for Test { native, roman, folded } in toml::from_str::<Tests>(&text).unwrap().test {
            check(standard.id(), "cased", &native, standard.romanize(&native), &roman);
            let small = fold(&standard.romanize(&fold(&native)));
            check(standard.id(), "folded", &native, small, &folded.unwrap_or_else(|| fold(&roman)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Leaves out one rule after another: some test must notice.
#[test]
fn every_rule_is_tested() {
    let mut faults = Vec::new();
    for (path, text) in files() {
        let tests = toml::from_str::<Tests>(&text).unwrap().test;
        let source: toml::Table = toml::from_str(&text).unwrap();
        let rules = source.get("rule").map_or(0, |r| r.as_array().unwrap().len());
        for left_out in 0..rules {
            let mut source = source.clone();
            let rule = source["rule"].as_array_mut().unwrap().remove(left_out);
            let standard = read(&path, &toml::to_string(&source).unwrap());
            let holds = |t: &Test| {
                let folded = t.folded.clone().unwrap_or_else(|| fold(&t.roman));
                standard.romanize(&t.native) == t.roman && fold(&standard.romanize(&fold(&t.native))) == folded
            };
            if tests.iter().all(holds) {
                faults.push(format!("{}: no test for {rule}", standard.id()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn undone() {
    let standards = &*ALL;
    let mut faults = Vec::new();
    for (path, text) in files() {
        let id = read(&path, &text).id().to_owned();
        for Test { roman, .. } in toml::from_str::<Tests>(&text).unwrap().test {
            // With and without accents and apostrophes; of joined syllables only what a text would write.
            let plain: String = roman.chars().filter(|c| !"'’ʼʹʺʻʾʿ`".contains(*c)).collect();
            for spelling in [&roman, &plain] {
                if !standards.possible(spelling).iter().any(|s| s.id() == id) {
                    faults.push(format!("{id}: {spelling}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn possible_tells_traditions_apart() {
    let standards = &*ALL;
    let possible = |spelling: &str| standards.possible(spelling).iter().map(|s| s.id().to_owned()).collect::<BTreeSet<_>>();
    for (spelling, yes, no) in [
        ("Kharkiv", "uk-national-2010", "uk-pl"),
        ("Lwiw", "uk-de", "uk-national-2010"),
        ("Lwiw", "uk-pl", "ru-bgn-pcgn-1947"),
        ("Čerkasy", "uk-scholarly", "uk-national-2010"),
        ("Cerkasy", "uk-scholarly", "uk-national-2010"),
        ("Doneck", "uk-cs", "uk-bgn-pcgn-1965"),
        ("Vitsyebsk", "be-bgn-pcgn-1979", "uk-pl"),
        ("viciebsk", "be-national-2007", "uk-national-2010"),
        ("Yenakiieve", "uk-national-2010", "sr-gaj"),
        ("Yekaterinburg", "ru-bgn-pcgn-1947", "sr-gaj"),
        ("T'bilisi", "ka-bgn-pcgn-1981", "zh-wade-giles"),
        ("Pei-ching", "zh-wade-giles", "zh-postal"),
        ("Jeollanam", "ko-revised-2000", "uk-national-2010"),
    ] {
        let found = possible(spelling);
        assert!(found.contains(yes) && !found.contains(no), "{spelling}: {found:?}");
    }
    assert!(possible("Чернівці").is_empty());
    assert!(possible("").is_empty());
}

#[test]
fn hostile_spellings_are_bounded() {
    let standards = &*ALL;
    for spelling in ["a".repeat(64), "i".repeat(60), "''''".repeat(16), "shch".repeat(16), "-".repeat(64), "a".repeat(100_000), "ieieie yiyiyi ".repeat(4)] {
        let start = std::time::Instant::now();
        standards.possible(&spelling);
        assert!(start.elapsed().as_secs() < 10, "{spelling}: {:?}", start.elapsed());
    }
}

#[test]
fn serialised_and_read_again() {
    let standards = &*ALL;
    let json = serde_json::to_string(standards.standards()).unwrap();
    let again: Vec<Standard> = serde_json::from_str(&json).unwrap();
    for (a, b) in standards.standards().iter().zip(&again) {
        assert_eq!(a.romanize("Київ Щастя СПБ"), b.romanize("Київ Щастя СПБ"), "{}", a.id());
    }
    let one = serde_json::to_string(&standards.standards()[0]).unwrap();
    let damaged = one.replace("\"rules\":\"", "\"rules\":\"= ");
    assert!(serde_json::from_str::<Standard>(&damaged).is_err());
}

/// Figures for people: `CARGO_PROFILE_DEV_OPT_LEVEL=3 cargo test --features compile --test romanization -- --ignored --nocapture`.
#[test]
#[ignore = "measures"]
fn figures() {
    let standards = &*ALL;
    let json = serde_json::to_string(standards.standards()).unwrap();
    let time = |what: &str, rounds: u32, work: &mut dyn FnMut()| {
        let start = std::time::Instant::now();
        (0..rounds).for_each(|_| work());
        println!("{what}: {:?}", start.elapsed() / rounds);
    };
    println!("{} standards, {} bytes of JSON", standards.standards().len(), json.len());
    time("read all", 200, &mut || assert!(serde_json::from_str::<Vec<Standard>>(&json).is_ok()));
    let mut out = String::new();
    for (id, name) in
        [("uk-national-2010", "сєвєродонецьк"), ("ru-bgn-pcgn-1947", "новгородский"), ("ko-mr", "전라남도광주"), ("zh-wade-giles", "heilongjiang")]
    {
        let Some(standard) = standards.standard(id) else { continue };
        time(&format!("{id} {name}"), 200_000, &mut || {
            out.clear();
            standard.romanize_into(name, &mut out);
        });
    }
    for spelling in ["Kharkiv", "Dnipropetrovsk", "Saint Petersburg", "Yekaterinburg"] {
        time(&format!("possible {spelling}"), 20, &mut || drop(standards.possible(spelling)));
    }
}

proptest! {
    #[test]
    fn any_string_is_taken(text in "\\PC{0,40}", cyrillic in "[а-яА-ЯёіїєґІЇЄ' ʼ-]{0,20}", arabic in "[\u{620}-\u{6D3}]{0,12}", hangul in "[가-힣]{0,6}") {
        for standard in ALL.standards() {
            for native in [&text, &cyrillic, &arabic, &hangul] {
                standard.romanize(native);
            }
        }
    }

    #[test]
    fn capitals_change_only_the_case(text in "[а-яієї -]{0,20}") {
        // The capitals of i and ı in the Kazakh alphabet are İ and I.
        let plain = |s: String| s.to_lowercase().replace('\u{307}', "").replace('ı', "i");
        for standard in ALL.standards() {
            let small = standard.romanize(&text);
            prop_assert_eq!(&small, &small.to_lowercase());
prop_assert_eq!(plain(standard.romanize(&text.to_uppercase())), plain(small));
        }
    }
}
