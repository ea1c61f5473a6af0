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

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: [i16; LABELS] = [0; LABELS];

    /// The weights of an attribute.
    fn weights(table: &[u8], attribute: Attribute) -> [i16; LABELS] {
        let mut sums = Sums::default();
        Weights::new(table).add(attribute, &mut sums);
        sums
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
