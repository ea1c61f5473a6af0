//! Writing what the rest of the module reads.

use std::io::{self, Write};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::column;
use super::container::{ALIGNMENT, FORMAT_VERSION, HEADER_LEN, MAGIC, PAIRING, ROW_LEN, Tag};
use super::strings::{BLOCK, MAX_LEN, head_of};
use crate::text::FOLD_VERSION;

/// A section and its checksum.
#[derive(Debug)]
struct Section {
    tag: Tag,
    bytes: Vec<u8>,
    checksum: u64,
}

impl Section {
    fn new(tag: Tag, bytes: Vec<u8>) -> Section {
        let checksum = xxh3_64(&bytes);
        Section { tag, bytes, checksum }
    }
}

/// Gathers sections and divides them into files.
#[derive(Debug, Default)]
pub(crate) struct ContainerWriter {
    sections: Vec<Section>,
}

impl ContainerWriter {
    /// Adds a section after those added before.
    pub fn add(&mut self, tag: Tag, bytes: Vec<u8>) {
        debug_assert!(self.sections.iter().all(|s| s.tag != tag));
        self.sections.push(Section::new(tag, bytes));
    }

    /// Adds the sections of another writer.
    pub fn append(&mut self, other: ContainerWriter) {
        self.sections.extend(other.sections);
    }

    /// The bytes of the file, undivided.
    pub fn finish(self) -> Vec<u8> {
        self.into_parts(|_| 0).first().map_or_else(Vec::new, Part::to_bytes)
    }

    /// The files; `part_of` says which one a section goes to, from 0.
    pub fn into_parts(self, part_of: impl Fn(Tag) -> usize) -> Vec<Part> {
        let mut pairing = Xxh3::new();
        for section in &self.sections {
            pairing.update(&section.tag.0);
            pairing.update(&section.checksum.to_le_bytes());
        }
        let pairing = pairing.digest().to_le_bytes().to_vec();
        let mut parts: Vec<Part> = Vec::new();
        for section in self.sections {
            let part = part_of(section.tag);
            while parts.len() <= part {
                parts.push(Part { sections: vec![Section::new(PAIRING, pairing.clone())] });
            }
            parts[part].sections.push(section);
        }
        parts
    }
}

/// One file: the whole of a gazetteer or lexicon, or a part of it.
#[derive(Debug)]
pub(crate) struct Part {
    sections: Vec<Section>,
}

impl Part {
    /// Writes header, table and sections.
    pub fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        let (header, table) = self.header_and_table();
        out.write_all(&header)?;
        out.write_all(&table)?;
        let mut at = header.len() + table.len();
        self.sections.iter().try_for_each(|s| {
            let start = at.next_multiple_of(ALIGNMENT);
            out.write_all(&[0; ALIGNMENT][..start - at])?;
            at = start + s.bytes.len();
            out.write_all(&s.bytes)
        })
    }

    /// The file in memory.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write_to(&mut out).expect("memory takes everything");
        out
    }

    fn header_and_table(&self) -> (Vec<u8>, Vec<u8>) {
        let mut table = Vec::new();
        let mut end = (HEADER_LEN + self.sections.len() * ROW_LEN) as u64;
        for section in &self.sections {
            let offset = end.next_multiple_of(ALIGNMENT as u64);
            table.extend_from_slice(&section.tag.0);
            table.extend_from_slice(&[0; 4]);
            table.extend_from_slice(&offset.to_le_bytes());
            table.extend_from_slice(&(section.bytes.len() as u64).to_le_bytes());
            table.extend_from_slice(&section.checksum.to_le_bytes());
            end = offset + section.bytes.len() as u64;
        }
        let mut header = Vec::new();
        header.extend_from_slice(MAGIC);
        header.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        header.extend_from_slice(&FOLD_VERSION.to_le_bytes());
        header.extend_from_slice(&(self.sections.len() as u32).to_le_bytes());
        header.extend_from_slice(&[0; 4]);
        header.extend_from_slice(&end.to_le_bytes());
        let mut hash = Xxh3::new();
        hash.update(&header);
        hash.update(&table);
        header.extend_from_slice(&hash.digest().to_le_bytes());
        (header, table)
    }
}

