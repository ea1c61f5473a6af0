//! Writing what the rest of the module reads.

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::column;
use super::container::{FORMAT_VERSION, HEADER_LEN, MAGIC, PAIRING, ROW_LEN, Tag};
use super::strings::{BLOCK, MAX_LEN, head_of};
use crate::text::FOLD_VERSION;

/// Gathers sections and lays them out as a file.
#[derive(Debug, Default)]
pub(crate) struct ContainerWriter {
    sections: Vec<(Tag, Vec<u8>)>,
}

impl ContainerWriter {
    /// Adds a section after those added before.
    pub fn add(&mut self, tag: Tag, bytes: Vec<u8>) {
        debug_assert!(self.sections.iter().all(|(t, _)| *t != tag));
        self.sections.push((tag, bytes));
    }

    /// The bytes of the file, undivided.
    pub fn finish(self) -> Vec<u8> {
        self.finish_parts(|_| 0).pop().expect("one part")
    }

    /// The bytes of each part of the file; `part_of` says which part a section goes to, from 0.
    pub fn finish_parts(self, part_of: impl Fn(Tag) -> usize) -> Vec<Vec<u8>> {
        let mut pairing = Xxh3::new();
        for (tag, bytes) in &self.sections {
            pairing.update(&tag.0);
            pairing.update(&xxh3_64(bytes).to_le_bytes());
        }
        let pairing = pairing.digest().to_le_bytes().to_vec();
        let mut parts: Vec<ContainerWriter> = Vec::new();
        for (tag, bytes) in self.sections {
            let part = part_of(tag);
            while parts.len() <= part {
                parts.push(ContainerWriter { sections: vec![(PAIRING, pairing.clone())] });
            }
            parts[part].add(tag, bytes);
        }
        parts.into_iter().map(ContainerWriter::lay_out).collect()
    }

    fn lay_out(self) -> Vec<u8> {
        let table_end = HEADER_LEN + self.sections.len() * ROW_LEN;
        let total = table_end + self.sections.iter().map(|(_, b)| b.len()).sum::<usize>();
        let mut out = Vec::with_capacity(total);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        out.extend_from_slice(&FOLD_VERSION.to_le_bytes());
        out.extend_from_slice(&(self.sections.len() as u32).to_le_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&(total as u64).to_le_bytes());
        let mut table = Vec::new();
        let mut offset = table_end as u64;
        for (tag, bytes) in &self.sections {
            table.extend_from_slice(&tag.0);
            table.extend_from_slice(&[0; 4]);
            table.extend_from_slice(&offset.to_le_bytes());
            table.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            table.extend_from_slice(&xxh3_64(bytes).to_le_bytes());
            offset += bytes.len() as u64;
        }
        let mut hash = Xxh3::new();
        hash.update(&out);
        hash.update(&table);
        out.extend_from_slice(&hash.digest().to_le_bytes());
        out.extend_from_slice(&table);
        for (_, bytes) in &self.sections {
            out.extend_from_slice(bytes);
        }
        out
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

/// Heads, offsets and blocks of strings that come sorted, distinct and at most 255 bytes long.
///
/// # Panics
/// When they are not.
pub(crate) fn sorted_strings(strings: &[impl AsRef<str>]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let (mut heads, mut offsets, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
    let mut previous: &[u8] = &[];
    for (i, s) in strings.iter().enumerate() {
        let s = s.as_ref().as_bytes();
        assert!(s.len() <= MAX_LEN && (i == 0 || previous < s), "names must be sorted, distinct and short");
        let shared = if i % BLOCK == 0 {
            heads.extend_from_slice(&head_of(s).to_le_bytes());
            offsets.extend_from_slice(&(blocks.len() as u32).to_le_bytes());
            0
        } else {
            previous.iter().zip(s).take_while(|(a, b)| a == b).count()
        };
        let own = s.len() - shared;
        blocks.push((shared.min(15) << 4 | own.min(15)) as u8);
        for excess in [shared, own].into_iter().filter(|&n| n >= 15) {
            blocks.push((excess - 15) as u8);
        }
        blocks.extend_from_slice(&s[shared..]);
        previous = s;
    }
    (heads, offsets, blocks)
}

/// Offsets and bytes of strings of at most 255 bytes; longer ones are cut at a character boundary.
pub(crate) fn string_list(strings: &[impl AsRef<str>]) -> (Vec<u8>, Vec<u8>) {
    let (mut offsets, mut bytes) = (Vec::new(), Vec::new());
    for (i, s) in strings.iter().enumerate() {
        let s = s.as_ref();
        if i % BLOCK == 0 {
            offsets.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        }
        let end = (0..=s.len().min(MAX_LEN)).rev().find(|&e| s.is_char_boundary(e)).unwrap_or(0);
        bytes.push(end as u8);
        bytes.extend_from_slice(&s.as_bytes()[..end]);
    }
    (offsets, bytes)
}
