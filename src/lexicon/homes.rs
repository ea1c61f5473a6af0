//! Words that tell where a text is at home: councilman, gardai, lakh. They are data (`data/lexicon/homes.tsv`).
//!
//! The words are a hash table, which every word of a text is asked of and which stays in the first-level cache: slots of
//! eight bytes, a power of two of them, with the upper half of the word's hash and the number of its line. A word of several
//! lines has as many slots, one behind the other. A line is a weight and the countries that it is told of.

use crate::gazetteer::CountryCode;

/// Bytes of a slot: four of the hash, two of the line's number counted from one, and two that are zero.
pub(crate) const SLOT: usize = 8;
/// Countries of a line at most.
pub(crate) const MOST_COUNTRIES: usize = 23;
/// Bytes of a line: its weight in twentieths, how many countries it has, and their letters.
pub(crate) const LINE: usize = 2 + 2 * MOST_COUNTRIES;
/// No word's slots are farther from where they begin; in a damaged file, the search ends here.
const LONGEST_WALK: usize = 64;
/// What a unit of a weight is worth, in log-odds.
pub(crate) const UNIT: f32 = 0.05;

/// The words and lines of a lexicon file. Whatever the bytes, asking ends and stays within them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Homes<'b> {
    slots: &'b [[u8; SLOT]],
    lines: &'b [u8],
}

/// A line that a word stands in: countries, and what it says for each of them, in log-odds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HomeLine<'b> {
    weight: f32,
    letters: &'b [u8],
}

impl<'b> Homes<'b> {
    /// Those of a file; none if there are not as many slots as there must be.
    pub fn new(slots: &'b [u8], lines: &'b [u8]) -> Homes<'b> {
        let (slots, rest) = slots.as_chunks();
        let whole = rest.is_empty() && slots.len().is_power_of_two();
        Homes { slots: if whole { slots } else { &[] }, lines }
    }

    /// How many slots there are.
    pub fn slots(self) -> usize {
        self.slots.len()
    }

    /// What the words are told by, see [`tag`].
    pub fn tags(self) -> impl Iterator<Item = u32> + 'b {
        self.slots.iter().map(|slot| u64::from_le_bytes(*slot)).filter(|slot| *slot != 0).map(|slot| slot as u32)
    }

    /// The slots of a word, by its hash; for nearly all words none.
    #[inline]
    pub fn find(self, hash: u64) -> impl Iterator<Item = usize> + 'b {
        let (first, tag) = place(hash, self.slots());
        let slot = move |n: usize| {
            let at = (first + n) & self.slots().wrapping_sub(1);
            let slot = u64::from_le_bytes(*self.slots.get(at)?);
            (slot != 0).then_some((at, slot))
        };
        (0..self.slots().min(LONGEST_WALK)).map_while(slot).filter(move |(_, slot)| *slot as u32 == tag).map(|(at, _)| at)
    }

    /// The line that a slot leads to.
    pub fn line(self, slot: usize) -> Option<HomeLine<'b>> {
        let number = u16::from_le_bytes(*self.slots.get(slot)?[4..].first_chunk()?);
        let at = usize::from(number).checked_sub(1)? * LINE;
        let [weight, countries, letters @ ..] = self.lines.get(at..at + LINE)? else { return None };
        let letters = &letters[..letters.len().min(2 * usize::from(*countries))];
        Some(HomeLine { weight: f32::from(*weight as i8) * UNIT, letters })
    }
}

impl HomeLine<'_> {
    /// What it says for each of its countries.
    pub fn countries(&self) -> impl Iterator<Item = (CountryCode, f32)> {
        let code = |letters: &[u8]| CountryCode::new(str::from_utf8(letters).ok()?);
        self.letters.chunks_exact(2).filter_map(code).map(|country| (country, self.weight))
    }
}

/// Where a word's slots begin, of a power of two, and what they are told by.
pub(crate) fn place(hash: u64, slots: usize) -> (usize, u32) {
    (hash as usize & slots.saturating_sub(1), tag(hash))
}

/// What a word is told by.
#[inline]
pub(crate) fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}
