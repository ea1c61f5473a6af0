//! Who acts in a text: persons, governments, forces, organizations, groups.
//!
//! Behind the places, which tell countries. Names of listed actors are found; bodies are composed of whose they are and what
//! they are (Ukraine's northern military command); persons are told by title and name, and linked through the document.

mod bodies;
mod countries;
mod described;
mod found;
mod listed;
mod merge;
mod metonyms;
mod persons;
mod phrases;
mod scene;
mod stage;
mod titles;
mod unlisted;

pub(crate) use stage::Cast;
