//! Gold files count code points, texts are sliced by bytes.

use crate::span::Span;

/// Where each code point of a text begins, in bytes.
pub(crate) struct ByteOffsets(Vec<usize>);

impl ByteOffsets {
    /// Those of a text. Linear in its length.
    pub fn new(text: &str) -> ByteOffsets {
        ByteOffsets(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// The span in bytes of one in code points; what lies behind the text is cut off.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |i: usize| self.0[i.min(self.0.len() - 1)];
        Span::new(at(start), at(end.max(start)))
    }
}
