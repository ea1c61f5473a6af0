//! The trained model: weights of what is observed of a token, and chains of labels.

mod attribute;
mod chain;
mod file;
mod labels;
mod logistic;
mod ranker;
mod weights;

pub use file::Model;

pub(crate) use attribute::{Attribute, both};
pub(crate) use chain::Chain;
pub(crate) use file::{Labelling, PLACE_SIGNS, REFERENT_SIGNS};
pub(crate) use labels::{NAMES, NOTHING, NameClass, Scheme, TOPONYMS};
pub(crate) use ranker::Ranker;
pub(crate) use weights::{Kept, Sums, Weights};
#[cfg(feature = "train")]
pub(crate) use {
    chain::Transitions,
    file::{ChainWeights, Chains, VERSION, sections},
    logistic::Logistic,
    weights::{BUCKET, LABELS, LINE, TAGS, place},
};
