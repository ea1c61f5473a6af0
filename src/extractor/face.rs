//! The extractor, and how one is put together.

use super::shared::{Shared, Source, SpareRooms};
use super::worker::Worker;
use crate::actor::Actors;
use crate::document::Document;
use crate::gazetteer::{Bytes, Gazetteer, Layers, PointOfView};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::resolve::Hints;
use crate::variant::Variants;

/// Finds the places that a text names, and in English texts persons, organizations and groups.
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
    variants: Source<Variants>,
    model: Source<Model>,
    actors: Source<Actors>,
    hints: Hints,
    min_score: f32,
    view: Option<PointOfView>,
}

impl ExtractorBuilder {
    /// Starts from the gazetteer and the lexicon inside the program.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> ExtractorBuilder {
        let known = ExtractorBuilder::new(Gazetteer::embedded(), Lexicon::embedded());
        ExtractorBuilder {
            variants: Source::Embedded(Variants::embedded),
            model: Source::Embedded(Model::embedded),
            actors: Source::Embedded(embedded_actors),
            ..known
        }
    }

    /// Starts from a gazetteer and a lexicon of the caller's.
    pub fn new<B: AsRef<[u8]> + Send + Sync + 'static>(gazetteer: Gazetteer<B>, lexicon: Lexicon) -> ExtractorBuilder {
        ExtractorBuilder {
            layers: vec![gazetteer.into_shared()],
            lexicon,
            variants: Source::Unknown,
            model: Source::Unknown,
            actors: Source::Unknown,
            hints: Hints::default(),
            min_score: 0.0,
            view: None,
        }
    }

    /// Lays a gazetteer over those before: it adds its entries, which are preferred where both know a name; those that
    /// have an id of an entry below override that one; and it hides what it says it hides, see [`Layers`].
    pub fn gazetteer<B: AsRef<[u8]> + Send + Sync + 'static>(mut self, gazetteer: Gazetteer<B>) -> Self {
        self.layers.push(gazetteer.into_shared());
        self
    }

    /// What is known of spellings, see [`Variants`]; without it, names are found only as they are listed.
    pub fn variants(mut self, variants: Variants) -> Self {
        self.variants = Source::Given(Box::new(variants));
        self
    }

    /// The trained model that recognises names in English texts; without one, and in other languages, rules do.
    pub fn model(mut self, model: Model) -> Self {
        self.model = Source::Given(Box::new(model));
        self
    }

    /// The actors that texts may speak of; without them, names of persons and organizations are told where the model finds them,
    /// and not who they are.
    pub fn actors(mut self, actors: Actors) -> Self {
        self.actors = Source::Given(Box::new(actors));
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

    /// Leaves out mentions whose score is below `least`, from 0 (all that are recognised, which is the default) to 1.
    ///
    /// Scores of English texts are calibrated: of many mentions with a score of 0.8, about four of five are right, in kind
    /// and place. With 0.8, fewer than one of five that remain is wrong, and what is lost is told by the reliability table of
    /// `reports/accuracy.md`. In other languages, which rules recognise, scores order mentions and are no probabilities.
    /// What a document is about ([`Document::focus`]) is told by the mentions that remain.
    ///
    /// ```
    /// use exonym::Extractor;
    /// let text = "Rockets hit Kyiv, and the village of Springfield in Ohio was silent.";
    /// let sure = Extractor::builder().min_score(0.8).build().extract(text);
    /// assert!(sure.mentions.iter().all(|m| m.score >= 0.8));
    /// assert!(sure.mentions.len() < Extractor::embedded().extract(text).mentions.len());
    /// ```
    ///
    /// # Panics
    /// When `least` is not from 0 to 1.
    pub fn min_score(mut self, least: f32) -> Self {
        assert!((0.0..=1.0).contains(&least), "a least score of {least} is not from 0 to 1");
        self.min_score = least;
        self
    }

    /// Tells the countries of disputed places as this state sees them.
    ///
    /// Without it they are those of the gazetteer: of the embedded one GeoNames's, for the most part those whose sovereignty
    /// the General Assembly of the United Nations affirms. What a state sees otherwise is listed in `data/disputed.tsv`;
    /// whatever lies in a listed division follows it. For a state without rows nothing changes. Which places are found and
    /// meant is the same from every point of view: only the countries that are told differ, those of mentions, of their
    /// candidates and of [`Document::focus`]. A state that has no code of ISO 3166-1 is told as no country.
    ///
    /// ```
    /// use exonym::{CountryCode, Extractor};
    /// let text = "A drone hit Sevastopol.";
    /// let country = |extractor: &Extractor| extractor.extract(text).mentions[0].place.as_ref().unwrap().country;
    /// assert_eq!(country(&Extractor::embedded()), CountryCode::new("UA"));
    /// let russian = Extractor::builder().point_of_view(CountryCode::new("RU").unwrap()).build();
    /// assert_eq!(country(&russian), CountryCode::new("RU"));
    /// ```
    #[cfg(feature = "embedded")]
    pub fn point_of_view(mut self, state: crate::CountryCode) -> Self {
        self.view = Some(PointOfView::embedded(state));
        self
    }

    /// The extractor.
    pub fn build(self) -> Extractor {
        let label = self.layers.iter().map(Gazetteer::label).collect::<Vec<_>>().join(" + ");
        let layers = Layers::new(self.layers);
        Extractor {
            shared: Shared {
                layers,
                lexicon: self.lexicon,
                variants: self.variants,
                model: self.model,
                actors: self.actors,
                hints: self.hints,
                min_score: self.min_score,
                view: self.view,
                label,
                spare: SpareRooms::default(),
            },
        }
    }
}

#[cfg(feature = "embedded")]
fn embedded_actors() -> &'static Actors {
    static ACTORS: std::sync::OnceLock<Actors> = std::sync::OnceLock::new();
    ACTORS.get_or_init(Actors::embedded)
}
