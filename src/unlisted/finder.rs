//! From windows of words to listed names that they may be spellings of.

use super::named::Named;
use super::windows::{self, Window};
use crate::gazetteer::{Bytes, CountryCode, Gazetteer, Layers, NameKind, PlaceRef};
use crate::matcher::Hit;
use crate::recognize::{Context, Toponym};
use crate::span::Span;
use crate::text::separator;
use crate::variant::{CompareRoom, Reading, Road, RoadKind, Skeleton, Variants};

/// How far a spelling may be from a name of eight letters: where its division is named, where only its country is and
/// the words around speak of a place, and otherwise.
const WITH_DIVISION: f32 = 7.0;
const WITH_COUNTRY: f32 = 3.0;
const ALONE: f32 = 0.0;
/// Names that are so much farther than the nearest one are not told of.
const MARGIN: f32 = 2.5;
/// Names told of one window.
const MOST_NAMES: usize = 4;

/// Finds names that are not listed as they are spelled; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Unlisted {
    pub named: Named,
    windows: Vec<Window>,
    key: String,
    numbers: Vec<u32>,
    found: Vec<(f32, Hit, Road)>,
    compare: CompareRoom,
}

impl Unlisted {
    /// Adds the unlisted names of a document; says whether there are any. What the document names must have been read before.
    pub fn find<'v>(
        &mut self,
        context: &Context<'_>,
        layers: &Layers,
        variants: impl FnOnce() -> Option<&'v Variants>,
        toponyms: &[Toponym],
        out: &mut Vec<(Hit, Road)>,
    ) -> bool {
        let mut windows = std::mem::take(&mut self.windows);
        windows::find(context, toponyms, &self.named, &mut windows);
        let before = out.len();
        if let Some(variants) = variants().filter(|_| !windows.is_empty()) {
            windows.iter().for_each(|window| self.search(context, layers, variants, *window, out));
        }
        self.windows = windows;
        out.len() > before
    }

    /// Looks for the names that a window may be, in every country that the document names.
    fn search(&mut self, context: &Context<'_>, layers: &Layers, variants: &Variants, window: Window, out: &mut Vec<(Hit, Road)>) {
        let Window { first, last, located } = window;
        self.key.clear();
        for i in first..=last {
            if i > first {
                self.key.push_str(separator(context.tokens[i].gap));
            }
            self.key.push_str(if i == last { context.tokens.stem(i) } else { context.tokens.fold(i) });
        }
        let key = std::mem::take(&mut self.key);
        self.found.clear();
        let span = Span::new(context.token(first).span.start, context.token(last).stem_end());
        let stem = context.token(last).has_ending();
        let countries = self.named.countries.clone();
        for reading in Reading::all(&key) {
            let Some(skeleton) = Skeleton::of(&key, reading).filter(|s| s.len() > 1) else { continue };
            for country in countries.iter().map(|(c, _)| Some(*c)).chain([None]) {
                let hash = skeleton.hash(country.map(|c| c.bytes()));
                for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
                    self.numbers.clear();
                    gazetteer.names_like(hash, |number| self.numbers.push(number));
                    for i in 0..self.numbers.len() {
                        let number = self.numbers[i];
                        if let Some(road) = self.compare(layers, layer, gazetteer, variants, number, country, &key, located) {
                            let name = gazetteer.name_table().name(number);
                            self.found.push((road.weight(), Hit { span, stem, layer, name }, road));
                        }
                    }
                }
            }
        }
        self.key = key;
        self.found.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1.layer, a.1.name).cmp(&(b.1.layer, b.1.name))));
        self.found.dedup_by_key(|(_, hit, _)| (hit.layer, hit.name));
        let least = self.found.first().map_or(0.0, |f| f.0);
        let near = self.found.iter().take(MOST_NAMES).filter(|f| f.0 <= least + MARGIN);
        out.extend(near.map(|(_, hit, road)| (*hit, *road)));
    }

    /// The road from a name to the spelling, if it is near enough for the support it has.
    #[expect(clippy::too_many_arguments, reason = "one place calls it")]
    fn compare(
        &mut self,
        layers: &Layers,
        layer: usize,
        gazetteer: &Gazetteer<Bytes>,
        variants: &Variants,
        number: u32,
        country: Option<CountryCode>,
        spelling: &str,
        located: bool,
    ) -> Option<Road> {
        let place = |entry| PlaceRef { layer: layer as u32, entry };
        let lineages = || {
            gazetteer.postings(number).take(32).filter(|p| matches!(p.kind, NameKind::Official | NameKind::Alternate | NameKind::Historical)).map(|p| layers.lineage(place(p.entry)))
        };
        let home = country.or_else(|| lineages().next().and_then(|l| l.country))?;
        let in_division = lineages().any(|l| l.country == Some(home) && l.admin1.is_some_and(|d| self.named.divisions.contains(&d)));
        let limit = match () {
            _ if country.is_some() && in_division && located => WITH_DIVISION,
            _ if country.is_some() && located => WITH_COUNTRY,
            _ => ALONE,
        };
        let length = spelling.chars().count() as f32 / 8.0;
        let road = variants.road(&gazetteer.folded(number), home.as_str(), spelling, limit * length.clamp(0.5, 1.25), &mut self.compare)?;
        (road.kind != RoadKind::Listed).then_some(road)
    }
}
