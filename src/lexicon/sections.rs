//! The sections of a lexicon file: one searchable list of folded words, and columns beside it.

use crate::format::Tag;

/// Number of words: an 8-byte integer.
pub const COUNT: Tag = Tag(*b"LEXN");
/// Words: heads of sorted strings.
pub const HEADS: Tag = Tag(*b"LEXH");
/// Words: block offsets of sorted strings.
pub const OFFSETS: Tag = Tag(*b"LEXO");
/// Words: blocks of sorted strings.
pub const BLOCKS: Tag = Tag(*b"LEXB");
/// Column, a byte a word: how common it is as an ordinary word.
pub const COMMON: Tag = Tag(*b"LEXC");
/// Column, a byte a word: how common it is as a given name.
pub const GIVEN: Tag = Tag(*b"LEXG");
/// Column, a byte a word: how common it is as a surname.
pub const SURNAME: Tag = Tag(*b"LEXS");
/// Words that tell where a text is at home: a hash table of slots, see [`Homes`](super::homes::Homes).
pub const HOMES: Tag = Tag(*b"LEXW");
/// The lines that they lead to.
pub const HOME_LINES: Tag = Tag(*b"LEXL");
/// Column, four bytes a word: its cues, see [`Cues`](super::Cues).
pub const CUES: Tag = Tag(*b"LEXQ");
