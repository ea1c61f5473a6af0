//! Reads all texts of a folder on all cores and counts the mentions of each country.
//!
//!     cargo run --release --example batch -- data/samples

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use exonym::{CountryCode, Extractor, Worker};
use rayon::prelude::*;

type Counts = BTreeMap<CountryCode, usize>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data/samples".to_owned());
    let files: Vec<PathBuf> = fs::read_dir(&folder)
        .map_err(|e| format!("{folder}: {e}"))?
        .map(|item| item.map(|i| i.path()))
        .filter(|path| path.as_ref().map_or(true, |p| p.extension().is_some_and(|e| e == "txt")))
        .collect::<Result<_, _>>()?;

    // One extractor serves all threads: it never changes. Each thread has a worker, with the room it works in.
    let extractor = Extractor::embedded();
    let counts: Counts = files.par_iter().map_init(|| extractor.worker(), count).try_reduce(Counts::new, |a, b| Ok(merge(a, b)))?;

    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|&(country, n)| (std::cmp::Reverse(n), country));
    println!("{} files", files.len());
    for (country, n) in rows {
        println!("{country}  {n:5}");
    }
    Ok(())
}

fn count(worker: &mut Worker<'_>, path: &PathBuf) -> Result<Counts, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut counts = Counts::new();
    for (_, place) in worker.extract(&text).places() {
        if let Some(country) = place.country {
            *counts.entry(country).or_default() += 1;
        }
    }
    Ok(counts)
}

fn merge(mut a: Counts, b: Counts) -> Counts {
    for (country, n) in b {
        *a.entry(country).or_default() += n;
    }
    a
}
