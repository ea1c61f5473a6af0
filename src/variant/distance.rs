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
    /// By the numbers of both chunks, see [`pack`].
    replacements: HashMap<u64, f32>,
    /// The chunks that may be replaced, those that may stand for others, and which for which.
    from: ChunkFilter,
    to: ChunkFilter,
    pairs: ChunkFilter,
}

/// What there may be: nearly all that is asked for is not, and this stays in the nearest cache.
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

    /// Which chunks of letters at a place there may be: a bit each for their lengths.
    #[inline]
    fn chunks_at(&self, letters: &[u8], at: usize) -> u8 {
        let mut chunk = number(&[]);
        let mut bits = self.may_have(chunk.into()).into();
        for (length, &byte) in (1..=CHUNK).zip(&letters[at..]) {
            chunk = longer(chunk, byte);
            bits |= u8::from(self.may_have(chunk.into())) << length;
        }
        bits
    }
}

/// A chunk of at most [`CHUNK`] bytes in one number, beginning with that of none, which is 1.
fn number(chunk: &[u8]) -> u32 {
    chunk.iter().fold(1, |number, &byte| longer(number, byte))
}

/// The number of a chunk with one more byte.
#[inline]
fn longer(number: u32, byte: u8) -> u32 {
    number << 8 | u32::from(byte)
}

/// The numbers of two chunks in one.
#[inline]
fn pack(from: u32, to: u32) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

impl Costs {
    /// From replacements of folded Latin chunks; longer chunks are left out.
    pub fn new(replacements: impl IntoIterator<Item = Replacement>) -> Costs {
        let chunks = replacements.into_iter().map(|Replacement(a, b, cost)| (Letters::read(&a), Letters::read(&b), cost));
        let fitting = chunks.filter(|(a, b, _)| a.len() <= CHUNK && b.len() <= CHUNK);
        let replacements: HashMap<u64, f32> = fitting.map(|(a, b, cost)| (pack(number(&a), number(&b)), cost.max(0.0))).collect();
        let mut costs = Costs { replacements, ..Costs::default() };
        for &chunks in costs.replacements.keys() {
            costs.from.add(chunks >> 32);
            costs.to.add(chunks & u64::from(u32::MAX));
            costs.pairs.add(chunks);
        }
        costs
    }

    /// The distance from a folded name to a folded spelling, in log-odds; none if it is greater than `limit`.
    /// Quadratic in the lengths, which are bounded.
    pub fn distance(&self, name: &str, spelling: &str, limit: f32) -> Option<f32> {
        if name == spelling {
            return Some(0.0);
        }
        if name.len().abs_diff(spelling.len()) > 3 * CHUNK {
            return None;
        }
        let (a, b) = (Letters::new(name)?, Letters::new(spelling)?);
        let (a, b) = (a.bytes(), b.bytes());
        let mut rows = Rows::new(limit);
        // For each prefix of the spelling, which chunks behind it may stand for others; found out when it is come to.
        let mut chunks_of_b = [None; LONGEST + 1];
        for i in 0..=a.len() {
            let mut j = rows.of(i).first;
            let chunks_of_a = if j <= rows.of(i).last { self.from.chunks_at(a, i) } else { 0 };
            // Steps within the row lead on to what is yet to come.
            while j <= rows.of(i).last {
                let before = rows.of(i).costs[j];
                if before <= limit {
                    take_slips(a, b, [i, j], before, &mut rows);
                    let chunks_of_b = *chunks_of_b[j].get_or_insert_with(|| self.to.chunks_at(b, j));
                    self.take_learned(a, b, [i, j], [chunks_of_a, chunks_of_b], before, &mut rows);
                }
                j += 1;
            }
            if i < a.len() {
                rows.of_mut(i).clear();
                if rows.are_empty() {
                    return None;
                }
            }
        }
        Some(rows.of(a.len()).costs[b.len()]).filter(|&cost| cost <= limit)
    }

