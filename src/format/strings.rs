//! Two layouts for many short strings, both in blocks of sixteen.
//!
//! [`SortedStrings`] is searched: strings in byte order, each block front-coded, with the first eight bytes
//! of every block in a directory for binary search. [`StringList`] is only indexed.

use std::cmp::Ordering;

/// Strings a block.
pub(super) const BLOCK: usize = 16;
/// No string is longer, in bytes.
pub(super) const MAX_LEN: usize = 255;

/// Bytes copied at once, for few strings have a longer rest.
const STEP: usize = 16;

/// A decoded string.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    bytes: [u8; MAX_LEN + STEP],
    len: usize,
}

impl Default for Text {
    fn default() -> Text {
        Text { bytes: [0; MAX_LEN + STEP], len: 0 }
    }
}

impl Text {
    /// Keeps the first bytes that the next string shares, and puts its rest behind them; says whether that was possible.
    fn replace_tail(&mut self, next: &CodedString<'_>) -> bool {
        let end = next.shared + next.own;
        if next.shared > self.len || end > MAX_LEN {
            return false;
        }
        self.bytes[next.shared..end].copy_from_slice(next.suffix());
        self.len = end;
        true
    }

    /// Puts the next string of a block behind what it shares with the one before, which has `len` bytes; gives its length, and
    /// the bytes behind it. What stands beyond that length is no part of it.
    #[inline]
    fn append<'a>(&mut self, bytes: &'a [u8], len: usize) -> Option<(usize, &'a [u8])> {
        let (&header, rest) = bytes.split_first()?;
        let (shared, own) = (usize::from(header >> 4), usize::from(header & 15));
        match rest.first_chunk::<STEP>() {
            Some(chunk) if shared < ESCAPE.into() && own < ESCAPE.into() && shared <= len => {
                // What follows is copied too and does no harm.
                self.bytes[shared..shared + STEP].copy_from_slice(chunk);
                Some((shared + own, &rest[own..]))
            }
            _ => self.append_any(bytes, len),
        }
    }

    /// Puts together the first string of `bytes` from the one before, which has `len` bytes here; gives its length and
    /// what is stored behind it.
    #[cold]
    fn append_any<'a>(&mut self, bytes: &'a [u8], len: usize) -> Option<(usize, &'a [u8])> {
        self.len = len;
        let mut coded = Coded { bytes, left: 1 };
        let next = coded.next()?;
        self.replace_tail(&next).then_some((self.len, coded.bytes))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    pub fn to_string_lossy(&self) -> String {
        String::from_utf8_lossy(self.as_bytes()).into_owned()
    }
}

/// What a search finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Probe {
    /// The index of the string that equals the key.
    pub exact: Option<usize>,
    /// Whether some longer string begins with the key.
    pub continues: bool,
}

/// How the search through a block ends.
enum Stop<'a> {
    /// At the key, with what stands behind it.
    Equal(usize, Coded<'a>),
    /// At the first string that is greater, which may begin with the key.
    Greater { begins: bool },
    /// At the end of the block.
    End,
}

/// A searchable table of distinct strings in byte order.
///
/// A block: for each string a byte with the length it shares with the one before (high four bits) and of
/// its own rest (low four bits), 15 meaning that one more byte with the excess follows, for each in that
/// order; then the rest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SortedStrings<'a> {
    /// First eight bytes of each block's first string, zero-padded, as a big-endian number stored little-endian.
    pub heads: &'a [u8],
    /// Where each block begins in `blocks`, four bytes each.
    pub offsets: &'a [u8],
    /// The blocks.
    pub blocks: &'a [u8],
    /// Bytes at the beginning of each block that are the caller's.
    pub header: usize,
    /// Number of strings.
    pub len: usize,
}

impl<'a> SortedStrings<'a> {
    fn block_count(&self) -> usize {
        (self.heads.len() / 8).min(self.offsets.len() / 4).min(self.len.div_ceil(BLOCK))
    }

    fn head(&self, block: usize) -> u64 {
        match self.heads.get(block * 8..block * 8 + 8) {
            Some(b) => u64::from_le_bytes(b.try_into().expect("eight bytes")),
            None => u64::MAX,
        }
    }

