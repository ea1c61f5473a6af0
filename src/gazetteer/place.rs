//! What is told of an entry.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::geo::Point;

/// The id of an entry: its GeoNames number, or a name of another source with that source's prefix.
///
/// Written and parsed as `geonames:623581` or `exonym:suwalki-gap`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceId {
    /// A GeoNames id.
    GeoNames(u32),
    /// Prefix and name of another source.
    Other(String),
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlaceId::GeoNames(n) => write!(f, "geonames:{n}"),
            PlaceId::Other(s) => f.write_str(s),
        }
    }
}

impl FromStr for PlaceId {
    type Err = std::convert::Infallible;
    fn from_str(s: &str) -> Result<PlaceId, Self::Err> {
        Ok(match s.strip_prefix("geonames:").and_then(|n| n.parse().ok()) {
            Some(n) => PlaceId::GeoNames(n),
            None => PlaceId::Other(s.to_owned()),
        })
    }
}

impl Serialize for PlaceId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PlaceId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<PlaceId, D::Error> {
        let Ok(id) = String::deserialize(d)?.parse();
        Ok(id)
    }
}

/// An ISO 3166-1 alpha-2 code in capitals (`XK` for Kosovo, as GeoNames has it).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// A code from its two letters in either case; `None` for anything else.
    pub fn new(code: &str) -> Option<CountryCode> {
        let bytes: [u8; 2] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| CountryCode(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// How many codes there are.
    pub(crate) const COUNT: usize = 26 * 26;

    /// Every pair of letters, in order.
    pub(crate) fn all() -> impl Iterator<Item = CountryCode> {
        (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| CountryCode([first, second])))
    }

    /// The number of the code among all: below [`COUNT`](Self::COUNT).
    pub(crate) fn number(self) -> usize {
        let letter = |b: u8| usize::from(b - b'A');
        letter(self.0[0]) * 26 + letter(self.0[1])
    }

    /// The two bytes.
    pub(crate) fn bytes(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CountryCode {
    type Err = crate::Error;
    fn from_str(s: &str) -> Result<CountryCode, crate::Error> {
        CountryCode::new(s).ok_or_else(|| crate::Error::message(format!("`{s}` is not a country: use two letters of ISO 3166-1, such as UA")))
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<CountryCode, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How deep a division lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// A country or territory.
    Country = 0,
    /// A state, province, oblast.
    Admin1 = 1,
    /// A county, district, raion.
    Admin2 = 2,
}

/// The GeoNames feature classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FeatureClass {
    /// Countries, states, regions: administrative units.
    A,
    /// Streams, lakes, seas.
    H,
    /// Parks, areas, political and historical regions, continents.
    L,
    /// Cities, towns, villages, quarters.
    P,
    /// Roads and railways.
    R,
    /// Buildings, facilities, airports.
    S,
    /// Mountains, islands, deserts, capes.
    T,
    /// Undersea features.
    U,
    /// Forests, heaths.
    V,
}

impl FeatureClass {
    /// The class of a letter.
    pub fn new(letter: &str) -> Option<FeatureClass> {
        use FeatureClass::*;
        Some(match letter {
            "A" => A,
            "H" => H,
            "L" => L,
            "P" => P,
            "R" => R,
            "S" => S,
            "T" => T,
            "U" => U,
            "V" => V,
            _ => return None,
        })
    }
}

/// An entry of a gazetteer, as it is reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Its usual English name, or its local one.
    pub name: String,
    /// The country it belongs to; none for seas, continents and what several share.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<CountryCode>,
    /// Name of its first-level division.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub admin1: Option<String>,
    /// GeoNames feature class.
    pub feature_class: FeatureClass,
    /// GeoNames feature code: `PPLC`, `ADM1`, `AIRP` …
    pub feature_code: String,
    /// A representative point, its fields written in place.
    #[serde(flatten)]
    pub point: Point,
    /// Inhabitants.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub population: Option<u64>,
    /// How far the entry, or the uncertainty of its point, reaches from the point, in kilometres.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub precision_km: Option<f64>,
}
