//! `exonym train`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use exonym::train::{Corpus, Trainer, Validation};
use exonym::{Error, Result};

use crate::report::written;

#[derive(Args)]
pub struct TrainArgs {
    /// Files of annotated texts, one JSON object a line, or folders of such files
    #[arg(required = true, value_name = "FILE")]
    corpora: Vec<PathBuf>,
    /// This corpus does not mark demonyms: it neither teaches them nor are they counted
    #[arg(long, value_name = "NAME")]
    ignore_demonyms: Vec<String>,
    /// Write the model to FILE
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Five-fold cross-validation by document
    #[arg(long)]
    validate: bool,
    /// The figures on this corpus when no text of it was trained on
    #[arg(long, value_name = "NAME")]
    stranger: Vec<String>,
    /// Print the N most frequent errors of each kind
    #[arg(long, default_value_t = 0, value_name = "N")]
    errors: usize,
}

pub fn train(args: &TrainArgs) -> Result<ExitCode> {
    let mut paths = Vec::new();
    for path in &args.corpora {
        add_files(path, &mut paths)?;
    }
    let read = |path: &PathBuf| {
        let corpus = Corpus::read(path)?;
        Ok(if args.ignore_demonyms.iter().any(|name| name == corpus.name()) { corpus.ignoring_demonyms() } else { corpus })
    };
    let corpora: Result<Vec<Corpus>> = paths.iter().map(read).collect();
    let trainer = Trainer::embedded(corpora?);
    if args.validate {
        for v in trainer.cross_validate()? {
            print!("{}", told(&v, args.errors));
        }
    }
    for name in &args.stranger {
        print!("without {}", told(&trainer.validate_stranger(name)?, args.errors));
    }
    if let Some(output) = &args.output {
        let model = trainer.train()?;
        exonym::compile::write_atomically(output, &model)?;
    }
    written(Ok(()), ExitCode::SUCCESS)
}

fn add_files(path: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|e| Error::io("open", path, e))?;
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|e| Ok(e?.path())).collect();
    let mut paths = paths.map_err(|e| Error::io("read", path, e))?;
    paths.sort_unstable();
    for path in paths.iter().filter(|p| p.is_dir() || p.extension().is_some_and(|e| e == "jsonl")) {
        add_files(path, out)?;
    }
    Ok(())
}

fn told(v: &Validation, errors: usize) -> String {
    let mut out = String::new();
    if let Some(scorer) = &v.places {
        let s = scorer.score();
        out += &format!(
            "{}: exact {:.4} overlap P {:.4} R {:.4} F {:.4} end to end {:.4} within {:.4} ece {:.4}\n",
            v.corpus,
            s.exact.f1,
            s.overlap.precision,
            s.overlap.recall,
            s.overlap.f1,
            s.end_to_end.f1,
            s.resolution.accuracy_161km,
            scorer.calibration.error()
        );
        if errors > 0 {
            for r in scorer.calibration.reliability() {
                out += &format!("   {:.1}: {} score {:.3} right {:.3}\n", r.from, r.answers, r.score, r.right);
            }
        }
        if errors > 0 {
            out += &crate::eval::errors(scorer, errors);
        }
    }
    for (kind, counts) in &v.entities {
        let r = counts.rates();
        out += &format!("{}: {kind} P {:.4} R {:.4} F {:.4}\n", v.corpus, r.precision, r.recall, r.f1);
    }
    out
}
