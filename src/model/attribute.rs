//! What is observed of a token: a template and a value, as one number.

use crate::format::hash;

/// An attribute of a token; equal ones have equal numbers, and others hardly ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Attribute(pub u64);

impl Attribute {
    /// The attribute that the template of that number gives for a value.
    #[inline]
    pub fn new(template: u32, value: u64) -> Attribute {
        Attribute(hash::pair(u64::from(template) << 32, value))
    }
}

/// Two values as one.
#[inline]
pub(crate) fn both(a: u64, b: u64) -> u64 {
    hash::pair(a, b)
}
