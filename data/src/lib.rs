//! The compiled data of the [exonym](https://docs.rs/exonym) geoparser, and nothing else.
//!
//! Sources, licences and how to rebuild it are told in `README.md`, `SOURCES.md` and `NOTICE`.
#![no_std]
#![forbid(unsafe_code)]

/// Begins a cache line, as the sections of a file do within it.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// The world gazetteer: a file in exonym's format, opened in place.
pub static PLACES: &[u8] = &PLACES_FILE.0;
const PLACES_FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../places.exo"));

/// Version of the data: the sources' date and our own count.
pub static VERSION: &str = include_str!("../VERSION");

/// The lexicon: common words, given names and surnames, cue words.
pub static LEXICON: &[u8] = include_bytes!("../lexicon.exo");

/// Outlines of countries for drawing maps: a ring a line, an ISO 3166-1 code, a tab, and `lon,lat` points
/// separated by spaces. Rings fill by the even-odd rule; longitudes run on across the antimeridian.
pub static OUTLINES: &str = include_str!("../outlines.tsv");

/// Territories that some states see in another country than the gazetteer does: rows of six columns, told in its
/// first lines.
pub static DISPUTED: &str = include_str!("../disputed.tsv");

/// What is known of spellings: romanizations, inflection, and what stands for what.
pub static VARIANTS: &[u8] = include_bytes!("../variants.exo");

/// The trained model that recognises names.
pub static MODEL: &[u8] = &MODEL_FILE.0;
const MODEL_FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../model.exo"));