    /// A block and what stands behind it.
    #[inline]
    fn block_bytes(&self, block: usize) -> &'a [u8] {
        self.offsets
            .get(block * 4..block * 4 + 4)
            .map(|b| u32::from_le_bytes(b.try_into().expect("four bytes")) as usize)
            .and_then(|from| self.blocks.get(from..))
            .unwrap_or(&[])
    }

    /// The caller's bytes of the block that a string is in; fewer where it is damaged.
    #[inline]
    pub fn header_of(&self, index: usize) -> &'a [u8] {
        let block = self.block_bytes(index / BLOCK);
        block.get(..self.header).unwrap_or(block)
    }

    /// The strings of a block, still coded.
    #[inline]
    fn block(&self, block: usize) -> Coded<'a> {
        let bytes = self.block_bytes(block).get(self.header..).unwrap_or(&[]);
        Coded { bytes, left: self.len.saturating_sub(block * BLOCK).min(BLOCK) }
    }

    /// The first string of a block, which stands there in full.
    fn first(&self, block: usize) -> Option<&'a [u8]> {
        if block < self.block_count() { self.block(block).next().map(|s| s.suffix()) } else { None }
    }

    /// The string at `index`; empty outside the table.
    pub fn get(&self, index: usize) -> Text {
        let mut text = Text::default();
        self.read(index, &mut text);
        text
    }

    /// Puts the string at `index` together in `text`; nothing outside the table.
    pub fn read(&self, index: usize, text: &mut Text) {
        text.len = 0;
        let Coded { mut bytes, left } = self.block(index / BLOCK);
        if index % BLOCK >= left {
            return;
        }
        let mut len = 0;
        for _ in 0..=index % BLOCK {
            match text.append(bytes, len) {
                Some(next) => (len, bytes) = next,
                None => return text.len = 0,
            }
        }
        text.len = len;
    }

    /// All strings in order, each block decoded once; a damaged block ends early.
    pub fn iter(&self) -> impl Iterator<Item = Text> + use<'a> {
        let table = *self;
        (0..table.block_count()).flat_map(move |block| {
            let mut text = Text::default();
            table.block(block).map_while(move |next| text.replace_tail(&next).then(|| text.clone()))
        })
    }

    /// Looks `key` up. Logarithmic in the number of strings; allocates and copies nothing.
    pub fn find(&self, key: &[u8]) -> Probe {
        let block = self.block_of(key);
        let (exact, continues) = match self.seek(block, key) {
            Stop::Equal(at, mut behind) => (Some(at), behind.next().map(|s| s.shared >= key.len())),
            Stop::Greater { begins } => (None, Some(begins)),
            Stop::End => (None, None),
        };
        Probe { exact, continues: continues.unwrap_or_else(|| self.first(block + 1).is_some_and(|t| t.starts_with(key))) }
    }

    /// Reads a byte of what tells where a block is.
    #[inline]
    pub fn touch_offset(&self, block: usize) -> u8 {
        self.offsets.get(block * 4).copied().unwrap_or(0)
    }

    /// Reads a byte of each cache line that a block usually takes.
    #[inline]
    pub fn touch(&self, block: usize) -> u8 {
        let bytes = self.block_bytes(block);
        [0, 64, 128].into_iter().filter_map(|at| bytes.get(at)).fold(0, |sum, byte| sum ^ byte)
    }

    /// The index of `key`, if it stands in the block.
    ///
    /// Every string is put together, in `text`, which costs less than to decide whether it must be.
    #[inline]
    pub fn find_in(&self, block: usize, key: &[u8], text: &mut Text) -> Option<usize> {
        let &last = key.last()?;
        let Coded { mut bytes, left } = self.block(block);
        text.len = 0;
        // The length of the string at hand.
        let mut len = 0;
        for at in block * BLOCK..block * BLOCK + left {
            (len, bytes) = text.append(bytes, len)?;
            if len == key.len() && text.bytes.get(len - 1) == Some(&last) && text.bytes.get(..len) == Some(key) {
                return Some(at);
            }
        }
        None
    }

    /// Where in a block, whose first string is not greater, the key belongs.
    ///
    /// No string is put together: what a string shares with the one before, against what that one shared with the
    /// key, mostly decides by itself.
    #[inline]
    fn seek(&self, block: usize, key: &[u8]) -> Stop<'a> {
        let mut coded = self.block(block);
        let mut at = block * BLOCK;
        // Bytes that the string before, which is less than the key, has in common with it.
        let mut common = 0;
        while let Some(next) = coded.next() {
            if next.shared < common {
                return Stop::Greater { begins: false };
            }
            if next.shared == common {
                let rest = next.suffix();
                let Some(wanted) = key.get(common..) else { return Stop::End };
                let same = rest.iter().zip(wanted).take_while(|(a, b)| a == b).count();
                match (rest.get(same), wanted.get(same)) {
                    (None, None) => return Stop::Equal(at, coded),
                    (Some(_), None) => return Stop::Greater { begins: true },
                    (Some(a), Some(b)) if a > b => return Stop::Greater { begins: false },
                    _ => common += same,
                }
            }
            at += 1;
        }
        Stop::End
    }

    /// The last block whose first string is not greater than `key`.
    fn block_of(&self, key: &[u8]) -> usize {
        let wanted = head_of(key);
        let (mut low, mut high) = (0, self.block_count());
        while low < high {
            let middle = (low + high) / 2;
            let less_or_equal = match self.head(middle).cmp(&wanted) {
                Ordering::Less => true,
                Ordering::Greater => false,
                Ordering::Equal => key.len() < 8 || self.first(middle).is_some_and(|t| t <= key),
            };
            if less_or_equal { low = middle + 1 } else { high = middle }
        }
        low.saturating_sub(1)
    }
}

