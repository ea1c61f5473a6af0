//! Nearest and within-distance search.
//!
//! The entries of a file stand in the order of an implicit k-d tree over unit vectors on the sphere
//! (Bentley 1975; the middle of every range splits it, along x, y and z in turn), so that the index takes
//! no byte of its own and is right at the poles and across the date line.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::file::{EntryId, Gazetteer};
use crate::geo::{Point, chord_of_km};

/// An entry and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The entry.
    pub entry: EntryId,
    /// Great-circle distance in kilometres.
    pub distance_km: f64,
}

/// An entry by its squared chord length, ordered so that a heap gives the farthest first.
struct Found {
    chord2: f64,
    entry: u32,
}

impl PartialEq for Found {
    fn eq(&self, other: &Found) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Found {}
impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Found) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Found {
    fn cmp(&self, other: &Found) -> Ordering {
        self.chord2.total_cmp(&other.chord2).then(self.entry.cmp(&other.entry))
    }
}

/// What rounding in a unit vector can amount to, squared.
const ROUNDING: f64 = 1e-28;

/// The axis that splits the tree at a depth.
pub(crate) fn axis(depth: usize) -> usize {
    depth % 3
}

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// The `k` entries nearest to a point, nearest first; fewer where the gazetteer holds fewer.
    pub fn nearest(&self, point: Point, k: usize) -> Vec<Neighbour> {
        let mut heap = BinaryHeap::new();
        if k > 0 && point.is_valid() {
            let mut search = Search { gazetteer: self, target: point.to_unit_vector(), limit2: f64::INFINITY, keep: k, heap: &mut heap };
            search.visit(0, self.len(), 0);
        }
        self.neighbours(heap, point)
    }

    /// All entries within `km` kilometres of a point, nearest first.
    pub fn within(&self, point: Point, km: f64) -> Vec<Neighbour> {
        let mut heap = BinaryHeap::new();
        if km >= 0.0 && point.is_valid() {
            let limit2 = chord_of_km(km).powi(2);
            let mut search = Search { gazetteer: self, target: point.to_unit_vector(), limit2, keep: usize::MAX, heap: &mut heap };
            search.visit(0, self.len(), 0);
        }
        self.neighbours(heap, point)
    }

    fn neighbours(&self, heap: BinaryHeap<Found>, point: Point) -> Vec<Neighbour> {
        heap.into_sorted_vec()
            .into_iter()
            .map(|f| {
                let entry = EntryId(f.entry);
                Neighbour { entry, distance_km: self.point(entry).distance_km(point) }
            })
            .collect()
    }
}

struct Search<'s, B> {
    gazetteer: &'s Gazetteer<B>,
    target: [f64; 3],
    /// Nothing farther is wanted: squared chord length.
    limit2: f64,
    keep: usize,
    heap: &'s mut BinaryHeap<Found>,
}

impl<B: AsRef<[u8]>> Search<'_, B> {
    /// Searches the entries `low..high`, which form a subtree at `depth`.
    fn visit(&mut self, low: usize, high: usize, depth: usize) {
        if low >= high {
            return;
        }
        let middle = low + (high - low) / 2;
        let vector = self.gazetteer.point(EntryId(middle as u32)).to_unit_vector();
        let chord2 = vector.iter().zip(self.target).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
        if chord2 <= self.limit2 {
            self.heap.push(Found { chord2, entry: middle as u32 });
            if self.heap.len() > self.keep {
                self.heap.pop();
            }
            if self.heap.len() == self.keep {
                self.limit2 = self.heap.peek().map_or(self.limit2, |f| f.chord2);
            }
        }
        let offset = self.target[axis(depth)] - vector[axis(depth)];
        let (below, above) = ((low, middle), (middle + 1, high));
        let (near, far) = if offset < 0.0 { (below, above) } else { (above, below) };
        self.visit(near.0, near.1, depth + 1);
        if offset * offset <= self.limit2 + ROUNDING {
            self.visit(far.0, far.1, depth + 1);
        }
    }
}
