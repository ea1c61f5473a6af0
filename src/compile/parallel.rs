//! Work on all processors, with the same outcome on any number of them.

use std::cmp::Ordering;
use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// Fewer items are not worth a thread.
const LEAST: usize = 1 << 14;

/// How many threads work is divided among.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Sorts by an order in which no two items are equal.
pub(super) fn sort<T: Send>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Copy + Send + Sync) {
    sort_on(items, compare, threads());
}

fn sort_on<T: Send>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Copy + Send + Sync, threads: usize) {
    if threads < 2 || items.len() < LEAST {
        items.sort_unstable_by(compare);
        return;
    }
    let middle = items.len() / 2;
    items.select_nth_unstable_by(middle, compare);
    let (below, above) = items.split_at_mut(middle);
    both(threads, below, above, |half, threads| sort_on(half, compare, threads));
}

/// Runs `work` on two slices, each with half of the threads.
pub(super) fn both<T: Send>(threads: usize, one: &mut [T], other: &mut [T], work: impl Fn(&mut [T], usize) + Copy + Send) {
    if threads < 2 || one.len() < LEAST {
        work(one, threads);
        work(other, threads);
        return;
    }
    thread::scope(|scope| {
        scope.spawn(move || work(one, threads.div_ceil(2)));
        work(other, threads / 2);
    });
}

/// Divides `0..len` among the threads and gives what `work` makes of each range, in order.
pub(super) fn map_ranges<R: Send>(len: usize, work: impl Fn(Range<usize>) -> R + Copy + Send + Sync) -> Vec<R> {
    let step = len.div_ceil(threads()).max(LEAST);
    let ranges: Vec<Range<usize>> = (0..len).step_by(step).map(|from| from..(from + step).min(len)).collect();
    thread::scope(|scope| {
        let running: Vec<_> = ranges.into_iter().map(|range| scope.spawn(move || work(range))).collect();
        running.into_iter().map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_on_any_number_of_threads() {
        let items: Vec<u64> = (0..100_000u64).map(|i| i * 7_919 % 100_003).collect();
        let mut expected = items.clone();
        expected.sort_unstable();
        for threads in 1..6 {
            let mut sorted = items.clone();
            sort_on(&mut sorted, u64::cmp, threads);
            assert!(sorted == expected, "{threads} threads");
        }
    }

    #[test]
    fn ranges_come_in_order() {
        let all: Vec<usize> = map_ranges(100_000, |r| r.collect::<Vec<_>>()).concat();
        assert!(all.into_iter().eq(0..100_000));
        assert_eq!(map_ranges(0, |r| r.len()).len(), 0);
    }
}
