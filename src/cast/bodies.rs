//! Bodies that are composed of whose they are and what they are: Ukrainian Defence Ministry's Intelligence Division, Russia's
//! Ministry of Defense, Minsk police, «Генштаб ВСУ», six Russian bombers.

use std::sync::Arc;

use super::found::{Composed, Found, Who};
use super::phrases::{Phrase, Phrases};
use super::scene::{PlaceName, Scene};
use crate::actor::{ActorId, ActorRef, ActorType, HeadRef, Reach, Sense, code_of};
use crate::gazetteer::CountryCode;
use crate::lexicon::Cue;
use crate::recognize::Usage;

/// Words between whose a body is and what it is, at most.
const MOST_BETWEEN: usize = 5;
/// How likely a composed body is right where its place is.
const SURE: f32 = 0.93;

/// A body with what more is composed of it.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub found: Found,
    /// Country and slugs: `ua/defence/intelligence`.
    pub path: String,
    pub name: String,
    /// The slug alone.
    pub slug: String,
}

/// What a body belongs to.
struct Owner {
    path: String,
    name: String,
    slug: String,
    country: Option<CountryCode>,
    score: f32,
    first: usize,
    last: usize,
}

/// The bodies of a document that are composed, in text order.
pub(super) fn compose(scene: &Scene<'_, '_>, phrases: &Phrases) -> Vec<Body> {
    let heads = heads(scene, phrases);
    let mut bodies: Vec<Option<Body>> = heads.iter().map(|_| None).collect();
    for (i, head) in heads.iter().enumerate() {
        let (done, _) = bodies.split_at(i);
        bodies[i] = owned_left(scene, phrases, head, done);
    }
    // What stands behind is put together first.
    for i in (0..heads.len()).rev() {
        if bodies[i].is_none() {
            let (_, behind) = bodies.split_at(i + 1);
            bodies[i] = owned_right(scene, phrases, &heads[i], behind);
        }
    }
    let mut bodies: Vec<Body> = bodies.into_iter().flatten().collect();
    // Of nested ones the outermost.
    bodies.sort_by_key(|b| (b.found.first, std::cmp::Reverse(b.found.last)));
    let mut end = None;
    bodies.retain(|b| {
        let outer = end.is_none_or(|end| b.found.first > end);
        if outer {
            end = Some(b.found.last);
        }
        outer
    });
    bodies
}

/// The longest heads, none overlapping.
fn heads(scene: &Scene<'_, '_>, phrases: &Phrases) -> Vec<Phrase> {
    let mut heads: Vec<Phrase> = Vec::new();
    for phrase in phrases.all().iter().filter(|p| p.sense == Sense::Head) {
        // A joint forces commander is one person.
        let is_title = phrases.at(phrase.first).iter().any(|p| p.sense == Sense::Title && p.last > phrase.last)
            || phrases.ending(phrase.last, Sense::Title).any(|p| p.first < phrase.first);
        if heads.last().is_none_or(|last| phrase.first > last.last) && !is_title && !is_verb(scene, phrase) {
            heads.push(*phrase);
        }
    }
    heads
}

/// A word that is no head where it stands: Russian forces *command* attention … is not looked into; "police the border" is.
fn is_verb(scene: &Scene<'_, '_>, head: &Phrase) -> bool {
    let before = scene.before(head.first);
    head.first == head.last && before.is_some_and(|b| scene.is_word(b, &["to", "will", "would", "could", "can", "must", "should", "may", "might"]))
}

