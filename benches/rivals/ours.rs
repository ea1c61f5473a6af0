//! exonym: the only place that knows how its matcher is reached.

use std::hint::black_box;

use exonym::{Bytes, Gazetteer, NameFinder};

use crate::contender::Contender;

pub const NAME: &str = "**exonym** (cuts, folds, verifies, reads all meanings)";

/// exonym's matcher over one gazetteer.
pub fn contender(gazetteer: &Gazetteer<Bytes>) -> Contender<'_> {
    let mut finder = NameFinder::new(gazetteer);
    Contender::of_originals(NAME, move |document| count(&mut finder, document)).with_index(index_bytes(gazetteer))
}

/// The names in a document; all their meanings are read.
pub fn count(finder: &mut NameFinder<'_>, document: &str) -> u64 {
    let (mut names, mut entries) = (0, 0u64);
    for name in finder.find(document) {
        names += 1;
        entries = name.meanings().fold(entries, |sum, meaning| sum.wrapping_add(u64::from(meaning.entry.0)));
    }
    black_box(entries);
    names
}

/// The meanings of all names in the documents.
pub fn count_meanings(gazetteer: &Gazetteer<Bytes>, documents: &[String]) -> usize {
    let mut finder = NameFinder::new(gazetteer);
    documents.iter().map(|document| finder.find(document).map(|name| name.meanings().count()).sum::<usize>()).sum()
}

/// The sections of the name index: the names with the counts of their meanings, and the hashes that lead to them; not
/// the meanings.
fn index_bytes(gazetteer: &Gazetteer<Bytes>) -> usize {
    gazetteer.sections().iter().filter(|section| section.tag.to_string().starts_with("NAM")).map(|section| section.range.len()).sum()
}
