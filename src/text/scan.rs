//! The word scanner: which bytes of a text belong to words, sixty-four of them in a register at a time.
//!
//! Everything that is asked of a run of word bytes is a shift and a count of zeros.

use super::classify::{Classes, classify};

/// The classes of the bytes of a text, a bit each. Word bytes are ASCII letters, digits, and all bytes outside ASCII.
#[derive(Debug, Default)]
pub(super) struct Masks {
    word: Vec<u64>,
    letter: Vec<u64>,
    mark: Vec<u64>,
}

const BLOCK: usize = 64;

impl Masks {
    /// Classifies the bytes of a text, in place of those held before.
    pub fn read(&mut self, bytes: &[u8]) {
        for mask in [&mut self.word, &mut self.letter, &mut self.mark] {
            mask.clear();
            // One block more, of no class, ends every search and stands behind the last window.
            mask.resize(bytes.len() / BLOCK + 2, 0);
        }
        let (blocks, rest) = bytes.as_chunks();
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let mut before = Classes::default();
        for (i, block) in blocks.iter().chain([&last]).enumerate() {
            let classes = classify(block);
            self.word[i] = classes.word;
            self.letter[i] = classes.letter;
            let begins = classes.word & !(classes.word << 1 | before.word >> (BLOCK - 1));
            let turns_high = classes.high & !(classes.high << 1 | before.high >> (BLOCK - 1));
            self.mark[i] = begins & classes.upper | turns_high;
            before = classes;
        }
    }

    /// The first word byte at or behind `from`.
    #[inline]
    pub fn next_word(&self, from: usize) -> Option<usize> {
        first_set(&self.word, from)
    }

    /// The first mark at or behind `from`: a capital that begins a run, or a byte outside ASCII behind one inside.
    #[inline]
    pub fn next_mark(&self, from: usize) -> Option<usize> {
        first_set(&self.mark, from)
    }

    /// Where the run of word bytes around `at` begins.
    pub fn run_start(&self, at: usize) -> usize {
        let mut block = at / BLOCK;
        // The bytes of the block up to `at`, at the high end.
        let mut bits = self.word[block] << (BLOCK - 1 - at % BLOCK);
        let mut start = at + 1;
        let mut len = at % BLOCK + 1;
        loop {
            let ones = (bits.leading_ones() as usize).min(len);
            start -= ones;
            if ones < len || block == 0 {
                return start;
            }
            block -= 1;
            (bits, len) = (self.word[block], BLOCK);
        }
    }

    /// Where the run of word bytes that holds `at` ends.
    #[inline]
    pub fn run_end(&self, mut at: usize) -> usize {
        loop {
            let ones = window(&self.word, at).trailing_ones() as usize;
            at += ones;
            if ones < BLOCK {
                return at;
            }
        }
    }

    /// Whether a run is of ASCII letters; long ones are said not to be.
    #[inline]
    pub fn is_letters(&self, start: usize, end: usize) -> bool {
        let len = end - start;
        len <= BLOCK && !window(&self.letter, start) << (BLOCK - len) == 0
    }

    /// Whether there is a mark in a run; in long ones it is said that there is.
    #[inline]
    pub fn is_marked(&self, start: usize, end: usize) -> bool {
        let len = end - start;
        len > BLOCK || window(&self.mark, start) << (BLOCK - len) != 0
    }
}

/// The sixty-four bits from `at` on.
#[inline]
fn window(mask: &[u64], at: usize) -> u64 {
    let (block, shift) = (at / BLOCK, at % BLOCK);
    // The second shift is in two steps because it may be by all bits.
    mask[block] >> shift | mask[block + 1] << (BLOCK - 1 - shift) << 1
}

#[inline]
fn first_set(mask: &[u64], from: usize) -> Option<usize> {
    let mut block = from / BLOCK;
    let mut bits = mask.get(block)? & (u64::MAX << (from % BLOCK));
    while bits == 0 {
        block += 1;
        bits = *mask.get(block)?;
    }
    Some(block * BLOCK + bits.trailing_zeros() as usize)
}

/// The first eight bytes of a range; where it is shorter, zeros stand for the rest.
#[inline]
pub(super) fn eight_bytes(bytes: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    let x = match bytes[start..].first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => {
            let mut copy = [0; 8];
            copy[..len.min(8)].copy_from_slice(&bytes[start..end]);
            u64::from_le_bytes(copy)
        }
    };
    if len >= 8 { x } else { x & !(u64::MAX << (8 * len)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_word(b: u8) -> bool {
        b.is_ascii_alphanumeric() || !b.is_ascii()
    }

    fn text() -> impl Strategy<Value = String> {
        let long = |len: usize| proptest::sample::select(&["x", " ", "a ", "ж", "A"][..]).prop_map(move |s| s.repeat(len));
        let parts = prop_oneof!["[a-zA-Z0-9 .,'Київ–\u{0}\u{7f}]{0,200}", (0..200usize).prop_flat_map(long)];
        proptest::collection::vec(parts, 0..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn runs_are_those_of_the_naive_scan(text in text()) {
            let bytes = text.as_bytes();
            let mut masks = Masks::default();
            masks.read(bytes);
            let mut at = 0;
            while let Some(start) = masks.next_word(at) {
                let end = masks.run_end(start);
                let run = &bytes[start..end];
                prop_assert!(bytes[at..start].iter().all(|&b| !is_word(b)) && run.iter().all(|&b| is_word(b)));
                prop_assert!(end == bytes.len() || !is_word(bytes[end]));
                for i in start..end {
                    prop_assert_eq!(masks.run_start(i), start);
                }
                let short = run.len() <= BLOCK;
                prop_assert_eq!(masks.is_letters(start, end), short && run.iter().all(u8::is_ascii_alphabetic));
                prop_assert_eq!(masks.is_marked(start, end), !short || run[0].is_ascii_uppercase() || !run.is_ascii());
                let mark = (start..end).find(|&i| !bytes[i].is_ascii() || i == start && bytes[i].is_ascii_uppercase());
                prop_assert_eq!(masks.next_mark(start).filter(|&m| m < end), mark);
                at = end;
            }
            prop_assert!(bytes[at..].iter().all(|&b| !is_word(b)));
        }
    }
}
