//! In which languages the names of a country's places are, and which of them a name can be in.

use serde::{Deserialize, Serialize};

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
}

impl NameLanguage {
    /// Whether a name in a country can be of this language; one without a country, in the language's own.
    pub fn may_be_of(&self, name: &str, country: &str) -> bool {
        let known = self.countries.iter().any(|c| c == country);
        known && Script::of(name).is_some_and(|s| s.code() == self.script) && !name.contains(|c| self.never.contains(c))
    }
}

/// The languages that a folded name of a country's place can be in, the country's own first.
pub(crate) fn languages_of<'a>(all: &'a [NameLanguage], name: &'a str, country: &'a str) -> impl Iterator<Item = &'a NameLanguage> {
    let told = all.iter().position(|l| !l.only.is_empty() && l.may_be_of(name, country) && name.contains(|c| l.only.contains(c)));
    all.iter().enumerate().filter(move |(i, l)| told.is_none_or(|t| t == *i) && l.may_be_of(name, country)).map(|(_, l)| l)
}
