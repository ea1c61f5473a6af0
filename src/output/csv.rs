//! CSV (RFC 4180), for spreadsheets.

use std::fmt::{Display, Write};

use serde::Serialize;

use crate::document::{Document, Mention};
use crate::gazetteer::Place;

/// The names of the columns, with the end of the line.
pub const CSV_HEADER: &str = "document,start,end,text,kind,usage,id,name,country,admin1,feature_class,feature_code,lat,lon,population,precision_km,score,actor,actor_name,actor_type,actor_country,roles,code\r\n";

/// A header and one row a mention; lines end in CR LF, as RFC 4180 has it. An unknown value is an empty field.
///
/// ```
/// let document = exonym::Extractor::embedded().extract("A fire in Kyiv.");
/// let table = exonym::output::to_csv(&[document]);
/// assert!(table.starts_with("document,start,end,text,"));
/// assert!(table.contains(",10,14,Kyiv,place,literal,geonames:703448,Kyiv,UA,"));
/// ```
pub fn to_csv(documents: &[Document]) -> String {
    documents.iter().fold(CSV_HEADER.to_owned(), |table, document| table + &csv_rows(document))
}

/// The rows of one document, for writing tables that are too long to hold.
///
/// ```
/// let document = exonym::Extractor::embedded().extract("Rockets hit Kyiv.");
/// assert_eq!(exonym::output::csv_rows(&document).lines().count(), 1);
/// ```
pub fn csv_rows(document: &Document) -> String {
    document.mentions.iter().map(|mention| row(document.id.as_deref(), mention)).collect()
}

fn row(id: Option<&str>, m: &Mention) -> String {
    let (p, a) = (m.place.as_ref(), m.actor.as_ref());
    let fields = [
        quoted(id.unwrap_or_default()),
        m.span.start.to_string(),
        m.span.end.to_string(),
        quoted(&m.text),
        label(&m.kind),
        m.usage.as_ref().map(label).unwrap_or_default(),
        known(p.map(|p| &p.id)),
        known(p.map(|p| &p.name)),
        known(p.and_then(|p| p.country)),
        known(p.and_then(|p| p.admin1.as_ref())),
        p.map_or_else(String::new, |p| label(&p.feature_class)),
        known(p.map(|p| &p.feature_code)),
        known(p.map(|p| p.point.lat)),
        known(p.map(|p| p.point.lon)),
        known(p.and_then(|p: &Place| p.population)),
        known(p.and_then(|p| p.precision_km)),
        m.score.to_string(),
        known(a.map(|a| &a.id)),
        known(a.map(|a| &a.name)),
        a.map_or_else(String::new, |a| label(&a.kind)),
        known(a.and_then(|a| a.country)),
        quoted(&a.map_or_else(String::new, |a| a.roles.iter().map(|r| r.title.as_str()).collect::<Vec<_>>().join("; "))),
        known(a.map(|a| &a.code)),
    ];
    let mut line = fields.join(",");
    let _ = line.write_str("\r\n");
    line
}

fn known(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |v| quoted(&v.to_string()))
}

/// The word that stands for a value in all our formats.
pub(super) fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A field, in quotes where it needs them.
fn quoted(field: &str) -> String {
    let plain = !field.contains([',', '"', '\r', '\n']) && field.trim() == field;
    if plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_needs_quotes() {
        assert_eq!(quoted("Kyiv"), "Kyiv");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"x\"\nline"), "\"say \"\"x\"\"\nline\"");
    }
}
