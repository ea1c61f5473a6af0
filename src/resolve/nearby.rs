//! How much of a document lies close to a point.

use crate::geo::chord_of_km;

/// Places closer than this speak for each other.
const NEAR_KM: f64 = 120.0;
/// More does not count.
const MOST: f32 = 1.5;
/// So few are all looked at.
const FEW: usize = 24;

/// Points on the unit sphere, each with its group and weight, found by the cube of a grid that they lie in. The cubes are
/// as wide as the search reaches, so that it needs those around its own only.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    points: Vec<Located>,
    reach: f64,
}

#[derive(Clone, Copy, Debug)]
struct Located {
    cube: u64,
    vector: [f64; 3],
    group: usize,
    weight: f32,
}

impl Nearby {
    pub fn clear(&mut self) {
        self.points.clear();
        self.reach = chord_of_km(NEAR_KM);
    }

    pub fn add(&mut self, vector: [f64; 3], group: usize, weight: f32) {
        self.points.push(Located { cube: cube(self.cell(vector)), vector, group, weight });
    }

    /// Puts the points in order; after the last one was added.
    pub fn arrange(&mut self) {
        if self.points.len() > FEW {
            // Groups keep their order within a cube, so that sums do not depend on the sort.
            self.points.sort_unstable_by(|a, b| (a.cube, a.group).cmp(&(b.cube, b.group)).then(a.vector[2].total_cmp(&b.vector[2])));
        }
    }

    /// The weights of other groups close by, the closer the more: 0 to [`MOST`]. One point alone is no neighbourhood.
    pub fn weight_around(&self, vector: [f64; 3], group: usize) -> f32 {
        let mut sum = 0.0;
        if self.points.len() < 2 {
            return sum;
        }
        if self.points.len() <= FEW {
            self.add_up(&self.points, vector, group, &mut sum);
            return sum;
        }
        let [x, y, z] = self.cell(vector);
        for x in x - 1..=x + 1 {
            for y in y - 1..=y + 1 {
                // Cubes along the last axis follow one another.
                let from = self.points.partition_point(|p| p.cube < cube([x, y, z - 1]));
                let len = self.points[from..].iter().take_while(|p| p.cube <= cube([x, y, z + 1])).count();
                if self.add_up(&self.points[from..from + len], vector, group, &mut sum) {
                    return sum;
                }
            }
        }
        sum
    }

    /// Adds the weights of `points` to `sum`; says whether there is enough.
    fn add_up(&self, points: &[Located], vector: [f64; 3], group: usize, sum: &mut f32) -> bool {
        for p in points.iter().filter(|p| p.group != group) {
            let d2: f64 = p.vector.iter().zip(vector).map(|(a, b)| (a - b).powi(2)).sum();
            if d2 < self.reach * self.reach {
                *sum = (*sum + p.weight * (1.0 - (d2.sqrt() / self.reach) as f32)).min(MOST);
                if *sum >= MOST {
                    return true;
                }
            }
        }
        false
    }

    /// The cell of the grid along each axis, from 1.
    fn cell(&self, vector: [f64; 3]) -> [u64; 3] {
        vector.map(|x| ((x + 1.0) / self.reach) as u64 + 1)
    }
}

fn cube([x, y, z]: [u64; 3]) -> u64 {
    x << 40 | y << 20 | z
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::Point;

    proptest! {
        #[test]
        fn the_grid_finds_what_a_look_at_all_finds(points in prop::collection::vec((-89.0..89.0f64, -4.0..4.0f64), 2..120)) {
            let reach = chord_of_km(NEAR_KM);
            let vectors: Vec<[f64; 3]> = points.iter().map(|&(lat, lon)| Point::new(lat / 30.0 + 50.0, lon).to_unit_vector()).collect();
            let mut nearby = Nearby::default();
            nearby.clear();
            vectors.iter().enumerate().for_each(|(i, &v)| nearby.add(v, i / 2, 0.01));
            nearby.arrange();
            for (i, &v) in vectors.iter().enumerate() {
                let others = vectors.iter().enumerate().filter(|(j, _)| j / 2 != i / 2);
                let all: f64 = others.map(|(_, o)| 0.01 * (1.0 - v.iter().zip(o).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() / reach).max(0.0)).sum();
                prop_assert!((f64::from(nearby.weight_around(v, i / 2)) - all.min(1.5)).abs() < 1e-4);
            }
        }
    }
}
