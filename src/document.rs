//! The records that an extraction gives: what `CONTRACT` calls a document, a mention and a relation.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::gazetteer::{CountryCode, NameKind, Period, Place, PlaceId};
use crate::geo::Point;
use crate::recognize::Usage;
use crate::resolve::Evidence;
use crate::span::{OffsetConverter, Offsets, Span};

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A place.
    Place,
    /// A human being.
    Person,
    /// A body with a name.
    Organization,
    /// People without a body: a nation, protesters.
    Group,
}

/// The answer for one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The caller's name for the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// Names and versions of the gazetteers that answered.
    pub gazetteer: String,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// What the text is about.
    pub focus: Focus,
    /// How places stand to each other.
    pub relations: Vec<Relation>,
}

/// One occurrence of a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands: `start` and `end`, in UTF-8 bytes unless converted by [`Document::convert_offsets`].
    #[serde(flatten)]
    pub span: Span,
    /// The text of the span, as written.
    pub text: String,
    /// What it names.
    pub kind: MentionKind,
    /// What the name of a place is used for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub usage: Option<Usage>,
    /// For an embedded name, the span of the name around it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<Span>,
    /// The entry of a place; `None` for one that the gazetteer does not hold (NIL), and for what is no place.
    pub place: Option<Place>,
    /// For a place without an entry, where it is as far as the text tells; its fields are written in place.
    #[serde(flatten)]
    pub footing: Option<Footing>,
    /// Who acts: of a person, an organization or a group, and of a place that stands for its government; `None` where that is
    /// not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub actor: Option<Actor>,
    /// Probability that kind and entry are right: 0 to 1. Calibrated for English texts; in others, where rules recognise
    /// names, it orders them.
    pub score: f32,
    /// All readings that were weighed last, the chosen one first, then by score.
    pub candidates: Vec<CandidateRecord>,
    /// How the written form led to the entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub variant: Option<Variant>,
}

/// Where a place that no gazetteer holds is, as far as the text tells: in the town or district it is named with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footing {
    /// The town or district.
    pub footing: FootingPlace,
    /// Its representative point, its fields written in place.
    #[serde(flatten)]
    pub point: Point,
    /// How far from that point the place may lie if it is there at all, in kilometres.
    pub precision_km: f64,
}

/// A town or district that something is told to be in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FootingPlace {
    /// Its id.
    pub id: PlaceId,
    /// Its display name.
    pub name: String,
    /// Its country.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<CountryCode>,
}

/// A reading of a mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateRecord {
    /// Its id.
    pub id: PlaceId,
    /// Its display name.
    pub name: String,
    /// Its country.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<CountryCode>,
    /// Its representative point, its fields written in place.
    #[serde(flatten)]
    pub point: Point,
    /// Its share of the probability, 0 to 1.
    pub score: f32,
    /// What spoke for it and against it, in log-odds.
    pub evidence: Vec<Evidence>,
}

/// By which road a spelling led to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VariantRule {
    /// Written as the entry is displayed.
    Exact,
    /// The same but for case, accents, apostrophes and hyphens.
    Folded,
    /// Another name of the entry.
    Alternate,
    /// A short form.
    Abbreviation,
    /// Its people, or the adjective.
    Demonym,
    /// A native name under a standard of romanization.
    Romanization,
    /// A case form of a name, an adjective or a region noun made of it.
    Inflection,
    /// A name with a part of it translated: New Kakhovka.
    Translation,
    /// What the name is in a related language of the same script.
    Counterpart,
    /// No name is spelled so, but one nearly, and the text supports it.
    Fuzzy,
}

/// How a written form relates to its entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The road.
    pub rule: VariantRule,
    /// The standard of romanization, see [`Romanization`](crate::variant::Romanization).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub standard: Option<String>,
    /// The name it is a spelling of: the native one for a romanization, the listed one for an inflected or unlisted form,
    /// else the display name, where it is written otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<String>,
    /// The kind of name, where it says more than the rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<NameKind>,
    /// When the name was in use.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub period: Option<Period>,
}

