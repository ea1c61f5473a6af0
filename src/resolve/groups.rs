//! One sense a document: mentions of one spelling are resolved together.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::anaphora::TakenUp;
use super::candidate::Candidate;
use super::entry::Entries;
use super::evidence::Rule;
use super::hints::Hints;
use super::home::Home;
use super::in_use;
use super::senses::Sense;
use super::sort::Sort;
use crate::gazetteer::{Layers, Level, Meaning, NameKind, PlaceRef};
use crate::recognize::{Head, Lead, NameRef, Recognized, Toponym, Usage};

/// Mentions that share a spelling and the kind of generic word beside it.
#[derive(Debug)]
pub(super) struct Group {
    /// The first of its toponyms.
    first: usize,
    /// How many mentions.
    pub members: usize,
    /// Where its candidates stand in the list of all.
    pub candidates: Range<usize>,
    /// The best log-odds, before resolution, that some member is a place.
    log_odds: f32,
    /// How sure it is, before resolution, that some member is a place at all: 0 to 1.
    pub weight: f32,
    /// How much it says of countries and divisions: the more, the more mentions there are.
    pub says: f32,
    /// For each kind of generic word, whether the text calls it so afterwards.
    taken_up: [bool; Head::COUNT],
    /// Whether the text names a division in which none of its candidates lies.
    pub misplaced: bool,
}

/// The groups of a document with their candidates, and the room to find them in.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub all: Vec<Group>,
    /// The candidates of all groups, one group after the other.
    pub candidates: Vec<Candidate>,
    /// The group of each toponym.
    pub of: Vec<usize>,
    entries: Entries,
    index: HashMap<(NameRef, Option<Head>, bool, bool, Sense), usize>,
    /// What the candidates of a group are sorted by, and where each stands.
    order: Vec<(f32, PlaceRef, NameKind, usize)>,
    /// Candidates in another order.
    sorted: Vec<Candidate>,
}

/// No more meanings of a spelling are weighed, unless a container in the text asks for them.
pub(super) const MOST_CANDIDATES: usize = 60;
/// No more are even looked at.
const MOST_POSTINGS: usize = 200;
/// How much what a place is called afterwards counts, beside a generic word right at its name.
const TAKEN_UP: f32 = 0.5;
/// What it says against a river that it has no article: those that do without are known by a longer name.
const BARE_WATER: f32 = -1.0;
/// What a text's being at home in a country says for those of it.
const HOME: f32 = 3.0;

impl Groups {
    /// Groups the toponyms and gathers their candidates.
    pub fn gather(&mut self, layers: &Layers, toponyms: Recognized<'_>, senses: &[Sense], hints: &Hints, home: &Home) {
        self.all.clear();
        self.candidates.clear();
        self.of.clear();
        self.index.clear();
        for (i, (t, sense)) in toponyms.all.iter().zip(senses).enumerate() {
            // A settlement's generic word says what the name means everywhere; a region's speaks for one mention.
            let head = t.head.filter(|h| *h != Head::Settlement);
            let names = toponyms.leads(t);
            let new = self.all.len();
            // The first name is the folded spelling itself. Of what no gazetteer holds, each is by itself.
            let g = names
                .first()
                .map_or(new, |lead| *self.index.entry((lead.name, head, t.usage == Usage::Demonym, t.article == Some(true), *sense)).or_insert(new));
            if g == new {
                self.all.push(Group {
                    first: i,
                    members: 0,
                    candidates: 0..0,
                    log_odds: f32::MIN,
                    weight: 0.0,
                    says: 0.0,
                    taken_up: [false; Head::COUNT],
                    misplaced: false,
                });
            }
            self.of.push(g);
            let group = &mut self.all[g];
            group.members += 1;
            group.log_odds = group.log_odds.max(t.log_odds);
        }
        // The entries of a whole document are read at once: those of one name are few.
        let leads = self.all.iter().flat_map(|group| toponyms.leads(&toponyms.all[group.first]));
        self.entries.read_ahead(layers, leads.flat_map(|lead| meanings(layers, lead)).map(|m| m.place));
        for group in &mut self.all {
            let (t, from) = (&toponyms.all[group.first], self.candidates.len());
            add_candidates(layers, &mut self.entries, t, toponyms.leads(t), hints, home, &mut self.candidates);
            group.candidates = from..self.candidates.len();
            group.weight = 1.0 / (1.0 + (-group.log_odds).exp());
            group.says = group.weight * (1.0 + (group.members as f32).ln());
        }
    }

