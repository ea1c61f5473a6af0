//! What the program tells of spellings: how names are written, and what a house style has against a text.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::path::Path;

use common::{file, run, status, stderr, stdout, text};
use exonym::variant::Variants;
use exonym::{Gazetteer, Layers, PlaceRef, Spellings, Tradition};
use serde_json::Value;
use tempfile::TempDir;

fn town(layers: &Layers, name: &str, country: &str) -> PlaceRef {
    let is_town = |place: PlaceRef| {
        let told = layers.place(place);
        told.feature_code.starts_with("PPL") && told.country.is_some_and(|c| c.as_str() == country)
    };
    layers.meanings(name).into_iter().map(|m| m.place).find(|p| is_town(*p)).unwrap_or_else(|| panic!("no {name} in {country}"))
}

#[test]
fn native_names_are_told_apart() {
    let layers = Layers::new(vec![Gazetteer::embedded()]);
    let spellings = Spellings::new(&layers, Variants::embedded());
    for (name, country, uk_or_be, ru) in [
        ("Kyiv", "UA", "Київ", "Киев"),
        ("Kharkiv", "UA", "Харків", "Харьков"),
        ("Chernihiv", "UA", "Чернігів", "Чернигов"),
        ("Odesa", "UA", "Одеса", "Одесса"),
        ("Luhansk", "UA", "Луганськ", "Луганск"),
        ("Mykolaiv", "UA", "Миколаїв", "Николаев"),
        ("Petrykaw", "BY", "Петрыкаў", "Петриков"),
        ("Mahilyow", "BY", "Магілёў", "Могилев"),
        ("Hrodna", "BY", "Гродна", "Гродно"),
    ] {
        let place = town(&layers, name, country);
        let native = |language: &str| spellings.native(place, language).unwrap_or_default();
        assert_eq!((native(if country == "UA" { "uk" } else { "be" }), native("ru")), (uk_or_be.to_owned(), ru.to_owned()), "{name}");
    }
}

#[test]
fn traditions_prefer() {
    use Tradition::*;
    let layers = Layers::new(vec![Gazetteer::embedded()]);
    let spellings = Spellings::new(&layers, Variants::embedded());
    for (name, country, tradition, form) in [
        ("Kiev", "UA", Ukrainian, Some("Kyiv")),
        ("Zaporozhye", "UA", Ukrainian, Some("Zaporizhzhia")),
        ("Ivano-Frankovsk", "UA", Ukrainian, Some("Ivano-Frankivsk")),
        ("Ivano-Frankivsk", "UA", Russian, Some("Ivano-Frankovsk")),
        ("Kyiv", "UA", Russian, Some("Kiev")),
        ("Kyiv", "UA", Belarusian, None),
        ("Moscow", "RU", Ukrainian, None),
        ("Moscow", "RU", Russian, Some("Moscow")),
        ("Moscow", "RU", Local, Some("Moskva")),
        ("Gomel", "BY", Belarusian, Some("Homyel")),
        ("Athens", "GR", Local, Some("Athina")),
        ("Munich", "DE", Local, None),
        ("Munich", "DE", English, Some("Munich")),
        ("Damascus", "SY", Local, None),
    ] {
        let preferred = spellings.preferred(town(&layers, name, country), tradition);
        assert_eq!(preferred.as_ref().map(|p| p.form.as_str()), form, "{name}, {tradition:?}");
    }
}

#[test]
fn names_tell_how() {
    let output = run(&["names", "Kiev", "--json"], b"");
    let answer: Value = serde_json::from_str(stdout(&output)).unwrap();
    let kyiv = answer["entries"].as_array().unwrap().iter().find(|e| e["feature_code"] == "PPLC").unwrap();
    assert_eq!((&kyiv["how"]["rule"], &kyiv["how"]["of"], &kyiv["how"]["language"]), (&"romanization".into(), &"Киев".into(), &"ru".into()));
    assert!(kyiv["how"]["title"].as_str().unwrap().starts_with("Russian"));
    let native = &kyiv["native"][0];
    assert_eq!((&native["language"], &native["name"], &native["romanizations"][0]["spelling"]), (&"uk".into(), &"Київ".into(), &"Kyiv".into()));
    let table = run(&["names", "Petrykaw"], b"");
    assert!(["geonames:623581", "Петрыкаў", "Pyetrykaw", "be-bgn-pcgn-1979", "Петриков"].iter().all(|t| stdout(&table).contains(t)), "{}", stdout(&table));
    let old = run(&["names", "Artemivsk"], b"");
    assert!(stdout(&old).contains("1924..2016-02-04") && stdout(&old).contains("historical"), "{}", stdout(&old));
    let form = run(&["names", "Москвы"], b"");
    assert!(stdout(&form).contains("inflection of «Москва»"), "{}", stdout(&form));
}

