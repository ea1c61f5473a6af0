//! Inflection: the cases of a place name, the adjectives and region nouns made of it, and the way back to the name.
//!
//! The paradigms are tables that linguists write (`data/inflection`, one file a language). Here they are applied, in both
//! directions, to folded words: a form is undone only by a class whose declension yields exactly that form.

mod form;
mod guess;
mod language;
mod letters;
mod name;
mod paradigms;
mod stems;

pub use form::{Case, CaseSet, Form, Gender, Kind, Lemma, Number};
pub use guess::Guess;
pub use language::{Class, Derivation, Language, Shape};
pub use paradigms::Paradigms;

use std::sync::OnceLock;

use guess::Guesser;

/// The paradigms of all languages, and a guess at which of them a text is in.
#[derive(Debug)]
pub struct Inflection {
    /// Paradigms are made ready when they are first asked for: hardly a text needs more than one language.
    languages: Vec<(Language, OnceLock<Paradigms>)>,
    guesser: Guesser,
}

impl Inflection {
    /// Takes the tables of all languages. Those without classes only stand in the way of
    /// wrong guesses.
    pub fn new(languages: Vec<Language>) -> Inflection {
        let guesser = Guesser::new(&languages);
        let languages = languages.into_iter().filter(|l| !l.classes.is_empty()).map(|l| (l, OnceLock::new())).collect();
        Inflection { languages, guesser }
    }

    /// The paradigms of a language, by its code: `uk`.
    pub fn language(&self, code: &str) -> Option<&Paradigms> {
        let (language, ready) = self.languages.iter().find(|(l, _)| l.code == code)?;
        Some(ready.get_or_init(|| Paradigms::new(language)))
    }

    /// All languages with paradigms.
    pub fn languages(&self) -> impl Iterator<Item = &Paradigms> {
        self.languages.iter().filter_map(|(l, _)| self.language(&l.code))
    }

    /// The language that a text seems to be in, by its small words and its letters. Reads the first six hundred bytes.
    pub fn guess(&self, text: &str) -> Guess<'_> {
        self.guesser.guess(text)
    }
}
