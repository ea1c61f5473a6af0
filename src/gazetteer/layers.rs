//! Gazetteers laid one over another: an upper one adds entries, overrides those of the same id below, and hides others.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::divisions::Lineage;
use super::file::{Bytes, EntryId, Gazetteer};
use super::names::{NameKind, NameRecord};
use super::period::Period;
use super::place::{Place, PlaceId};

/// An entry of one of several gazetteers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceRef {
    /// Which gazetteer, the lowest being 0.
    pub layer: u32,
    /// The entry there.
    pub entry: EntryId,
}

/// One meaning of a name: an entry, and what the name is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The entry.
    pub place: PlaceRef,
    /// What the name is to it.
    pub kind: NameKind,
    /// What says so, see [`Layers::period`].
    pub posting: PostingRef,
}

/// A posting of one of several gazetteers: not always the one that the entry is in, for names lead on to what overrides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostingRef {
    /// Which gazetteer, the lowest being 0.
    pub layer: u32,
    /// The number of the posting there.
    pub number: u32,
}

/// Gazetteers laid one over another.
///
/// An entry overrides those of the same id below it: they are never meant, and their names lead to it. A gazetteer can
/// also hide entries below it by their ids (`data/curated/SCHEMA.md` says how). Of several layers the uppermost decides.
#[derive(Debug)]
pub struct Layers {
    gazetteers: Vec<Gazetteer<Bytes>>,
    /// For each layer, what stands for those of its entries that are overridden; nothing for those that are hidden.
    replaced: Vec<HashMap<EntryId, Option<PlaceRef>>>,
    unmatched: Vec<PlaceId>,
}

impl Layers {
    /// Lays gazetteers over one another, the lowest first. With more than one, reads their ids.
    pub fn new(gazetteers: Vec<Gazetteer<Bytes>>) -> Layers {
        let mut replaced = vec![HashMap::default(); gazetteers.len()];
        let mut unmatched = Vec::new();
        // The uppermost layer comes first, and what it says stays.
        for (upper, above) in gazetteers.iter().enumerate().rev() {
            let hidden: HashSet<PlaceId> = above.hidden().collect();
            let mut matched: HashSet<PlaceId> = HashSet::default();
            for (below, replaced) in gazetteers[..upper].iter().zip(&mut replaced) {
                for (entry, by) in same_ids(below, above) {
                    replaced.entry(entry).or_insert(Some(PlaceRef { layer: upper as u32, entry: by }));
                }
                for (entry, id) in entries_of(below, &hidden) {
                    replaced.entry(entry).or_insert(None);
                    matched.insert(id);
                }
            }
            unmatched.extend(hidden.difference(&matched).cloned());
        }
        unmatched.sort_unstable();
        Layers { gazetteers, replaced, unmatched }
    }

    /// The gazetteers, the lowest first.
    pub fn gazetteers(&self) -> &[Gazetteer<Bytes>] {
        &self.gazetteers
    }

    /// Ids that a gazetteer hides and none below it has: misspelt perhaps, or gone in a newer version.
    pub fn unmatched(&self) -> &[PlaceId] {
        &self.unmatched
    }

    /// Every meaning of a spelling: of the uppermost gazetteer first, then the most populous.
    pub fn meanings(&self, spelling: &str) -> Vec<Meaning> {
        let key = crate::text::fold(spelling);
        let mut found: Vec<Meaning> = Vec::new();
        for (layer, gazetteer) in (0..self.gazetteers.len() as u32).zip(&self.gazetteers).rev() {
            let name = gazetteer.look_up(&key).name;
            for meaning in name.into_iter().flat_map(|name| self.postings(layer, name)) {
                if found.iter().all(|m| m.place != meaning.place) {
                    found.push(meaning);
                }
            }
        }
        found.sort_by_key(|m| std::cmp::Reverse(m.place.layer));
        found
    }

    /// All names that lead to an entry, in byte order: its own, and those of the entries that it overrides.
    /// One pass over all names, for people's eyes.
    pub fn names_of(&self, place: PlaceRef) -> Vec<NameRecord> {
        let mut names = self.gazetteer(place).names_of(place.entry);
        for (gazetteer, replaced) in self.gazetteers.iter().zip(&self.replaced) {
            let overridden = replaced.iter().filter(|(_, by)| **by == Some(place));
            overridden.for_each(|(entry, _)| names.extend(gazetteer.names_of(*entry)));
        }
        names.sort_by(|a, b| (&a.name, a.kind).cmp(&(&b.name, b.kind)));
        names.dedup_by(|later, first| later.name == first.name);
        names
    }

    /// When a name was in use for what it means, where that is known.
    pub fn period(&self, posting: PostingRef) -> Option<Period> {
        self.gazetteers.get(posting.layer as usize)?.period(posting.number)
    }

    /// Everything that is told of an entry.
    pub fn place(&self, place: PlaceRef) -> Place {
        let mut told = self.gazetteer(place).place(place.entry);
        if !self.replaced[place.layer as usize].is_empty()
            && let Some(admin1) = self.lineage(place).admin1
        {
            told.admin1 = Some(self.gazetteer(admin1).name(admin1.entry).to_owned());
        }
        told
    }

    /// The gazetteer that an entry is in.
    pub fn gazetteer(&self, place: PlaceRef) -> &Gazetteer<Bytes> {
        &self.gazetteers[place.layer as usize]
    }

    /// The meanings of a name of one layer by its number, most populous first.
    pub(crate) fn postings(&self, layer: u32, name: u32) -> impl Iterator<Item = Meaning> + Clone + '_ {
        let postings = self.gazetteers[layer as usize].postings(name);
        postings.filter_map(move |p| {
            let place = self.standing(PlaceRef { layer, entry: p.entry })?;
            Some(Meaning { place, kind: p.kind, posting: PostingRef { layer, number: p.number } })
        })
    }

    /// Where an entry lies; divisions that are overridden are the overriding ones.
    pub(crate) fn lineage(&self, place: PlaceRef) -> Lineage<PlaceRef> {
        let standing = |entry| self.standing(PlaceRef { layer: place.layer, entry });
        self.gazetteer(place).lineage(place.entry).and_then(standing)
    }

    /// What stands for an entry: mostly itself.
    fn standing(&self, place: PlaceRef) -> Option<PlaceRef> {
        self.replaced[place.layer as usize].get(&place.entry).copied().unwrap_or(Some(place))
    }
}

/// The entries of two gazetteers that have one id. The smaller one is indexed, the larger one read through.
fn same_ids(lower: &Gazetteer<Bytes>, upper: &Gazetteer<Bytes>) -> Vec<(EntryId, EntryId)> {
    let index_lower = lower.len() < upper.len();
    let (small, large) = if index_lower { (lower, upper) } else { (upper, lower) };
    let index: HashMap<PlaceId, EntryId> = small.entries().map(|entry| (small.id(entry), entry)).collect();
    let pairs = large.entries().filter_map(|entry| Some((*index.get(&large.id(entry))?, entry)));
    pairs.map(|(s, l)| if index_lower { (s, l) } else { (l, s) }).collect()
}

/// The entries that have one of the ids.
fn entries_of(gazetteer: &Gazetteer<Bytes>, ids: &HashSet<PlaceId>) -> Vec<(EntryId, PlaceId)> {
    if ids.is_empty() {
        return Vec::new();
    }
    gazetteer.entries().map(|entry| (entry, gazetteer.id(entry))).filter(|(_, id)| ids.contains(id)).collect()
}
