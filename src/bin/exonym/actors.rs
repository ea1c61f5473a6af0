//! `exonym actors`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use exonym::{Actor, ActorName, Actors, Date, Document, Error, Extractor, Hints, Result, Role};
use serde::Serialize;

use crate::report::{columns, complain, written};

/// Those that a name can mean are listed up to here.
const MOST: usize = 40;
const HEADER: [&str; 7] = ["id", "name", "type", "country", "code", "matched by", "roles"];

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym actors Zaluzhny --as-of 2023-05-01\n  exonym actors \"Verkhovna Rada\" СБУ --json\n  \
    exonym actors \"Ghanaian foreign ministry\" \"Minsk police\"\n\n\
    What no list holds is composed of whose it is and what it is. Case, accents and hyphens do not matter.\n\n\
    Exit status: 0 every name is known; 1 some are not.")]
pub struct ActorsArgs {
    /// Names of persons, bodies, forces, groups
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Tell the roles that were held on this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Also list all names, folded, of the first actor
    #[arg(long)]
    all: bool,
    /// Print a JSON object a name
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    actors: Vec<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_names: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Entry {
    /// What the name is to a listed actor; nothing for one that was composed.
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<ActorName>,
    #[serde(flatten)]
    actor: Actor,
}

pub fn actors(args: &ActorsArgs) -> Result<ExitCode> {
    let gazetteer = Actors::embedded();
    let extractor = Extractor::embedded();
    let mut status = ExitCode::SUCCESS;
    let mut out = String::new();
    for name in &args.names {
        let answer = look_up(name, &gazetteer, &extractor, args);
        if answer.actors.is_empty() {
            status = ExitCode::from(1);
            complain(format_args!(
                "`{name}` is no actor that is listed or can be composed: try a full name, or a country and what it has (\"Ghanaian police\")"
            ));
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

fn look_up<'a>(name: &'a str, gazetteer: &Actors, extractor: &Extractor, args: &ActorsArgs) -> Answer<'a> {
    let meanings = gazetteer.meanings(name);
    let listed = |(actor, matched)| Entry { matched: Some(matched), actor: gazetteer.actor(actor) };
    let mut entries: Vec<Entry> = meanings.iter().copied().take(MOST).map(listed).collect();
    if entries.is_empty() {
        let document: Document = extractor.extract_with(name, &Hints { date: args.as_of, ..Hints::default() });
        entries.extend(document.actors().map(|(_, actor)| Entry { matched: None, actor: actor.clone() }));
    }
    if let Some(day) = args.as_of {
        entries.iter_mut().for_each(|e| e.actor.roles.retain(|role| role.holds(day)));
    }
    let all_names = meanings.first().filter(|_| args.all).map(|(actor, _)| gazetteer.names_of(*actor));
    Answer { name, actors: entries, all_names }
}

fn table(answer: &Answer<'_>) -> String {
    let mut out = format!("{}: {} {}\n", answer.name, answer.actors.len(), if answer.actors.len() == 1 { "actor" } else { "actors" });
    if !answer.actors.is_empty() {
        let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
        rows.extend(answer.actors.iter().map(row));
        out += &columns(rows, 0..0);
    }
    for (n, name) in answer.all_names.iter().flatten().enumerate() {
        if n == 0 {
            out += &format!("All names of {}, folded\n", answer.actors[0].actor.id);
        }
        out += &format!("  {name}\n");
    }
    out
}

fn row(entry: &Entry) -> Vec<String> {
    let Entry { matched, actor } = entry;
    let word = |value: serde_json::Result<serde_json::Value>| value.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    vec![
        actor.id.to_string(),
        actor.name.clone(),
        word(serde_json::to_value(actor.kind)),
        actor.country.map_or_else(String::new, |c| c.to_string()),
        actor.code.clone(),
        matched.map_or_else(|| "composed".to_owned(), |m| word(serde_json::to_value(m))),
        actor.roles.iter().map(described).collect::<Vec<_>>().join("; "),
    ]
}

/// A role with its time: President 1994-07-20..
fn described(role: &Role) -> String {
    let date = |date: Option<Date>| date.map_or_else(String::new, |d| d.to_string());
    match (role.from, role.to) {
        (None, None) => role.title.clone(),
        (from, to) => format!("{} {}..{}", role.title, date(from), date(to)),
    }
}
