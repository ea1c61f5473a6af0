//! The matcher by itself, for programs that want names and not judgement.

use super::walk::{Hit, Matcher};
use crate::gazetteer::{Bytes, Gazetteer, Name, NameTable, Posting};
use crate::span::Span;

/// Finds the names of a gazetteer in texts, whether they are used as names of places there or not, at hundreds of
/// megabytes a second.
///
/// A name may begin at a word with a capital, or in a script without capitals; names may overlap. For an answer to
/// *where*, use an [`Extractor`](crate::Extractor).
///
/// ```
/// let world = exonym::Gazetteer::embedded();
/// let mut finder = exonym::NameFinder::new(&world);
/// let text = "The road from Chernigov to New York";
/// let found: Vec<&str> = finder.find(text).map(|name| &text[name.span.range()]).collect();
/// assert_eq!(found, ["Chernigov", "New York", "York"]);
/// ```
#[derive(Debug)]
pub struct NameFinder<'g> {
    gazetteer: &'g Gazetteer<Bytes>,
    names: NameTable<'g>,
    matcher: Matcher,
    hits: Vec<Hit>,
}

/// A name that stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct FoundName<'g> {
    /// Where, in bytes; an ending behind an apostrophe (Russia's) is left out unless it belongs to the name.
    pub span: Span,
    name: Name,
    names: NameTable<'g>,
}

impl<'g> NameFinder<'g> {
    /// A finder over the gazetteer; it holds scratch space, so that a finder used again allocates nothing.
    pub fn new(gazetteer: &'g Gazetteer<Bytes>) -> NameFinder<'g> {
        NameFinder { gazetteer, names: gazetteer.name_table(), matcher: Matcher::default(), hits: Vec::new() }
    }

    /// All names in the text, by where they begin, then longest first. Linear in the length of the text.
    pub fn find(&mut self, text: &str) -> impl ExactSizeIterator<Item = FoundName<'g>> + '_ {
        self.matcher.find(text, std::slice::from_ref(self.gazetteer), &mut self.hits);
        let names = self.names;
        self.hits.iter().map(move |h| FoundName { span: h.span, name: h.name, names })
    }
}

impl<'g> FoundName<'g> {
    /// What it can mean, most populous first.
    pub fn meanings(&self) -> impl Iterator<Item = Posting> + use<'g> {
        self.names.postings_of(self.name)
    }
}
