//! Places that stand for those who govern them: Moscow denied.

use super::scene::Scene;
use crate::actor::{Actor, ActorId, ActorType, Sector};
use crate::document::Mention;
use crate::gazetteer::{FeatureClass, Place};
use crate::recognize::Usage;

/// The government that a mention of a place stands for.
pub(super) fn government(scene: &Scene<'_, '_>, mention: &Mention) -> Option<Actor> {
    let place = mention.place.as_ref().filter(|_| mention.usage == Some(Usage::Metonym))?;
    let country = place.country?;
    let code = country.as_str().to_lowercase();
    let (id, of) = match is_national(place) {
        true => (format!("org:{code}/government"), scene.actors.country_name(country).unwrap_or(country.as_str())),
        false => (format!("org:{code}/{}/government", place.id), place.name.as_str()),
    };
    Some(match scene.actors.find(&id) {
        Some(listed) => scene.actors.actor(listed),
        None => Actor {
            id: ActorId::new(id),
            name: format!("Government of {of}"),
            kind: ActorType::Government,
            country: Some(country),
            roles: Vec::new(),
            code: Actor::code(Some(country), Sector::GOVERNMENT),
        },
    })
}

/// A country or its capital; other places stand for their own authorities.
fn is_national(place: &Place) -> bool {
    place.feature_code == "PPLC" || place.feature_class == FeatureClass::A && place.feature_code.starts_with("PCL")
}
