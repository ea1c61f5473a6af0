//! The file format: a header, a table of checked sections, and the ways to lay out data inside a section.
//!
//! Little-endian, fixed layout, no alignment demanded; everything is read in place from borrowed bytes.
//! Every read is bounds-checked: damaged bytes give wrong or empty values behind
//! [`open_unverified`](crate::Gazetteer::open_unverified) and an error otherwise, never a panic.

mod column;
mod container;
mod filter;
pub(crate) mod hash;
mod index;
mod strings;
#[cfg(feature = "compile")]
mod write;

pub use container::{Container, SectionInfo, Tag};

pub(crate) use column::Column;
pub(crate) use container::Located;
pub(crate) use filter::Filter;
#[cfg(feature = "compile")]
pub(crate) use filter::filter;
#[cfg(feature = "compile")]
pub(crate) use index::hash_index;
pub(crate) use index::{HashIndex, Probe};
pub(crate) use strings::{SortedStrings, StringList, Text};
#[cfg(feature = "compile")]
pub(crate) use write::{ContainerWriter, Part, SortedStringsWriter, StringListWriter, planar, sorted_strings};
