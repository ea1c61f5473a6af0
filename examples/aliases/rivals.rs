//! What anyone can put together in an afternoon: a look-up, an edit distance, a likeness of strings.
//!
//! They are given the alias without its sentence, and the division that the sentence names: they look among its
//! settlements only, which is more than they would know in a text.

use std::cmp::Reverse;
use std::collections::HashMap;

use exonym::{Bytes, EntryId, FeatureClass, Gazetteer, Level, NameKind, fold};
use rapidfuzz::distance::{damerau_levenshtein, jaro_winkler};
use rayon::prelude::*;

/// More edits than these are not looked at.
const MOST_EDITS: usize = 2;
/// Strings less alike than this are not looked at.
const LEAST_ALIKE: f64 = 0.9;
const COUNTRY: &str = "UA";

/// A folded Latin name of a settlement.
struct Spelling {
    name: String,
    entry: EntryId,
}

/// The settlements of Ukraine by their division; under none, all of them.
pub struct Rivals<'g> {
    gazetteer: &'g Gazetteer<Bytes>,
    spellings: HashMap<Option<EntryId>, Vec<Spelling>>,
}

impl<'g> Rivals<'g> {
    pub fn new(gazetteer: &'g Gazetteer<Bytes>) -> Rivals<'g> {
        // The gazetteer leads from names to entries, so the way back is one pass over all names.
        let names: Vec<String> = gazetteer.all_names().filter(|name| is_latin(name)).collect();
        let found: Vec<Spelling> = names.into_par_iter().flat_map_iter(|name| spellings(gazetteer, name)).collect();
        let mut spellings: HashMap<Option<EntryId>, Vec<Spelling>> = HashMap::new();
        for Spelling { name, entry } in found {
            if let Some(division) = gazetteer.container(entry, Level::Admin1) {
                spellings.entry(Some(division)).or_default().push(Spelling { name: name.clone(), entry });
            }
            spellings.entry(None).or_default().push(Spelling { name, entry });
        }
        Rivals { gazetteer, spellings }
    }

    /// The division of Ukraine that a region's name means, written with a generic word or without.
    pub fn division(&self, region: &str) -> Option<EntryId> {
        let bare = region.strip_suffix(" region").or(region.strip_suffix(" oblast")).unwrap_or(region);
        [region, bare].into_iter().flat_map(|name| self.gazetteer.search(name)).find(|&e| {
            let (_, code) = self.gazetteer.feature(e);
            code == "ADM1" && is_ukrainian(self.gazetteer, e)
        })
    }

    /// The settlements of the name itself, most populous first.
    pub fn folded(&self, alias: &str, division: Option<EntryId>) -> Vec<EntryId> {
        let mut found = self.gazetteer.search(alias);
        found.retain(|&e| is_settlement(self.gazetteer, e) && division.is_none_or(|d| self.gazetteer.container(e, Level::Admin1) == Some(d)));
        found
    }

    /// By fewest edits (Damerau and Levenshtein's), then by inhabitants.
    pub fn edits(&self, alias: &str, division: Option<EntryId>) -> Vec<EntryId> {
        let alias = fold(alias);
        let length = alias.chars().count();
        let compare = damerau_levenshtein::BatchComparator::new(alias.chars());
        let limit = damerau_levenshtein::Args::default().score_cutoff(MOST_EDITS);
        self.rank(division, |name| {
            // As many edits are needed as the lengths differ by; the comparator would find out later.
            let near = name.chars().count().abs_diff(length) <= MOST_EDITS;
            near.then(|| compare.distance_with_args(name.chars(), &limit)).flatten().map(|edits| edits as f64)
        })
    }

    /// The most alike first (Jaro and Winkler's), then by inhabitants.
    pub fn likeness(&self, alias: &str, division: Option<EntryId>) -> Vec<EntryId> {
        let compare = jaro_winkler::BatchComparator::new(fold(alias).chars());
        let limit = jaro_winkler::Args::default().score_cutoff(LEAST_ALIKE);
        self.rank(division, |name| compare.similarity_with_args(name.chars(), &limit).map(|alike| 1.0 - alike))
    }

    fn rank(&self, division: Option<EntryId>, cost: impl Fn(&str) -> Option<f64>) -> Vec<EntryId> {
        let spellings = self.spellings.get(&division).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(f64, EntryId)> = spellings.iter().filter_map(|s| Some((cost(&s.name)?, s.entry))).collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| self.rank_key(a.1).cmp(&self.rank_key(b.1))));
        let mut ranked: Vec<EntryId> = Vec::new();
        for (_, entry) in found {
            if !ranked.contains(&entry) {
                ranked.push(entry);
            }
            if ranked.len() == super::FIRST_FEW {
                break;
            }
        }
        ranked
    }

    fn rank_key(&self, entry: EntryId) -> (Reverse<u32>, u32) {
        (Reverse(self.gazetteer.population(entry)), entry.0)
    }
}

fn spellings(gazetteer: &Gazetteer<Bytes>, name: String) -> Vec<Spelling> {
    let names = |kind| !matches!(kind, NameKind::Demonym | NameKind::Metonym);
    let meant = gazetteer.meanings(&name).into_iter().filter(|p| names(p.kind) && is_settlement(gazetteer, p.entry));
    meant.filter(|p| is_ukrainian(gazetteer, p.entry)).map(|p| Spelling { name: name.clone(), entry: p.entry }).collect()
}

pub fn is_settlement(gazetteer: &Gazetteer<Bytes>, entry: EntryId) -> bool {
    gazetteer.feature(entry).0 == FeatureClass::P
}

fn is_ukrainian(gazetteer: &Gazetteer<Bytes>, entry: EntryId) -> bool {
    gazetteer.country(entry).is_some_and(|c| c.as_str() == COUNTRY)
}

fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}
