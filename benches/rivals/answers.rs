//! Answers are compared before anything is timed.

use std::collections::{HashMap, HashSet};

use exonym::{Bytes, Gazetteer, NameFinder, fold};

use crate::contender::Contender;
use crate::folding::Word;
use crate::texts::Text;

/// What the question is, answered by a set of strings: in each document, the longest name at each word, from left
/// to right, as a first and a last word.
pub struct Reference {
    found: Vec<Vec<(usize, usize)>>,
}

impl Reference {
    pub fn new(names: &HashSet<&str>, text: &Text) -> Reference {
        let longest = names.iter().map(|name| name.matches(' ').count() + 1).max().unwrap_or(0);
        Reference { found: text.words.iter().zip(&text.folded).map(|(words, folded)| longest_names(words, folded, names, longest)).collect() }
    }

    /// Panics where the count of a contender differs that should not.
    pub fn assert_rivals(&self, contenders: &mut [Contender<'_>], text: &Text) {
        let expected: usize = self.found.iter().map(Vec::len).sum();
        for contender in contenders.iter_mut().filter(|contender| contender.is_exact) {
            assert_eq!(contender.count(text), expected as u64, "{} in {}", contender.name, text.label);
        }
    }

    /// Panics where exonym finds what is no name, or lacks more than one in a hundred of the names that begin with a
    /// capital and have single spaces between their words.
    pub fn assert_ours(&self, gazetteer: &Gazetteer<Bytes>, names: &HashSet<&str>, text: &Text) {
        let mut finder = NameFinder::new(gazetteer);
        let (mut comparable, mut missed) = (0, Vec::new());
        for ((document, words), found) in text.original.iter().zip(&text.words).zip(&self.found) {
            // The furthest end of the names that begin at a byte.
            let mut ends: HashMap<usize, usize> = HashMap::new();
            for name in finder.find(document) {
                let key = fold(&document[name.span.range()]);
                assert!(names.contains(key.as_str()), "{key} is no name");
                let end = ends.entry(name.span.start).or_default();
                *end = name.span.end.max(*end);
            }
            for &(first, last) in found {
                let spaced = (first..last).all(|i| &document[words[i].end..words[i + 1].start] == " ");
                if words[first].capital && spaced {
                    comparable += 1;
                    if ends.get(&words[first].start).is_none_or(|&end| end < words[last].end) {
                        missed.push(&document[words[first].start..words[last].end]);
                    }
                }
            }
        }
        eprintln!("  {}: of {comparable} names at capitals exonym lacks {}", text.label, missed.len());
        assert!(missed.len() * 100 <= comparable, "too many: {:?} …", &missed[..missed.len().min(10)]);
    }
}

fn longest_names(words: &[Word], folded: &str, names: &HashSet<&str>, longest: usize) -> Vec<(usize, usize)> {
    let end = |i: usize| words.get(i + 1).map_or(folded.len(), |word| word.folded) - 1;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let last = (at..words.len().min(at + longest)).rev().find(|&last| names.contains(&folded[words[at].folded..end(last)]));
        found.extend(last.map(|last| (at, last)));
        at = last.unwrap_or(at) + 1;
    }
    found
}
