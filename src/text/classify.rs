//! The classes of sixty-four bytes of text, a bit each.

use wide::{CmpLt, i8x16};

/// Sixty-four bytes, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes {
    /// ASCII letters and digits, and all bytes outside ASCII.
    pub word: u64,
    /// ASCII letters.
    pub letter: u64,
    /// ASCII capitals.
    pub upper: u64,
    /// Bytes outside ASCII.
    pub high: u64,
}

/// Classifies a block.
#[inline]
pub(super) fn classify(block: &[u8; 64]) -> Classes {
    let mut classes = Classes::default();
    for (i, &sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
        let bytes = i8x16::new(sixteen.map(|b| b as i8));
        let gather = |class: i8x16| u64::from(class.move_mask() as u16) << (16 * i);
        let letter = within(bytes | i8x16::splat(0x20), b'a', 26);
        let digit = within(bytes, b'0', 10);
        classes.word |= gather(letter | digit | bytes);
        classes.letter |= gather(letter);
        classes.upper |= gather(within(bytes, b'A', 26));
        classes.high |= gather(bytes);
    }
    classes
}

/// Which bytes are among the `count` from `first` on: all ones, else zero. Vectors only compare signed bytes, so the
/// first is moved to the lowest of those.
#[inline]
fn within(bytes: i8x16, first: u8, count: i8) -> i8x16 {
    (bytes + i8x16::splat(i8::MIN.wrapping_sub(first as i8))).cmp_lt(i8x16::splat(i8::MIN + count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_in_all_places() {
        for shift in 0..=u8::MAX {
            let block: [u8; 64] = std::array::from_fn(|i| (i as u8).wrapping_mul(5).wrapping_add(shift));
            let mask = |class: fn(u8) -> bool| (0..64).filter(|&i| class(block[i])).fold(0u64, |mask, i| mask | 1 << i);
            let expected = Classes {
                word: mask(|b| b.is_ascii_alphanumeric() || !b.is_ascii()),
                letter: mask(|b| b.is_ascii_alphabetic()),
                upper: mask(|b| b.is_ascii_uppercase()),
                high: mask(|b| !b.is_ascii()),
            };
            assert_eq!(classify(&block), expected);
        }
    }
}
