//! Actors among the mentions of places and names.

use super::found::{Found, Who};
use crate::actor::ActorType;
use crate::document::{Mention, MentionKind};
use crate::recognize::{Context, Usage};

/// A longer name that is as likely as this is one of its own, with the listed one inside.
const LONGER: f32 = 0.5;
/// Mentions nest a few deep: so far behind one that begins later another may reach.
const NESTED: usize = 8;

/// Puts actors among the mentions, both in text order: names that were recognised at the same words become theirs, places inside
/// listed names are embedded. Linear in the mentions, but for their sorting.
pub(super) fn merge(context: &Context<'_>, mentions: &mut Vec<Mention>, told: Vec<(Found, Mention)>) {
    let mut dropped = vec![false; mentions.len()];
    let mut new = Vec::with_capacity(told.len());
    for (found, mut actor) in told {
        let span = actor.span;
        let from = mentions.partition_point(|m| m.span.start < span.start).saturating_sub(NESTED);
        let to = mentions.partition_point(|m| m.span.start < span.end);
        let near = from..to.max(from);
        if near.clone().any(|i| !dropped[i] && is_longer_name(&mentions[i], &found, &actor)) {
            continue;
        }
        // In what is composed, places say whose it is, and stay what they are.
        let name_end = found.name_last.map_or(0, |last| context.token(last).span.end);
        for i in near {
            let m = &mut mentions[i];
            if m.span.end <= span.start {
                continue;
            }
            let embedded = span.start <= m.span.start && m.span.end <= name_end;
            if m.kind != MentionKind::Place {
                if m.kind == actor.kind {
                    actor.score = actor.score.max(m.score);
                }
                dropped[i] = true;
            } else if m.span == span && found.kind != ActorType::Person {
                // A seat is told as both: the White House is a place, and who sits there.
                actor.place.clone_from(&m.place);
            } else if embedded && found.kind == ActorType::Person && matches!(found.who, Who::Listed(_)) && m.usage != Some(Usage::Demonym) {
                dropped[i] = true;
            } else if embedded && m.usage == Some(Usage::Literal) {
                m.usage = Some(Usage::Embedded);
                m.within = Some(span);
            }
        }
        new.push(actor);
    }
    let mut flags = dropped.into_iter();
    mentions.retain(|_| flags.next() == Some(false));
    mentions.append(&mut new);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

/// Whether a name that was recognised contains a body and more: Microsoft Research Asia; or an organization a person: James
/// High School.
fn is_longer_name(m: &Mention, found: &Found, actor: &Mention) -> bool {
    let of_its_own = m.actor.as_ref().is_none_or(|a| matches!(a.kind, ActorType::Organization | ActorType::Group));
    let longer = m.span.start <= actor.span.start && actor.span.end <= m.span.end && m.span != actor.span;
    let of_its_kind = found.kind != ActorType::Person || m.kind == MentionKind::Organization;
    of_its_kind && m.kind != MentionKind::Place && of_its_own && longer && m.score >= LONGER
}
