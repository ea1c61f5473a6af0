//! Mentions that name the container of another: "Paris, Texas", "Desna in the Chernigov region".

use crate::lexicon::Cue;
use crate::recognize::{Context, Head, Toponym};
use crate::text::Gap;

/// Two toponyms of which one says something of the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub first: usize,
    pub second: usize,
    /// Log-odds if it holds.
    pub weight: f32,
    /// Whether the words leave no other reading: "in the Sumy region", not "Sumy, Ukraine".
    pub plain: bool,
}

/// The pairs of neighbouring toponyms that are written as place, the first, and container.
pub(super) fn find<'a>(context: &'a Context<'_>, toponyms: &'a [Toponym]) -> impl Iterator<Item = Pair> + 'a {
    (1..toponyms.len()).flat_map(move |next| {
        let i = next - 1;
        let behind = after(context, &toponyms[i], &toponyms[next]);
        // "Paris, Lamar County, Texas"
        let beyond = behind.filter(|&w| w >= COMMA && toponyms.get(next + 1).is_some_and(|t| after(context, &toponyms[next], t).is_some_and(|w| w >= COMMA)));
        let ahead = before(context, &toponyms[i], &toponyms[next]);
        let pair = |first, second| move |weight| Pair { first, second, weight, plain: is_plain(&toponyms[second]) };
        [behind.map(pair(i, next)), beyond.map(pair(i, next + 1)), ahead.map(pair(next, i))].into_iter().flatten()
    })
}

/// The pairs of toponyms and the container that their sentence begins with: "In the Sumy region, the power went out in Putyvl".
pub(super) fn find_frames<'a>(context: &'a Context<'_>, toponyms: &'a [Toponym]) -> impl Iterator<Item = Pair> + 'a {
    const WEIGHT: f32 = 2.5;
    /// Tokens and toponyms of a sentence that its beginning speaks for at most.
    const REACH: usize = 40;
    const MOST: usize = 8;
    (0..toponyms.len()).filter(move |&frame| is_plain(&toponyms[frame]) && begins_sentence(context, &toponyms[frame])).flat_map(move |frame| {
        let outer = &toponyms[frame];
        let end = (outer.last + 1..context.tokens.len().min(outer.last + REACH)).find(|&i| context.starts_sentence(i)).unwrap_or(context.tokens.len());
        let inside = (frame + 1..toponyms.len()).take_while(move |&i| toponyms[i].first < end.min(outer.last + REACH)).take(MOST);
        inside.map(move |i| Pair { first: i, second: frame, weight: WEIGHT, plain: true })
    })
}

/// Whether only a word of place, and an article, stand between the beginning of the sentence and the name.
fn begins_sentence(context: &Context<'_>, t: &Toponym) -> bool {
    let Some(before) = context.before(t.first) else { return false };
    let located = |i: usize| context.has(i, Cue::Location) && context.starts_sentence(i);
    located(before) || context.before(before).is_some_and(|b| located(b) && !context.token(before).may_be_name())
}

/// The pairs of neighbouring toponyms that stand in one list: joined by a comma or a conjunction.
pub(super) fn find_lists<'a>(context: &'a Context<'_>, toponyms: &'a [Toponym]) -> impl Iterator<Item = Pair> + 'a {
    const WEIGHT: f32 = 1.5;
    let joined = |a: &Toponym, b: &Toponym| {
        let between = a.last + 1..b.first;
        match between.len() {
            0 => context.token(b.first).gap == Gap::Comma,
            1 => context.has(between.start, Cue::Conjunction) && context.token(b.first).gap == Gap::Space,
            _ => false,
        }
    };
    (1..toponyms.len()).filter(move |&i| joined(&toponyms[i - 1], &toponyms[i])).map(|i| Pair { first: i - 1, second: i, weight: WEIGHT, plain: false })
}

/// Whether the container is called what it is: a region, a district.
fn is_plain(outer: &Toponym) -> bool {
    matches!(outer.head, Some(Head::Region | Head::District))
}

const COMMA: f32 = 6.0;
/// How many words may stand between a place and its container: "in the northern".
const REACH: usize = 5;

/// The container stands after the place.
fn after(context: &Context<'_>, inner: &Toponym, outer: &Toponym) -> Option<f32> {
    let between = inner.last + 1..outer.first;
    if between.is_empty() {
        return match context.token(outer.first).gap {
            Gap::Comma | Gap::Open => Some(COMMA),
            Gap::Space if outer.facts.abbreviation || outer.facts.country => Some(4.0),
            _ => None,
        };
    }
    let connected = between.len() <= REACH
        && (between.start..=outer.first).all(|i| matches!(context.token(i).gap, Gap::Space | Gap::Line | Gap::Comma))
        && between.clone().all(|i| !context.token(i).may_be_name());
    let located = || between.clone().any(|i| context.has(i, Cue::Container));
    (connected && located()).then_some(5.0)
}

/// The container stands before the place: "Texas town of Paris", "Ukraine's Sumy", "Donetsk region's Bakhmut".
fn before(context: &Context<'_>, outer: &Toponym, inner: &Toponym) -> Option<f32> {
    let between = outer.last + 1..inner.first;
    let unbroken = between.len() <= REACH && (between.start..=inner.first).all(|i| matches!(context.token(i).gap, Gap::Space | Gap::Line));
    if !unbroken {
        return None;
    }
    if between.is_empty() {
        return context.token(outer.last).is_possessive().then_some(3.0);
    }
    let plain = between.clone().all(|i| !context.token(i).may_be_name());
    let headed = || between.clone().any(|i| context.word(i).cues.has_any(&[Cue::Settlement, Cue::District, Cue::Region]));
    (plain && headed()).then_some(3.5)
}
