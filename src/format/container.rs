//! The outer layer: magic, versions, and a table of sections with their checksums.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic `EXONYM\r\n` |
//! | 8 | 4 | format version |
//! | 12 | 4 | fold version: the rules that the names inside were folded by |
//! | 16 | 4 | number of sections |
//! | 20 | 4 | zero |
//! | 24 | 8 | length of the file |
//! | 32 | 8 | XXH3-64 of bytes 0–32 and of the table |
//! | 40 | 32 each | the table: tag (4 bytes), zero (4), offset (8), length (8), XXH3-64 of the section (8) |
//!
//! Sections follow the table in its order, each at the next multiple of sixty-four bytes, a cache line; between them
//! stand zeros, so that every byte of a file is under a check. A reader skips sections
//! it does not know.

use std::fmt;
use std::ops::Range;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::error::{Error, Result};
use crate::text::FOLD_VERSION;

pub(super) const MAGIC: &[u8; 8] = b"EXONYM\r\n";
pub(super) const FORMAT_VERSION: u32 = 3;
pub(super) const HEADER_LEN: usize = 40;
pub(super) const ROW_LEN: usize = 32;
pub(super) const ALIGNMENT: usize = 64;
const MAX_SECTIONS: u32 = 256;

/// The four-letter name of a section.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub [u8; 4]);

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.escape_ascii().fmt(f)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A row of the section table.
#[derive(Clone, Debug)]
pub struct SectionInfo {
    /// Its name.
    pub tag: Tag,
    /// Which part of a divided file it is in, from 0.
    pub part: usize,
    /// Where it stands in that part, in bytes.
    pub range: Range<usize>,
    /// XXH3-64 over its bytes.
    pub checksum: u64,
}

/// Sections of this name, eight bytes, must be equal in the parts of one file.
pub(super) const PAIRING: Tag = Tag(*b"PAIR");

/// A file of ours: bytes that the caller holds (embedded, read or mapped), and where its sections are.
///
/// A file may be divided into parts, each a container of its own, so that each fits where size is limited.
#[derive(Debug)]
pub struct Container<B> {
    parts: Vec<B>,
    sections: Vec<SectionInfo>,
}

/// Where a section is, for holding on to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Located {
    part: usize,
    range: Range<usize>,
}

impl Located {
    /// Length of the section in bytes.
    pub fn len(&self) -> usize {
        self.range.len()
    }
}

impl<B: AsRef<[u8]>> Container<B> {
    /// Reads header and table of every part, and checks that every section lies inside the bytes and that
    /// the parts belong together. Constant time.
    pub fn open(parts: Vec<B>) -> Result<Container<B>> {
        let mut sections = Vec::new();
        for (i, bytes) in parts.iter().enumerate() {
            sections.extend(read_table(bytes.as_ref(), i)?);
        }
        let container = Container { parts, sections };
        let mut pairings = container.sections.iter().filter(|s| s.tag == PAIRING).map(|s| container.bytes_of(s));
        let first = pairings.next();
        if pairings.any(|p| Some(p) != first) {
            return Err(Error::format(PAIRING.to_string(), "the parts come from different builds: use parts of one build"));
        }
        drop(pairings);
        Ok(container)
    }

    /// Compares every section with its checksum, and what stands between them with zeros: one pass over the file.
    ///
    /// # Errors
    /// Names the first section that differs.
    pub fn verify(&self) -> Result<()> {
        for (part, bytes) in self.parts.iter().enumerate() {
            let sections = || self.sections.iter().filter(|s| s.part == part);
            let mut end = HEADER_LEN + sections().count() * ROW_LEN;
            for s in sections() {
                if bytes.as_ref()[end..s.range.start].iter().any(|&b| b != 0) {
                    return Err(Error::format("header", "the bytes between two sections are not zero: they were changed"));
                }
                end = s.range.end;
            }
        }
        for s in &self.sections {
            if xxh3_64(self.bytes_of(s)) != s.checksum {
                return Err(Error::format(s.tag.to_string(), "the checksum does not match: the bytes were changed; fetch or build the file again"));
            }
        }
        Ok(())
    }

