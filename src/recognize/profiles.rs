//! What the model says of a word at each offset, summed up once: texts repeat their words.

use std::hint::black_box;

use super::context::Context;
use super::observed::word_hash;
use super::templates::{self, OFFSETS, REACH};
use crate::model::{Attribute, LABELS, Sums, Weights};

/// A power of two.
const SLOTS: usize = 32768;

/// The sums of a word at an offset.
#[derive(Clone, Copy, Debug, Default)]
struct Profile {
    /// The word, its looks and the offset; 0 is none.
    key: u64,
    sums: [i16; LABELS],
}

/// The word asked for last of those that fall on each slot; all of one model.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    slots: Vec<Profile>,
    attributes: Vec<Attribute>,
}

impl Profiles {
    /// Brings nearer what will be asked for of tokens, many at a time; before the first question in any case.
    pub fn read_ahead(&mut self, context: &Context<'_>, tokens: impl Iterator<Item = usize>) {
        self.slots.resize(SLOTS, Profile::default());
        let around = tokens.flat_map(|i| (0..OFFSETS).map(move |offset| ((i + offset).saturating_sub(REACH), offset)));
        let slots = around.filter(|(at, _)| *at < context.tokens.len()).map(|(at, offset)| &self.slots[slot_of(word_hash(context, at), offset)]);
        black_box(slots.fold(0, |sum, slot| sum ^ slot.key));
    }

    /// Adds what the model says of the word at token `at`, seen from a token at that offset.
    #[inline]
    pub fn add(&mut self, weights: &Weights<'_>, context: &Context<'_>, at: usize, offset: usize, sums: &mut Sums) {
        let word = word_hash(context, at);
        let key = (word ^ u64::from(context.token(at).shape()) << 56 ^ (offset as u64) << 48).max(1);
        let slot = &mut self.slots[slot_of(word, offset)];
        if slot.key != key {
            self.attributes.clear();
            templates::of_word(context, at, offset, |attribute| self.attributes.push(attribute));
            let mut sums = Sums::default();
            weights.add(&self.attributes, &mut sums);
            *slot = Profile { key, sums: sums.labels() };
        }
        sums.add(&slot.sums);
    }
}

/// A word has its offsets side by side.
fn slot_of(word: u64, offset: usize) -> usize {
    (word as usize).wrapping_add(offset) % SLOTS
}
