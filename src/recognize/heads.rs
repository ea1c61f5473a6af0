//! Generic words beside a name: Chernigov *region*, *village of* Desna, Lumpkin and White *counties*.

use super::context::Context;
use super::proposal::{Head, Toponym};
use crate::lexicon::Cue;
use crate::text::{Gap, separator};
use crate::variant::RoadKind;

/// What generic words are of.
pub(super) const GENERIC: [Cue; 8] = [Cue::Region, Cue::District, Cue::Settlement, Cue::Water, Cue::Relief, Cue::Facility, Cue::Street, Cue::Organization];

/// A generic word that belongs to a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GenericWord {
    pub head: Head,
    /// The token.
    pub at: usize,
}

/// The generic word of the name from token `first` to `last`, if it has one: after it, or before it with "of".
pub(crate) fn find(context: &Context<'_>, first: usize, last: usize) -> Option<GenericWord> {
    let word = |i: usize| head_of(context, i).map(|head| GenericWord { head, at: i });
    let after = context.after(last).filter(|&a| !context.token(last).is_possessive() && !is_of_organization(context, a)).and_then(word);
    if let Some(generic) = after.or_else(|| of_list(context, last).and_then(word)) {
        return Some(generic);
    }
    let before = context.before(first)?;
    let stem = context.tokens.stem(before);
    if stem == "of" {
        return context.before(before).and_then(word);
    }
    // Cyrillic puts the generic word first without "of": в городе Чернигове; waters go first in English too: Lake Lanier.
    let water = context.has(before, Cue::Water) && context.token(before).is_capitalized();
    word(before).filter(|_| !stem.is_ascii() || water)
}

/// The generic word before an adjective in small letters, which becomes part of the name: województwo lwowskie.
pub(super) fn take_in(context: &Context<'_>, t: &mut Toponym) -> Option<GenericWord> {
    if t.derived != Some(RoadKind::Adjective) || context.token(t.first).is_capitalized() {
        return None;
    }
    let before = context.before(t.first).filter(|&b| context.token(t.first).gap == Gap::Space && context.tokens.stem(b).is_ascii())?;
    let head = head_of(context, before).filter(|head| matches!(head, Head::Region | Head::District))?;
    t.first = before;
    t.span = context.token(before).span.union(t.span);
    Some(GenericWord { head, at: before })
}

/// Whether a word that could be generic is a part of what an organization is called: Kansas *State* University.
fn is_of_organization(context: &Context<'_>, i: usize) -> bool {
    let next = context.after(i).filter(|&next| context.token(i).is_capitalized() && context.token(next).is_capitalized());
    next.is_some_and(|next| context.has(next, Cue::Organization))
}

/// The kind of place that a word tells.
pub(crate) fn head_of(context: &Context<'_>, i: usize) -> Option<Head> {
    const HEADS: [(Cue, Head); 6] = [
        (Cue::Region, Head::Region),
        (Cue::District, Head::District),
        (Cue::Settlement, Head::Settlement),
        (Cue::Water, Head::Water),
        (Cue::Relief, Head::Relief),
        (Cue::Facility, Head::Facility),
    ];
    let cues = context.word(i).cues;
    HEADS.into_iter().find(|(cue, _)| cues.has(*cue)).map(|(_, head)| head)
}

/// "Chernigov, Kiev and Sumy regions": the plural generic word at the end of a list goes for each of it.
fn of_list(context: &Context<'_>, last: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let mut conjunction = false;
    for i in last + 1..context.tokens.len().min(last + LONGEST) {
        let token = context.token(i);
        let stem = context.tokens.stem(i);
        if token.may_be_name() {
            if !matches!(token.gap, Gap::Space | Gap::Comma | Gap::Hyphen | Gap::Line) {
                return None;
            }
        } else if context.has(i, Cue::Conjunction) {
            conjunction = true;
        } else {
            let plural = stem.ends_with(['s', 'и', 'ы', 'і', 'х']) || stem.ends_with("ей");
            return (conjunction && plural && token.gap == Gap::Space).then_some(i);
        }
    }
    None
}

/// The key of the name with its generic word in the singular behind it: "White and Lumpkin counties" → `white county`.
/// The plural is undone by the rules of English (-ies, -s). Says whether there is such a key.
pub(super) fn full_key(context: &Context<'_>, first: usize, last: usize, generic: GenericWord, key: &mut String) -> bool {
    key.clear();
    // A generic word right behind the name is part of a longer name, which was found by itself.
    if generic.at <= last + 1 {
        return false;
    }
    for i in first..=last {
        key.push_str(context.tokens.stem(i));
        key.push_str(context.tokens.get(i + 1).map_or(" ", |next| separator(next.gap)));
    }
    let word = context.tokens.stem(generic.at);
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(root), _) => key.extend([root, "y"]),
        (None, Some(root)) => key.push_str(root),
        (None, None) => key.push_str(word),
    }
    true
}
