//! Nearest and within-distance search give what going through all entries gives.
#![cfg(feature = "embedded")]

use exonym::{EntryId, Gazetteer, Neighbour, Point};

/// Distances that differ by less are equal: about a centimetre, far below the stored precision.
const TOLERANCE_KM: f64 = 1e-5;

/// A small deterministic generator (Knuth's MMIX constants), so that a failure can be repeated.
struct Random(u64);

impl Random {
    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

fn targets(gazetteer_points: &[Point]) -> Vec<Point> {
    let mut random = Random(7);
    let mut out = vec![
        Point::new(90.0, 0.0),
        Point::new(90.0, 135.0),
        Point::new(-90.0, 0.0),
        Point::new(89.99, -77.0),
        Point::new(-89.99, 10.0),
        Point::new(0.0, 180.0),
        Point::new(0.0, -180.0),
        Point::new(-16.9, 179.99),
        Point::new(-16.9, -179.99),
        Point::new(65.0, 180.0),
        Point::new(71.0, -179.5),
        Point::new(0.0, 0.0),
    ];
    // Evenly over the sphere, then close to entries, where they are dense.
    out.extend((0..16).map(|_| Point::new(random.range(-1.0, 1.0).asin().to_degrees(), random.range(-180.0, 180.0))));
    out.extend((0..16).map(|_| {
        let p = gazetteer_points[(random.unit() * gazetteer_points.len() as f64) as usize];
        Point::new((p.lat + random.range(-0.2, 0.2)).clamp(-90.0, 90.0), (p.lon + random.range(-0.2, 0.2)).clamp(-180.0, 180.0))
    }));
    // On an entry itself.
    out.extend((0..4).map(|_| gazetteer_points[(random.unit() * gazetteer_points.len() as f64) as usize]));
    out
}

fn points(gazetteer: &Gazetteer<exonym::Bytes>) -> Vec<Point> {
    (0..gazetteer.len() as u32).map(|i| gazetteer.point(EntryId(i))).collect()
}

fn assert_told_right(found: &[Neighbour], points: &[Point], target: Point) {
    assert!(found.windows(2).all(|w| w[0].distance_km <= w[1].distance_km + TOLERANCE_KM), "not nearest first from {target:?}");
    for n in found {
        let real = points[n.entry.0 as usize].distance_km(target);
        assert!((n.distance_km - real).abs() < TOLERANCE_KM, "{n:?} is {real} km from {target:?}");
    }
    let distinct: std::collections::HashSet<EntryId> = found.iter().map(|n| n.entry).collect();
    assert_eq!(distinct.len(), found.len(), "an entry twice from {target:?}");
}

#[test]
fn search_equals_brute_force() {
    let gazetteer = Gazetteer::embedded();
    let points = points(&gazetteer);
    for (i, target) in targets(&points).into_iter().enumerate() {
        let mut all: Vec<f64> = points.iter().map(|p| p.distance_km(target)).collect();

        let km = [0.0, 5.0, 50.0, 300.0][i % 4];
        let within = gazetteer.within(target, km);
        assert_told_right(&within, &points, target);
        let inside = |limit: f64| all.iter().filter(|&&d| d <= limit).count();
        let (least, most) = (inside(km - TOLERANCE_KM), inside(km + TOLERANCE_KM));
        assert!((least..=most).contains(&within.len()), "within {km} km of {target:?}: {} entries, brute force says {least} to {most}", within.len());
        assert!(within.iter().all(|n| n.distance_km <= km + TOLERANCE_KM));

        let k = 1 + i % 20;
        let nearest = gazetteer.nearest(target, k);
        assert_eq!(nearest.len(), k);
        assert_told_right(&nearest, &points, target);
        all.sort_by(f64::total_cmp);
        for (rank, n) in nearest.iter().enumerate() {
            assert!((n.distance_km - all[rank]).abs() < TOLERANCE_KM, "rank {rank} from {target:?}: {n:?}, brute force says {} km", all[rank]);
        }
    }
}

#[test]
fn questions_without_an_answer() {
    let gazetteer = Gazetteer::embedded();
    let kyiv = Point::new(50.45, 30.52);
    assert!(gazetteer.nearest(kyiv, 0).is_empty());
    assert!(gazetteer.within(kyiv, -1.0).is_empty());
    for nowhere in [Point::new(f64::NAN, 0.0), Point::new(91.0, 0.0), Point::new(0.0, f64::INFINITY)] {
        assert!(gazetteer.nearest(nowhere, 3).is_empty(), "{nowhere:?}");
        assert!(gazetteer.within(nowhere, 100.0).is_empty(), "{nowhere:?}");
    }
    assert!(gazetteer.within(kyiv, f64::NAN).is_empty());
}
