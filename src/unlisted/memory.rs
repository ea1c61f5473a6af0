//! What searches of earlier documents came to. Texts that come one after another speak of the same things.

use crate::variant::Road;

/// Searches that found nothing, by their keys, as most do. Of those that fall on one slot the last stays.
#[derive(Debug, Default)]
pub(super) struct Vain(Vec<u64>);

impl Vain {
    /// A power of two.
    const SLOTS: usize = 4096;

    pub fn has(&self, key: u64) -> bool {
        self.0.get(key as usize % Vain::SLOTS) == Some(&key)
    }

    pub fn add(&mut self, key: u64) {
        self.0.resize(Vain::SLOTS, 0);
        self.0[key as usize % Vain::SLOTS] = key;
    }
}

/// The roads that comparisons led to, by their keys. Of those that fall on one slot the last stays.
#[derive(Debug, Default)]
pub(super) struct Roads(Vec<(u64, Option<Road>)>);

impl Roads {
    /// A power of two.
    const SLOTS: usize = 65536;

    /// The road of a comparison, which is made where it is not known.
    pub fn get(&mut self, key: u64, compare: impl FnOnce() -> Option<Road>) -> Option<Road> {
        // No comparison has the key zero.
        self.0.resize(Roads::SLOTS, (0, None));
        let key = key.max(1);
        let slot = &mut self.0[key as usize % Roads::SLOTS];
        if slot.0 != key {
            *slot = (key, compare());
        }
        slot.1
    }
}
