//! From overlapping names to a reading of the text: each token belongs to one name at most.

use super::context::Context;
use super::facts::FactsOfNames;
use super::heads::{self, GenericWord};
use super::people::People;
use super::proposal::{Lead, NameFacts, NameRef, Toponym};
use super::rules;
use super::tagger::{NameSpan, Tagger};
use crate::gazetteer::Layers;
use crate::lexicon::Cue;
use crate::matcher::Hit;
use crate::model::Model;
use crate::span::Span;
use crate::text::{Gap, Tokens};
use crate::variant::{Road, RoadKind};
#[cfg(feature = "train")]
use {super::observed::Island, crate::model::Attribute};

/// Names that are less likely than this are dropped before resolution; it can still drop more, and lift those between.
const FLOOR: f32 = -3.5;
/// The same for those that no list holds, which are few: a listed name that they are a spelling of lifts them.
const FLOOR_UNLISTED: f32 = -4.0;
/// What speaks for a toponym that somebody else recognised.
const GIVEN: f32 = 6.0;
/// How much of what a road says against the name it says against there being a name.
const ROAD: f32 = 0.35;
/// What speaks for a name of a gazetteer that is laid over another: its owner looks for it.
const OWN: f32 = 3.0;
/// What speaks for a listed name with a direction beside that without it: whoever means a part writes it small.
const DIRECTION_BONUS: f32 = 2.0;
/// What each further word adds when two readings compete for the same words.
const LENGTH_BONUS: f32 = 3.0;

/// The recogniser, with the room it works in. One serves documents of one extractor.
#[derive(Debug, Default)]
pub(crate) struct Recognizer {
    people: People,
    tagger: Tagger,
    facts: FactsOfNames,
    /// Log-odds and index of each toponym.
    ranks: Vec<(f32, usize)>,
    /// For each token, whether it belongs to a name.
    taken: Vec<bool>,
    /// For each toponym, whether it is kept.
    chosen: Vec<bool>,
    key: String,
    /// Names of the toponyms.
    names: Vec<Lead>,
    toponyms: Vec<Toponym>,
}

/// What the recogniser found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recognized<'r> {
    /// Toponyms in text order, none overlapping; their log-odds are above the floor.
    pub all: &'r [Toponym],
    leads: &'r [Lead],
    /// Names of anything, in text order, none overlapping; toponyms may stand inside.
    pub names: &'r [NameSpan],
}

impl<'r> Recognized<'r> {
    /// The listed names that a toponym may be.
    pub fn leads(self, t: &Toponym) -> &'r [Lead] {
        &self.leads[t.names.clone()]
    }
}

