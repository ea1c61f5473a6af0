//! The search for the names that one spelling may be of.

use super::named::Named;
use super::windows::Window;
use crate::gazetteer::{CountryCode, Layers, Name, PlaceRef};
use crate::matcher::Hit;
use crate::variant::{CompareRoom, Reading, Road, RoadKind, Skeleton, Variants};

/// How far a spelling may be from a name of eight letters: where its division is named, where only its country is and
/// the words around speak of a place, and otherwise.
const WITH_DIVISION: f32 = 7.0;
const WITH_COUNTRY: f32 = 3.0;
const ALONE: f32 = 0.0;
/// Names that are so much farther than the nearest one are not told of.
const MARGIN: f32 = 4.0;
/// How much farther a name may be that a place of the named division has.
const IN_DIVISION: f32 = 4.0;
/// Names told of one spelling.
const MOST_NAMES: usize = 6;
/// Meanings of a name that are looked at.
const MOST_MEANINGS: usize = 64;
/// Fewer letters are not looked for with a consonant wrong.
const FEWEST_LETTERS_OF_SLIPS: usize = 6;
/// In so many countries names are looked for with a consonant wrong.
const MOST_COUNTRIES_OF_SLIPS: usize = 2;

/// What is known of names and of spellings.
#[derive(Clone, Copy, Debug)]
pub(super) struct World<'w> {
    pub layers: &'w Layers,
    pub variants: &'w Variants,
}

/// A name that a spelling may be of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub layer: usize,
    pub name: Name,
    pub road: Road,
    /// What speaks against it; the lowest is the best.
    rank: f32,
}

/// The search; holds only scratch space.
#[derive(Debug, Default)]
pub(super) struct Search {
    numbers: Vec<u32>,
    name: String,
    translated: String,
    found: Vec<Found>,
    /// What the spelling means where it is listed.
    listed: Vec<PlaceRef>,
    compare: CompareRoom,
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Wanted<'s> {
    world: World<'s>,
    named: &'s Named,
    spelling: &'s str,
    /// Whether the words around speak of a place.
    located: bool,
    /// Whether a part of the name was translated.
    translated: bool,
}

impl Search {
    /// Adds the names that a folded spelling may be of; `listed` are those that are listed so.
    pub fn run(&mut self, world: World<'_>, named: &Named, spelling: &str, window: Window, listed: impl Iterator<Item = (Hit, Road)>, out: &mut Vec<Found>) {
        self.found.clear();
        let wanted = Wanted { world, named, spelling, located: window.located, translated: false };
        self.look_up(wanted);
        if window.located {
            let mut translated = std::mem::take(&mut self.translated);
            world.variants.parts.for_each_translation(spelling, &mut translated, |spelling| self.look_up(Wanted { spelling, translated: true, ..wanted }));
            self.translated = translated;
            if self.found.is_empty() && window.unknown && spelling.chars().count() >= FEWEST_LETTERS_OF_SLIPS {
                self.look_up_slips(wanted);
            }
        }
        if self.found.is_empty() {
            return;
        }
        self.forgive_namesakes(world.layers, listed);
        self.found.sort_unstable_by(|a, b| a.rank.total_cmp(&b.rank).then((a.layer, a.name, a.road.kind).cmp(&(b.layer, b.name, b.road.kind))));
        let least = self.found[0].rank;
        let from = out.len();
        for found in self.found.iter().take_while(|f| f.rank <= least + MARGIN) {
            if out.len() - from < MOST_NAMES && out[from..].iter().all(|f| (f.layer, f.name) != (found.layer, found.name)) {
                out.push(*found);
            }
        }
    }

    /// Looks for names of the skeleton of the spelling, in the named countries and among well-known places.
    fn look_up(&mut self, wanted: Wanted<'_>) {
        let spelling = wanted.spelling;
        for skeleton in Reading::all(spelling).filter_map(|reading| Skeleton::of(spelling, reading)).filter(|s| s.len() > 1) {
            for country in wanted.named.countries.iter().map(|(country, _)| Some(*country)).chain([None]) {
                self.look_up_skeleton(wanted, skeleton, country);
            }
        }
    }

    /// Looks for names whose skeleton differs from that of the spelling by one consonant.
    fn look_up_slips(&mut self, wanted: Wanted<'_>) {
        let Some(skeleton) = Skeleton::of(wanted.spelling, Reading::default()).filter(|s| s.len() > 2) else { return };
        for slip in skeleton.slips() {
            for (country, _) in wanted.named.countries.iter().take(MOST_COUNTRIES_OF_SLIPS) {
                self.look_up_skeleton(wanted, slip, Some(*country));
            }
        }
    }

    fn look_up_skeleton(&mut self, wanted: Wanted<'_>, skeleton: Skeleton, country: Option<CountryCode>) {
        let hash = skeleton.hash(country.map(|c| c.bytes()));
        for (layer, gazetteer) in wanted.world.layers.gazetteers().iter().enumerate() {
            let mut numbers = std::mem::take(&mut self.numbers);
            numbers.clear();
            gazetteer.names_like(hash, |number| numbers.push(number));
            for &number in &numbers {
                if let Some((road, rank)) = self.compare(wanted, layer, number, country) {
                    self.found.push(Found { layer, name: gazetteer.name_table().name(number), road, rank });
                }
            }
            self.numbers = numbers;
        }
    }

    /// The road from a name to the spelling and its rank, if it is near enough for the support it has.
    fn compare(&mut self, wanted: Wanted<'_>, layer: usize, number: u32, country: Option<CountryCode>) -> Option<(Road, f32)> {
        let Wanted { world: World { layers, variants }, named, spelling, located, translated } = wanted;
        let lineages = || layers.postings(layer as u32, number).take(MOST_MEANINGS).filter(|m| m.kind.is_name()).map(|m| layers.lineage(m.place));
        let home = country.or_else(|| lineages().find_map(|l| l.country))?;
        let in_division = located
            && country.is_some()
            && !named.divisions.is_empty()
            && lineages().any(|l| l.country == Some(home) && l.admin1.is_some_and(|d| named.divisions.contains(&d)));
        let limit = match () {
            _ if in_division => WITH_DIVISION,
            _ if country.is_some() && located => WITH_COUNTRY,
            _ => ALONE,
        };
        let length = spelling.chars().count() as f32 / 8.0;
        layers.gazetteers()[layer].folded_into(number, &mut self.name);
        let mut road = variants.road(&self.name, home.as_str(), spelling, limit * length.clamp(0.5, 2.0), &mut self.compare)?;
        if translated {
            road.kind = RoadKind::Translation;
        }
        Some((road, road.weight() - if in_division { IN_DIVISION } else { 0.0 }))
    }

    /// A spelling that is listed for one place is as good for its namesakes, for which nobody listed it: what leads from their
    /// common name to the spelling costs them nothing either.
    fn forgive_namesakes(&mut self, layers: &Layers, listed: impl Iterator<Item = (Hit, Road)>) {
        self.listed.clear();
        for (hit, _) in listed.filter(|(_, road)| *road == Road::LISTED) {
            self.listed.extend(layers.postings(hit.layer as u32, hit.name.number).take(MOST_MEANINGS).map(|m| m.place));
        }
        if self.listed.is_empty() {
            return;
        }
        for found in &mut self.found {
            if layers.postings(found.layer as u32, found.name.number).take(MOST_MEANINGS).any(|m| self.listed.contains(&m.place)) {
                found.road = Road { kind: RoadKind::Namesake, ..Road::LISTED };
                found.rank = found.rank.min(found.road.weight() - IN_DIVISION);
            }
        }
    }
}
