//! When names were in use: known of few, so they stand apart from the postings and are looked up when asked for.

use super::file::Gazetteer;
use super::period::{Date, Period};
use super::sections as s;

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// When a name was in use for an entry, by the [number](super::Posting::number) of the posting that says so; where
    /// that is known. Logarithmic in the number of periods.
    pub fn period(&self, posting: u32) -> Option<Period> {
        let (rows, _) = self.container.at(&self.ranges.periods).as_chunks::<{ s::PERIOD_LEN }>();
        let row = rows[rows.binary_search_by_key(&posting, |row| field(row, 0)).ok()?];
        let period = Period { from: Date::from_packed(field(&row, 1)), to: Date::from_packed(field(&row, 2)) };
        Some(period).filter(|p| *p != Period::default())
    }
}

/// One of the three numbers of a row.
fn field(row: &[u8; s::PERIOD_LEN], i: usize) -> u32 {
    row.as_chunks::<4>().0.get(i).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// A row of the section; rows come in the order of their postings.
#[cfg(feature = "compile")]
pub(crate) fn row(posting: u32, period: Period) -> impl Iterator<Item = u8> {
    let packed = |date: Option<Date>| date.map_or(0, Date::packed);
    [posting, packed(period.from), packed(period.to)].into_iter().flat_map(u32::to_le_bytes)
}
