//! One sense a document: mentions of one spelling are resolved together.

use rustc_hash::FxHashMap as HashMap;

use super::candidate::{Candidate, Sort};
use super::containment::Containment;
use super::evidence::Rule;
use super::hints::Hints;
use crate::gazetteer::{Bytes, CountryCode, EntryId, FeatureClass, Gazetteer, Level, NameKind};
use crate::recognize::{Head, Toponym, Usage};

/// Mentions that share a spelling and the kind of generic word beside it.
#[derive(Debug)]
pub(super) struct Group {
    /// Index of the toponyms, in text order.
    pub members: Vec<usize>,
    pub candidates: Vec<Candidate>,
    /// How sure it is, before resolution, that some member is a place at all: 0 to 1.
    pub weight: f32,
}

/// No more meanings of a spelling are weighed, unless a container in the text asks for them.
const MOST_CANDIDATES: usize = 60;
/// No more are even looked at.
const MOST_POSTINGS: usize = 600;

/// Groups the toponyms and gathers their candidates.
pub(super) fn gather(layers: &[Gazetteer<Bytes>], toponyms: &[Toponym], keys: &[String], hints: &Hints) -> Vec<Group> {
    let mut index: HashMap<(&str, Option<Head>, bool), usize> = HashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for (i, t) in toponyms.iter().enumerate() {
        // A settlement's generic word says what the name means everywhere; a region's speaks for one mention.
        let head = t.head.filter(|h| *h != Head::Settlement);
        let demonym = t.usage == Usage::Demonym;
        let g = *index.entry((&keys[i], head, demonym)).or_insert_with(|| {
            groups.push(Group { members: Vec::new(), candidates: candidates(layers, t, hints), weight: 0.0 });
            groups.len() - 1
        });
        groups[g].members.push(i);
    }
    for group in &mut groups {
        let best = group.members.iter().map(|&m| toponyms[m].log_odds).fold(f32::MIN, f32::max);
        group.weight = 1.0 / (1.0 + (-best).exp());
    }
    groups
}

fn candidates(layers: &[Gazetteer<Bytes>], t: &Toponym, hints: &Hints) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for &(layer, name) in &t.names {
        for p in layers[layer].postings(name).take(MOST_POSTINGS) {
            out.push(Candidate::new(layers, layer, p.entry, p.kind));
        }
    }
    if matches!(t.head, Some(Head::Region | Head::District)) {
        add_seats(layers, t, &mut out);
    }
    if !matches!(t.head, Some(Head::Region | Head::District)) {
        prefer_seats(layers, &mut out);
    }
    let demonym = t.usage == Usage::Demonym;
    for c in &mut out {
        let short = if t.short && c.kind == NameKind::Abbreviation { 2.5 } else { 0.0 };
        c.add(Rule::NameKind, kind_weight(c.kind, demonym) + short);
        if let Some(head) = t.head {
            // A city that is a division of its own is hardly meant by "region".
            let city = head == Head::Region && c.sort == Sort::Admin1 && c.radius_km > 0.0 && c.radius_km < 40.0;
            c.add(Rule::GenericHead, c.sort.fit(head) - if city { 4.5 } else { 0.0 });
        }
        c.add(Rule::Hint, hints.weight(c.country, c.point));
    }
    out
}

/// A bare name that a division shares with its seat means the seat.
fn prefer_seats(layers: &[Gazetteer<Bytes>], candidates: &mut [Candidate]) {
    const WEIGHT: f32 = -1.2;
    /// A seat holds at least this share of its division's people; a hamlet of the same name does not speak for it.
    const SHARE: u32 = 10;
    for i in 0..candidates.len() {
        let division = &candidates[i];
        let level = match division.sort {
            Sort::Admin1 => Level::Admin1,
            Sort::Admin2 => Level::Admin2,
            _ => continue,
        };
        let is_seat = |c: &Candidate| {
            c.sort == Sort::Settlement
                && c.layer == division.layer
                && c.population > division.population / SHARE
                && layers[c.layer].container(c.entry, level) == Some(division.entry)
        };
        if candidates.iter().any(is_seat) {
            candidates[i].add(Rule::Prominence, WEIGHT);
        }
    }
}

/// "Chernigov region" names the division by its seat, under any of the seat's names.
fn add_seats(layers: &[Gazetteer<Bytes>], t: &Toponym, out: &mut Vec<Candidate>) {
    let level = if t.head == Some(Head::Region) { Level::Admin1 } else { Level::Admin2 };
    let seats: Vec<(usize, EntryId, NameKind)> = out
        .iter()
        .filter_map(|c| {
            let g = &layers[c.layer];
            let (class, code) = g.feature(c.entry);
            let seat = class == FeatureClass::P && matches!((level, code), (Level::Admin1, "PPLA" | "PPLC") | (Level::Admin2, "PPLA" | "PPLA2" | "PPLC"));
            if !seat {
                return None;
            }
            Some((c.layer, g.container(c.entry, level)?, c.kind))
        })
        .collect();
    for (layer, entry, kind) in seats {
        if !out.iter().any(|c| c.layer == layer && c.entry == entry) {
            out.push(Candidate::new(layers, layer, entry, kind));
        }
    }
}

