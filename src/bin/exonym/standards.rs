//! `exonym standards` and `exonym romanize`.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use exonym::variant::{Romanization, Standard, StandardKind, Variants};
use exonym::{Error, Result};
use serde::Serialize;

use crate::report::{columns, complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym standards\n  exonym standards uk\n  exonym standards uk-national-2010 --json")]
pub struct StandardsArgs {
    /// An id, or a language of ISO 639 [default: all]
    #[arg(value_name = "ID|LANGUAGE")]
    which: Option<String>,
    /// Print a JSON object a standard
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  exonym romanize --standard uk-national-2010 Чернігів Запоріжжя\n  exonym romanize --standard ru-bgn-pcgn-1947 < names.txt\n  \
    exonym romanize --all uk Чернігів\n\nWhat a standard does not know passes through. exonym standards lists the ids."
)]
pub struct RomanizeArgs {
    /// The standard, by its id
    #[arg(long, value_name = "ID", required_unless_present = "all")]
    standard: Option<String>,
    /// Every standard of a language of ISO 639, in a table
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "standard")]
    all: Option<String>,
    /// What is romanized, a line each [default: the lines of standard input]
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
}

/// A standard, as it is listed.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    language: &'a str,
    script: &'a str,
    kind: StandardKind,
    title: &'a str,
    source: &'a str,
}

pub fn standards(args: &StandardsArgs) -> Result<ExitCode> {
    let all = Variants::embedded().romanization();
    let found = match &args.which {
        Some(which) => find(all, which)?,
        None => all.standards().iter().collect(),
    };
    let rows = found.iter().map(|s| Row { id: s.id(), language: s.language(), script: s.script(), kind: s.kind(), title: s.title(), source: s.source() });
    let out = if args.json {
        let lines: std::result::Result<Vec<String>, _> = rows.map(|row| serde_json::to_string(&row)).collect();
        lines.map_err(|e| Error::message(e.to_string()))?.join("\n") + "\n"
    } else {
        let cells = rows.map(|r| vec![r.id.to_owned(), r.language.to_owned(), format!("{:?}", r.kind).to_lowercase(), r.title.to_owned(), r.source.to_owned()]);
        let header = ["id", "language", "kind", "title", "source"].map(str::to_owned).to_vec();
        columns([header].into_iter().chain(cells).collect(), 0..0)
    };
    written(io::stdout().write_all(out.as_bytes()), ExitCode::SUCCESS)
}

pub fn romanize(args: &RomanizeArgs) -> Result<ExitCode> {
    let all = Variants::embedded().romanization();
    let wanted = match (&args.all, &args.standard) {
        (Some(language), _) => of_language(all, language),
        (None, id) => all.standard(id.as_deref().unwrap_or_default()).into_iter().collect(),
    };
    let [first, ..] = *wanted else { return Err(unknown(all, args.all.as_ref().or(args.standard.as_ref()).map_or("", String::as_str))) };
    let mut out = io::BufWriter::new(io::stdout());
    let mut write = |text: &str| match &args.all {
        Some(_) => write!(out, "{text}\n{}", columns(wanted.iter().map(|s| vec![s.romanize(text), s.id().to_owned()]).collect(), 0..0)),
        None => writeln!(out, "{}", first.romanize(text)),
    };
    let done = if args.texts.is_empty() {
        if io::stdin().is_terminal() {
            complain("reading from the keyboard: end with Ctrl-D (on Windows Ctrl-Z, Enter), or name a text");
        }
        lines(io::stdin().lock(), &mut write)?
    } else {
        args.texts.iter().try_for_each(|text| write(text))
    };
    written(done.and_then(|()| out.flush()), ExitCode::SUCCESS)
}

/// Hands on every line of the input; fails on what cannot be read, and tells what `write` said.
fn lines(input: impl BufRead, mut write: impl FnMut(&str) -> io::Result<()>) -> Result<io::Result<()>> {
    for line in input.lines() {
        let line = line.map_err(|e| Error::message(format!("cannot read standard input: {e}")))?;
        if let Err(e) = write(&line) {
            return Ok(Err(e));
        }
    }
    Ok(Ok(()))
}

fn of_language<'a>(all: &'a Romanization, language: &str) -> Vec<&'a Standard> {
    all.standards().iter().filter(|s| s.language() == language).collect()
}

/// The standard of an id, or those of a language.
fn find<'a>(all: &'a Romanization, which: &str) -> Result<Vec<&'a Standard>> {
    let found: Vec<&Standard> = all.standards().iter().filter(|s| s.id() == which || s.language() == which).collect();
    if found.is_empty() { Err(unknown(all, which)) } else { Ok(found) }
}

fn unknown(all: &Romanization, which: &str) -> Error {
    let language = which.split('-').next().unwrap_or(which);
    let known: Vec<&str> = of_language(all, language).iter().map(|s| s.id()).collect();
    let mut languages: Vec<&str> = all.standards().iter().map(|s| s.language()).collect();
    languages.dedup();
    let help =
        if known.is_empty() { format!("there are standards for {}", languages.join(", ")) } else { format!("of {language} there are {}", known.join(", ")) };
    Error::message(format!("`{which}` is no standard: {help}"))
}
