//! An approximate set of hashes: says no for certain, or yes perhaps.
//!
//! A register-blocked Bloom filter (Putze, Sanders, Singler 2007): the high half of a hash chooses one
//! 64-bit word, the low bits four positions in it, so that a question touches memory once.

/// Bits of the filter a key takes; with four positions in one word, about one in a hundred of the others is let through.
#[cfg(feature = "compile")]
const BITS_PER_KEY: usize = 16;

/// A filter over borrowed bytes; an empty one lets everything through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'a> {
    words: &'a [u8],
}

impl<'a> Filter<'a> {
    pub fn new(words: &'a [u8]) -> Filter<'a> {
        Filter { words }
    }

    /// Whether the hash may be in the set.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let at = slot(hash, self.words.len() / 8) * 8;
        match self.words.get(at..at + 8) {
            Some(word) => u64::from_le_bytes(word.try_into().expect("eight bytes")) & bits(hash) == bits(hash),
            None => true,
        }
    }
}

/// The filter of distinct hashes.
#[cfg(feature = "compile")]
pub(crate) fn filter(hashes: &[u64]) -> Vec<u8> {
    let mut words = vec![0u64; (hashes.len() * BITS_PER_KEY).div_ceil(64).max(1)];
    for &hash in hashes {
        let at = slot(hash, words.len());
        words[at] |= bits(hash);
    }
    words.into_iter().flat_map(u64::to_le_bytes).collect()
}

fn slot(hash: u64, words: usize) -> usize {
    ((u128::from(hash >> 32) * words as u128) >> 32) as usize
}

fn bits(hash: u64) -> u64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use crate::format::hash;

    #[test]
    fn holds_what_it_was_given_and_little_else() {
        let key = |i: u32| {
            let text = i.to_string();
            hash::word(&text)
        };
        let bytes = filter(&(0..10_000).map(key).collect::<Vec<_>>());
        let f = Filter::new(&bytes);
        assert!((0..10_000).all(|i| f.may_hold(key(i))));
        let wrong = (10_000..110_000).filter(|&i| f.may_hold(key(i))).count();
        assert!(wrong < 2_000, "{wrong} of 100,000");
        assert!(Filter::new(&[]).may_hold(7));
    }
}
