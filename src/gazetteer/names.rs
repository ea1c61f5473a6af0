//! From a spelling to entries.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::file::{EntryId, Gazetteer};
use crate::text::fold;

/// What a name is to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum NameKind {
    /// The name it is displayed by, or another usual English one.
    Official = 0,
    /// Any other name, in any other language.
    Alternate = 1,
    /// A name no longer in use.
    Historical = 2,
    /// A short form that needs support: `Ky.`, `U.S.`
    Abbreviation = 3,
    /// Its people, or the adjective: `Ukrainian`, `Ohioans`.
    Demonym = 4,
    /// A seat that stands for a government: `Kremlin`.
    Metonym = 5,
}

impl NameKind {
    /// All kinds, by number.
    pub const ALL: [NameKind; 6] =
        [NameKind::Official, NameKind::Alternate, NameKind::Historical, NameKind::Abbreviation, NameKind::Demonym, NameKind::Metonym];

    fn from_number(n: u32) -> NameKind {
        NameKind::ALL.get(n as usize).copied().unwrap_or(NameKind::Alternate)
    }
}

/// One meaning of a name: an entry, and what the name is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The entry.
    pub entry: EntryId,
    /// What the name is to it.
    pub kind: NameKind,
}

/// A folded name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameRecord {
    /// Folded.
    pub name: String,
    /// What it is to the entry.
    pub kind: NameKind,
}

/// The outcome of looking up a folded key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lookup {
    /// The name that equals the key.
    pub name: Option<u32>,
    /// Whether some longer name begins with it.
    pub continues: bool,
}

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// Whether a token of that hash may be a whole name.
    #[inline]
    pub(crate) fn may_be_name(&self, token: u64) -> bool {
        self.single_filter().may_hold(token)
    }

    /// Whether a name may begin with two tokens, by their joint hash.
    #[inline]
    pub(crate) fn may_begin_name(&self, pair: u64) -> bool {
        self.pair_filter().may_hold(pair)
    }

    /// Looks a folded key up. Logarithmic in the number of names; allocates nothing.
    pub(crate) fn look_up(&self, key: &str) -> Lookup {
        let probe = self.names().find(key.as_bytes());
        Lookup { name: probe.exact.map(|i| i as u32), continues: probe.continues }
    }

    /// The meanings of a name by its number, most populous first.
    pub(crate) fn postings(&self, name: u32) -> impl Iterator<Item = Posting> + '_ {
        let column = self.postings_column();
        let entries = self.len();
        self.posting_range(name)
            .map(move |i| column.get(i))
            .map(|p| Posting { entry: EntryId(p & 0xFF_FFFF), kind: NameKind::from_number(p >> 24) })
            .filter(move |p| (p.entry.0 as usize) < entries)
    }

    /// Where the postings of a name are in their column.
    fn posting_range(&self, name: u32) -> Range<usize> {
        let counts = self.posting_counts();
        let block = name as usize / 16;
        let start = self.posting_offsets().get(block * 4..block * 4 + 4).map_or(0, |b| u32::from_le_bytes(b.try_into().expect("four bytes")) as usize);
        let skip: usize = (block * 16..name as usize).map(|i| counts.get(i) as usize).sum();
        let from = start.saturating_add(skip);
        from..from.saturating_add(counts.get(name as usize) as usize).min(self.postings_column().len())
    }

    /// Every meaning of a spelling, most populous first; the spelling is folded before it is looked up.
    pub fn meanings(&self, spelling: &str) -> Vec<Posting> {
        self.look_up(&fold(spelling)).name.map_or_else(Vec::new, |n| self.postings(n).collect())
    }

    /// The entries that a spelling can mean, most populous first.
    pub fn search(&self, spelling: &str) -> Vec<EntryId> {
        self.meanings(spelling).into_iter().map(|p| p.entry).collect()
    }

    /// Every distinct name, folded, in byte order. Linear in the number of names; each is a string of its own.
    ///
    /// ```
    /// let world = exonym::Gazetteer::embedded();
    /// assert_eq!(world.all_names().count(), world.name_count());
    /// assert!(world.all_names().any(|name| name == "saint etienne"));
    /// ```
    pub fn all_names(&self) -> impl Iterator<Item = String> + '_ {
        self.names().iter().map(|name| name.to_string_lossy())
    }

    /// All names of an entry, in byte order. One pass over all names: milliseconds, for people's eyes.
    pub fn names_of(&self, entry: EntryId) -> Vec<NameRecord> {
        let names = self.names();
        // Every posting is of one name. In a damaged file they may seem to be of many: no more are read than there are.
        let mut left = self.postings_column().len();
        (0..self.name_count() as u32)
            .map_while(|n| {
                left = left.checked_sub(self.posting_range(n).len())?;
                Some(n)
            })
            .flat_map(|n| self.postings(n).filter(|p| p.entry == entry).map(move |p| (n, p.kind)))
            .map(|(n, kind)| NameRecord { name: names.get(n as usize).to_string_lossy(), kind })
            .collect()
    }
}
