//! The weights of attributes: a table with a row of small integers for each, a cache line a question.

use wide::{CmpEq, i16x8, u8x16};

use super::attribute::Attribute;

/// Labels that a row has weights for: all but "nothing", against which they are measured.
pub(crate) const LABELS: usize = 10;
/// Bytes of the tags of a bucket, two a row.
pub(crate) const TAGS: usize = 2 * BUCKET;
/// Rows of a bucket.
pub(crate) const BUCKET: usize = 5;
/// Bytes of a bucket: a cache line.
pub(crate) const LINE: usize = 64;

/// A row is read together with the bytes before it: of those behind the last one some would be beyond the line.
const ROW: usize = 16;
const BEFORE: usize = ROW - LABELS;

/// Sums of weights, by label, behind numbers of no meaning.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums([i16x8; 2]);

impl Sums {
    /// The sums of the labels.
    #[inline]
    pub fn labels(&self) -> [i16; LABELS] {
        let [low, high] = self.0.map(i16x8::to_array);
        std::array::from_fn(|i| if i + BEFORE < 8 { low[i + BEFORE] } else { high[i + BEFORE - 8] })
    }

    /// Adds sums of the labels.
    #[inline]
    pub fn add(&mut self, labels: &[i16; LABELS]) {
        let [low, high] = &mut self.0;
        *low += i16x8::new(std::array::from_fn(|i| if i < BEFORE { 0 } else { labels[i - BEFORE] }));
        *high += i16x8::new(std::array::from_fn(|i| labels[i + 8 - BEFORE]));
    }

    /// Adds the row that ends the bytes, or nothing.
    #[inline]
    fn add_row(&mut self, row: [u8; ROW], keep: bool) {
        let row = u8x16::new(row);
        let keep = i16x8::splat(-i16::from(keep));
        // To the upper bytes and down again, for the sign.
        let wider = |bytes: i16x8| (bytes << 8) >> 8;
        self.0[0] += wider(i16x8::from_u8x16_low(row)) & keep;
        self.0[1] += wider(i16x8::from_u8x16_high(row)) & keep;
    }
}

/// The table, over borrowed bytes: buckets of rows, a power of two of them, each with the tags of its rows first. An attribute stands in its own bucket or nowhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights<'m> {
    lines: &'m [[u8; LINE]],
}

impl<'m> Weights<'m> {
    /// Whether so many bytes can be a table.
    pub fn fits(len: usize) -> bool {
        len.is_multiple_of(LINE) && (len / LINE).is_power_of_two()
    }

    /// The table in bytes that fit.
    pub fn new(bytes: &'m [u8]) -> Weights<'m> {
        Weights { lines: bytes.as_chunks().0 }
    }

    /// Adds the weights of attributes; of an unknown one, nothing. Without a branch that depends on which they are, so that
    /// several lines are read at a time.
    #[inline]
    pub fn add(&self, attributes: &[Attribute], sums: &mut Sums) {
        let mut sum = *sums;
        for &attribute in attributes {
            let (bucket, tag) = place(attribute, self.lines.len().wrapping_sub(1));
            let Some(line) = self.lines.get(bucket) else { return };
            // What the last lanes say is of weights, not tags.
            let tags = i16x8::new(std::array::from_fn(|i| i16::from_le_bytes([line[2 * i], line[2 * i + 1]])));
            let equal = tags.cmp_eq(i16x8::splat(tag as i16)).move_mask() as u32 & ((1 << BUCKET) - 1);
            // Some row where there is none.
            let row = TAGS + (equal | 1 << (BUCKET - 1)).trailing_zeros() as usize * LABELS - BEFORE;
            let row = line[row..row + ROW].try_into().expect("as many bytes");
            sum.add_row(row, equal != 0);
        }
        *sums = sum;
    }
}

/// The bucket of an attribute, and the tag of its row, which is never zero.
#[inline]
pub(crate) fn place(attribute: Attribute, mask: usize) -> (usize, u16) {
    (attribute.0 as usize & mask, ((attribute.0 >> 48) as u16).max(1))
}
