//! The hierarchy: country, first-level division, second-level division.

use super::file::{EntryId, Gazetteer};
use super::place::{CountryCode, Level};
use super::sections::{DIVISION_LEN, NO_ENTRY};

/// Where an entry lies; divisions include the entry itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lineage<E> {
    pub country: Option<CountryCode>,
    /// Number of the first-level division; 0 for none. Stable within one file only.
    pub admin1_number: u32,
    /// The entries of the divisions, where the gazetteer has them.
    pub admin1: Option<E>,
    pub admin2: Option<E>,
}

impl<E> Lineage<E> {
    /// With other entries for the divisions.
    pub fn and_then<F>(self, f: impl Fn(E) -> Option<F>) -> Lineage<F> {
        Lineage { country: self.country, admin1_number: self.admin1_number, admin1: self.admin1.and_then(&f), admin2: self.admin2.and_then(&f) }
    }
}

/// A unit of the hierarchy, as it is stored.
#[derive(Clone, Copy)]
struct Division<'g>(&'g [u8; DIVISION_LEN]);

impl Division<'_> {
    fn u32_at(self, i: usize) -> u32 {
        u32::from_le_bytes(self.0[i..i + 4].try_into().expect("four bytes"))
    }

    /// The entry that describes it, in a gazetteer of `len` entries, where it has one.
    fn entry(self, len: usize) -> Option<EntryId> {
        Some(self.u32_at(0)).filter(|&e| e != NO_ENTRY && (e as usize) < len).map(EntryId)
    }

    /// The number of the division around it; 0 for none.
    fn parent(self) -> u32 {
        self.u32_at(4)
    }

    fn country(self) -> Option<CountryCode> {
        std::str::from_utf8(&self.0[8..10]).ok().and_then(CountryCode::new)
    }

    fn level(self) -> u8 {
        self.0[10]
    }
}

/// Damaged files may hold circles; no real hierarchy is deeper.
const MAX_DEPTH: usize = 4;

impl<B: AsRef<[u8]>> Gazetteer<B> {
    fn division(&self, number: u32) -> Option<Division<'_>> {
        let at = (number as usize).checked_mul(DIVISION_LEN).filter(|_| number > 0)?;
        self.divisions().get(at..)?.first_chunk().map(Division)
    }

    /// Where an entry lies, in one walk up the hierarchy.
    pub(crate) fn lineage(&self, entry: EntryId) -> Lineage<EntryId> {
        let mut lineage = Lineage { country: None, admin1_number: 0, admin1: None, admin2: None };
        let mut number = self.division_of(entry);
        let mut admin2_seen = false;
        for depth in 0..MAX_DEPTH {
            let Some(d) = self.division(number) else { break };
            if depth == 0 {
                lineage.country = d.country();
            }
            if d.level() == Level::Admin2 as u8 && !admin2_seen {
                admin2_seen = true;
                lineage.admin2 = d.entry(self.len());
            }
            if d.level() == Level::Admin1 as u8 {
                (lineage.admin1_number, lineage.admin1) = (number, d.entry(self.len()));
            }
            if d.level() <= Level::Admin1 as u8 {
                break;
            }
            number = d.parent();
        }
        lineage
    }

    /// The entry of the division of `level` that holds the entry, or is it.
    pub fn container(&self, entry: EntryId, level: Level) -> Option<EntryId> {
        let mut number = self.division_of(entry);
        for _ in 0..MAX_DEPTH {
            let d = self.division(number)?;
            if d.level() == level as u8 {
                return d.entry(self.len());
            }
            if d.level() < level as u8 {
                return None;
            }
            number = d.parent();
        }
        None
    }

    /// Whether a country of this code is in the hierarchy.
    pub fn has_country(&self, code: CountryCode) -> bool {
        let mut divisions = self.divisions().as_chunks().0.iter().map(Division);
        divisions.any(|d| d.level() == Level::Country as u8 && d.country() == Some(code))
    }

    /// The country of an entry.
    pub fn country(&self, entry: EntryId) -> Option<CountryCode> {
        self.division(self.division_of(entry))?.country()
    }
}
