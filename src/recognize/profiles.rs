//! What the model says of a word at each offset, summed up once: texts repeat their words.

use super::context::Context;
use super::observed::word_hash;
use super::templates::{self, OFFSETS};
use crate::model::{Sums, Weights};

/// A power of two.
const SLOTS: usize = 8192;

/// The sums of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Profile {
    /// The word and its looks; 0 is none.
    key: u64,
    /// Which offsets were asked for, as bits.
    known: u8,
    sums: [Sums; OFFSETS],
}

/// The word asked for last of those that fall on each slot; all of one model.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    slots: Vec<Profile>,
}

impl Profiles {
    /// Adds what the model says of the word at token `at`, seen from a token at that offset.
    #[inline]
    pub fn add(&mut self, weights: &Weights<'_>, context: &Context<'_>, at: usize, offset: usize, sums: &mut Sums) {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Profile::default());
        }
        let shape = context.token(at).shape();
        let key = (word_hash(context, at) ^ u64::from(shape) << 56).max(1);
        let slot = &mut self.slots[key as usize % SLOTS];
        if slot.key != key {
            *slot = Profile { key, ..Profile::default() };
        }
        if slot.known >> offset & 1 == 0 {
            slot.known |= 1 << offset;
            templates::of_word(context, at, offset, |attribute| weights.add(attribute, &mut slot.sums[offset]));
        }
        for (sum, weight) in sums.iter_mut().zip(&slot.sums[offset]) {
            *sum = sum.wrapping_add(*weight);
        }
    }
}
