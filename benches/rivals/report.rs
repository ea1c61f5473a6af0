//! The tables.

use std::fmt::{Display, Write as _};

use crate::automata;
use crate::contender::Contender;
use crate::name_set::NameSet;
use crate::texts::Text;
use crate::timing::{Timed, megabytes_per_second, ratio};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches");

/// A page of tables.
pub struct Report {
    out: String,
}

impl Report {
    /// With its heading, and tables of the texts and the sets of names.
    pub fn new(texts: &[Text], sets: &[NameSet]) -> Report {
        let mut report = Report { out: String::new() };
        report.line("# exonym beside its rivals\n");
        report
            .line("Written by `cargo bench --features compile --bench rivals -- --write` (sets of names other than `100k` and `embedded` are gazetteer files");
        report.line("given with `--gazetteer FILE`); what each contender counts is told in `rivals/main.rs`.");
        report.line("Medians of interleaved rounds in one process, one thread unless said otherwise; MB/s are of the text before folding.\n");
        report.line(format_args!("Machine: {}.\n", machine()));
        report.line("| text | made of | MB | documents |\n|---|---|---:|---:|");
        for text in texts {
            report.line(format_args!("| {} | {} | {:.1} | {} |", text.label, text.note, text.len as f64 / 1e6, text.original.len()));
        }
        report.line("\nA processor learns a few kilobytes of repeated sentences by heart, its caches and branch predictors do: over the samples everything");
        report.line("is faster than over news. In the varied text every word is one of a name, so that there is more to look up than in news.\n");
        report.line("| names | distinct, folded | entries |\n|---|---:|---:|");
        for set in sets {
            report.line(format_args!("| {} | {} | {} |", set.label, set.gazetteer.name_count(), set.gazetteer.len()));
        }
        report
    }

    /// One more line.
    pub fn line(&mut self, line: impl Display) {
        writeln!(self.out, "{line}").expect("a string grows");
    }

    /// Contenders that know no names; the first is the measure of the others.
    pub fn without_names(&mut self, text: &Text, rows: &[Timed]) {
        self.line(format_args!("\n## Without names: {}\n", text.title()));
        self.line("| | found | MB/s | × scalar scan |\n|---|---:|---:|---:|");
        for row in rows {
            let speed = megabytes_per_second(text.len, row.median);
            self.line(format_args!("| {} | {} | {speed:.0} | {:.2} |", row.name, row.found, ratio(rows[0].median, row.median)));
        }
    }

    /// What the indexes of a set of names take.
    pub fn sizes(&mut self, set: &NameSet, contenders: &[Contender<'_>]) {
        let names = set.gazetteer.name_count();
        self.line(format_args!("\n## {}: {names} names\n", set.label));
        self.line("| index | MB | bytes a name |\n|---|---:|---:|");
        for contender in contenders {
            if let Some(bytes) = contender.index_bytes {
                self.line(format_args!("| {} | {:.1} | {:.1} |", contender.name, bytes as f64 / 1e6, bytes as f64 / names as f64));
            }
        }
    }

    /// Contenders that sought a set of names; the first, and the first automaton if there is one, are their measure.
    pub fn with_names(&mut self, set: &NameSet, text: &Text, rows: &[Timed]) {
        self.line(format_args!("\n### {} names, {}\n", set.label, text.title()));
        self.line("| | found | MB/s | × scalar scan | × aho-corasick NFA | × the same with folding |\n|---|---:|---:|---:|---:|---:|");
        let [automaton, with_folding] = [automata::NFA, automata::NFA_AND_FOLDING].map(|name| rows.iter().find(|row| row.name == name));
        for row in rows {
            let speed = megabytes_per_second(text.len, row.median);
            let beside = |rival: Option<&Timed>| rival.map_or("not built".to_owned(), |rival| format!("{:.2}", ratio(rival.median, row.median)));
            let [alone, folding] = [automaton, with_folding].map(beside);
            self.line(format_args!("| {} | {} | {speed:.0} | {:.2} | {alone} | {folding} |", row.name, row.found, ratio(rows[0].median, row.median)));
        }
    }

    /// The figures that are measured by hand.
    pub fn full_scale(&mut self) {
        let kept = std::fs::read_to_string(format!("{FOLDER}/full_scale.md")).expect("the figures kept by hand are there");
        self.line(format_args!("\n{}", kept.trim_end()));
    }

    pub fn text(&self) -> &str {
        &self.out
    }

    pub fn write(&self) {
        std::fs::write(format!("{FOLDER}/README.md"), &self.out).expect("benches/ is writable");
    }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut features: Vec<&str> = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        let known = [
            ("SSE4.2", std::is_x86_feature_detected!("sse4.2")),
            ("AVX2", std::is_x86_feature_detected!("avx2")),
            ("BMI2", std::is_x86_feature_detected!("bmi2")),
            ("AVX-512BW", std::is_x86_feature_detected!("avx512bw")),
        ];
        features.extend(known.iter().filter(|(_, has)| *has).map(|(name, _)| name));
    }
    format!("{cores} cores, {} {}", std::env::consts::ARCH, features.join(", "))
}
