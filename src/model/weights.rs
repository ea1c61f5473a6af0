//! The weights of attributes: a table with a row of small integers for each, a cache line a question.

use super::attribute::Attribute;

/// Labels that a row has weights for: all but "nothing", against which they are measured.
pub(crate) const LABELS: usize = 10;
/// Bytes of a row: two of the attribute's number, and its weights.
pub(crate) const ROW: usize = 2 + LABELS;
/// Rows of a bucket.
pub(crate) const BUCKET: usize = 5;
/// Bytes of a bucket: a cache line.
pub(crate) const LINE: usize = 64;

/// Sums of weights, by label.
pub(crate) type Sums = [i16; LABELS];

/// The table, over borrowed bytes: buckets of rows, a power of two of them. An attribute stands in its own bucket or nowhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights<'m> {
    bytes: &'m [u8],
    mask: usize,
}

impl<'m> Weights<'m> {
    /// Whether so many bytes can be a table.
    pub fn fits(len: usize) -> bool {
        len.is_multiple_of(LINE) && (len / LINE).is_power_of_two()
    }

    /// The table in bytes that fit.
    pub fn new(bytes: &'m [u8]) -> Weights<'m> {
        Weights { bytes, mask: (bytes.len() / LINE).wrapping_sub(1) }
    }

    /// Adds the weights of an attribute; of an unknown one, nothing.
    #[inline]
    pub fn add(&self, attribute: Attribute, sums: &mut Sums) {
        let (bucket, tag) = place(attribute, self.mask);
        let Some(rows) = self.bytes.get(bucket * LINE..bucket * LINE + BUCKET * ROW) else { return };
        for row in rows.chunks_exact(ROW) {
            if row[..2] == tag {
                for (sum, &weight) in sums.iter_mut().zip(&row[2..]) {
                    *sum = sum.wrapping_add(i16::from(weight as i8));
                }
                return;
            }
        }
    }
}

/// The bucket of an attribute, and the tag of its row, which is never zero.
#[inline]
pub(crate) fn place(attribute: Attribute, mask: usize) -> (usize, [u8; 2]) {
    (attribute.0 as usize & mask, ((attribute.0 >> 48) as u16).max(1).to_le_bytes())
}
