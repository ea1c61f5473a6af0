//! A text with its mentions marked.

use std::collections::HashMap;
use std::fmt::Write;

use super::actors::tooltip as tooltip_of;
use super::csv::label;
use super::escape::Escaped;
use crate::document::Mention;
use crate::explain::title;
use crate::gazetteer::PlaceId;

/// A mention with its number among all mentions of the page.
pub(super) type Numbered<'d> = (usize, &'d Mention);

/// Mentions below this score are marked as doubtful.
const DOUBTFUL: f32 = 0.6;

/// Marks the mentions of a text, those inside others too; `rows` gives the table row of a place.
///
/// Spans that do not fit the text, or cross another, are left unmarked: a page is for reading, not for checking.
pub(super) fn marked(text: &str, mentions: &[Numbered<'_>], rows: &HashMap<&PlaceId, usize>) -> String {
    let mut sorted: Vec<Numbered<'_>> = mentions.iter().copied().filter(|(_, m)| text.get(m.span.range()).is_some_and(|t| !t.is_empty())).collect();
    sorted.sort_by_key(|(_, m)| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    // Mentions that are open, the innermost last.
    let mut open: Vec<Open<'_>> = Vec::new();
    for (i, &(number, mention)) in sorted.iter().enumerate() {
        close(&mut out, text, &mut at, &mut open, mention.span.start);
        if open.last().is_some_and(|outer| outer.linked || !outer.mention.span.contains(mention.span)) {
            continue;
        }
        let _ = write!(out, "{}", Escaped(&text[at..mention.span.start]));
        at = mention.span.start;
        let holds_another = sorted.get(i + 1).is_some_and(|(_, next)| next.span.start < mention.span.end);
        // A link may not hold another one: where mentions are nested, the innermost are linked.
        let row = mention.place.as_ref().and_then(|p| rows.get(&p.id)).filter(|_| !holds_another);
        open_mark(&mut out, number, mention, row);
        open.push(Open { mention, linked: row.is_some() });
    }
    close(&mut out, text, &mut at, &mut open, usize::MAX);
    let _ = write!(out, "{}", Escaped(&text[at..]));
    out
}

/// A mark that has not ended.
struct Open<'d> {
    mention: &'d Mention,
    linked: bool,
}

/// Ends the marks that end at or before `until`.
fn close(out: &mut String, text: &str, at: &mut usize, open: &mut Vec<Open<'_>>, until: usize) {
    while let Some(inner) = open.pop_if(|o| o.mention.span.end <= until) {
        let end = inner.mention.span.end;
        let link = if inner.linked { "</a>" } else { "" };
        let _ = write!(out, "{}{link}</mark>", Escaped(&text[*at..end]));
        *at = end;
    }
}

fn open_mark(out: &mut String, number: usize, m: &Mention, row: Option<&usize>) {
    let doubt = if m.score < DOUBTFUL { " doubtful" } else { "" };
    let _ = write!(out, "<mark id=\"m{number}\" class=\"{}{doubt}\" title=\"{}\">", class(m), Escaped(tooltip(m)));
    if let Some(row) = row {
        let _ = write!(out, "<a href=\"#p{row}\">");
    }
}

/// The class that a mention is coloured by.
pub(super) fn class(m: &Mention) -> String {
    m.usage.as_ref().map_or_else(|| label(&m.kind), label)
}

fn tooltip(m: &Mention) -> String {
    let score = format!("{} · {:.0} %", class(m), m.score * 100.0);
    let who = m.actor.as_ref().map(tooltip_of);
    match &m.place {
        Some(p) if who.is_none() => {
            let why: String = m.explain().iter().flat_map(|why| &why.reasons).map(|reason| format!("\n{reason}")).collect();
            format!("{}\n{}\n{:.4}, {:.4}\n{score}{why}", title(p), p.id, p.point.lat, p.point.lon)
        }
        _ => who.map_or_else(|| score.clone(), |who| format!("{who}\n{score}")),
    }
}
