//! An entry that a mention may mean, and what its own weight is.

use super::evidence::{Rule, Weights};
use crate::gazetteer::{CountryCode, FeatureClass, Layers, Level, Lineage, Meaning, NameKind, PlaceRef};
use crate::geo::Point;
use crate::recognize::Head;

/// A candidate with the evidence gathered so far.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub place: PlaceRef,
    pub kind: NameKind,
    pub point: Point,
    pub lineage: Lineage<PlaceRef>,
    /// The point as a vector; set when a small candidate is kept.
    pub vector: [f64; 3],
    /// Number of its first-level division among those of the document; set when the candidate is kept.
    pub admin1_slot: Option<u32>,
    pub sort: Sort,
    /// The level of the largest division that it is the seat of.
    pub seat: Option<Level>,
    pub population: u32,
    pub radius_km: f64,
    pub weights: Weights,
    /// Log-odds that do not depend on other mentions' candidates.
    pub base: f32,
    /// `base` and the support of the document.
    pub score: f32,
    /// Share among the candidates of the mention.
    pub probability: f32,
}

/// What an entry is, as coarse as resolution needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Country,
    Admin1,
    Admin2,
    /// Third-level divisions and below.
    SmallDivision,
    /// A state that is no more.
    FormerCountry,
    Settlement,
    Quarter,
    Water,
    Relief,
    Region,
    Continent,
    Airport,
    Facility,
}

impl Sort {
    pub fn of(class: FeatureClass, code: &str) -> Sort {
        match (class, code) {
            (FeatureClass::A, "PCLH") => Sort::FormerCountry,
            (FeatureClass::A, "ADM1") => Sort::Admin1,
            (FeatureClass::A, "ADM2") => Sort::Admin2,
            (FeatureClass::A, c) if c.starts_with("PCL") || c == "TERR" => Sort::Country,
            (FeatureClass::A, _) => Sort::SmallDivision,
            (FeatureClass::P, "PPLX") => Sort::Quarter,
            (FeatureClass::P, _) => Sort::Settlement,
            (FeatureClass::H | FeatureClass::U, _) => Sort::Water,
            (FeatureClass::T | FeatureClass::V, _) => Sort::Relief,
            (FeatureClass::L, "CONT") => Sort::Continent,
            (FeatureClass::L, _) => Sort::Region,
            (FeatureClass::S, "AIRP") => Sort::Airport,
            (FeatureClass::S | FeatureClass::R, _) => Sort::Facility,
        }
    }

    /// Weight of being of this sort, to which a power of ten of inhabitants adds one, and of kilometres of radius
    /// where nobody lives.
    fn prior(self) -> f32 {
        match self {
            Sort::Continent => 9.0,
            Sort::Country => 2.5,
            Sort::Admin1 => -1.0,
            Sort::Admin2 => -1.6,
            Sort::SmallDivision => -2.0,
            Sort::FormerCountry => 5.0,
            Sort::Settlement => 0.0,
            Sort::Quarter => -0.5,
            Sort::Water => 2.0,
            Sort::Relief => 2.0,
            Sort::Region => 3.0,
            Sort::Airport => 1.5,
            Sort::Facility => 4.0,
        }
    }

    /// Small enough that a distance to its point means something.
    pub fn is_local(self) -> bool {
        matches!(self, Sort::Settlement | Sort::Quarter | Sort::Admin2 | Sort::SmallDivision | Sort::Airport | Sort::Facility)
    }

    /// How well it goes with a generic word beside the name.
    pub fn fit(self, head: Head) -> f32 {
        use Sort::*;
        match (head, self) {
            (Head::Region, Admin1) => 5.0,
            (Head::Region, Region) => 2.5,
            (Head::Region, Admin2 | FormerCountry) => 1.0,
            (Head::Region, Country) => 0.0,
            (Head::District, Admin2) => 5.0,
            (Head::District, SmallDivision) => 4.0,
            (Head::District, Admin1) => 1.0,
            (Head::District, Quarter) => 1.0,
            (Head::Settlement, Settlement | Quarter) => 3.0,
            (Head::Settlement, _) => -2.0,
            (Head::Water, Water) => 6.0,
            (Head::Relief, Relief) => 5.0,
            (Head::Relief, Region) => 3.0,
            (Head::Facility, Facility | Airport) => 4.0,
            (Head::Facility, _) => 0.0,
            _ => -1.5,
        }
    }
}

impl Candidate {
    pub fn new(layers: &Layers, meaning: Meaning) -> Candidate {
        let Meaning { place, kind } = meaning;
        let (g, entry) = (layers.gazetteer(place), place.entry);
        let (class, code) = g.feature(entry);
        let sort = Sort::of(class, code);
        let population = g.population(entry);
        let capital = match code {
            "PPLC" => 1.0,
            "PPLA" => 0.3,
            _ => 0.0,
        };
        let seat = match (class, code) {
            (FeatureClass::P, "PPLC") => Some(Level::Country),
            (FeatureClass::P, "PPLA") => Some(Level::Admin1),
            (FeatureClass::P, "PPLA2") => Some(Level::Admin2),
            _ => None,
        };
        let radius_km = g.radius_km(entry).unwrap_or(0.0);
        let extent = match sort {
            Sort::Water | Sort::Relief | Sort::Region => 1.2 * (radius_km as f32 + 1.0).log10(),
            _ => 0.0,
        };
        let prominence = sort.prior() + (population as f32 + 1.0).log10() + extent + capital;
        // Where layers disagree, the one laid on top by the caller speaks last.
        let layered = if place.layer > 0 { 3.0 } else { 0.0 };
        let mut candidate = Candidate {
            place,
            kind,
            point: g.point(entry),
            lineage: layers.lineage(place),
            vector: [0.0; 3],
            admin1_slot: None,
            sort,
            seat,
            population,
            radius_km,
            weights: Weights::default(),
            base: 0.0,
            score: 0.0,
            probability: 0.0,
        };
        candidate.add(Rule::Prominence, prominence + layered);
        candidate
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

    /// Adds evidence that does not depend on other mentions' candidates.
    pub fn add(&mut self, rule: Rule, weight: f32) {
        self.base += weight;
        self.weights.add(rule, weight);
    }

    /// Whether the other lies inside this one.
    pub fn contains(&self, inner: &Candidate) -> bool {
        if self.place == inner.place {
            return false;
        }
        let level = match self.sort {
            Sort::Country => return self.country().is_some() && self.country() == inner.country() && inner.sort != Sort::Country,
            Sort::Admin1 => Level::Admin1,
            Sort::Admin2 => Level::Admin2,
            Sort::Settlement => {
                return matches!(inner.sort, Sort::Quarter | Sort::Facility | Sort::Airport | Sort::Water | Sort::Relief)
                    && self.point.distance_km(inner.point) < 30.0;
            }
            _ => return self.radius_km > inner.radius_km && self.point.distance_km(inner.point) <= self.radius_km,
        };
        if inner.division(level) == Some(self.place) {
            return true;
        }
        // The hierarchies of two files do not know each other.
        self.place.layer != inner.place.layer && self.country() == inner.country() && self.point.distance_km(inner.point) <= self.radius_km.max(100.0)
    }
}
