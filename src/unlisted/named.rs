//! What a document names for sure: the support that a spelling which is not listed needs.

use crate::gazetteer::{CountryCode, FeatureClass, Layers, PlaceRef};
use crate::model::Model;
use crate::recognize::Toponym;
use crate::resolve::{Hints, Resolver};
use crate::variant::Variants;

/// Countries in which unlisted names are looked for, at most.
const MOST_COUNTRIES: usize = 4;
/// Share of the document that a country must have.
const LEAST_SHARE: f32 = 0.08;
/// Places of so many inhabitants are named without their division.
const WELL_KNOWN: u32 = 100_000;
/// Probability that a toponym must have to support others.
const SURE: f32 = 0.5;

/// Countries and divisions that a document, or its caller, names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// With their weights, the heaviest first.
    pub countries: Vec<(CountryCode, f32)>,
    /// First-level divisions that are named themselves.
    pub divisions: Vec<PlaceRef>,
    /// Whether some of the countries write names in letters of their own, so that in others they are spelled in many ways.
    pub romanized: bool,
    /// For each toponym, whether it is a division or a country for sure.
    pub containers: Vec<bool>,
    /// For each toponym, whether it may be another name that is not spelled as it is listed: a smaller place outside of the
    /// divisions that are named, or in them where spellings vary, or one that lies elsewhere than the text says.
    pub doubtful: Vec<bool>,
}

impl Named {
    /// Reads what the resolver made of a document.
    pub fn read(&mut self, layers: &Layers, toponyms: &[Toponym], resolver: &Resolver, model: Option<&Model>, variants: Option<&Variants>, hints: &Hints) {
        self.countries.clear();
        self.divisions.clear();
        self.containers.clear();
        self.doubtful.clear();
        let mut total = 0.0f32;
        for (i, t) in toponyms.iter().enumerate() {
            let resolution = resolver.resolution(i, t, model);
            let sure = resolution.candidates.first().filter(|c| resolution.place_probability * c.probability >= SURE);
            let feature = sure.map(|c| layers.gazetteer(c.place).feature(c.place.entry));
            self.containers.push(feature.is_some_and(|(class, _)| class == FeatureClass::A));
            let Some(c) = sure else { continue };
            if feature.is_some_and(|(_, code)| code == "ADM1") && !self.divisions.contains(&c.place) {
                self.divisions.push(c.place);
            }
            if let Some(country) = c.country() {
                total += 1.0;
                self.add(country, 1.0);
            }
        }
        hints.countries.iter().for_each(|&country| self.add(country, total.max(1.0)));
        self.countries.retain(|(_, weight)| *weight >= LEAST_SHARE * total);
        self.countries.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.countries.truncate(MOST_COUNTRIES);
        self.romanized = variants.is_some_and(|variants| self.countries.iter().any(|(code, _)| variants.writes_names_of(code.as_str())));
        for (i, is_container) in self.containers.iter().enumerate() {
            let (candidates, misplaced) = resolver.candidates(i);
            let elsewhere = |place| !layers.lineage(place).admin1.is_some_and(|division| self.divisions.contains(&division));
            let small = || !is_container && candidates.first().is_none_or(|c| c.population < WELL_KNOWN && (self.romanized || elsewhere(c.place)));
            self.doubtful.push(misplaced || !self.divisions.is_empty() && small());
        }
    }

    fn add(&mut self, country: CountryCode, weight: f32) {
        match self.countries.iter_mut().find(|(c, _)| *c == country) {
            Some((_, known)) => *known += weight,
            None => self.countries.push((country, weight)),
        }
    }
}