    /// Lets what a text calls a place afterwards speak for its candidates, of each kind once.
    pub fn apply_taken_up(&mut self, taken_up: impl Iterator<Item = TakenUp>) {
        for TakenUp { toponym, head } in taken_up {
            let group = &mut self.all[self.of[toponym]];
            if !std::mem::replace(&mut group.taken_up[head as usize], true) {
                for c in &mut self.candidates[group.candidates.clone()] {
                    c.add(Rule::GenericHead, c.sort.fit(head).max(0.0) * TAKEN_UP);
                }
            }
        }
    }

    /// Leaves the strongest candidates of each group, each entry once.
    pub fn keep_strongest(&mut self) {
        self.sorted.clear();
        for group in &mut self.all {
            let candidates = group.candidates.clone().map(|i| (i, &self.candidates[i]));
            self.order.clear();
            self.order.extend(candidates.map(|(i, c)| (c.base, c.place, c.kind, i)));
            // Of two equal ones of one entry, the better kind of name stays.
            self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
            let from = self.sorted.len();
            for (n, &(_, place, _, i)) in self.order.iter().enumerate() {
                if self.sorted.len() - from < MOST_CANDIDATES && self.order[..n].iter().all(|known| known.1 != place) {
                    self.sorted.push(self.candidates[i].clone());
                }
            }
            group.candidates = from..self.sorted.len();
        }
        std::mem::swap(&mut self.candidates, &mut self.sorted);
    }

    /// Puts the candidates of each group in order, the best first.
    pub fn sort(&mut self) {
        self.sorted.clear();
        for group in &self.all {
            self.order.clear();
            self.order.extend(group.candidates.clone().map(|i| (i, &self.candidates[i])).map(|(i, c)| (c.score, c.place, c.kind, i)));
            self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            self.sorted.extend(self.order.iter().map(|&(.., i)| self.candidates[i].clone()));
        }
        std::mem::swap(&mut self.candidates, &mut self.sorted);
    }
}

/// The meanings of a name that are looked at.
fn meanings<'l>(layers: &'l Layers, lead: &Lead) -> impl Iterator<Item = Meaning> + use<'l> {
    layers.postings(lead.name.layer, lead.name.name).take(MOST_POSTINGS)
}

fn add_candidates(layers: &Layers, entries: &mut Entries, t: &Toponym, names: &[Lead], hints: &Hints, home: &Home, all: &mut Vec<Candidate>) {
    let from = all.len();
    for &lead in names {
        all.extend(meanings(layers, &lead).map(|m| Candidate::new(entries.get(layers, m.place), lead, m.kind, m.posting)));
    }
    match t.head {
        Some(Head::Region) => add_divisions(layers, entries, Level::Admin1, from, all),
        Some(Head::District) => add_divisions(layers, entries, Level::Admin2, from, all),
        _ => prefer_seats(&mut all[from..]),
    }
    let demonym = t.usage == Usage::Demonym;
    prefer_official(&mut all[from..]);
    for c in &mut all[from..] {
        let short = if t.short && c.kind == NameKind::Abbreviation { 2.5 } else { 0.0 };
        c.add(Rule::NameKind, kind_weight(c.kind, demonym) + short);
        if let Some(head) = t.head {
            // A city that is a division of its own is hardly meant by "region".
            let city = head == Head::Region && c.sort == Sort::Admin1 && c.radius_km > 0.0 && c.radius_km < 40.0;
            c.add(Rule::GenericHead, c.sort.fit(head) - if city { 4.5 } else { 0.0 });
        }
        match t.article {
            Some(true) => c.add(Rule::Article, c.sort.fit_article()),
            Some(false) if c.sort == Sort::Water => c.add(Rule::Article, BARE_WATER),
            _ => {}
        }
        if c.sort != Sort::Country && c.kind != NameKind::Demonym {
            c.add(Rule::Home, HOME * home.of(c.country()));
        }
        c.add(Rule::Hint, hints.weight(c.country(), c.point));
        // Without a date nobody asks for periods.
        if let Some((date, period)) = hints.date.and_then(|date| Some((date, layers.period(c.posting)?))) {
            c.add(Rule::InUse, in_use::weight(c.kind, period, date));
        }
    }
}