    /// Takes every step that was learned from the first `i` bytes of a name and `j` of a spelling, which cost `before`; of
    /// the chunks behind them those of a length may be known whose bit is set.
    #[inline]
    fn take_learned(&self, a: &[u8], b: &[u8], [i, j]: [usize; 2], [chunks_of_a, chunks_of_b]: [u8; 2], before: f32, rows: &mut Rows) {
        for x in (0..=CHUNK).filter(|x| chunks_of_a >> x & 1 != 0) {
            let from = number(&a[i..i + x]);
            for y in (0..=CHUNK).filter(|y| chunks_of_b >> y & 1 != 0) {
                let to = number(&b[j..j + y]);
                // What stays is for slips to say: steps of one byte each.
                if from != to && before < rows.of(i + x).costs[j + y] && self.pairs.may_have(pack(from, to)) {
                    let learned = self.replacements.get(&pack(from, to)).copied().unwrap_or(f32::INFINITY);
                    rows.put(i + x, j + y, before + learned);
                }
            }
        }
    }
}

/// Takes the steps of one byte each, and of two swapped, from the first `i` bytes of a name and `j` of a spelling, which cost
/// `before`.
#[inline]
fn take_slips(a: &[u8], b: &[u8], [i, j]: [usize; 2], before: f32, rows: &mut Rows) {
    let same = |p: u8, q: u8| plain(p) == plain(q);
    let (p, q) = (a.get(i).copied(), b.get(j).copied());
    if let Some(q) = q {
        let doubled = j > 0 && same(b[j - 1], q);
        rows.put(i, j + 1, before + if doubled { DOUBLED } else { LEFT_OUT });
    }
    if let Some(p) = p {
        let doubled = i > 0 && same(a[i - 1], p);
        rows.put(i + 1, j, before + if doubled { DOUBLED } else { LEFT_OUT });
    }
    if let (Some(p), Some(q)) = (p, q) {
        let cost = match () {
            _ if p == q => 0.0,
            _ if same(p, q) => MOVED,
            _ => REPLACED,
        };
        rows.put(i + 1, j + 1, before + cost);
        if let (Some(&r), Some(&s)) = (a.get(i + 1), b.get(j + 1))
            && same(p, s)
            && same(r, q)
            && [p, r] != [q, s]
        {
            rows.put(i + 2, j + 2, before + SWAPPED);
        }
    }
}

/// What the cheapest alignments found so far cost, for the prefixes of a name that are asked for, and those of a spelling.
struct Rows {
    rows: [Row; CHUNK + 1],
    /// Higher costs are not taken down.
    limit: f32,
}

/// The costs for one prefix of a name.
struct Row {
    /// By the length of the prefix of the spelling.
    costs: [f32; LONGEST + 1],
    /// The first and the last that are known.
    first: usize,
    last: usize,
}

impl Row {
    const EMPTY: Row = Row { costs: [f32::INFINITY; LONGEST + 1], first: usize::MAX, last: 0 };

    fn clear(&mut self) {
        if self.first <= self.last {
            self.costs[self.first..=self.last].fill(f32::INFINITY);
        }
        (self.first, self.last) = (usize::MAX, 0);
    }
}

impl Rows {
    fn new(limit: f32) -> Rows {
        let mut rows = Rows { rows: [Row::EMPTY; CHUNK + 1], limit };
        rows.put(0, 0, 0.0);
        rows
    }

    /// Takes down what it costs to come from the first `i` bytes of the name to `j` of the spelling, if it is the least so far.
    #[inline]
    fn put(&mut self, i: usize, j: usize, cost: f32) {
        let limit = self.limit;
        let row = self.of_mut(i);
        if cost <= limit && cost < row.costs[j] {
            row.costs[j] = cost;
            (row.first, row.last) = (row.first.min(j), row.last.max(j));
        }
    }

    #[inline]
    fn of(&self, i: usize) -> &Row {
        &self.rows[i % (CHUNK + 1)]
    }

    #[inline]
    fn of_mut(&mut self, i: usize) -> &mut Row {
        &mut self.rows[i % (CHUNK + 1)]
    }

    /// Whether no alignment goes on.
    fn are_empty(&self) -> bool {
        self.rows.iter().all(|row| row.first == usize::MAX)
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
