//! Mentions that name the container of another: "Paris, Texas", "Desna in the Chernigov region".

use crate::lexicon::Cue;
use crate::recognize::{Context, Toponym};
use crate::text::Gap;

/// The second toponym may name what the first lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Containment {
    pub inner: usize,
    pub outer: usize,
    /// Log-odds if it holds.
    pub weight: f32,
}

/// The pairs of neighbouring toponyms that are written as place and container.
pub(super) fn find(context: &Context<'_>, toponyms: &[Toponym]) -> Vec<Containment> {
    let mut pairs = Vec::new();
    for i in 0..toponyms.len().saturating_sub(1) {
        if let Some(weight) = after(context, &toponyms[i], &toponyms[i + 1]) {
            pairs.push(Containment { inner: i, outer: i + 1, weight });
            // "Paris, Lamar County, Texas"
            if weight >= COMMA && i + 2 < toponyms.len() && after(context, &toponyms[i + 1], &toponyms[i + 2]).is_some_and(|w| w >= COMMA) {
                pairs.push(Containment { inner: i, outer: i + 2, weight });
            }
        }
        if let Some(weight) = before(context, &toponyms[i], &toponyms[i + 1]) {
            pairs.push(Containment { inner: i + 1, outer: i, weight });
        }
    }
    pairs
}

/// The pairs of neighbouring toponyms that stand in one list: joined by a comma or a conjunction.
pub(super) fn find_lists(context: &Context<'_>, toponyms: &[Toponym]) -> Vec<(usize, usize)> {
    let joined = |a: &Toponym, b: &Toponym| {
        let between = a.last + 1..b.first;
        match between.len() {
            0 => context.token(b.first).gap == Gap::Comma,
            1 => context.has(between.start, Cue::Conjunction) && context.token(b.first).gap == Gap::Space,
            _ => false,
        }
    };
    (1..toponyms.len()).filter(|&i| joined(&toponyms[i - 1], &toponyms[i])).map(|i| (i - 1, i)).collect()
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
    (connected && located()).then_some(4.0)
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