fn owned_left(scene: &Scene<'_, '_>, phrases: &Phrases, phrase: &Phrase, done: &[Option<Body>]) -> Option<Body> {
    let head = scene.actors.head(phrase.number);
    let mut parts = Vec::new();
    let mut j = scene.before(phrase.first)?;
    for _ in 0..MOST_BETWEEN {
        if let Some(place) = scene.place_ending(j) {
            let owner = place_owner(scene, place, &head).filter(|_| owns(scene, place, phrase.first))?;
            return body(scene, &head, owner, phrase, &parts);
        }
        if let Some(adjective) = phrases.ending(j, Sense::Demonym).next() {
            return body(scene, &head, demonym_owner(scene, adjective)?, phrase, &parts);
        }
        if let Some(outer) = done.iter().rev().flatten().find(|b| b.found.last == j) {
            let belongs = scene.context.token(j).is_possessive() || scene.context.token(phrase.first).is_capitalized();
            let owner = body_owner(outer).filter(|_| belongs && outer.found.kind != ActorType::Group)?;
            return body(scene, &head, owner, phrase, &parts);
        }
        if let Some(part) = phrases.ending(j, Sense::Part).next() {
            parts.insert(0, scene.actors.part(part.number).to_owned());
            j = scene.before(part.first)?;
        } else if let Some(filler) = phrases.ending(j, Sense::Filler).next() {
            j = scene.before(filler.first)?;
        } else if scene.context.token(j).has_digit() {
            let number: String = scene.context.tokens.stem(j).chars().take_while(char::is_ascii_digit).collect();
            parts.insert(0, number);
            j = scene.before(j)?;
        } else {
            return None;
        }
    }
    None
}

fn owned_right(scene: &Scene<'_, '_>, phrases: &Phrases, phrase: &Phrase, behind: &[Option<Body>]) -> Option<Body> {
    let head = scene.actors.head(phrase.number);
    let mut j = scene.context.after(phrase.last)?;
    let linked = scene.is_word(j, &["of", "der", "des", "von", "vom"]);
    if linked {
        j = scene.context.after(j)?;
        if scene.is_word(j, &["the", "der"]) {
            j = scene.context.after(j)?;
        }
    } else if scene.context.is_english {
        return None;
    }
    let outer = behind.iter().flatten().find(|b| b.found.first == j);
    let place = scene.place_at(j).filter(|p| !p.is_demonym);
    // The journalists of The Moscow Times are not Moscow's.
    let listed = [j - 1, j].into_iter().find_map(|first| phrases.at(first).iter().find(|p| p.sense == Sense::Name && p.last >= j));
    let owner = match (outer, place, listed) {
        // Soldiers of a brigade are the brigade's.
        (Some(outer), _, _) if outer.found.kind == ActorType::Force && head.kind == ActorType::Force && !scene.context.token(phrase.first).is_capitalized() => {
            return None;
        }
        (Some(outer), _, _) if outer.found.kind == ActorType::Force && head.slug == outer.slug => return None,
        (Some(outer), _, _) => body_owner(outer).filter(|_| outer.found.kind != ActorType::Group && head.slug != "military")?,
        (None, Some(place), listed) if listed.is_none_or(|l| l.last <= place.last) => place_owner(scene, place, &head)?,
        (None, _, Some(listed)) => listed_owner(scene, listed)?,
        (None, _, None) => return None,
    };
    let (number, qualified) = number_before(scene, phrase);
    // The Standard Oil Company of New York is one name.
    let before = scene.before(qualified).filter(|&b| !scene.context.starts_sentence(b) && !scene.context.is_title_case(b));
    let longer = scene.context.token(qualified).is_capitalized() && before.is_some_and(|b| scene.context.token(b).is_capitalized());
    if longer && scene.context.is_english {
        return None;
    }
    let mut body = body(scene, &head, owner, phrase, &number)?;
    body.found.first = qualified;
    Some(body)
}

/// The number of a unit before its head: 72nd Mechanized Brigade; and where that begins.
fn number_before(scene: &Scene<'_, '_>, phrase: &Phrase) -> (Vec<String>, usize) {
    let number = scene.before(phrase.first).filter(|&b| scene.context.token(b).has_digit() && scene.context.token(phrase.first).is_capitalized());
    match number {
        Some(b) => (vec![scene.context.tokens.stem(b).chars().take_while(char::is_ascii_digit).collect()], b),
        None => (Vec::new(), phrase.first),
    }
}

/// Whether a place name before a head says whose it is: "in Minsk police detained" does not.
fn owns(scene: &Scene<'_, '_>, place: &PlaceName, head: usize) -> bool {
    let context = scene.context;
    let usage = scene.mentions[place.mention].usage;
    let last = context.token(place.last);
    if place.is_demonym || last.is_possessive() || usage == Some(Usage::Modifier) || last.is_all_caps() || last.is_dotted() {
        return true;
    }
    if !context.is_english {
        return false;
    }
    let located = context.before(place.first).is_some_and(|b| context.word(b).cues.has_any(&[Cue::Location, Cue::Container]));
    !located || context.token(head).is_capitalized()
}

