//! Groups of attributes of a place that depend on the same few values: there are few of each, and what the model says of one
//! is summed up once.

use super::cover::{Cover, step};
use super::observed::Evidence;
use crate::model::{Attribute, both};
use crate::text::Gap;

/// The first number of the templates of a place, behind those of words.
pub(super) const LOCAL: u32 = 80;
/// The first number of those of labels.
const LABELS: u32 = LOCAL + 32;

/// A group, with the values that it depends on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Group {
    /// The gazetteer's name over a token, whether its capital is free (three bits) and its shape.
    Name { here: Cover, free: u64, shape: u8 },
    /// The names over a token and the one before, and what stands between.
    Before { gap: Gap, before: Cover, here: Cover },
    /// The names over a token and the one behind, and what stands between.
    Behind { gap: Gap, behind: Cover, here: Cover },
    /// What the rest of the document shows of the word, and how sure it is that people are called so.
    Document { evidence: Evidence, person: u8, here: Cover },
    /// The run of capitals around a token.
    Run { place: InRun, here: Cover },
    /// The labels of names: of the token, and of those beside it.
    Labels { before: u8, at: u8, behind: u8, here: Cover },
}

/// A place in a run of capitals.
#[derive(Clone, Copy, Debug)]
pub(super) struct InRun {
    /// Tokens before and behind it.
    pub before: usize,
    pub behind: usize,
    /// The cues of the last word that are of heads of names.
    pub head: u32,
    /// How common the first word is as a given name, and whether it is a title.
    pub given: u8,
    pub titled: bool,
}

impl InRun {
    /// How long the run is, as far as that matters; and whether the token is its first, and its last.
    fn length(self) -> u64 {
        (self.before + self.behind).min(5) as u64
    }

    fn ends(self) -> u64 {
        u64::from(self.before == 0) | u64::from(self.behind == 0) << 1
    }

    fn before(self) -> u64 {
        self.before.min(3) as u64
    }

    fn behind(self) -> u64 {
        self.behind.min(4) as u64
    }
}

impl Group {
    /// A number that no other group has, and none with other values that matter.
    #[inline(always)]
    pub fn key(self) -> u64 {
        // The values side by side, each in the bits it needs.
        let (kind, values) = match self {
            Group::Name { here, free, shape } => (1, u64::from(shape) | free << 8 | here.packed() << 11),
            Group::Before { gap, before, here } => (2, gap as u64 | before.kinds << 8 | here.kinds << 24),
            Group::Behind { gap, behind, here } => (3, gap as u64 | behind.kinds << 8 | here.kinds << 24 | here.size << 40),
            Group::Document { evidence, person, here } => (4, u64::from(evidence.0) | u64::from(person) << 16 | here.coarse() << 24),
            Group::Run { place, here } => {
                let of_place = place.length() | place.ends() << 3 | place.before() << 5 | place.behind() << 7;
                (5, of_place | step(place.given) << 10 | u64::from(place.titled) << 13 | here.part << 14 | u64::from(place.head) << 17)
            }
            Group::Labels { before, at, behind, here } => (6, u64::from(before) | u64::from(at) << 8 | u64::from(behind) << 16 | here.packed() << 24),
        };
        kind << 60 | values
    }

    /// The attributes of the group.
    pub fn attributes(self, mut tell: impl FnMut(Attribute)) {
        let first = if matches!(self, Group::Labels { .. }) { LABELS } else { LOCAL };
        let mut tell = |template: u32, value: u64| tell(Attribute::new(first + template, value));
        match self {
            Group::Name { here, free, shape } => {
                let kinds_and_part = both(here.kinds, here.part);
                tell(0, kinds_and_part);
                tell(1, both(kinds_and_part, here.size));
                tell(2, both(both(here.size, here.common), both(free, here.part)));
                tell(3, both(both(here.kinds, here.common), free));
                tell(11, both(free, shape.into()));
            }
            Group::Before { gap, before, here } => {
                tell(4, both(both(gap as u64, before.kinds), here.kinds));
                tell(6, gap as u64);
                if gap == Gap::Comma {
                    tell(17, both(before.kinds, here.kinds));
                }
            }
            Group::Behind { gap, behind, here } => {
                tell(5, both(both(gap as u64, behind.kinds), here.kinds));
                tell(7, gap as u64);
                // What the name lies in may be named behind it.
                if gap == Gap::Comma {
                    tell(16, both(behind.kinds, here.size));
                }
            }
            Group::Document { evidence, person, here } => {
                for bit in evidence.bits() {
                    tell(12, both(bit.into(), here.coarse()));
                }
                tell(13, both(person.into(), here.coarse()));
            }
            Group::Run { place, here } => {
                tell(18, both(place.length(), place.ends()));
                tell(19, both(both(place.head.into(), place.behind()), here.part));
                tell(20, both(both(step(place.given), place.titled.into()), both(place.before(), place.length())));
            }
            Group::Labels { before, at, behind, here } => {
                let (before, at, behind) = (before.into(), at.into(), behind.into());
                tell(0, at);
                tell(1, both(at, here.coarse()));
                tell(2, both(before, at));
                tell(3, both(both(at, behind), here.coarse()));
                tell(4, both(both(at, here.size), here.common));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn cover() -> impl Strategy<Value = Cover> {
        (0..1u64 << 9, 0..=16u64, 0..=4u64, 0..=4u64, 1..=6u64).prop_map(|(kinds, size, part, common, rank)| Cover { kinds, size, part, common, rank })
    }

    fn group() -> impl Strategy<Value = Group> {
        let gap = prop_oneof![Just(Gap::Comma), Just(Gap::Space), Just(Gap::Other)];
        let place = (0..9usize, 0..9usize, any::<u32>(), any::<u8>(), any::<bool>()).prop_map(|(before, behind, head, given, titled)| InRun {
            before,
            behind,
            head,
            given,
            titled,
        });
        let label = 0..=10u8;
        prop_oneof![
            (cover(), 0..8u64, any::<u8>()).prop_map(|(here, free, shape)| Group::Name { here, free, shape }),
            (gap.clone(), cover(), cover()).prop_map(|(gap, before, here)| Group::Before { gap, before, here }),
            (gap, cover(), cover()).prop_map(|(gap, behind, here)| Group::Behind { gap, behind, here }),
            (0..1u16 << 9, any::<u8>(), cover()).prop_map(|(bits, person, here)| Group::Document { evidence: Evidence(bits), person, here }),
            (place, cover()).prop_map(|(place, here)| Group::Run { place, here }),
            (label.clone(), label.clone(), label, cover()).prop_map(|(before, at, behind, here)| Group::Labels { before, at, behind, here }),
        ]
    }

    proptest! {
        #[test]
        fn groups_of_one_key_have_the_same_attributes(groups in proptest::collection::vec(group(), 200)) {
            let mut known: HashMap<u64, Vec<Attribute>> = HashMap::new();
            for group in groups {
                let mut attributes = Vec::new();
                group.attributes(|attribute| attributes.push(attribute));
                prop_assert_eq!(known.entry(group.key()).or_insert_with(|| attributes.clone()), &attributes);
            }
        }

        /// Each value alone changes the key where it changes an attribute.
        #[test]
        fn a_key_tells_covers_apart(a in cover(), b in cover()) {
            let key = |here| Group::Name { here, free: 0, shape: 0 }.key();
            let same = a.packed() == b.packed();
            prop_assert_eq!(key(a) == key(b), same);
        }
    }
}
