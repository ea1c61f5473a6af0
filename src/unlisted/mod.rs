//! Names that are spelled as no list has them: found by what stays of a name however it is spelled, among the places of
//! countries that the document speaks of, and accepted with support only.

mod asks;
mod finder;
mod memory;
mod named;
mod search;
mod windows;

pub(crate) use finder::{Known, Unlisted};
