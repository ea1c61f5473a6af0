//! A lexicon over borrowed, owned or mapped bytes.

use super::cues::Cues;
use super::homes::Homes;
use super::sections as s;
use crate::error::{Error, Result};
use crate::format::{Column, Container, Located, SortedStrings};
use crate::gazetteer::Bytes;

/// What is known of a word. Frequencies go from 0 (not known as such) to 255 (among the most frequent), on a log scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// How common it is as an ordinary, lower-case word.
    pub common: u8,
    /// How common it is as a given name.
    pub given: u8,
    /// How common it is as a surname.
    pub surname: u8,
    /// What it says of a name beside it.
    pub cues: Cues,
}

/// A lexicon file, read in place.
#[derive(Debug)]
pub struct Lexicon {
    container: Container<Bytes>,
    len: usize,
    places: Places,
}

/// Where the sections are, looked up once.
#[derive(Debug)]
struct Places {
    heads: Located,
    offsets: Located,
    blocks: Located,
    common: Located,
    given: Located,
    surname: Located,
    cues: Located,
    homes: Located,
    home_lines: Located,
}

impl Lexicon {
    /// Opens a lexicon and compares every section with its checksum.
    ///
    /// # Errors
    /// When the bytes are no lexicon, or damaged.
    pub fn open(bytes: Bytes) -> Result<Lexicon> {
        let lexicon = Lexicon::open_unverified(bytes)?;
        lexicon.container.verify()?;
        Ok(lexicon)
    }

    /// Opens a lexicon without reading it through; reads stay in bounds whatever it holds.
    ///
    /// # Errors
    /// As [`open`](Self::open), but for damage inside a section.
    pub fn open_unverified(bytes: Bytes) -> Result<Lexicon> {
        let container = Container::open(vec![bytes])?;
        let count: [u8; 8] = container.section(s::COUNT).try_into().map_err(|_| Error::format(s::COUNT.to_string(), "missing: not a lexicon"))?;
        let count = u64::from_le_bytes(count);
        for (tag, width) in [(s::COMMON, 1), (s::GIVEN, 1), (s::SURNAME, 1), (s::CUES, 4)] {
            if Some(container.section(tag).len() as u64) != count.checked_mul(width) {
                return Err(Error::format(tag.to_string(), format!("its length does not fit {count} words")));
            }
        }
        let find = |tag| container.locate(tag);
        let places = Places {
            heads: find(s::HEADS),
            offsets: find(s::OFFSETS),
            blocks: find(s::BLOCKS),
            common: find(s::COMMON),
            given: find(s::GIVEN),
            surname: find(s::SURNAME),
            cues: find(s::CUES),
            homes: find(s::HOMES),
            home_lines: find(s::HOME_LINES),
        };
        Ok(Lexicon { container, len: count as usize, places })
    }

    /// The lexicon inside the program.
    ///
    /// # Panics
    /// When the program was linked with a damaged `exonym-data`; its tests make sure that it is not.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Lexicon {
        Lexicon::open_unverified(Bytes::Static(exonym_data::LEXICON)).expect("the embedded lexicon is intact")
    }

    /// The words that tell where a text is at home; none in a file without them.
    pub(crate) fn homes(&self) -> Homes<'_> {
        Homes::new(self.container.at(&self.places.homes), self.container.at(&self.places.home_lines))
    }

    /// What is known of a folded word; all zero for an unknown one. Logarithmic in the number of words.
    pub fn word(&self, folded: &str) -> Word {
        let (at, places) = (|place| self.container.at(place), &self.places);
        let words = SortedStrings { heads: at(&places.heads), offsets: at(&places.offsets), blocks: at(&places.blocks), header: 0, len: self.len };
        let Some(i) = words.find(folded.as_bytes()).exact else { return Word::default() };
        let column = |place, width| Column::new(at(place), self.len, width).get(i);
        Word {
            common: column(&places.common, 1) as u8,
            given: column(&places.given, 1) as u8,
            surname: column(&places.surname, 1) as u8,
            cues: Cues(column(&places.cues, 4)),
        }
    }
}
