//! Runs the suites of `tests/suite`; its README explains how to add a case.
#![cfg(feature = "embedded")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use exonym::{CountryCode, Document, Extractor, FeatureClass, Hints, Mention, Place, Point, Span, Usage};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    lang: Option<String>,
    #[serde(default)]
    country: Vec<String>,
    date: Option<String>,
    known_failure: Option<String>,
    mention: Vec<Expectation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    text: String,
    #[serde(default = "first")]
    nth: usize,
    id: Option<String>,
    country: Option<String>,
    admin1: Option<String>,
    feature_class: Option<OneOf<FeatureClass>>,
    feature_code: Option<OneOf<String>>,
    near: Option<[f64; 3]>,
    usage: Option<OneOf<Usage>>,
    #[serde(default)]
    absent: bool,
}

fn first() -> usize {
    1
}

/// One value, or a list of values that all will do.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOf<T> {
    One(T),
    Any(Vec<T>),
}

impl<T: PartialEq> OneOf<T> {
    fn holds(&self, value: &T) -> bool {
        match self {
            OneOf::One(v) => v == value,
            OneOf::Any(all) => all.contains(value),
        }
    }
}

impl Case {
    fn hints(&self) -> Hints {
        let country = |c: &String| CountryCode::new(c).unwrap_or_else(|| panic!("{}: `{c}` is not a country", self.name));
        let date = |d: &String| d.parse().unwrap_or_else(|e| panic!("{}: {e}", self.name));
        Hints { countries: self.country.iter().map(country).collect(), date: self.date.as_ref().map(date), language: self.lang.clone(), ..Hints::default() }
    }

    /// What is wrong with the document, one line an expectation.
    fn faults(&self, document: &Document) -> Vec<String> {
        self.mention.iter().filter_map(|e| e.fault(&self.text, document).map(|fault| format!("`{}`: {fault}", e.text))).collect()
    }
}

impl Expectation {
    fn span(&self, text: &str) -> Option<Span> {
        let (start, _) = text.match_indices(&self.text).nth(self.nth.checked_sub(1)?)?;
        Some(Span::new(start, start + self.text.len()))
    }

    fn fault(&self, text: &str, document: &Document) -> Option<String> {
        let Some(span) = self.span(text) else { return Some(format!("occurrence {} is not in the text: correct the case", self.nth)) };
        let mut near = document.mentions.iter().filter(|m| m.span.overlaps(span));
        if self.absent {
            return near.next().map(|m| format!("must not be a place, got {}", describe(m)));
        }
        let Some(mention) = document.mentions.iter().find(|m| m.span == span) else {
            return Some(near.next().map_or("not found".into(), |m| format!("not found with this span, got {}", describe(m))));
        };
        let Some(place) = &mention.place else { return Some("found without an entry".into()) };
        let wrong = self
            .wrong_place(place)
            .or_else(|| self.usage.as_ref().filter(|u| !mention.usage.as_ref().is_some_and(|usage| u.holds(usage))).map(|_| "another usage"));
        wrong.map(|what| format!("{what}: got {}", describe(mention)))
    }

    fn wrong_place(&self, place: &Place) -> Option<&'static str> {
        let differs = |wanted: &Option<String>, got: Option<&str>| wanted.as_deref().is_some_and(|w| Some(w) != got);
        if differs(&self.id, Some(&place.id.to_string())) {
            Some("another entry")
        } else if differs(&self.country, place.country.as_ref().map(CountryCode::as_str)) {
            Some("another country")
        } else if differs(&self.admin1, place.admin1.as_deref()) {
            Some("another division")
        } else if self.feature_class.as_ref().is_some_and(|c| !c.holds(&place.feature_class)) {
            Some("another feature class")
        } else if self.feature_code.as_ref().is_some_and(|c| !c.holds(&place.feature_code)) {
            Some("another feature code")
        } else if self.near.is_some_and(|[lat, lon, km]| Point::new(lat, lon).distance_km(place.point) > km) {
            Some("too far off")
        } else {
            None
        }
    }
}

fn describe(m: &Mention) -> String {
    let mut out = format!("`{}` ({:?}, score {:.2})", m.text, m.usage, m.score);
    if let Some(p) = &m.place {
        let country = p.country.map_or("no country".into(), |c| c.to_string());
        let admin1 = p.admin1.as_deref().map_or(String::new(), |a| format!(", {a}"));
        let _ = write!(out, " = {} {}{admin1}, {country}, {:?}.{} at {:.2}, {:.2}", p.id, p.name, p.feature_class, p.feature_code, p.point.lat, p.point.lon);
    }
    out
}

/// The files of a folder of suites, in order.
fn files(folder: &str) -> Vec<(String, Suite)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    assert!(!files.is_empty(), "no suites in {}", folder.display());
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> (String, Suite) {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let suite: Suite = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
    let mut seen = HashSet::new();
    for case in &suite.case {
        assert!(seen.insert(&case.name), "{name}: two cases are named {}", case.name);
    }
    (name, suite)
}

/// A failing case as it is shown: its text, and what was found.
fn failure(file: &str, case: &Case, faults: &[String]) -> String {
    let mut out = format!("{file}: {}\n  text: {}\n", case.name, case.text);
    faults.iter().for_each(|f| out.push_str(&format!("  {f}\n")));
    out
}

#[test]
fn suites() {
    let extractor = Extractor::embedded();
    let (mut report, mut failures, mut cases, mut mentions, mut known) = (String::new(), 0, 0, 0, 0);
    for (name, suite) in files("tests/suite") {
        for case in &suite.case {
            cases += 1;
            mentions += case.mention.len();
            let faults = case.faults(&extractor.extract_with(&case.text, &case.hints()));
            match &case.known_failure {
                None if faults.is_empty() => {}
                None => {
                    failures += 1;
                    report.push_str(&failure(&name, case, &faults));
                }
                Some(reason) if faults.is_empty() => {
                    failures += 1;
                    let _ = writeln!(report, "{name}: {} passes now: remove its known_failure (\"{reason}\")", case.name);
                }
                Some(_) => known += 1,
            }
        }
    }
    println!("{cases} cases with {mentions} mentions, {known} known failures");
    assert!(failures == 0, "{failures} of {cases} cases failed\n\n{report}");
}

/// The share of the cases of `variants` that must be right.
const VARIANTS_RIGHT: f64 = 0.97;

#[test]
fn variants() {
    let extractor = Extractor::embedded();
    let (mut report, mut table, mut right, mut cases) = (String::new(), String::new(), 0, 0);
    for (name, suite) in files("tests/suite/variants") {
        let mut failed = 0;
        for case in &suite.case {
            assert!(case.known_failure.is_none(), "{name}: {}: no case of the variants may be expected to fail", case.name);
            let faults = case.faults(&extractor.extract_with(&case.text, &case.hints()));
            if !faults.is_empty() {
                failed += 1;
                report.push_str(&failure(&name, case, &faults));
            }
        }
        let _ = writeln!(table, "{}", share(&name, suite.case.len() - failed, suite.case.len()));
        right += suite.case.len() - failed;
        cases += suite.case.len();
    }
    let _ = writeln!(table, "{}", share("all", right, cases));
    println!("{report}\n{table}");
    assert!(right as f64 >= VARIANTS_RIGHT * cases as f64, "fewer than {:.0} % of the variants are right\n\n{table}", 100.0 * VARIANTS_RIGHT);
}

fn share(name: &str, right: usize, of: usize) -> String {
    format!("{name:<24} {right:>4} of {of:>4}  {:>5.1} %", 100.0 * right as f64 / of as f64)
}
