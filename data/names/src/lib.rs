//! How names lead to the entries of the `exonym-data` crate, and nothing else.
//!
//! The two are parts of one gazetteer, divided so that each stays small enough for the registry; the parts
//! of different builds do not open together.
#![no_std]
#![forbid(unsafe_code)]

/// Begins a cache line, as the sections of a file do within it.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// The names: a file in exonym's format, opened in place together with `exonym_data::PLACES`.
pub static NAMES: &[u8] = &NAMES_FILE.0;
const NAMES_FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../names.exo"));
