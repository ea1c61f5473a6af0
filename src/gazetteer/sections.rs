//! The sections of a gazetteer file. All columns have one value an entry, in the file's spatial order.

use super::name_header;
use crate::format::Tag;

/// Name, version, sources and licences: a JSON object.
pub const META: Tag = Tag(*b"META");
/// Number of entries, of names and of divisions: three 8-byte integers.
pub const COUNTS: Tag = Tag(*b"CNTS");
/// Column: the GeoNames id, or [`OWN_ID`] plus an index into the list of [`SLUG_OFFSETS`].
pub const IDS: Tag = Tag(*b"ENID");
/// Column: latitude, see [`degrees`].
pub const LATITUDES: Tag = Tag(*b"ELAT");
/// Column: longitude, see [`degrees`].
pub const LONGITUDES: Tag = Tag(*b"ELON");
/// Column: population.
pub const POPULATIONS: Tag = Tag(*b"EPOP");
/// Column: index into [`FEATURE_CODES`].
pub const FEATURES: Tag = Tag(*b"EFEA");
/// Column: index of the narrowest division the entry belongs to, see [`DIVISIONS`].
pub const ENTRY_DIVISIONS: Tag = Tag(*b"EDIV");
/// Column: radius in tenths of a kilometre, 0 where unknown.
pub const RADII: Tag = Tag(*b"ERAD");
/// The distinct class and code pairs, one a line: `P.PPL`.
pub const FEATURE_CODES: Tag = Tag(*b"FEAT");
/// Ids that are not GeoNames ids, with their prefix (`exonym:suwalki-gap`): offsets of a string list.
pub const SLUG_OFFSETS: Tag = Tag(*b"SLGO");
/// Ids that are not GeoNames ids: bytes of a string list.
pub const SLUG_BYTES: Tag = Tag(*b"SLGB");
/// Divisions of twelve bytes each: entry (4, all ones for none), parent division (4), country (2), level (1), zero (1).
/// Number 0 is nowhere.
pub const DIVISIONS: Tag = Tag(*b"DIVS");
/// Display names: offsets of a string list.
pub const DISPLAY_OFFSETS: Tag = Tag(*b"DSPO");
/// Display names: bytes of a string list.
pub const DISPLAY_BYTES: Tag = Tag(*b"DSPB");
/// Folded names: heads of sorted strings.
pub const NAME_HEADS: Tag = Tag(*b"NAMH");
/// Folded names: block offsets of sorted strings.
pub const NAME_OFFSETS: Tag = Tag(*b"NAMO");
/// Folded names: blocks of sorted strings; the header of each says where its postings are, see [`name_header`].
pub const NAME_BLOCKS: Tag = Tag(*b"NAMB");
/// Column over postings: the entry in the low 24 bits, the kind of name in the high eight; of one name, most populous first.
/// An entry that is not there fills the room that a rounded count leaves.
pub const POSTINGS: Tag = Tag(*b"PSTG");
/// Hash index over the names of one token, and over the first two tokens of all longer names: see [`NAME`] and [`MORE`].
pub const NAME_INDEX: Tag = Tag(*b"NAMI");

/// Filter over the hashes of the demonyms of one token outside ASCII: in Cyrillic, adjectives of countries are written
/// small (российский).
pub const DEMONYMS: Tag = Tag(*b"NAMD");
/// Hash index from skeletons of names, each with a country or without, to numbers of names plus one; the last character is
/// the version of the rules for skeletons. Older files do not have it.
pub const SKELETONS: Tag = Tag(*b"SKE1");
/// Bits of a value of [`NAME_INDEX`] that are not the number of a block of names.
pub const VALUE_FLAGS: u32 = 2;
/// The tokens are a whole name, which stands in the block.
pub const NAME: u32 = 1;
/// Longer names begin with the two tokens.
pub const MORE: u32 = 2;

/// The values of [`NAME_INDEX`] are below this.
pub fn value_limit(names: usize) -> u32 {
    u32::try_from(names.div_ceil(name_header::NAMES) << VALUE_FLAGS).unwrap_or(u32::MAX)
}

/// The values of [`SKELETONS`] are below this.
pub fn skeleton_limit(names: usize) -> u32 {
    u32::try_from(names + 1).unwrap_or(u32::MAX)
}

/// Ids of entries in layers below that are hidden, one a line, sorted; only in files that hide some.
pub const HIDDEN: Tag = Tag(*b"HIDE");

/// Which postings are of names whose time is known: rows of twelve bytes, sorted by the number of the posting (4); then
/// the first day and the last one (4 each), `yyyymmdd` with zeros for what is unknown. Only in files that know some.
pub const PERIODS: Tag = Tag(*b"PERI");
/// Bytes that a row of [`PERIODS`] takes.
pub const PERIOD_LEN: usize = 12;

/// Marks an id as an index into the list of [`SLUG_OFFSETS`].
pub const OWN_ID: u32 = 1 << 31;
/// Marks a division without an entry.
pub const NO_ENTRY: u32 = u32::MAX;
/// Bytes a division takes.
pub const DIVISION_LEN: usize = 12;
/// Entries a file can hold: what 24 bits number, and one number for none.
pub const MAX_ENTRIES: usize = (1 << 24) - 1;
/// The posting of no entry.
#[cfg(feature = "compile")]
pub const NO_POSTING: u32 = MAX_ENTRIES as u32;
/// Bytes that [`FEATURE_CODES`] may take: more than any list of them does.
pub const MAX_FEATURE_CODES: usize = 1 << 20;

/// Degrees as stored, the inverse of [`degrees`].
#[cfg(feature = "compile")]
pub fn fixed_degrees(degrees: f64) -> u32 {
    ((degrees + 180.0) * 1e5).round() as u32
}

/// Degrees from what is stored: hundred-thousandths (about a metre), shifted by 180° to be positive.
pub fn degrees(fixed: u32) -> f64 {
    (f64::from(fixed) - 180.0 * 1e5) / 1e5
}

/// Which part of a divided gazetteer a section goes to: 1 the names and what they lead to, 0 all else. The index of
/// names does not compress, and stands where there is room for it.
#[cfg(feature = "compile")]
pub fn part_of(tag: Tag) -> usize {
    usize::from([NAME_HEADS, NAME_OFFSETS, NAME_BLOCKS, POSTINGS, PERIODS, SKELETONS].contains(&tag))
}
