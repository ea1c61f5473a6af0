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

/// Sums of the labels as they are kept: behind so many zeros that they are whole halves of vectors, and are added at a stroke.
pub(crate) type Kept = [i16; LABELS + 2];

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

    /// The same, to be kept.
    #[inline]
    pub fn keep(&self) -> Kept {
        let labels = self.labels();
        std::array::from_fn(|i| i.checked_sub(2).map_or(0, |label| labels[label]))
    }

    /// Adds sums that were kept.
    #[inline]
    pub fn add(&mut self, kept: &Kept) {
        let &[a, b, c, d, ref rest @ ..] = kept;
        let [low, high] = &mut self.0;
        *low += i16x8::new([0, 0, 0, 0, a, b, c, d]);
        *high += i16x8::new(*rest);
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

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: [i16; LABELS] = [0; LABELS];

    /// The weights of an attribute.
    fn weights(table: &[u8], attribute: Attribute) -> [i16; LABELS] {
        let mut sums = Sums::default();
        Weights::new(table).add(&[attribute], &mut sums);
        sums.labels()
    }

    /// A table of so many buckets with these rows, each at its place in the bucket.
    fn table(buckets: usize, rows: &[(Attribute, usize, i8)]) -> Vec<u8> {
        let mut table = vec![0; buckets * LINE];
        for &(attribute, at, weight) in rows {
            let (bucket, tag) = place(attribute, buckets - 1);
            let line = &mut table[bucket * LINE..][..LINE];
            line[2 * at..][..2].copy_from_slice(&tag.to_le_bytes());
            line[TAGS + at * LABELS..][..LABELS].fill(weight as u8);
        }
        table
    }

    #[test]
    fn a_row_is_found_at_every_place_of_its_bucket() {
        let all: Vec<Attribute> = (0..BUCKET as u64).map(|i| Attribute::new(i as u32, i * i)).collect();
        let rows: Vec<_> = all.iter().zip([1, -2, 127, -128, 5]).enumerate().map(|(at, (a, w))| (*a, at, w)).collect();
        let table = table(1, &rows);
        for (attribute, _, weight) in rows {
            assert_eq!(weights(&table, attribute), [i16::from(weight); LABELS]);
        }
        assert_eq!(weights(&table, Attribute::new(99, 99)), ZERO, "an unknown one adds nothing");
    }

    #[test]
    fn rows_add_up() {
        let (a, b) = (Attribute::new(1, 1), Attribute::new(2, 2));
        let table = table(1, &[(a, 0, 100), (b, 4, 100)]);
        let sum: Vec<i16> = weights(&table, a).iter().zip(weights(&table, b)).map(|(a, b)| a + b).collect();
        assert_eq!(sum, [200; LABELS]);
    }

    #[test]
    fn weights_are_not_taken_for_tags() {
        // Every byte of the weights is that of the tag asked for, but no row has it.
        let attribute = Attribute(0x0101_0000_0000_0000);
        let mut table = vec![1; LINE];
        table[..TAGS].fill(9);
        assert_eq!(weights(&table, attribute), ZERO);
    }

    #[test]
    fn lengths_that_fit() {
        assert!(Weights::fits(LINE) && Weights::fits(4096 * LINE));
        assert!(!Weights::fits(0) && !Weights::fits(LINE - 1) && !Weights::fits(3 * LINE));
        assert_eq!(weights(&[], Attribute::new(1, 1)), ZERO, "of no table, nothing");
    }
}
