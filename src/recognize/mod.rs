//! Which of the names found in a text are used as names of places, and what for.
//!
//! In English a trained model labels names of all kinds, and weighs what the gazetteer proposes. In other languages every name
//! found starts with log-odds of its own, and the words around it, the people named in the document and the dictionary of
//! ordinary words move them up and down.

mod context;
mod cover;
mod facts;
mod group;
mod heads;
mod observed;
mod people;
mod profiles;
mod proposal;
mod rules;
mod select;
mod tagger;
mod templates;
mod traps;
mod usage;
mod words;

pub(crate) use context::{Context, ContextRoom};
pub(crate) use heads::{find as find_generic_word, head_of};
pub use proposal::Usage;
pub(crate) use proposal::{Head, Lead, NameRef, Toponym};
pub(crate) use select::{Recognized, Recognizer};
pub(crate) use tagger::NameSpan;
