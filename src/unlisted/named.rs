//! What a document names for sure: the support that a spelling which is not listed needs.

use crate::gazetteer::{CountryCode, FeatureClass, Layers, PlaceRef};
use crate::model::Model;
use crate::recognize::Toponym;
use crate::resolve::{Hints, Resolver};

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
    /// For each toponym, whether it is a division or a country for sure.
    pub containers: Vec<bool>,
    /// For each toponym, whether it may be another name that is not spelled as it is listed: a smaller place where divisions
    /// are named, or one that lies elsewhere than the text says.
    pub doubtful: Vec<bool>,
}

impl Named {
    /// Reads what the resolver made of a document.
    pub fn read(&mut self, layers: &Layers, toponyms: &[Toponym], resolver: &Resolver, model: Option<&Model>, hints: &Hints) {
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
        for (i, is_container) in self.containers.iter().enumerate() {
            let (candidates, misplaced) = resolver.candidates(i);
            let small = !is_container && candidates.first().is_none_or(|c| c.population < WELL_KNOWN);
            self.doubtful.push(misplaced || small && !self.divisions.is_empty());
        }
        hints.countries.iter().for_each(|&country| self.add(country, total.max(1.0)));
        self.countries.retain(|(_, weight)| *weight >= LEAST_SHARE * total);
        self.countries.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.countries.truncate(MOST_COUNTRIES);
    }

    fn add(&mut self, country: CountryCode, weight: f32) {
        match self.countries.iter_mut().find(|(c, _)| *c == country) {
            Some((_, known)) => *known += weight,
            None => self.countries.push((country, weight)),
        }
    }
}
