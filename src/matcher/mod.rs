//! Finding the names of a gazetteer among the tokens of a text.

mod walk;

pub(crate) use walk::{Hit, Matcher};
