//! What `exonym names` answers.

use exonym::variant::Variants;
use exonym::{Layers, Meaning, NameKind, NameRecord, NativeName, Near, Period, Place, Spellings, Variant};
use serde::Serialize;

/// Entries whose other spellings are told.
const TOLD: usize = 3;
/// Guesses at what an unknown spelling means.
const MOST_NEAR: usize = 8;

/// What a spelling can mean.
#[derive(Serialize)]
pub struct Answer<'a> {
    pub name: &'a str,
    pub entries: Vec<Entry>,
    /// Entries that a spelling which no entry has may mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Guess>,
    /// For an unknown spelling, the standards that could have given it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standards: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_names: Option<Vec<NameRecord>>,
}

#[derive(Serialize)]
pub struct Entry {
    /// What the spelling is to the entry.
    pub kind: NameKind,
    /// When it was in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How it relates to the entry's names.
    pub how: How,
    /// Names in the languages of the country, and what standards make of them; of the first entries only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub native: Vec<NativeName>,
    /// Names no longer in use, and those whose time is known; of the first entries only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<NameRecord>,
    #[serde(flatten)]
    pub place: Place,
}

/// A variant with what its standard is.
#[derive(Serialize)]
pub struct How {
    #[serde(flatten)]
    pub variant: Variant,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// An entry that is not listed under the spelling.
#[derive(Serialize)]
pub struct Guess {
    pub how: How,
    /// In log-odds; 0 where a rule leads there.
    pub distance: f32,
    #[serde(flatten)]
    pub place: Place,
}

/// What the gazetteers know of a spelling.
pub fn look_up<'a>(name: &'a str, layers: &Layers, all: bool) -> Answer<'a> {
    let spellings = Spellings::new(layers, Variants::embedded());
    let found = layers.meanings(name);
    let entries: Vec<Entry> = found.iter().enumerate().map(|(i, m)| entry(name, *m, layers, &spellings, i < TOLD)).collect();
    let unknown = entries.is_empty();
    Answer {
        name,
        near: if unknown { spellings.near(name, MOST_NEAR).into_iter().map(|near| guess(near, layers)).collect() } else { Vec::new() },
        standards: unknown.then(|| Variants::embedded().romanization().possible(name).iter().map(|s| s.id().to_owned()).collect()),
        all_names: found.first().filter(|_| all).map(|m| layers.names_of(m.place)),
        entries,
    }
}

fn entry(name: &str, meaning: Meaning, layers: &Layers, spellings: &Spellings<'_>, told: bool) -> Entry {
    let (mut native, mut old) = (Vec::new(), Vec::new());
    if told {
        native = spellings.native_names(meaning.place);
        old = layers.names_of(meaning.place);
        old.retain(|n| n.kind == NameKind::Historical || n.period.is_some());
    }
    let how = spellings.how(name, meaning);
    let language = native.iter().find(|n: &&NativeName| Some(&n.name) == how.of.as_ref()).map(|n| n.language.clone());
    let how = How::new(how, language);
    Entry { kind: meaning.kind, period: layers.period(meaning.posting), how, native, old, place: layers.place(meaning.place) }
}

fn guess(near: Near, layers: &Layers) -> Guess {
    Guess { how: How::new(near.how, near.language), distance: near.distance, place: layers.place(near.meaning.place) }
}

impl How {
    fn new(variant: Variant, language: Option<String>) -> How {
        let standard = variant.standard.as_deref().and_then(|id| Variants::embedded().romanization().standard(id));
        How { title: standard.map(|s| s.title().to_owned()), language: standard.map(|s| s.language().to_owned()).or(language), variant }
    }
}
