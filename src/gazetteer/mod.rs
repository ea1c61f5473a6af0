//! The gazetteer: entries with names, a hierarchy and a spatial order, read in place from one file.

mod divisions;
mod file;
mod hidden;
mod layers;
pub(crate) mod name_header;
mod names;
mod period;
pub(crate) mod periods;
mod place;
mod point_of_view;
pub(crate) mod sections;
mod spatial;

pub(crate) use divisions::Lineage;
pub use file::{Bytes, EntryId, Gazetteer};
pub use layers::{Layers, Meaning, PlaceRef, PostingRef};
pub use names::{NameKind, NameRecord, Posting};
pub use period::{Date, Period};
pub use place::{CountryCode, FeatureClass, Level, Place, PlaceId};
pub use spatial::Neighbour;

pub(crate) use names::{Name, NameTable, Suspect};
pub(crate) use point_of_view::PointOfView;
#[cfg(feature = "compile")]
pub(crate) use spatial::axis;
