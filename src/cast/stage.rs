//! The stage behind the places: from their mentions and the names that were recognised to mentions of actors.

use super::bodies::{self, Body};
use super::countries::Countries;
use super::described;
use super::found::{Found, Who};
use super::listed;
use super::merge::merge;
use super::metonyms;
use super::persons::{Name, Persons, UNTOLD};
use super::phrases::Phrases;
use super::scene::{PlaceName, Scene, read_places};
use super::titles::Offices;
use super::unlisted;
use crate::actor::{Actor, ActorRef, ActorType, Actors, Sense};
use crate::document::{Mention, MentionKind};
use crate::gazetteer::Date;
use crate::recognize::Context;
use crate::span::Span;
use crate::text::Gap;

/// Finds who acts; only the room it works in, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    phrases: Phrases,
    places: Vec<PlaceName>,
    countries: Countries,
}

/// A given name from this frequency on is one.
const GIVEN: u8 = 60;

impl Cast {
    /// Adds the actors of a document to its mentions, which are in text order: those of place names, and those of names of
    /// anything else that were recognised. `date` is the day on which offices are told.
    pub fn find(&mut self, context: &Context<'_>, actors: &Actors, date: Option<Date>, mentions: &mut Vec<Mention>) {
        self.phrases.read(context, actors);
        if mentions.is_empty() && !self.phrases.tell_anybody() && context.is_english {
            return;
        }
        read_places(context, mentions, &mut self.places);
        self.countries.read(&self.places);
        let Cast { phrases, places, countries } = &*self;
        let scene = Scene { context, actors, mentions, places, date };
        let bodies = bodies::compose(&scene, phrases);
        let mut listed = listed::find(&scene, phrases, countries);
        listed.retain(|found| !listed::is_persons(mentions, &scene, found));
        let names = names(&scene, phrases, mentions, &bodies, &listed);
        let offices = || Offices { scene: &scene, phrases, bodies: &bodies, listed: &listed };
        let persons = Persons { scene: &scene, phrases, countries, offices: offices() }.find(&names);
        let mut found: Vec<Found> = bodies.iter().map(|b: &Body| b.found.clone()).collect();
        // What is listed under an id of its own has that one, composed or not.
        for f in &mut found {
            if let Some(same) = listed.iter().find(|l| (l.first, l.last) == (f.first, f.last)) {
                f.who = same.who.clone();
                f.kind = same.kind;
            }
        }
        found.extend(described::persons(&scene, phrases, &offices(), &persons));
        found.extend(described::bodies(&scene, phrases, countries, &bodies));
        found.extend(listed.iter().cloned());
        found.extend(persons);
        let found = outermost(found, context.tokens.len());
        let governments: Vec<(usize, Actor)> = mentions.iter().enumerate().filter_map(|(i, m)| Some((i, metonyms::government(&scene, m)?))).collect();
        let told: Vec<(Found, Mention)> = found.into_iter().map(|f| (f.clone(), record(&scene, &f))).collect();
        let unlisted: Vec<(usize, Actor)> = mentions.iter().enumerate().filter_map(|(i, m)| Some((i, unlisted::actor(&scene, phrases, m)?))).collect();
        for (i, actor) in governments.into_iter().chain(unlisted) {
            mentions[i].actor = Some(actor);
        }
        merge(context, mentions, told);
    }
}

/// Of actors that overlap the longest, and of these what is composed, then the likeliest: each token belongs to one at most.
fn outermost(mut found: Vec<Found>, tokens: usize) -> Vec<Found> {
    let composed = |f: &Found| f.name_last.is_none();
    found.sort_by(|a, b| b.words().cmp(&a.words()).then(composed(b).cmp(&composed(a))).then(b.score.total_cmp(&a.score)).then(a.first.cmp(&b.first)));
    let mut taken = vec![false; tokens];
    found.retain(|f| {
        let tokens = &mut taken[f.first..=f.last];
        let free = !tokens.contains(&true);
        if free {
            tokens.fill(true);
        }
        free
    });
    found.sort_by_key(|f| f.first);
    found
}

