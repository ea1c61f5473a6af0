//! All romanizations that are known.

use super::romanize::Standard;
use super::romanize_undo::{Plain, Spelling, is_possible};

/// The standards by which names are written in Latin letters.
#[derive(Clone, Debug, Default)]
pub struct Romanization {
    standards: Vec<Standard>,
    plain: Plain,
}

impl Romanization {
    /// Takes the standards as they come.
    pub fn new(standards: Vec<Standard>) -> Romanization {
        let plain = Plain::of(&standards);
        Romanization { standards, plain }
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
