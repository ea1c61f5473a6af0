//! Organizations and groups that no list holds and no grammar composes, and what their names tell: Ukrainian Institute of the
//! Future, Community of Railroad Workers of Belarus.

use super::found::slug;
use super::phrases::Phrases;
use super::scene::Scene;
use crate::actor::{Actor, ActorId, ActorType, Sector, Sense};
use crate::document::{Mention, MentionKind};
use crate::gazetteer::CountryCode;

/// What the name of an organization tells of it: the country of a place inside, and by its words what it does.
pub(super) fn actor(scene: &Scene<'_, '_>, phrases: &Phrases, mention: &Mention) -> Option<Actor> {
    let kind = match mention.kind {
        MentionKind::Organization => ActorType::Organization,
        MentionKind::Group => ActorType::Group,
        MentionKind::Person | MentionKind::Place => return None,
    };
    let tokens = scene.context.tokens;
    let first = tokens.partition_point(|t| t.span.end <= mention.span.start);
    let last = tokens.partition_point(|t| t.span.start < mention.span.end).checked_sub(1).filter(|&last| last >= first)?;
    let is_place = scene.places_within(first, last).iter().any(|p| p.first <= first && last <= p.last);
    let country = country(scene, first, last).filter(|_| !is_place)?;
    let sector = (first..=last).rev().find_map(|i| phrases.at(i).iter().find(|p| p.sense == Sense::Kind && p.last <= last));
    let sector = sector.map_or(Sector::CIVILIAN, |p| Sector::from_number(p.number));
    let code = country.as_str().to_lowercase();
    let prefix = if kind == ActorType::Group { "group" } else { "org" };
    Some(Actor {
        id: ActorId::new(format!("{prefix}:{code}/{}", slug(&mention.text))),
        name: mention.text.clone(),
        kind,
        country: Some(country),
        roles: Vec::new(),
        code: Actor::code(Some(country), sector),
    })
}

/// The country of the places in a name, or whose it is said to be.
fn country(scene: &Scene<'_, '_>, first: usize, last: usize) -> Option<CountryCode> {
    let inside = scene.places_within(first, last).iter().rev().find_map(|p| p.country);
    let before = || scene.before(first).and_then(|b| scene.place_ending(b)).filter(|p| p.is_demonym || scene.context.token(p.last).is_possessive());
    inside.or_else(|| before().and_then(|p| p.country))
}
