//! The folded names of all entries, sorted: a key and what it leads to in sixteen bytes, the texts in one arena.

use std::cmp::Ordering;

use super::name_parts::NameParts;
use super::parallel;
use super::record::SourceName;
use super::store::{Entry, Store};
use crate::error::{Error, Result};
use crate::gazetteer::{NameKind, Period};
use crate::text::fold;
use crate::variant::Skeleton;

/// Names of more words than this are titles, not names.
const MAX_WORDS: usize = 10;
/// No stored key is longer, in bytes.
const MAX_KEY: usize = 255;

/// One meaning of a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// The first eight bytes of the key as a big-endian number: most comparisons end here.
    head: u64,
    /// Where the key is in the arena.
    at: u32,
    /// Entry number and kind, as the file has them.
    pub posting: u32,
}

impl Item {
    /// The entry.
    pub fn entry(&self) -> u32 {
        self.posting & ENTRY
    }

    /// The number of the kind of name.
    pub fn kind(&self) -> u32 {
        self.posting >> KIND
    }
}

/// Keys and what they lead to.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Each key behind its length, one byte.
    texts: Vec<u8>,
    items: Vec<Item>,
    /// When the names behind keys were in use, by where the keys are, in their order: known of few.
    periods: Vec<(u32, Period)>,
}

impl Keys {
    /// Folds the names of all entries and sorts them; `number` is the number of each entry in the file.
    ///
    /// # Errors
    /// When the keys outgrow four-byte references.
    pub fn collect(store: &Store, number: &[u32], name_parts: &NameParts) -> Result<Keys> {
        let parts = parallel::map_ranges(store.entries.len(), |range| {
            let mut keys = Keys::default();
            let fits = range.clone().zip(&store.entries[range]).all(|(i, entry)| keys.add_entry(store, entry, number[i], name_parts));
            fits.then_some(keys)
        });
        let mut all = Keys::default();
        for part in parts {
            let fits = part.is_some_and(|part| all.append(part));
            if !fits {
                return Err(Error::message("the folded names take more than 4 GiB: build several files"));
            }
        }
        Ok(all)
    }

    /// Sorts by key, then the most populous entry first.
    pub fn sort(&mut self, population: &[u32]) {
        let texts = &*self.texts;
        parallel::sort(&mut self.items, |a: &Item, b: &Item| {
            let (one, other) = (a.entry() as usize, b.entry() as usize);
            compare_keys(texts, a, b).then_with(|| population[other].cmp(&population[one])).then(one.cmp(&other))
        });
    }

    /// Leaves each key its first `most` meanings; gives the keys that had more, and how many went. To be called when sorted.
    pub fn limit(&mut self, most: usize) -> Vec<(String, usize)> {
        let mut crowded: Vec<(String, usize)> = Vec::new();
        let mut kept = 0;
        for i in 0..self.items.len() {
            let item = self.items[i];
            // Meanings of a key are neighbours: where the one `most` back is of this key, it has all it may have.
            if kept >= most && compare_keys(&self.texts, &self.items[kept - most], &item) == Ordering::Equal {
                let key = self.key(&item);
                match crowded.last_mut().filter(|last| last.0 == key) {
                    Some((_, dropped)) => *dropped += 1,
                    None => crowded.push((key.to_owned(), 1)),
                }
            } else {
                self.items[kept] = item;
                kept += 1;
            }
        }
        self.items.truncate(kept);
        crowded
    }

    /// Each key with its meanings, in the order of the items.
    pub fn groups(&self) -> impl Iterator<Item = (&str, &[Item])> {
        let same = |a: &Item, b: &Item| compare_keys(&self.texts, a, b) == Ordering::Equal;
        self.items.chunk_by(same).map(|group| (self.key(&group[0]), group))
    }

    /// When the name was in use for what it means.
    pub fn period(&self, item: &Item) -> Option<Period> {
        let found = self.periods.binary_search_by_key(&item.at, |&(at, _)| at).ok()?;
        Some(self.periods[found].1)
    }

    fn key(&self, item: &Item) -> &str {
        std::str::from_utf8(key_at(&self.texts, item.at)).expect("keys are UTF-8")
    }

    /// Adds the keys of an entry, each once; says whether they fit.
    fn add_entry(&mut self, store: &Store, entry: &Entry, number: u32, name_parts: &NameParts) -> bool {
        let mut own = keys_of(store, entry, name_parts);
        // Of one key, the name whose time is told, for that was done on purpose; then the most telling kind; of equal ones
        // the first that came.
        let telling = |name: &SourceName<String>| (name.period.is_none(), rank(name.kind));
        own.sort_by(|a, b| a.text.cmp(&b.text).then(telling(a).cmp(&telling(b))));
        own.dedup_by(|later, first| later.text == first.text);
        own.iter().all(|SourceName { text: key, kind, period }| {
            let Ok(at) = u32::try_from(self.texts.len()) else { return false };
            self.texts.push(key.len() as u8);
            self.texts.extend_from_slice(key.as_bytes());
            self.items.push(Item { head: head_of(key.as_bytes()), at, posting: number | (*kind as u32) << KIND });
            self.periods.extend(period.map(|period| (at, period)));
            true
        })
    }

