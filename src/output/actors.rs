//! The actors of a report, each once, as a table.

use std::collections::HashMap;
use std::fmt::Write;

use super::csv::label;
use super::escape::Escaped;
use crate::actor::{Actor, ActorId, Role};
use crate::document::{Document, Mention};

/// An actor and its mentions, each with its number among all mentions of all documents.
struct Named<'d> {
    actor: &'d Actor,
    mentions: Vec<(usize, &'d Mention)>,
}

/// More mentions than this are not linked one by one.
const MOST_LINKS: usize = 8;
/// More roles are not shown.
const MOST_ROLES: usize = 3;

/// Writes a table of who is told of, most often named first; nothing where nobody is.
pub(super) fn table<'d>(out: &mut String, documents: impl Iterator<Item = &'d Document>) {
    let all = named(documents);
    if all.is_empty() {
        return;
    }
    out.push_str(
        "<section class=\"actors\">\n<table>\n<thead><tr><th class=\"number\">Named</th><th>Actor</th><th>What</th>\
         <th>Country</th><th>Roles</th></tr></thead>\n<tbody>\n",
    );
    for Named { actor, mentions } in &all {
        let links: String = mentions.iter().take(MOST_LINKS).enumerate().map(|(k, (n, _))| format!("<a href=\"#m{n}\">{}</a>", k + 1)).collect();
        let more = if mentions.len() > MOST_LINKS { "…" } else { "" };
        let _ = writeln!(
            out,
            "<tr><td class=\"number\">{}</td><th scope=\"row\">{} <span class=\"links\">{links}{more}</span><small>{}</small></th>\
             <td>{}<small>{}</small></td><td>{}</td><td>{}</td></tr>",
            mentions.len(),
            Escaped(&actor.name),
            Escaped(&actor.id),
            label(&actor.kind),
            Escaped(&actor.code),
            actor.country.as_ref().map_or("", |c| c.as_str()),
            actor.roles.iter().take(MOST_ROLES).map(|r| Escaped(described(r)).to_string()).collect::<Vec<_>>().join("<br>")
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn named<'d>(documents: impl Iterator<Item = &'d Document>) -> Vec<Named<'d>> {
    let mut all: Vec<Named<'d>> = Vec::new();
    let mut known: HashMap<&'d ActorId, usize> = HashMap::new();
    for (number, mention) in documents.flat_map(|d| &d.mentions).enumerate() {
        let Some(actor) = &mention.actor else { continue };
        let at = *known.entry(&actor.id).or_insert_with(|| {
            all.push(Named { actor, mentions: Vec::new() });
            all.len() - 1
        });
        all[at].mentions.push((number, mention));
    }
    all.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.actor.name.cmp(&b.actor.name)));
    all
}

/// A role with its time: President, 1994-07-20 to now.
fn described(role: &Role) -> String {
    match (role.from, role.to) {
        (Some(from), Some(to)) => format!("{}, {from} to {to}", role.title),
        (Some(from), None) => format!("{}, since {from}", role.title),
        (None, Some(to)) => format!("{}, until {to}", role.title),
        (None, None) => role.title.clone(),
    }
}

/// What is told of an actor at its mention, in a few lines.
pub(super) fn tooltip(actor: &Actor) -> String {
    let country = actor.country.map_or_else(String::new, |c| format!(", {c}"));
    let role = actor.roles.first().map_or_else(String::new, |r| format!("\n{}", described(r)));
    format!("{}{country}{role}\n{} · {}", actor.name, actor.id, actor.code)
}
