//! From the outcome for a toponym to the record of a mention.

use super::variant::variant;
use crate::document::{CandidateRecord, Mention, MentionKind};
use crate::gazetteer::{Layers, NameKind};
use crate::recognize::{Toponym, Usage};
use crate::resolve::{Candidate, Resolution};
use crate::variant::Variants;

/// Mentions that are less likely are not reported.
const THRESHOLD: f32 = 0.5;

/// Candidates below this share are not reported, but for the first.
const UNLIKELY: f32 = 0.01;

/// The record of a toponym, unless it is hardly a place; `like` is one of the same group, which shares its place.
pub(super) fn mention(text: &str, layers: &Layers, variants: Option<&Variants>, t: &Toponym, r: Resolution<'_>, like: Option<&Mention>) -> Option<Mention> {
    let best = r.candidates.first()?;
    if r.place_probability < THRESHOLD {
        return None;
    }
    let mut span = t.span;
    // The period of a short form belongs to it: Ala., Mass.
    if best.kind == NameKind::Abbreviation && !t.short && text[span.end..].starts_with('.') {
        span.end += 1;
    }
    let written = &text[span.range()];
    let demonym = best.kind == NameKind::Demonym;
    Some(Mention {
        span,
        text: written.to_owned(),
        kind: MentionKind::Place,
        usage: match t.usage {
            _ if demonym => Usage::Demonym,
            Usage::Demonym => Usage::Literal,
            other => other,
        },
        within: t.within,
        place: like.map_or_else(|| Some(layers.place(best.place)), |m| m.place.clone()),
        score: round(r.score()),
        candidates: like.map_or_else(|| candidates(layers, r.candidates), |m| m.candidates.clone()),
        variant: Some(variant(layers, variants, written, best, like)),
    })
}

/// The likely ones, the best one in any case.
fn candidates(layers: &Layers, all: &[Candidate]) -> Vec<CandidateRecord> {
    let likely = all.partition_point(|c| c.probability >= UNLIKELY).max(1);
    all[..likely].iter().map(|c| candidate(layers, c)).collect()
}

fn candidate(layers: &Layers, c: &Candidate) -> CandidateRecord {
    let g = layers.gazetteer(c.place);
    CandidateRecord {
        id: g.id(c.place.entry),
        name: g.name(c.place.entry).to_owned(),
        country: c.country(),
        point: c.point,
        score: round(c.probability),
        evidence: c.weights.evidence(),
    }
}

fn round(probability: f32) -> f32 {
    (probability * 1e4).round() / 1e4
}
