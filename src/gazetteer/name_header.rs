//! The header of a block of sixteen names: the first of their postings (4 bytes), and how many each has (1 byte each).
//!
//! A byte counts exactly to 127. Above, it is a number of five bits, the highest left out, and how far it is shifted, so
//! that the count is rounded up by a sixteenth at most; the room is filled by postings of no entry.

use std::ops::Range;

/// Bytes of a header.
pub(crate) const LEN: usize = COUNTS + NAMES;
/// The most that is counted.
#[cfg(feature = "compile")]
pub(crate) const MOST: usize = count(u8::MAX);

/// Names of a block.
pub(crate) const NAMES: usize = 16;
/// Where the counts stand.
const COUNTS: usize = 4;
/// From here on a byte is no count but stands for one.
const ROUNDED: u8 = 128;

/// Where the postings of a name of the block are; of none where the header is cut off.
#[inline]
pub(super) fn postings(header: &[u8], name: usize) -> Range<usize> {
    let Some((start, counts)) = header.split_first_chunk().and_then(|(start, rest)| Some((u32::from_le_bytes(*start), rest.first_chunk::<NAMES>()?))) else {
        return 0..0;
    };
    let name = name % NAMES;
    let before = u128::from_le_bytes(*counts) & !(u128::MAX << (8 * name));
    let sum = if before & u128::from_le_bytes([ROUNDED; NAMES]) == 0 { byte_sum(before) } else { counts[..name].iter().map(|&byte| count(byte)).sum() };
    let from = start as usize + sum;
    from..from + count(counts[name])
}

/// The sum of sixteen bytes, each below 128.
#[inline]
fn byte_sum(bytes: u128) -> usize {
    const PAIRS: u64 = 0x00FF_00FF_00FF_00FF;
    let eight = bytes as u64 + (bytes >> 64) as u64;
    let four = (eight & PAIRS) + (eight >> 8 & PAIRS);
    (four.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// The count that a byte stands for.
#[inline]
const fn count(byte: u8) -> usize {
    if byte < ROUNDED {
        return byte as usize;
    }
    (16 | byte as usize & 15) << (3 + (byte >> 4 & 7))
}

/// Writes down that a name of the block has so many meanings, at most [`MOST`], from posting `first` on; gives the room
/// they are counted to take. The names of a block come in order.
#[cfg(feature = "compile")]
pub(crate) fn record(header: &mut [u8], name: usize, first: u32, meanings: usize) -> usize {
    let name = name % NAMES;
    if name == 0 {
        header[..COUNTS].copy_from_slice(&first.to_le_bytes());
    }
    let (byte, room) = rounded(meanings);
    header[COUNTS + name] = byte;
    room
}

/// The byte that stands for the smallest count not below `wanted`, and that count; at most [`MOST`].
#[cfg(feature = "compile")]
fn rounded(wanted: usize) -> (u8, usize) {
    let byte = (0..u8::MAX).find(|&byte| count(byte) >= wanted).unwrap_or(u8::MAX);
    (byte, count(byte))
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn counts_grow_and_are_rounded_little() {
        assert!((0..u8::MAX).all(|byte| count(byte) < count(byte + 1)));
        for wanted in 0..=MOST {
            let (byte, count_of) = rounded(wanted);
            assert!(count(byte) == count_of && count_of >= wanted && count_of - wanted <= wanted / 16);
        }
    }

    #[test]
    fn ranges_follow_one_another() {
        for large in [1, 127, 128, 5000] {
            let counts: Vec<usize> = (0..NAMES).map(|i| if i == 9 { large } else { i * 8 }).collect();
            let mut header = [0; LEN];
            let mut at = 7;
            for (i, &n) in counts.iter().enumerate() {
                at += record(&mut header, i, at as u32, n);
            }
            let mut at = 7;
            for (i, &n) in counts.iter().enumerate() {
                assert_eq!(postings(&header, 32 + i), at..at + rounded(n).1);
                at += rounded(n).1;
            }
            assert_eq!(postings(&header[..19], 0), 0..0);
        }
    }
}
