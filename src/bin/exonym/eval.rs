//! `exonym eval`.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use exonym::eval::{GoldDocument, Scorer};
use exonym::{Error, Extractor, Offsets, Result};
use rayon::prelude::*;

use crate::report::written;

#[derive(Args)]
#[command(after_help = "A line of GOLD: {\"id\", \"text\", \"toponyms\": [{\"start\", \"end\", \"text\", \"lat\", \"lon\"}]}, offsets in code points.\n\
    A toponym without coordinates is optional: finding it is neither rewarded nor punished.")]
pub struct EvalArgs {
    /// Gold documents, one JSON object a line
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Leave demonyms out, for sets that do not annotate them
    #[arg(long)]
    ignore_demonyms: bool,
    /// Take the gold spans as recognised, and score where they are placed
    #[arg(long)]
    gold_spans: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Print the N most frequent errors of each kind
    #[arg(long, default_value_t = 0, value_name = "N")]
    errors: usize,
}

pub fn eval(args: &EvalArgs) -> Result<ExitCode> {
    let extractor = Extractor::embedded();
    let mut out = io::stdout().lock();
    for path in &args.gold {
        let gold = read_gold(path)?;
        let documents: Vec<_> = gold
            .par_iter()
            .map(|g| {
                let mut document = if args.gold_spans { extractor.worker().resolve(&g.text, &g.spans()) } else { extractor.extract(&g.text) };
                document.convert_offsets(&g.text, Offsets::Char);
                document
            })
            .collect();
        let mut scorer = Scorer::default();
        scorer.ignore_demonyms = args.ignore_demonyms;
        for (g, d) in gold.iter().zip(&documents) {
            scorer.add(g, d);
        }
        let told = out.write_all(report(args, path, &scorer).as_bytes());
        if told.is_err() {
            return written(told, ExitCode::SUCCESS);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read_gold(path: &PathBuf) -> Result<Vec<GoldDocument>> {
    let file = File::open(path).map_err(|e| Error::io("open", path, e))?;
    BufReader::new(file)
        .lines()
        .enumerate()
        .map(|(i, line)| {
            let line = line.map_err(|e| Error::io("read", path, e))?;
            serde_json::from_str(&line).map_err(|e| Error::source_line(path.display().to_string(), i + 1, e.to_string()))
        })
        .collect()
}

fn report(args: &EvalArgs, path: &Path, scorer: &Scorer) -> String {
    let score = scorer.score();
    if args.json {
        return serde_json::json!({"gold_file": path, "score": score}).to_string() + "\n";
    }
    let mut out = format!("{}: {} gold, {} predicted\n", path.display(), score.gold, score.predicted);
    for (name, r) in [("exact", score.exact), ("overlap", score.overlap), ("end to end", score.end_to_end)] {
        out += &format!("  {name:11} P {:.4}  R {:.4}  F1 {:.4}\n", r.precision, r.recall, r.f1);
    }
    let r = &score.resolution;
    out += &format!(
        "  resolution  found {}  within 161 km {:.4}  mean {:.0} km  median {:.1} km  AUC {:.3}\n",
        r.found, r.accuracy_161km, r.mean_km, r.median_km, r.auc
    );
    if args.errors > 0 {
        out += &errors(scorer, args.errors);
    }
    out
}

/// The `most` frequent errors of each kind.
pub fn errors(scorer: &Scorer, most: usize) -> String {
    let mut out = String::new();
    for (name, texts) in [("missed", &scorer.errors.missed), ("spurious", &scorer.errors.spurious), ("misplaced", &scorer.errors.misplaced)] {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        texts.iter().for_each(|t| *counts.entry(t).or_default() += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(t, n)| (std::cmp::Reverse(n), t));
        let list: Vec<String> = counts.iter().take(most).map(|(t, n)| format!("{t} {n}")).collect();
        out += &format!("  {name} {}: {}\n", texts.len(), list.join(", "));
    }
    out
}
