//! Hashes of tokens and of the first two tokens of a name.

use xxhash_rust::xxh3::xxh3_64;

/// The hash of a folded token.
#[inline]
pub(crate) fn token(folded: &[u8]) -> u64 {
    xxh3_64(folded)
}

/// The hash of two tokens that follow one another.
#[inline]
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    let mixed = (first.rotate_left(23) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}
