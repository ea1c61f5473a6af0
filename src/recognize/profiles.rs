//! What the model says of a word at each offset, and of groups of attributes, summed up once: texts repeat their words, and
//! there are few of the groups.

use std::hint::black_box;

use super::context::Context;
use super::group::Group;
use super::observed::word_hash;
use super::templates::{self, REACH};
use crate::format::hash;
use crate::model::{Attribute, Kept, Sums, Weights};

/// Profiles that are kept of words, and of groups: powers of two.
const WORDS: usize = 65536;
const GROUPS: usize = 8192;

/// The sums of a word at an offset, or of a group.
#[derive(Clone, Copy, Debug, Default)]
struct Profile {
    /// The word, its looks and the offset, or the group; 0 is none.
    key: u64,
    sums: Kept,
}

/// Those asked for last of those that fall on each slot; all of one model.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    words: Vec<Profile>,
    groups: Vec<Profile>,
    attributes: Vec<Attribute>,
}

impl Profiles {
    /// Brings nearer what will be asked for of tokens, many at a time; before the first question in any case.
    pub fn read_ahead(&mut self, context: &Context<'_>, tokens: impl Iterator<Item = usize>) {
        self.words.resize(WORDS, Profile::default());
        self.groups.resize(GROUPS, Profile::default());
        let mut sum = 0;
        for i in tokens {
            let around = i.saturating_sub(REACH)..context.tokens.len().min(i + REACH + 1);
            around.for_each(|at| sum ^= self.words[slot_of(context, at, at + REACH - i)].key);
        }
        black_box(sum);
    }

    /// Adds what the model says of the word at token `at`, seen from a token at that offset.
    #[inline]
    pub fn add_word(&mut self, weights: &Weights<'_>, context: &Context<'_>, at: usize, offset: usize, sums: &mut Sums) {
        let word = word_hash(context, at);
        let key = (word ^ u64::from(context.token(at).shape()) << 56 ^ (offset as u64) << 48).max(1);
        let slot = slot_of(context, at, offset);
        if self.words[slot].key != key {
            self.words[slot] = self.word(weights, context, at, offset, key);
        }
        sums.add(&self.words[slot].sums);
    }

    /// Adds what the model says of groups of attributes.
    #[inline]
    pub fn add_groups<const N: usize>(&mut self, weights: &Weights<'_>, groups: [Group; N], sums: &mut Sums) {
        // Where they are is known of all before any is read.
        let places = groups.map(|group| (group.key(), hash::pair(group.key(), 0) as usize % GROUPS));
        for (group, (key, at)) in groups.into_iter().zip(places) {
            if self.groups[at].key != key {
                self.groups[at] = self.group(weights, group, key);
            }
            sums.add(&self.groups[at].sums);
        }
    }

    /// What is not kept.
    #[cold]
    fn group(&mut self, weights: &Weights<'_>, group: Group, key: u64) -> Profile {
        self.attributes.clear();
        group.attributes(|attribute| self.attributes.push(attribute));
        profile(key, weights, &self.attributes)
    }

    /// What is not kept.
    #[cold]
    fn word(&mut self, weights: &Weights<'_>, context: &Context<'_>, at: usize, offset: usize, key: u64) -> Profile {
        self.attributes.clear();
        templates::of_word(context, at, offset, |attribute| self.attributes.push(attribute));
        profile(key, weights, &self.attributes)
    }
}

fn profile(key: u64, weights: &Weights<'_>, attributes: &[Attribute]) -> Profile {
    let mut sums = Sums::default();
    weights.add(attributes, &mut sums);
    Profile { key, sums: sums.keep() }
}

/// A word has its offsets side by side, and other places in capitals than in small letters.
#[inline]
fn slot_of(context: &Context<'_>, at: usize, offset: usize) -> usize {
    const APART: usize = 97;
    let shape = usize::from(context.token(at).shape()) * APART;
    (word_hash(context, at) as usize).wrapping_add(shape + offset) % WORDS
}
