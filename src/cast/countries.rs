//! Which countries a document speaks of, and how much.

use super::scene::PlaceName;
use crate::gazetteer::CountryCode;

/// Shares of the scores of place names by country, the largest first.
#[derive(Debug, Default)]
pub(super) struct Countries {
    shares: Vec<(CountryCode, f32)>,
}

impl Countries {
    /// Adds the place names of a document up.
    pub fn read(&mut self, places: &[PlaceName]) {
        self.shares.clear();
        for place in places {
            let Some(country) = place.country else { continue };
            match self.shares.iter_mut().find(|(known, _)| *known == country) {
                Some((_, sum)) => *sum += place.score,
                None => self.shares.push((country, place.score)),
            }
        }
        let all: f32 = self.shares.iter().map(|(_, sum)| sum).sum();
        self.shares.iter_mut().for_each(|(_, share)| *share /= all);
        self.shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    }

    /// The share of a country, from 0 to 1.
    pub fn share(&self, country: Option<CountryCode>) -> f32 {
        let known = self.shares.iter().find(|(known, _)| Some(*known) == country);
        known.map_or(0.0, |(_, share)| *share)
    }

    /// The country that a document is mostly about, if there is one: it has `least` of all or more.
    pub fn main(&self, least: f32) -> Option<CountryCode> {
        self.shares.first().filter(|(_, share)| *share >= least).map(|(country, _)| *country)
    }
}
