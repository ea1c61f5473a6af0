//! In which languages the names of a country's places are, and which of them a name can be in.

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::romanize::Romanization;
use super::script::Script;

/// A language that names are in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NameLanguage {
    /// ISO 639.
    pub code: String,
    /// ISO 15924.
    pub script: String,
    /// ISO 3166-1 codes of the countries that have places with names in it, its own country first.
    pub countries: Vec<String>,
    /// Letters that no other language of those countries has.
    #[serde(default)]
    pub only: String,
    /// Letters that it does not have.
    #[serde(default)]
    pub never: String,
    /// The standard that spellings are measured against.
    pub reference: String,
    /// The numbers of its standards, and of the one of reference, once they are known.
    #[serde(skip)]
    pub standards: Vec<u16>,
    #[serde(skip)]
    pub reference_number: Option<u16>,
    /// What tells quickly that a name has none of the letters above.
    #[serde(skip)]
    pub letters: [LetterSet; 2],
}

impl NameLanguage {
    /// Whether places of a country have names in it.
    pub fn is_spoken_in(&self, country: &str) -> bool {
        self.countries.iter().any(|c| c == country)
    }

    /// Whether a name in a country can be of this language; one without a country, in the language's own.
    pub fn may_be_of(&self, name: &str, country: &str) -> bool {
        let has_none = || !name.contains(|c| self.never.contains(c));
        self.is_spoken_in(country) && Script::of(name).is_some_and(|script| script.code() == self.script) && has_none()
    }
}

/// Letters by their low seven bits: two sets that share none of these share no letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterSet(u128);

impl LetterSet {
    fn of(text: &str) -> LetterSet {
        LetterSet(text.chars().fold(0, |set, c| set | 1 << (c as u32 % 128)))
    }

    fn may_share(self, other: LetterSet) -> bool {
        self.0 & other.0 != 0
    }
}

/// Languages, found by the countries whose places have names in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Languages {
    all: Vec<NameLanguage>,
    /// For each country the numbers of its languages.
    of_country: HashMap<[u8; 2], Vec<usize>>,
}

impl Languages {
    /// Finds the standards of each.
    pub fn new(mut all: Vec<NameLanguage>, romanization: &Romanization) -> Languages {
        let mut of_country: HashMap<[u8; 2], Vec<usize>> = HashMap::default();
        for (i, language) in all.iter_mut().enumerate() {
            language.letters = [LetterSet::of(&language.only), LetterSet::of(&language.never)];
            for (number, standard) in (0..).zip(romanization.standards()) {
                if standard.language() == language.code {
                    language.standards.push(number);
                }
                if standard.id() == language.reference {
                    language.reference_number = Some(number);
                }
            }
            for country in language.countries.iter().filter_map(|c| key_of(c)) {
                let of = of_country.entry(country).or_default();
                if of.last() != Some(&i) {
                    of.push(i);
                }
            }
        }
        Languages { all, of_country }
    }

    /// The language of a code.
    pub fn of_code(&self, code: &str) -> Option<&NameLanguage> {
        self.all.iter().find(|l| l.code == code)
    }

    /// Those of a country's names.
    pub fn of_country(&self, country: &str) -> impl Iterator<Item = &NameLanguage> + Clone {
        let numbers = key_of(country).and_then(|key| self.of_country.get(&key)).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&i| &self.all[i])
    }

    /// Those that a folded name of a country's place can be in, the country's own first.
    pub fn of_name<'a>(&'a self, name: &'a str, country: &str) -> impl Iterator<Item = &'a NameLanguage> + Clone {
        let (script, letters) = (Script::of(name).map(Script::code), LetterSet::of(name));
        let has = move |set: LetterSet, of: &str| set.may_share(letters) && name.contains(|c| of.contains(c));
        let possible = self.of_country(country).filter(move |l| script.is_some_and(|script| script == l.script) && !has(l.letters[1], &l.never));
        let told = possible.clone().find(|l| has(l.letters[0], &l.only));
        possible.filter(move |l| told.is_none_or(|told| std::ptr::eq(told, *l)))
    }
}

fn key_of(country: &str) -> Option<[u8; 2]> {
    country.as_bytes().try_into().ok()
}
