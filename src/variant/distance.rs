//! How far two spellings of a name are apart: weighted alignment of chunks of up to three letters.
//!
//! The costs are learned from the other names of the gazetteer's own entries (`data/variants/costs.tsv`): how often one
//! chunk stands where another does, as log-odds against both being the same (Brill and Moore 2000). What was never seen
//! costs as a slip of the pen does.

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

/// Letters a chunk has at most.
pub(crate) const CHUNK: usize = 3;
/// Longer names are not compared.
const LONGEST: usize = 64;

/// The bytes of a folded Latin name, letters at the beginning and at the end of its words set apart from those inside, as they
/// change by rules of their own (-ske, -skoye). Nothing for names of other characters, and for long ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    bytes: [u8; LONGEST],
    len: usize,
}

/// What is taken from a letter at the beginning of a word: the 26 characters before `;`.
const FIRST: u8 = b'a' - b'!';
/// What is taken from a letter at the end of a word: its capital.
const LAST: u8 = b'a' - b'A';

impl Letters {
    pub fn new(name: &str) -> Option<Letters> {
        let name = name.as_bytes();
        let mut bytes = [b' '; LONGEST];
        if name.len() > LONGEST {
            return None;
        }
        for (i, &b) in name.iter().enumerate() {
            let beside = |i: Option<usize>| i.and_then(|i| name.get(i)).is_none_or(|&b| b == b' ');
            bytes[i] = match b {
                b' ' => b,
                b'a'..=b'z' if beside(i.checked_sub(1)) => b - FIRST,
                b'a'..=b'z' if beside(Some(i + 1)) => b - LAST,
                b'a'..=b'z' => b,
                _ => return None,
            };
        }
        Some(Letters { bytes, len: name.len() })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// A chunk as people write it: `^ye`, `ske$`.
    #[cfg(feature = "compile")]
    pub fn written(chunk: &[u8]) -> String {
        let letter = |b: &u8| match b {
            b'!'..=b':' => format!("^{}", char::from(b + FIRST)),
            b'A'..=b'Z' => format!("{}$", char::from(b + LAST)),
            b' ' => "_".to_owned(),
            _ => char::from(*b).to_string(),
        };
        if chunk.is_empty() { "-".to_owned() } else { chunk.iter().map(letter).collect() }
    }

    /// The bytes of a chunk as people write it.
    pub fn read(written: &str) -> Vec<u8> {
        let mut chunk = Vec::new();
        let mut first = false;
        for b in written.bytes() {
            match b {
                b'^' => first = true,
                b'$' => chunk.last_mut().into_iter().for_each(|b: &mut u8| *b = b.saturating_sub(LAST)),
                b'_' => chunk.push(b' '),
                b'-' => {}
                _ => chunk.push(if std::mem::take(&mut first) { b.saturating_sub(FIRST) } else { b }),
            }
        }
        chunk
    }
}

/// The letter, wherever in its word.
fn plain(b: u8) -> u8 {
    match b {
        b'!'..=b':' => b + FIRST,
        b'A'..=b'Z' => b + LAST,
        _ => b,
    }
}

/// What slips of the pen cost.
const REPLACED: f32 = 4.0;
const LEFT_OUT: f32 = 3.5;
const SWAPPED: f32 = 3.0;
const DOUBLED: f32 = 1.5;
/// A letter that has come to stand at the end of a word, or no longer does: what stands there now has its own cost.
const MOVED: f32 = 0.2;

/// A chunk that stands where another does, and what that costs, in log-odds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Replacement(pub String, pub String, pub f32);

/// The costs of replacing chunks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Costs {
    /// Both chunks packed, see [`pack`].
    replacements: HashMap<u64, f32>,
    filter: ChunkFilter,
}

/// Which replacements there may be: nearly all that are asked for are not, and this stays in the nearest cache.
#[derive(Clone, Debug)]
struct ChunkFilter([u64; 512]);

impl Default for ChunkFilter {
    fn default() -> ChunkFilter {
        ChunkFilter([0; 512])
    }
}

impl ChunkFilter {
    /// Fifteen bits of a hash.
    #[inline]
    fn place(chunks: u64) -> (usize, u32) {
        let bits = (chunks.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 49) as usize;
        (bits / 64, (bits % 64) as u32)
    }

    fn add(&mut self, chunks: u64) {
        let (word, bit) = ChunkFilter::place(chunks);
        self.0[word] |= 1 << bit;
    }

    #[inline]
    fn may_have(&self, chunks: u64) -> bool {
        let (word, bit) = ChunkFilter::place(chunks);
        self.0[word] >> bit & 1 != 0
    }
}

/// Two chunks of at most [`CHUNK`] bytes in one number.
fn pack(a: &[u8], b: &[u8]) -> u64 {
    let number = |chunk: &[u8]| chunk.iter().fold(1u64, |n, &byte| n << 8 | u64::from(byte));
    number(a) << 32 | number(b)
}