fn kind_weight(kind: NameKind, demonym: bool) -> f32 {
    match (kind, demonym) {
        (NameKind::Demonym, true) => 0.0,
        (NameKind::Demonym, false) => -3.0,
        (_, true) => -6.0,
        (NameKind::Official, _) => 0.0,
        (NameKind::Alternate, _) => -1.2,
        (NameKind::Historical, _) => -1.5,
        (NameKind::Abbreviation, _) => 0.0,
        (NameKind::Metonym, _) => 2.5,
    }
}

/// Applies the containers that the text names.
pub(super) fn apply_containments(layers: &[Gazetteer<Bytes>], groups: &mut [Group], group_of: &[usize], containments: &[Containment]) {
    // (group, candidate) → weight; the strongest statement counts once.
    let mut found: HashMap<(usize, usize), f32> = HashMap::default();
    for c in containments {
        let (inner, outer) = (group_of[c.inner], group_of[c.outer]);
        if inner == outer {
            continue;
        }
        for (oi, o) in groups[outer].candidates.iter().enumerate().take(MOST_CANDIDATES) {
            let mut holds = false;
            for (ii, i) in groups[inner].candidates.iter().enumerate() {
                if o.contains(layers, i) {
                    holds = true;
                    let slot = found.entry((inner, ii)).or_default();
                    *slot = slot.max(c.weight);
                }
            }
            if holds {
                let slot = found.entry((outer, oi)).or_default();
                *slot = slot.max(c.weight * 0.5);
            }
        }
    }
    add_all(groups, found, Rule::Containment);
}

/// Lets neighbours in a list speak for candidates of the same sort and country.
pub(super) fn apply_lists(groups: &mut [Group], group_of: &[usize], lists: &[(usize, usize)]) {
    const WEIGHT: f32 = 1.5;
    let mut found: HashMap<(usize, usize), f32> = HashMap::default();
    for &(a, b) in lists {
        let (a, b) = (group_of[a], group_of[b]);
        if a == b {
            continue;
        }
        let alike = |x: &Candidate, y: &Candidate| {
            x.sort == y.sort && matches!((x.sort, x.country == y.country), (Sort::Country, _) | (Sort::Admin1 | Sort::Admin2, true))
        };
        for (g, other) in [(a, b), (b, a)] {
            for i in 0..groups[g].candidates.len() {
                let c = &groups[g].candidates[i];
                if groups[other].candidates.iter().take(MOST_CANDIDATES).any(|o| alike(c, o)) {
                    found.insert((g, i), WEIGHT);
                }
            }
        }
    }
    add_all(groups, found, Rule::Coordination);
}

/// Adds evidence in an order that does not depend on the map's.
fn add_all(groups: &mut [Group], found: HashMap<(usize, usize), f32>, rule: Rule) {
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(key, _)| *key);
    for ((g, i), weight) in found {
        groups[g].candidates[i].add(rule, weight);
    }
}

/// How many countries and first-level divisions the candidates of a document lie in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slots {
    pub countries: usize,
    pub admin1: usize,
}

/// Keeps the strongest candidates of each group, each entry once, and numbers their countries and divisions.
pub(super) fn keep_strongest(layers: &[Gazetteer<Bytes>], groups: &mut [Group]) -> Slots {
    let mut countries: HashMap<CountryCode, usize> = HashMap::default();
    let mut admin1: HashMap<(usize, u32), usize> = HashMap::default();
    for g in groups {
        g.candidates.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.layer.cmp(&b.layer)).then(a.entry.cmp(&b.entry)));
        let mut kept: Vec<(usize, EntryId)> = Vec::with_capacity(g.candidates.len().min(MOST_CANDIDATES));
        g.candidates.retain(|c| {
            let fresh = kept.len() < MOST_CANDIDATES && !kept.contains(&(c.layer, c.entry));
            if fresh {
                kept.push((c.layer, c.entry));
            }
            fresh
        });
        for c in &mut g.candidates {
            c.vector = c.point.to_unit_vector();
            let (next_country, next_admin1) = (countries.len(), admin1.len());
            c.country_slot = c.country.map(|country| *countries.entry(country).or_insert(next_country));
            let division = layers[c.layer].division_number(c.entry, Level::Admin1);
            c.admin1_slot = (division > 0).then(|| *admin1.entry((c.layer, division)).or_insert(next_admin1));
        }
    }
    Slots { countries: countries.len(), admin1: admin1.len() }
}
