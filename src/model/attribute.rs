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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_values_tell_attributes_apart() {
        let all: std::collections::BTreeSet<_> = (0..100).flat_map(|template| (0..100).map(move |value| Attribute::new(template, value))).collect();
        assert_eq!(all.len(), 10_000);
        assert_eq!(Attribute::new(3, 7), Attribute::new(3, 7));
        assert_ne!(both(1, 2), both(2, 1));
    }
}
