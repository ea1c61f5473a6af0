//! The index of skeletons: from what stays of a name however it is spelled, and a country, to names.

use std::collections::HashMap;

use rustc_hash::FxHashSet as HashSet;

use super::keys::Keys;
use crate::format::hash_index;
use crate::gazetteer::{CountryCode, NameKind, sections as s};
use crate::variant::{Script, Skeleton};

/// Of a skeleton in a country, so many names are found: those of the most populous places.
const MOST_NAMES: usize = 16;
/// Places of so many inhabitants are found without a country.
const WELL_KNOWN: u32 = 15_000;
/// Other names than the displayed one, in no script of the country's own, are those of places of so many inhabitants.
const NOTABLE: u32 = 2_000;
/// A script is a country's own if this share of its entries has a name in it.
const NATIVE_SHARE: f64 = 0.4;

/// What the index needs to know of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indexed {
    pub country: Option<CountryCode>,
    pub population: u32,
    /// Whether its names are looked for by skeleton: not those of facilities, which are words of the language, nor those of
    /// lesser divisions, which are called by their seats.
    pub by_skeleton: bool,
}

/// A name that may be found by a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    hash: u64,
    /// All ones less the population, so that the most populous come first.
    rank: u32,
    name: u32,
}

/// The index, for entries by number. Of names in a script of their country's own, all are in it; others only where no
/// name in such a script has their skeleton.
pub(super) fn skeleton_index(keys: &Keys, entries: &[Indexed]) -> Option<Vec<u8>> {
    let native = native_scripts(keys, entries);
    let mut items = Vec::new();
    let mut known: HashSet<(u32, Skeleton)> = HashSet::default();
    let passes: [fn(bool, u32) -> bool; 3] =
        [|native, _| native, |native, kind| !native && kind == NameKind::Official as u32, |native, kind| !native && kind != NameKind::Official as u32];
    let mut count = 0;
    for (pass, takes) in passes.into_iter().enumerate() {
        for (name, (key, postings)) in (0u32..).zip(keys.groups()) {
            count = name + 1;
            let Some(script) = Script::of(key).filter(|&script| pass == 0 || script == Script::Latin) else { continue };
            let mut wanted: Vec<(u32, Indexed)> = postings
                .iter()
                .filter_map(|item| Some((item.entry(), item.kind(), entries.get(item.entry() as usize)?)))
                .filter(|(_, kind, e)| e.by_skeleton && is_name(*kind) && takes(e.country.is_some_and(|c| native.contains(&(c, script))), *kind))
                .filter(|(_, _, e)| pass < 2 || e.population >= NOTABLE)
                .map(|(entry, _, e)| (entry, *e))
                .collect();
            if wanted.is_empty() {
                continue;
            }
            // Readings differ for names in scripts without vowels; of Latin ones the usual reading is enough, as all are asked for.
            let readings = if script == Script::Latin { 1 } else { usize::MAX };
            for skeleton in Skeleton::all(key).take(readings).filter(|s| s.len() > 1) {
                if pass > 0 {
                    wanted.retain(|(entry, _)| known.insert((*entry, skeleton)));
                } else {
                    known.extend(wanted.iter().map(|(entry, _)| (*entry, skeleton)));
                }
                for (_, e) in &wanted {
                    let mut put = |country: Option<CountryCode>| {
                        items.push(Item { hash: skeleton.hash(country.map(|c| c.bytes())), rank: u32::MAX - e.population, name });
                    };
                    put(e.country);
                    if e.country.is_some() && e.population >= WELL_KNOWN {
                        put(None);
                    }
                }
            }
        }
    }
    items.sort_unstable();
    let mut chosen = Vec::with_capacity(items.len());
    for group in items.chunk_by(|a, b| a.hash == b.hash) {
        let mut names: Vec<u32> = Vec::new();
        for item in group {
            if names.len() < MOST_NAMES && !names.contains(&item.name) {
                names.push(item.name);
            }
        }
        chosen.extend(names.into_iter().map(|name| (group[0].hash, name + 1)));
    }
    hash_index(chosen, s::skeleton_limit(count as usize))
}

fn is_name(kind: u32) -> bool {
    NameKind::ALL.iter().any(|k| k.is_name() && *k as u32 == kind)
}

/// The scripts, other than Latin, that countries have of their own.
fn native_scripts(keys: &Keys, entries: &[Indexed]) -> HashSet<(CountryCode, Script)> {
    let mut of: HashMap<(CountryCode, Script), HashSet<u32>> = HashMap::new();
    for (key, postings) in keys.groups() {
        let Some(script) = Script::of(key).filter(|&script| script != Script::Latin) else { continue };
        for item in postings {
            if let Some(country) = entries.get(item.entry() as usize).and_then(|e| e.country) {
                of.entry((country, script)).or_default().insert(item.entry());
            }
        }
    }
    let mut all: HashMap<CountryCode, usize> = HashMap::new();
    entries.iter().filter_map(|e| e.country).for_each(|c| *all.entry(c).or_default() += 1);
    let is_native = |country: &CountryCode, named: usize| named as f64 >= NATIVE_SHARE * all[country] as f64;
    of.into_iter().filter(|((country, _), entries)| is_native(country, entries.len())).map(|(key, _)| key).collect()
}
