//! The compiled data of the [exonym](https://docs.rs/exonym) geoparser, and nothing else.
//!
//! Sources, licences and how to rebuild it are told in `README.md`, `SOURCES.md` and `NOTICE`.
#![no_std]
#![forbid(unsafe_code)]

/// The world gazetteer: a file in exonym's format, opened in place.
pub static PLACES: &[u8] = include_bytes!("../places.exo");

/// Version of the data: the sources' date and our own count.
pub static VERSION: &str = include_str!("../VERSION");

/// The lexicon: common words, given names and surnames, cue words.
pub static LEXICON: &[u8] = include_bytes!("../lexicon.exo");
