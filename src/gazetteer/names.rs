//! From a spelling to entries.

use serde::{Deserialize, Serialize};

use super::file::{EntryId, Gazetteer};
use super::name_header;
use super::period::Period;
use super::sections as s;
use crate::format::{Column, Filter, HashIndex, Probe, SortedStrings, Text};
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
    /// The name it is displayed by in another spelling or script: `Kyjiw`, `Київ`.
    Spelling = 6,
}

impl NameKind {
    /// All kinds, by number.
    pub const ALL: [NameKind; 7] =
        [NameKind::Official, NameKind::Alternate, NameKind::Historical, NameKind::Abbreviation, NameKind::Demonym, NameKind::Metonym, NameKind::Spelling];

    /// Whether it names the place, and not its people or a short form.
    pub fn is_name(self) -> bool {
        matches!(self, NameKind::Official | NameKind::Alternate | NameKind::Spelling | NameKind::Historical)
    }

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
    /// Its number in the file, see [`Gazetteer::period`].
    pub number: u32,
}

/// A folded name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameRecord {
    /// Folded.
    pub name: String,
    /// What it is to the entry.
    pub kind: NameKind,
    /// When it was in use, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// The outcome of looking up a folded key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lookup {
    /// The name that equals the key.
    pub name: Option<u32>,
    /// Whether some longer name begins with it.
    pub continues: bool,
}

/// A name of a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Its number in the order of all.
    pub number: u32,
    /// Where its postings begin and end.
    postings: (u32, u32),
}

/// What the index of names knows of a hash; to be verified.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suspect {
    /// The block of names where the name stands.
    block: Option<u32>,
    /// Whether longer names begin so.
    pub more: bool,
}

/// The names of a gazetteer, ready to be asked many times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameTable<'g> {
    index: HashIndex<'g>,
    names: SortedStrings<'g>,
    postings: Column<'g>,
    entries: usize,
}

/// The index of skeletons of a gazetteer, ready to be asked many times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SkeletonTable<'g> {
    index: HashIndex<'g>,
}

impl SkeletonTable<'_> {
    /// Reads a byte of what [`probe`](Self::probe) will read.
    #[inline]
    pub fn touch(&self, hash: u64) -> u8 {
        self.index.touch(hash)
    }

    /// Asks for names by the hash of a skeleton. Reads a cache line.
    #[inline]
    pub fn probe(&self, hash: u64) -> Probe {
        self.index.probe(hash)
    }

    /// Calls `found` with the numbers of the names that a probe has led to; to be compared.
    #[inline]
    pub fn names(&self, hash: u64, probe: Probe, mut found: impl FnMut(u32)) {
        self.index.values(hash, probe, |value| found(value - 1));
    }
}

impl<'g> NameTable<'g> {
    /// Reads a byte of what [`probe`](Self::probe) will read.
    #[inline]
    pub fn touch(&self, hash: u64) -> u8 {
        self.index.touch(hash)
    }

    /// Asks for names by the hash of their one token, or of their first two. Reads a cache line.
    #[inline]
    pub fn probe(&self, hash: u64) -> Probe {
        self.index.probe(hash)
    }

    /// What a probe has led to.
    #[inline]
    pub fn suspects(&self, hash: u64, probe: Probe, mut found: impl FnMut(Suspect)) {
        self.index.values(hash, probe, |value| {
            let block = value >> s::VALUE_FLAGS;
            found(Suspect { block: (value & s::NAME != 0).then_some(block), more: value & s::MORE != 0 });
        });
    }

    /// Reads a byte of what [`touch_name`](Self::touch_name) will read.
    #[inline]
    pub fn touch_place(&self, suspect: Suspect) -> u8 {
        suspect.block.map_or(0, |block| self.names.touch_offset(block as usize))
    }

    /// Reads what [`verify`](Self::verify) will read.
    #[inline]
    pub fn touch_name(&self, suspect: Suspect) -> u8 {
        suspect.block.map_or(0, |block| self.names.touch(block as usize))
    }

    /// The name, if it is the suspect.
    #[inline]
    pub fn verify(&self, suspect: Suspect, key: &str, scratch: &mut Text) -> Option<Name> {
        let number = self.names.find_in(suspect.block? as usize, key.as_bytes(), scratch)?;
        Some(self.name(number as u32))
    }

    /// Reads a byte of what [`touch_number`](Self::touch_number) will read.
    #[inline]
    pub fn touch_place_of(&self, number: u32) -> u8 {
        self.names.touch_offset(number as usize / name_header::NAMES)
    }

    /// Reads what [`folded_into`](Self::folded_into) will read.
    #[inline]
    pub fn touch_number(&self, number: u32) -> u8 {
        self.names.touch(number as usize / name_header::NAMES)
    }

