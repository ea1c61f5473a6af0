//! The face of the crate: text in, places out.

use crate::document::{CandidateRecord, Document, Mention, MentionKind, Variant, VariantRule};
use crate::focus::focus;
use crate::gazetteer::{Bytes, Gazetteer, NameKind};
use crate::lexicon::Lexicon;
use crate::matcher::Matcher;
use crate::recognize::{Context, Toponym, Usage, recognize};
use crate::resolve::{Candidate, Hints, Resolution, resolve};
use crate::text::{Tokens, fold};

/// Finds the places that a text names.
///
/// Immutable once built, and shared freely among threads.
///
/// ```
/// let extractor = exonym::Extractor::embedded();
/// let document = extractor.extract("Rockets hit the village of Desna in the Chernigov region.");
/// let (mention, place) = document.places().next().unwrap();
/// assert_eq!(mention.text, "Desna");
/// assert_eq!(place.country.unwrap().as_str(), "UA");
/// assert!((place.point.lat - 50.93).abs() < 0.05);
/// ```
#[derive(Debug)]
pub struct Extractor {
    layers: Vec<Gazetteer<Bytes>>,
    lexicon: Lexicon,
    hints: Hints,
    label: String,
}

/// Mentions that are less likely are not reported.
const THRESHOLD: f32 = 0.5;

/// Candidates below this share are not reported, but for the first.
const UNLIKELY: f32 = 0.01;

impl Extractor {
    /// An extractor over the gazetteer and the lexicon inside the program; takes microseconds.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Extractor {
        ExtractorBuilder::embedded().build()
    }

    /// A builder over the gazetteer and the lexicon inside the program.
    #[cfg(feature = "embedded")]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::embedded()
    }

    /// Finds and resolves the places of `text`, under the hints that the extractor was built with.
    /// Linear in the length of the text.
    pub fn extract(&self, text: &str) -> Document {
        self.extract_with(text, &self.hints)
    }

    /// As [`extract`](Self::extract), under hints for this text alone.
    pub fn extract_with(&self, text: &str, hints: &Hints) -> Document {
        let mut tokens = Tokens::new();
        tokens.read(text);
        let mut hits = Vec::new();
        Matcher::default().find(text, &self.layers, &mut hits);
        let context = Context::new(text, &tokens, &self.lexicon);
        let toponyms = recognize(&context, &self.layers, &hits);
        let resolutions = resolve(&context, &self.layers, &toponyms, hints);
        let mentions: Vec<Mention> = toponyms.iter().zip(&resolutions).filter_map(|(t, r)| self.mention(text, t, r)).collect();
        Document { id: None, gazetteer: self.label.clone(), focus: focus(&mentions), mentions, relations: Vec::new() }
    }

    /// The gazetteers, the first laid first.
    pub fn gazetteers(&self) -> &[Gazetteer<Bytes>] {
        &self.layers
    }

    fn mention(&self, text: &str, t: &Toponym, r: &Resolution) -> Option<Mention> {
        let best = r.candidates.first()?;
        if r.place_probability < THRESHOLD {
            return None;
        }
        let mut span = t.span;
        // The period of a short form belongs to it: Ala., Mass.
        if best.kind == NameKind::Abbreviation && !t.short && text[span.end..].starts_with('.') {
            span.end += 1;
        }
        let written = &text[span.range()];
        let demonym = best.kind == NameKind::Demonym;
        Some(Mention {
            span,
            text: written.to_owned(),
            kind: MentionKind::Place,
            usage: match t.usage {
                _ if demonym => Usage::Demonym,
                Usage::Demonym => Usage::Literal,
                other => other,
            },
            within: t.within,
            place: Some(self.layers[best.layer].place(best.entry)),
            score: round(r.place_probability * best.probability),
            candidates: r.candidates.iter().enumerate().filter(|(i, c)| *i == 0 || c.probability >= UNLIKELY).map(|(_, c)| self.candidate(c)).collect(),
            variant: Some(self.variant(written, best)),
        })
    }

    fn candidate(&self, c: &Candidate) -> CandidateRecord {
        let g = &self.layers[c.layer];
        CandidateRecord {
            id: g.id(c.entry),
            name: g.name(c.entry).to_owned(),
            country: c.country,
            point: c.point,
            score: round(c.probability),
            evidence: c.weights.evidence(),
        }
    }

    fn variant(&self, written: &str, c: &Candidate) -> Variant {
        let display = self.layers[c.layer].name(c.entry);
        let rule = match c.kind {
            NameKind::Abbreviation => VariantRule::Abbreviation,
            NameKind::Demonym => VariantRule::Demonym,
            _ if written == display => VariantRule::Exact,
            _ if fold(written) == fold(display) => VariantRule::Folded,
            _ => VariantRule::Alternate,
        };
        let of = (rule != VariantRule::Exact).then(|| display.to_owned());
        let kind = matches!(c.kind, NameKind::Historical | NameKind::Metonym).then_some(c.kind);
        Variant { rule, of, kind }
    }
}

fn round(probability: f32) -> f32 {
    (probability * 1e4).round() / 1e4
}

/// Puts an [`Extractor`] together.
///
/// ```
/// use exonym::{CountryCode, Extractor};
/// let extractor = Extractor::builder().country(CountryCode::new("US").unwrap()).build();
/// let document = extractor.extract("A storm hit Georgia.");
/// assert_eq!(document.mentions[0].place.as_ref().unwrap().feature_code, "ADM1");
/// ```
#[derive(Debug)]
pub struct ExtractorBuilder {
    layers: Vec<Gazetteer<Bytes>>,
    lexicon: Lexicon,
    hints: Hints,
}

impl ExtractorBuilder {
    /// Starts from the gazetteer and the lexicon inside the program.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> ExtractorBuilder {
        ExtractorBuilder::new(Gazetteer::embedded(), Lexicon::embedded())
    }

    /// Starts from a gazetteer and a lexicon of the caller's.
    pub fn new<B: AsRef<[u8]> + Send + Sync + 'static>(gazetteer: Gazetteer<B>, lexicon: Lexicon) -> ExtractorBuilder {
        ExtractorBuilder { layers: vec![gazetteer.into_shared()], lexicon, hints: Hints::default() }
    }

    /// Lays a gazetteer over those before; its entries are preferred where both know a name.
    pub fn gazetteer<B: AsRef<[u8]> + Send + Sync + 'static>(mut self, gazetteer: Gazetteer<B>) -> Self {
        self.layers.push(gazetteer.into_shared());
        self
    }

    /// A country that all texts are likely to speak of; may be called again for more.
    pub fn country(mut self, country: crate::CountryCode) -> Self {
        self.hints.countries.push(country);
        self
    }

    /// What is known of all texts.
    pub fn hints(mut self, hints: Hints) -> Self {
        self.hints = hints;
        self
    }

    /// The extractor.
    pub fn build(self) -> Extractor {
        let label = self.layers.iter().map(Gazetteer::label).collect::<Vec<_>>().join(" + ");
        Extractor { layers: self.layers, lexicon: self.lexicon, hints: self.hints, label }
    }
}
