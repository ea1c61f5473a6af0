//! Bodies and groups that are called by a listed name.

use super::countries::Countries;
use super::found::{Found, Who};
use super::phrases::{Phrase, Phrases};
use super::scene::Scene;
use crate::actor::{ActorRef, ActorType, Sense};
use crate::document::{Mention, MentionKind};
use crate::text::Gap;

/// How likely a name of several words is right, and one of a single word.
const LONG: f32 = 0.95;
const SHORT: f32 = 0.85;
/// An ordinary word from this frequency on is doubtful where its capital is free.
const ORDINARY: u8 = 90;

/// The listed bodies of a document, in text order, none overlapping.
pub(super) fn find(scene: &Scene<'_, '_>, phrases: &Phrases, countries: &Countries) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut i = 0;
    while i < scene.context.tokens.len() {
        let next = phrases.at(i).iter().find_map(|p| read(scene, phrases, countries, p));
        i = next.as_ref().map_or(i + 1, |found| found.last + 1);
        all.extend(next);
    }
    all
}

fn read(scene: &Scene<'_, '_>, phrases: &Phrases, countries: &Countries, phrase: &Phrase) -> Option<Found> {
    if phrase.sense != Sense::Name || scene.actors.kind(ActorRef(phrase.number)) == ActorType::Person {
        return None;
    }
    if phrase.first == phrase.last && !stands_alone(scene, phrases, phrase.first) {
        return None;
    }
    let actor = choose(scene, phrases, countries, phrase)?;
    if !is_no_place(scene, phrase, actor) {
        return None;
    }
    let (kind, country) = (scene.actors.kind(actor), scene.actors.country(actor));
    let long = phrase.last > phrase.first;
    let score = if long { LONG } else { SHORT };
    let mut found = Found { first: phrase.first, last: phrase.last, who: Who::Listed(actor), kind, country, score, name_last: Some(phrase.last) };
    take_in_owner(scene, &mut found);
    Some(found)
}

/// Of several bodies of one name, that of the country named beside it, else of the one the document is most about.
fn choose(scene: &Scene<'_, '_>, phrases: &Phrases, countries: &Countries, phrase: &Phrase) -> Option<ActorRef> {
    let same = phrases.at(phrase.first).iter().filter(|p| p.last == phrase.last && p.sense == Sense::Name);
    let all: Vec<ActorRef> = same.map(|p| ActorRef(p.number)).filter(|a| scene.actors.kind(*a) != ActorType::Person).collect();
    if let [only] = all[..] {
        return Some(only);
    }
    let beside = scene.before(phrase.first).and_then(|b| scene.place_ending(b)).and_then(|p| p.country);
    let weight = |actor: &ActorRef| {
        let country = scene.actors.country(*actor);
        countries.share(country) + if country.is_some() && country == beside { 2.0 } else { 0.0 }
    };
    let best = all.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.cmp(a)))?;
    (weight(best) > 0.0).then_some(*best)
}

/// Whether a name of one word may be that of a body where it stands.
fn stands_alone(scene: &Scene<'_, '_>, phrases: &Phrases, i: usize) -> bool {
    let context = scene.context;
    let token = context.token(i);
    let short = token.is_all_caps() || token.is_dotted();
    let ordinary = context.word(i).common >= ORDINARY && context.capital_is_free(i) && !short;
    // Amazon River, Orange County, George Washington: the word is a part of another name.
    let joined = |gap: Gap| matches!(gap, Gap::Space | Gap::Hyphen);
    let is_name = |j: usize| context.token(j).is_capitalized() && !context.starts_sentence(j) && scene.places_within(j, j).is_empty();
    let before = i > 0 && joined(token.gap) && is_name(i - 1) && !context.token(i - 1).is_possessive() && !context.is_title_case(i);
    let before = before && !context.has(i - 1, crate::lexicon::Cue::Title);
    let next = context.tokens.get(i + 1).filter(|next| joined(next.gap) && next.is_capitalized() && !token.is_possessive());
    let behind = next.is_some() && !context.is_title_case(i);
    // NATO Secretary General, but MTV Music Award.
    let title_behind = behind && phrases.at(i + 1).iter().any(|p| p.sense == Sense::Title);
    !ordinary && (title_behind || !behind && (short || !before))
}

/// Whether places or persons that were found at the same words leave room for a body.
fn is_no_place(scene: &Scene<'_, '_>, phrase: &Phrase, actor: ActorRef) -> bool {
    let places = scene.places_within(phrase.first, phrase.last);
    let same = places.iter().find(|p| p.first <= phrase.first && phrase.last <= p.last);
    let Some(place) = same else { return true };
    // The Kremlin, the White House: a place that stands for a body of its country. A namesake of a town wants more than its name.
    let longer = place.last - place.first > phrase.last - phrase.first;
    let is_seat = scene.actors.country(actor) == place.country && scene.actors.kind(actor) == ActorType::Government;
    !longer && (is_seat && !place.is_country && !place.is_local || phrase.last > phrase.first && !place.is_country || place.score < 0.6)
}

/// VKS *of the Russian Federation*: that it is of its country belongs to the name.
fn take_in_owner(scene: &Scene<'_, '_>, found: &mut Found) {
    let context = scene.context;
    let Some(country) = found.country.filter(|_| matches!(found.kind, ActorType::Government | ActorType::Force)) else { return };
    let next = context.after(found.last);
    let owner = match next.filter(|&of| scene.is_word(of, &["of"])) {
        Some(of) => context.after(of).map(|j| if scene.is_word(j, &["the"]) { j + 1 } else { j }),
        None => next.filter(|_| !context.is_english),
    };
    let place = owner.and_then(|j| scene.place_at(j)).filter(|p| p.is_country && !p.is_demonym && p.country == Some(country));
    if let Some(place) = place {
        found.last = place.last;
    }
}

/// Whether a name that the recogniser told speaks against a body at its words: it is a person's.
pub(super) fn is_persons(mentions: &[Mention], scene: &Scene<'_, '_>, found: &Found) -> bool {
    let start = scene.context.token(found.first).span.start;
    let end = scene.context.token(found.last).stem_end();
    let within = mentions.iter().filter(|m| m.kind == MentionKind::Person && m.span.start <= start && end <= m.span.end);
    within.into_iter().any(|m| m.score > 0.6 && (found.words() == 1 || m.span.len() > end - start))
}
