//! What the rest of a document says for a candidate: its country, its division, other places close by.

use std::collections::HashMap;

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::candidate::Sort;
use super::evidence::{Evidence, Rule};
use super::groups::Group;
use crate::gazetteer::CountryCode;
use crate::geo::chord_of_km;

/// Places closer than this speak for each other.
const NEAR_KM: f64 = 120.0;
const COUNTRY_WEIGHT: f32 = 2.8;
const ADMIN1_WEIGHT: f32 = 2.8;
const NEARBY_WEIGHT: f32 = 1.6;
/// Added to the total, so that a single other mention does not decide.
const PATIENCE: f32 = 0.8;

type Located = GeomWithData<[f64; 3], (usize, f32)>;

/// The weights of countries, divisions and places over all groups, under the current probabilities.
pub(super) struct Support {
    countries: HashMap<CountryCode, f32>,
    admin1: HashMap<(usize, u32), f32>,
    total: f32,
    places: RTree<Located>,
}

/// What a single group adds to the maps, to be taken out again when the group itself is judged.
struct Share {
    countries: HashMap<CountryCode, f32>,
    admin1: HashMap<(usize, u32), f32>,
    total: f32,
}

fn share(group: &Group) -> Share {
    let mut s = Share { countries: HashMap::new(), admin1: HashMap::new(), total: 0.0 };
    let weight = group.weight * (1.0 + (group.members.len() as f32).ln());
    for c in group.candidates.iter().filter(|c| c.probability > 0.02) {
        let w = weight * c.probability;
        if let Some(country) = c.country {
            *s.countries.entry(country).or_default() += w;
            s.total += w;
        }
        if c.admin1 > 0 {
            *s.admin1.entry((c.layer, c.admin1)).or_default() += w;
        }
    }
    s
}

impl Support {
    pub fn of(groups: &[Group]) -> Support {
        let mut s = Support { countries: HashMap::new(), admin1: HashMap::new(), total: 0.0, places: RTree::new() };
        let mut points = Vec::new();
        for (i, g) in groups.iter().enumerate() {
            let own = share(g);
            for (k, w) in own.countries {
                *s.countries.entry(k).or_default() += w;
            }
            for (k, w) in own.admin1 {
                *s.admin1.entry(k).or_default() += w;
            }
            s.total += own.total;
            for c in g.candidates.iter().filter(|c| c.probability > 0.25 && is_local(c.sort)) {
                points.push(Located::new(c.point.to_unit_vector(), (i, c.probability * g.weight)));
            }
        }
        s.places = RTree::bulk_load(points);
        s
    }

    /// Scores the candidates of a group anew and shares the probability out among them.
    pub fn judge(&self, index: usize, group: &mut Group) {
        let own = share(group);
        for c in &mut group.candidates {
            c.score = c.base + self.evidence(index, &own, c).iter().map(|e| e.weight).sum::<f32>();
        }
        let best = group.candidates.iter().map(|c| c.score).fold(f32::MIN, f32::max);
        let sum: f32 = group.candidates.iter().map(|c| (c.score - best).exp()).sum();
        for c in &mut group.candidates {
            c.probability = (c.score - best).exp() / sum;
        }
    }

    /// The document's evidence for each candidate, written down once the judging is over.
    pub fn record(&self, index: usize, group: &mut Group) {
        let own = share(group);
        for c in &mut group.candidates {
            let evidence = self.evidence(index, &own, c);
            c.evidence.extend(evidence.into_iter().filter(|e| e.weight > 0.0));
        }
    }

    fn evidence(&self, index: usize, own: &Share, c: &super::candidate::Candidate) -> [Evidence; 3] {
        let others = (self.total - own.total).max(0.0) + PATIENCE;
        let share = |all: f32, mine: f32| ((all - mine).max(0.0) / others).sqrt();
        let country = c.country.map_or(0.0, |k| share(get(&self.countries, &k), get(&own.countries, &k)));
        let key = (c.layer, c.admin1);
        let admin1 = if c.admin1 > 0 && c.sort != Sort::Country { share(get(&self.admin1, &key), get(&own.admin1, &key)) } else { 0.0 };
        let near = if is_local(c.sort) { self.nearby(index, c) } else { 0.0 };
        [Rule::SameCountry.weighing(COUNTRY_WEIGHT * country), Rule::SameAdmin1.weighing(ADMIN1_WEIGHT * admin1), Rule::Nearby.weighing(NEARBY_WEIGHT * near)]
    }

    /// How much of other groups lies close by, from 0 to 1.5.
    fn nearby(&self, index: usize, c: &super::candidate::Candidate) -> f32 {
        let v = c.point.to_unit_vector();
        let r = chord_of_km(NEAR_KM);
        let envelope = AABB::from_corners(v.map(|x| x - r), v.map(|x| x + r));
        let mut weight = 0.0;
        for other in self.places.locate_in_envelope_intersecting(&envelope).filter(|o| o.data.0 != index).take(32) {
            let d2: f64 = other.geom().iter().zip(v).map(|(a, b)| (a - b).powi(2)).sum();
            weight += other.data.1 * (1.0 - (d2.sqrt() / r) as f32).max(0.0);
        }
        weight.min(1.5)
    }
}

fn get<K: std::hash::Hash + Eq>(map: &HashMap<K, f32>, key: &K) -> f32 {
    map.get(key).copied().unwrap_or(0.0)
}

/// Small enough that a distance to its point means something.
fn is_local(sort: Sort) -> bool {
    matches!(sort, Sort::Settlement | Sort::Quarter | Sort::Admin2 | Sort::SmallDivision | Sort::Airport | Sort::Facility)
}
