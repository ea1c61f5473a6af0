//! Scoring extractions against a gold set.
//!
//! The figures are those of the field: precision, recall and F1 over exact and overlapping spans, accuracy
//! within 161 km, and end to end. A gold toponym without coordinates is optional: finding it is neither
//! rewarded nor punished.

mod calibration;
mod offsets;
mod scorer;

pub use calibration::{Calibration, Reliability};
#[cfg(feature = "train")]
pub(crate) use offsets::ByteOffsets;
pub use scorer::{Errors, GoldDocument, GoldToponym, Rates, ResolutionScore, Score, Scorer};
