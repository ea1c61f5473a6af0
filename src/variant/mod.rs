//! Spelling traditions: how names are written from script to script, from case to case, from language to language.
//!
//! What is known of them is data (`data/romanization`, `data/inflection`, `data/variants`), compiled into one small file.

mod counterpart;
mod distance;
mod script;
mod skeleton;

#[cfg(feature = "compile")]
pub(crate) use counterpart::MOST_CHOICES;
pub use counterpart::{Correspondence, Counterparts, Direction};
pub(crate) use distance::{CHUNK, Costs, Replacement};
pub(crate) use script::Script;
pub(crate) use skeleton::{Reading, Skeleton};
