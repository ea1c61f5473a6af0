//! The entries of lower layers that a gazetteer hides.

use super::file::{EntryId, Gazetteer};
use super::place::PlaceId;
use super::sections as s;

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// The ids of entries that are hidden in gazetteers below this one.
    pub fn hidden(&self) -> impl Iterator<Item = PlaceId> + '_ {
        let text = std::str::from_utf8(self.container.section(s::HIDDEN)).unwrap_or_default();
        text.lines().map(|id| {
            let Ok(id) = id.parse();
            id
        })
    }

    /// All entries, by number.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryId> + use<B> {
        (0..self.len() as u32).map(EntryId)
    }
}