impl Recognizer {
    /// The names of a document. `roads` are those of the hits, or nothing if all are listed as they are spelled. With a
    /// model, it judges what is a name; without one, rules do.
    pub fn recognize(&mut self, context: &Context<'_>, layers: &Layers, hits: &[Hit], roads: &[Road], model: Option<&Model>) -> Recognized<'_> {
        self.people.find(context);
        self.propose_all(context, layers, hits, roads);
        match model {
            Some(model) => {
                self.tagger.tag(model, context, &self.people, &mut self.toponyms);
                self.add_unlisted(context);
                for t in self.toponyms.iter_mut().filter(|t| is_likely(t)) {
                    rules::embed(self.tagger.around(context, t), t);
                    t.ruled = rules::weigh(context, &self.people, t);
                }
            }
            None => {
                self.tagger.clear();
                for t in &mut self.toponyms {
                    t.log_odds += rules::weigh(context, &self.people, t);
                    rules::embed(rules::enclosing_name(context, t), t);
                }
            }
        }
        self.toponyms.retain(is_likely);
        self.choose(context, if model.is_some() { 0.0 } else { LENGTH_BONUS });
        self.recognized()
    }

    /// The toponyms at spans that somebody else recognised, in text order: each is one, whatever the words around say. Of spans
    /// that overlap the first counts.
    pub fn recognize_at(&mut self, context: &Context<'_>, layers: &Layers, hits: &[Hit], roads: &[Road], spans: &[Span]) -> Recognized<'_> {
        self.people.find(context);
        self.tagger.clear();
        self.propose_all(context, layers, hits, roads);
        let proposed = std::mem::take(&mut self.toponyms);
        let (mut next, mut candidates) = (0, &proposed[..]);
        for &span in spans {
            let Some(first) = (next..context.tokens.len()).find(|&i| context.token(i).span.end > span.start) else { break };
            let Some(last) = (first..context.tokens.len()).take_while(|&i| context.token(i).span.start < span.end).last() else { continue };
            next = last + 1;
            candidates = &candidates[candidates.partition_point(|t| t.first < first)..];
            // A name inside it is meant if only generic words stand around: Riverside Park, the City of York.
            let inside = candidates.iter().take_while(|t| t.first <= last).filter(|t| t.last <= last);
            let longest = inside.filter(|t| is_all_of(context, t, first, last)).max_by_key(|t| (t.last - t.first, std::cmp::Reverse(t.first)));
            let mut t = longest.map_or_else(|| unproposed(context, first, last, span, GIVEN), |t| Toponym { span, log_odds: GIVEN, ..t.clone() });
            t.ruled = rules::weigh(context, &self.people, &t);
            self.toponyms.push(t);
        }
        self.recognized()
    }

    /// Leads toponyms of the last document to more names: those of hits that stand exactly where they do. Where none stands,
    /// one is made.
    pub fn lead(&mut self, context: &Context<'_>, layers: &Layers, hits: &[(Hit, Road)]) -> Recognized<'_> {
        for group in hits.chunk_by(|(a, _), (b, _)| a.span == b.span) {
            let Some(at) = self.at(context, group[0].0.span) else { continue };
            let t = &mut self.toponyms[at];
            let from = self.names.len();
            self.names.extend_from_within(t.names.clone());
            for (hit, road) in group {
                let name = NameRef { layer: hit.layer as u32, name: hit.name.number };
                t.facts = t.facts.union(self.facts.get(layers, name));
                self.names.push(Lead { name, road: *road });
            }
            t.names = from..self.names.len();
            t.ruled = rules::weigh(context, &self.people, t);
        }
        self.recognized()
    }

    /// The toponym at a span: the one that is there, or a new one instead of those inside.
    fn at(&mut self, context: &Context<'_>, span: Span) -> Option<usize> {
        let from = self.toponyms.partition_point(|t| t.span.end <= span.start);
        let inside = self.toponyms[from..].iter().take_while(|t| t.span.start < span.end).count();
        if let [t] = &self.toponyms[from..from + inside]
            && t.span == span
        {
            return Some(from);
        }
        if self.toponyms[from..from + inside].iter().any(|t| t.span.start < span.start || span.end < t.span.end) {
            return None;
        }
        let (first, last) = tokens_of(context.tokens, 0, span)?;
        let log_odds = self.toponyms[from..from + inside].iter().fold(0.0, |most: f32, t| most.max(t.log_odds));
        self.toponyms.splice(from..from + inside, [unproposed(context, first, last, span, log_odds)]);
        Some(from)
    }

    /// The names of the last document.
    pub fn recognized(&self) -> Recognized<'_> {
        Recognized { all: &self.toponyms, leads: &self.names, names: &self.tagger.names }
    }

    /// One toponym for each distinct span among the hits.
    fn propose_all(&mut self, context: &Context<'_>, layers: &Layers, hits: &[Hit], roads: &[Road]) {
        self.toponyms.clear();
        self.names.clear();
        let (mut first, mut at) = (0, 0);
        for group in hits.chunk_by(|a, b| a.span == b.span && a.stem == b.stem) {
            let roads = roads.get(at..at + group.len()).unwrap_or_default();
            at += group.len();
            let Some(tokens) = tokens_of(context.tokens, first, group[0].span) else { continue };
            first = tokens.0;
            if is_generic_part(context, tokens) {
                continue;
            }
            let mut t = self.propose(layers, group, roads, tokens);
            let generic = heads::find(context, t.first, t.last).or_else(|| heads::take_in(context, &mut t));
            rules::describe(context, generic, &mut t);
            let own = self.names[t.names.clone()].iter().any(|lead| lead.name.layer > 0);
            t.log_odds = if own { OWN } else { 0.0 } - ROAD * roads.iter().map(Road::weight).min_by(f32::total_cmp).unwrap_or(0.0);
            if let Some(generic) = generic {
                self.add_full_name(context, layers, generic, &mut t);
            }
            self.toponyms.push(t);
        }
        self.drop_swallowed_endings(context);
    }

    /// Nairobi's matatus: a name that is listed with an s at its end too (Nairobis, in other languages) is read without, unless
    /// more is known by it (St. John's).
    fn drop_swallowed_endings(&mut self, context: &Context<'_>) {
        let ends = |t: &Toponym| t.span.end - context.token(t.last).stem_end();
        for i in (0..self.toponyms.len()).rev() {
            let t = &self.toponyms[i];
            if !context.token(t.last).is_possessive() || ends(t) == 0 {
                continue;
            }
            let mut beside = self.toponyms[i.saturating_sub(1)..].iter().take(3);
            let without = beside.find(|o| (o.first, o.last) == (t.first, t.last) && ends(o) == 0);
            if without.is_some_and(|o| o.facts.population >= t.facts.population) {
                self.toponyms.remove(i);
            }
        }
    }

    /// Place names that the gazetteer does not hold.
    fn add_unlisted(&mut self, context: &Context<'_>) {
        for &(first, last, log_odds) in &self.tagger.unlisted {
            let at = self.toponyms.partition_point(|t| t.first <= first);
            let span = Span::new(context.token(first).span.start, context.token(last).stem_end());
            self.toponyms.insert(at, unproposed(context, first, last, span, log_odds));
        }
    }

    fn propose(&mut self, layers: &Layers, hits: &[Hit], roads: &[Road], (first, last): (usize, usize)) -> Toponym {
        let from = self.names.len();
        let all = roads.iter().copied().chain(std::iter::repeat(Road::LISTED));
        self.names.extend(hits.iter().zip(all).map(|(h, road)| Lead { name: NameRef { layer: h.layer as u32, name: h.name.number }, road }));
        let facts = self.names[from..].iter().map(|lead| self.facts.get(layers, lead.name)).fold(NameFacts::default(), NameFacts::union);
        Toponym {
            first,
            last,
            span: hits[0].span,
            names: from..self.names.len(),
            facts,
            derived: roads.first().map(|road| road.kind).filter(|kind| matches!(kind, RoadKind::Adjective | RoadKind::RegionNoun)),
            inflected: roads.iter().any(|road| road.kind == RoadKind::Inflection),
            ..Toponym::default()
        }
    }

    /// A name that has its generic word at the end of a list is also looked up together with it.
    fn add_full_name(&mut self, context: &Context<'_>, layers: &Layers, generic: GenericWord, t: &mut Toponym) {
        /// Log-odds for a name that exists with its generic word.
        const KNOWN: f32 = 2.5;
        if !heads::full_key(context, t.first, t.last, generic, &mut self.key) {
            return;
        }
        for (layer, gazetteer) in (0..).zip(layers.gazetteers()) {
            let Some(name) = gazetteer.look_up(&self.key).name else { continue };
            let name = NameRef { layer, name };
            // The names just proposed are the last of the list.
            if self.names[t.names.clone()].iter().all(|lead| lead.name != name) {
                self.names.push(Lead { name, road: Road::LISTED });
                t.names.end += 1;
                t.log_odds += KNOWN;
            }
        }
    }

    /// Keeps the best reading: each token belongs to one name at most.
    fn choose(&mut self, context: &Context<'_>, length_bonus: f32) {
        let tokens = context.tokens.len();
        self.ranks.clear();
        let bonus = |t: &Toponym| length_bonus * (t.last - t.first) as f32 + if begins_with_direction(context, t) { DIRECTION_BONUS } else { 0.0 };
        self.ranks.extend(self.toponyms.iter().enumerate().map(|(i, t)| (t.log_odds + bonus(t), i)));
        // Of equals the first, which is the longest.
        self.ranks.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.taken.clear();
        self.taken.resize(tokens, false);
        self.chosen.clear();
        self.chosen.resize(self.toponyms.len(), false);
        for &(_, i) in &self.ranks {
            let tokens = &mut self.taken[self.toponyms[i].first..=self.toponyms[i].last];
            if !tokens.contains(&true) {
                tokens.fill(true);
                self.chosen[i] = true;
            }
        }
        let mut chosen = self.chosen.iter();
        self.toponyms.retain(|_| chosen.next() == Some(&true));
    }
}

#[cfg(feature = "train")]
impl Recognizer {
    /// What the gazetteer proposes in a document.
    pub fn proposals(&mut self, context: &Context<'_>, layers: &Layers, hits: &[Hit]) -> &[Toponym] {
        self.propose_all(context, layers, hits, &[]);
        &self.toponyms
    }

    /// Tells what there is to learn from in the document whose [`proposals`](Self::proposals) were made, see [`Tagger::observe`].
    pub fn observe(&mut self, context: &Context<'_>, model: Option<&Model>, tell: impl FnMut(Island, Vec<Vec<Attribute>>)) {
        self.people.find(context);
        self.tagger.observe(model, context, &self.people, &self.toponyms, tell);
    }
}

/// A toponym that the gazetteer does not propose.
fn unproposed(context: &Context<'_>, first: usize, last: usize, span: Span, log_odds: f32) -> Toponym {
    let mut t = Toponym { first, last, span, log_odds, ..Toponym::default() };
    rules::describe(context, heads::find(context, first, last), &mut t);
    t
}

/// Whether a listed name has a direction in it where it may be that of a part: South Georgia, West Bengal.
fn begins_with_direction(context: &Context<'_>, t: &Toponym) -> bool {
    t.last > t.first && !t.names.is_empty() && context.token(t.first).is_capitalized() && context.has(t.first, Cue::Direction)
}

/// The generic word at the end of a longer name: there is a place called Center, but not in Medical Center.
fn is_generic_part(context: &Context<'_>, (first, last): (usize, usize)) -> bool {
    let token = context.token(first);
    let goes_on = first == last && first > 0 && token.gap == Gap::Space && token.is_capitalized();
    goes_on && context.token(first - 1).is_capitalized() && context.word(first).cues.has_any(&heads::GENERIC)
}

/// Whether nothing but generic and small words, or a container behind a comma, stands beside a name between two tokens. The
/// Bank of Japan is in Japan; what a street or a school is called after is elsewhere.
fn is_all_of(context: &Context<'_>, t: &Toponym, first: usize, last: usize) -> bool {
    const GENERIC: [Cue; 6] = [Cue::Region, Cue::District, Cue::Settlement, Cue::Water, Cue::Relief, Cue::Facility];
    const ELSEWHERE: [Cue; 2] = [Cue::Street, Cue::Organization];
    let is_small = |i: usize| !context.token(i).may_be_name();
    let before = |i: usize| is_small(i) || context.word(i).cues.has_any(&heads::GENERIC);
    let behind = |i: usize| is_small(i) || context.word(i).cues.has_any(&GENERIC) && !context.word(i).cues.has_any(&ELSEWHERE);
    (first..t.first).all(before) && (t.last + 1..=last).take_while(|&i| context.token(i).gap != Gap::Comma).all(behind)
}

/// Whether a toponym is worth resolving.
fn is_likely(t: &Toponym) -> bool {
    t.log_odds > if t.names.is_empty() { FLOOR_UNLISTED } else { FLOOR }
}

/// The first and the last token of a name; the first is at `from` or behind.
fn tokens_of(tokens: &Tokens, from: usize, name: Span) -> Option<(usize, usize)> {
    let first = (from..tokens.len()).find(|&i| tokens[i].span.start >= name.start)?;
    let last = (first..tokens.len()).find(|&i| tokens[i].span.end >= name.end)?;
    Some((first, last))
}
