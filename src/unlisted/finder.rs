//! From windows of words to listed names that they may be spellings of.

use super::named::Named;
use super::windows::{self, Window};
use crate::gazetteer::{Bytes, CountryCode, Gazetteer, Layers, PlaceRef};
use crate::matcher::Hit;
use crate::recognize::{Context, Toponym};
use crate::span::Span;
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
/// Names told of one window.
const MOST_NAMES: usize = 6;

/// Fewer letters are not looked for with a consonant wrong.
const FEWEST_LETTERS_OF_SLIPS: usize = 6;
/// In so many countries names are looked for with a consonant wrong.
const MOST_COUNTRIES_OF_SLIPS: usize = 2;

/// Where a name is looked for in the text.
#[derive(Clone, Copy, Debug)]
struct Site {
    span: Span,
    stem: bool,
    window: Window,
}

/// Finds names that are not listed as they are spelled; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Unlisted {
    pub named: Named,
    windows: Vec<Window>,
    numbers: Vec<u32>,
    /// Names with their ranks, the lowest being the best.
    found: Vec<(f32, Hit, Road)>,
    /// What a spelling means where it is listed.
    listed: Vec<PlaceRef>,
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
        let Window { first, last, .. } = window;
        let words: Vec<&str> = (first..=last).map(|i| if i == last { context.tokens.stem(i) } else { context.tokens.fold(i) }).collect();
        let span = Span::new(context.token(first).span.start, context.token(last).stem_end());
        let place = Site { span, stem: context.token(last).has_ending(), window };
        self.found.clear();
        let spelling = words.join(" ");
        self.look_up(layers, variants, place, &spelling, RoadKind::Listed);
        if window.located {
            for translated in translations(variants, &words) {
                self.look_up(layers, variants, place, &translated, RoadKind::Translation);
            }
            if self.found.is_empty() && spelling.chars().count() >= FEWEST_LETTERS_OF_SLIPS {
                self.look_up_slips(layers, variants, place, &spelling);
            }
        }
        self.forgive_namesakes(layers, span, out);
        self.found.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1.layer, a.1.name).cmp(&(b.1.layer, b.1.name))));
        self.found.dedup_by_key(|(_, hit, _)| (hit.layer, hit.name));
        let least = self.found.first().map_or(0.0, |f| f.0);
        let near = self.found.iter().take(MOST_NAMES).filter(|f| f.0 <= least + MARGIN);
        out.extend(near.map(|(_, hit, road)| (*hit, *road)));
    }

    /// A spelling that is listed for one place is as good for its namesakes, for which nobody listed it: what leads from their
    /// common name to the spelling costs them nothing either.
    fn forgive_namesakes(&mut self, layers: &Layers, span: Span, hits: &[(Hit, Road)]) {
        /// Meanings of a listed spelling that are looked at.
        const MOST: usize = 64;
        self.listed.clear();
        for (hit, _) in hits.iter().filter(|(hit, road)| hit.span == span && *road == Road::LISTED) {
            self.listed.extend(layers.postings(hit.layer as u32, hit.name.number).take(MOST).map(|m| m.place));
        }
        if self.listed.is_empty() {
            return;
        }
        for (rank, hit, road) in &mut self.found {
            if layers.postings(hit.layer as u32, hit.name.number).take(MOST).any(|m| self.listed.contains(&m.place)) {
                *road = Road { kind: RoadKind::Namesake, ..Road::LISTED };
                *rank = rank.min(road.weight() - IN_DIVISION);
            }
        }
    }

    /// Looks for names of the skeleton of a spelling; `by` is how it came from the one in the text, if it did.
    fn look_up(&mut self, layers: &Layers, variants: &Variants, site: Site, spelling: &str, by: RoadKind) {
        let wherever = [None];
        for skeleton in Reading::all(spelling).filter_map(|reading| Skeleton::of(spelling, reading)).filter(|s| s.len() > 1) {
            let countries: Vec<Option<CountryCode>> = self.named.countries.iter().map(|(c, _)| Some(*c)).chain(wherever).collect();
            countries.into_iter().for_each(|country| self.look_up_skeleton(layers, variants, site, spelling, skeleton, country, by));
        }
    }

    /// Looks for names whose skeleton differs from that of the spelling by one consonant.
    fn look_up_slips(&mut self, layers: &Layers, variants: &Variants, site: Site, spelling: &str) {
        let Some(skeleton) = Skeleton::of(spelling, Reading::default()).filter(|s| s.len() > 2) else { return };
        let countries: Vec<CountryCode> = self.named.countries.iter().take(MOST_COUNTRIES_OF_SLIPS).map(|(c, _)| *c).collect();
        for slip in skeleton.slips() {
            for &country in &countries {
                self.look_up_skeleton(layers, variants, site, spelling, slip, Some(country), RoadKind::Listed);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is looked for, where, and for what")]
    fn look_up_skeleton(&mut self, layers: &Layers, variants: &Variants, site: Site, spelling: &str, skeleton: Skeleton, country: Option<CountryCode>, by: RoadKind) {
        let hash = skeleton.hash(country.map(|c| c.bytes()));
        let mut numbers = std::mem::take(&mut self.numbers);
        for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
            numbers.clear();
            gazetteer.names_like(hash, |number| numbers.push(number));
            for &number in &numbers {
                if let Some((mut road, in_division)) = self.compare(layers, layer, gazetteer, variants, number, country, spelling, site.window.located) {
                    if by == RoadKind::Translation {
                        road.kind = by;
                    }
                    let name = gazetteer.name_table().name(number);
                    let rank = road.weight() - if in_division { IN_DIVISION } else { 0.0 };
                    self.found.push((rank, Hit { span: site.span, stem: site.stem, layer, name }, road));
                }
            }
        }
        self.numbers = numbers;
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
    ) -> Option<(Road, bool)> {
        let place = |entry| PlaceRef { layer: layer as u32, entry };
        let lineages = || {
            gazetteer.postings(number).take(32).filter(|p| p.kind.is_name()).map(|p| layers.lineage(place(p.entry)))
        };
        let home = country.or_else(|| lineages().next().and_then(|l| l.country))?;
        let in_division = lineages().any(|l| l.country == Some(home) && l.admin1.is_some_and(|d| self.named.divisions.contains(&d)));
        let limit = match () {
            _ if country.is_some() && in_division && located => WITH_DIVISION,
            _ if country.is_some() && located => WITH_COUNTRY,
            _ => ALONE,
        };
        let length = spelling.chars().count() as f32 / 8.0;
        let road = variants.road(&gazetteer.folded(number), home.as_str(), spelling, limit * length.clamp(0.5, 2.0), &mut self.compare)?;
        (road.kind != RoadKind::Listed).then_some((road, in_division))
    }
}

/// The words with a part translated, and with a part from the end put in front.
fn translations(variants: &Variants, words: &[&str]) -> Vec<String> {
    /// Words of other sound that are tried for one.
    const MOST: usize = 8;
    let mut all = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let mut sounds: Vec<Option<Skeleton>> = vec![Skeleton::of(word, Reading::default())];
        for other in variants.parts.words(word) {
            let sound = Skeleton::of(other, Reading::default());
            if sounds.len() <= MOST && !sounds.contains(&sound) {
                sounds.push(sound);
                let replaced: Vec<&str> = words.iter().enumerate().map(|(j, w)| if i == j { other } else { *w }).collect();
                all.push(replaced.join(" "));
            }
        }
    }
    if let [before @ .., last] = words
        && !before.is_empty()
        && variants.parts.of(last).is_some()
    {
        all.push(format!("{last} {}", before.join(" ")));
    }
    all
}