    fn append(&mut self, other: Keys) -> bool {
        let Ok(offset) = u32::try_from(self.texts.len()) else { return false };
        if other.items.last().is_some_and(|last| last.at.checked_add(offset).is_none()) {
            return false;
        }
        self.texts.extend_from_slice(&other.texts);
        self.items.extend(other.items.into_iter().map(|item| Item { at: item.at + offset, ..item }));
        self.periods.extend(other.periods.into_iter().map(|(at, period)| (at + offset, period)));
        true
    }
}

/// Where the kind begins in a posting.
const KIND: u32 = 24;
/// The bits of a posting that hold the entry.
const ENTRY: u32 = (1 << KIND) - 1;

fn key_at(texts: &[u8], at: u32) -> &[u8] {
    let at = at as usize;
    &texts[at + 1..at + 1 + usize::from(texts[at])]
}

fn compare_keys(texts: &[u8], a: &Item, b: &Item) -> Ordering {
    a.head.cmp(&b.head).then_with(|| key_at(texts, a.at).cmp(key_at(texts, b.at)))
}

fn head_of(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    let n = key.len().min(8);
    head[..n].copy_from_slice(&key[..n]);
    u64::from_be_bytes(head)
}

/// All names of an entry, folded, repeated ones too; the displayed one once, as what it is.
fn keys_of(store: &Store, entry: &Entry, name_parts: &NameParts) -> Vec<SourceName<String>> {
    let mut own = Vec::new();
    let mut put = |key: String, kind: NameKind, period: Option<Period>| {
        if !key.is_empty() && key.len() <= MAX_KEY && key.split(' ').count() <= MAX_WORDS {
            own.push(SourceName { text: key, kind, period });
        }
    };
    let displayed = fold(store.displayed(entry));
    let mut put_all = |key: String, kind: NameKind, period: Option<Period>| {
        if matches!(kind, NameKind::Official | NameKind::Alternate) {
            for variant in name_parts.variants(&key).filter(|variant| *variant != displayed) {
                put(variant, NameKind::Alternate, period);
            }
        }
        put(key, kind, period);
    };
    let mut in_use = None;
    for name in store.names(entry) {
        let key = fold(name.text);
        if key != displayed {
            put_all(key, name.kind, name.period);
        } else if matches!(name.kind, NameKind::Official | NameKind::Alternate) {
            in_use = in_use.or(name.period);
        }
    }
    put_all(displayed.clone(), NameKind::Official, in_use);
    let sounds = sounds_of(&displayed);
    let short = short_form(store.displayed(entry)).map(fold);
    for name in own.iter_mut().filter(|name| name.kind == NameKind::Alternate) {
        if Some(&name.text) == short.as_ref() || sounds_of(&name.text).iter().any(|sound| sounds.contains(sound)) {
            name.kind = NameKind::Spelling;
        }
    }
    own
}

/// What a name with a small word in it is called for short: Santiago de Compostela, Barton upon Humber, Frankfurt am Main.
fn short_form(displayed: &str) -> Option<&str> {
    let mut parts = displayed.match_indices([' ', '-']);
    let (at, _) = parts.find(|(at, _)| displayed[at + 1..].starts_with(char::is_lowercase))?;
    Some(&displayed[..at])
}

/// What stays of a folded name however it is spelled, under every reading.
fn sounds_of(key: &str) -> Vec<Skeleton> {
    Skeleton::all(key).collect()
}

/// Where an entry has one spelling under two kinds, the more telling one stays.
fn rank(kind: NameKind) -> u8 {
    match kind {
        NameKind::Official => 1,
        NameKind::Spelling => 2,
        NameKind::Alternate => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_have_short_forms() {
        let forms = ["Santiago de Compostela", "Rostov-na-Donu", "San José de Mayo", "New York", "Le Havre"].map(short_form);
        assert_eq!(forms, [Some("Santiago"), Some("Rostov"), Some("San José"), None, None]);
    }

    #[test]
    fn a_crowded_key_keeps_its_first_meanings() {
        let mut keys = Keys::default();
        for (key, meanings) in [("minsk", 0..2), ("santa cruz", 2..7), ("santa cruz de la sierra", 7..9), ("springfield", 9..13)] {
            let at = keys.texts.len() as u32;
            keys.texts.push(key.len() as u8);
            keys.texts.extend_from_slice(key.as_bytes());
            keys.items.extend(meanings.map(|posting| Item { head: head_of(key.as_bytes()), at, posting }));
        }
        assert_eq!(keys.limit(5), []);
        assert_eq!(keys.limit(2), [("santa cruz".to_owned(), 3), ("springfield".to_owned(), 2)]);
        let postings: Vec<Vec<u32>> = keys.groups().map(|(_, group)| group.iter().map(|item| item.posting).collect()).collect();
        assert_eq!(postings, [[0, 1], [2, 3], [7, 8], [9, 10]]);
    }
}