impl Costs {
    /// From replacements of folded Latin chunks; longer chunks are left out.
    pub fn new(replacements: impl IntoIterator<Item = Replacement>) -> Costs {
        let chunks = replacements.into_iter().map(|Replacement(a, b, cost)| (Letters::read(&a), Letters::read(&b), cost));
        let fitting = chunks.filter(|(a, b, _)| a.len() <= CHUNK && b.len() <= CHUNK);
        let replacements: HashMap<u64, f32> = fitting.map(|(a, b, cost)| (pack(&a, &b), cost.max(0.0))).collect();
        let mut filter = ChunkFilter::default();
        replacements.keys().for_each(|&chunks| filter.add(chunks));
        Costs { replacements, filter }
    }

    /// The distance from a folded name to a folded spelling, in log-odds; none if it is greater than `limit`.
    /// Quadratic in the lengths, which are bounded.
    pub fn distance(&self, name: &str, spelling: &str, limit: f32) -> Option<f32> {
        if name == spelling {
            return Some(0.0);
        }
        let (a, b) = (Letters::new(name)?, Letters::new(spelling)?);
        let (a, b) = (a.bytes(), b.bytes());
        if a.len().abs_diff(b.len()) > 3 * CHUNK {
            return None;
        }
        // Rows of a few prefixes ahead are all that is written to.
        const ROWS: usize = CHUNK + 1;
        let row = |i: usize| i % ROWS;
        let mut best = [[f32::INFINITY; LONGEST + 1]; ROWS];
        // For each row the prefixes of the spelling that some alignment within the limit may have come to.
        let mut reached = [(usize::MAX, 0); ROWS];
        (best[0][0], reached[0]) = (0.0, (0, 0));
        for i in 0..=a.len() {
            let mut j = reached[row(i)].0;
            // Steps within the row lead on to what is yet to come.
            while j <= b.len() && j <= reached[row(i)].1 {
                let before = best[row(i)][j];
                j += 1;
                if before == f32::INFINITY {
                    continue;
                }
                let j = j - 1;
                for x in 0..=CHUNK.min(a.len() - i) {
                    let (cells, reached) = (&mut best[row(i + x)], &mut reached[row(i + x)]);
                    for y in usize::from(x == 0)..=CHUNK.min(b.len() - j) {
                        if before >= cells[j + y] {
                            continue;
                        }
                        let cost = before + self.step(a, b, i + x, j + y, x, y);
                        if cost <= limit && cost < cells[j + y] {
                            cells[j + y] = cost;
                            *reached = (reached.0.min(j + y), reached.1.max(j + y));
                        }
                    }
                }
            }
            if i == a.len() {
                break;
            }
            if (0..ROWS).all(|ahead| ahead == row(i) || reached[ahead].0 == usize::MAX) {
                return None;
            }
            if reached[row(i)].0 <= reached[row(i)].1 {
                best[row(i)][reached[row(i)].0..=reached[row(i)].1].fill(f32::INFINITY);
            }
            reached[row(i)] = (usize::MAX, 0);
        }
        Some(best[row(a.len())][b.len()]).filter(|&cost| cost <= limit)
    }

    /// What it costs that the `x` bytes before `i` became the `y` bytes before `j`.
    fn step(&self, a: &[u8], b: &[u8], i: usize, j: usize, x: usize, y: usize) -> f32 {
        let (from, to) = (&a[i - x..i], &b[j - y..j]);
        if from == to {
            // Long chunks that stay are steps of one byte each.
            return if x == 1 { 0.0 } else { f32::INFINITY };
        }
        let chunks = pack(from, to);
        let learned = if self.filter.may_have(chunks) { self.replacements.get(&chunks).copied().unwrap_or(f32::INFINITY) } else { f32::INFINITY };
        let slip = match (from, to) {
            (&[p], &[q]) => {
                if plain(p) == plain(q) {
                    MOVED
                } else {
                    REPLACED
                }
            }
            ([], [c]) => {
                if j >= 2 && plain(b[j - 2]) == plain(*c) {
                    DOUBLED
                } else {
                    LEFT_OUT
                }
            }
            ([c], []) => {
                if i >= 2 && plain(a[i - 2]) == plain(*c) {
                    DOUBLED
                } else {
                    LEFT_OUT
                }
            }
            (&[p, q], &[r, s]) if (plain(p), plain(q)) == (plain(s), plain(r)) => SWAPPED,
            _ => f32::INFINITY,
        };
        learned.min(slip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs() -> Costs {
        Costs::new([("^h", "^g", 0.5), ("w$", "v$", 0.5), ("^kh", "^h", 0.6)].map(|(a, b, cost)| Replacement(a.to_owned(), b.to_owned(), cost)))
    }

    #[test]
    fn learned_chunks_are_cheaper_than_slips() {
        let of = |a, b| costs().distance(a, b, 9.0);
        assert_eq!(of("homel", "gomel"), Some(0.5));
        assert_eq!(of("kharkiw", "harkiv"), Some(1.1));
        assert_eq!(of("kramatorsk", "kramatorks"), Some(SWAPPED));
        assert_eq!(of("minsk", "pinsk"), Some(REPLACED));
        assert_eq!(of("odesa", "odessa"), Some(DOUBLED));
        assert_eq!(of("oslo", "ostrava"), None);
        assert_eq!(of("", ""), Some(0.0));
    }
}