/// The record of an actor that was found.
fn record(scene: &Scene<'_, '_>, found: &Found) -> Mention {
    let context = scene.context;
    let span = Span::new(context.token(found.first).span.start, context.token(found.last).stem_end());
    let mut actor = match &found.who {
        Who::Listed(actor) => scene.actors.actor(*actor),
        Who::Composed(composed) => composed.actor(),
    };
    if let Some(date) = scene.date {
        actor.keep_roles(date);
    }
    let kind = match found.kind {
        ActorType::Person => MentionKind::Person,
        ActorType::Group => MentionKind::Group,
        ActorType::Government | ActorType::Force | ActorType::Organization => MentionKind::Organization,
    };
    let score = (found.score * 1e4).round() / 1e4;
    Mention { actor: Some(actor), ..Mention::unresolved(context.text, span, kind, score) }
}

/// Words that may be names of persons, in text order, none overlapping.
fn names(scene: &Scene<'_, '_>, phrases: &Phrases, mentions: &[Mention], bodies: &[Body], listed: &[Found]) -> Vec<Name> {
    let context = scene.context;
    let mut all: Vec<Name> = Vec::new();
    let mut add = |first: usize, mut last: usize, probability: f32| {
        // Odhiambo-Were, Jun-seong
        while last + 1 < context.tokens.len() && context.token(last + 1).gap == Gap::Hyphen && context.token(last).is_capitalized() && first < last {
            last += 1;
        }
        let other = bodies.iter().map(|b| &b.found).chain(listed).any(|f| f.meets(first, last) && f.words() > last - first);
        let within = |n: &Name| n.first <= last && first <= n.last;
        if !other && !all.iter().any(within) {
            all.push(Name { first, last, probability });
        }
    };
    // Whole names that are listed.
    for p in phrases.all().iter().filter(|p| p.sense == Sense::Name && p.last > p.first && scene.actors.kind(ActorRef(p.number)) == ActorType::Person) {
        let capitals = (p.first..=p.last).all(|i| context.token(i).may_be_name() || context.word(i).common > 0);
        if capitals || context.is_lower_case {
            let start = context.token(p.first).span.start;
            let told = mentions.iter().find(|m| m.kind == MentionKind::Person && m.span.start == start);
            add(p.first, p.last, told.map_or(0.9, |m| m.score.max(0.9)));
        }
    }
    // What was recognised.
    let tokens = context.tokens;
    for m in mentions.iter().filter(|m| m.kind == MentionKind::Person) {
        let mut first = tokens.partition_point(|t| t.span.end <= m.span.start);
        let last = tokens.partition_point(|t| t.span.start < m.span.end).saturating_sub(1);
        // President Lukashenko is called Lukashenko, and so is the Belarusian President Lukashenko.
        let titled = |i: usize| phrases.at(i).iter().any(|p| p.sense == Sense::Title && p.last < last);
        if let Some(place) = scene.place_at(first).filter(|p| p.is_demonym && p.last < last && titled(p.last + 1)) {
            first = place.last + 1;
        }
        while let Some(title) = phrases.at(first).iter().find(|p| p.sense == Sense::Title && p.last < last) {
            first = title.last + 1;
        }
        // Clinton in Iowa: of a place and a person of one word the likelier is meant.
        let place = scene.places_within(first, last).iter().any(|p| first == last && p.score >= m.score);
        if first <= last && !place {
            add(first, last, m.score);
        }
    }
    // Runs of capitals behind a title or beginning with a given name.
    for first in 0..tokens.len() {
        if !may_begin(scene, first) || context.tokens[first].is_dotted() || tokens.stem(first).len() < 2 {
            continue;
        }
        let titled = is_titled(scene, phrases, first);
        let given = !context.is_english && context.word(first).given >= GIVEN;
        if !titled && !given {
            continue;
        }
        let last = run_end(scene, first);
        // Brigadier General Jesse Auton
        if phrases.at(first).iter().any(|p| p.sense == Sense::Title && p.last < last) {
            continue;
        }
        if has_head(scene, first, last) {
            continue;
        }
        if last > first {
            add(first, last, if given && titled { 0.9 } else { 0.75 });
        } else if titled && context.word(first).common == 0 {
            add(first, first, 0.6);
        }
    }
    // Surnames that are listed, or taken up. In English the recogniser has been asked already.
    for p in phrases.all().iter().filter(|p| p.sense == Sense::Surname) {
        let free = |i: usize| may_begin(scene, i) && scene.places_within(i, i).is_empty();
        let doubtful = context.is_english && context.word(p.last).common > 0;
        if !doubtful && (p.first..=p.last).all(free) && !is_part_of_run(scene, p.first, p.last) {
            add(p.first, p.last, UNTOLD);
        }
    }
    if !context.is_english {
        let full: Vec<Name> = all.iter().copied().filter(|n| n.last > n.first).collect();
        for i in (0..tokens.len()).filter(|&i| may_begin(scene, i)) {
            let returns = full.iter().any(|n| n.last != i && tokens.stem(n.last).chars().take(4).eq(tokens.stem(i).chars().take(4)));
            if returns && tokens.stem(i).chars().count() > 3 && !all.iter().any(|n| n.first <= i && i <= n.last) && !is_part_of_run(scene, i, i) {
                all.push(Name { first: i, last: i, probability: 0.4 });
            }
        }
    }
    all.sort_by_key(|n| n.first);
    all
}

