//! The gazetteer of actors: persons, governments, forces, organizations and groups, with the words of which the names of
//! those that no list holds are composed.

mod file;
mod phrases;
mod record;
pub(crate) mod sections;

pub use file::{ActorRef, Actors};
pub use record::{Actor, ActorId, ActorName, ActorType, Role, Sector};

pub(crate) use file::{HeadRef, code_of};
pub(crate) use phrases::{Begun, Meaning, PhraseTable, Reach, Sense};
#[cfg(feature = "compile")]
pub(crate) use phrases::{MOST_WORDS, chain};
