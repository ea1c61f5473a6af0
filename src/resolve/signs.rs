//! What is known of a mention once its document is resolved: the signs from which a model tells how likely it is a place,
//! and how likely the best candidate is the right one.

use super::candidate::Candidate;
use super::evidence::Rule::{Containment, Coordination, GenericHead, InUse, Nearby, SameAdmin1, SameCountry, Spelling};
use super::sort::Sort;
use crate::model::{PLACE_SIGNS, REFERENT_SIGNS};
use crate::recognize::{Toponym, Usage};

/// The signs that a toponym is a place; without a candidate, that it is one which no gazetteer holds.
pub(super) fn of_place(t: &Toponym, best: Option<&Candidate>) -> [f32; PLACE_SIGNS] {
    let (with, against) = (t.ruled.clamp(0.0, 6.0), t.ruled.clamp(-6.0, 0.0));
    let Some(best) = best else { return [1.0, t.log_odds, 1.0, t.log_odds, with, against, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0] };
    let document = best.weights.of(&[SameCountry, SameAdmin1, Nearby]);
    let known = is_known(best);
    let (well, little) = if known { (document, 0.0) } else { (0.0, document) };
    let local = best.weights.of(&[Containment, GenericHead, Coordination]).clamp(0.0, 6.0);
    let anachronism = best.weights.of(&[InUse]).min(0.0);
    let embedded = f32::from(t.usage == Usage::Embedded);
    let spelling = best.weights.of(&[Spelling]);
    // Where the words around speak of a place, a name spelled otherwise is none the less one: what corpora hold no example of.
    let alone = if local > 0.0 || t.located { 0.0 } else { spelling };
    let words = (t.last - t.first).min(3) as f32;
    [1.0, t.log_odds, 0.0, 0.0, with, against, embedded, share(best).ln(), local, well, little, f32::from(!known), anachronism, alone, words]
}

/// The signs that the best of the candidates is the one meant.
pub(super) fn of_referent(t: &Toponym, candidates: &[Candidate], misplaced: bool) -> [f32; REFERENT_SIGNS] {
    let [best, rest @ ..] = candidates else { return [0.0; REFERENT_SIGNS] };
    let share = share(best);
    let gap = rest.first().map_or(8.0, |second| (best.score - second.score).clamp(0.0, 8.0));
    [
        1.0,
        (share / (1.01 - share)).ln(),
        gap,
        f32::from(misplaced),
        f32::from(best.is_small_settlement()),
        f32::from(matches!(best.sort, Sort::Country | Sort::Continent)),
        best.weights.of(&[Spelling]),
        best.weights.of(&[Containment, GenericHead, Coordination]).clamp(-2.0, 6.0),
        best.weights.of(&[SameCountry, SameAdmin1]),
        best.weights.of(&[Nearby]),
        t.log_odds.clamp(-4.0, 8.0),
        (best.population.max(1) as f32).log10(),
    ]
}

fn is_known(c: &Candidate) -> bool {
    /// Candidates of so many inhabitants are known.
    const KNOWN: u32 = 200_000;
    matches!(c.sort, Sort::Country | Sort::Admin1 | Sort::Continent | Sort::Region | Sort::Water | Sort::Relief) || c.population > KNOWN
}

fn share(c: &Candidate) -> f32 {
    c.probability.max(0.01)
}
