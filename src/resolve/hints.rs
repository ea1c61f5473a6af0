//! What the caller knows of a document.

use crate::gazetteer::{CountryCode, Date};
use crate::geo::{BoundingBox, Point};

/// What the caller knows of a document; every field may be left empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// Countries it is likely to speak of.
    pub countries: Vec<CountryCode>,
    /// A box it is likely to speak of.
    pub bounding_box: Option<BoundingBox>,
    /// When it was written, as exactly as that is known: names in use then are preferred.
    pub date: Option<Date>,
    /// What published it, with its place where the name alone does not tell: `The Paris News, Paris, Texas`. It is read as if
    /// the text began with it, and not reported.
    pub outlet: Option<String>,
    /// Its language, an ISO 639-1 code.
    pub language: Option<String>,
}

/// Log-odds for a candidate that fits a hint.
const WEIGHT: f32 = 4.0;

impl Hints {
    pub(super) fn weight(&self, country: Option<CountryCode>, point: Point) -> f32 {
        let country = country.is_some_and(|c| self.countries.contains(&c));
        let boxed = self.bounding_box.is_some_and(|b| b.contains(point));
        WEIGHT * (f32::from(u8::from(country)) + f32::from(u8::from(boxed)))
    }
}
