//! The build path: from the files of others and our own tables to one gazetteer file.
//!
//! Sources are read into [`Record`]s, merged by id, linked to the hierarchy, and written. The same sources
//! give the same bytes.

mod build;
mod geonames;
mod hierarchy;
mod lexicon;
mod merge;
mod name_parts;
mod output;
mod record;
mod table;
mod write;

pub use build::{BuildReport, GazetteerBuilder};
pub use lexicon::LexiconBuilder;
pub use output::write_atomically;
pub use record::Record;
