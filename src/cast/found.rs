//! Actors found in a document, on their way to mentions.

use std::sync::Arc;

use crate::actor::{Actor, ActorId, ActorRef, ActorType, Sector};
use crate::gazetteer::CountryCode;

/// Which actor is meant.
#[derive(Clone, Debug)]
pub(super) enum Who {
    /// One of the gazetteer.
    Listed(ActorRef),
    /// One that is composed.
    Composed(Arc<Composed>),
}

/// An actor that no list holds.
#[derive(Clone, Debug)]
pub(super) struct Composed {
    pub id: ActorId,
    pub name: String,
    pub kind: ActorType,
    pub country: Option<CountryCode>,
    pub sector: Sector,
    pub roles: Vec<crate::actor::Role>,
}

impl Composed {
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.id.clone(),
            name: self.name.clone(),
            kind: self.kind,
            country: self.country,
            roles: self.roles.clone(),
            code: Actor::code(self.country, self.sector),
        }
    }
}

/// A mention of an actor.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    pub who: Who,
    pub kind: ActorType,
    pub country: Option<CountryCode>,
    /// Probability that it is right, 0 to 1.
    pub score: f32,
    /// The last token of the listed name, in which places are embedded; none where whose it is stands for itself.
    pub name_last: Option<usize>,
}

impl Found {
    pub fn words(&self) -> usize {
        self.last + 1 - self.first
    }

    /// Whether a token is shared with another span.
    pub fn meets(&self, first: usize, last: usize) -> bool {
        self.first <= last && first <= self.last
    }
}

/// A part of an id from a name: small Latin letters, digits and hyphens of what the name is made of; other scripts stay.
pub(super) fn slug(name: &str) -> String {
    crate::text::fold(name).replace(' ', "-")
}