/// A bare name that a division shares with its seat means the seat.
fn prefer_seats(candidates: &mut [Candidate]) {
    const WEIGHT: f32 = -2.5;
    /// A seat holds at least this share of its division's people; a hamlet of the same name does not speak for it.
    const SHARE: u32 = 10;
    for i in 0..candidates.len() {
        let division = &candidates[i];
        let level = match division.sort {
            Sort::Admin1 => Level::Admin1,
            Sort::Admin2 => Level::Admin2,
            _ => continue,
        };
        let (place, people) = (Some(division.place), division.population / SHARE);
        if candidates.iter().any(|c| c.sort == Sort::Settlement && c.population > people && c.division(level) == place) {
            candidates[i].add(Rule::Prominence, WEIGHT);
        }
    }
}

/// What is somebody's own name is less likely another's as well, unless that one is much better known: Peking is no town in
/// Illinois. England is no name of the whole of which it is a part; Gold Coast is Ghana no more since there is a city,
/// and Columbia is no Colombia.
fn prefer_official(candidates: &mut [Candidate]) {
    const SPELLING: f32 = -1.0;
    const ALTERNATE: f32 = -1.0;
    const WHOLE: f32 = -3.0;
    const OTHER_COUNTRY: f32 = -4.0;
    /// A candidate whose prominence is greater by so much is much better known.
    const BETTER_KNOWN: f32 = 2.0;
    /// A city that has what is a country's former name, or a spelling of its name, has as many people.
    const CITY: u32 = 100_000;
    let is_official = |c: &&Candidate| c.kind == NameKind::Official && !matches!(c.sort, Sort::Airport | Sort::Facility);
    let Some(known) = candidates.iter().filter(is_official).map(|c| c.prominence).max_by(f32::total_cmp) else { return };
    for i in 0..candidates.len() {
        let c = &candidates[i];
        let mut official = candidates.iter().filter(is_official);
        let weight = match c.kind {
            NameKind::Spelling | NameKind::Historical if c.sort == Sort::Country && official.any(|o| o.population >= CITY) => OTHER_COUNTRY,
            NameKind::Spelling => SPELLING,
            // A county is called like its city often.
            NameKind::Alternate if c.sort == Sort::Admin2 => continue,
            NameKind::Alternate if official.any(|part| part.sort == Sort::Admin1 && c.contains(part)) => WHOLE,
            NameKind::Alternate if known > c.prominence - BETTER_KNOWN => ALTERNATE,
            _ => continue,
        };
        candidates[i].add(Rule::NameKind, weight);
    }
}

/// "Chernigov region" names the division by its seat, under any of the seat's names.
fn add_divisions(layers: &Layers, entries: &mut Entries, level: Level, from: usize, all: &mut Vec<Candidate>) {
    for i in from..all.len() {
        let c = &all[i];
        let division = c.division(level).filter(|_| c.seat.is_some_and(|seat| seat <= level));
        if let Some(place) = division.filter(|&d| all[from..].iter().all(|c| c.place != d)) {
            let Candidate { lead, kind, posting, .. } = all[i];
            all.push(Candidate::new(entries.get(layers, place), lead, kind, posting));
        }
    }
}

fn kind_weight(kind: NameKind, demonym: bool) -> f32 {
    match (kind, demonym) {
        (NameKind::Demonym, true) => 0.0,
        (NameKind::Demonym, false) => -3.0,
        (_, true) => -6.0,
        (NameKind::Official, _) => 0.0,
        (NameKind::Spelling, _) => -0.6,
        (NameKind::Alternate, _) => -1.6,
        (NameKind::Historical, _) => -1.4,
        (NameKind::Abbreviation, _) => 0.0,
        (NameKind::Metonym, _) => 2.5,
    }
}
