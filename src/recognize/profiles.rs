//! What the model says of a word at each offset, summed up once: texts repeat their words.

use super::context::Context;
use super::observed::word_hash;
use super::templates;
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
    /// Adds what the model says of the word at token `at`, seen from a token at that offset.
    #[inline]
    pub fn add(&mut self, weights: &Weights<'_>, context: &Context<'_>, at: usize, offset: usize, sums: &mut Sums) {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Profile::default());
        }
        let word = word_hash(context, at);
        let key = (word ^ u64::from(context.token(at).shape()) << 56 ^ (offset as u64) << 48).max(1);
        // A word has its offsets side by side.
        let slot = &mut self.slots[(word as usize).wrapping_add(offset) % SLOTS];
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