#[test]
fn unknown_names_are_guessed_at() {
    let output = run(&["names", "Kharkivv", "--json"], b"");
    assert_eq!(status(&output), 1);
    let answer: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert!(answer["near"].as_array().unwrap().iter().any(|n| n["name"] == "Kharkiv"), "{answer}");
    assert!(!answer["standards"].as_array().unwrap().is_empty());
    assert!(stdout(&run(&["names", "Kharkivv"], b"")).contains("Did you mean"));
    assert!(stderr(&output).contains("`Kharkivv` is in no gazetteer"));
    let form = run(&["names", "Петрыкаву"], b"");
    assert!(stdout(&form).contains("inflection of «Петрыкаў» (be)"), "{}", stdout(&form));
}

#[test]
fn standards_and_romanize() {
    let all = run(&["standards", "--json"], b"");
    assert!(status(&all) == 0 && stdout(&all).lines().count() > 30);
    let uk = run(&["standards", "uk"], b"");
    assert!(stdout(&uk).contains("uk-national-2010") && !stdout(&uk).contains("ru-"));
    assert_eq!(stdout(&run(&["romanize", "--standard", "uk-national-2010", "Чернігів", "Згорани"], b"")), "Chernihiv\nZghorany\n");
    assert_eq!(stdout(&run(&["romanize", "--standard", "uk-national-2010"], "Київ\r\nЩастя".as_bytes())), "Kyiv\nShchastia\n");
    let every = run(&["romanize", "--all", "be", "Мінск"], b"");
    assert!(stdout(&every).starts_with("Мінск\n") && stdout(&every).lines().count() > 3);
    for args in [&["romanize", "--standard", "uk-2010", "Київ"][..], &["romanize", "--all", "xx", "Київ"], &["standards", "xx"], &["romanize", "Київ"]]
    {
        let output = run(args, b"");
        assert!(status(&output) == 2 && output.stdout.is_empty(), "{args:?}");
    }
    assert!(stderr(&run(&["standards", "uk-2010"], b"")).contains("uk-national-2010"), "what there is is told");
}

/// What is told of a text, without the reasons.
fn told(args: &[&str], input: &str) -> Vec<String> {
    let output = run(&[&["style"], args].concat(), input.as_bytes());
    assert_eq!(status(&output), i32::from(!output.stdout.is_empty()), "{}", stderr(&output));
    stdout(&output).lines().map(|l| l.split(" (").next().unwrap_or(l).trim_start_matches("standard input:").to_owned()).collect()
}

#[test]
fn style_tells_where() {
    let input = "Åse ☕ flew to Kiev, Ukraine.\r\n\r\n\u{e9}t\u{e9} in Lvov, Ukraine\nKharkiv stays.";
    assert_eq!(told(&["--prefer", "uk"], input), ["1:15: Kiev → Kyiv", "3:8: Lvov → Lviv"]);
    assert_eq!(told(&["--prefer", "uk"], "\u{feff}Kiev, Ukraine, is dark."), ["1:1: Kiev → Kyiv"]);
    assert_eq!(told(&["--prefer", "ru"], "The road from Kyiv to Chernihiv, Ukraine"), ["1:15: Kyiv → Kiev", "1:23: Chernihiv → Chernigov"]);
    let output = run(&["style", "--prefer", "uk", "--json"], "\u{e9} Kiev, Ukraine".as_bytes());
    let finding: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!((&finding["line"], &finding["column"], &finding["start"]), (&1.into(), &3.into(), &3.into()));
    assert_eq!((&finding["preferred"], &finding["why"]["standard"]), (&"Kyiv".into(), &"uk-national-2010".into()));
}