/// The directory entry of a block that begins with `text`.
pub(super) fn head_of(text: &[u8]) -> u64 {
    let mut head = [0; 8];
    let n = text.len().min(8);
    head[..n].copy_from_slice(&text[..n]);
    u64::from_be_bytes(head)
}

/// A string of a block, as it is stored.
struct CodedString<'a> {
    /// Bytes that it shares with the one before.
    shared: usize,
    /// Bytes of its own.
    own: usize,
    /// Those, and what is stored behind them.
    rest: &'a [u8],
}

impl<'a> CodedString<'a> {
    fn suffix(&self) -> &'a [u8] {
        &self.rest[..self.own]
    }
}

/// The strings of a block. Ends early where it is damaged.
struct Coded<'a> {
    bytes: &'a [u8],
    left: usize,
}

impl<'a> Iterator for Coded<'a> {
    type Item = CodedString<'a>;

    #[inline]
    fn next(&mut self) -> Option<CodedString<'a>> {
        self.left = self.left.checked_sub(1)?;
        let (&header, rest) = self.bytes.split_first()?;
        let (shared, own) = (header >> 4, header & 15);
        let (shared, own, rest) = if shared < ESCAPE && own < ESCAPE { (shared.into(), own.into(), rest) } else { long_lengths(shared, own, rest)? };
        self.bytes = rest.get(own..)?;
        Some(CodedString { shared, own, rest })
    }
}

/// A length of four bits that tells of one more byte with the excess.
const ESCAPE: u8 = 15;

#[cold]
fn long_lengths(shared: u8, own: u8, mut rest: &[u8]) -> Option<(usize, usize, &[u8])> {
    let mut length = |four_bits: u8| {
        if four_bits < ESCAPE {
            return Some(usize::from(four_bits));
        }
        let (&excess, tail) = rest.split_first()?;
        rest = tail;
        Some(usize::from(ESCAPE) + usize::from(excess))
    };
    let (shared, own) = (length(shared)?, length(own)?);
    Some((shared, own, rest))
}

/// Strings in any order, found by index: each a length byte and the bytes, and the start of every sixteenth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StringList<'a> {
    /// Where each block begins, four bytes each.
    pub offsets: &'a [u8],
    /// The strings.
    pub bytes: &'a [u8],
}

impl<'a> StringList<'a> {
    /// The string at `index`; empty outside the list or where it is damaged.
    pub fn get(&self, index: usize) -> &'a str {
        self.try_get(index).unwrap_or("")
    }

    fn try_get(&self, index: usize) -> Option<&'a str> {
        let block = index / BLOCK * 4;
        let start = u32::from_le_bytes(self.offsets.get(block..block + 4)?.try_into().ok()?);
        let mut rest = self.bytes.get(start as usize..)?;
        for _ in 0..index % BLOCK {
            let (&len, tail) = rest.split_first()?;
            rest = tail.get(usize::from(len)..)?;
        }
        let (&len, tail) = rest.split_first()?;
        std::str::from_utf8(tail.get(..usize::from(len))?).ok()
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::super::write::{sorted_strings, string_list};
    use super::*;

    #[test]
    fn finds_what_was_written_and_nothing_else() {
        let mut words: Vec<String> = (0..1000).map(|i| format!("name {}", i * 7 % 1000)).collect();
        words.extend(["new".into(), "new york".into(), "new york city".into(), "київ".into(), "x".repeat(255)]);
        words.sort();
        let (heads, offsets, blocks) = sorted_strings(&words);
        let table = SortedStrings { heads: &heads, offsets: &offsets, blocks: &blocks, header: 0, len: words.len() };
        for (i, w) in words.iter().enumerate() {
            assert_eq!(table.get(i).as_bytes(), w.as_bytes());
            let probe = table.find(w.as_bytes());
            assert_eq!(probe.exact, Some(i), "{w}");
            assert_eq!(probe.continues, words.get(i + 1).is_some_and(|n| n.starts_with(w)), "{w}");
        }
        for miss in ["", "a", "name", "name 5000", "new y", "zzz", "ки"] {
            let probe = table.find(miss.as_bytes());
            assert_eq!(probe.exact, None, "{miss}");
            assert_eq!(probe.continues, words.iter().any(|w| w.starts_with(miss)), "{miss}");
        }
        assert_eq!(table.get(5000).as_bytes(), b"");
        assert!(table.iter().map(|t| t.to_string_lossy()).eq(words));
    }

    #[test]
    fn lists() {
        let names: Vec<String> = (0..40).map(|i| "ü".repeat(i)).collect();
        let (offsets, bytes) = string_list(&names);
        let list = StringList { offsets: &offsets, bytes: &bytes };
        for (i, n) in names.iter().enumerate() {
            assert_eq!(list.get(i), n);
        }
        assert_eq!(list.get(99), "");
    }
}
