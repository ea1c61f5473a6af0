//! Training: which texts teach what, in which order.

use serde_json::Value;

use super::corpus::Annotated;
use super::crf::{Alphabet, Example, Recipe, Trained};
use super::fragments::fragments;
use super::pack::{self, Judges, Part};
use super::reader::{Observation, Reader, Task, frequent};
use crate::error::Result;
use crate::gazetteer::Layers;
use crate::lexicon::Lexicon;
use crate::model::{Attribute, Model, NAMES, TOPONYMS};

/// Documents that an attribute must occur in.
const LEAST: u32 = 3;
/// Attributes that each chain keeps; both together have room in a model.
const NAME_ATTRIBUTES: usize = 8_000;
const TOPONYM_ATTRIBUTES: usize = 10_000;
/// Tuned by cross-validation, as all numbers here.
const RECIPE: Recipe = Recipe { epochs: 12, rate: 0.15, decay: 5.0 };
/// Once more, with the attributes that are kept.
const AGAIN: Recipe = Recipe { epochs: 4, rate: 0.05, ..RECIPE };

/// What is known of names before any training.
pub(super) struct Teacher<'k> {
    pub layers: &'k Layers,
    pub lexicon: &'k Lexicon,
}

impl Teacher<'_> {
    /// The two chains, of names from texts with named entities, of toponyms from texts with those.
    pub fn chains(&self, entities: &[&Annotated], toponyms: &[&Annotated]) -> Result<(Part, Part)> {
        let names = self.fit(&self.observe(entities, Task::Names, None), Task::Names, NAME_ATTRIBUTES);
        let blank = Part { attributes: Vec::new(), trained: Trained::blank(TOPONYMS, 0) };
        let model = pack::open(pack::pack(&names, &blank, &Judges::unknowing(), &Value::Null)?)?;
        let toponyms = self.fit(&self.observe(toponyms, Task::Toponyms, Some(&model)), Task::Toponyms, TOPONYM_ATTRIBUTES);
        Ok((names, toponyms))
    }

    fn observe(&self, documents: &[&Annotated], task: Task, model: Option<&Model>) -> Vec<Observation> {
        let mut reader = Reader::new(self.layers, self.lexicon);
        let mut observations = Vec::new();
        let mut count = 0;
        for (number, document) in (0..).zip(documents).filter(|(_, d)| task == Task::Names || d.teaches_toponyms()) {
            reader.observe(number, document, task, model, &mut observations);
            for fragment in fragments(document, &mut count) {
                reader.observe(number, &fragment, task, model, &mut observations);
            }
        }
        observations
    }

    fn fit(&self, observations: &[Observation], task: Task, room: usize) -> Part {
        let scheme = if task == Task::Names { NAMES } else { TOPONYMS };
        let attributes = frequent(observations, LEAST);
        let trained = learn(&attributes, observations, Trained::blank(scheme, attributes.len()), RECIPE);
        let (attributes, trained) = keep_strongest(attributes, observations, trained, room);
        let trained = learn(&attributes, observations, trained, AGAIN);
        Part { attributes, trained }
    }
}

fn learn(attributes: &[Attribute], observations: &[Observation], mut trained: Trained, recipe: Recipe) -> Trained {
    let alphabet = Alphabet::new(attributes.to_vec());
    let examples: Vec<Example> =
        observations.iter().map(|o| Example { tokens: o.tokens.iter().map(|t| alphabet.numbers(t)).collect(), allowed: o.allowed.clone() }).collect();
    trained.learn(&examples, recipe);
    trained
}

/// Only so many attributes have room in a model: those whose weights are the largest.
fn keep_strongest(attributes: Vec<Attribute>, observations: &[Observation], trained: Trained, room: usize) -> (Vec<Attribute>, Trained) {
    let n = trained.scheme.labels();
    let alphabet = Alphabet::new(attributes.clone());
    let mut counts = vec![0.0f32; attributes.len()];
    for token in observations.iter().flat_map(|o| &o.tokens) {
        alphabet.numbers(token).into_iter().for_each(|a| counts[a as usize] += 1.0);
    }
    let strength = |i: usize| trained.weights[i * n..(i + 1) * n].iter().fold(0.0f32, |a, w| a.max(w.abs())) * counts[i].sqrt();
    let mut order: Vec<usize> = (0..attributes.len()).collect();
    order.sort_unstable_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
    order.truncate(room);
    order.sort_unstable();
    let weights = order.iter().flat_map(|&i| &trained.weights[i * n..(i + 1) * n]).copied().collect();
    (order.iter().map(|&i| attributes[i]).collect(), Trained { weights, ..trained })
}
