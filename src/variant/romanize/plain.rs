//! A standard as it stands in a file: few strings, so that fifty of them are read in an instant.
//!
//! Rules are written `from=to`, or `from=to=after=before` with the numbers of sets, a space between two of them.

use serde::{Deserialize, Serialize};

/// What a standard is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StandardKind {
    /// Decreed by a state, or by a board on names such as BGN/PCGN.
    Official,
    /// Of scholars and libraries.
    Scholarly,
    /// A habit of newspapers.
    Press,
}

/// The serialised form of a [`Standard`](super::Standard).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlainStandard {
    pub id: String,
    pub title: String,
    pub language: String,
    pub script: String,
    pub kind: StandardKind,
    pub source: String,
    /// Whether the script leaves short vowels unwritten.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unwritten: bool,
    /// What stands between the outputs of two rules within a word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub between: String,
    /// Capitals that are not those of Unicode: `i=İ`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub capitals: String,
    /// Letters that are read as others: `ά=α`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub same: String,
    /// The letters of each set; `^` is the edge of a word. Numbered from 1; 0 is any neighbour.
    pub sets: Vec<String>,
    pub rules: String,
}

/// One rule, of several letters perhaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainRule<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub after: usize,
    pub before: usize,
}

impl PlainRule<'_> {
    /// Reads a rule; none where it is not one.
    pub(super) fn read(text: &str) -> Option<PlainRule<'_>> {
        let mut fields = text.split('=');
        let (from, to) = (fields.next()?, fields.next()?);
        let mut number = || fields.next().map_or(Some(0), |n| n.parse().ok());
        let (after, before) = (number()?, number()?);
        (!from.is_empty() && fields.next().is_none()).then_some(PlainRule { from, to, after, before })
    }
}

/// Pairs of single characters: `ά=α έ=ε`.
pub(super) fn char_pairs(text: &str) -> impl Iterator<Item = Option<(char, char)>> {
    text.split_whitespace().map(|pair| {
        let mut chars = pair.chars();
        let (a, equals, b) = (chars.next()?, chars.next()?, chars.next()?);
        (equals == '=' && chars.next().is_none()).then_some((a, b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_as_written() {
        let rules = [PlainRule { from: "щ", to: "shch", after: 0, before: 0 }, PlainRule { from: "ь", to: "", after: 0, before: 2 }];
        assert_eq!("щ=shch ь==0=2".split(' ').map(PlainRule::read).collect::<Option<Vec<_>>>().unwrap(), rules);
        for wrong in ["", "=a", "a", "a=b=x", "a=b=1=2=3"] {
            assert_eq!(PlainRule::read(wrong), None, "{wrong}");
        }
    }
}
