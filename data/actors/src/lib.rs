//! The compiled actor gazetteer of the [exonym](https://docs.rs/exonym) geoparser, and nothing else.
//!
//! Sources and how to rebuild it are told in `README.md`.
#![no_std]
#![forbid(unsafe_code)]

/// The actors: a file in exonym's format, opened in place.
pub static ACTORS: &[u8] = include_bytes!("../actors.exo");
