//! The search for the names that one spelling may be of.

use std::ops::Range;

use super::asks::{Asked, Asks, Suspect};
use super::memory::{Roads, Vain};
use super::named::Named;
use super::windows::Window;
use crate::format::{Text, hash};
use crate::gazetteer::{Layers, Lineage, Name, PlaceRef};
use crate::matcher::Hit;
use crate::variant::{CompareRoom, Reading, Road, RoadKind, Script, Skeleton, Variants};

/// How far a spelling may be from a name of eight letters: where its division is named, where only its country is and
/// the words around speak of a place, and otherwise.
const WITH_DIVISION: f32 = 7.0;
const WITH_COUNTRY: f32 = 4.5;
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

/// The searches of one document; holds only scratch space.
#[derive(Debug, Default)]
pub(super) struct Searches {
    /// The countries that the document names.
    countries: Vec<Asked>,
    /// The spellings of the queries.
    spellings: String,
    queries: Vec<Query>,
    all: Vec<Search>,
    /// What was found, with the number of its search.
    found: Vec<(u32, Found)>,
    asks: Asks,
    vain: Vain,
    roads: Roads,
    /// What the keys of the searches begin with: the countries and divisions that the document names.
    key_of_document: u64,
    translated: String,
    text: Text,
    /// What a spelling means where it is listed.
    listed: Vec<PlaceRef>,
    compare: CompareRoom,
}

/// A search for one spelling.
#[derive(Debug)]
struct Search {
    /// The first of its queries; the others are translations.
    query: u32,
    /// Whether it is looked for with a consonant wrong where nothing else is found.
    may_have_slips: bool,
    found: bool,
    /// The key under which it is remembered.
    key: u64,
}

/// A spelling that is looked for.
#[derive(Clone, Debug)]
struct Query {
    spelling: Range<usize>,
    hash: u64,
    /// The number of its search.
    search: u32,
    script: Script,
    /// How long it is, in eights of letters.
    length: f32,
    /// Whether the words around speak of a place.
    located: bool,
    /// Whether a part of the name was translated.
    translated: bool,
}

impl Query {
    /// How far names of places in a country may be, those of its named divisions apart.
    fn limit<T>(&self, country: Option<T>) -> f32 {
        self.length * if country.is_some() && self.located { WITH_COUNTRY } else { ALONE }
    }
}

impl Searches {
    /// Begins anew, for another document.
    pub fn clear(&mut self, world: World<'_>, named: &Named) {
        self.asks.prepare(world.layers);
        self.countries.clear();
        self.countries.extend(named.countries.iter().map(|&(code, _)| Asked { code, has_native_names: world.variants.writes_names_of(code.as_str()) }));
        // Of countries the first are looked at more closely; divisions come in any order.
        let of_countries = named.countries.iter().fold(0, |key, (country, _)| hash::pair(key, u16::from_le_bytes(country.bytes()).into()));
        let of_divisions = named.divisions.iter().map(|d| hash::pair(d.layer.into(), d.entry.0.into())).fold(0, u64::wrapping_add);
        self.key_of_document = hash::pair(of_countries, of_divisions);
        self.spellings.clear();
        self.queries.clear();
        self.all.clear();
        self.found.clear();
    }

    /// Adds a folded spelling that is looked for, with its hash; gives the number of the search.
    pub fn add(&mut self, world: World<'_>, spelling: &str, hash: u64, window: Window) -> usize {
        let search = self.all.len();
        let mut may_have_slips = window.located && window.unknown && spelling.chars().count() >= FEWEST_LETTERS_OF_SLIPS;
        let how = u64::from(window.located) << 1 | u64::from(may_have_slips);
        let key = hash::pair(hash::pair(self.key_of_document, hash), how);
        let query = self.queries.len() as u32;
        if self.vain.has(key) {
            may_have_slips = false;
        } else {
            let known = self.add_query(spelling, hash, window.located, false);
            may_have_slips &= known;
            if known && window.located {
                let mut translated = std::mem::take(&mut self.translated);
                world.variants.parts.for_each_translation(spelling, &mut translated, |spelling| {
                    self.add_query(spelling, hash::word(spelling), true, true);
                });
                self.translated = translated;
            }
        }
        self.all.push(Search { query, may_have_slips, found: false, key });
        search
    }

