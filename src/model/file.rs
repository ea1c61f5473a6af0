//! The file of a trained model: its weights, and how its labels go together.

use serde::{Deserialize, Serialize};

use super::chain::Transitions;
use super::labels::{NAMES, Scheme, TOPONYMS};
use super::logistic::Logistic;
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
    pub const META: Tag = Tag(*b"META");
}

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
    pub names: ChainWeights,
    pub toponyms: ChainWeights,
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
    pub(crate) place: Logistic,
    pub(crate) referent: Logistic,
}

/// A chain ready for use.
#[derive(Debug)]
pub(crate) struct Labelling {
    pub scale: f32,
    pub transitions: Transitions,
}

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
        let names = Labelling::new(&NAMES, &chains.names)?;
        let toponyms = Labelling::new(&TOPONYMS, &chains.toponyms)?;
        let Chains { place, referent, .. } = chains;
        Ok(Model { place, referent, weights: container.locate(sections::WEIGHTS), names, toponyms, container })
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
        if chain.transitions.len() != n * n || !chain.scale.is_finite() {
            return Err(Error::format(sections::CHAINS.to_string(), format!("{n} labels have {} transitions", n * n)));
        }
        let weight = |i: usize| if scheme.may_follow(i / n, i % n) { chain.transitions[i] } else { f32::NEG_INFINITY };
        let weights: Vec<f32> = (0..n * n).map(weight).collect();
        Ok(Labelling { scale: chain.scale, transitions: Transitions::new(n, &weights) })
    }
}
