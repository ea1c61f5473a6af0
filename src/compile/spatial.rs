//! The order in which entries stand in the file: that of an implicit k-d tree, see `gazetteer::spatial`.

use super::parallel;
use super::store::Entry;

/// A point as a vector and the index of its entry.
type Item = ([f64; 3], u32);

/// The indexes of the entries in spatial order.
pub(super) fn order(entries: &[Entry]) -> Vec<u32> {
    let mut items: Vec<Item> = entries.iter().zip(0..).map(|(e, i)| (e.point().to_unit_vector(), i)).collect();
    arrange(&mut items, 0, parallel::threads());
    items.into_iter().map(|(_, i)| i).collect()
}

/// Puts the middle item where it belongs and the others on its two sides, and so on down.
fn arrange(items: &mut [Item], depth: usize, threads: usize) {
    if items.len() < 2 {
        return;
    }
    let axis = crate::gazetteer::axis(depth);
    let middle = items.len() / 2;
    // Entries come by id, so the index breaks ties the same way every time.
    items.select_nth_unstable_by(middle, |a, b| a.0[axis].total_cmp(&b.0[axis]).then(a.1.cmp(&b.1)));
    let (below, rest) = items.split_at_mut(middle);
    parallel::both(threads, below, &mut rest[1..], |half, threads| arrange(half, depth + 1, threads));
}
