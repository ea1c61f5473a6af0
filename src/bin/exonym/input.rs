//! Where texts come from: files and standard input, one document a file or one a line.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::report::complain;

/// How the input is divided into documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// By file name (.jsonl, .ndjson) or, on standard input, by the first line
    Auto,
    /// One document a file
    Text,
    /// One JSON object a line
    Jsonl,
}

/// A longer line is not read: it would have to be held in memory whole.
const MAX_LINE: usize = 256 << 20;

/// A document that was read but not looked into.
#[derive(Debug)]
pub enum Job {
    /// A whole file.
    Text {
        /// What to call it in messages.
        origin: String,
        /// The file's name without ending.
        id: Option<String>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A line of a JSONL file.
    Line {
        /// The file, in messages.
        origin: String,
        /// Its number, from 1.
        number: usize,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Something that could not be read, and why.
    Failure(String),
}

impl Job {
    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        match self {
            Job::Text { bytes, .. } | Job::Line { bytes, .. } => bytes.len(),
            Job::Failure(_) => 0,
        }
    }
}

/// All documents of all files, in order, read when asked for.
pub struct Jobs {
    files: std::vec::IntoIter<PathBuf>,
    input: Input,
    lines: Option<Lines>,
}

struct Lines {
    origin: String,
    number: usize,
    reader: Box<dyn BufRead>,
}

impl Jobs {
    /// The documents of `files`; of standard input if there are none.
    pub fn new(files: &[PathBuf], input: Input) -> Jobs {
        let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() };
        Jobs { files: files.into_iter(), input, lines: None }
    }

    fn open(&mut self, path: &Path) -> io::Result<Option<Job>> {
        let stdin = path == Path::new("-");
        if stdin && io::stdin().is_terminal() {
            complain("reading from the keyboard: end with Ctrl-D (on Windows Ctrl-Z, Enter), or name a file");
        }
        let origin = if stdin { "standard input".to_owned() } else { path.display().to_string() };
        let mut reader: Box<dyn BufRead> = if stdin { Box::new(io::stdin().lock()) } else { Box::new(BufReader::with_capacity(1 << 18, File::open(path)?)) };
        let jsonl = match self.input {
            Input::Jsonl => true,
            Input::Text => false,
            Input::Auto if stdin => {
                let (looks, read) = looks_like_jsonl(&mut reader)?;
                reader = Box::new(Cursor::new(read).chain(reader));
                looks
            }
            Input::Auto => is_jsonl_name(path),
        };
        if jsonl {
            self.lines = Some(Lines { origin, number: 0, reader });
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        let id = path.file_stem().filter(|_| !stdin).map(|s| s.to_string_lossy().into_owned());
        Ok(Some(Job::Text { origin, id, bytes }))
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(job) = lines.next() {
                    return Some(job);
                }
                self.lines = None;
            }
            let path = self.files.next()?;
            match self.open(&path) {
                Ok(Some(job)) => return Some(job),
                Ok(None) => {}
                Err(e) => return Some(Job::Failure(unreadable(&path, &e))),
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            let mut bytes = Vec::new();
            self.number += 1;
            let origin = &self.origin;
            match self.reader.by_ref().take(MAX_LINE as u64).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(MAX_LINE) if bytes.last() != Some(&b'\n') => {
                    let skipped = self.reader.skip_until(b'\n');
                    let what = format!("{origin} line {}: longer than {} MB: divide the document", self.number, MAX_LINE >> 20);
                    return Some(Job::Failure(skipped.map_or_else(|e| format!("cannot read {origin}: {e}"), |_| what)));
                }
                Ok(_) => {
                    if self.number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
                        bytes.drain(..BYTE_ORDER_MARK.len());
                    }
                    if !bytes.trim_ascii().is_empty() {
                        return Some(Job::Line { origin: origin.clone(), number: self.number, bytes });
                    }
                }
                Err(e) => {
                    let failure = Job::Failure(format!("cannot read {origin}: {e}"));
                    // What follows a failed read is not known; the file ends here.
                    self.reader = Box::new(io::empty());
                    return Some(failure);
                }
            }
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Whether the name says that a file has a document a line.
pub fn is_jsonl_name(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

/// Whether the first line that is not blank is a JSON object; and what was read to find out.
fn looks_like_jsonl(reader: &mut dyn BufRead) -> io::Result<(bool, Vec<u8>)> {
    let mut read = Vec::new();
    loop {
        let start = read.len();
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok((false, read));
        }
        let body = buffer.strip_prefix(BYTE_ORDER_MARK).filter(|_| start == 0).unwrap_or(buffer).trim_ascii_start();
        // Anything that does not begin with a brace is told from its first byte, however long its first line is.
        if body.first().is_some_and(|&b| b != b'{') {
            return Ok((false, read));
        }
        reader.take(MAX_LINE as u64).read_until(b'\n', &mut read)?;
        let line = &read[start..];
        let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line).trim_ascii();
        if !line.is_empty() {
            let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok();
            return Ok((object, read));
        }
    }
}

/// What is said of a file that cannot be read.
pub fn unreadable(path: &Path, e: &io::Error) -> String {
    let help = match e.kind() {
        io::ErrorKind::NotFound => ": check the name",
        io::ErrorKind::IsADirectory => ": name the files in it",
        io::ErrorKind::PermissionDenied => ": ask for the right to read it",
        _ => "",
    };
    format!("cannot read {}: {e}{help}", path.display())
}

/// The text of a document's bytes.
///
/// # Errors
/// Names the first byte that is not UTF-8, and says how to convert.
pub fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let bytes = e.as_bytes();
        let help = match bytes {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16: convert it with `iconv -f UTF-16 -t UTF-8`",
            [0x1F, 0x8B, ..] => "it looks compressed by gzip: unpack it with `gzip -dc FILE | exonym extract -`",
            [b'P', b'K', 3, 4, ..] => "it looks like a Word file or another archive: export it as plain text",
            _ if bytes.starts_with(b"%PDF") => "it looks like a PDF: turn it to text with `pdftotext`",
            _ if bytes.contains(&0) => "it looks like a binary file",
            _ => "convert it with `iconv -f WINDOWS-1252 -t UTF-8`, or from whatever encoding it has",
        };
        format!("byte {at} is not UTF-8; {help}")
    })
}
