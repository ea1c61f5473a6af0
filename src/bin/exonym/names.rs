//! `exonym names`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use exonym::{Error, Gazetteer, Layers, NameKind, NameRecord, Period, Place, Result};
use serde::Serialize;

use crate::layers;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym names Petrikov\n  exonym names \"Santa Cruz\" Чернигов --json\n  exonym names Kyiv --all\n\n\
    Case, accents, apostrophes and hyphens do not matter. Exit status: 0 every name is known; 1 some are not.")]
pub struct NamesArgs {
    /// Spellings to look up
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Also list all names, folded, of the first entry
    #[arg(long)]
    all: bool,
    /// A gazetteer of your own, laid over the one inside: a file of `exonym build`, or a table (.tsv)
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// Print a JSON object a name
    #[arg(long)]
    json: bool,
}

/// What a spelling can mean.
#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    entries: Vec<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_names: Option<Vec<NameRecord>>,
}

#[derive(Serialize)]
struct Entry {
    /// What the spelling is to the entry.
    kind: NameKind,
    /// When it was in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    #[serde(flatten)]
    place: Place,
}

pub fn names(args: &NamesArgs) -> Result<ExitCode> {
    let mut layers = vec![Gazetteer::embedded()];
    for path in &args.gazetteer {
        layers.push(layers::open(path)?);
    }
    let layers = Layers::new(layers);
    layers::tell_unmatched(&layers);
    let mut status = ExitCode::SUCCESS;
    let mut out = String::new();
    for name in &args.names {
        let answer = look_up(name, &layers, args.all);
        if answer.entries.is_empty() {
            status = ExitCode::from(1);
            complain(format_args!("`{name}` is in no gazetteer: try another spelling, or add yours with --gazetteer"));
        }
        if args.json {
            out += &serde_json::to_string(&answer).map_err(|e| Error::message(e.to_string()))?;
            out.push('\n');
        } else {
            out += &table(&answer);
        }
    }
    written(io::stdout().write_all(out.as_bytes()), status)
}

fn look_up<'a>(name: &'a str, layers: &Layers, all: bool) -> Answer<'a> {
    let found = layers.meanings(name);
    let all_names = found.first().filter(|_| all).map(|m| layers.names_of(m.place));
    let entries = found.iter().map(|m| Entry { kind: m.kind, period: layers.period(m.posting), place: layers.place(m.place) }).collect();
    Answer { name, entries, all_names }
}

const HEADER: [&str; 9] = ["id", "name", "kind", "class", "country", "admin1", "population", "lat", "lon"];
/// Columns of numbers, aligned to the right.
const NUMBERS: usize = 6;

fn table(answer: &Answer<'_>) -> String {
    let mut rows = vec![HEADER.map(str::to_owned)];
    rows.extend(answer.entries.iter().map(row));
    let widths: Vec<usize> = (0..HEADER.len()).map(|i| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0)).collect();
    let mut out = format!("{}: {}\n", answer.name, count(answer.entries.len(), "entry", "entries"));
    for row in rows.iter().filter(|_| !answer.entries.is_empty()) {
        let cells = row.iter().zip(&widths).enumerate();
        let line: Vec<String> = cells.map(|(i, (cell, &w))| if i < NUMBERS { format!("{cell:w$}") } else { format!("{cell:>w$}") }).collect();
        out += &format!("  {}\n", line.join("  ").trim_end());
    }
    for (n, record) in answer.all_names.iter().flatten().enumerate() {
        if n == 0 {
            out += &format!("All names of {}, folded\n", answer.entries[0].place.id);
        }
        out += &format!("  {:12}  {}{}\n", kind(record.kind), record.name, in_use(record.period));
    }
    out
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn row(e: &Entry) -> [String; 9] {
    let p = &e.place;
    [
        p.id.to_string(),
        p.name.clone(),
        kind(e.kind) + &in_use(e.period),
        format!("{:?}.{}", p.feature_class, p.feature_code),
        p.country.map_or_else(String::new, |c| c.to_string()),
        p.admin1.clone().unwrap_or_default(),
        p.population.map_or_else(String::new, |n| n.to_string()),
        format!("{:.4}", p.point.lat),
        format!("{:.4}", p.point.lon),
    ]
}

fn kind(kind: NameKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// What is put behind a kind or a name whose time is known.
fn in_use(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| format!(" {period}"))
}