/// What a text is about, highest score first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Focus {
    /// Countries; scores sum to at most 1.
    pub countries: Vec<CountryFocus>,
    /// First-level divisions that mentions lie in or name, highest first, at most ten; scores sum to at most 1, for countries
    /// do not count here.
    #[serde(default)]
    pub admin1: Vec<Admin1Focus>,
    /// Places other than countries; scores sum to at most 1.
    pub places: Vec<PlaceFocus>,
}

/// A country's share of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryFocus {
    /// The country.
    pub country: CountryCode,
    /// Its share, 0 to 1.
    pub score: f32,
}

/// A first-level division's share of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Admin1Focus {
    /// Its country.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<CountryCode>,
    /// Its id.
    pub id: PlaceId,
    /// Its display name.
    pub name: String,
    /// Its share, 0 to 1.
    pub score: f32,
}

/// A place's share of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceFocus {
    /// Its id.
    pub id: PlaceId,
    /// Its display name.
    pub name: String,
    /// Its share, 0 to 1.
    pub score: f32,
}

/// How places of a text stand to each other; none are found yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// `distance-direction`, `between`, `part-of` …
    #[serde(rename = "type")]
    pub relation: String,
    /// Where it is said.
    #[serde(flatten)]
    pub span: Span,
    /// The text of the span.
    pub text: String,
    /// Indices of the mentions it ties together.
    pub anchors: Vec<usize>,
}

impl Document {
    /// Converts all offsets from bytes of `text`, which the document was made from, to another unit.
    ///
    /// ```
    /// use exonym::{Extractor, Offsets};
    /// let text = "🚀 over Kyiv";
    /// let mut document = Extractor::embedded().extract(text);
    /// document.convert_offsets(text, Offsets::Char);
    /// assert_eq!(document.mentions[0].span.start, 7);
    /// ```
    ///
    /// # Panics
    /// When `text` is another text.
    pub fn convert_offsets(&mut self, text: &str, unit: Offsets) {
        if unit == Offsets::Byte {
            return;
        }
        let mut converter = OffsetConverter::new(text, unit);
        let mut convert = |span: &mut Span| *span = Span::new(converter.convert(span.start), converter.convert(span.end));
        for m in &mut self.mentions {
            convert(&mut m.span);
            m.within.iter_mut().for_each(&mut convert);
        }
        self.relations.iter_mut().for_each(|r| convert(&mut r.span));
    }

    /// The mentions whose actor is known: persons, organizations, groups, and places that stand for their governments.
    ///
    /// ```
    /// let document = exonym::Extractor::embedded().extract("Kremlin spokesman Dmitry Peskov declined to comment.");
    /// let (mention, actor) = document.actors().last().unwrap();
    /// assert_eq!((mention.text.as_str(), actor.id.as_str()), ("Dmitry Peskov", "person:ru/dmitry-peskov"));
    /// assert_eq!(actor.country.unwrap().as_str(), "RU");
    /// ```
    pub fn actors(&self) -> impl Iterator<Item = (&Mention, &Actor)> {
        self.mentions.iter().filter_map(|m| Some((m, m.actor.as_ref()?)))
    }

    /// The mentions that have an entry.
    pub fn places(&self) -> impl Iterator<Item = (&Mention, &Place)> {
        self.mentions.iter().filter_map(|m| Some((m, m.place.as_ref()?)))
    }
}

impl Mention {
    /// A mention of which nothing is known but what it names.
    pub(crate) fn unresolved(text: &str, span: Span, kind: MentionKind, score: f32) -> Mention {
        let text = text[span.range()].to_owned();
        Mention { span, text, kind, usage: None, within: None, place: None, footing: None, actor: None, score, candidates: Vec::new(), variant: None }
    }
}
