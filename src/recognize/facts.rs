//! What was read of names met before: texts repeat their names.

use super::proposal::{NameFacts, NameRef};
use crate::gazetteer::Layers;

/// A power of two.
const SLOTS: usize = 16384;

/// The name asked for last of those that fall on each slot; all of one set of layers.
#[derive(Debug, Default)]
pub(super) struct FactsOfNames {
    slots: Vec<Option<(NameRef, NameFacts)>>,
}

impl FactsOfNames {
    /// As [`NameFacts::read`].
    pub fn get(&mut self, layers: &Layers, name: NameRef) -> NameFacts {
        self.slots.resize(SLOTS, None);
        let slot = &mut self.slots[(name.name ^ name.layer << 7) as usize % SLOTS];
        match slot {
            Some((known, facts)) if *known == name => *facts,
            _ => slot.insert((name, NameFacts::read(layers, name))).1,
        }
    }
}
