//! The sections of a file of actors.

use crate::format::Tag;

/// Numbers of entries, phrases, roles, heads and titles: four bytes each.
pub const COUNTS: Tag = Tag(*b"ACTN");
/// Name, version, sources and licences, as a JSON object.
pub const META: Tag = Tag(*b"META");

/// Ids of entries, which are in their order: a list of strings.
pub const ID_OFFSETS: Tag = Tag(*b"AIDO");
/// Their bytes.
pub const ID_BYTES: Tag = Tag(*b"AIDS");
/// Display names of entries.
pub const NAME_OFFSETS: Tag = Tag(*b"ADNO");
/// Their bytes.
pub const NAME_BYTES: Tag = Tag(*b"ADNS");
/// Column, two bytes an entry: the letters of its country, zero for none.
pub const COUNTRIES: Tag = Tag(*b"ACTC");
/// Column, a byte an entry: its type.
pub const TYPES: Tag = Tag(*b"ACTT");
/// Column, a byte an entry: its sector.
pub const SECTORS: Tag = Tag(*b"ACTS");
/// Column, four bytes an entry and one more: where its roles begin.
pub const ROLES: Tag = Tag(*b"AROL");

/// Columns of roles, four bytes each: title and body, numbers of texts, and the dates of beginning and end.
pub const ROLE_TITLES: Tag = Tag(*b"ARTI");
/// See there.
pub const ROLE_BODIES: Tag = Tag(*b"AROF");
/// See there.
pub const ROLE_FROM: Tag = Tag(*b"ARFR");
/// See there.
pub const ROLE_TO: Tag = Tag(*b"ARTO");
/// Texts of roles, heads and titles; the first is empty.
pub const TEXT_OFFSETS: Tag = Tag(*b"ATXO");
/// Their bytes.
pub const TEXT_BYTES: Tag = Tag(*b"ATXS");

/// Heads of institutions, columns: slug and label (numbers of texts), type, sector, reach.
pub const HEAD_SLUGS: Tag = Tag(*b"AHSL");
/// See there.
pub const HEAD_LABELS: Tag = Tag(*b"AHLA");
/// See there; a byte each for type, sector and reach.
pub const HEAD_KINDS: Tag = Tag(*b"AHKI");
/// Titles, columns: title and body (numbers of texts).
pub const TITLE_NAMES: Tag = Tag(*b"ATNA");
/// See there.
pub const TITLE_BODIES: Tag = Tag(*b"ATBO");
/// See there; a byte for the sector.
pub const TITLE_KINDS: Tag = Tag(*b"ATKI");
/// Words that are parts of slugs: numbers of texts.
pub const PARTS: Tag = Tag(*b"APAR");

/// Which words phrases begin with.
pub const FIRST_WORDS: Tag = Tag(*b"APFW");
/// The index of phrases and of what they begin with, by hash: the number of the phrase and [`FLAGS`] bits.
pub const PHRASE_INDEX: Tag = Tag(*b"APIX");
/// Phrases, folded, their endings left out: sorted strings.
pub const PHRASE_HEADS: Tag = Tag(*b"APHH");
/// See there.
pub const PHRASE_OFFSETS: Tag = Tag(*b"APHO");
/// See there.
pub const PHRASE_BLOCKS: Tag = Tag(*b"APHB");
/// Column, four bytes a phrase and one more: where its meanings begin.
pub const MEANINGS_FROM: Tag = Tag(*b"APMF");
/// Column, four bytes a meaning, see [`Meaning`](super::Meaning).
pub const MEANINGS: Tag = Tag(*b"APME");
/// The index of persons by the skeletons of their surnames: the number of the entry, counted from one.
pub const SURNAMES: Tag = Tag(*b"ASKE");
/// Country names for composed names: a list of strings in the order of [`COUNTRY_CODES`].
pub const COUNTRY_NAME_OFFSETS: Tag = Tag(*b"ACNO");
/// Their bytes.
pub const COUNTRY_NAME_BYTES: Tag = Tag(*b"ACNS");
/// Column, two bytes each, sorted: the letters of countries.
pub const COUNTRY_CODES: Tag = Tag(*b"ACNC");

/// Bits of a value of the index: whether a phrase ends here, whether longer ones go on, and whether some of these may be written
/// small.
pub const FLAGS: u32 = 3;
/// A phrase ends here.
pub const ENDS: u32 = 1;
/// Longer phrases go on.
pub const GOES_ON: u32 = 2;
/// Longer phrases go on that may begin with a small letter.
pub const GOES_ON_SMALL: u32 = 4;

/// Above every value of the index of phrases.
pub fn value_limit(phrases: usize) -> u32 {
    (phrases as u32 + 1).saturating_mul(1 << FLAGS)
}

/// No file has more entries, phrases or roles.
pub const MOST: usize = 0xFF_FFFF;
