//! The word scanner: runs of word bytes, found sixty-four bytes at a time.
//!
//! Bytes are classified eight at a time inside a register (SWAR): the high bit of each byte of a word tells
//! the class, and a multiplication gathers the eight bits (Hacker's Delight, 2nd ed., 2-20 and 7-4).

/// A run of ASCII letters, digits and bytes of other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    /// Holds a byte of a character outside ASCII, so that the run may be several words, or none.
    pub high: bool,
    pub digit: bool,
}

/// Finds the runs of a text, in order.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    /// Where the current block begins; its masks have a bit a byte.
    base: usize,
    word: u64,
    high: u64,
    digit: u64,
}

const BLOCK: usize = 64;

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Scanner<'t> {
        let mut scanner = Scanner { bytes: text.as_bytes(), base: 0, word: 0, high: 0, digit: 0 };
        scanner.load(0);
        scanner
    }

    /// The first run at or after `from`; calls must not go back by more than the block at hand.
    pub fn next_run(&mut self, from: usize) -> Option<Run> {
        let start = self.seek(from, |s| s.word)?;
        let (mut high, mut digit) = (false, false);
        let mut at = start;
        loop {
            let shift = at - self.base;
            let inside = (!(self.word >> shift)).trailing_zeros() as usize;
            let len = inside.min(BLOCK - shift);
            let mask = if len == BLOCK { u64::MAX } else { ((1 << len) - 1) << shift };
            high |= self.high & mask != 0;
            digit |= self.digit & mask != 0;
            at += len;
            if at < self.base + BLOCK || at >= self.bytes.len() {
                break;
            }
            self.load(at);
        }
        Some(Run { start, end: at.min(self.bytes.len()), high, digit })
    }

    /// The first position from `from` on whose bit is set in the mask.
    fn seek(&mut self, from: usize, mask: impl Fn(&Self) -> u64) -> Option<usize> {
        if from < self.base || from >= self.base + BLOCK {
            self.load(from / BLOCK * BLOCK);
        }
        let mut bits = mask(self) & (u64::MAX << (from - self.base));
        while bits == 0 {
            let next = self.base + BLOCK;
            if next >= self.bytes.len() {
                return None;
            }
            self.load(next);
            bits = mask(self);
        }
        Some(self.base + bits.trailing_zeros() as usize)
    }

    /// Classifies the block at `base`; bytes past the end belong to no class.
    fn load(&mut self, base: usize) {
        self.base = base;
        let rest = self.bytes.get(base..).unwrap_or(&[]);
        let padded;
        let block: &[u8; BLOCK] = match rest.first_chunk() {
            Some(block) => block,
            None => {
                let mut copy = [0; BLOCK];
                copy[..rest.len()].copy_from_slice(rest);
                padded = copy;
                &padded
            }
        };
        (self.word, self.high, self.digit) = (0, 0, 0);
        for (i, eight) in block.chunks_exact(8).enumerate() {
            let (word, high, digit) = classify(u64::from_le_bytes(eight.try_into().expect("eight bytes")));
            self.word |= word << (8 * i);
            self.high |= high << (8 * i);
            self.digit |= digit << (8 * i);
        }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// Eight bytes to three times eight bits: word byte, byte outside ASCII, digit.
fn classify(x: u64) -> (u64, u64, u64) {
    let low = x & !HIGHS;
    let between = |v: u64, from: u8, to: u8| (v + ONES * u64::from(128 - from)) & !(v + ONES * u64::from(127 - to)) & HIGHS;
    let high = x & HIGHS;
    let letter = between(low | (ONES * 0x20), b'a', b'z') & !high;
    let digit = between(low, b'0', b'9') & !high;
    (gather(letter | digit | high), gather(high), gather(digit))
}

/// The high bit of each byte, gathered into the lowest byte.
fn gather(x: u64) -> u64 {
    (x >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(text: &str) -> Vec<Run> {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || !b.is_ascii();
        let bytes = text.as_bytes();
        let mut runs = Vec::new();
        let mut i = 0;
        while i < bytes.len() {
            let end = (i..bytes.len()).find(|&e| !is_word(bytes[e])).unwrap_or(bytes.len());
            if end > i {
                let run = &bytes[i..end];
                runs.push(Run { start: i, end, high: !run.is_ascii(), digit: run.iter().any(u8::is_ascii_digit) });
            }
            i = end + 1;
        }
        runs
    }

    proptest! {
        #[test]
        fn equals_the_naive_scan(text in "[a-zA-Z0-9 .,'Київ–\u{0}\u{7f}]{0,200}") {
            let mut scanner = Scanner::new(&text);
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(run) = scanner.next_run(at) {
                at = run.end;
                found.push(run);
            }
            prop_assert_eq!(found, naive(&text));
        }
    }
}
