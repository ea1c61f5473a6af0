//! Which part of the world a map shows, and where on the paper its points lie.

use crate::geo::Point;

/// A window on the world: equirectangular, true to scale along its middle parallel.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Left edge, in degrees of longitude.
    pub west: f64,
    /// Upper edge, in degrees of latitude.
    pub north: f64,
    /// Width of the paper.
    pub width: f64,
    /// Height of the paper.
    pub height: f64,
    /// Units of paper a degree of longitude.
    pub per_lon: f64,
    /// Units of paper a degree of latitude.
    pub per_lat: f64,
}

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 560.0;
/// At least so many degrees of latitude are shown, for a single town needs its surroundings.
const SMALLEST: f64 = 5.0;
/// Share of the paper left free around the points.
const MARGIN: f64 = 0.14;
/// Far-off places are left beyond the edge if they hold at most this share of the mentions …
const FAR_SHARE: f64 = 0.15;
/// … and the map shrinks at least by this factor without them.
const FAR_GAIN: f64 = 0.5;

impl View {
    /// The window that shows the points, each with its weight; the world if there are none.
    pub fn around(points: &[(Point, usize)]) -> View {
        let mut points: Vec<_> = points.iter().copied().filter(|(p, _)| p.is_valid()).collect();
        unroll(&mut points);
        let Some(bounds) = Bounds::of(near(&mut points)) else { return View::fit(WORLD) };
        // A map of half the world and more is read best as the map of the world that everybody knows.
        if bounds.east - bounds.west > 180.0 {
            return View::fit(Bounds { south: bounds.south.min(WORLD.south), north: bounds.north.max(WORLD.north), ..WORLD });
        }
        View::fit(bounds)
    }

    /// The whole world on paper of a width.
    pub fn world(width: f64) -> View {
        let per_degree = width / 360.0;
        View { west: -180.0, north: 84.0, width, height: 142.0 * per_degree, per_lon: per_degree, per_lat: per_degree }
    }

    fn fit(b: Bounds) -> View {
        let parallel = (b.south + b.north) / 2.0;
        let shrink = parallel.clamp(-70.0, 70.0).to_radians().cos();
        let free = 1.0 + 2.0 * MARGIN;
        let lat_span = ((b.north - b.south) * free).max(SMALLEST);
        let lon_span = ((b.east - b.west) * free).max(SMALLEST / shrink);
        let world = WIDTH / (360.0 * shrink);
        let per_lat = (WIDTH / (lon_span * shrink)).min(HEIGHT / lat_span).max(world);
        let per_lon = per_lat * shrink;
        let whole = WIDTH / per_lon >= 359.0;
        let lat_span = (HEIGHT / per_lat).min(if whole { (b.north - b.south) * 1.02 } else { 180.0 });
        let north = (parallel + lat_span / 2.0).min(90.0).max(lat_span - 90.0);
        let west = (b.west + b.east) / 2.0 - WIDTH / per_lon / 2.0;
        View { west, north, width: WIDTH, height: lat_span * per_lat, per_lon, per_lat }
    }

    /// Where a longitude lies, within 180° of the middle of the paper.
    pub fn x(&self, lon: f64) -> f64 {
        let middle = self.west + self.lon_span() / 2.0;
        let lon = middle + (lon - middle + 180.0).rem_euclid(360.0) - 180.0;
        self.x_unrolled(lon)
    }

    /// Where a longitude lies that is not to be turned.
    pub fn x_unrolled(&self, lon: f64) -> f64 {
        (lon - self.west) * self.per_lon
    }

    /// Where a latitude lies.
    pub fn y(&self, lat: f64) -> f64 {
        (self.north - lat) * self.per_lat
    }

    /// Degrees of longitude shown.
    pub fn lon_span(&self) -> f64 {
        self.width / self.per_lon
    }

    /// Degrees of latitude shown.
    pub fn lat_span(&self) -> f64 {
        self.height / self.per_lat
    }

