//! What a text calls a place when it comes back to it: Columbus … *the New Mexico village*, the Congo … *the river*.

use super::containment::Pair;
use crate::format::hash;
use crate::lexicon::Cue;
use crate::recognize::{Context, Head, Toponym, head_of};
use crate::text::Gap;

/// A description that may take up a name before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct TakenUp {
    /// The toponym that may be meant.
    pub toponym: usize,
    /// What it is called.
    pub head: Head,
}

/// Toponyms and tokens before a description that it may take up.
const ANTECEDENTS: usize = 4;
const REACH: usize = 60;

/// Places and the containers by which they are described afterwards: "the Belizean district", "a Volyn town".
pub(super) fn find_containers<'a>(context: &'a Context<'_>, toponyms: &'a [Toponym]) -> impl Iterator<Item = Pair> + 'a {
    const WEIGHT: f32 = 3.0;
    (1..toponyms.len()).filter(|&outer| is_description(context, &toponyms[outer])).flat_map(move |outer| {
        antecedents(toponyms, outer, toponyms[outer].first).map(move |first| Pair { first, second: outer, weight: WEIGHT, plain: false })
    })
}

/// Names that a bare "the river", "the island" may take up. Of settlements it says nothing: nearly all places are some.
pub(super) fn find_taken_up<'a>(context: &'a Context<'_>, toponyms: &'a [Toponym]) -> impl Iterator<Item = TakenUp> + 'a {
    let the = hash::word("the");
    let mut next = 0;
    // Most words are not that one, which their hashes tell.
    let articles = (0..if context.is_english { context.tokens.len() } else { 0 }).filter(move |&i| context.hash(i) == the);
    let described = articles.filter_map(move |i| {
        next += toponyms[next..].iter().take_while(|t| t.last < i).count();
        Some((next, i, bare_head(context, i)?))
    });
    described.flat_map(move |(next, at, head)| antecedents(toponyms, next, at).map(move |toponym| TakenUp { toponym, head }))
}

/// The toponyms not far before a token, the first of which is not before the toponym of the number `next`.
fn antecedents(toponyms: &[Toponym], next: usize, at: usize) -> impl Iterator<Item = usize> {
    (next.saturating_sub(ANTECEDENTS)..next).filter(move |&i| at - toponyms[i].last <= REACH)
}

/// Whether the name stands in a description: behind an article, and before a generic word in small letters that nothing
/// belongs to. "The Texas town of Paris" is about what follows.
fn is_description(context: &Context<'_>, t: &Toponym) -> bool {
    let Some(head) = context.after(t.last).filter(|_| context.is_english && !context.token(t.last).is_possessive()) else { return false };
    let settled = context.word(head).cues.has_any(&[Cue::Settlement, Cue::District]) && !context.token(head).is_capitalized();
    settled && ends(context, head) && context.before(t.first).is_some_and(|b| matches!(context.tokens.stem(b), "the" | "a" | "an"))
}

/// The kind of water, land or building that a description without a name tells.
fn bare_head(context: &Context<'_>, article: usize) -> Option<Head> {
    let noun = context.after(article).filter(|&i| !context.token(i).may_be_name())?;
    head_of(context, noun).filter(|head| matches!(head, Head::Water | Head::Relief) && ends(context, noun))
}

/// Whether nothing belongs to a generic word: no "of", no name.
fn ends(context: &Context<'_>, head: usize) -> bool {
    context
        .tokens
        .get(head + 1)
        .is_none_or(|next| next.gap != Gap::Hyphen && context.tokens.stem(head + 1) != "of" && !(next.gap == Gap::Space && next.may_be_name()))
}
