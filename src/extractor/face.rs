//! The extractor, and how one is put together.

use super::shared::{Shared, SpareRooms, VariantSource};
use super::worker::Worker;
use crate::document::Document;
use crate::gazetteer::{Bytes, Gazetteer, Layers};
use crate::lexicon::Lexicon;
use crate::resolve::Hints;
use crate::variant::Variants;

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
    shared: Shared,
}

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
        self.worker().extract(text)
    }

    /// As [`extract`](Self::extract), under hints for this text alone.
    pub fn extract_with(&self, text: &str, hints: &Hints) -> Document {
        self.worker().extract_with(text, hints)
    }

    /// Extracts many texts, one after another. The calls above take a worker for each text, from those that are idle;
    /// threads that share an extractor and have short texts by the million take one of their own each, and never meet.
    pub fn worker(&self) -> Worker<'_> {
        Worker::new(&self.shared)
    }

    /// The gazetteers, the lowest first.
    pub fn layers(&self) -> &Layers {
        &self.shared.layers
    }
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
    variants: VariantSource,
    hints: Hints,
}

impl ExtractorBuilder {
    /// Starts from the gazetteer and the lexicon inside the program.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> ExtractorBuilder {
        ExtractorBuilder { variants: VariantSource::Embedded, ..ExtractorBuilder::new(Gazetteer::embedded(), Lexicon::embedded()) }
    }

    /// Starts from a gazetteer and a lexicon of the caller's.
    pub fn new<B: AsRef<[u8]> + Send + Sync + 'static>(gazetteer: Gazetteer<B>, lexicon: Lexicon) -> ExtractorBuilder {
        ExtractorBuilder { layers: vec![gazetteer.into_shared()], lexicon, variants: VariantSource::Unknown, hints: Hints::default() }
    }

    /// Lays a gazetteer over those before: it adds its entries, which are preferred where both know a name; those that
    /// have an id of an entry below override that one; and it hides what it says it hides, see [`Layers`].
    pub fn gazetteer<B: AsRef<[u8]> + Send + Sync + 'static>(mut self, gazetteer: Gazetteer<B>) -> Self {
        self.layers.push(gazetteer.into_shared());
        self
    }

    /// What is known of spellings, see [`Variants`]; without it, names are found only as they are listed.
    pub fn variants(mut self, variants: Variants) -> Self {
        self.variants = VariantSource::Given(Box::new(variants));
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
        let layers = Layers::new(self.layers);
        Extractor { shared: Shared { layers, lexicon: self.lexicon, variants: self.variants, hints: self.hints, label, spare: SpareRooms::default() } }
    }
}