    /// Says whether the spelling is in letters of a script that is known.
    fn add_query(&mut self, spelling: &str, hash: u64, located: bool, translated: bool) -> bool {
        let Some(script) = Script::of(spelling) else { return false };
        let from = self.spellings.len();
        self.spellings.push_str(spelling);
        let length = (spelling.chars().count() as f32 / 8.0).clamp(0.5, 2.0);
        self.queries.push(Query { spelling: from..self.spellings.len(), hash, search: self.all.len() as u32, script, length, located, translated });
        true
    }

    /// Runs all searches.
    pub fn run(&mut self, world: World<'_>, named: &Named) {
        for query in 0..self.queries.len() {
            self.look_up(query);
            if self.asks.is_full() {
                self.answer(world, named);
            }
        }
        self.answer(world, named);
        for search in 0..self.all.len() {
            if self.all[search].may_have_slips && !self.all[search].found {
                self.look_up_slips(self.all[search].query as usize);
            }
            if self.asks.is_full() {
                self.answer(world, named);
            }
        }
        self.answer(world, named);
        for search in self.all.iter().filter(|search| !search.found) {
            self.vain.add(search.key);
        }
        self.found.sort_unstable_by(|(search, a), (other, b)| {
            search.cmp(other).then(a.rank.total_cmp(&b.rank)).then((a.layer, a.name, a.road.kind).cmp(&(b.layer, b.name, b.road.kind)))
        });
    }

    /// Adds the names that the spelling of a search may be of; `listed` are those that are listed so.
    pub fn tell(&mut self, search: usize, layers: &Layers, listed: impl Iterator<Item = (Hit, Road)>, out: &mut Vec<Found>) {
        if !self.all[search].found {
            return;
        }
        let of = |searches: &[(u32, Found)], search| searches.partition_point(|(s, _)| (*s as usize) < search);
        let range = of(&self.found, search)..of(&self.found, search + 1);
        self.forgive_namesakes(layers, range.clone(), listed);
        let found = &mut self.found[range];
        found.sort_unstable_by(|(_, a), (_, b)| a.rank.total_cmp(&b.rank).then((a.layer, a.name, a.road.kind).cmp(&(b.layer, b.name, b.road.kind))));
        let Some((_, Found { rank: least, .. })) = found.first() else { return };
        let from = out.len();
        for (_, found) in found.iter().take_while(|(_, f)| f.rank <= least + MARGIN) {
            if out.len() - from < MOST_NAMES && out[from..].iter().all(|f| (f.layer, f.name) != (found.layer, found.name)) {
                out.push(*found);
            }
        }
    }

    /// Asks for names of the skeleton of a spelling, in the named countries and among well-known places.
    fn look_up(&mut self, query: usize) {
        let Query { spelling, script, .. } = &self.queries[query];
        // Latin names are compared by distance alone, others by what the languages of their countries make of them.
        let latin = *script == Script::Latin && self.queries[query].limit(Some(())) > 0.0;
        for skeleton in Skeleton::all(&self.spellings[spelling.clone()]).filter(|s| s.len() > 1) {
            for country in self.countries.iter().filter(|c| latin || c.has_native_names) {
                self.asks.push(query, skeleton, Some(country.code), latin, false);
            }
            self.asks.push(query, skeleton, None, false, false);
        }
    }

    /// Asks for names whose skeleton differs from that of a spelling by one consonant.
    fn look_up_slips(&mut self, query: usize) {
        let Query { spelling, script, .. } = &self.queries[query];
        let Some(skeleton) = Skeleton::of(&self.spellings[spelling.clone()], Reading::default()).filter(|s| s.len() > 2) else { return };
        let latin = *script == Script::Latin;
        for slip in skeleton.slips() {
            for country in self.countries.iter().take(MOST_COUNTRIES_OF_SLIPS).filter(|c| latin || c.has_native_names) {
                self.asks.push(query, slip, Some(country.code), latin, true);
            }
        }
    }

    /// Compares what the questions lead to with the spellings.
    fn answer(&mut self, world: World<'_>, named: &Named) {
        let Searches { spellings, queries, all, found, asks, text, compare, roads, .. } = self;
        for &suspect in asks.answer(world.layers) {
            let query = &queries[suspect.query as usize];
            let comparison = Comparison { world, named, query, spelling: &spellings[query.spelling.clone()], suspect };
            if let Some((road, rank)) = comparison.road(roads, text, compare) {
                let Suspect { layer, number, .. } = suspect;
                let name = world.layers.gazetteers()[layer as usize].name_table().name(number);
                found.push((query.search, Found { layer: layer as usize, name, road, rank }));
                all[query.search as usize].found = true;
            }
        }
    }

