//! The face of the crate: text in, places out.

mod face;
mod footing;
mod mentions;
mod shared;
mod variant;
mod worker;

pub use face::{Extractor, ExtractorBuilder};
pub use worker::Worker;
