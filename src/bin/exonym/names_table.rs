//! The answers of `exonym names` as tables for people.

use exonym::{NameKind, Period, Place};

use crate::names_answer::{Answer, Entry, Guess, How};
use crate::report::columns;

/// Columns of numbers, aligned to the right.
const NUMBERS: std::ops::Range<usize> = 6..9;
/// Longer lists of standards tell nothing.
const MOST_STANDARDS: usize = 16;
const HEADER: [&str; 10] = ["id", "name", "kind", "class", "country", "admin1", "population", "lat", "lon", "spelling"];

/// The tables of a name.
pub fn table(answer: &Answer<'_>) -> String {
    let mut out = format!("{}: {}\n", answer.name, count(answer.entries.len(), "entry", "entries"));
    let rows: Vec<Vec<String>> = answer.entries.iter().map(|e| row(&e.place, kind(e.kind) + &in_use(e.period), &e.how)).collect();
    out += &with_header(&HEADER, rows, NUMBERS);
    answer.entries.iter().for_each(|e| out += &spellings(e));
    if !answer.near.is_empty() {
        out += "  Did you mean\n";
        out += &with_header(&HEADER, answer.near.iter().map(guess).collect(), NUMBERS);
    }
    if let Some(standards) = answer.standards.as_ref().filter(|s| !s.is_empty()) {
        let told = if standards.len() <= MOST_STANDARDS { standards.join(", ") } else { format!("{} of many languages; --json lists them", standards.len()) };
        out += &format!("  Standards that could have given it: {told}\n");
    }
    for (n, record) in answer.all_names.iter().flatten().enumerate() {
        if n == 0 {
            out += &format!("All names of {}, folded\n", answer.entries[0].place.id);
        }
        out += &format!("  {:12}  {}{}\n", kind(record.kind), record.name, in_use(record.period));
    }
    out
}

/// The other spellings of an entry, and its old names.
fn spellings(e: &Entry) -> String {
    let mut rows = Vec::new();
    for native in &e.native {
        for (i, r) in native.romanizations.iter().enumerate() {
            let cell = |text: &str| if i == 0 { text.to_owned() } else { String::new() };
            rows.push(vec![cell(&native.language), cell(&native.name), r.spelling.clone(), r.standards.join(", ")]);
        }
    }
    let old: Vec<Vec<String>> = e.old.iter().map(|n| vec![n.name.clone(), kind(n.kind) + &in_use(n.period)]).collect();
    let mut out = String::new();
    if !rows.is_empty() {
        out += &format!("Spellings of {}, {}\n", e.place.id, e.place.name);
        out += &with_header(&["language", "name", "spelling", "standards"], rows, 0..0);
    }
    if !old.is_empty() {
        out += &format!("Names with their times of {}, {}, folded\n", e.place.id, e.place.name);
        out += &columns(old, 0..0);
    }
    out
}

fn with_header(header: &[&str], mut rows: Vec<Vec<String>>, numbers: std::ops::Range<usize>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    rows.insert(0, header.iter().map(|&h| h.to_owned()).collect());
    columns(rows, numbers)
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn row(p: &Place, kind: String, how: &How) -> Vec<String> {
    vec![
        p.id.to_string(),
        p.name.clone(),
        kind,
        format!("{:?}.{}", p.feature_class, p.feature_code),
        p.country.map_or_else(String::new, |c| c.to_string()),
        p.admin1.clone().unwrap_or_default(),
        p.population.map_or_else(String::new, |n| n.to_string()),
        format!("{:.4}", p.point.lat),
        format!("{:.4}", p.point.lon),
        said(how),
    ]
}

fn guess(g: &Guess) -> Vec<String> {
    row(&g.place, if g.distance > 0.0 { format!("{:.1} away", g.distance) } else { String::new() }, &g.how)
}

/// `romanization of «Киев» (ru), ru-bgn-pcgn-1947: Russian, BGN/PCGN 1947`.
fn said(how: &How) -> String {
    let mut out = format!("{:?}", how.variant.rule).to_lowercase();
    how.variant.of.iter().for_each(|of| out += &format!(" of «{of}»"));
    how.language.iter().for_each(|language| out += &format!(" ({language})"));
    if let (Some(id), Some(title)) = (&how.variant.standard, &how.title) {
        out += &format!(", {id}: {title}");
    }
    out
}

fn kind(kind: NameKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// What is put behind a kind or a name whose time is known.
fn in_use(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| format!(" {period}"))
}
