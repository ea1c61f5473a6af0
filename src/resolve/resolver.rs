//! The joint resolution of a document.

use super::candidate::{Candidate, Sort};
use super::containment;
use super::groups::{self, Group};
use super::hints::Hints;
use super::support::Support;
use crate::gazetteer::{Bytes, Gazetteer};
use crate::recognize::{Context, Toponym};
use crate::text::separator;

/// The outcome for one toponym.
#[derive(Clone, Debug)]
pub(crate) struct Resolution {
    /// Best first.
    pub candidates: Vec<Candidate>,
    /// Probability that this is a mention of a place, the document considered: 0 to 1.
    pub place_probability: f32,
}

/// How often the candidates are judged by each other's probabilities at most.
const MOST_ROUNDS: usize = 8;
/// They are settled when no probability changes by more.
const SETTLED: f32 = 0.01;
/// How much the logarithm of the best share counts towards being a place at all.
const AMBIGUITY: f32 = 0.8;
/// Candidates reported.
const REPORTED: usize = 6;

/// Resolves the toponyms of a document together. Linear in the mentions, for a bounded number of candidates each.
pub(crate) fn resolve(context: &Context<'_>, layers: &[Gazetteer<Bytes>], toponyms: &[Toponym], hints: &Hints) -> Vec<Resolution> {
    let keys: Vec<String> = toponyms.iter().map(|t| key(context, t)).collect();
    let mut groups = groups::gather(layers, toponyms, &keys, hints);
    let mut group_of = vec![0; toponyms.len()];
    for (g, group) in groups.iter().enumerate() {
        for &m in &group.members {
            group_of[m] = g;
        }
    }
    groups::apply_containments(layers, &mut groups, &group_of, &containment::find(context, toponyms));
    groups::apply_lists(&mut groups, &group_of, &containment::find_lists(context, toponyms));
    let slots = groups::keep_strongest(layers, &mut groups);
    judge(&mut groups, slots);
    (0..toponyms.len())
        .map(|i| {
            let group = &groups[group_of[i]];
            Resolution {
                place_probability: place_probability(&toponyms[i], group.candidates.first()),
                candidates: group.candidates.iter().take(REPORTED).cloned().collect(),
            }
        })
        .collect()
}

/// Mean-field: every group is judged by the shares the others gave their candidates the round before.
fn judge(groups: &mut [Group], slots: groups::Slots) {
    let mut support = Support::none(slots);
    for round in 0..=MOST_ROUNDS {
        if round > 0 {
            support = Support::of(groups, slots);
        }
        let changes = groups.iter_mut().enumerate().map(|(i, g)| support.judge(i, g));
        let change = changes.fold(0.0, f32::max);
        if round > 0 && change < SETTLED {
            break;
        }
    }
    for (i, g) in groups.iter_mut().enumerate() {
        support.record(i, g);
        g.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.layer.cmp(&b.layer)).then(a.entry.cmp(&b.entry)));
    }
}

/// A name that the rest of the document supports is a place more likely; an obscure one that nothing supports, less.
fn place_probability(t: &Toponym, best: Option<&Candidate>) -> f32 {
    let Some(best) = best else { return 0.0 };
    use super::evidence::Rule::*;
    let of = |rules: &[super::evidence::Rule]| best.weights.of(rules);
    let local = of(&[Containment, GenericHead, Coordination]).max(0.0);
    let document = of(&[SameCountry, SameAdmin1, Nearby]);
    let known = matches!(best.sort, Sort::Country | Sort::Admin1 | Sort::Continent | Sort::Region | Sort::Water | Sort::Relief) || best.population > 200_000;
    let fit = 0.7 * local + if known { 0.15 * document } else { 0.45 * document - 1.2 };
    // A spelling of many equally likely meanings is less likely to be any of them.
    let doubt = AMBIGUITY * best.probability.max(0.01).ln();
    1.0 / (1.0 + (-(t.log_odds + fit + doubt)).exp())
}

/// The folded spelling.
fn key(context: &Context<'_>, t: &Toponym) -> String {
    let mut key = String::new();
    for i in t.first..=t.last {
        if i > t.first {
            key.push_str(separator(context.token(i).gap));
        }
        key.push_str(if i == t.last && t.span.end == context.token(i).stem_end() { context.tokens.stem(i) } else { context.tokens.fold(i) });
    }
    key
}
