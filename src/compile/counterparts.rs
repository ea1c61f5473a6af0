//! Reading what stands for what between closely related languages (`data/variants/counterparts.toml`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::{Error, Result};
use crate::text::fold;
use crate::variant::{Correspondence, Direction, MOST_CHOICES};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    direction: Vec<WrittenDirection>,
    #[serde(default, rename = "test")]
    _tests: IgnoredAny,
}

/// Pieces of names by what they are, each with its choices separated by blanks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDirection {
    from: String,
    to: String,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    parts: BTreeMap<String, String>,
    #[serde(default)]
    beginnings: BTreeMap<String, String>,
    #[serde(default)]
    endings: BTreeMap<String, String>,
    #[serde(default)]
    letters: BTreeMap<String, String>,
}

/// Reads the text of a file of counterparts.
///
/// # Errors
/// When it is not so written; the message names file and fault.
pub fn read_counterparts(origin: &str, text: &str) -> Result<Vec<Direction>> {
    let written: Written = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(0, |span| 1 + text.bytes().take(span.start).filter(|&b| b == b'\n').count());
        Error::source_line(origin, line, e.message())
    })?;
    let mut pairs = BTreeSet::new();
    let mut directions = Vec::new();
    for direction in written.direction {
        let pair = format!("{}→{}", direction.from, direction.to);
        let direction = read_direction(direction).map_err(|what| Error::source_line(origin, 0, format!("{pair}: {what}")))?;
        if !pairs.insert(pair.clone()) {
            return Err(Error::source_line(origin, 0, format!("{pair} stands here twice")));
        }
        directions.push(direction);
    }
    Ok(directions)
}

fn read_direction(written: WrittenDirection) -> Result<Direction, String> {
    let in_table = |name: &str, table| read_table(table).map_err(|what| format!("{name}: {what}"));
    Ok(Direction {
        words: in_table("words", written.words)?,
        parts: in_table("parts", written.parts)?,
        beginnings: in_table("beginnings", written.beginnings)?,
        endings: in_table("endings", written.endings)?,
        letters: in_table("letters", written.letters)?,
        from: written.from,
        to: written.to,
    })
}

/// A piece that is written out goes before one that brackets stand for.
fn read_table(written: BTreeMap<String, String>) -> Result<Vec<Correspondence>, String> {
    let (bracketed, plain): (Vec<_>, Vec<_>) = written.into_iter().partition(|(piece, _)| piece.contains('['));
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (piece, choices) in &plain {
        table.insert(piece.clone(), read_choices(piece, choices)?);
    }
    let mut of_brackets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (piece, choices) in bracketed.iter().flat_map(|(piece, choices)| expand(piece, choices)) {
        let choices = read_choices(&piece, &choices)?;
        if table.contains_key(&piece) {
            continue;
        }
        if of_brackets.insert(piece.clone(), choices).is_some() {
            return Err(format!("brackets tell twice of `{piece}`"));
        }
    }
    table.append(&mut of_brackets);
    Ok(table.into_iter().map(|(piece, choices)| Correspondence(piece, choices)).collect())
}

/// Writes out `[бв]я` = `*я` as `бя` = `бя` and `вя` = `вя`; brackets that are not closed stay and are found fault with.
fn expand(piece: &str, choices: &str) -> Vec<(String, String)> {
    let parts = piece.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)));
    let Some((before, (set, behind))) = parts else { return vec![(piece.to_owned(), choices.to_owned())] };
    set.chars().map(|c| (format!("{before}{c}{behind}"), choices.replace('*', c.encode_utf8(&mut [0; 4])))).collect()
}

fn read_choices(piece: &str, choices: &str) -> Result<Vec<String>, String> {
    let is_folded = |text: &str| !text.is_empty() && fold(text) == text;
    let wants = "must be small letters, without ё, ґ, apostrophes, hyphens or other marks";
    if !is_folded(piece) {
        return Err(format!("`{piece}` {wants}"));
    }
    let choices: Vec<String> = choices.split_whitespace().map(|choice| if choice == "-" { String::new() } else { choice.to_owned() }).collect();
    if choices.is_empty() || choices.len() > MOST_CHOICES {
        return Err(format!("`{piece}` has {} choices; it must have 1 to {MOST_CHOICES}", choices.len()));
    }
    for (at, choice) in choices.iter().enumerate() {
        if !choice.is_empty() && !is_folded(choice) {
            return Err(format!("`{choice}` for `{piece}` {wants}"));
        }
        if choices[..at].contains(choice) {
            return Err(format!("`{piece}` has the choice `{choice}` twice"));
        }
    }
    Ok(choices)
}