    /// A spelling that is listed for one place is as good for its namesakes, for which nobody listed it: what leads from their
    /// common name to the spelling costs them nothing either.
    fn forgive_namesakes(&mut self, layers: &Layers, range: Range<usize>, listed: impl Iterator<Item = (Hit, Road)>) {
        self.listed.clear();
        for (hit, _) in listed.filter(|(_, road)| *road == Road::LISTED) {
            self.listed.extend(layers.postings(hit.layer as u32, hit.name.number).take(MOST_MEANINGS).map(|m| m.place));
        }
        if self.listed.is_empty() {
            return;
        }
        for (_, found) in &mut self.found[range] {
            if layers.postings(found.layer as u32, found.name.number).take(MOST_MEANINGS).any(|m| self.listed.contains(&m.place)) {
                found.road = Road { kind: RoadKind::Namesake, ..Road::LISTED };
                found.rank = found.rank.min(found.road.weight() - IN_DIVISION);
            }
        }
    }
}

/// A spelling and a name that it may be of.
#[derive(Clone, Copy)]
struct Comparison<'c> {
    world: World<'c>,
    named: &'c Named,
    query: &'c Query,
    spelling: &'c str,
    suspect: Suspect,
}

impl Comparison<'_> {
    /// The road from the name to the spelling and its rank, if it is near enough for the support it has.
    fn road(self, roads: &mut Roads, text: &mut Text, room: &mut CompareRoom) -> Option<(Road, f32)> {
        let Comparison { named, query, suspect, .. } = self;
        let beyond = query.limit(suspect.country);
        let may_be_in_division = query.located && suspect.country.is_some() && !named.divisions.is_empty();
        let limit = if may_be_in_division { WITH_DIVISION * query.length } else { beyond };
        let mut road = roads.get(self.key(limit), || self.compare(limit, text, room))?;
        let is_named = |l: Lineage<PlaceRef>| l.country == suspect.country && l.admin1.is_some_and(|d| named.divisions.contains(&d));
        let in_division = may_be_in_division && self.lineages().any(is_named);
        if !in_division && road.cost > beyond {
            return None;
        }
        if query.translated {
            road.kind = RoadKind::Translation;
        }
        Some((road, road.weight() - if in_division { IN_DIVISION } else { 0.0 }))
    }

    /// A number for all that the road depends on.
    fn key(&self, limit: f32) -> u64 {
        let Suspect { layer, number, country, slip, .. } = self.suspect;
        let name = hash::pair(u64::from(layer), u64::from(number));
        let country = country.map_or(0, |country| u16::from_le_bytes(country.bytes()));
        hash::pair(hash::pair(self.query.hash, name), u64::from(limit.to_bits()) << 17 | u64::from(country) << 1 | u64::from(slip))
    }

    fn compare(&self, limit: f32, text: &mut Text, room: &mut CompareRoom) -> Option<Road> {
        let Comparison { world: World { layers, variants }, spelling, suspect, .. } = *self;
        let name = layers.gazetteers()[suspect.layer as usize].name_table().folded_into(suspect.number, text);
        // Most names of well-known places begin otherwise, and need not be looked at.
        if suspect.country.is_none() && !variants.romanization().may_begin(name, spelling) {
            return None;
        }
        let home = suspect.country.or_else(|| self.places().find_map(|place| layers.gazetteer(place).country(place.entry)))?;
        let road = if suspect.slip { Variants::road_beside_standards } else { Variants::road };
        road(variants, name, home.as_str(), spelling, limit, room)
    }

    /// Where the places of the name lie.
    fn lineages(&self) -> impl Iterator<Item = Lineage<PlaceRef>> {
        let layers = self.world.layers;
        self.places().map(|place| layers.lineage(place))
    }

    /// The places of the name.
    fn places(&self) -> impl Iterator<Item = PlaceRef> {
        let Comparison { world: World { layers, .. }, suspect, .. } = *self;
        layers.postings(suspect.layer, suspect.number).take(MOST_MEANINGS).filter(|m| m.kind.is_name()).map(|m| m.place)
    }
}