    /// The folded text of a name, by its number; nothing in a damaged file.
    pub fn folded_into<'t>(&self, number: u32, text: &'t mut Text) -> &'t str {
        self.names.read(number as usize, text);
        std::str::from_utf8(text.as_bytes()).unwrap_or_default()
    }

    /// The name of a number.
    #[inline]
    pub fn name(&self, number: u32) -> Name {
        let range = name_header::postings(self.names.header_of(number as usize), number as usize);
        let limit = |at: usize| at.min(self.postings.len()) as u32;
        Name { number, postings: (limit(range.start), limit(range.end)) }
    }

    /// Reads a byte of what [`postings_of`](Self::postings_of) will read.
    #[inline]
    pub fn touch_postings(&self, name: Name) -> u8 {
        self.postings.touch(name.postings.0 as usize)
    }

    /// The meanings of a name, most populous first.
    #[inline]
    pub fn postings_of(&self, name: Name) -> impl Iterator<Item = Posting> + Clone + use<'g> {
        let (column, entries) = (self.postings, self.entries);
        (name.postings.0..name.postings.1)
            .map(move |number| (number, column.get(number as usize)))
            .map(|(number, p)| Posting { entry: EntryId(p & 0xFF_FFFF), kind: NameKind::from_number(p >> 24), number })
            .filter(move |p| (p.entry.0 as usize) < entries)
    }

    /// Looks a folded key up. Logarithmic in the number of names; allocates nothing.
    pub fn look_up(&self, key: &str) -> Lookup {
        let probe = self.names.find(key.as_bytes());
        Lookup { name: probe.exact.map(|i| i as u32), continues: probe.continues }
    }
}

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// Which words in small letters may be demonyms, by their hashes.
    pub(crate) fn demonyms(&self) -> Filter<'_> {
        Filter::new(self.container.at(&self.ranges.demonyms))
    }

    /// The names, ready to be asked many times.
    pub(crate) fn name_table(&self) -> NameTable<'_> {
        let at = |located| self.container.at(located);
        let ranges = &self.ranges;
        NameTable {
            index: HashIndex::new(at(&ranges.name_index), s::value_limit(self.counts.names)),
            names: SortedStrings {
                heads: at(&ranges.name_heads),
                offsets: at(&ranges.name_offsets),
                blocks: at(&ranges.name_blocks),
                header: name_header::LEN,
                len: self.counts.names,
            },
            postings: Column::new(at(&ranges.postings), ranges.postings.len() / 4, 4),
            entries: self.counts.entries,
        }
    }

    /// The index of skeletons, ready to be asked many times.
    pub(crate) fn skeletons(&self) -> SkeletonTable<'_> {
        SkeletonTable { index: HashIndex::new(self.container.at(&self.ranges.skeletons), s::skeleton_limit(self.counts.names)) }
    }

    /// Calls `found` with the numbers of names that may have the skeleton of a hash; to be compared.
    pub(crate) fn names_like(&self, hash: u64, found: impl FnMut(u32)) {
        let skeletons = self.skeletons();
        skeletons.names(hash, skeletons.probe(hash), found);
    }

    /// Numbers of names whose first letter, which is their first character, is of the Latin alphabet. Logarithmic.
    pub(crate) fn latin_names(&self) -> std::ops::Range<u32> {
        let names = self.name_table().names;
        let first_from = |key: &[u8]| {
            let (mut low, mut high) = (0, names.len);
            while low < high {
                let middle = (low + high) / 2;
                if names.get(middle).as_bytes() < key { low = middle + 1 } else { high = middle }
            }
            low as u32
        };
        first_from(b"a")..first_from(b"{")
    }

    /// The folded text of a name by its number.
    pub(crate) fn folded(&self, name: u32) -> String {
        self.name_table().names.get(name as usize).to_string_lossy()
    }

    /// See [`NameTable::look_up`].
    pub(crate) fn look_up(&self, key: &str) -> Lookup {
        self.name_table().look_up(key)
    }

    /// The meanings of a name by its number, most populous first.
    pub(crate) fn postings(&self, name: u32) -> impl Iterator<Item = Posting> + Clone + '_ {
        let table = self.name_table();
        table.postings_of(table.name(name))
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
        self.name_table().names.iter().map(|name| name.to_string_lossy())
    }

    /// All names of an entry, in byte order. One pass over all names: milliseconds, for people's eyes.
    pub fn names_of(&self, entry: EntryId) -> Vec<NameRecord> {
        let table = self.name_table();
        // Every posting is of one name. In a damaged file they may seem to be of many: no more are read than there are.
        let mut left = table.postings.len();
        (0..self.name_count() as u32)
            .map(|n| table.name(n))
            .map_while(|name| {
                left = left.checked_sub(name.postings.1.saturating_sub(name.postings.0) as usize)?;
                Some(name)
            })
            .flat_map(|name| table.postings_of(name).filter(|p| p.entry == entry).map(move |p| (name.number, p)))
            .map(|(n, p)| NameRecord { name: table.names.get(n as usize).to_string_lossy(), kind: p.kind, period: self.period(p.number) })
            .collect()
    }
}