/// Lays `values` out plane by plane in blocks, `width` bytes each.
pub(crate) fn planar(values: impl ExactSizeIterator<Item = u32>, width: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(values.len() * width);
    let mut block = Vec::with_capacity(column::BLOCK);
    let mut values = values.peekable();
    while values.peek().is_some() {
        block.clear();
        block.extend(values.by_ref().take(column::BLOCK));
        for plane in 0..width {
            out.extend(block.iter().map(|v| (v >> (8 * plane)) as u8));
        }
    }
    out
}

/// Lays out strings that come sorted, distinct and at most 255 bytes long.
#[derive(Debug, Default)]
pub(crate) struct SortedStringsWriter {
    /// Bytes of each block that are the caller's, and where those of the last block are.
    header: usize,
    header_at: usize,
    heads: Vec<u8>,
    offsets: Vec<u8>,
    blocks: Vec<u8>,
    previous: Vec<u8>,
    len: usize,
}

impl SortedStringsWriter {
    /// A writer of blocks with a header, zero until [`header`](Self::header) is written to.
    pub fn with_header(len: usize) -> SortedStringsWriter {
        SortedStringsWriter { header: len, ..SortedStringsWriter::default() }
    }

    /// The header of the block that the last string went to.
    pub fn header(&mut self) -> &mut [u8] {
        &mut self.blocks[self.header_at..self.header_at + self.header]
    }

    /// Adds the next string.
    ///
    /// # Panics
    /// When it is too long or not greater than the one before.
    pub fn push(&mut self, text: &str) {
        let s = text.as_bytes();
        assert!(s.len() <= MAX_LEN && (self.len == 0 || &*self.previous < s), "names must be sorted, distinct and short");
        let shared = if self.len.is_multiple_of(BLOCK) {
            self.heads.extend_from_slice(&head_of(s).to_le_bytes());
            self.offsets.extend_from_slice(&(self.blocks.len() as u32).to_le_bytes());
            self.header_at = self.blocks.len();
            self.blocks.resize(self.header_at + self.header, 0);
            0
        } else {
            self.previous.iter().zip(s).take_while(|(a, b)| a == b).count()
        };
        let own = s.len() - shared;
        self.blocks.push((shared.min(15) << 4 | own.min(15)) as u8);
        for excess in [shared, own].into_iter().filter(|&n| n >= 15) {
            self.blocks.push((excess - 15) as u8);
        }
        self.blocks.extend_from_slice(&s[shared..]);
        self.previous.truncate(shared);
        self.previous.extend_from_slice(&s[shared..]);
        self.len += 1;
    }

    /// Heads, offsets and blocks; nothing where the blocks outgrow their offsets.
    pub fn finish(self) -> Option<(Vec<u8>, Vec<u8>, Vec<u8>)> {
        u32::try_from(self.blocks.len()).is_ok().then_some((self.heads, self.offsets, self.blocks))
    }
}

/// Heads, offsets and blocks of strings, see [`SortedStringsWriter`].
///
/// # Panics
/// As there, and when the strings take more than 4 GiB.
pub(crate) fn sorted_strings(strings: &[impl AsRef<str>]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut writer = SortedStringsWriter::default();
    strings.iter().for_each(|s| writer.push(s.as_ref()));
    writer.finish().expect("few strings")
}

/// Lays out strings of at most 255 bytes in any order; longer ones are cut at a character boundary.
#[derive(Debug, Default)]
pub(crate) struct StringListWriter {
    offsets: Vec<u8>,
    bytes: Vec<u8>,
    len: usize,
}

impl StringListWriter {
    /// Adds the next string.
    pub fn push(&mut self, s: &str) {
        if self.len.is_multiple_of(BLOCK) {
            self.offsets.extend_from_slice(&(self.bytes.len() as u32).to_le_bytes());
        }
        let end = (0..=s.len().min(MAX_LEN)).rev().find(|&e| s.is_char_boundary(e)).unwrap_or(0);
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(&s.as_bytes()[..end]);
        self.len += 1;
    }

    /// Offsets and bytes; nothing where the bytes outgrow their offsets.
    pub fn finish(self) -> Option<(Vec<u8>, Vec<u8>)> {
        u32::try_from(self.bytes.len()).is_ok().then_some((self.offsets, self.bytes))
    }
}

/// Offsets and bytes of strings, see [`StringListWriter`].
#[cfg(test)]
pub(super) fn string_list(strings: &[impl AsRef<str>]) -> (Vec<u8>, Vec<u8>) {
    let mut writer = StringListWriter::default();
    strings.iter().for_each(|s| writer.push(s.as_ref()));
    writer.finish().expect("few strings")
}
