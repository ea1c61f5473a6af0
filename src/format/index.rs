//! A hash index: from hashes to small numbers, perhaps wrong ones, in one or two cache lines.
//!
//! Lines of sixteen slots of four bytes. A hash chooses a line; a slot holds as many other bits of the hash as the
//! value leaves room for, and the value, which is never zero: zero is an empty slot. Where a line is full, its
//! hashes go on in the next one. A question reads lines up to the first that is not full.

use std::fmt;

use wide::{CmpEq, i32x4};

const SLOTS: usize = 16;
const LINE: usize = SLOTS * 4;
/// No hash stands further from its line than so many, so that a damaged index is not read through.
const MOST_LINES: usize = 32;

/// An index over borrowed bytes. What it tells of a hash must be verified.
#[derive(Clone, Copy)]
pub(crate) struct HashIndex<'a> {
    lines: &'a [[u8; LINE]],
    value_bits: u32,
    /// The bits of a slot that are of the hash.
    tag_mask: u32,
}

impl<'a> HashIndex<'a> {
    /// Reads bytes as an index of values below `limit`.
    pub fn new(bytes: &'a [u8], limit: u32) -> HashIndex<'a> {
        let value_bits = value_bits(limit);
        HashIndex { lines: bytes.as_chunks().0, value_bits, tag_mask: u32::MAX << value_bits }
    }

    /// Compares a hash with the slots of its line. Without a branch that depends on the answer, so that the memory
    /// serves many questions at a time.
    #[inline]
    pub fn probe(&self, hash: u64) -> Probe {
        let line = line_of(hash, self.lines.len());
        self.compare(line, tag_of(hash, self.value_bits))
    }

    /// Calls `found` with every value that may be that of a hash, whose first line was probed before.
    #[inline]
    pub fn values(&self, hash: u64, probe: Probe, mut found: impl FnMut(u32)) {
        let tag = tag_of(hash, self.value_bits);
        let mut line = line_of(hash, self.lines.len());
        let mut probe = probe;
        for _ in 0..MOST_LINES {
            while probe.hits != 0 {
                let slot = self.lines[line].as_chunks().0[probe.hits.trailing_zeros() as usize];
                let value = u32::from_le_bytes(slot) & !self.tag_mask;
                if value != 0 {
                    found(value);
                }
                probe.hits &= probe.hits - 1;
            }
            if !probe.full {
                return;
            }
            line = if line + 1 < self.lines.len() { line + 1 } else { 0 };
            probe = self.compare(line, tag);
        }
    }

    #[inline]
    fn compare(&self, line: usize, tag: u32) -> Probe {
        let Some(slots) = self.lines.get(line) else { return Probe::default() };
        let [mask, tag] = [self.tag_mask, tag].map(|x| i32x4::splat(x as i32));
        let mut hits = 0;
        for (i, four) in slots.as_chunks::<16>().0.iter().enumerate() {
            let four = i32x4::new(std::array::from_fn(|j| i32::from_le_bytes(four.as_chunks().0[j])));
            hits |= (four & mask).cmp_eq(tag).move_mask() << (4 * i);
        }
        // Slots are filled in order.
        Probe { hits: hits as u16, full: slots[LINE - 4..] != [0; 4] }
    }
}

/// What the line of a hash says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Probe {
    /// Which slots have its tag, a bit each.
    hits: u16,
    /// Whether the next line may have more.
    full: bool,
}

impl Probe {
    /// Whether there is anything to look at.
    #[inline]
    pub fn is_promising(self) -> bool {
        (self.hits != 0) | self.full
    }
}

impl fmt::Debug for HashIndex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HashIndex({} lines, {} bits a value)", self.lines.len(), self.value_bits)
    }
}

/// The index of hashes and their values, which are neither zero nor as large as `limit`; a hash may have several.
/// Nothing if the hashes are too much alike to be told apart.
#[cfg(feature = "compile")]
pub(crate) fn hash_index(mut items: Vec<(u64, u32)>, limit: u32) -> Option<Vec<u8>> {
    /// Fuller, one line in five is full, and a question reads two.
    const FULL: f64 = 0.8;
    const ATTEMPTS: usize = 12;
    items.sort_unstable();
    items.dedup();
    let mut lines = (items.len() as f64 / (SLOTS as f64 * FULL)).ceil() as usize + 1;
    for _ in 0..ATTEMPTS {
        if let Some(index) = fill(&items, lines, value_bits(limit)) {
            return Some(index);
        }
        lines += lines / 8 + 1;
    }
    None
}

#[cfg(feature = "compile")]
fn fill(items: &[(u64, u32)], lines: usize, value_bits: u32) -> Option<Vec<u8>> {
    let mut index = vec![0; lines * LINE];
    let mut used = vec![0u8; lines];
    for &(hash, value) in items {
        let home = line_of(hash, lines);
        let line = (home..home + MOST_LINES).map(|line| line % lines).find(|&line| usize::from(used[line]) < SLOTS)?;
        let at = line * LINE + usize::from(used[line]) * 4;
        index[at..at + 4].copy_from_slice(&(tag_of(hash, value_bits) | value).to_le_bytes());
        used[line] += 1;
    }
    Some(index)
}

/// Bits that hold every number below `limit`; the top bit is left to the hash.
fn value_bits(limit: u32) -> u32 {
    (u32::BITS - limit.saturating_sub(1).leading_zeros()).min(u32::BITS - 1)
}

/// The line of a hash, by its high bits (Lemire 2019, fast range reduction).
#[inline]
fn line_of(hash: u64, lines: usize) -> usize {
    ((u128::from(hash) * lines as u128) >> 64) as usize
}

/// The low bits of a hash, where a slot has them.
#[inline]
fn tag_of(hash: u64, value_bits: u32) -> u32 {
    (hash as u32) << value_bits
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use crate::format::hash;

    fn found(index: &HashIndex<'_>, hash: u64) -> Vec<u32> {
        let mut values = Vec::new();
        index.values(hash, index.probe(hash), |value| values.push(value));
        values
    }

    fn key(i: u32) -> u64 {
        let text = i.to_string();
        hash::token(text.as_bytes(), text.len())
    }

    #[test]
    fn finds_all_and_little_else() {
        const COUNT: u32 = 50_000;
        let bytes = hash_index((1..COUNT).map(|i| (key(i), i)).collect(), COUNT).unwrap();
        assert!(bytes.len() < COUNT as usize * 51 / 10);
        let index = HashIndex::new(&bytes, COUNT);
        assert!((1..COUNT).all(|i| found(&index, key(i)).contains(&i)));
        let wrong = (COUNT..2 * COUNT).map(|i| found(&index, key(i)).len()).sum::<usize>();
        assert!(wrong < 50, "{wrong} of {COUNT}");
    }

    #[test]
    fn one_hash_has_several_values_but_not_any_number() {
        let bytes = hash_index((1..40).map(|i| (7, i)).chain([(u64::MAX, 3)]).collect(), 100).unwrap();
        let index = HashIndex::new(&bytes, 100);
        assert_eq!(found(&index, 7).len(), 39);
        assert_eq!(found(&index, u64::MAX), [3]);
        assert!(hash_index((1..5000).map(|i| (7, i)).collect(), 5000).is_none());
    }

    #[test]
    fn damage_ends() {
        assert!(found(&HashIndex::new(&[], 9), 1).is_empty());
        let full = vec![0xFF; LINE * 100];
        assert!(found(&HashIndex::new(&full, u32::MAX), 1).len() <= MOST_LINES * SLOTS);
    }
}
