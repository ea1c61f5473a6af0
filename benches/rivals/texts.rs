//! The texts that are searched.

use std::path::Path;

use exonym::{Bytes, Gazetteer};
use tempfile::NamedTempFile;

use crate::folding::{Folding, Word};
use crate::made;

/// Bytes of text a contender reads in one round, about.
const ROUND_BYTES: usize = 8 << 20;
const LATIN: std::ops::RangeInclusive<char> = 'a'..='z';
const CYRILLIC: std::ops::RangeInclusive<char> = 'а'..='џ';
const ARABIC: std::ops::RangeInclusive<char> = '\u{0621}'..='\u{064A}';

/// Documents of one kind.
pub struct Text {
    /// What it is called in the tables.
    pub label: &'static str,
    /// What it is made of, for headings.
    pub note: String,
    /// The documents as they are.
    pub original: Vec<String>,
    /// The documents folded, one space before, between and behind the words.
    pub folded: Vec<String>,
    /// The words of the folded documents.
    pub words: Vec<Vec<Word>>,
    /// The bytes of the documents as they are.
    pub len: usize,
    /// All of them, for programs that read files.
    file: NamedTempFile,
}

impl Text {
    fn new(label: &'static str, note: String, original: Vec<String>, folding: &Folding) -> Text {
        let (mut folded, mut words) = (Vec::new(), Vec::new());
        for document in &original {
            let (mut text, mut list) = (String::new(), Vec::new());
            folding.fold_into(document, &mut text, Some(&mut list));
            folded.push(text);
            words.push(list);
        }
        let file = NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), original.concat()).expect("room for a temporary file");
        let len = original.iter().map(String::len).sum();
        Text { label, note, original, folded, words, len, file }
    }

    /// A file with all documents.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Label and note.
    pub fn title(&self) -> String {
        format!("{} — {}", self.label, self.note)
    }

    /// Documents from the front, about so many bytes.
    pub fn up_to(&self, bytes: usize) -> &[String] {
        let count = up_to(self.original.iter(), bytes).count();
        &self.original[..count]
    }
}

/// All texts; English news only where it lies beside the repository.
pub fn all(world: &Gazetteer<Bytes>, folding: &Folding) -> Vec<Text> {
    let mut texts = Vec::new();
    let news = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/dev/lgl.jsonl");
    match std::fs::read_to_string(news) {
        Ok(lines) => {
            let documents: Vec<String> = lines.lines().filter_map(text_of).collect();
            let note = format!("{} articles, {}, repeated", documents.len(), size(&documents));
            texts.push(Text::new("English news (LGL)", note, repeated(&documents), folding));
        }
        Err(_) => {
            eprintln!("no LGL beside the repository: left out, made text stands in");
            texts.push(varied("varied English (no news at hand)", LATIN, world, folding));
        }
    }
    texts.push(shuffled("English samples", &["01", "02", "03", "04", "11", "12", "13"], folding));
    texts.push(shuffled("Cyrillic samples", &["05", "06"], folding));
    texts.push(varied("varied Cyrillic", CYRILLIC, world, folding));
    texts.push(varied("varied Arabic", ARABIC, world, folding));
    texts.push(Text::new("a dense list of names", "displayed names of the embedded gazetteer".to_owned(), made::dense(world, ROUND_BYTES), folding));
    texts
}

/// Sentences of samples again and again, in another order each time.
fn shuffled(label: &'static str, numbers: &[&str], folding: &Folding) -> Text {
    let samples = samples(numbers);
    let note = format!("sentences from {}, repeated in random order", size(&samples));
    Text::new(label, note, made::shuffled(&samples, ROUND_BYTES), folding)
}

/// Text of many different words, which is made.
fn varied(label: &'static str, letters: std::ops::RangeInclusive<char>, world: &Gazetteer<Bytes>, folding: &Folding) -> Text {
    let words = made::vocabulary(world, letters);
    let note = format!("made of {} different words of names by a Zipf-like law", words.len());
    Text::new(label, note, made::varied(&words, ROUND_BYTES), folding)
}

/// Documents again and again, until there are enough.
fn repeated(documents: &[String]) -> Vec<String> {
    up_to(documents.iter().cycle(), ROUND_BYTES).cloned().collect()
}

fn up_to<'a>(documents: impl Iterator<Item = &'a String>, bytes: usize) -> impl Iterator<Item = &'a String> {
    let mut read = 0;
    documents.take_while(move |document| {
        read += document.len();
        read < bytes
    })
}

fn size(documents: &[String]) -> String {
    format!("{:.0} kB", documents.iter().map(String::len).sum::<usize>() as f64 / 1e3)
}

fn text_of(line: &str) -> Option<String> {
    let document: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(document["text"].as_str()?.to_owned())
}

fn samples(numbers: &[&str]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the samples are there").map(|e| e.expect("readable").path()).collect();
    files.sort();
    let is_wanted = |p: &&std::path::PathBuf| p.file_name().and_then(|n| n.to_str()).is_some_and(|n| numbers.iter().any(|w| n.starts_with(w)));
    files.iter().filter(is_wanted).map(|p| std::fs::read_to_string(p).expect("UTF-8")).collect()
}
