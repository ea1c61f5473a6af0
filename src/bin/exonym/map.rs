//! Mapping files into memory: the one place of the program that needs `unsafe`.

#![allow(unsafe_code)]

use std::fs::File;
use std::path::Path;

use exonym::{Error, Result};
use memmap2::Mmap;

/// Maps a file for reading, so that a gazetteer of gigabytes opens at once and its pages are shared among processes.
///
/// # Errors
/// When the file cannot be opened or mapped.
pub fn map(path: &Path) -> Result<Mmap> {
    let file = File::open(path).map_err(|e| Error::io("open", path, e))?;
    // SAFETY: the bytes are only read, and every read of a gazetteer is checked against its bounds. What mapping cannot
    // promise is that no other process changes or cuts the file meanwhile. Changed bytes give wrong entries, as damage
    // does; a file that is cut while in use ends this program with a bus error. `exonym build` never does either: it
    // renames a new file over the old one.
    unsafe { Mmap::map(&file) }.map_err(|e| Error::io("map", path, e))
}
