//! One line of a JSONL input: a document and what its sender knows of it.

use exonym::{CountryCode, Date, Hints};
use serde::Deserialize;
use serde_json::Value;

/// A document with its hints. Hints are read leniently: a bad one is told of and left out, the document still answered.
#[derive(Deserialize)]
pub struct Line {
    #[serde(default)]
    id: Value,
    /// The text.
    pub text: String,
    #[serde(default)]
    lang: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    country: Value,
    #[serde(default)]
    outlet: Value,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// Says what is wrong with it, and what a line looks like.
    pub fn parse(bytes: &[u8]) -> Result<Line, String> {
        serde_json::from_slice(bytes).map_err(|e| {
            let what = e.to_string();
            // Lines are parsed one by one, so the parser's own line number would mislead.
            let what = what.replace(" at line 1 column ", " at column ");
            format!("{what}: a line is {{\"id\": \"…\", \"text\": \"…\"}}")
        })
    }

    /// What the sender calls it; a number is taken as it is written.
    pub fn id(&self) -> Option<String> {
        match &self.id {
            Value::Null => None,
            Value::String(s) => Some(s.clone()),
            other => Some(other.to_string()),
        }
    }

    /// The caller's hints with those of the document in their place, but for the date; and what was wrong with the latter.
    pub fn hints(&self, base: &Hints) -> (Hints, Vec<String>) {
        let mut hints = base.clone();
        let mut wrong = Vec::new();
        match &self.published {
            Value::Null => {}
            value => match value.as_str().and_then(leading_day) {
                // `--as-of` is meant for all documents.
                Some(date) => hints.date = base.date.or(Some(date)),
                None => wrong.push(format!("`published` {value} is not a date: write YYYY-MM-DD")),
            },
        }
        match &self.lang {
            Value::Null => {}
            Value::String(lang) if !lang.is_empty() => hints.language = Some(lang.clone()),
            value => wrong.push(format!("`lang` {value} is not a language: write two letters of ISO 639-1, such as en")),
        }
        match &self.outlet {
            Value::Null => {}
            Value::String(outlet) => hints.outlet = Some(outlet.clone()),
            value => wrong.push(format!("`outlet` {value} is not a name: write a text, such as \"The Paris News, Paris, Texas\"")),
        }
        match countries(&self.country) {
            Ok(found) if found.is_empty() => {}
            Ok(found) => hints.countries = found,
            Err(e) => wrong.push(format!("`country` {e}")),
        }
        (hints, wrong)
    }
}

/// One country or a list of them.
fn countries(value: &Value) -> Result<Vec<CountryCode>, String> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(list) => Ok(list.iter().map(countries).collect::<Result<Vec<_>, _>>()?.concat()),
        Value::String(code) => code.parse().map(|c| vec![c]).map_err(|e: exonym::Error| e.to_string()),
        other => Err(format!("{other} is not a country: use two letters of ISO 3166-1, such as \"UA\"")),
    }
}

/// The day that a date or a time stamp begins with.
fn leading_day(text: &str) -> Option<Date> {
    let (date, rest) = text.split_at_checked(10)?;
    let separate = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    day(date).filter(|_| separate)
}

/// A day of the calendar, as `YYYY-MM-DD`.
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| date.day().is_some())
}
