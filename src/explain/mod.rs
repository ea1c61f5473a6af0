//! Why an entry was preferred, in words for people: made on demand from the records alone, so that extraction does nothing
//! for it.

mod explanation;
mod face;
mod others;
mod phrases;
mod rivals;
mod title;

pub use explanation::{Explanation, Reason, Rival};
pub(crate) use title::{title, what};
