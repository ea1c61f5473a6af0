//! Parts of names that are translated: New, Nova and Novaya stand for one another.

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

/// Words that stand for one another in names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// What they mean.
    pub meaning: String,
    /// Folded.
    pub words: Vec<String>,
}

/// Parts of names, found by their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    all: Vec<Part>,
    of_word: HashMap<String, usize>,
}

impl Parts {
    pub fn new(all: Vec<Part>) -> Parts {
        let of_word = all.iter().enumerate().rev().flat_map(|(i, part)| part.words.iter().map(move |word| (word.clone(), i))).collect();
        Parts { all, of_word }
    }

    /// The part that a folded word is of; equal numbers stand for one another.
    pub fn of(&self, word: &str) -> Option<usize> {
        self.of_word.get(word).copied()
    }

    /// The other words that may stand for a folded word, and itself.
    pub fn words(&self, word: &str) -> &[String] {
        self.of(word).map_or(&[], |i| &self.all[i].words)
    }
}
