//! Spelling traditions: how names are written from script to script, from case to case, from language to language.
//!
//! What is known of them is data (`data/romanization`, `data/inflection`, `data/variants`), compiled into one small file.

mod distance;
mod romanization;
mod romanize;
mod romanize_letters;
mod romanize_plain;
mod romanize_rules;
mod romanize_undo;
mod script;
mod skeleton;

pub(crate) use distance::{CHUNK, Costs, Replacement};
pub use romanization::Romanization;
pub use romanize::Standard;
pub use romanize_plain::StandardKind;
#[cfg(feature = "compile")]
pub(crate) use romanize_plain::{PlainRule, PlainStandard};
#[cfg(feature = "compile")]
pub(crate) use romanize_rules::MAX_FROM;
pub(crate) use script::Script;
pub(crate) use skeleton::{Reading, Skeleton};
