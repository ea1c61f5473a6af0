//! What the lexicon said of words asked for before. Texts repeat their words, and a search is dear beside a comparison.

use std::cell::Cell;

use crate::format::hash;
use crate::lexicon::{Lexicon, Word};

/// A word with what is known of it; short enough to be copied.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The word, zero-padded.
    bytes: [u8; LONGEST],
    len: u8,
    word: Word,
}

/// Longer words are not remembered.
const LONGEST: usize = 23;
/// A power of two.
const SLOTS: usize = 8192;

/// The word asked for last of those that fall on each slot.
#[derive(Debug, Default)]
pub(super) struct Words {
    slots: Vec<Cell<Slot>>,
}

impl Words {
    /// Makes room before the first question.
    pub fn prepare(&mut self) {
        // No word is as long as an empty slot says.
        self.slots.resize(SLOTS, Cell::new(Slot { bytes: [0; LONGEST], len: u8::MAX, word: Word::default() }));
    }

    /// As [`Lexicon::word`].
    pub fn get(&self, lexicon: &Lexicon, folded: &str) -> Word {
        let key = folded.as_bytes();
        let Some(cell) = self.slots.get(hash::token(key, key.len()) as usize % SLOTS).filter(|_| key.len() <= LONGEST) else { return lexicon.word(folded) };
        let slot = cell.get();
        if usize::from(slot.len) == key.len() && slot.bytes[..key.len()] == *key {
            return slot.word;
        }
        let mut bytes = [0; LONGEST];
        bytes[..key.len()].copy_from_slice(key);
        let word = lexicon.word(folded);
        cell.set(Slot { bytes, len: key.len() as u8, word });
        word
    }
}
