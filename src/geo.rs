//! Points and distances on the sphere.

use serde::{Deserialize, Serialize};

/// Mean radius of the Earth in kilometres (IUGG).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point in WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
    /// Longitude, −180 to 180, east positive.
    pub lon: f64,
}

impl Point {
    /// A point from degrees; values outside the ranges are kept as they are, see [`Point::is_valid`].
    pub const fn new(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    /// Whether both coordinates are finite and in range.
    pub fn is_valid(self) -> bool {
        self.lat.abs() <= 90.0 && self.lon.abs() <= 180.0
    }

    /// Great-circle distance in kilometres, by the haversine formula on a sphere of [`EARTH_RADIUS_KM`]:
    /// at most 0.6 % off the ellipsoid.
    pub fn distance_km(self, other: Point) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |x: f64| (x / 2.0).sin().powi(2);
        let h = half(b - a) + a.cos() * b.cos() * half((other.lon - self.lon).to_radians());
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }

    /// The point as a vector of length 1: neighbours across the date line and at the poles are neighbours here.
    pub fn to_unit_vector(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }
}

/// The straight-line (chord) length between unit vectors that are `km` apart along the surface.
pub(crate) fn chord_of_km(km: f64) -> f64 {
    2.0 * (km.max(0.0) / EARTH_RADIUS_KM / 2.0).min(std::f64::consts::FRAC_PI_2).sin()
}

/// A rectangle of latitude and longitude in degrees; it crosses the date line where `west > east`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

impl BoundingBox {
    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, p: Point) -> bool {
        let lon_inside = if self.west <= self.east { self.west <= p.lon && p.lon <= self.east } else { p.lon >= self.west || p.lon <= self.east };
        self.south <= p.lat && p.lat <= self.north && lon_inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let kyiv = Point::new(50.4547, 30.5238);
        let minsk = Point::new(53.9, 27.5667);
        assert!((kyiv.distance_km(minsk) - 433.0).abs() < 3.0);
        assert!(Point::new(0.0, 179.9).distance_km(Point::new(0.0, -179.9)) < 23.0);
        assert_eq!(kyiv.distance_km(kyiv), 0.0);
    }

    #[test]
    fn chords() {
        let (a, b) = (Point::new(10.0, 20.0), Point::new(11.0, 22.0));
        let (u, v) = (a.to_unit_vector(), b.to_unit_vector());
        let chord = u.iter().zip(v).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
        assert!((chord_of_km(a.distance_km(b)) - chord).abs() < 1e-12);
    }

    #[test]
    fn boxes_cross_the_date_line() {
        let fiji = BoundingBox { south: -21.0, west: 176.0, north: -12.0, east: -178.0 };
        assert!(fiji.contains(Point::new(-17.0, 179.0)) && fiji.contains(Point::new(-17.0, -179.0)));
        assert!(!fiji.contains(Point::new(-17.0, 0.0)));
    }
}
