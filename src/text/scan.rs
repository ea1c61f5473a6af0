//! The word scanner: which bytes of a text belong to words, sixty-four of them in a register at a time.
//!
//! Everything that is asked of a run of word bytes is a shift and a count of zeros.

use super::classify::{Classes, classify};

/// The classes of the bytes of a text, a bit each. Word bytes are ASCII letters, digits, and all bytes outside ASCII.
#[derive(Debug, Default)]
pub(super) struct Masks {
    blocks: Vec<Block>,
}

/// The classes of sixty-four bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    word: u64,
    letter: u64,
    /// Capitals that begin a run, and bytes outside ASCII behind one inside.
    mark: u64,
}

/// A run of word bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    /// Is of ASCII letters only; long ones are said not to be.
    pub letters: bool,
    /// Holds a mark; of long ones it is said that they do.
    pub marked: bool,
}

const BLOCK: usize = 64;

impl Masks {
    /// Classifies the bytes of a text, in place of those held before.
    pub fn read(&mut self, bytes: &[u8]) {
        self.blocks.clear();
        let (blocks, rest) = bytes.as_chunks();
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let mut before = Classes::default();
        self.blocks.extend(blocks.iter().chain([&last]).map(|block| {
            let classes = classify(block);
            let begins = classes.word & !(classes.word << 1 | before.word >> (BLOCK - 1));
            let turns_high = classes.high & !(classes.high << 1 | before.high >> (BLOCK - 1));
            before = classes;
            Block { word: classes.word, letter: classes.letter, mark: begins & classes.upper | turns_high }
        }));
        // One block more, of no class, ends every search and stands behind the last window.
        self.blocks.push(Block::default());
    }

    /// The first word byte at or behind `from`.
    #[inline]
    pub fn next_word(&self, from: usize) -> Option<usize> {
        self.first(from, |block| block.word)
    }

    /// The first mark at or behind `from`: a capital that begins a run, or a byte outside ASCII behind one inside.
    #[inline]
    pub fn next_mark(&self, from: usize) -> Option<usize> {
        self.first(from, |block| block.mark)
    }

    /// The rest of a run, from the word byte at `start` on.
    #[inline]
    pub fn run(&self, start: usize) -> Run {
        let (block, shift) = (start / BLOCK, start % BLOCK);
        let (here, next) = (self.blocks[block], self.blocks[block + 1]);
        // The sixty-four bits from the start on. The second shift is in two steps because it may be by all bits.
        let window = |here: u64, next: u64| here >> shift | next << (BLOCK - 1 - shift) << 1;
        let others = !window(here.word, next.word);
        if others == 0 {
            return Run { start, end: self.long_run_end(start), letters: false, marked: true };
        }
        // The bits of the run.
        let own = others.wrapping_sub(1) & !others;
        Run {
            start,
            end: start + others.trailing_zeros() as usize,
            letters: own & !window(here.letter, next.letter) == 0,
            marked: own & window(here.mark, next.mark) != 0,
        }
    }

    #[cold]
    fn long_run_end(&self, start: usize) -> usize {
        let mut block = start / BLOCK + 1;
        while self.blocks[block].word == u64::MAX {
            block += 1;
        }
        block * BLOCK + self.blocks[block].word.trailing_ones() as usize
    }

    /// Where the run of word bytes around `at` begins.
    #[inline]
    pub fn run_start(&self, at: usize) -> usize {
        // The bytes of the block up to `at`, at the high end.
        let bits = self.blocks[at / BLOCK].word << (BLOCK - 1 - at % BLOCK);
        let ones = bits.leading_ones() as usize;
        if ones <= at % BLOCK || at < BLOCK { at + 1 - ones.min(at + 1) } else { self.long_run_start(at / BLOCK) }
    }

    /// Where the run begins that holds the first byte of a block.
    #[cold]
    fn long_run_start(&self, mut block: usize) -> usize {
        while block > 0 {
            let ones = self.blocks[block - 1].word.leading_ones() as usize;
            if ones < BLOCK {
                return block * BLOCK - ones;
            }
            block -= 1;
        }
        0
    }

    #[inline]
    fn first(&self, from: usize, mask: impl Fn(&Block) -> u64) -> Option<usize> {
        let mut block = from / BLOCK;
        let mut bits = mask(self.blocks.get(block)?) & (u64::MAX << (from % BLOCK));
        while bits == 0 {
            block += 1;
            bits = mask(self.blocks.get(block)?);
        }
        Some(block * BLOCK + bits.trailing_zeros() as usize)
    }
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
                let Run { end, letters, marked, .. } = masks.run(start);
                let run = &bytes[start..end];
                prop_assert!(bytes[at..start].iter().all(|&b| !is_word(b)) && run.iter().all(|&b| is_word(b)));
                prop_assert!(end == bytes.len() || !is_word(bytes[end]));
                for i in start..end {
                    prop_assert_eq!(masks.run_start(i), start);
                    prop_assert_eq!(masks.run(i).end, end);
                }
                let short = run.len() < BLOCK;
                prop_assert_eq!(letters, short && run.iter().all(u8::is_ascii_alphabetic));
                prop_assert_eq!(marked, !short || run[0].is_ascii_uppercase() || !run.is_ascii());
                let mark = (start..end).find(|&i| !bytes[i].is_ascii() || i == start && bytes[i].is_ascii_uppercase());
                prop_assert_eq!(masks.next_mark(start).filter(|&m| m < end), mark);
                at = end;
            }
            prop_assert!(bytes[at..].iter().all(|&b| !is_word(b)));
        }
    }
}
