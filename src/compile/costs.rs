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
use crate::variant::{CHUNK, Letters, Replacement, Skeleton};

/// Rounds of aligning and counting.
const ROUNDS: usize = 5;
/// What was seen less often, each entry counted once, is chance.
const LEAST: f64 = 2.0;
/// What costs more is no better than a slip of the pen.
const DEAREST: f64 = 6.0;
/// Longer names, in letters, are not aligned.
const LONGEST: usize = 40;
/// Spellings of an entry that are compared with each other.
const MOST_SPELLINGS: usize = 24;

type Chunks = (Vec<u8>, Vec<u8>);

/// Learns from the entries of some countries; the same gazetteer gives the same costs.
pub fn learn_costs<B: AsRef<[u8]>>(gazetteer: &Gazetteer<B>, countries: &[CountryCode]) -> Vec<(String, String, f64)> {
    let pairs = pairs(gazetteer, countries);
    let mut costs: HashMap<Chunks, f64> = HashMap::new();
    for round in 0..ROUNDS {
        let mut counts: BTreeMap<(&[u8], &[u8]), f64> = BTreeMap::new();
        let mut occurring: HashMap<&[u8], f64> = HashMap::new();
        for (a, b, weight) in &pairs {
            let step = |from: &[u8], to: &[u8]| match () {
                _ if from == to => {
                    if from.len() == 1 {
                        0.0
                    } else {
                        f64::INFINITY
                    }
                }
                _ if round == 0 => first_guess(from, to),
                _ => costs.get(&(from.to_vec(), to.to_vec())).copied().unwrap_or(f64::INFINITY).min(first_guess(from, to) * 4.0),
            };
            for chunks in align(a, b, step) {
                *counts.entry(chunks).or_default() += weight;
            }
            for len in 0..=CHUNK {
                (0..=a.len().saturating_sub(len)).for_each(|at| *occurring.entry(&a[at..at + len]).or_default() += weight);
            }
        }
        costs = counts
            .into_iter()
            .filter(|((from, to), seen)| from != to && *seen >= LEAST)
            .map(|((from, to), seen)| {
                let cost = (occurring[from] / seen).ln().max(0.05);
                ((from.to_vec(), to.to_vec()), cost)
            })
            .collect();
    }
    let mut learned: Vec<_> = costs
        .into_iter()
        .filter(|(_, cost)| *cost <= DEAREST)
        .map(|((from, to), cost)| (Letters::written(&from), Letters::written(&to), (cost * 100.0).round() / 100.0))
        .collect();
    learned.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    learned
}

/// What a chunk costs before anything was counted: short ones are likelier, and those at the end of a word.
fn first_guess(from: &[u8], to: &[u8]) -> f64 {
    let at_end = |chunk: &[u8]| chunk.iter().any(u8::is_ascii_uppercase);
    let by_length = match (from.len().min(to.len()), from.len().max(to.len())) {
        (0, 1) => 2.0,
        (1, 1) => 1.5,
        (1, 2) => 1.8,
        (2, 2) => 2.4,
        (0, 2) => 3.0,
        (1 | 2, 3) => 2.8,
        (3, 3) => 3.4,
        _ => f64::INFINITY,
    };
    if at_end(from) && at_end(to) { 0.9 * by_length } else { by_length }
}

/// Spellings of one entry in both directions, with the weight of each pair: entries count alike, however many names they have.
fn pairs<B: AsRef<[u8]>>(gazetteer: &Gazetteer<B>, countries: &[CountryCode]) -> Vec<(Vec<u8>, Vec<u8>, f64)> {
    let mut spellings: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (number, name) in (0u32..).zip(gazetteer.all_names()) {
        if name.len() > LONGEST || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
            continue;
        }
        for p in gazetteer.postings(number).filter(|p| matches!(p.kind, NameKind::Official | NameKind::Alternate | NameKind::Spelling)) {
            if gazetteer.lineage(p.entry).country.is_some_and(|c| countries.contains(&c)) {
                spellings.entry(p.entry.0).or_default().push(name.clone());
            }
        }
    }
    let mut pairs = Vec::new();
    for names in spellings.values().map(|names| &names[..names.len().min(MOST_SPELLINGS)]) {
        let skeletons: Vec<Vec<Skeleton>> = names.iter().map(|name| Skeleton::all(name).collect()).collect();
        let alike = |i: usize, j: usize| i != j && skeletons[i].iter().any(|s| skeletons[j].contains(s));
        let own: Vec<(usize, usize)> = (0..names.len()).flat_map(|i| (0..names.len()).map(move |j| (i, j))).filter(|&(i, j)| alike(i, j)).collect();
        let weight = 1.0 / (own.len() as f64).sqrt().max(1.0);
        let letters = |i: usize| Letters::new(&names[i]).map_or_else(Vec::new, |letters| letters.bytes().to_vec());
        pairs.extend(own.into_iter().map(|(i, j)| (letters(i), letters(j), weight)));
    }
    pairs
}

/// The chunks of the best alignment of two names.
fn align<'a>(a: &'a [u8], b: &'a [u8], step: impl Fn(&[u8], &[u8]) -> f64) -> Vec<(&'a [u8], &'a [u8])> {
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

/// Reads what was learned: two chunks and a cost a line; `^` and `$` stand before and behind letters at the beginning and at
/// the end of a word, `_` for a blank, `-` for nothing.
pub(super) fn read_costs(origin: &str, input: impl BufRead) -> Result<Vec<Replacement>> {
    let mut costs = Vec::new();
    for_each_line(origin, input, 3, |f| {
        costs.push(Replacement(f[0].to_owned(), f[1].to_owned(), parse_number::<f32>(f[2], "cost")?));
        Ok(())
    })?;
    Ok(costs)
}
