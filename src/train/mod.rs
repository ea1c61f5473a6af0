//! Training of the model that recognises names, from annotated texts.

mod cases;
mod corpus;
mod crf;
mod figures;
mod fragments;
mod logistic;
mod pack;
mod ranking;
mod reader;
mod trainer;
mod validate;

pub use corpus::Corpus;
pub use figures::{Counts, Figures, Validation};
pub use validate::Trainer;
