//! Finding the names of gazetteers in a text.

mod finder;
mod inflected;
mod walk;
mod ways;

pub use finder::{FoundName, NameFinder};
pub(crate) use inflected::Inflected;
pub(crate) use walk::{Hit, Matcher};
pub(crate) use ways::Ways;
