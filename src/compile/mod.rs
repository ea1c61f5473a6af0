//! The build path: from the files of others and our own tables to one gazetteer file.
//!
//! Sources are read line by line into a compact store, merged by id, linked to the hierarchy, and written. The same
//! sources give the same bytes, on any number of processors.

mod actor_cases;
mod actor_names;
mod actor_phrases;
mod actors;
mod build;
mod costs;
mod counterparts;
mod geonames;
mod hierarchy;
mod homes;
mod inflection;
mod inflection_class;
mod intern;
mod keys;
mod lexicon;
mod merge;
mod name_parts;
mod output;
mod parallel;
mod record;
mod romanization;
mod skeletons;
mod spatial;
mod store;
mod table;
mod texts;
mod variants;
mod write;

pub use actors::ActorsBuilder;
pub use build::{BuildReport, GazetteerBuilder};
pub use costs::learn_costs;
pub use counterparts::read_counterparts;
pub use inflection::{read_language, read_neighbours};
pub use lexicon::LexiconBuilder;
pub use output::{check_writable, temporary_of, write_atomically};
pub use romanization::read_standard;
pub use variants::VariantsBuilder;
