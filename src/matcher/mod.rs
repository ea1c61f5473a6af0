//! Finding the names of gazetteers in a text.

mod finder;
mod walk;

pub use finder::{FoundName, NameFinder};
pub(crate) use walk::{Hit, Matcher};
