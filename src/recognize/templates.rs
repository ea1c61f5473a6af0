//! The attributes of tokens that the model has weights for.
//!
//! Those of a word alone are the same wherever it stands, at some distance from the token that is labelled; the others
//! are of the place. All numbers here are part of the model: with other ones it has to be trained anew.

use super::context::Context;
use super::cover::{Cover, step};
use super::observed::{Evidence, Island, Observed, word_hash};
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
/// The first number of the others.
const LOCAL: u32 = WORD_TEMPLATES * OFFSETS as u32;

/// The first number of those of labels.
const LABELS: u32 = LOCAL + 32;

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
        let breaks = move |j: usize| matches!(tokens[j].gap, Gap::Start | Gap::Paragraph);
        let reach = move |range: std::ops::Range<usize>| range.clone().all(|j| !breaks(j));
        (0..OFFSETS).filter_map(move |offset| {
            let at = (i + offset).checked_sub(REACH).filter(|&at| at < tokens.len())?;
            let between = if at < i { at + 1..i + 1 } else { i + 1..at + 1 };
            reach(between).then_some((offset, at))
        })
    }

    /// The attributes of the words around a token.
    #[cfg(feature = "train")]
    pub fn of_words(&self, i: usize, mut tell: impl FnMut(Attribute)) {
        for (offset, at) in self.words(i) {
            of_word(self.context, at, offset, &mut tell);
        }
    }

    /// What the labels of names, which are known first, say of a token: those of the island's tokens, and its place among them.
    pub fn of_labels(&self, island: Island, labels: &[u8], i: usize, mut tell: impl FnMut(Attribute)) {
        let mut tell = |template: u32, value: u64| tell(Attribute::new(LABELS + template, value));
        let label = |at: Option<usize>| at.filter(|at| (island.first..=island.last).contains(at)).map_or(0, |at| u64::from(labels[at - island.first]));
        let (here, before, behind) = (label(Some(i)), label(i.checked_sub(1)), label(Some(i + 1)));
        let cover = self.cover(Some(i));
        tell(0, here);
        tell(1, both(here, cover.coarse()));
        tell(2, both(before, here));
        tell(3, both(both(here, behind), cover.coarse()));
        tell(4, both(both(here, cover.size), cover.common));
    }

    /// The attributes of a token of an island that are not of words alone.
    pub fn local(&self, i: usize, mut tell: impl FnMut(Attribute)) {
        let mut tell = |template: u32, value: u64| tell(Attribute::new(LOCAL + template, value));
        let context = self.context;
        let (here, before, behind) = (self.cover(Some(i)), self.cover(i.checked_sub(1)), self.cover(Some(i + 1)));
        let token = context.token(i);
        let gap_before = token.gap as u64;
        let gap_behind = context.tokens.get(i + 1).map_or(Gap::Start, |t| t.gap) as u64;
        let free = u64::from(context.starts_sentence(i)) | u64::from(context.is_title_case(i)) << 1 | u64::from(context.is_lower_case) << 2;
        let coarse = here.coarse();

        tell(0, both(here.kinds, here.part));
        tell(1, both(both(here.kinds, here.part), here.size));
        tell(2, both(both(here.size, here.common), both(free, here.part)));
        tell(3, both(both(here.kinds, here.common), free));
        tell(4, both(both(gap_before, before.kinds), here.kinds));
        tell(5, both(both(gap_behind, behind.kinds), here.kinds));
        tell(6, gap_before);
        tell(7, gap_behind);
        if i > 0 {
            tell(8, both(word_hash(context, i - 1), coarse));
            tell(9, both(word_hash(context, i - 1), both(word_hash(context, i), gap_before)));
        }
        if i + 1 < context.tokens.len() {
            tell(10, both(word_hash(context, i), both(word_hash(context, i + 1), gap_behind)));
        }
        tell(11, both(free, token.shape().into()));
        let evidence = self.observed.evidence(context, i);
        for bit in (0..Evidence::BITS).filter(|bit| evidence.0 >> bit & 1 != 0) {
            tell(12, both(bit.into(), coarse));
        }
        tell(13, both((self.people.weight(context, i, i) * 2.0) as u64, coarse));
        if token.is_tag() {
            tell(15, u64::from(context.text[..token.span.start].ends_with('@')));
        }
        // What the name lies in may be named behind it.
        if gap_behind == Gap::Comma as u64 {
            tell(16, both(behind.kinds, here.size));
        }
        if gap_before == Gap::Comma as u64 {
            tell(17, both(before.kinds, here.kinds));
        }
        self.of_run(i, here, &mut tell);
    }

    /// Where the token stands in its run of capitals, and what the run ends in.
    fn of_run(&self, i: usize, here: Cover, tell: &mut impl FnMut(u32, u64)) {
        let run = self.observed.run(i);
        let length = (run.last - run.first).min(5) as u64;
        let position = u64::from(i == run.first) | u64::from(i == run.last) << 1;
        tell(18, both(length, position));
        let last = self.context.word(run.last);
        let head = last.cues.0 & HEADS;
        tell(19, both(both(head.into(), (run.last - i).min(4) as u64), here.part));
        let first = self.context.word(run.first);
        tell(20, both(both(step(first.given), u64::from(first.cues.has(Cue::Title))), both((i - run.first).min(3) as u64, length)));
        tell(21, both(word_hash(self.context, run.last), u64::from(i == run.last)));
        tell(22, both(word_hash(self.context, run.first), u64::from(i == run.first)));
    }

    fn cover(&self, i: Option<usize>) -> Cover {
        i.map_or(Cover::default(), |i| self.observed.told(i))
    }
}

/// Heads of names of something.
const HEADS: u32 = {
    let all = [Cue::Organization, Cue::Street, Cue::Region, Cue::District, Cue::Water, Cue::Relief, Cue::Facility, Cue::Settlement, Cue::Group, Cue::Title];
    let (mut mask, mut i) = (0, 0);
    while i < all.len() {
        mask |= 1 << all[i] as u8;
        i += 1;
    }
    mask
};
