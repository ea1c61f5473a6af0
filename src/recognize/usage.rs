//! What the name of a place is used for: the place, those who govern it, or what is there.

use super::context::Context;
use super::heads::head_of;
use super::proposal::{Toponym, Usage};
use crate::lexicon::Cue;
use crate::text::Gap;
use crate::variant::RoadKind;

/// What a name is used for as far as the words around say. A capital stands for its government where it acts, owns or is dealt
/// with, a country where it acts.
pub(super) fn of(context: &Context<'_>, t: &Toponym) -> Usage {
    if t.facts.demonym && (t.facts.country || !t.facts.place) {
        return Usage::Demonym;
    }
    if t.head.is_some() {
        return Usage::Literal;
    }
    if t.derived == Some(RoadKind::Adjective) {
        return Usage::Modifier;
    }
    let before = context.before(t.first).map(|b| context.word(b).cues).unwrap_or_default();
    let located = before.has_any(&[Cue::Location, Cue::Container]) && !has_indefinite_article(context, t);
    let governs = t.facts.capital || t.facts.country;
    match compound(context, t) {
        Some(verb) if governs && context.has(verb, Cue::Speech) => return Usage::Metonym,
        Some(_) => return Usage::Modifier,
        None => {}
    }
    let way = is_way(context, t);
    let dealt_with = t.facts.capital && !way && (before.has(Cue::Diplomatic) || joined_to_capital(context, t));
    let possessive = context.token(t.last).is_possessive();
    let owned = context.after(t.last).filter(|_| possessive);
    let whose = owned.is_some_and(|a| !context.token(a).may_be_name() && head_of(context, a).is_none() && !context.has(a, Cue::Street));
    let theirs = owned.is_some_and(|a| context.token(a).may_be_name());
    let acts = if t.facts.capital { acts(context, t.last, is_verb) } else { t.facts.country && acts(context, t.last, is_deed) };
    if dealt_with || t.facts.capital && whose || !located && !way && (acts || t.facts.capital && theirs) {
        return Usage::Metonym;
    }
    if qualifies(context, t, located) { Usage::Modifier } else { Usage::Literal }
}

/// Whether "a" stands before, which is a preposition in other languages.
fn has_indefinite_article(context: &Context<'_>, t: &Toponym) -> bool {
    context.is_english && context.before(t.first).is_some_and(|b| context.tokens.stem(b) == "a")
}

/// What a name is joined to by a hyphen, in small letters: Moscow-*backed*, Pittsburgh-*based*.
fn compound(context: &Context<'_>, t: &Toponym) -> Option<usize> {
    let next = context.tokens.get(t.last + 1)?;
    (next.gap == Gap::Hyphen && !next.may_be_name() && !next.has_digit()).then_some(t.last + 1)
}

/// Whether the noun behind is what is spoken of: a Kyiv court, US tariffs, the Atlanta Mayor. So English puts it; behind the
/// full name of a country a verb is more likely.
fn qualifies(context: &Context<'_>, t: &Toponym, located: bool) -> bool {
    let Some(a) = context.after(t.last).filter(|_| context.is_english && !context.token(t.last).is_possessive()) else { return false };
    let next = context.word(a);
    if context.token(a).may_be_name() {
        return !located && next.cues.has(Cue::Title);
    }
    let other = next.cues.has_any(&[Cue::Function, Cue::Location, Cue::Speech, Cue::Conjunction]) && !next.cues.has(Cue::Organization);
    let noun = next.common > 0 && !other && !is_past(context, a);
    noun && (t.short || !located && !t.facts.country)
}

/// A verb by its ending: Pyongyang fired.
fn is_past(context: &Context<'_>, i: usize) -> bool {
    let stem = context.tokens.stem(i);
    stem.len() > 4 && stem.ends_with("ed")
}

/// Whether a verb of acting follows: "Moscow denies", "Moscow and Minsk have set up".
fn acts(context: &Context<'_>, last: usize, verb: fn(&Context<'_>, usize) -> bool) -> bool {
    let Some(next) = context.after(last) else { return false };
    let partner = || context.after(next).filter(|&p| context.has(next, Cue::Conjunction) && context.token(p).is_capitalized());
    verb(context, next) || partner().and_then(|p| context.after(p)).is_some_and(|v| verb(context, v))
}

fn is_verb(context: &Context<'_>, i: usize) -> bool {
    context.has(i, Cue::Speech) && !context.token(i).is_capitalized()
}

/// A verb that is no auxiliary: those say of a country as often how things are there.
fn is_deed(context: &Context<'_>, i: usize) -> bool {
    is_verb(context, i) && !context.has(i, Cue::Function)
}

/// Whether the capital is the second of a pair like "between Minsk and Moscow" or "Moscow and Kiev have".
fn joined_to_capital(context: &Context<'_>, t: &Toponym) -> bool {
    let Some(and) = context.before(t.first).filter(|&b| context.has(b, Cue::Conjunction)) else { return false };
    let Some(other) = context.before(and).filter(|&b| context.token(b).is_capitalized()) else { return false };
    let speaks = context.after(t.last).is_some_and(|a| context.has(a, Cue::Speech));
    speaks || context.before(other).is_some_and(|b| context.has(b, Cue::Diplomatic))
}

/// Whether it is an end of a way: the road between Minsk and Moscow.
fn is_way(context: &Context<'_>, t: &Toponym) -> bool {
    const FARTHEST: usize = 4;
    let between = (0..FARTHEST).scan(t.first, |at, _| {
        *at = context.before(*at)?;
        Some(*at)
    });
    let mut words = between.skip_while(|&b| !context.has(b, Cue::Diplomatic));
    words.next().is_some() && words.next().is_some_and(|b| context.has(b, Cue::Street))
}
