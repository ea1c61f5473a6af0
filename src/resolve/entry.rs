//! What resolution needs to know of an entry, and what was read of entries met before.

use std::hint::black_box;

use super::sort::Sort;
use crate::gazetteer::{CountryCode, FeatureClass, Layers, Level, Lineage, PlaceRef};
use crate::geo::Point;

/// What is told of an entry, read once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub place: PlaceRef,
    pub point: Point,
    /// The point on the unit sphere, of entries so small that distances to it mean something.
    pub vector: [f64; 3],
    pub lineage: Lineage<PlaceRef>,
    pub sort: Sort,
    /// The level of the largest division that it is the seat of.
    pub seat: Option<Level>,
    pub population: u32,
    pub radius_km: f64,
    /// Log-odds of being meant at all.
    pub prominence: f32,
}

/// Inhabitants of a settlement of which no number is known.
const VILLAGE: u32 = 250;
/// What it says against an entry that its neighbourhood only is known of.
const UNPINNED: f32 = 2.0;
/// Points of settlements are as good as that.
const PINNED_KM: f64 = 5.0;

impl Entry {
    fn read(layers: &Layers, place: PlaceRef) -> Entry {
        let (g, entry) = (layers.gazetteer(place), place.entry);
        let (class, code) = g.feature(entry);
        let sort = Sort::of(class, code);
        let population = g.population(entry);
        let seat = match (class, code) {
            (FeatureClass::P, "PPLC") => Some(Level::Country),
            (FeatureClass::P, "PPLA") => Some(Level::Admin1),
            (FeatureClass::P, "PPLA2") => Some(Level::Admin2),
            _ => None,
        };
        let capital = match seat {
            Some(Level::Country) => 1.0,
            Some(Level::Admin1) => 0.3,
            _ => 0.0,
        };
        let radius_km = g.radius_km(entry).unwrap_or(0.0);
        let extent = match sort {
            Sort::Water | Sort::Relief | Sort::Region => 1.2 * (radius_km as f32 + 1.0).log10(),
            _ => 0.0,
        };
        // Where layers disagree, the one laid on top by the caller speaks last.
        let layered = if place.layer > 0 { 3.0 } else { 0.0 };
        // A settlement whose inhabitants nobody counted is a village, and one that only a register knows is hardly spoken of.
        let people = if sort == Sort::Settlement { population.max(VILLAGE) } else { population };
        let unpinned = if sort == Sort::Settlement && population == 0 && radius_km > PINNED_KM { UNPINNED } else { 0.0 };
        let prominence = sort.prior() + (people as f32 + 1.0).log10() + extent + capital + layered - unpinned;
        let point = g.point(entry);
        let vector = if sort.is_local() { point.to_unit_vector() } else { [0.0; 3] };
        Entry { place, point, vector, lineage: layers.lineage(place), sort, seat, population, radius_km, prominence }
    }

    /// Whether it is a settlement that hardly anyone knows.
    pub fn is_small_settlement(&self) -> bool {
        const TOWN: u32 = 20_000;
        self.sort == Sort::Settlement && self.population <= TOWN
    }

    /// How much larger than a village a small settlement is, in powers of ten of its inhabitants.
    pub fn size_beyond_village(&self) -> f32 {
        if self.is_small_settlement() { (self.population.max(VILLAGE) as f32 / VILLAGE as f32).log10() } else { 0.0 }
    }

    pub fn country(&self) -> Option<CountryCode> {
        self.lineage.country
    }

    /// The division of a level that it lies in, or is.
    pub fn division(&self, level: Level) -> Option<PlaceRef> {
        match level {
            Level::Admin1 => self.lineage.admin1,
            Level::Admin2 => self.lineage.admin2,
            Level::Country => None,
        }
    }
}

/// A power of two.
const SLOTS: usize = 32768;

/// The entry asked for last of those that fall on each slot; all of one set of layers. Texts speak of the same places again,
/// and what is told of one stands in half a dozen columns far apart.
#[derive(Debug, Default)]
pub(super) struct Entries {
    slots: Vec<Option<Entry>>,
    /// Those that will be asked for.
    ahead: Vec<PlaceRef>,
}

impl Entries {
    /// Brings what is told of entries nearer, before they are asked for one by one.
    pub fn read_ahead(&mut self, layers: &Layers, places: impl Iterator<Item = PlaceRef>) {
        self.slots.resize(SLOTS, None);
        self.ahead.clear();
        self.ahead.extend(places);
        let known = |place: PlaceRef| self.slots[slot_of(place)].as_ref().map(|entry| entry.place);
        black_box(self.ahead.iter().fold(false, |any, &place| any ^ (known(place) == Some(place))));
        let unknown = self.ahead.iter().filter(|&&place| known(place) != Some(place));
        black_box(unknown.fold(0, |sum, &place| sum ^ layers.gazetteer(place).touch(place.entry)));
    }

    /// What is told of an entry.
    pub fn get(&mut self, layers: &Layers, place: PlaceRef) -> Entry {
        self.slots.resize(SLOTS, None);
        let slot = &mut self.slots[slot_of(place)];
        match slot {
            Some(known) if known.place == place => *known,
            _ => *slot.insert(Entry::read(layers, place)),
        }
    }
}

fn slot_of(place: PlaceRef) -> usize {
    (place.entry.0 ^ place.layer << 7) as usize % SLOTS
}
