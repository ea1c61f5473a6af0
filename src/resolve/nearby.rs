//! How much of a document lies close to a point.

use wide::{CmpLt, f32x4};

use crate::geo::chord_of_km;

/// Places closer than this speak for each other.
pub(crate) const NEAR_KM: f64 = 120.0;
/// More does not count.
const MOST: f32 = 1.5;
/// So few are all looked at.
const FEW: usize = 32;

/// Points on the unit sphere, each with its group and weight.
///
/// Many are found by a grid over the equatorial plane, seen from the pole. Its squares are as wide as the search reaches, so
/// that it needs those around its own only; what lies under a square on the other hemisphere is too far off anyway.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    points: Vec<Located>,
    /// The vectors of the points, four by four, when there are few.
    fours: Vec<[f32x4; 3]>,
    /// For each row of squares, the index of its first point; and one more. Empty when there are few points.
    rows: Vec<u32>,
    reach: f64,
    /// Squares a row.
    width: usize,
}

#[derive(Clone, Copy, Debug)]
struct Located {
    square: usize,
    vector: [f64; 3],
    group: usize,
    weight: f32,
}

impl Nearby {
    pub fn clear(&mut self) {
        self.points.clear();
        self.fours.clear();
        self.reach = chord_of_km(NEAR_KM);
        // From -1 to 1, and a margin of one square, so that every one in use has neighbours.
        self.width = (2.0 / self.reach) as usize + 3;
    }

    pub fn push(&mut self, vector: [f64; 3], group: usize, weight: f32) {
        self.points.push(Located { square: self.square(vector), vector, group, weight });
    }

    /// Puts the points in order; after the last one was added.
    pub fn arrange(&mut self) {
        self.rows.clear();
        if self.points.len() <= FEW {
            // Of fewer than four, the others are nowhere near.
            let at = |points: &[Located], i: usize, axis: usize| points.get(i).map_or(f32::MAX, |p| p.vector[axis] as f32);
            let four = |points: &[Located]| std::array::from_fn(|axis| f32x4::new(std::array::from_fn(|i| at(points, i, axis))));
            self.fours.extend(self.points.chunks(4).map(four));
            return;
        }
        // One order whatever the sort does, so that sums are the same.
        self.points.sort_unstable_by(|a, b| (a.square, a.group).cmp(&(b.square, b.group)).then(a.vector[2].total_cmp(&b.vector[2])));
        for (i, p) in (0..).zip(&self.points) {
            self.rows.resize(self.rows.len().max(p.square / self.width + 1), i);
        }
        self.rows.resize(self.width + 1, self.points.len() as u32);
    }

    /// The weights of other groups close by, the closer the more: 0 to [`MOST`]. One point alone is no neighbourhood.
    pub fn weight_around(&self, vector: [f64; 3], group: usize) -> f32 {
        let mut sum = 0.0;
        if self.points.len() < 2 {
            return sum;
        }
        if self.rows.is_empty() {
            self.add_few(vector, group, &mut sum);
            return sum;
        }
        let square = self.square(vector);
        for middle in [square - self.width, square, square + self.width] {
            let row = middle / self.width;
            let points = &self.points[self.rows[row] as usize..self.rows[row + 1] as usize];
            let points = &points[points.partition_point(|p| p.square < middle - 1)..];
            let beside = points.iter().take_while(|p| p.square <= middle + 1);
            let mut level = beside.filter(|p| (p.vector[2] - vector[2]).abs() < self.reach);
            if level.any(|p| self.add(p, vector, group, &mut sum)) {
                break;
            }
        }
        sum
    }

    /// Adds the weights of a few points to `sum`. Nearly all are too far off, which is told of four at a time.
    #[inline]
    fn add_few(&self, vector: [f64; 3], group: usize, sum: &mut f32) {
        /// More than what is lost where numbers are rounded.
        const MARGIN: f32 = 1e-6;
        let (own, reach) = (vector.map(|x| f32x4::splat(x as f32)), f32x4::splat((self.reach * self.reach) as f32 + MARGIN));
        for (n, four) in self.fours.iter().enumerate() {
            let [x, y, z] = std::array::from_fn(|axis| (four[axis] - own[axis]) * (four[axis] - own[axis]));
            let mut near = (x + y + z).cmp_lt(reach).move_mask();
            while near != 0 {
                if self.add(&self.points[4 * n + near.trailing_zeros() as usize], vector, group, sum) {
                    return;
                }
                near &= near - 1;
            }
        }
    }

    /// Adds the weight of a point to `sum`; says whether there is enough.
    #[inline]
    fn add(&self, p: &Located, vector: [f64; 3], group: usize, sum: &mut f32) -> bool {
        let d2: f64 = p.vector.iter().zip(vector).map(|(a, b)| (a - b).powi(2)).sum();
        if p.group != group && d2 < self.reach * self.reach {
            *sum = (*sum + p.weight * (1.0 - (d2.sqrt() / self.reach) as f32)).min(MOST);
        }
        *sum >= MOST
    }

    fn square(&self, [x, y, _]: [f64; 3]) -> usize {
        let cell = |x: f64| ((x + 1.0) / self.reach) as usize + 1;
        cell(x) * self.width + cell(y)
    }
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
            vectors.iter().enumerate().for_each(|(i, &v)| nearby.push(v, i / 2, 0.01));
            nearby.arrange();
            for (i, &v) in vectors.iter().enumerate() {
                let others = vectors.iter().enumerate().filter(|(j, _)| j / 2 != i / 2);
                let all: f64 = others.map(|(_, o)| 0.01 * (1.0 - v.iter().zip(o).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() / reach).max(0.0)).sum();
                prop_assert!((f64::from(nearby.weight_around(v, i / 2)) - all.min(1.5)).abs() < 1e-4);
            }
        }
    }
}