fn place_owner(scene: &Scene<'_, '_>, place: &PlaceName, head: &HeadRef<'_>) -> Option<Owner> {
    let country = place.country?;
    let code = country.as_str().to_lowercase();
    let national = place.is_country || place.is_capital && (head.reach == Reach::State || head.slug == "government");
    let (path, name) = if national {
        (code, scene.actors.country_name(country).unwrap_or(country.as_str()).to_owned())
    } else {
        let has_its_own = head.reach != Reach::State || place.is_division || matches!(head.kind, ActorType::Force | ActorType::Group);
        let id = scene.place_id(place).filter(|_| place.is_local && has_its_own)?;
        (format!("{code}/{id}"), scene.place_name(place).to_owned())
    };
    Some(Owner { path, name, slug: String::new(), country: Some(country), score: place.score, first: place.first, last: place.last })
}

/// The country of an adjective that is told as no place.
fn demonym_owner(scene: &Scene<'_, '_>, adjective: &Phrase) -> Option<Owner> {
    let country = code_of(adjective.number)?;
    let name = scene.actors.country_name(country).unwrap_or(country.as_str()).to_owned();
    let path = country.as_str().to_lowercase();
    Some(Owner { path, name, slug: String::new(), country: Some(country), score: SURE, first: adjective.first, last: adjective.last })
}

fn body_owner(outer: &Body) -> Option<Owner> {
    let Found { first, last, country, score, .. } = outer.found;
    Some(Owner { path: outer.path.clone(), name: outer.name.clone(), slug: outer.slug.clone(), country, score, first, last })
}

/// A listed body of a state.
fn listed_owner(scene: &Scene<'_, '_>, name: &Phrase) -> Option<Owner> {
    let actor = ActorRef(name.number);
    let of_state = matches!(scene.actors.kind(actor), ActorType::Government | ActorType::Force);
    let path = scene.actors.id(actor).strip_prefix("org:").filter(|_| of_state)?;
    let country = scene.actors.country(actor)?;
    let slug = path.split_once('/')?.1.to_owned();
    let (first, last) = (name.first, name.last);
    Some(Owner { path: path.to_owned(), name: scene.actors.name(actor).to_owned(), slug, country: Some(country), score: SURE, first, last })
}

fn body(scene: &Scene<'_, '_>, head: &HeadRef<'_>, owner: Owner, phrase: &Phrase, parts: &[String]) -> Option<Body> {
    let base = owner.path.strip_suffix(&owner.slug).map_or(owner.path.as_str(), |base| base.trim_end_matches('/'));
    let within = !owner.slug.is_empty() && !head.slug.starts_with(&owner.slug);
    let mut slug = if within { format!("{}/{}", owner.slug, head.slug) } else { head.slug.to_owned() };
    parts.iter().for_each(|part| slug = format!("{slug}-{part}"));
    let path = format!("{base}/{slug}");
    let id = format!("{}:{path}", if head.kind == ActorType::Group { "group" } else { "org" });
    let (first, last) = (phrase.first.min(owner.first), phrase.last.max(owner.last));
    let capitals = scene.context.token(phrase.first).is_capitalized();
    let score = owner.score * if capitals || head.kind != ActorType::Group { SURE } else { SURE - 0.1 };
    let listed = scene.actors.find(&id).filter(|&actor| scene.actors.kind(actor) != ActorType::Person);
    let (who, name, kind) = match listed {
        Some(actor) => (Who::Listed(actor), scene.actors.name(actor).to_owned(), scene.actors.kind(actor)),
        None => {
            let name = label(head, &owner, parts);
            let composed =
                Composed { id: ActorId::new(id), name: name.clone(), kind: head.kind, country: owner.country, sector: head.sector, roles: Vec::new() };
            (Who::Composed(Arc::new(composed)), name, head.kind)
        }
    };
    Some(Body { found: Found { first, last, who, kind, country: owner.country, score, name_last: None }, path, name, slug })
}

/// What a composed body is called.
fn label(head: &HeadRef<'_>, owner: &Owner, parts: &[String]) -> String {
    let mut name = String::new();
    for part in parts {
        let mut letters = part.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
        name.push(' ');
    }
    let link = if owner.slug.is_empty() { " of " } else { ", " };
    name + head.label + link + &owner.name
}
