//! Something that finds names, or words, in a text.

use crate::texts::Text;

pub struct Contender<'a> {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Whether its count must be that of the set of strings.
    pub is_exact: bool,
    /// What its index takes.
    pub index_bytes: Option<usize>,
    count: Box<dyn FnMut(&Text) -> u64 + 'a>,
}

impl<'a> Contender<'a> {
    /// One that counts in a text as a whole.
    pub fn new(name: &'static str, count: impl FnMut(&Text) -> u64 + 'a) -> Contender<'a> {
        Contender { name, is_exact: false, index_bytes: None, count: Box::new(count) }
    }

    /// One that is given the documents as they are.
    pub fn of_originals(name: &'static str, mut count: impl FnMut(&str) -> u64 + 'a) -> Contender<'a> {
        Contender::new(name, move |text| text.original.iter().map(|document| count(document)).sum())
    }

    /// One that is given the folded documents.
    pub fn of_folded(name: &'static str, mut count: impl FnMut(&str) -> u64 + 'a) -> Contender<'a> {
        Contender::new(name, move |text| text.folded.iter().map(|document| count(document)).sum())
    }

    pub fn exact(self) -> Contender<'a> {
        Contender { is_exact: true, ..self }
    }

    pub fn with_index(self, bytes: usize) -> Contender<'a> {
        Contender { index_bytes: Some(bytes), ..self }
    }

    /// How many it finds.
    pub fn count(&mut self, text: &Text) -> u64 {
        (self.count)(text)
    }
}
