//! The one error type of the crate.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, in one sentence that names the file, the place in it and what to do.
///
/// The type is opaque: read it by its [`Display`](fmt::Display) text; [`std::error::Error::source`] gives the cause below.
#[derive(Debug)]
pub struct Error(Box<Kind>);

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("cannot {action} {path}: {source}")]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("{origin}{colon}{line}: {what}", colon = if *line > 0 { " line " } else { "" }, line = Line(*line))]
    Source { origin: String, line: usize, what: String },
    #[error("damaged or foreign gazetteer file: section {section}: {what}")]
    Format { section: String, what: String },
    #[error("{0}")]
    Message(String),
}

/// A line number that prints nothing where there is none.
struct Line(usize);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 { self.0.fmt(f) } else { Ok(()) }
    }
}

impl Error {
    /// A failed operation on a file: `action` completes "cannot … PATH".
    pub fn io(action: &'static str, path: impl AsRef<Path>, source: std::io::Error) -> Error {
        Error(Box::new(Kind::Io { action, path: path.as_ref().to_owned(), source }))
    }

    /// A fault in a source text: `line` counts from 1; 0 means the whole file.
    pub fn source_line(origin: impl Into<String>, line: usize, what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Source { origin: origin.into(), line, what: what.into() }))
    }

    /// A file of ours that does not hold what it must; `section` is its four-letter tag or "header".
    pub(crate) fn format(section: impl Into<String>, what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Format { section: section.into(), what: what.into() }))
    }

    /// Anything else that is said best in one sentence.
    pub fn message(text: impl Into<String>) -> Error {
        Error(Box::new(Kind::Message(text.into())))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_file_and_line() {
        let e = Error::source_line("places.tsv", 7, "latitude `x` is not a number");
        assert_eq!(e.to_string(), "places.tsv line 7: latitude `x` is not a number");
        let e = Error::source_line("places.tsv", 0, "empty");
        assert_eq!(e.to_string(), "places.tsv: empty");
    }
}