    /// Whether the point is on the paper.
    pub fn shows(&self, p: Point) -> bool {
        let (x, y) = (self.x(p.lon), self.y(p.lat));
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// How long a kilometre is along the middle parallel.
    pub fn per_km(&self) -> f64 {
        self.per_lat / (crate::geo::EARTH_RADIUS_KM.to_radians())
    }
}

/// The world, but for the ice at the poles.
const WORLD: Bounds = Bounds { west: -180.0, east: 180.0, south: -58.0, north: 80.0 };

#[derive(Clone, Copy)]
struct Bounds {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Bounds {
    fn of(points: &[(Point, usize)]) -> Option<Bounds> {
        let first = points.first()?.0;
        let start = Bounds { west: first.lon, east: first.lon, south: first.lat, north: first.lat };
        Some(points.iter().fold(start, |b, (p, _)| Bounds {
            west: b.west.min(p.lon),
            east: b.east.max(p.lon),
            south: b.south.min(p.lat),
            north: b.north.max(p.lat),
        }))
    }

    fn extent(self) -> f64 {
        (self.north - self.south).max((self.east - self.west) * 0.7).max(SMALLEST)
    }
}

/// Turns longitudes so that they run on from the widest gap between them: points on both sides of the date line stay together.
fn unroll(points: &mut [(Point, usize)]) {
    points.sort_by(|a, b| a.0.lon.total_cmp(&b.0.lon));
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let mut widest = (first.0.lon + 360.0 - last.0.lon, 0);
    for (i, pair) in points.windows(2).enumerate() {
        let gap = pair[1].0.lon - pair[0].0.lon;
        if gap > widest.0 {
            widest = (gap, i + 1);
        }
    }
    points[..widest.1].iter_mut().for_each(|(p, _)| p.lon += 360.0);
}

/// The points without a few far-off ones that would make the map small.
fn near(points: &mut [(Point, usize)]) -> &[(Point, usize)] {
    let median = |key: fn(&Point) -> f64| {
        let mut values: Vec<f64> = points.iter().flat_map(|(p, weight)| std::iter::repeat_n(key(p), (*weight).min(100))).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let middle = Point::new(median(|p| p.lat), median(|p| p.lon));
    points.sort_by(|a, b| middle.distance_km(a.0).total_cmp(&middle.distance_km(b.0)));
    let total: usize = points.iter().map(|(_, w)| w).sum();
    let Some(all) = Bounds::of(points) else { return points };
    let mut dropped = 0;
    for keep in (1..points.len()).rev() {
        dropped += points[keep].1;
        if dropped as f64 > FAR_SHARE * total as f64 {
            break;
        }
        if Bounds::of(&points[..keep]).is_some_and(|b| b.extent() < all.extent() * FAR_GAIN) {
            return &points[..keep];
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_across_the_date_line_are_neighbours() {
        let fiji = [(Point::new(-17.8, 178.0), 1), (Point::new(-16.8, -179.9), 1), (Point::new(-21.1, -175.2), 1)];
        let view = View::around(&fiji);
        assert!(view.lon_span() < 30.0, "{view:?}");
        assert!(fiji.iter().all(|(p, _)| view.shows(*p)));
    }

    #[test]
    fn far_off_places_do_not_shrink_the_map() {
        let mut points: Vec<_> = (0..10).map(|i| (Point::new(50.0 + f64::from(i) / 10.0, 30.0), 2)).collect();
        points.push((Point::new(40.7, -74.0), 1));
        assert!(View::around(&points).lon_span() < 20.0);
        assert!(View::around(&points[8..]).lon_span() > 100.0, "but they count where points are few");
    }

    #[test]
    fn the_world_is_shown_for_nothing() {
        let view = View::around(&[]);
        assert!((view.lon_span() - 360.0).abs() < 1.0 && view.lat_span() <= 180.0);
    }
}