    /// The same file over other bytes of the same content.
    pub(crate) fn map<C>(self, f: impl FnMut(B) -> C) -> Container<C> {
        Container { parts: self.parts.into_iter().map(f).collect(), sections: self.sections }
    }

    /// All sections, in file order.
    pub fn sections(&self) -> &[SectionInfo] {
        &self.sections
    }

    /// The bytes of a section; empty where the file has none of that name.
    pub fn section(&self, tag: Tag) -> &[u8] {
        self.sections.iter().find(|s| s.tag == tag).map_or(&[], |s| self.bytes_of(s))
    }

    /// Where a section is; nowhere and empty where the file has none of that name.
    pub(crate) fn locate(&self, tag: Tag) -> Located {
        self.sections.iter().find(|s| s.tag == tag).map_or(Located::default(), |s| Located { part: s.part, range: s.range.clone() })
    }

    /// The bytes at a place that [`locate`](Self::locate) gave.
    #[inline]
    pub(crate) fn at(&self, place: &Located) -> &[u8] {
        self.parts.get(place.part).and_then(|p| p.as_ref().get(place.range.clone())).unwrap_or(&[])
    }

    fn bytes_of(&self, s: &SectionInfo) -> &[u8] {
        &self.parts[s.part].as_ref()[s.range.clone()]
    }
}

fn read_table(bytes: &[u8], part: usize) -> Result<Vec<SectionInfo>> {
    let header = |what: &str| Error::format("header", what);
    if bytes.len() < HEADER_LEN {
        return Err(header("shorter than a header: not a gazetteer file, or cut off"));
    }
    if &bytes[..8] != MAGIC {
        return Err(header("the magic bytes differ: not a gazetteer file (gazetteers are made by `exonym build`)"));
    }
    let version = u32_at(bytes, 8);
    if version != FORMAT_VERSION {
        return Err(header(&format!("format version {version}, this program reads {FORMAT_VERSION}: build the file again")));
    }
    let fold = u32_at(bytes, 12);
    if fold != FOLD_VERSION {
        return Err(header(&format!("names folded by rules {fold}, this program folds by {FOLD_VERSION}: build the file again")));
    }
    let count = u32_at(bytes, 16);
    let table_end = HEADER_LEN + count as usize * ROW_LEN;
    if count > MAX_SECTIONS || bytes.len() < table_end {
        return Err(header("the section table is cut off or its length is damaged"));
    }
    let mut hash = Xxh3::new();
    hash.update(&bytes[..32]);
    hash.update(&bytes[HEADER_LEN..table_end]);
    if hash.digest() != u64_at(bytes, 32) {
        return Err(header("the checksum of header and section table does not match: the bytes were changed"));
    }
    let mut sections = Vec::with_capacity(count as usize);
    let mut expected = table_end as u64;
    for row in bytes[HEADER_LEN..table_end].chunks_exact(ROW_LEN) {
        let tag = Tag([row[0], row[1], row[2], row[3]]);
        let (offset, len) = (u64_at(row, 8), u64_at(row, 16));
        let end = offset.checked_add(len).filter(|_| offset == expected.next_multiple_of(ALIGNMENT as u64));
        let Some(end) = end else {
            return Err(Error::format(tag.to_string(), "its place in the file is damaged"));
        };
        if end > bytes.len() as u64 {
            return Err(Error::format(tag.to_string(), format!("cut off: the section ends at byte {end}, the file at {}", bytes.len())));
        }
        expected = end;
        sections.push(SectionInfo { tag, part, range: offset as usize..end as usize, checksum: u64_at(row, 24) });
    }
    if expected != bytes.len() as u64 || u64_at(bytes, 24) != expected {
        return Err(header(&format!("the file has {} bytes where its table describes {expected}", bytes.len())));
    }
    Ok(sections)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}
