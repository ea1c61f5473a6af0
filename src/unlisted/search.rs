//! The search for the names that one spelling may be of.

use std::ops::Range;

use super::named::Named;
use super::windows::Window;
use crate::gazetteer::{CountryCode, Gazetteer, Layers, Name, PlaceRef};
use crate::matcher::Hit;
use crate::variant::{CompareRoom, Reading, Road, RoadKind, Script, Skeleton, Variants};

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
    /// The countries that the document names.
    countries: Vec<Asked>,
    /// For each layer, numbers of names that are Latin for sure.
    latin: Vec<Range<u32>>,
}

/// A country in which names are looked for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    code: CountryCode,
    /// Whether its languages write names in letters of their own.
    has_native_names: bool,
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Wanted<'s> {
    world: World<'s>,
    named: &'s Named,
    spelling: &'s str,
    script: Script,
    /// How long it is, in eights of letters.
    length: f32,
    /// Whether the words around speak of a place.
    located: bool,
    /// Whether a part of the name was translated.
    translated: bool,
}

impl<'s> Wanted<'s> {
    fn new(world: World<'s>, named: &'s Named, spelling: &'s str, located: bool) -> Option<Wanted<'s>> {
        let script = Script::of(spelling)?;
        Some(Wanted { world, named, spelling, script, length: length_of(spelling), located, translated: false })
    }

    /// The same with a part translated.
    fn with(self, spelling: &'s str) -> Wanted<'s> {
        Wanted { spelling, script: Script::of(spelling).unwrap_or(self.script), length: length_of(spelling), translated: true, ..self }
    }

    /// How far names of places in a country may be, those of its named divisions apart, for a spelling of eight letters.
    fn limit_in<T>(&self, country: Option<T>) -> f32 {
        if country.is_some() && self.located { WITH_COUNTRY } else { ALONE }
    }
}

fn length_of(spelling: &str) -> f32 {
    (spelling.chars().count() as f32 / 8.0).clamp(0.5, 2.0)
}

impl Search {
    /// Adds the names that a folded spelling may be of; `listed` are those that are listed so.
    pub fn run(&mut self, world: World<'_>, named: &Named, spelling: &str, window: Window, listed: impl Iterator<Item = (Hit, Road)>, out: &mut Vec<Found>) {
        self.found.clear();
        let Some(wanted) = Wanted::new(world, named, spelling, window.located) else { return };
        self.look_up(wanted);
        if window.located {
            let mut translated = std::mem::take(&mut self.translated);
            world.variants.parts.for_each_translation(spelling, &mut translated, |spelling| self.look_up(wanted.with(spelling)));
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

    /// Makes ready for a document.
    pub fn prepare(&mut self, world: World<'_>, named: &Named) {
        self.countries.clear();
        self.countries.extend(named.countries.iter().map(|&(code, _)| Asked { code, has_native_names: world.variants.writes_names_of(code.as_str()) }));
        // A room serves one set of layers.
        if self.latin.is_empty() {
            self.latin.extend(world.layers.gazetteers().iter().map(Gazetteer::latin_names));
        }
    }

    /// Looks for names of the skeleton of the spelling, in the named countries and among well-known places.
    fn look_up(&mut self, wanted: Wanted<'_>) {
        for skeleton in Skeleton::all(wanted.spelling).filter(|s| s.len() > 1) {
            for i in 0..self.countries.len() {
                self.look_up_skeleton(wanted, skeleton, Some(self.countries[i]));
            }
            self.look_up_skeleton(wanted, skeleton, None);
        }
    }

    /// Looks for names whose skeleton differs from that of the spelling by one consonant.
    fn look_up_slips(&mut self, wanted: Wanted<'_>) {
        let Some(skeleton) = Skeleton::of(wanted.spelling, Reading::default()).filter(|s| s.len() > 2) else { return };
        for slip in skeleton.slips() {
            for i in 0..self.countries.len().min(MOST_COUNTRIES_OF_SLIPS) {
                self.look_up_skeleton(wanted, slip, Some(self.countries[i]));
            }
        }
    }

    fn look_up_skeleton(&mut self, wanted: Wanted<'_>, skeleton: Skeleton, country: Option<Asked>) {
        // Latin names are compared by distance alone, others by what the languages of their countries make of them.
        let by_distance = wanted.script == Script::Latin && wanted.limit_in(country) > 0.0;
        if !by_distance && country.is_some_and(|c| !c.has_native_names) {
            return;
        }
        let country = country.map(|c| c.code);
        let hash = skeleton.hash(country.map(|c| c.bytes()));
        for (layer, gazetteer) in wanted.world.layers.gazetteers().iter().enumerate() {
            let mut numbers = std::mem::take(&mut self.numbers);
            numbers.clear();
            let latin = &self.latin[layer];
            gazetteer.names_like(hash, |number| {
                if by_distance || !latin.contains(&number) {
                    numbers.push(number);
                }
            });
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
        let Wanted { world: World { layers, variants }, named, spelling, located, translated, .. } = wanted;
        let lineages = || layers.postings(layer as u32, number).take(MOST_MEANINGS).filter(|m| m.kind.is_name()).map(|m| layers.lineage(m.place));
        let home = country.or_else(|| lineages().find_map(|l| l.country))?;
        let within = wanted.limit_in(country);
        layers.gazetteers()[layer].folded_into(number, &mut self.name);
        let may_be_in_division = located && country.is_some() && !named.divisions.is_empty();
        let limit = if may_be_in_division { WITH_DIVISION } else { within } * wanted.length;
        let mut road = variants.road(&self.name, home.as_str(), spelling, limit, &mut self.compare)?;
        // Few names are near, and of these only is it read where their places lie.
        let in_division = may_be_in_division && lineages().any(|l| l.country == Some(home) && l.admin1.is_some_and(|d| named.divisions.contains(&d)));
        if !in_division && road.cost > within * wanted.length {
            return None;
        }
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
