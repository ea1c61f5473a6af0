//! The hierarchy: country, first-level division, second-level division.

use super::file::{EntryId, Gazetteer};
use super::place::{CountryCode, Level};
use super::sections::{DIVISION_LEN, NO_ENTRY};

/// A unit of the hierarchy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division {
    /// The entry that describes it, where the gazetteer has one.
    pub entry: Option<EntryId>,
    /// The division around it; 0 for none.
    pub parent: u32,
    pub country: Option<CountryCode>,
    pub level: u8,
}

/// Damaged files may hold circles; no real hierarchy is deeper.
const MAX_DEPTH: usize = 4;

impl<B: AsRef<[u8]>> Gazetteer<B> {
    pub(crate) fn division(&self, number: u32) -> Option<Division> {
        let bytes = self.divisions();
        let at = (number as usize).checked_mul(DIVISION_LEN).filter(|_| number > 0)?;
        let row = bytes.get(at..at + DIVISION_LEN)?;
        let u32_at = |i: usize| u32::from_le_bytes(row[i..i + 4].try_into().expect("four bytes"));
        let entry = Some(u32_at(0)).filter(|&e| e != NO_ENTRY && (e as usize) < self.len());
        let country = std::str::from_utf8(&row[8..10]).ok().and_then(CountryCode::new);
        Some(Division { entry: entry.map(EntryId), parent: u32_at(4), country, level: row[10] })
    }

    /// The number of the division of `level` that holds the entry or is it; 0 for none.
    /// Numbers are stable within one file only.
    pub(crate) fn division_number(&self, entry: EntryId, level: Level) -> u32 {
        let mut number = self.division_of(entry);
        for _ in 0..MAX_DEPTH {
            match self.division(number) {
                Some(d) if d.level == level as u8 => return number,
                Some(d) if d.level > level as u8 => number = d.parent,
                _ => break,
            }
        }
        0
    }

    /// The entry of the division of `level` that holds the entry, or is it.
    pub fn container(&self, entry: EntryId, level: Level) -> Option<EntryId> {
        self.division(self.division_number(entry, level))?.entry
    }

    /// The country of an entry.
    pub fn country(&self, entry: EntryId) -> Option<CountryCode> {
        self.division(self.division_of(entry))?.country
    }
}
