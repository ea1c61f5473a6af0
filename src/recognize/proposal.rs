//! A name in a text, on its way to becoming a mention.

use serde::{Deserialize, Serialize};

use std::hint::black_box;
use std::ops::Range;

use crate::gazetteer::{FeatureClass, Layers, NameKind};
use crate::span::Span;
use crate::variant::{Road, RoadKind};

/// What a place name is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// The place itself: in Moscow.
    #[default]
    Literal,
    /// Who sits there: Moscow denies.
    Metonym,
    /// Its people, or an adjective: Russian, Ohioans.
    Demonym,
    /// It qualifies something: a Kyiv court.
    Modifier,
    /// Part of another name: Kyiv City Council.
    Embedded,
}

/// The kind of place that a generic word beside the name tells: Chernigov *region*, *village of* Desna.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Head {
    Region,
    District,
    Settlement,
    Water,
    Relief,
    Facility,
}

impl Head {
    /// How many kinds there are.
    pub const COUNT: usize = Head::Facility as usize + 1;
}

/// What the meanings of a spelling have in common; enough to judge it as a name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameFacts {
    /// Most inhabitants of any meaning that is a name, not a demonym.
    pub population: u32,
    /// Some meaning is a name of a place.
    pub place: bool,
    pub country: bool,
    pub admin1: bool,
    /// Some meaning is a country's capital.
    pub capital: bool,
    /// Some meaning is a curated area, water, mountain or facility.
    pub feature: bool,
    pub demonym: bool,
    /// A short form that needs support.
    pub abbreviation: bool,
    /// An abbreviation of a country or a union of countries, which needs less.
    pub country_abbreviation: bool,
    pub metonym: bool,
}

impl NameFacts {
    /// Whether no meaning is so well known that the name alone suggests a place.
    pub fn obscure(&self) -> bool {
        !(self.country || self.admin1 || self.demonym || self.feature || self.metonym || self.country_abbreviation) && self.population < 500_000
    }

    /// The kinds of place among the meanings, as one number.
    pub fn kinds(&self) -> u64 {
        let kinds =
            [self.place, self.country, self.admin1, self.capital, self.feature, self.demonym, self.abbreviation, self.country_abbreviation, self.metonym];
        kinds.iter().enumerate().map(|(bit, kind)| u64::from(*kind) << bit).sum()
    }

    /// Reads the most populous meanings of a name.
    pub fn read(layers: &Layers, name: NameRef) -> NameFacts {
        const ENOUGH: usize = 10;
        let mut facts = NameFacts::default();
        let meanings = layers.postings(name.layer, name.name).take(ENOUGH);
        // They are far apart; the resolver asks for the rest.
        black_box(meanings.clone().fold(0, |sum, m| sum ^ layers.gazetteer(m.place).touch(m.place.entry)));
        for m in meanings {
            let g = layers.gazetteer(m.place);
            let (class, code) = g.feature(m.place.entry);
            let is_country = class == FeatureClass::A && code.starts_with("PCL");
            match m.kind {
                NameKind::Demonym => facts.demonym = true,
                NameKind::Metonym => facts.metonym = true,
                NameKind::Abbreviation => {
                    facts.abbreviation = true;
                    facts.country_abbreviation |= is_country || class == FeatureClass::L;
                }
                NameKind::Official | NameKind::Alternate | NameKind::Spelling | NameKind::Historical => {
                    facts.place = true;
                    facts.population = facts.population.max(g.population(m.place.entry));
                    facts.country |= is_country;
                    facts.capital |= code == "PPLC";
                    facts.admin1 |= class == FeatureClass::A && code == "ADM1";
                    // Airports are many and often named after people.
                    facts.feature |= !matches!(class, FeatureClass::A | FeatureClass::P) && code != "AIRP";
                }
            }
        }
        facts
    }

    /// What the meanings of two names have in common.
    pub fn union(self, other: NameFacts) -> NameFacts {
        NameFacts {
            population: self.population.max(other.population),
            place: self.place | other.place,
            country: self.country | other.country,
            admin1: self.admin1 | other.admin1,
            capital: self.capital | other.capital,
            feature: self.feature | other.feature,
            demonym: self.demonym | other.demonym,
            abbreviation: self.abbreviation | other.abbreviation,
            country_abbreviation: self.country_abbreviation | other.country_abbreviation,
            metonym: self.metonym | other.metonym,
        }
    }
}

/// A name of one of the gazetteers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameRef {
    pub layer: u32,
    /// Its number there.
    pub name: u32,
}

/// A name that a spelling may be, and by which road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lead {
    pub name: NameRef,
    pub road: Road,
}

/// A span with the names found there, and later the judgement on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toponym {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    pub span: Span,
    /// The names found there: where they stand in the document's list of names. None where the gazetteer has none.
    pub names: Range<usize>,
    pub facts: NameFacts,
    pub usage: Usage,
    pub head: Option<Head>,
    /// That it is no name but a word made of one: an adjective, a region noun.
    pub derived: Option<RoadKind>,
    /// That it may be a case form of a name.
    pub inflected: bool,
    /// Written like an abbreviation: in capitals, or with dots.
    pub short: bool,
    /// Behind a word of place: in X.
    pub located: bool,
    /// Whether it stands behind an English article of its own: the Niger. Unknown where none could show.
    pub article: Option<bool>,
    /// For an embedded name, the span of the name around it.
    pub within: Option<Span>,
    /// Log-odds that this is a mention of a place, before resolution.
    pub log_odds: f32,
    /// Where a model told those, what the rules say.
    pub ruled: f32,
}
