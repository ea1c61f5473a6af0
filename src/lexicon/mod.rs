//! What is known of ordinary words: how common they are, whether people are called so, what they say of a name beside them.

mod cues;
mod file;
pub(crate) mod homes;
pub(crate) mod sections;

pub use cues::{Cue, Cues};
pub use file::{Lexicon, Word};
