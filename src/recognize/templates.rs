//! The attributes of tokens that the model has weights for.
//!
//! Those of a word alone are the same wherever it stands, at some distance from the token that is labelled; the others
//! are of the place. All numbers here are part of the model: with other ones it has to be trained anew.

use super::context::Context;
use super::cover::{Cover, step};
use super::group::{Group, InRun, LOCAL};
use super::heads::GENERIC;
use super::observed::{Island, Observed, word_hash};
use super::people::People;
use crate::format::hash;
use crate::lexicon::Cue;
use crate::model::{Attribute, both};
use crate::text::Gap;

/// How far to either side words are looked at.
pub(super) const REACH: usize = 2;
/// The places of those words: two before, one before, the token itself, …
pub(super) const OFFSETS: usize = 2 * REACH + 1;
/// The word itself among them.
const HERE: usize = REACH;

/// Numbers of the templates of a word, of one offset.
const WORD_TEMPLATES: u32 = 16;
const _: () = assert!(WORD_TEMPLATES * OFFSETS as u32 <= LOCAL, "numbers of templates meet");

/// The attributes of the word at token `at`, seen from an offset (0 to 4, 2 is the token itself).
pub(super) fn of_word(context: &Context<'_>, at: usize, offset: usize, mut tell: impl FnMut(Attribute)) {
    let number = |template: u32| offset as u32 * WORD_TEMPLATES + template;
    let mut tell = |template, value| tell(Attribute::new(number(template), value));
    let (stem, word) = (context.tokens.stem(at), context.word(at));
    tell(0, word_hash(context, at));
    let letters = stem.chars().take(4).count();
    let form = both(context.token(at).shape().into(), letters as u64);
    tell(1, form);
    let mut cues = word.cues.0;
    while cues != 0 {
        tell(2, cues.trailing_zeros().into());
        cues &= cues - 1;
    }
    let levels = step(word.common) << 16 | step(word.given) << 8 | step(word.surname);
    tell(3, levels);
    if offset.abs_diff(HERE) > 1 {
        return;
    }
    tell(4, step(word.common));
    tell(5, both(levels, form));
    if offset != HERE {
        return;
    }
    tell(6, step(word.given));
    tell(7, step(word.surname));
    let bytes = context.tokens.folded_from(at);
    let mut letters = (1..stem.len()).rev().filter(|&at| stem.is_char_boundary(at)).skip(1);
    for template in 8..=10 {
        if let Some(at) = letters.next() {
            tell(template, hash::token(&bytes[at..], stem.len() - at));
        }
    }
    if let Some((at, _)) = stem.char_indices().nth(3) {
        tell(11, hash::token(bytes, at));
    }
}

/// A document whose tokens are to be labelled.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s, 'd> {
    pub context: &'s Context<'d>,
    pub observed: &'s Observed,
    pub people: &'s People,
}

impl Scene<'_, '_> {
    /// The words that are looked at for a token, with their offsets; those behind the end of a paragraph are not.
    pub fn words(&self, i: usize) -> impl Iterator<Item = (usize, usize)> {
        let tokens = self.context.tokens;
        let joins = |j: usize| tokens.get(j).is_some_and(|token| !matches!(token.gap, Gap::Start | Gap::Paragraph));
        let before = (0..REACH).take_while(|n| i > *n && joins(i - n)).count();
        let behind = (1..=REACH).take_while(|n| joins(i + n)).count();
        (i - before..=i + behind).map(move |at| (at + REACH - i, at))
    }

    /// The attributes of the words around a token.
    #[cfg(feature = "train")]
    pub fn of_words(&self, i: usize, mut tell: impl FnMut(Attribute)) {
        for (offset, at) in self.words(i) {
            of_word(self.context, at, offset, &mut tell);
        }
    }

    /// What the labels of names, which are known first, say of a token: those of the island's tokens, and its place among them.
    #[inline]
    pub fn labels(&self, island: Island, labels: &[u8], i: usize) -> Group {
        let label = |at: Option<usize>| at.filter(|at| (island.first..=island.last).contains(at)).map_or(0, |at| labels[at - island.first]);
        Group::Labels { before: label(i.checked_sub(1)), at: label(Some(i)), behind: label(Some(i + 1)), here: self.cover(Some(i)) }
    }

    /// The groups of attributes of a token of an island that are not of words.
    #[inline(always)]
    pub fn groups(&self, i: usize) -> [Group; 5] {
        let Scene { context, observed, people } = *self;
        let (here, before, behind) = (self.cover(Some(i)), self.cover(i.checked_sub(1)), self.cover(Some(i + 1)));
        let token = context.token(i);
        let free = u64::from(context.starts_sentence(i)) | u64::from(context.is_title_case(i)) << 1 | u64::from(context.is_lower_case) << 2;
        let run = observed.run(i);
        let first = context.word(run.first);
        let place = InRun {
            before: i - run.first,
            behind: run.last - i,
            head: context.word(run.last).cues.0 & HEADS,
            given: first.given,
            titled: first.cues.has(Cue::Title),
        };
        [
            Group::Name { here, free, shape: token.shape() },
            Group::Before { gap: token.gap, before, here },
            Group::Behind { gap: self.gap_behind(i), behind, here },
            Group::Document { evidence: observed.evidence(context, i), person: (people.weight(context, i, i) * 2.0) as u8, here },
            Group::Run { place, here },
        ]
    }

    /// The attributes of a token of an island that are of words and of the place they stand in.
    pub fn local(&self, i: usize, mut tell: impl FnMut(Attribute)) {
        let mut tell = |template: u32, value: u64| tell(Attribute::new(LOCAL + template, value));
        let context = self.context;
        let token = context.token(i);
        let here = word_hash(context, i);
        if i > 0 {
            let before = word_hash(context, i - 1);
            tell(8, both(before, self.cover(Some(i)).coarse()));
            tell(9, both(before, both(here, token.gap as u64)));
        }
        if i + 1 < context.tokens.len() {
            tell(10, both(here, both(word_hash(context, i + 1), self.gap_behind(i) as u64)));
        }
        if token.is_tag() {
            tell(15, u64::from(context.text[..token.span.start].ends_with('@')));
        }
        let run = self.observed.run(i);
        tell(21, both(word_hash(context, run.last), u64::from(i == run.last)));
        tell(22, both(word_hash(context, run.first), u64::from(i == run.first)));
    }

    /// What stands behind a token.
    fn gap_behind(&self, i: usize) -> Gap {
        self.context.tokens.get(i + 1).map_or(Gap::Start, |t| t.gap)
    }

    fn cover(&self, i: Option<usize>) -> Cover {
        i.map_or(Cover::default(), |i| self.observed.told(i))
    }
}

/// Heads of names of something.
const HEADS: u32 = {
    let (mut mask, mut i) = (1 << Cue::Group as u8 | 1 << Cue::Title as u8, 0);
    while i < GENERIC.len() {
        mask |= 1 << GENERIC[i] as u8;
        i += 1;
    }
    mask
};
