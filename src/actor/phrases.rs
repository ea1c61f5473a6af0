//! The phrases of which names of actors are made, found word by word: names of listed actors, heads of institutions
//! (ministry of defence), titles (spokesman), and words that qualify them (northern, federal).

use crate::format::{Column, Filter, HashIndex, SortedStrings, hash};

use super::sections as s;

/// No phrase has more words.
pub(crate) const MOST_WORDS: usize = 12;

/// What a phrase is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sense {
    /// A whole name of an entry.
    Name = 0,
    /// A surname of an entry, or its nickname.
    Surname = 1,
    /// The head of an institution.
    Head = 2,
    /// A title of a person.
    Title = 3,
    /// A word that qualifies a head and is a part of its slug: northern.
    Part = 4,
    /// A word that qualifies a head or a title and says nothing that matters: federal, former.
    Filler = 5,
    /// A word in the name of an organization that tells its sector: university; the number is that of the sector.
    Kind = 6,
    /// An adjective of a country; the number is its letters.
    Demonym = 7,
}

impl Sense {
    const ALL: [Sense; 8] = [Sense::Name, Sense::Surname, Sense::Head, Sense::Title, Sense::Part, Sense::Filler, Sense::Kind, Sense::Demonym];
}

/// Whose an institution can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Reach {
    /// A state's.
    State = 0,
    /// A state's, a division's or a city's.
    Any = 1,
    /// A division's or a city's.
    Local = 2,
}

/// A meaning of a phrase: four bits of its sense, four of how it must be written, and the number of what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning(pub u32);

impl Meaning {
    /// It is listed with a capital, and must be written with one.
    pub const CAPITAL: u32 = 1 << 24;
    /// It is listed in capitals, and must be written so.
    pub const CAPITALS: u32 = 1 << 25;
    /// Where the sense is.
    pub const SENSE: u32 = 28;

    pub fn sense(self) -> Sense {
        Sense::ALL.get((self.0 >> Meaning::SENSE) as usize).copied().unwrap_or(Sense::Filler)
    }

    pub fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }

    pub fn number(self) -> u32 {
        self.0 & 0xFF_FFFF
    }
}

/// The phrases of a file, ready to be asked many times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhraseTable<'a> {
    pub first_words: Filter<'a>,
    pub index: HashIndex<'a>,
    pub phrases: SortedStrings<'a>,
    pub meanings_from: Column<'a>,
    pub meanings: Column<'a>,
}

/// A phrase that begins at some token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// How many tokens it has.
    pub words: usize,
    /// Its number.
    pub phrase: u32,
}

/// What is known of words that phrases may begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Begun {
    /// The phrase that they are.
    phrase: Option<u32>,
    /// Whether longer phrases may begin with them.
    goes_on: bool,
    /// Whether longer ones may that are not names: those are written small too.
    goes_on_small: bool,
}

impl Begun {
    /// Whether there is anything to look at.
    pub fn is_promising(self) -> bool {
        self.goes_on || self.phrase.is_some()
    }

    /// The same of words that begin with a small letter where names have capitals: the state, and not The State.
    pub fn small(self) -> Begun {
        Begun { goes_on: self.goes_on_small, ..self }
    }
}

impl PhraseTable<'_> {
    /// What is known of a word that stands first: whether it is a phrase, and whether longer ones begin with it.
    pub fn first(&self, hash: u64, folded: &str) -> Begun {
        if self.first_words.may_hold(hash) { self.ask(hash, folded) } else { Begun::default() }
    }

    /// Calls `found` with every phrase that the words begin with, the shortest first. `first` is what is known of the first word;
    /// `word` gives the hash and the folded form of the word of that number without its ending, or nothing where no phrase goes on.
    pub fn walk<'w>(&self, first: Begun, word: impl Fn(usize) -> Option<(u64, &'w str)>, key: &mut String, mut found: impl FnMut(Found)) {
        let mut begun = first;
        let mut chained = 0;
        for n in 0..MOST_WORDS {
            if n > 0 || begun.goes_on {
                let Some((hash, folded)) = word(n) else { return };
                chained = chain(chained, n, hash);
                if n == 0 {
                    key.clear();
                } else {
                    key.push(' ');
                }
                key.push_str(folded);
            }
            if n > 0 {
                begun = self.ask(chained, key);
            }
            if let Some(phrase) = begun.phrase {
                found(Found { words: n + 1, phrase });
            }
            if !begun.goes_on {
                return;
            }
        }
    }

    /// Asks for words by their hash; the phrase is compared with them.
    fn ask(&self, hash: u64, words: &str) -> Begun {
        let mut begun = Begun::default();
        self.index.values(hash, self.index.probe(hash), |value| {
            begun.goes_on |= value & s::GOES_ON != 0;
            begun.goes_on_small |= value & s::GOES_ON_SMALL != 0;
            let number = (value >> s::FLAGS).wrapping_sub(1);
            if value & s::ENDS != 0 && self.phrases.get(number as usize).as_bytes() == words.as_bytes() {
                begun.phrase = Some(number);
            }
        });
        begun
    }

    /// The meanings of a phrase.
    pub fn meanings(&self, phrase: u32) -> impl Iterator<Item = Meaning> + '_ {
        let at = |i: u32| self.meanings_from.get(i as usize) as usize;
        let end = at(phrase + 1).min(self.meanings.len());
        (at(phrase)..end).map(|i| Meaning(self.meanings.get(i)))
    }
}

/// The hash of words that follow one another, from that of those before.
pub(crate) fn chain(before: u64, n: usize, hash: u64) -> u64 {
    if n == 0 { hash } else { hash::pair(before, hash) }
}
