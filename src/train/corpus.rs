//! Annotated texts.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::eval::{ByteOffsets, GoldDocument};
use crate::span::Span;

/// A text with marked names.
#[derive(Clone, Debug, Default)]
pub(super) struct Annotated {
    pub text: String,
    /// In bytes.
    pub marks: Vec<Mark>,
    /// Demonyms are not marked, whatever they are.
    pub ignores_demonyms: bool,
}

impl Annotated {
    /// Whether a text is prose, and not a bare line of an address: annotators mark the former, and users ask for both.
    pub fn teaches_toponyms(&self) -> bool {
        const LINE: usize = 40;
        !self.marks.is_empty() || self.text.len() >= LINE
    }
}

/// A marked name.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub span: Span,
    /// `person`, `organization` …; `place` for toponyms.
    pub kind: String,
    /// Whether it may as well be no name: a toponym without coordinates.
    pub optional: bool,
}

/// A text with named entities; offsets are Unicode code points.
#[derive(Debug, Deserialize)]
struct EntityDocument {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Debug, Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    kind: String,
}

/// Reads one JSON object a line.
///
/// # Errors
/// When the file cannot be read, or a line is not so; the message names file and line.
fn read_lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|e| Error::io("open", path, e))?;
    let lines = BufReader::new(file).lines().enumerate();
    lines
        .map(|(i, line)| {
            let line = line.map_err(|e| Error::io("read", path, e))?;
            serde_json::from_str(&line).map_err(|e| Error::source_line(path.display().to_string(), i + 1, e.to_string()))
        })
        .collect()
}

/// Annotated texts from one source.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The file's name without its ending.
    name: String,
    pub(super) texts: Vec<Annotated>,
    /// For texts with toponyms, where these are.
    pub(super) gold: Option<Vec<GoldDocument>>,
}

/// A line of either kind.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Toponyms(GoldDocument),
    Entities(EntityDocument),
}

impl Corpus {
    /// Reads a file of one JSON object a line: `{"id", "text", "toponyms": [{"start", "end", "text", "lat", "lon"}]}`, or
    /// `{"text", "entities": [{"start", "end", "kind"}]}` with kinds `person`, `organization`, `place` and others; offsets
    /// are Unicode code points.
    ///
    /// # Errors
    /// When the file cannot be read, or a line is not so; the message names file and line.
    pub fn read(path: &Path) -> Result<Corpus> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines: Vec<Line> = read_lines(path)?;
        let mut corpus = Corpus { name, texts: Vec::new(), gold: None };
        for line in lines {
            corpus.texts.push(match line {
                Line::Toponyms(gold) => {
                    let annotated = Annotated::from(&gold);
                    corpus.gold.get_or_insert_default().push(gold);
                    annotated
                }
                Line::Entities(document) => Annotated::from(document),
            });
        }
        if corpus.gold.as_ref().is_some_and(|gold| gold.len() < corpus.texts.len()) {
            return Err(Error::message(format!("{}: some lines have toponyms and others entities; put them into files of their own", path.display())));
        }
        Ok(corpus)
    }

    /// The corpus as one that does not mark demonyms: they are neither taught by it nor counted.
    pub fn ignoring_demonyms(mut self) -> Corpus {
        self.texts.iter_mut().for_each(|text| text.ignores_demonyms = true);
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

impl From<EntityDocument> for Annotated {
    fn from(document: EntityDocument) -> Annotated {
        let offsets = ByteOffsets::new(&document.text);
        let mark = |e: Entity| Mark { span: offsets.span(e.start, e.end), kind: e.kind, optional: false };
        Annotated { marks: document.entities.into_iter().map(mark).collect(), text: document.text, ignores_demonyms: false }
    }
}

impl From<&GoldDocument> for Annotated {
    fn from(gold: &GoldDocument) -> Annotated {
        let offsets = ByteOffsets::new(&gold.text);
        let mark = |t: &crate::eval::GoldToponym| Mark { span: offsets.span(t.start, t.end), kind: "place".to_owned(), optional: t.lat.is_none() };
        Annotated { marks: gold.toponyms.iter().map(mark).collect(), text: gold.text.clone(), ignores_demonyms: false }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(lines: &str) -> Result<Corpus> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("news.jsonl");
        fs::write(&path, lines).unwrap();
        Corpus::read(&path)
    }

    fn fault(lines: &str) -> String {
        read(lines).unwrap_err().to_string()
    }

    const TOPONYMS: &str = r#"{"id": "1", "text": "Ünë Kyiv", "toponyms": [{"start": 4, "end": 8, "text": "Kyiv", "lat": 50.45, "lon": 30.52}, {"start": 0, "end": 3, "text": "Ünë"}]}"#;
    const ENTITIES: &str = r#"{"text": "🚀 Anna", "entities": [{"start": 2, "end": 6, "kind": "person"}]}"#;

    #[test]
    fn offsets_become_bytes() {
        let corpus = read(TOPONYMS).unwrap();
        let [kyiv, nowhere] = &corpus.texts[0].marks[..] else { panic!("two marks") };
        assert_eq!((&corpus.texts[0].text[kyiv.span.range()], kyiv.optional), ("Kyiv", false));
        assert_eq!((&corpus.texts[0].text[nowhere.span.range()], nowhere.optional), ("Ünë", true));
        let corpus = read(ENTITIES).unwrap();
        assert_eq!((corpus.name(), corpus.len(), corpus.gold.is_none()), ("news", 1, true));
        let mark = &corpus.texts[0].marks[0];
        assert_eq!((&corpus.texts[0].text[mark.span.range()], mark.kind.as_str()), ("Anna", "person"));
    }

    #[test]
    fn marks_beyond_the_text_end_with_it() {
        let corpus = read(r#"{"text": "Ab", "entities": [{"start": 1, "end": 900, "kind": "place"}, {"start": 7, "end": 3, "kind": "place"}]}"#).unwrap();
        let spans: Vec<_> = corpus.texts[0].marks.iter().map(|m| (m.span.start, m.span.end)).collect();
        assert_eq!(spans, [(1, 2), (2, 2)]);
    }

    #[test]
    fn malformed_lines_are_named() {
        for wrong in ["{\"text\": ", "7", r#"{"text": "a"}"#, r#"{"id": "1", "text": "a", "toponyms": [{"start": -1}]}"#, ""] {
            let message = fault(&format!("{ENTITIES}\n{wrong}\n{ENTITIES}\n"));
            assert!(message.contains("news.jsonl line 2: "), "{wrong}: {message}");
        }
    }

    #[test]
    fn kinds_of_lines_are_not_mixed() {
        let message = fault(&format!("{TOPONYMS}\n{ENTITIES}\n"));
        assert!(message.contains("news.jsonl: some lines have toponyms and others entities"), "{message}");
    }

    #[test]
    fn a_missing_file_is_named() {
        assert!(Corpus::read(Path::new("no-such.jsonl")).unwrap_err().to_string().contains("cannot open no-such.jsonl"));
        assert!(read("").unwrap().is_empty());
    }
}
