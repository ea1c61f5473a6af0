//! Outlines of countries, cut to what a map shows.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::view::View;
use crate::gazetteer::CountryCode;

/// A point on the paper.
type Spot = [f64; 2];

/// A country as far as the map shows it.
#[derive(Default)]
pub(super) struct Shape {
    /// Path data of all its rings; to be filled by the even-odd rule.
    pub path: String,
    /// Middle of its largest piece.
    pub middle: Spot,
    /// Area of that piece.
    pub area: f64,
}

/// The countries that a map shows, by code.
pub(super) type Shapes = BTreeMap<CountryCode, Shape>;

/// Beyond the edge of the paper by so much, the cut edges are not seen.
const BLEED: f64 = 4.0;
/// Points closer together than this add nothing to a map.
pub(super) const FINEST: f64 = 0.4;

/// The countries of a map without details below `finest`; none where the program holds no outlines.
pub(super) fn shapes(view: &View, finest: f64) -> Shapes {
    let mut shapes = Shapes::new();
    for (country, ring) in rings() {
        for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
            let ring: Vec<Spot> = ring.iter().map(|p| [view.x_unrolled(p[0] + turn), view.y(p[1])]).collect();
            let ring = cut(ring, view);
            if ring.len() >= 3 {
                shapes.entry(country).or_default().add(&ring, finest);
            }
        }
    }
    shapes
}

/// All codes that have an outline.
#[cfg(test)]
fn countries() -> std::collections::BTreeSet<CountryCode> {
    rings().map(|(country, _)| country).collect()
}

impl Shape {
    fn add(&mut self, ring: &[Spot], finest: f64) {
        let (area, middle) = centroid(ring);
        if area > self.area {
            (self.area, self.middle) = (area, middle);
        }
        let mut kept: Vec<Spot> = Vec::new();
        for &[x, y] in ring {
            if kept.last().is_none_or(|[u, v]| (x - u).abs() >= finest || (y - v).abs() >= finest) {
                kept.push([x, y]);
            }
        }
        // What is left of a speck is drawn by its border alone; coarse maps go without.
        if kept.len() < 3 && finest > FINEST {
            return;
        }
        for (i, [x, y]) in kept.iter().enumerate() {
            let _ = write!(self.path, "{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
        }
        self.path.push('Z');
    }
}

fn rings() -> impl Iterator<Item = (CountryCode, Vec<Spot>)> {
    table().lines().filter_map(|line| {
        let (code, points) = line.split_once('\t')?;
        let point = |text: &str| {
            let (lon, lat) = text.split_once(',')?;
            Some([lon.parse().ok()?, lat.parse().ok()?])
        };
        Some((CountryCode::new(code)?, points.split(' ').filter_map(point).collect()))
    })
}

#[cfg(feature = "embedded")]
fn table() -> &'static str {
    exonym_data::OUTLINES
}

#[cfg(not(feature = "embedded"))]
fn table() -> &'static str {
    ""
}

/// The part of a polygon that lies on the paper (Sutherland and Hodgman's method).
fn cut(mut ring: Vec<Spot>, view: &View) -> Vec<Spot> {
    let edges = [(0, -BLEED, 1.0), (0, view.width + BLEED, -1.0), (1, -BLEED, 1.0), (1, view.height + BLEED, -1.0)];
    for (axis, edge, side) in edges {
        let depth = |p: &Spot| (p[axis] - edge) * side;
        if ring.iter().all(|p| depth(p) >= 0.0) {
            continue;
        }
        let mut inside = Vec::with_capacity(ring.len());
        let Some(mut before) = ring.last().copied() else { return ring };
        for p in ring {
            let (a, b) = (depth(&before), depth(&p));
            if (a < 0.0) != (b < 0.0) {
                let along = a / (a - b);
                inside.push([before[0] + along * (p[0] - before[0]), before[1] + along * (p[1] - before[1])]);
            }
            if b >= 0.0 {
                inside.push(p);
            }
            before = p;
        }
        ring = inside;
    }
    ring
}

fn centroid(ring: &[Spot]) -> (f64, Spot) {
    let Some(&origin) = ring.last() else { return (0.0, [0.0; 2]) };
    let (mut area, mut sum) = (0.0, [0.0; 2]);
    let mut before = origin;
    for &p in ring {
        let cross = before[0] * p[1] - p[0] * before[1];
        area += cross;
        sum = [sum[0] + (before[0] + p[0]) * cross, sum[1] + (before[1] + p[1]) * cross];
        before = p;
    }
    if area == 0.0 { (0.0, origin) } else { ((area / 2.0).abs(), [sum[0] / (3.0 * area), sum[1] / (3.0 * area)]) }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_its_outline() {
        let known = countries();
        assert!(known.len() > 230);
        assert!(["UA", "RU", "FJ", "XK", "NR"].iter().all(|c| known.contains(&CountryCode::new(c).unwrap())));
    }

    #[test]
    fn crimea_is_drawn_with_ukraine() {
        use crate::geo::Point;
        let view = View::around(&[(Point::new(45.2, 34.2), 1)]);
        let shapes = shapes(&view, FINEST);
        let [x, _] = shapes[&CountryCode::new("UA").unwrap()].middle;
        assert!((0.0..=view.width).contains(&x));
    }

    #[test]
    fn polygons_are_cut_at_the_paper() {
        let view = View::around(&[]);
        let ring = cut(vec![[-1e4, -1e4], [1e4, -1e4], [1e4, 1e4], [-1e4, 1e4]], &view);
        assert!(ring.iter().all(|p| p[0] >= -BLEED && p[0] <= view.width + BLEED));
        assert_eq!(ring.len(), 4);
    }
}
