//! Which entry each mention means: candidates gather evidence, from their own weight, from the words around
//! the mention, from the rest of the document and from the caller, and the best one wins.

mod anaphora;
mod candidate;
mod containment;
mod entry;
mod evidence;
mod groups;
mod hints;
mod home;
mod in_use;
mod nearby;
mod pairs;
mod resolver;
mod senses;
mod signs;
mod sort;
mod support;
mod voices;

pub(crate) use candidate::Candidate;
pub use evidence::{Evidence, Rule, Scope};
pub use hints::Hints;
pub(crate) use nearby::NEAR_KM;
pub(crate) use resolver::{Resolution, Resolver};
pub(crate) use sort::Sort;
