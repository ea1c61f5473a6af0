//! The file of a trained model: its weights, and how its labels go together.

use serde::{Deserialize, Serialize};

use super::chain::Transitions;
use super::labels::{NAMES, NOTHING, Scheme, TOPONYMS};
use super::logistic::Logistic;
use super::ranker::Ranker;
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::format::{Container, Located};
use crate::gazetteer::Bytes;

/// What a file holds.
pub(crate) mod sections {
    use crate::format::Tag;

    /// The table of weights.
    pub const WEIGHTS: Tag = Tag(*b"WGHT");
    /// The rest, as JSON.
    pub const CHAINS: Tag = Tag(*b"CHNS");
    /// What it is and what it was trained on, as JSON: for people.
    #[cfg(feature = "train")]
    pub const META: Tag = Tag(*b"META");
}

/// Which attributes and signs there are, and what they mean: a model of others is none of these.
pub(crate) const VERSION: u32 = 2;
/// Signs that a toponym is a place.
pub(crate) const PLACE_SIGNS: usize = 15;
/// Signs that the best candidate is the one meant.
pub(crate) const REFERENT_SIGNS: usize = 12;

/// Weights of labels, and what a unit of theirs is worth, are far smaller; larger ones would overflow.
const LARGEST: f32 = 40.0;
/// The same of the weights of signs.
const LARGEST_SIGN: f32 = 1e4;

/// What a chain of labels has beside the weights of attributes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ChainWeights {
    /// What a unit in the table is worth.
    pub scale: f32,
    /// Log weights from label to label, row by row; those that cannot be are not read.
    pub transitions: Vec<f32>,
}

/// The two chains of a model.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chains {
    pub version: u32,
    pub names: ChainWeights,
    pub toponyms: ChainWeights,
    /// Which candidate is meant.
    pub ranker: Ranker,
    /// That a toponym is a place, once its document is resolved.
    pub place: Logistic,
    /// That the best candidate is the one meant.
    pub referent: Logistic,
}

/// A trained model of names in texts. What it was trained on and how well it does is told in `data/MODEL.md`.
#[derive(Debug)]
pub struct Model {
    container: Container<Bytes>,
    weights: Located,
    pub(crate) names: Labelling,
    pub(crate) toponyms: Labelling,
    pub(crate) ranker: Ranker,
    pub(crate) place: Logistic,
    pub(crate) referent: Logistic,
}

/// A chain ready for use.
#[derive(Debug)]
pub(crate) struct Labelling {
    pub transitions: Transitions,
    /// What a unit in the table is worth.
    #[cfg(all(test, feature = "train"))]
    pub scale: f32,
    /// Exponentials of so many units below zero; the last stands for all that are lower.
    exponentials: Vec<f32>,
}

/// Units below which an exponential is as good as none.
const LOWEST: usize = 2048;

impl Model {
    /// Opens a model and compares every section with its checksum.
    ///
    /// # Errors
    /// When the bytes are no model, or damaged.
    pub fn open(bytes: Bytes) -> Result<Model> {
        let container = Container::open(vec![bytes])?;
        container.verify()?;
        if !Weights::fits(container.section(sections::WEIGHTS).len()) {
            return Err(Error::format(sections::WEIGHTS.to_string(), "its length is that of no table: not a model"));
        }
        let chains: Chains =
            serde_json::from_slice(container.section(sections::CHAINS)).map_err(|e| Error::format(sections::CHAINS.to_string(), e.to_string()))?;
        if (chains.version, chains.place.0.len(), chains.referent.0.len()) != (VERSION, PLACE_SIGNS, REFERENT_SIGNS) {
            let what = format!("it is of version {}, and this program reads version {VERSION}: train it anew with this program", chains.version);
            return Err(Error::format(sections::CHAINS.to_string(), what));
        }
        let names = Labelling::new(&NAMES, &chains.names)?;
        let toponyms = Labelling::new(&TOPONYMS, &chains.toponyms)?;
        let Chains { ranker, place, referent, .. } = chains;
        if !ranker.is_sound(LARGEST_SIGN) || place.0.iter().chain(&referent.0).any(|w| w.abs() > LARGEST_SIGN) {
            return Err(Error::format(sections::CHAINS.to_string(), "a weight of a sign that no training gives: the file is damaged or foreign"));
        }
        Ok(Model { ranker, place, referent, weights: container.locate(sections::WEIGHTS), names, toponyms, container })
    }

    /// The model inside the program.
    ///
    /// # Panics
    /// When the program was linked with a damaged `exonym-data`; its tests make sure that it is not.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Model {
        static MODEL: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        MODEL.get_or_init(|| Model::open(Bytes::Static(exonym_data::MODEL)).expect("the embedded model is intact"))
    }

    pub(crate) fn weights(&self) -> Weights<'_> {
        Weights::new(self.container.at(&self.weights))
    }
}

