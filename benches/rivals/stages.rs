//! Opening, finding names and the whole pipeline, each by itself, with the embedded gazetteer.

use exonym::{Bytes, Extractor, Gazetteer, NameFinder};

use crate::ours;
use crate::report::Report;
use crate::scans::word_count;
use crate::texts::Text;
use crate::timing::{medians, megabytes_per_second, ratio};

/// The whole pipeline reads less in a round.
const PIPELINE_BYTES: usize = 1 << 19;
/// Opening takes microseconds.
const OPENINGS: u32 = 100;

/// Adds the tables.
pub fn measure(report: &mut Report, world: &Gazetteer<Bytes>, texts: &[Text], rounds: usize) {
    let mut open = || (0..OPENINGS).map(|_| Gazetteer::embedded().len() as u64).sum();
    let opening = medians(rounds, std::slice::from_mut(&mut open))[0] / OPENINGS;
    report.line("\n## Stages, embedded gazetteer\n");
    report.line(format_args!("Opening: {:.1} µs. The stages over half a megabyte of each text, `wc -w` over all of it:\n", opening.as_secs_f64() * 1e6));
    report.line("| text | stage | found | MB/s | × `wc -w` | × one thread |\n|---|---|---:|---:|---:|---:|");
    let extractor = Extractor::embedded();
    for text in texts {
        stages_over(text, &extractor, world, report, rounds);
    }
}

fn stages_over(text: &Text, extractor: &Extractor, world: &Gazetteer<Bytes>, report: &mut Report, rounds: usize) {
    let documents = text.up_to(PIPELINE_BYTES);
    let bytes = documents.iter().map(String::len).sum();
    let extract = |documents: &[String]| documents.iter().map(|document| extractor.extract(document).mentions.len() as u64).sum();
    let mut finder = NameFinder::new(world);
    let mut find = || documents.iter().map(|document| ours::count(&mut finder, document)).sum();
    let mut one_thread = || extract(documents);
    let mut two_threads = || {
        let (front, back) = documents.split_at(documents.len() / 2);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| extract(back));
            extract(front) + other.join().expect("it ends well")
        })
    };
    let mut words = || word_count(text.path()).unwrap_or(0);
    let mut runs: [&mut dyn FnMut() -> u64; 4] = [&mut find, &mut one_thread, &mut two_threads, &mut words];
    let found = runs.each_mut().map(|run| run());
    let times = medians(rounds, &mut runs);
    let wc = (found[3] > 0).then(|| megabytes_per_second(text.len, times[3]));
    for (i, stage) in ["find names (`NameFinder`)", "the whole pipeline (`Extractor`)", "the whole pipeline, two threads"].into_iter().enumerate() {
        let speed = megabytes_per_second(bytes, times[i]);
        let wc = wc.map_or(String::new(), |wc| format!("{:.2}", speed / wc));
        let threads = if i == 2 { format!("{:.2}", ratio(times[1], times[2])) } else { String::new() };
        report.line(format_args!("| {} | {stage} | {} | {speed:.1} | {wc} | {threads} |", text.label, found[i]));
    }
}
