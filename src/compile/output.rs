//! Writing a file so that it is there whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// Writes `bytes` to a temporary file beside `path`, flushes it to the disk and renames it over `path`.
///
/// # Errors
/// When any step fails; the temporary file is removed and what stood under `path` is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().ok_or_else(|| Error::message(format!("{} is not a file name", path.display())))?.to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let written = File::create(&temporary).and_then(|mut f| f.write_all(bytes).and_then(|()| f.sync_all())).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|e| {
        // Best effort: the first error is the one to tell.
        let _ = fs::remove_file(&temporary);
        Error::io("write", path, e)
    })
}
