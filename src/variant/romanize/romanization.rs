//! All romanizations that are known.

use rustc_hash::FxHashMap as HashMap;

use super::standard::Standard;
use super::undo::{Plain, Spelling, is_possible};

/// The standards by which names are written in Latin letters.
#[derive(Clone, Debug, Default)]
pub struct Romanization {
    standards: Vec<Standard>,
    plain: Plain,
    /// For letters of all scripts, with what Latin letters names begin that begin with them: bits of the alphabet.
    initials: HashMap<char, u32>,
}

impl Romanization {
    /// Takes the standards as they come.
    pub fn new(standards: Vec<Standard>) -> Romanization {
        let plain = Plain::of(&standards);
        let mut initials: HashMap<char, u32> = HashMap::default();
        for (c, bits) in standards.iter().flat_map(Standard::initials) {
            *initials.entry(c).or_default() |= bits;
        }
        Romanization { standards, plain, initials }
    }

    /// Whether a folded name can begin as a folded Latin spelling does under some standard.
    pub(crate) fn may_begin(&self, name: &str, spelling: &str) -> bool {
        let bits = name.chars().next().and_then(|c| self.initials.get(&c)).copied().unwrap_or(u32::MAX);
        spelling.bytes().next().filter(u8::is_ascii_lowercase).is_none_or(|b| bits >> (b - b'a') & 1 != 0)
    }

    /// All of them.
    pub fn standards(&self) -> &[Standard] {
        &self.standards
    }

    /// The standard of an id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|s| s.id() == id)
    }

    /// The standards for names of a language, given as in ISO 639.
    pub fn of_language<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a Standard> {
        self.standards.iter().filter(move |s| s.language() == language)
    }

    /// The standards that could have given a spelling: some letters are written just so. Case does not count, and its
    /// accents, apostrophes and hyphens may be left off, as most print does, but not added.
    ///
    /// Spellings of more than 64 characters have none; a search that grows too long is given up.
    pub fn possible(&self, spelling: &str) -> Vec<&Standard> {
        let Some(spelling) = Spelling::new(spelling, &self.plain) else { return Vec::new() };
        self.standards.iter().filter(|s| is_possible(s, &spelling)).collect()
    }
}
