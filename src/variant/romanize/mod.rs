//! How names are written in Latin letters, by standards; and which standard a spelling may be of.

mod alphabet;
mod plain;
mod romanization;
mod rules;
mod standard;
mod undo;

pub use plain::StandardKind;
pub use romanization::Romanization;
pub use standard::Standard;

#[cfg(feature = "compile")]
pub(crate) use plain::PlainStandard;
#[cfg(feature = "compile")]
pub(crate) use rules::MAX_FROM;
