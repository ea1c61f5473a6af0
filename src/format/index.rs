//! A hash index: from hashes to small numbers, perhaps wrong ones, mostly in one cache line.
//!
//! Lines of eight slots of four bytes, half a cache line. A hash chooses a line; a slot holds as many other bits of the
//! hash, its tag, as the value leaves room for, and the value, which is never zero: zero is an empty slot. The slots of
//! a line are in the order of their tags, and those with the highest tags go on to the next line where there are too
//! many. So a question reads a second line only where the first is full and its last tag is not beyond the one looked for.

use std::fmt;

use wide::{CmpEq, i32x4};

const SLOTS: usize = 8;
const LINE: usize = SLOTS * 4;
/// So many lines stand behind those that hashes choose, for what goes on from the last of them. No hash stands further
/// from its line.
const SPARE_LINES: usize = 64;

/// An index over borrowed bytes. What it tells of a hash must be verified.
#[derive(Clone, Copy)]
pub(crate) struct HashIndex<'a> {
    lines: &'a [[u8; LINE]],
    /// Those that hashes choose.
    home_lines: usize,
    value_bits: u32,
    /// The bits of a slot that are of the hash.
    tag_mask: u32,
}

impl<'a> HashIndex<'a> {
    /// Reads bytes as an index of values below `limit`.
    pub fn new(bytes: &'a [u8], limit: u32) -> HashIndex<'a> {
        let value_bits = value_bits(limit);
        let lines = bytes.as_chunks().0;
        HashIndex { lines, home_lines: lines.len().saturating_sub(SPARE_LINES), value_bits, tag_mask: u32::MAX << value_bits }
    }

    /// Reads a byte of what [`probe`](Self::probe) will read.
    #[inline]
    pub fn touch(&self, hash: u64) -> u8 {
        self.lines.get(line_of(hash, self.home_lines)).map_or(0, |line| line[0])
    }

    /// Compares a hash with the slots of its line, without a branch that depends on the answer.
    #[inline]
    pub fn probe(&self, hash: u64) -> Probe {
        self.compare(line_of(hash, self.home_lines), tag_of(hash, self.value_bits))
    }

    /// Calls `found` with every value that may be that of a hash, whose first line was probed before.
    #[inline]
    pub fn values(&self, hash: u64, mut probe: Probe, mut found: impl FnMut(u32)) {
        let tag = tag_of(hash, self.value_bits);
        let home = line_of(hash, self.home_lines);
        for line in home..=home + SPARE_LINES {
            if line > home {
                probe = self.compare(line, tag);
            }
            while probe.hits != 0 {
                let slot = self.lines[line].as_chunks().0[probe.hits.trailing_zeros() as usize];
                let value = u32::from_le_bytes(slot) & !self.tag_mask;
                if value != 0 {
                    found(value);
                }
                probe.hits &= probe.hits - 1;
            }
            if !probe.goes_on {
                return;
            }
        }
    }

    #[inline]
    fn compare(&self, line: usize, tag: u32) -> Probe {
        let Some(slots) = self.lines.get(line) else { return Probe::default() };
        let [mask, wanted] = [self.tag_mask, tag].map(|x| i32x4::splat(x as i32));
        let mut hits = 0;
        for (i, four) in slots.as_chunks::<16>().0.iter().enumerate() {
            let four = i32x4::new(std::array::from_fn(|j| i32::from_le_bytes(four.as_chunks().0[j])));
            hits |= (four & mask).cmp_eq(wanted).move_mask() << (4 * i);
        }
        let last = u32::from_le_bytes(slots.as_chunks().0[SLOTS - 1]);
        Probe { hits: hits as u8, goes_on: (last != 0) & (last & self.tag_mask <= tag) }
    }
}

/// What the line of a hash says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Probe {
    /// Which slots have its tag, a bit each.
    hits: u8,
    /// Whether the next line may have more.
    goes_on: bool,
}

impl Probe {
    /// Whether there is anything to look at.
    #[inline]
    pub fn is_promising(self) -> bool {
        (self.hits != 0) | self.goes_on
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
    /// How full it is; one line in three has all its slots taken then.
    const FULL: f64 = 0.85;
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

/// The index of sorted items; nothing if one stands too far from its line.
#[cfg(feature = "compile")]
fn fill(items: &[(u64, u32)], home_lines: usize, value_bits: u32) -> Option<Vec<u8>> {
    let mut index = Vec::with_capacity((home_lines + SPARE_LINES) * LINE);
    let mut items = items.iter().peekable();
    // The slots that this line and the next must hold, with the line that each belongs to.
    let mut slots: Vec<(u32, usize)> = Vec::new();
    for line in 0..home_lines + SPARE_LINES {
        while let Some((hash, value)) = items.next_if(|(hash, _)| line_of(*hash, home_lines) == line) {
            slots.push((tag_of(*hash, value_bits) | value, line));
        }
        slots.sort_unstable();
        let here = slots.len().min(SLOTS);
        slots.drain(..here).for_each(|(slot, _)| index.extend_from_slice(&slot.to_le_bytes()));
        index.resize((line + 1) * LINE, 0);
        if slots.iter().any(|&(_, home)| line - home >= SPARE_LINES) {
            return None;
        }
    }
    slots.is_empty().then_some(index)
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
        hash::word(&text)
    }

    #[test]
    fn finds_all_and_little_else() {
        const COUNT: u32 = 50_000;
        let bytes = hash_index((1..COUNT).map(|i| (key(i), i)).collect(), COUNT).unwrap();
        assert!(bytes.len() < COUNT as usize * 48 / 10);
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
        assert!(found(&HashIndex::new(&full, u32::MAX), 1).len() <= (SPARE_LINES + 1) * SLOTS);
    }
}
