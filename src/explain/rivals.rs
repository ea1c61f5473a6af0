//! What candidates that were not chosen lack, or have over the chosen one.

use super::explanation::{Reason, Rival};
use super::others::Others;
use super::phrases::contrast;
use super::title::titled;
use crate::document::CandidateRecord;
use crate::resolve::{Evidence, Rule};

/// Smaller differences, in log-odds, explain nothing.
const LEAST: f32 = 0.3;

/// All candidates but the first, which was chosen.
pub(super) fn rivals(candidates: &[CandidateRecord], others: &Others<'_>) -> Vec<Rival> {
    let Some((chosen, rest)) = candidates.split_first() else { return Vec::new() };
    rest.iter().map(|c| rival(c, chosen, others)).collect()
}

fn rival(c: &CandidateRecord, chosen: &CandidateRecord, others: &Others<'_>) -> Rival {
    Rival {
        id: c.id.clone(),
        place: titled(&c.name, others.admin1_of(&c.id), c.country),
        share: c.score,
        distance_km: c.point.distance_km(chosen.point),
        differences: differences(c, chosen),
    }
}

fn differences(c: &CandidateRecord, chosen: &CandidateRecord) -> Vec<Reason> {
    let weight = |c: &CandidateRecord, rule: Rule| c.evidence.iter().filter(|e| e.rule == rule).map(|e| e.weight).sum::<f32>();
    let unshared = chosen.evidence.iter().filter(|e| c.evidence.iter().all(|own| own.rule != e.rule));
    let all = c.evidence.iter().chain(unshared);
    let differing = all.map(|e| Evidence { weight: weight(c, e.rule) - weight(chosen, e.rule), ..*e }).filter(|e| e.weight.abs() >= LEAST);
    let mut differences: Vec<Reason> = differing.map(|e| Reason { words: contrast(e.rule, e.weight > 0.0).to_owned(), evidence: e }).collect();
    differences.sort_by(|a, b| order(&a.evidence).total_cmp(&order(&b.evidence)));
    differences
}

/// The most lacking first, then the most exceeding.
fn order(e: &Evidence) -> f32 {
    if e.weight < 0.0 { e.weight } else { 1.0 / e.weight }
}
