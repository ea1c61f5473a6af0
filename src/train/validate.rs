//! Cross-validation by document: figures on texts that the model was not trained on.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::cases::Cases;
use super::corpus::{Annotated, Corpus};
use super::figures::{Figures, Validation};
use super::pack::{self, Judges, Part};
use super::trainer::Teacher;
use crate::actor::Actors;
use crate::error::{Error, Result};
use crate::extractor::{Extractor, ExtractorBuilder};
use crate::gazetteer::{Gazetteer, Layers};
use crate::lexicon::Lexicon;
use crate::variant::Variants;

/// Parts that every corpus is cut into.
const FOLDS: usize = 5;

/// Trains and tests models.
pub struct Trainer {
    corpora: Vec<Corpus>,
    layers: Layers,
    lexicon: Lexicon,
    /// Called after each step.
    watch: Box<dyn Fn() + Send + Sync>,
}

/// Texts of each corpus, by their numbers.
type Choice = Vec<Vec<usize>>;

impl Trainer {
    /// Steps that a model takes.
    pub const STEPS: usize = FOLDS + 1;
    /// Steps that cross-validation takes.
    pub const VALIDATION_STEPS: usize = FOLDS * Self::STEPS;

    /// A trainer over the gazetteer and the lexicon inside the program.
    pub fn embedded(corpora: Vec<Corpus>) -> Trainer {
        let layers = Layers::new(vec![Gazetteer::embedded().into_shared()]);
        Trainer { corpora, layers, lexicon: Lexicon::embedded(), watch: Box::new(|| ()) }
    }

    /// Has `watch` called after each step, from any thread.
    pub fn watched(self, watch: impl Fn() + Send + Sync + 'static) -> Trainer {
        Trainer { watch: Box::new(watch), ..self }
    }

    /// Names of the corpora.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.corpora.iter().map(Corpus::name)
    }

    /// The bytes of a model trained on all corpora.
    ///
    /// # Errors
    /// When nothing can be learned from them.
    pub fn train(&self) -> Result<Vec<u8>> {
        self.teach(&self.all())
    }

    /// Five times: a fifth of each corpus, in one piece, is left out of training and then tested.
    ///
    /// # Errors
    /// As [`train`](Self::train).
    pub fn cross_validate(&self) -> Result<Vec<Validation>> {
        let folds: Result<Vec<Vec<Figures>>> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let (taught, held) = split(&self.all(), fold);
                let extractor = extractor(self.teach(&taught)?)?;
                Ok(self.corpora.iter().zip(&held).map(|(corpus, texts)| Figures::test(&extractor, corpus, texts)).collect())
            })
            .collect();
        let mut validations: Vec<Validation> = self.names().map(|name| Validation { corpus: name.to_owned(), ..Validation::default() }).collect();
        for fold in folds? {
            validations.iter_mut().zip(fold).for_each(|(validation, figures)| validation.add_fold(figures));
        }
        Ok(validations)
    }

    /// The figures on a corpus when no text of it was trained on.
    ///
    /// # Errors
    /// As [`train`](Self::train), and when there is no such corpus.
    pub fn validate_stranger(&self, name: &str) -> Result<Validation> {
        let number = self.names().position(|n| n == name).ok_or_else(|| Error::message(format!("there is no corpus `{name}`")))?;
        let mut taught = self.all();
        let stranger = std::mem::take(&mut taught[number]);
        let all = Figures::test(&extractor(self.teach(&taught)?)?, &self.corpora[number], &stranger);
        Ok(Validation { corpus: name.to_owned(), all, folds: Vec::new() })
    }

    fn all(&self) -> Choice {
        self.corpora.iter().map(|c| (0..c.len()).collect()).collect()
    }

    /// A model of these texts. What chooses among candidates, and what tells probabilities then, learn from what the chains say
    /// of texts that they were not taught.
    fn teach(&self, choice: &Choice) -> Result<Vec<u8>> {
        let mut folds = Vec::new();
        for fold in 0..FOLDS {
            let (taught, held) = split(choice, fold);
            folds.push((self.chains(&taught)?, held));
            (self.watch)();
        }
        let ranker = self.cases(&folds, &Judges::unknowing())?.ranker();
        let ranking = Judges { ranker, ..Judges::unknowing() };
        let judges = self.cases(&folds, &ranking)?.judges(ranking.ranker);
        let (names, toponyms) = self.chains(choice)?;
        (self.watch)();
        pack::pack(&names, &toponyms, &judges, &self.meta(choice))
    }

    /// The mentions of texts, each under chains that were not taught it.
    fn cases(&self, folds: &[((Part, Part), Choice)], judges: &Judges) -> Result<Cases> {
        let mut cases = Cases::default();
        for ((names, toponyms), held) in folds {
            let extractor = extractor(pack::pack(names, toponyms, judges, &Value::Null)?)?;
            for (corpus, block) in self.corpora.iter().zip(held) {
                cases.gather(&extractor, corpus, block);
            }
        }
        Ok(cases)
    }

    /// What a model of these texts was trained on.
    fn meta(&self, choice: &Choice) -> Value {
        let texts = self.names().zip(choice).filter(|(_, texts)| !texts.is_empty());
        let trained_on: Vec<Value> = texts.map(|(name, texts)| json!({"corpus": name, "texts": texts.len()})).collect();
        json!({"name": "model of names", "version": env!("CARGO_PKG_VERSION"), "trained_on": trained_on})
    }

    fn chains(&self, choice: &Choice) -> Result<(Part, Part)> {
        let (mut entities, mut toponyms): (Vec<&Annotated>, Vec<&Annotated>) = Default::default();
        for (corpus, texts) in self.corpora.iter().zip(choice) {
            let taught = texts.iter().map(|&i| &corpus.texts[i]);
            if corpus.gold.is_some() { toponyms.extend(taught) } else { entities.extend(taught) }
        }
        if toponyms.is_empty() {
            return Err(Error::message("there is no text with toponyms to learn from: give a file whose lines have them"));
        }
        Teacher { layers: &self.layers, lexicon: &self.lexicon }.chains(&entities, &toponyms)
    }
}

/// A choice without a fifth of each corpus, in one piece, and that fifth.
fn split(choice: &Choice, fold: usize) -> (Choice, Choice) {
    let cut = |texts: &Vec<usize>| {
        let (from, to) = (texts.len() * fold / FOLDS, texts.len() * (fold + 1) / FOLDS);
        ([&texts[..from], &texts[to..]].concat(), texts[from..to].to_vec())
    };
    choice.iter().map(cut).unzip()
}

fn extractor(model: Vec<u8>) -> Result<Extractor> {
    let known = ExtractorBuilder::new(Gazetteer::embedded(), Lexicon::embedded());
    Ok(known.variants(Variants::open(exonym_data::VARIANTS)?).model(pack::open(model)?).actors(Actors::embedded()).build())
}
