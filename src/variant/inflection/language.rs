//! The paradigms of a language as a data file holds them: plain structs, all words folded.

use serde::{Deserialize, Serialize};

use super::form::{CaseSet, Gender, Kind, Number};

/// A language, compiled from `data/inflection/CODE.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its code: `uk`.
    pub code: String,
    /// Its speakers in millions: of two languages that a text may equally be in, the larger is guessed.
    pub speakers: u32,
    /// Its letters, small ones, as they are written.
    pub alphabet: String,
    /// Small frequent words as they are written, and folded ones, with spaces between.
    pub function_words: String,
    /// Prepositions, with the cases that they govern.
    pub prepositions: Vec<(String, CaseSet)>,
    /// Declensions; none in a language that is here only to be told from the others.
    pub classes: Vec<Class>,
    /// Adjectives and region nouns made of names.
    pub derivations: Vec<Derivation>,
}

/// Names that are declined alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// [`Noun`](Kind::Noun) or [`Attribute`](Kind::Attribute).
    pub kind: Kind,
    /// The gender of its names, where it has a meaning.
    pub gender: Option<Gender>,
    /// The number of its names.
    pub number: Number,
    /// Which names are in it: those with the ending of the nominative.
    pub shape: Shape,
    /// The endings that stand in its place, with their cases; the nominative too.
    pub forms: Vec<(CaseSet, String)>,
}

/// An ending, and what may stand before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The ending of the name; the rest is the stem.
    pub ending: String,
    /// The letters one of which ends the stem; any if empty.
    pub after: String,
    /// Endings that the stem must not have.
    pub except: Vec<String>,
}

/// A way to make a word of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// [`Adjective`](Kind::Adjective) or [`Region`](Kind::Region).
    pub kind: Kind,
    /// Which names it is made of.
    pub of: Shape,
    /// What stands in place of the ending: of an adjective what its endings follow (`ск`), of a region noun the whole
    /// rest of its nominative (`щина`).
    pub made: String,
}
