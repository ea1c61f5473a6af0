//! `exonym names`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use exonym::variant::Variants;
use exonym::{Error, Layers, Meaning, NameKind, NameRecord, NativeName, Near, Period, Place, Result, Spellings, Variant};
use serde::Serialize;

use crate::layers;
use crate::names_table::table;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym names Petrykaw\n  exonym names \"Santa Cruz\" Чернигов --json\n  exonym names Kyiv --all\n\n\
    Case, accents, apostrophes and hyphens do not matter. Of the first entries, the spellings of their native names under the \
    standards of romanization are listed too. For a name that is not known, what it may mean: exonym standards explains the ids.\n\n\
    Exit status: 0 every name is known; 1 some are not.")]
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

/// Entries whose other spellings are told.
const TOLD: usize = 3;
/// Guesses at what an unknown spelling means.
const MOST_NEAR: usize = 8;

/// What a spelling can mean.
#[derive(Serialize)]
pub struct Answer<'a> {
    pub name: &'a str,
    pub entries: Vec<Entry>,
    /// Entries that a spelling which no entry has may mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Guess>,
    /// For an unknown spelling, the standards that could have given it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standards: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_names: Option<Vec<NameRecord>>,
}

#[derive(Serialize)]
pub struct Entry {
    /// What the spelling is to the entry.
    pub kind: NameKind,
    /// When it was in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How it relates to the entry's names.
    pub how: How,
    /// Names in the languages of the country, and what standards make of them; of the first entries only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub native: Vec<NativeName>,
    /// Names no longer in use, and those whose time is known; of the first entries only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<NameRecord>,
    #[serde(flatten)]
    pub place: Place,
}

/// A variant with what its standard is.
#[derive(Serialize)]
pub struct How {
    #[serde(flatten)]
    pub variant: Variant,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// An entry that is not listed under the spelling.
#[derive(Serialize)]
pub struct Guess {
    pub how: How,
    /// In log-odds; 0 where a rule leads there.
    pub distance: f32,
    #[serde(flatten)]
    pub place: Place,
}

pub fn names(args: &NamesArgs) -> Result<ExitCode> {
    let layers = layers::all(&args.gazetteer)?;
    let mut status = ExitCode::SUCCESS;
    let mut out = String::new();
    for name in &args.names {
        let answer = look_up(name, &layers, args.all);
        if answer.entries.is_empty() {
            status = ExitCode::from(1);
            let help = if answer.near.is_empty() {
                "try another spelling, or add yours with --gazetteer"
            } else {
                "see what it may mean, or add yours with --gazetteer"
            };
            complain(format_args!("`{name}` is in no gazetteer: {help}"));
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
    let spellings = Spellings::new(layers, Variants::embedded());
    let found = layers.meanings(name);
    let entries: Vec<Entry> = found.iter().enumerate().map(|(i, m)| entry(name, *m, layers, &spellings, i < TOLD)).collect();
    let unknown = entries.is_empty();
    Answer {
        name,
        near: if unknown { spellings.near(name, MOST_NEAR).into_iter().map(|near| guess(near, layers)).collect() } else { Vec::new() },
        standards: unknown.then(|| Variants::embedded().romanization().possible(name).iter().map(|s| s.id().to_owned()).collect()),
        all_names: found.first().filter(|_| all).map(|m| layers.names_of(m.place)),
        entries,
    }
}

fn entry(name: &str, meaning: Meaning, layers: &Layers, spellings: &Spellings<'_>, told: bool) -> Entry {
    let (mut native, mut old) = (Vec::new(), Vec::new());
    if told {
        native = spellings.native_names(meaning.place);
        old = layers.names_of(meaning.place);
        old.retain(|n| n.kind == NameKind::Historical || n.period.is_some());
    }
    let how = spellings.how(name, meaning);
    let language = native.iter().find(|n: &&NativeName| Some(&n.name) == how.of.as_ref()).map(|n| n.language.clone());
    let how = How::new(how, language);
    Entry { kind: meaning.kind, period: layers.period(meaning.posting), how, native, old, place: layers.place(meaning.place) }
}

fn guess(near: Near, layers: &Layers) -> Guess {
    Guess { how: How::new(near.how, near.language), distance: near.distance, place: layers.place(near.meaning.place) }
}

impl How {
    fn new(variant: Variant, language: Option<String>) -> How {
        let standard = variant.standard.as_deref().and_then(|id| Variants::embedded().romanization().standard(id));
        How { title: standard.map(|s| s.title().to_owned()), language: standard.map(|s| s.language().to_owned()).or(language), variant }
    }
}