#[test]
fn style_leaves_alone_what_is_no_spelling() {
    for input in [
        "She ordered chicken Kiev in Ukraine.",
        "Kievan guests, Muscovite habits and The Moscow Times in Ukraine.",
        "In 1990 Artemivsk in Ukraine was a quiet town.",
        "“We stay in Kiev,” said a teacher in Ukraine.",
        "A storm hit Odessa, Texas, on Monday.",
        "Поезда в Киев и Харьков, Украина, опаздывали.",
        "Kyiv, Kharkiv and Odesa in Ukraine.",
    ] {
        assert_eq!(told(&["--prefer", "uk"], input), [] as [&str; 0], "{input}");
    }
    assert_eq!(told(&["--prefer", "uk", "--quotes"], "“We stay in Kiev, Ukraine.").len(), 1);
    assert_eq!(told(&["--prefer", "be"], "From Kiev to Kharkov, Ukraine.").len(), 0, "Belarus only");
    assert_eq!(told(&["--prefer", "english"], "In New York and in Warsaw, Poland, and Warszawa.").len(), 1);
}

#[test]
fn style_rewrites_files() {
    let dir = TempDir::new().unwrap();
    let before = "KIEV, Ukraine.\r\nKiev’s trains and Kiev's own, from the Kharkov region of Ukraine.\r\n“Kiev”\r\nno newline at the end of Kiev";
    let after = "KYIV, Ukraine.\r\nKyiv’s trains and Kyiv's own, from the Kharkiv region of Ukraine.\r\n“Kiev”\r\nno newline at the end of Kyiv";
    let report = file(&dir, "report.txt", before);
    let output = run(&["style", "--prefer", "uk", "--write", text(&report)], b"");
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&report).unwrap(), after);
    let again = run(&["style", "--prefer", "uk", "--write", text(&report)], b"");
    assert_eq!((status(&again), stdout(&again)), (0, ""));
    assert_eq!(fs::read_to_string(&report).unwrap(), after);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
    let piped = run(&["style", "--prefer", "uk", "--write", "-"], before.as_bytes());
    assert_eq!((status(&piped), stdout(&piped)), (1, after));
    assert!(stderr(&piped).contains("Kiev → Kyiv"));
}

#[cfg(unix)]
#[test]
fn style_keeps_rights_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = TempDir::new().unwrap();
    let report = file(&dir, "report.txt", "In Kiev, Ukraine");
    fs::set_permissions(&report, fs::Permissions::from_mode(0o640)).unwrap();
    let link = dir.path().join("link.txt");
    symlink(&report, &link).unwrap();
    assert_eq!(status(&run(&["style", "--prefer", "uk", "--write", text(&link)], b"")), 1);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&report).unwrap(), "In Kyiv, Ukraine");
    assert_eq!(fs::metadata(&report).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn style_does_the_others_when_a_file_cannot_be_read() {
    let dir = TempDir::new().unwrap();
    let good = file(&dir, "good.txt", "In Kiev, Ukraine");
    let latin = file(&dir, "latin1.txt", b"Caf\xe9 in Kiev");
    let output = run(&["style", "--prefer", "uk", "no-such-file.txt", text(&latin), text(&good)], b"");
    assert_eq!(status(&output), 2);
    assert!(stdout(&output).contains("good.txt:1:4: Kiev → Kyiv"));
    assert!(stderr(&output).contains("no-such-file.txt") && stderr(&output).contains("latin1.txt: byte 3"));
    assert_eq!(status(&run(&["style", text(&good)], b"")), 2, "a tradition must be named");
    assert_eq!(status(&run(&["style", "--prefer", "uk", "--min-score", "60"], b"")), 2);
}

#[test]
fn the_sample_of_house_style() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/14-house-style.txt");
    let sample = fs::read_to_string(sample).unwrap();
    let uk = told(&["--prefer", "uk"], &sample);
    assert_eq!(uk, ["1:11: Kiev → Kyiv", "1:56: Odessa → Odesa", "1:117: Kharkov → Kharkiv", "3:1: Lvov → Lviv"]);
    assert_eq!(told(&["--prefer", "be"], &sample), ["5:28: Grodno → Hrodna", "5:38: Mogilev → Mahilyow"]);
    assert_eq!(told(&["--prefer", "ru"], &sample), [] as [&str; 0]);
}
