//! Writing a file so that it is there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Writes `bytes` to a temporary file beside `path`, flushes it to the disk and renames it over `path`.
///
/// # Errors
/// When any step fails; the temporary file is removed and what stood under `path` is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = AtomicFile::write(path, |out| out.write_all(bytes))?;
    file.commit()
}

/// Finds out whether a file can be written at `path`, so that long work is not done in vain.
///
/// # Errors
/// When it cannot.
pub fn check_writable(path: &Path) -> Result<()> {
    AtomicFile::write(path, |_| Ok(())).map(drop)
}

/// Where the files of this process stand until they are whole; for removing them when the process is interrupted.
///
/// `None` where `path` does not end in a file name.
pub fn temporary_of(path: &Path) -> Option<PathBuf> {
    temporary(path, std::process::id())
}

fn temporary(path: &Path, process: u32) -> Option<PathBuf> {
    let mut name: OsString = path.file_name()?.to_owned();
    name.push(format!(".{process}.tmp"));
    Some(path.with_file_name(name))
}

/// A file that is written and not yet under its name; removed unless it gets there.
#[derive(Debug)]
pub(super) struct AtomicFile {
    path: PathBuf,
    temporary: PathBuf,
}

impl AtomicFile {
    /// Writes the temporary file and flushes it to the disk.
    pub fn write(path: &Path, content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<AtomicFile> {
        let temporary = temporary_of(path).ok_or_else(|| Error::message(format!("{} is not a file name", path.display())))?;
        // Renaming would put a file in the place of a device: of /dev/null, for a caller who may.
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(Error::message(format!("{} is there and no regular file: name another", path.display())));
        }
        remove_abandoned(path);
        let file = File::create(&temporary).map_err(|e| Error::io("write", path, e))?;
        // From here on, leaving early removes the file.
        let guard = AtomicFile { path: path.to_owned(), temporary };
        let mut out = BufWriter::with_capacity(1 << 20, file);
        let written = content(&mut out).and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all());
        written.map(|()| guard).map_err(|e| Error::io("write", path, e))
    }

    /// Gives the file its name.
    pub fn commit(self) -> Result<()> {
        fs::rename(&self.temporary, &self.path).map_err(|e| Error::io("write", &self.path, e))
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        // Gone already where the file got its name; else best effort, the first error is the one to tell.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Removes what killed processes left beside `path`, where the system tells that they have ended.
fn remove_abandoned(path: &Path) {
    let (Some(name), Some(folder)) = (path.file_name().and_then(|n| n.to_str()), path.parent()) else { return };
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let process = file.file_name().to_str().and_then(|n| n.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(".tmp")?.parse::<u32>().ok());
        if process.is_some_and(|id| !processes.join(id.to_string()).exists()) {
            let _ = fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own, removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let folder = std::env::temp_dir().join(format!("exonym-output-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Folder(folder)
        }

        fn files(&self) -> Vec<String> {
            fs::read_dir(&self.0).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn failure_leaves_what_was_there() {
        let folder = Folder::new("failure");
        let path = folder.0.join("a.exo");
        write_atomically(&path, b"before").unwrap();
        let failed = AtomicFile::write(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("interrupted"))
        });
        assert!(failed.unwrap_err().to_string().contains("interrupted"));
        drop(AtomicFile::write(&path, |out| out.write_all(b"whole, but unwanted")).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"before");
        assert_eq!(folder.files(), ["a.exo"]);
    }

    #[test]
    #[cfg(unix)]
    fn devices_and_folders_stay() {
        let folder = Folder::new("device");
        let device = folder.0.join("null");
        std::os::unix::fs::symlink("/dev/null", &device).unwrap();
        for path in [&device, &folder.0] {
            let refused = check_writable(path).unwrap_err().to_string();
            assert!(refused.contains("no regular file"), "{refused}");
        }
        assert!(check_writable(&folder.0.join("a.exo")).is_ok());
        assert_eq!(folder.files(), ["null"]);
    }

    #[test]
    fn what_killed_processes_left_is_removed() {
        let folder = Folder::new("abandoned");
        let path = folder.0.join("a.exo");
        // No process has this number: they end far below.
        fs::write(temporary(&path, u32::MAX).unwrap(), b"half").unwrap();
        write_atomically(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        if Path::new("/proc/self").exists() {
            assert_eq!(folder.files(), ["a.exo"]);
        }
    }
}
