//! Runs the suites of `tests/suite`; its README explains how to add a case.
#![cfg(feature = "embedded")]

use std::collections::{BTreeMap, HashSet};
use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

use exonym::{CountryCode, Document, Extractor, FeatureClass, Hints, Mention, MentionKind, Place, Point, Span, Usage};
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
    #[serde(default = "place")]
    kind: MentionKind,
    id: Option<String>,
    country: Option<String>,
    admin1: Option<String>,
    feature_class: Option<OneOf<FeatureClass>>,
    feature_code: Option<OneOf<String>>,
    near: Option<[f64; 3]>,
    usage: Option<OneOf<Usage>>,
    within: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    absent: bool,
}

fn first() -> usize {
    1
}

fn place() -> MentionKind {
    MentionKind::Place
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

    /// The expectations that the document does not meet, and what is wrong.
    fn faults(&self, document: &Document) -> Vec<(&Expectation, String)> {
        self.mention.iter().filter_map(|e| e.fault(&self.text, document).map(|fault| (e, fault))).collect()
    }
}

impl Expectation {
    fn span(&self, text: &str) -> Option<Span> {
        let (start, _) = text.match_indices(&self.text).nth(self.nth.checked_sub(1)?)?;
        Some(Span::new(start, start + self.text.len()))
    }

    fn fault(&self, text: &str, document: &Document) -> Option<String> {
        let Some(span) = self.span(text) else { return Some(format!("occurrence {} is not in the text: correct the case", self.nth)) };
        let mut near = document.mentions.iter().filter(|m| m.kind == self.kind && m.span.overlaps(span));
        if self.absent {
            return near.next().map(|m| format!("must not be there, got {}", describe(m)));
        }
        let Some(mention) = near.clone().find(|m| m.span == span) else {
            return match near.next() {
                Some(m) => Some(format!("not found with this span, got {}", describe(m))),
                None if self.optional => None,
                None => Some("not found".into()),
            };
        };
        let wrong = match &mention.place {
            None if self.kind == MentionKind::Place => return Some("found without an entry".into()),
            None => None,
            Some(place) => self.wrong_place(place),
        };
        let wrong = wrong.or_else(|| self.wrong_use(text, mention));
        wrong.map(|what| format!("{what}: got {}", describe(mention)))
    }

    fn wrong_use(&self, text: &str, mention: &Mention) -> Option<&'static str> {
        if self.usage.as_ref().is_some_and(|u| !mention.usage.as_ref().is_some_and(|usage| u.holds(usage))) {
            Some("another usage")
        } else if self.within.is_some() && self.within.as_deref() != mention.within.map(|w| &text[w.start..w.end]) {
            Some("within another name, or none")
        } else {
            None
        }
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
    let mut out = format!("`{}` ({}, {:?}, score {:.2})", m.text, kind(m.kind), m.usage, m.score);
    if let Some(p) = &m.place {
        let country = p.country.map_or("no country".into(), |c| c.to_string());
        let admin1 = p.admin1.as_deref().map_or(String::new(), |a| format!(", {a}"));
        let _ = write!(out, " = {} {}{admin1}, {country}, {:?}.{} at {:.2}, {:.2}", p.id, p.name, p.feature_class, p.feature_code, p.point.lat, p.point.lon);
    }
    out
}

fn kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Place => "place",
        MentionKind::Person => "person",
        MentionKind::Organization => "organization",
        MentionKind::Group => "group",
    }
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
fn failure(file: &str, case: &Case, faults: &[(&Expectation, String)]) -> String {
    let mut out = format!("{file}: {}\n  text: {}\n", case.name, case.text);
    for (e, fault) in faults {
        let _ = writeln!(out, "  `{}`: {fault}", e.text);
    }
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

/// Runs a folder whose cases need not all be right: shows those that fail and the shares, and asks for a share of all cases.
fn shares(folder: &str, wanted: f64) {
    let extractor = Extractor::embedded();
    let (mut report, mut table) = (String::new(), String::new());
    let (mut all_cases, mut all_mentions, mut kinds) = (Share::default(), Share::default(), BTreeMap::<&str, Share>::new());
    for (name, suite) in files(folder) {
        let (mut cases, mut mentions) = (Share::default(), Share::default());
        for case in &suite.case {
            assert!(case.known_failure.is_none(), "{name}: {}: a share of this folder is asked for, no case is expected to fail", case.name);
            let faults = case.faults(&extractor.extract_with(&case.text, &case.hints()));
            if !faults.is_empty() {
                report.push_str(&failure(&name, case, &faults));
            }
            cases.add(faults.is_empty());
            for e in &case.mention {
                let right = !faults.iter().any(|(wrong, _)| std::ptr::eq(*wrong, e));
                mentions.add(right);
                kinds.entry(if e.absent { "absent" } else { kind(e.kind) }).or_default().add(right);
            }
        }
        let _ = writeln!(table, "{name:<24} cases {cases}   mentions {mentions}");
        all_cases.join(cases);
        all_mentions.join(mentions);
    }
    let _ = writeln!(table, "{:<24} cases {all_cases}   mentions {all_mentions}", "all");
    kinds.iter().for_each(|(kind, share)| table.push_str(&format!("{kind:<49} mentions {share}\n")));
    println!("{report}\n{table}");
    assert!(all_cases.right as f64 >= wanted * all_cases.of as f64, "fewer than {:.0} % of the cases of {folder} are right\n\n{table}", 100.0 * wanted);
}

#[derive(Clone, Copy, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.join(Share { right: usize::from(right), of: 1 });
    }

    fn join(&mut self, other: Share) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:>4} of {:>4}  {:>5.1} %", self.right, self.of, 100.0 * self.right as f64 / self.of as f64)
    }
}

#[test]
fn variants() {
    shares("tests/suite/variants", 0.97);
}

#[test]
fn recognition() {
    shares("tests/suite/recognition", 0.70);
}

#[test]
fn ambiguity() {
    shares("tests/suite/ambiguity", 0.92);
}
