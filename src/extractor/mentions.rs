//! From the outcome for a toponym to the record of a mention.

use super::shared::Shared;
use super::variant::variant;
use crate::document::{Admin1Focus, CandidateRecord, Mention, MentionKind};
use crate::gazetteer::{NameKind, Place, PlaceRef};
use crate::lexicon::Cue;
use crate::model::NameClass;
use crate::recognize::{Context, NameSpan, Toponym, Usage};
use crate::resolve::{Candidate, Resolution};
use crate::span::Span;

/// Places that are less likely are not reported.
pub(super) const LEAST_PROBABILITY: f32 = 0.5;
/// The same for names of persons and of anything else: their ends are doubtful more often than they are.
const PERSON_THRESHOLD: f32 = 0.4;
const NAME_THRESHOLD: f32 = 0.3;

/// Candidates below this share are not reported, but for the first.
const UNLIKELY: f32 = 0.02;

/// The record of a toponym, unless it is less likely a place than `least`; `like` is one of the same group, which shares its place.
pub(super) fn mention(text: &str, shared: &Shared, t: &Toponym, r: Resolution<'_>, like: Option<&Mention>, least: f32) -> Option<Mention> {
    if r.place_probability < least {
        return None;
    }
    let Some(best) = r.candidates.first() else { return Some(nowhere(text, t, r.place_probability)) };
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
        usage: Some(match t.usage {
            _ if demonym => Usage::Demonym,
            Usage::Demonym => Usage::Literal,
            other => other,
        }),
        within: t.within,
        place: like.map_or_else(|| Some(place(shared, best.place)), |m| m.place.clone()),
        footing: None,
        actor: None,
        score: round(r.score()),
        candidates: like.map_or_else(|| candidates(shared, r.candidates), |m| m.candidates.clone()),
        variant: Some(variant(&shared.layers, shared.variants.get(), written, best, like)),
    })
}

/// The record of a place that no gazetteer holds.
fn nowhere(text: &str, t: &Toponym, probability: f32) -> Mention {
    Mention { usage: Some(t.usage), within: t.within, ..Mention::unresolved(text, t.span, MentionKind::Place, round(probability)) }
}

/// The record of a name of something else than a place.
pub(super) fn named(context: &Context<'_>, name: &NameSpan) -> Option<Mention> {
    let kind = match name.class {
        NameClass::Person => MentionKind::Person,
        NameClass::Organization if context.has(name.last, Cue::Group) => MentionKind::Group,
        NameClass::Organization => MentionKind::Organization,
        NameClass::Place | NameClass::Other => return None,
    };
    // The article of one word is none of its name: the Pentagon.
    let article = kind != MentionKind::Person && name.last == name.first + 1 && context.tokens.fold(name.first) == "the";
    let first = if article { name.last } else { name.first };
    let span = Span::new(context.token(first).span.start, context.token(name.last).stem_end());
    let least = if kind == MentionKind::Person { PERSON_THRESHOLD } else { NAME_THRESHOLD };
    (name.probability >= least).then(|| Mention::unresolved(context.text, span, kind, round(name.probability)))
}

/// What is told of an entry.
fn place(shared: &Shared, at: PlaceRef) -> Place {
    let place = shared.layers.place(at);
    Place { country: shared.country(at, place.country), ..place }
}

/// What is told of a first-level division that a text is about.
pub(super) fn division(shared: &Shared, at: PlaceRef) -> Admin1Focus {
    let Place { id, name, country, .. } = place(shared, at);
    Admin1Focus { country, id, name, score: 0.0 }
}

/// The likely ones, the best one in any case.
fn candidates(shared: &Shared, all: &[Candidate]) -> Vec<CandidateRecord> {
    let likely = all.partition_point(|c| c.probability >= UNLIKELY).max(1);
    all[..likely].iter().map(|c| candidate(shared, c)).collect()
}

fn candidate(shared: &Shared, c: &Candidate) -> CandidateRecord {
    let g = shared.layers.gazetteer(c.place);
    CandidateRecord {
        id: g.id(c.place.entry),
        name: g.name(c.place.entry).to_owned(),
        country: shared.country(c.place, c.country()),
        point: c.point,
        score: round(c.probability),
        evidence: c.weights.evidence(),
    }
}

fn round(probability: f32) -> f32 {
    (probability * 1e4).round() / 1e4
}
