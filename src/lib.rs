//! exonym reads text and answers *where*: every place name resolved to a gazetteer entry with coordinates.
//!
//! See the repository's `README.md` for the program, `DESIGN.md` for how it works.

#![forbid(unsafe_code)]

pub mod eval;
pub mod format;
pub mod geo;
pub mod lexicon;
pub mod output;
pub mod variant;

#[cfg(feature = "compile")]
pub mod compile;
#[cfg(feature = "train")]
pub mod train;

mod actor;
mod cast;
mod document;
mod error;
mod explain;
mod extractor;
mod focus;
mod gazetteer;
mod matcher;
mod model;
mod recognize;
mod resolve;
mod span;
mod spelling;
mod text;
mod unlisted;

pub use actor::{Actor, ActorId, ActorName, ActorRef, ActorType, Actors, Role, Sector};
pub use document::{
    Admin1Focus, CandidateRecord, CountryFocus, Document, Focus, Footing, FootingPlace, Mention, MentionKind, PlaceFocus, Relation, Variant, VariantRule,
};
pub use error::{Error, Result};
pub use explain::{Explanation, Reason, Rival};
pub use extractor::{Extractor, ExtractorBuilder, Worker};
pub use gazetteer::{
    Bytes, CountryCode, Date, EntryId, FeatureClass, Gazetteer, Layers, Level, Meaning, NameKind, NameRecord, Neighbour, Period, Place, PlaceId, PlaceRef,
    Posting, PostingRef,
};
pub use geo::{BoundingBox, Point};
pub use matcher::{FoundName, NameFinder};
pub use model::Model;
pub use recognize::Usage;
pub use resolve::{Evidence, Hints, Rule, Scope};
pub use span::{OffsetConverter, Offsets, Span};
pub use spelling::{NativeName, Near, Preferred, Romanized, Spellings, Tradition};
pub use text::fold;
