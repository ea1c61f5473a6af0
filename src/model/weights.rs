//! The weights of attributes: a table with a row of small integers for each, a cache line a question.

use super::attribute::Attribute;

/// Labels that a row has weights for: all but "nothing", against which they are measured.
pub(crate) const LABELS: usize = 10;
/// Bytes of the tags of a bucket, two a row.
pub(crate) const TAGS: usize = 2 * BUCKET;
/// Rows of a bucket.
pub(crate) const BUCKET: usize = 5;
/// Bytes of a bucket: a cache line.
pub(crate) const LINE: usize = 64;

/// Sums of weights, by label.
pub(crate) type Sums = [i16; LABELS];

/// The table, over borrowed bytes: buckets of rows, a power of two of them, each with the tags of its rows first. An attribute stands in its own bucket or nowhere.
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
        let Some(line) = self.bytes.get(bucket * LINE..).and_then(|bytes| bytes.first_chunk::<LINE>()) else { return };
        // All tags are compared at once; what the last bytes of the mask say is of weights, not tags.
        let tags: [u16; 8] = std::array::from_fn(|i| u16::from_le_bytes([line[2 * i], line[2 * i + 1]]));
        let equal = tags.iter().enumerate().fold(0u32, |mask, (i, known)| mask | u32::from(*known == tag) << i) & ((1 << BUCKET) - 1);
        if equal != 0 {
            let row = TAGS + equal.trailing_zeros() as usize * LABELS;
            for (sum, &weight) in sums.iter_mut().zip(&line[row..row + LABELS]) {
                *sum = sum.wrapping_add(i16::from(weight as i8));
            }
        }
    }
}

/// The bucket of an attribute, and the tag of its row, which is never zero.
#[inline]
pub(crate) fn place(attribute: Attribute, mask: usize) -> (usize, u16) {
    (attribute.0 as usize & mask, ((attribute.0 >> 48) as u16).max(1))
}
