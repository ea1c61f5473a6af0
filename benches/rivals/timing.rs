//! Medians of interleaved rounds.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::contender::Contender;
use crate::texts::Text;

/// A contender's count and median time over a text.
pub struct Timed {
    pub name: &'static str,
    pub found: u64,
    pub median: Duration,
}

/// The time of each contender over a text, which all have read once before.
pub fn time(contenders: &mut [Contender<'_>], text: &Text, rounds: usize) -> Vec<Timed> {
    let found: Vec<(&'static str, u64)> = contenders.iter_mut().map(|contender| (contender.name, contender.count(text))).collect();
    let mut runs: Vec<_> = contenders.iter_mut().map(|contender| || contender.count(text)).collect();
    found.into_iter().zip(medians(rounds, &mut runs)).map(|((name, found), median)| Timed { name, found, median }).collect()
}

/// The median time of each, each run once a round, so that what else the machine does hits all alike.
pub fn medians(rounds: usize, runs: &mut [impl FnMut() -> u64]) -> Vec<Duration> {
    let mut times = vec![Vec::new(); runs.len()];
    for _ in 0..rounds {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            black_box(run());
            times.push(start.elapsed());
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

pub fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// How many times as long the first takes.
pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
