//! From overlapping names to a reading of the text: each token belongs to one name at most.

use super::context::Context;
use super::heads::{self, GenericWord};
use super::people::People;
use super::proposal::Toponym;
use super::rules;
use crate::gazetteer::{Bytes, Gazetteer};
use crate::matcher::Hit;

/// Names that are less likely than this are dropped before resolution; it can still drop more, and lift those between.
const FLOOR: f32 = -2.0;
/// What each further word adds when two readings compete for the same words.
const LENGTH_BONUS: f32 = 3.0;

/// The toponyms of a document in text order, none overlapping; their log-odds are above the floor.
pub(crate) fn recognize(context: &Context<'_>, layers: &[Gazetteer<Bytes>], hits: &[Hit]) -> Vec<Toponym> {
    let people = People::find(context);
    let mut proposals = propose(context, layers, hits);
    for t in &mut proposals {
        let generic = heads::find(context, t.first, t.last);
        rules::judge(context, &people, generic, t);
        if let Some(generic) = generic {
            add_full_name(context, layers, generic, t);
        }
    }
    proposals.retain(|t| t.log_odds > FLOOR);
    let rank = |t: &Toponym| t.log_odds + LENGTH_BONUS * (t.last - t.first) as f32;
    proposals.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.first.cmp(&b.first)));
    let mut taken = vec![false; context.tokens.len()];
    proposals.retain(|t| {
        let free = taken[t.first..=t.last].iter().all(|t| !t);
        if free {
            taken[t.first..=t.last].fill(true);
        }
        free
    });
    proposals.sort_by_key(|t| t.first);
    proposals
}

/// A name that has its generic word at the end of a list is also looked up together with it.
fn add_full_name(context: &Context<'_>, layers: &[Gazetteer<Bytes>], generic: GenericWord, t: &mut Toponym) {
    /// Log-odds for a name that exists with its generic word.
    const KNOWN: f32 = 2.5;
    let Some(key) = heads::full_key(context, t.first, t.last, generic) else { return };
    for (layer, gazetteer) in layers.iter().enumerate() {
        if let Some(name) = gazetteer.look_up(&key).name
            && !t.names.contains(&(layer, name))
        {
            t.names.push((layer, name));
            t.log_odds += KNOWN;
        }
    }
}

/// One toponym for each distinct span among the hits.
fn propose(context: &Context<'_>, layers: &[Gazetteer<Bytes>], hits: &[Hit]) -> Vec<Toponym> {
    let same = |a: &Hit, b: &Hit| a.start == b.start && a.end == b.end && a.stem == b.stem;
    let mut first = 0;
    hits.chunk_by(same)
        .filter_map(|group| {
            let h = &group[0];
            let is_at = |i: &usize| context.tokens.get(*i).is_some_and(|t| t.span.start >= h.start);
            first = (first..context.tokens.len()).find(is_at)?;
            let last = (first..context.tokens.len()).find(|&i| context.token(i).span.end >= h.end)?;
            Some(Toponym::from_hits(layers, group, first..=last, crate::Span::new(h.start, h.end)))
        })
        .collect()
}
