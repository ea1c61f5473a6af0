//! How spellings of a place relate to each other: its names in the languages of its country, what standards make of
//! them, and which form a tradition prefers.
//!
//! The gazetteer holds folded names without their languages. Here they are told apart: by letters, by the case forms
//! that stand beside them, by what the display name is a romanization of.

mod how;
mod listed;
mod native;
mod near;
mod tradition;

use crate::gazetteer::Layers;
use crate::variant::Variants;

pub(crate) use how::{plain_rule, rule_of};
pub(crate) use listed::{romanization, title_case};
pub use native::{NativeName, Romanized};
pub use near::Near;
pub use tradition::{Preferred, Tradition};

/// What gazetteers and standards together know of spellings; made for people's eyes, milliseconds a place.
///
/// ```
/// use exonym::{Gazetteer, Layers, Spellings, variant::Variants};
/// let layers = Layers::new(vec![Gazetteer::embedded()]);
/// let spellings = Spellings::new(&layers, Variants::embedded());
/// let kyiv = layers.meanings("Kiev").into_iter().find(|m| layers.place(m.place).feature_code == "PPLC").unwrap();
/// assert_eq!(spellings.native(kyiv.place, "uk").unwrap(), "Київ");
/// assert_eq!(spellings.how("Kiev", kyiv).of.unwrap(), "Киев");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Spellings<'a> {
    layers: &'a Layers,
    variants: &'a Variants,
}

impl<'a> Spellings<'a> {
    /// Over gazetteers and what is known of spellings.
    pub fn new(layers: &'a Layers, variants: &'a Variants) -> Spellings<'a> {
        Spellings { layers, variants }
    }
}