/// Whether a title stands before a word, or one with whose it is between: президент Украины.
fn is_titled(scene: &Scene<'_, '_>, phrases: &Phrases, first: usize) -> bool {
    let title_at = |t: usize| phrases.ending(t, Sense::Title).next().is_some();
    let before = scene.before(first).or_else(|| scene.context.before_abbreviation(first));
    let whose = scene.before(first).and_then(|b| scene.place_ending(b)).and_then(|p| scene.before(p.first));
    let comma = scene.context.token(first).gap == Gap::Comma && first > 0 && (title_at(first - 1) || is_office_of(scene, phrases, first - 1));
    comma || before.is_some_and(title_at) || !scene.context.is_english && whose.is_some_and(title_at)
}

/// Whether a title with whose it is ends at a token: the governor of Maluku.
fn is_office_of(scene: &Scene<'_, '_>, phrases: &Phrases, last: usize) -> bool {
    let of = scene.place_ending(last).and_then(|p| scene.before(p.first)).filter(|&b| scene.is_word(b, &["of", "von"]));
    of.and_then(|of| scene.before(of)).is_some_and(|t| phrases.ending(t, Sense::Title).next().is_some())
}

/// Whether words are rather the name of an organization, a street or a place: owner Southern Cross Broadcasting.
fn has_head(scene: &Scene<'_, '_>, first: usize, last: usize) -> bool {
    use crate::lexicon::Cue;
    const HEADS: [Cue; 9] = [Cue::Organization, Cue::Body, Cue::Street, Cue::Region, Cue::District, Cue::Water, Cue::Relief, Cue::Facility, Cue::Settlement];
    (first..=last).any(|i| scene.context.word(i).cues.has_any(&HEADS) && scene.context.word(i).surname < 200)
}

/// Whether a word may begin or be a person's name: a capital, and no place stands there for sure.
fn may_begin(scene: &Scene<'_, '_>, i: usize) -> bool {
    use crate::lexicon::Cue;
    let context = scene.context;
    let token = context.token(i);
    let place = || scene.places_within(i, i).iter().any(|p| p.score > 0.6);
    token.is_capitalized() && (!token.is_all_caps() || context.is_title_case(i)) && !place() && !context.word(i).cues.has_any(&[Cue::Function, Cue::Calendar])
}

/// Where a run of words that may be a name ends: four words at most.
fn run_end(scene: &Scene<'_, '_>, first: usize) -> usize {
    const LONGEST: usize = 4;
    let mut last = first;
    while last + 1 < scene.context.tokens.len() && last + 1 < first + LONGEST {
        let next = last + 1;
        let joined = match scene.context.token(next).gap {
            Gap::Space | Gap::Hyphen => true,
            // Newell H. Beaty
            Gap::Period => scene.context.tokens.stem(last).chars().count() == 1,
            _ => false,
        };
        if !joined || scene.context.token(last).is_possessive() || !may_begin(scene, next) {
            break;
        }
        last = next;
    }
    last
}

/// Whether other capitals stand beside words, so that they are a part of a longer name.
fn is_part_of_run(scene: &Scene<'_, '_>, first: usize, last: usize) -> bool {
    let context = scene.context;
    let joined = |i: usize| matches!(context.token(i).gap, Gap::Space | Gap::Hyphen);
    let before = first > 0 && joined(first) && may_begin(scene, first - 1) && !context.starts_sentence(first - 1) && !context.token(first - 1).is_possessive();
    let before = before && !context.has(first - 1, crate::lexicon::Cue::Title);
    let behind = last + 1 < context.tokens.len() && joined(last + 1) && !context.token(last).is_possessive() && may_begin(scene, last + 1);
    (before || behind) && !context.is_title_case(first)
}