impl Labelling {
    fn new(scheme: &Scheme, chain: &ChainWeights) -> Result<Labelling> {
        let n = scheme.labels();
        let wrong = |what: String| Err(Error::format(sections::CHAINS.to_string(), what));
        if chain.transitions.len() != n * n {
            return wrong(format!("{n} labels have {} transitions, not {}", n * n, chain.transitions.len()));
        }
        let largest = chain.transitions.iter().fold(chain.scale.abs(), |a, w| a.max(w.abs()));
        if largest > LARGEST {
            return wrong(format!("a weight of {largest}, which no training gives: the file is damaged or foreign"));
        }
        let weight = |i: usize| if scheme.may_follow(i / n, i % n) { chain.transitions[i] } else { f32::NEG_INFINITY };
        let weights: Vec<f32> = (0..n * n).map(weight).collect();
        let exponentials = (0..LOWEST).map(|units| (-(units as f32) * chain.scale).exp()).collect();
        Ok(Labelling {
            transitions: Transitions::new(n, &weights),
            #[cfg(all(test, feature = "train"))]
            scale: chain.scale,
            exponentials,
        })
    }

    /// The exponentials of the sums of labels in units, the largest of which is one. "Nothing", the first, is what the others
    /// are measured against.
    #[inline]
    pub fn weigh(&self, sums: &[i16], out: &mut [f32]) {
        let top = sums.iter().copied().fold(0, i16::max);
        let of = |sum: i16| self.exponentials[usize::from(top.abs_diff(sum)).min(LOWEST - 1)];
        out[NOTHING] = of(0);
        out[1..].iter_mut().zip(sums).for_each(|(weight, &sum)| *weight = of(sum));
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::super::weights::LINE;
    use super::*;
    use crate::format::ContainerWriter;

    fn chain(scheme: &Scheme) -> Value {
        json!({"scale": 0.02, "transitions": vec![0.0; scheme.labels() * scheme.labels()]})
    }

    /// Opens a model with a part of its JSON replaced.
    fn open_with(pointer: &str, value: Value) -> Result<Model> {
        let (place, referent) = ([0.0; PLACE_SIGNS], [0.0; REFERENT_SIGNS]);
        let mut chains = json!({"version": VERSION, "names": chain(&NAMES), "toponyms": chain(&TOPONYMS), "ranker": Ranker::unknowing(), "place": place, "referent": referent});
        if let Some(at) = chains.pointer_mut(pointer) {
            *at = value;
        }
        open(vec![0; 4 * LINE], &chains)
    }

    fn open(table: Vec<u8>, chains: &Value) -> Result<Model> {
        let mut out = ContainerWriter::default();
        out.add(sections::WEIGHTS, table);
        out.add(sections::CHAINS, serde_json::to_vec(chains).unwrap());
        Model::open(Bytes::Shared(Arc::new(out.finish())))
    }

    #[test]
    fn a_model_opens() {
        assert!(open_with("/none", Value::Null).is_ok());
    }

    #[test]
    fn foreign_sections_are_refused_by_name() {
        let fault = |opened: Result<Model>| opened.unwrap_err().to_string();
        assert!(fault(open(vec![0; 3 * LINE], &json!({}))).contains("section WGHT"));
        assert!(fault(open(Vec::new(), &json!({}))).contains("not a model"));
        assert!(fault(open(vec![0; LINE], &json!({"names": 1}))).contains("section CHNS"));
        assert!(fault(open_with("/names/transitions", json!([0.0]))).contains("9 labels have 81 transitions, not 1"));
        assert!(fault(open_with("/toponyms/scale", json!(1e30))).contains("no training gives"));
        assert!(fault(open_with("/toponyms/transitions/0", json!(-1e30))).contains("no training gives"));
        assert!(fault(open_with("/version", json!(VERSION + 1))).contains("train it anew"));
        assert!(fault(open_with("/place", json!([0.0]))).contains("train it anew"));
        assert!(fault(open_with("/place/1", json!(1e38))).contains("weight of a sign"));
        assert!(fault(open_with("/ranker/sorts", json!([0.0]))).contains("weight of a sign"));
        assert!(fault(open_with("/ranker/rules/1", json!(-1e38))).contains("weight of a sign"));
    }

    #[test]
    fn what_cannot_follow_has_no_weight() {
        let model = open_with("/none", Value::Null).unwrap();
        let mut chain = super::super::Chain::default();
        // Only the inside of a name is likely, and nothing begins one before it.
        chain.read(&model.toponyms.transitions, 1, |_, weights| weights.copy_from_slice(&[1.0, 1.0, 9000.0]));
        chain.sum(&model.toponyms.transitions);
        assert_eq!(chain.probability(&model.toponyms.transitions, 0, Scheme::inside(0)), 0.0);
    }
}
