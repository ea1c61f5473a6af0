//! Cross-validation by document: figures on texts that the model was not trained on.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cases::Cases;
use super::corpus::{Annotated, Corpus};
use super::pack::{self, Judges, Part};
use super::trainer::Teacher;
use crate::document::{Document, MentionKind};
use crate::error::{Error, Result};
use crate::eval::{Rates, Scorer};
use crate::extractor::{Extractor, ExtractorBuilder};
use crate::gazetteer::{Gazetteer, Layers};
use crate::lexicon::Lexicon;
use crate::span::Offsets;
use crate::variant::Variants;

/// Parts that every corpus is cut into.
const FOLDS: usize = 5;

/// Figures of one corpus.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    /// Name of the corpus.
    pub corpus: String,
    /// Of place names, if the corpus has them.
    pub places: Option<Scorer>,
    /// By kind of entity, exact spans, if the corpus has them.
    pub entities: BTreeMap<&'static str, Counts>,
}

/// What was found of what there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Counts {
    /// Precision, recall and F1.
    pub fn rates(&self) -> Rates {
        Rates::new(self.right, self.predicted, self.gold)
    }
}

/// Trains and tests models.
pub struct Trainer {
    corpora: Vec<Corpus>,
    layers: Layers,
    lexicon: Lexicon,
}

/// Texts of each corpus, by their numbers.
type Choice = Vec<Vec<usize>>;

impl Trainer {
    /// A trainer over the gazetteer and the lexicon inside the program.
    pub fn embedded(corpora: Vec<Corpus>) -> Trainer {
        Trainer { corpora, layers: Layers::new(vec![Gazetteer::embedded().into_shared()]), lexicon: Lexicon::embedded() }
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
        let parts: Result<Vec<Vec<Validation>>> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let (taught, held) = split(&self.all(), fold);
                let extractor = extractor(self.teach(&taught)?)?;
                Ok(self.corpora.iter().zip(&held).map(|(c, block)| test(&extractor, c, block)).collect())
            })
            .collect();
        let mut all = parts?.into_iter();
        let mut sum = all.next().unwrap_or_default();
        for part in all {
            sum.iter_mut().zip(part).for_each(|(sum, part)| sum.add(part));
        }
        Ok(sum)
    }

    /// The figures on a corpus when no text of it was trained on.
    ///
    /// # Errors
    /// As [`train`](Self::train), and when there is no such corpus.
    pub fn validate_stranger(&self, name: &str) -> Result<Validation> {
        let number = self.corpora.iter().position(|c| c.name() == name).ok_or_else(|| Error::message(format!("there is no corpus `{name}`")))?;
        let mut taught = self.all();
        let stranger = std::mem::take(&mut taught[number]);
        Ok(test(&extractor(self.teach(&taught)?)?, &self.corpora[number], &stranger))
    }

    fn all(&self) -> Choice {
        self.corpora.iter().map(|c| (0..c.len()).collect()).collect()
    }

    /// A model of these texts. What tells probabilities learns from what the chains say of texts that they were not taught.
    fn teach(&self, choice: &Choice) -> Result<Vec<u8>> {
        let mut cases = Cases::default();
        for fold in 0..FOLDS {
            let (taught, held) = split(choice, fold);
            let (names, toponyms) = self.chains(&taught)?;
            let extractor = extractor(pack::pack(&names, &toponyms, &Judges::unknowing())?)?;
            for (corpus, block) in self.corpora.iter().zip(&held) {
                cases.gather(&extractor, corpus, block);
            }
        }
        let (names, toponyms) = self.chains(choice)?;
        pack::pack(&names, &toponyms, &cases.judges())
    }

    fn chains(&self, choice: &Choice) -> Result<(Part, Part)> {
        let (mut entities, mut toponyms): (Vec<&Annotated>, Vec<&Annotated>) = Default::default();
        for (corpus, texts) in self.corpora.iter().zip(choice) {
            let taught = texts.iter().map(|&i| &corpus.texts[i]);
            if corpus.gold.is_some() { toponyms.extend(taught) } else { entities.extend(taught) }
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

impl Validation {
    fn add(&mut self, other: Validation) {
        if let (Some(a), Some(b)) = (&mut self.places, other.places) {
            a.merge(b);
        }
        for (kind, b) in other.entities {
            let a = self.entities.entry(kind).or_default();
            *a = Counts { right: a.right + b.right, predicted: a.predicted + b.predicted, gold: a.gold + b.gold };
        }
    }
}

fn extractor(model: Vec<u8>) -> Result<Extractor> {
    let known = ExtractorBuilder::new(Gazetteer::embedded(), Lexicon::embedded());
    Ok(known.variants(Variants::open(exonym_data::VARIANTS)?).model(pack::open(model)?).build())
}

fn test(extractor: &Extractor, corpus: &Corpus, block: &[usize]) -> Validation {
    let mut figures = Validation { corpus: corpus.name().to_owned(), ..Validation::default() };
    let mut worker = extractor.worker();
    for &i in block {
        let text = &corpus.texts[i];
        let mut document = worker.extract(&text.text);
        match &corpus.gold {
            Some(gold) => {
                document.convert_offsets(&text.text, Offsets::Char);
                let scorer = figures.places.get_or_insert_default();
                scorer.ignore_demonyms = text.ignores_demonyms;
                scorer.add(&gold[i], &document);
            }
            None => count_entities(text, &document, &mut figures.entities),
        }
    }
    figures
}

fn count_entities(text: &Annotated, document: &Document, counts: &mut BTreeMap<&'static str, Counts>) {
    for (kind, name) in [(MentionKind::Person, "person"), (MentionKind::Organization, "organization")] {
        let counts = counts.entry(name).or_default();
        let gold: Vec<_> = text.marks.iter().filter(|m| m.kind == name).map(|m| m.span).collect();
        let predicted: Vec<_> = document.mentions.iter().filter(|m| m.kind == kind).map(|m| m.span).collect();
        counts.gold += gold.len();
        counts.predicted += predicted.len();
        counts.right += predicted.iter().filter(|p| gold.contains(p)).count();
    }
}
