//! Actors that are told of without a name: the Belarusian president, the Defence Ministry.

use super::bodies::Body;
use super::countries::Countries;
use super::found::{Found, Who};
use super::persons::holds;
use super::phrases::{Phrase, Phrases};
use super::scene::Scene;
use super::titles::Offices;
use crate::actor::{ActorType, Reach, Sense};

/// Persons of the document who are told of by what they are: title, and the country it is of.
pub(super) fn persons(scene: &Scene<'_, '_>, phrases: &Phrases, offices: &Offices<'_, '_>, named: &[Found]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for title in phrases.all().iter().filter(|p| p.sense == Sense::Title && !scene.actors.title(p.number).body.is_empty()) {
        let taken = |f: &Found| f.meets(title.first, title.last) || beside(scene, f, title);
        if named.iter().chain(&all).any(taken) {
            continue;
        }
        let Some(office) = offices.alone(title.first, title.last, title.number) else { continue };
        // A French president is any of them.
        let indefinite = scene.before(office.first).is_some_and(|b| scene.is_word(b, &["a", "an", "ein", "eine", "einen", "einem"]));
        if indefinite {
            continue;
        }
        let holder = named.iter().rev().find(|f| is_holder(scene, f, title.number, &office));
        let next_to_name = named.iter().any(|f| f.first == office.last + 1 || f.meets(office.first, office.last));
        let Some(holder) = holder.filter(|_| office.last <= title.last + 3 && !next_to_name) else { continue };
        all.push(Found { first: office.first, last: office.last, score: holder.score * 0.85, name_last: None, ..holder.clone() });
    }
    all
}

/// Whether a name stands right behind a title or right before it, which is then no description by itself.
fn beside(scene: &Scene<'_, '_>, found: &Found, title: &Phrase) -> bool {
    found.first == title.last + 1 && scene.before(found.first).is_some()
}

fn is_holder(scene: &Scene<'_, '_>, found: &Found, title: u32, office: &super::titles::Office) -> bool {
    if found.kind != ActorType::Person || found.country != office.country {
        return false;
    }
    match &found.who {
        Who::Listed(actor) => holds(scene, *actor, title),
        Who::Composed(composed) => composed.roles.iter().any(|role| role.title == scene.actors.title(title).title),
    }
}

/// Bodies that are told of by what they are alone: what was composed before, else that of the country the text is mostly about.
pub(super) fn bodies(scene: &Scene<'_, '_>, phrases: &Phrases, countries: &Countries, composed: &[Body]) -> Vec<Found> {
    /// A share of the places from which a country goes without saying.
    const MOSTLY: f32 = 0.6;
    let mut all: Vec<Found> = Vec::new();
    for phrase in phrases.all().iter().filter(|p| p.sense == Sense::Head) {
        let head = scene.actors.head(phrase.number);
        let named = scene.context.token(phrase.last).is_capitalized() && !scene.context.is_title_case(phrase.first);
        let definite = scene.before(phrase.first).is_some_and(|b| scene.is_word(b, &["the", "der", "die", "das"])) || !scene.context.is_english;
        let several = phrase.last > phrase.first && definite;
        let is_body = matches!(head.kind, ActorType::Government | ActorType::Force) && head.reach != Reach::Local;
        if !is_body || !(named && definite || several) || all.iter().any(|f| f.meets(phrase.first, phrase.last)) || qualified(scene, phrase) {
            continue;
        }
        let before = composed.iter().rfind(|b| b.found.first < phrase.first && b.slug == head.slug);
        if let Some(body) = before {
            all.push(Found { first: phrase.first, last: phrase.last, score: body.found.score * 0.85, ..body.found.clone() });
        } else if let Some(country) = countries.main(MOSTLY).filter(|_| head.reach == Reach::State && several) {
            let id = format!("org:{}/{}", country.as_str().to_lowercase(), head.slug);
            let Some(actor) = scene.actors.find(&id) else { continue };
            let kind = scene.actors.kind(actor);
            all.push(Found { first: phrase.first, last: phrase.last, who: Who::Listed(actor), kind, country: Some(country), score: 0.6, name_last: None });
        }
    }
    all
}

/// Whether a head is a part of a longer name: the Royal Bank, the Yemeni army's.
fn qualified(scene: &Scene<'_, '_>, phrase: &Phrase) -> bool {
    let context = scene.context;
    let capital = |i: usize| context.token(i).is_capitalized() && !context.starts_sentence(i);
    let before = scene.before(phrase.first).is_some_and(|b| capital(b) && !context.token(b).is_possessive());
    before || context.after(phrase.last).is_some_and(|a| capital(a) || scene.is_word(a, &["of"]))
}
