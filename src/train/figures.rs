//! How well a model does on texts that it was not trained on.

use std::collections::BTreeMap;

use super::corpus::{Annotated, Corpus};
use crate::document::{Document, MentionKind};
use crate::eval::{Calibration, Rates, Scorer};
use crate::extractor::Extractor;
use crate::span::Offsets;

/// Figures of one corpus.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    /// Name of the corpus.
    pub corpus: String,
    /// Over all texts that were tested.
    pub all: Figures,
    /// Over those of each fold, where there were folds.
    pub folds: Vec<Figures>,
}

/// What was found in texts.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Number of texts.
    pub texts: usize,
    /// Of place names, if the corpus has them.
    pub places: Option<Scorer>,
    /// By kind of entity, exact spans, if the corpus has them.
    pub entities: BTreeMap<&'static str, Counts>,
}

/// What was found of what there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Scores, and whether the answers were right.
    pub calibration: Calibration,
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Validation {
    /// Adds the figures of a further fold.
    pub(super) fn add_fold(&mut self, figures: Figures) {
        self.all.merge(&figures);
        self.folds.push(figures);
    }
}

impl Figures {
    /// Tests texts of a corpus, which the extractor's model was not taught.
    pub(super) fn test(extractor: &Extractor, corpus: &Corpus, texts: &[usize]) -> Figures {
        let mut figures = Figures { texts: texts.len(), ..Figures::default() };
        let mut worker = extractor.worker();
        for &i in texts {
            let text = &corpus.texts[i];
            let mut document = worker.extract(&text.text);
            match &corpus.gold {
                Some(gold) => {
                    document.convert_offsets(&text.text, Offsets::Char);
                    let scorer = figures.places.get_or_insert_default();
                    scorer.ignore_demonyms = text.ignores_demonyms;
                    scorer.add(&gold[i], &document);
                }
                None => figures.count_entities(text, &document),
            }
        }
        figures
    }

    fn count_entities(&mut self, text: &Annotated, document: &Document) {
        for (kind, name) in [(MentionKind::Person, "person"), (MentionKind::Organization, "organization")] {
            let counts = self.entities.entry(name).or_default();
            let gold: Vec<_> = text.marks.iter().filter(|m| m.kind == name).map(|m| m.span).collect();
            counts.gold += gold.len();
            for mention in document.mentions.iter().filter(|m| m.kind == kind) {
                let right = gold.contains(&mention.span);
                counts.predicted += 1;
                counts.right += usize::from(right);
                counts.calibration.add(mention.score, right);
            }
        }
    }

    /// Adds those of other texts.
    fn merge(&mut self, other: &Figures) {
        self.texts += other.texts;
        match (&mut self.places, &other.places) {
            (Some(ours), Some(theirs)) => ours.merge(theirs.clone()),
            (None, theirs) => self.places.clone_from(theirs),
            (Some(_), None) => {}
        }
        for (kind, counts) in &other.entities {
            self.entities.entry(kind).or_default().merge(counts);
        }
    }
}

impl Counts {
    /// Precision, recall and F1.
    pub fn rates(&self) -> Rates {
        Rates::new(self.right, self.predicted, self.gold)
    }

    /// Number of entities that should be found.
    pub fn gold(&self) -> usize {
        self.gold
    }

    fn merge(&mut self, other: &Counts) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.calibration.merge(&other.calibration);
    }
}
