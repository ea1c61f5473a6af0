//! What an entry is, as coarse as resolution needs it.

use crate::gazetteer::FeatureClass;
use crate::recognize::Head;

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
    pub fn prior(self) -> f32 {
        match self {
            Sort::Continent => 9.0,
            Sort::Country => 2.5,
            Sort::Admin1 => -0.3,
            Sort::Admin2 => -1.6,
            Sort::SmallDivision => -2.0,
            Sort::FormerCountry => 5.0,
            Sort::Settlement => 0.0,
            Sort::Quarter => -0.5,
            Sort::Water => 2.0,
            Sort::Relief => 2.0,
            Sort::Region => 3.0,
            Sort::Airport => 1.5,
            Sort::Facility => 5.5,
        }
    }

    /// Small enough that a distance to its point means something.
    pub fn is_local(self) -> bool {
        matches!(self, Sort::Settlement | Sort::Quarter | Sort::Admin2 | Sort::SmallDivision | Sort::Airport | Sort::Facility)
    }

    /// How well it goes with an English article.
    pub fn fit_article(self) -> f32 {
        match self {
            Sort::Water | Sort::Relief => 3.5,
            Sort::Region | Sort::Facility => 1.5,
            _ => -2.5,
        }
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
