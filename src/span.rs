//! Spans of text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes of a text.
///
/// Spans that this crate returns lie on character boundaries, so `&text[span.range()]` never panics
/// for the text they were made from. Other units are made on the way out, see [`Offsets`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The same as a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn union(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The unit in which offsets are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// UTF-8 bytes: what Rust, Go and C slice by.
    #[default]
    Byte,
    /// Unicode code points: what Python slices by.
    Char,
    /// UTF-16 code units: what JavaScript, Java and C# slice by.
    Utf16,
}

/// Converts ascending byte offsets of one text to another unit in one pass over it.
#[derive(Debug)]
pub struct OffsetConverter<'t> {
    text: &'t str,
    unit: Offsets,
    /// A byte offset already reached, and its value in `unit`.
    at: (usize, usize),
}

impl<'t> OffsetConverter<'t> {
    /// A converter at the start of `text`.
    pub fn new(text: &'t str, unit: Offsets) -> Self {
        OffsetConverter { text, unit, at: (0, 0) }
    }

    /// The value of `byte` in the converter's unit; linear in the distance from the last call, in either direction.
    ///
    /// # Panics
    /// When `byte` is not a character boundary of the text.
    pub fn convert(&mut self, byte: usize) -> usize {
        if self.unit == Offsets::Byte {
            return byte;
        }
        let (from, value) = self.at;
        let value = if byte >= from { value + self.count(&self.text[from..byte]) } else { value - self.count(&self.text[byte..from]) };
        self.at = (byte, value);
        value
    }

    fn count(&self, part: &str) -> usize {
        match self.unit {
            Offsets::Byte => part.len(),
            Offsets::Char => part.chars().count(),
            Offsets::Utf16 => part.chars().map(char::len_utf16).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_the_text() {
        let text = "Київ 🚀 Kyiv";
        let mut chars = OffsetConverter::new(text, Offsets::Char);
        let mut utf16 = OffsetConverter::new(text, Offsets::Utf16);
        let kyiv = text.find("Kyiv").unwrap();
        assert_eq!(chars.convert(kyiv), 7);
        assert_eq!(utf16.convert(kyiv), 8);
        assert_eq!(chars.convert(text.find(' ').unwrap()), 4, "going back works too");
    }
}
