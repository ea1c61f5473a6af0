//! How fast the stages answer: opening, looking a name up, finding names in a text, extracting from it, searching in space.
//!
//! Every benchmark asserts its answer first, so that a fast wrong one cannot pass.

// The macros make a public function without a word.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exonym::{Extractor, Gazetteer, NameFinder, Point};

fn samples(prefix: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the samples are there").map(|e| e.expect("readable").path()).collect();
    files.sort();
    let chosen =
        files.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")).filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(prefix)));
    chosen.map(|p| std::fs::read_to_string(p).expect("UTF-8")).collect::<Vec<_>>().join("\n\n")
}

fn open(c: &mut Criterion) {
    c.bench_function("open the embedded gazetteer", |b| b.iter(|| black_box(Gazetteer::embedded().len())));
}

fn look_up(c: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    assert_eq!(gazetteer.search("Petrikov"), gazetteer.search("petrikov"));
    c.bench_function("search a name", |b| b.iter(|| black_box(gazetteer.search(black_box("Petrikov")))));
}

fn find_names(c: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let mut finder = NameFinder::new(&gazetteer);
    let mut group = c.benchmark_group("find names and read their meanings");
    for (name, prefixes, expected) in
        [("English samples", &["01", "02", "03", "04", "11", "12", "13"][..], "Desna"), ("Cyrillic samples", &["05", "06"][..], "Петриковом")]
    {
        let text = prefixes.iter().map(|prefix| samples(prefix)).collect::<Vec<_>>().join("\n\n");
        assert!(finder.find(&text).any(|found| &text[found.span.range()] == expected && found.meanings().count() > 0));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| finder.find(black_box(&text)).flat_map(|found| found.meanings()).fold(0, |sum, meaning| sum ^ meaning.entry.0));
        });
    }
}

fn extract(c: &mut Criterion) {
    let extractor = Extractor::embedded();
    let mut group = c.benchmark_group("extract");
    for (name, prefix, expected) in [("English report", "01", "Desna"), ("all samples, ten languages", "", "Desna")] {
        let text = samples(prefix);
        assert!(extractor.extract(&text).mentions.iter().any(|m| m.text == expected));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| black_box(extractor.extract(black_box(&text)).mentions.len())));
    }
}

/// Every name has namesakes: what a document costs must grow with its names and no faster.
fn resolve_ambiguous(c: &mut Criterion) {
    let names =
        ["Springfield", "Paris", "Georgia", "Alexandria", "Tripoli", "Birmingham", "Santiago", "Valencia", "Columbus", "Richmond", "Lancaster", "Clinton"];
    let sentences = |n: usize| -> String { (0..n).map(|i| format!("They left {} for {}. ", names[i * 7 % 12], names[i * 5 % 12])).collect() };
    let extractor = Extractor::embedded();
    let mut group = c.benchmark_group("ambiguous names");
    group.sample_size(10);
    for n in [1_000, 5_000] {
        let text = sentences(n);
        assert!(extractor.extract(&text).mentions.len() > n);
        group.throughput(Throughput::Elements(2 * n as u64));
        group.bench_function(format!("{} in a document", 2 * n), |b| b.iter(|| black_box(extractor.extract(black_box(&text)).mentions.len())));
    }
}

fn nearest(c: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let point = Point::new(52.13, 28.49);
    assert!(gazetteer.nearest(point, 10).iter().any(|n| gazetteer.id(n.entry).to_string() == "geonames:623581"));
    c.bench_function("nearest 10 places", |b| b.iter(|| black_box(gazetteer.nearest(black_box(point), 10))));
}

criterion_group!(benches, open, look_up, find_names, extract, resolve_ambiguous, nearest);
criterion_main!(benches);
