//! What a source says of one entry, and how its columns are read.

use crate::gazetteer::{CountryCode, FeatureClass, NameKind, Period, PlaceId};
use crate::geo::Point;

/// A name as a source spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SourceName<T> {
    /// With its capitals and accents.
    pub text: T,
    /// What it is to the entry.
    pub kind: NameKind,
    /// When it was in use, where the source tells.
    pub period: Option<Period>,
}

impl<T> SourceName<T> {
    /// A name of no particular time.
    pub fn new(text: T, kind: NameKind) -> SourceName<T> {
        SourceName { text, kind, period: None }
    }
}

impl SourceName<String> {
    /// The name, lent.
    pub fn lend(&self) -> SourceName<&str> {
        SourceName { text: &self.text, kind: self.kind, period: self.period }
    }
}

/// What a source says of one entry.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    pub id: PlaceId,
    /// The name it is displayed by.
    pub name: &'a str,
    /// All other names.
    pub names: Vec<SourceName<&'a str>>,
    pub class: FeatureClass,
    /// GeoNames feature code.
    pub code: &'a str,
    pub country: Option<CountryCode>,
    /// GeoNames admin 1 code, without the country; `iso:` and an ISO 3166-2 code in tables of our own.
    pub admin1: &'a str,
    /// GeoNames admin 2 code, without country and admin 1.
    pub admin2: &'a str,
    pub point: Point,
    /// Its inhabitants; 0 where unknown.
    pub population: u64,
    /// How far it reaches, in kilometres; 0 where unknown.
    pub radius_km: f64,
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
