//! Learning what it costs that one chunk of letters stands for another, from the spellings of the gazetteer's own entries.
//!
//! Every two Latin names of an entry that have a skeleton in common are aligned, by the best alignment under the costs so
//! far; how often a chunk was aligned with another then gives the costs of the next round (hard expectation maximisation
//! for the model of Brill and Moore 2000).

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use super::geonames::for_each_line;
use super::record::parse_number;
use crate::error::Result;
use crate::gazetteer::{CountryCode, Gazetteer, NameKind};
use crate::variant::{CHUNK, Reading, Replacement, Skeleton};

/// Rounds of aligning and counting.
const ROUNDS: usize = 5;
/// What was seen less often, each entry counted once, is chance.
const LEAST: f64 = 2.0;
/// What costs more is no better than a slip of the pen.
const DEAREST: f64 = 6.0;
/// Longer names, in letters, are not aligned.
const LONGEST: usize = 40;
/// Spellings of an entry that are compared with each other.
const MOST_SPELLINGS: usize = 12;

type Chunks = (String, String);

/// Learns from the entries of some countries; the same gazetteer gives the same costs.
pub fn learn_costs<B: AsRef<[u8]>>(gazetteer: &Gazetteer<B>, countries: &[CountryCode]) -> Vec<(String, String, f64)> {
    let pairs = pairs(gazetteer, countries);
    let mut costs: HashMap<Chunks, f64> = HashMap::new();
    for round in 0..ROUNDS {
        let mut counts: BTreeMap<Chunks, f64> = BTreeMap::new();
        let mut occurring: HashMap<&[u8], f64> = HashMap::new();
        for (a, b, weight) in &pairs {
            let step = |from: &str, to: &str| match () {
                _ if from == to => if from.len() == 1 { 0.0 } else { f64::INFINITY },
                _ if round == 0 => first_guess(from.len(), to.len()),
                _ => costs.get(&(from.to_owned(), to.to_owned())).copied().unwrap_or(f64::INFINITY).min(first_guess(from.len(), to.len()) * 4.0),
            };
            for (from, to) in align(a, b, step) {
                *counts.entry((from.to_owned(), to.to_owned())).or_default() += weight;
            }
            for len in 0..=CHUNK {
                (0..=a.len().saturating_sub(len)).for_each(|at| *occurring.entry(&a.as_bytes()[at..at + len]).or_default() += weight);
            }
        }
        costs = counts
            .into_iter()
            .filter(|((from, to), seen)| from != to && *seen >= LEAST)
            .map(|((from, to), seen)| {
                let cost = (occurring[from.as_bytes()] / seen).ln().max(0.05);
                ((from, to), cost)
            })
            .collect();
    }
    let mut learned: Vec<_> = costs.into_iter().filter(|(_, cost)| *cost <= DEAREST).map(|((from, to), cost)| (from, to, (cost * 100.0).round() / 100.0)).collect();
    learned.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    learned
}

/// What a chunk costs before anything was counted: short ones are likelier.
fn first_guess(from: usize, to: usize) -> f64 {
    match (from.min(to), from.max(to)) {
        (0, 1) => 2.0,
        (1, 1) => 1.5,
        (1, 2) => 1.8,
        (2, 2) => 2.4,
        (0, 2) => 3.0,
        (1 | 2, 3) => 2.8,
        (3, 3) => 3.4,
        _ => f64::INFINITY,
    }
}

/// Spellings of one entry in both directions, with the weight of each pair: entries count alike, however many names they have.
fn pairs<B: AsRef<[u8]>>(gazetteer: &Gazetteer<B>, countries: &[CountryCode]) -> Vec<(String, String, f64)> {
    let mut spellings: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (number, name) in (0u32..).zip(gazetteer.all_names()) {
        if name.len() > LONGEST || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
            continue;
        }
        for p in gazetteer.postings(number).filter(|p| matches!(p.kind, NameKind::Official | NameKind::Alternate)) {
            if gazetteer.lineage(p.entry).country.is_some_and(|c| countries.contains(&c)) {
                spellings.entry(p.entry.0).or_default().push(name.clone());
            }
        }
    }
    let mut pairs = Vec::new();
    for names in spellings.values().map(|names| &names[..names.len().min(MOST_SPELLINGS)]) {
        let skeletons: Vec<Vec<Skeleton>> = names.iter().map(|name| Reading::all(name).filter_map(|r| Skeleton::of(name, r)).collect()).collect();
        let alike = |i: usize, j: usize| i != j && skeletons[i].iter().any(|s| skeletons[j].contains(s));
        let own: Vec<(usize, usize)> = (0..names.len()).flat_map(|i| (0..names.len()).map(move |j| (i, j))).filter(|&(i, j)| alike(i, j)).collect();
        let weight = 1.0 / (own.len() as f64).sqrt().max(1.0);
        pairs.extend(own.into_iter().map(|(i, j)| (names[i].clone(), names[j].clone(), weight)));
    }
    pairs
}

/// The chunks of the best alignment of two ASCII texts.
fn align<'a>(a: &'a str, b: &'a str, step: impl Fn(&str, &str) -> f64) -> Vec<(&'a str, &'a str)> {
    let width = b.len() + 1;
    let mut best = vec![(f64::INFINITY, (0, 0)); (a.len() + 1) * width];
    best[0].0 = 0.0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            for x in 0..=CHUNK.min(i) {
                for y in 0..=CHUNK.min(j) {
                    let before = best[(i - x) * width + j - y].0;
                    if x + y == 0 || before >= best[i * width + j].0 {
                        continue;
                    }
                    let cost = before + step(&a[i - x..i], &b[j - y..j]);
                    if cost < best[i * width + j].0 {
                        best[i * width + j] = (cost, (x, y));
                    }
                }
            }
        }
    }
    let (mut i, mut j, mut chunks) = (a.len(), b.len(), Vec::new());
    while i + j > 0 {
        let (cost, (x, y)) = best[i * width + j];
        if !cost.is_finite() {
            return Vec::new();
        }
        chunks.push((&a[i - x..i], &b[j - y..j]));
        (i, j) = (i - x, j - y);
    }
    chunks
}

/// Reads what was learned: two chunks and a cost a line; `_` stands for a blank, `-` for nothing.
pub(super) fn read_costs(origin: &str, input: impl BufRead) -> Result<Vec<Replacement>> {
    let mut costs = Vec::new();
    let chunk = |written: &str| written.replace('-', "").replace('_', " ");
    for_each_line(origin, input, 3, |f| {
        costs.push(Replacement(chunk(f[0]), chunk(f[1]), parse_number::<f32>(f[2], "cost")?));
        Ok(())
    })?;
    Ok(costs)
}

/// A line as [`read_costs`] reads it.
pub fn cost_line((from, to, cost): &(String, String, f64)) -> String {
    let written = |chunk: &str| if chunk.is_empty() { "-".to_owned() } else { chunk.replace(' ', "_") };
    format!("{}\t{}\t{cost}", written(from), written(to))
}
