//! One entry on its way into a gazetteer.

use crate::gazetteer::{CountryCode, FeatureClass, NameKind, PlaceId};
use crate::geo::Point;

/// A name as a source spells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceName {
    /// With its capitals and accents.
    pub text: String,
    /// What it is to the entry.
    pub kind: NameKind,
}

/// What the sources say of one entry.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id.
    pub id: PlaceId,
    /// The name it is displayed by.
    pub name: String,
    /// All other names.
    pub names: Vec<SourceName>,
    /// GeoNames feature class.
    pub class: FeatureClass,
    /// GeoNames feature code.
    pub code: String,
    /// The country it belongs to.
    pub country: Option<CountryCode>,
    /// GeoNames admin 1 code, without the country.
    pub admin1: String,
    /// GeoNames admin 2 code, without country and admin 1.
    pub admin2: String,
    /// Where it is.
    pub point: Point,
    /// Its inhabitants; 0 where unknown.
    pub population: u64,
    /// How far it reaches, in kilometres; 0 where unknown.
    pub radius_km: f64,
}

impl Record {
    /// Whether the record describes a country or territory as a whole.
    pub fn is_country(&self) -> bool {
        self.class == FeatureClass::A && (self.code.starts_with("PCL") && self.code != "PCLH" || self.code == "TERR")
    }

    /// Adds a name unless it is there already under the same kind.
    pub fn add_name(&mut self, text: &str, kind: NameKind) {
        let text = text.trim();
        if !text.is_empty() && !self.names.iter().any(|n| n.kind == kind && n.text == text) {
            self.names.push(SourceName { text: text.to_owned(), kind });
        }
    }
}

/// A number in a column of a source; empty is zero.
pub(super) fn parse_number<T: std::str::FromStr + Default>(text: &str, what: &str) -> Result<T, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(T::default());
    }
    text.parse().map_err(|_| format!("{what} `{text}` is not a number"))
}

/// A point from two columns.
pub(super) fn parse_point(lat: &str, lon: &str) -> Result<Point, String> {
    let number = |text: &str, what: &str| text.trim().parse::<f64>().map_err(|_| format!("{what} `{text}` is not a number of degrees"));
    let point = Point::new(number(lat, "latitude")?, number(lon, "longitude")?);
    if !point.is_valid() {
        return Err(format!("{lat}, {lon} is not on the Earth: latitude goes from -90 to 90, longitude from -180 to 180"));
    }
    Ok(point)
}
