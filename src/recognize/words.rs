//! What the lexicon said of words asked for before. Texts repeat their words, and a search is dear beside a comparison.

use std::cell::Cell;
use std::hint::black_box;

use crate::lexicon::{Lexicon, Word};

/// A power of two.
const SLOTS: usize = 65536;

/// The word asked for last of those that fall on each slot, by its hash.
#[derive(Debug, Default)]
pub(super) struct Words {
    slots: Vec<Cell<(u64, Word)>>,
}

impl Words {
    /// Makes room before the first question.
    pub fn prepare(&mut self) {
        // No word is asked for by zero.
        self.slots.resize(SLOTS, Cell::new((0, Word::default())));
    }

    /// Brings what is remembered of words nearer, all at a time, before it is asked for word by word.
    pub fn read_ahead(&self, hashes: &[u64]) {
        black_box(hashes.iter().fold(0, |sum, &hash| sum ^ self.slots.get(hash as usize % SLOTS).map_or(0, |slot| slot.get().0)));
    }

    /// As [`Lexicon::word`], of a word and its hash.
    pub fn get(&self, lexicon: &Lexicon, hash: u64, folded: &str) -> Word {
        let key = hash.max(1);
        let Some(slot) = self.slots.get(key as usize % SLOTS) else { return lexicon.word(folded) };
        let (known, word) = slot.get();
        if known == key {
            return word;
        }
        let word = lexicon.word(folded);
        slot.set((key, word));
        word
    }
}
