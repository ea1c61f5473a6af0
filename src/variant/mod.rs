//! Spelling traditions: how names are written from script to script, from case to case, from language to language.
//!
//! What is known of them is data (`data/romanization`, `data/inflection`, `data/variants`), compiled into one small file.

pub mod inflection;

mod compare;
mod counterpart;
mod distance;
mod file;
mod languages;
pub(crate) mod parts;
mod road;
mod romanize;
mod script;
mod skeleton;

pub use counterpart::{Correspondence, Counterparts, Direction};
pub use file::Variants;
pub use romanize::{Romanization, Standard, StandardKind};

pub(crate) use compare::CompareRoom;
#[cfg(feature = "compile")]
pub(crate) use counterpart::MOST_CHOICES;
#[cfg(feature = "compile")]
pub(crate) use distance::{CHUNK, Letters, Replacement};
#[cfg(feature = "compile")]
pub(crate) use file::{section_bytes, sections};
pub(crate) use languages::NameLanguage;
#[cfg(feature = "compile")]
pub(crate) use parts::Part;
pub(crate) use road::{Road, RoadKind};
#[cfg(feature = "compile")]
pub(crate) use romanize::{MAX_FROM, PlainStandard};
pub(crate) use script::Script;
pub(crate) use skeleton::{Reading, Skeleton};
