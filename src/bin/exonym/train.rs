//! `exonym train`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use exonym::train::{Corpus, Trainer, Validation};
use exonym::{Error, Result};

use crate::accuracy::Accuracy;
use crate::accuracy_report;
use crate::report::{Progress, written};
use crate::rivals::Rivals;

#[derive(Args)]
#[command(
    group = clap::ArgGroup::new("aim").required(true).multiple(true).args(["output", "validate", "stranger", "report"]),
    after_help = "A line of FILE is one of\n  \
    {\"id\", \"text\", \"toponyms\": [{\"start\", \"end\", \"text\", \"lat\", \"lon\"}]}\n  \
    {\"text\", \"entities\": [{\"start\", \"end\", \"kind\"}]}, kinds person, organization, group, place and others\n\
    with offsets in code points. A toponym without coordinates is optional: it is neither taught nor counted.\n\n\
    Examples:\n  \
    exonym train lgl.jsonl wikigold.jsonl --validate          the figures of cross-validation\n  \
    exonym train lgl.jsonl wikigold.jsonl --output model.exo  a model; exonym extract --model model.exo uses it"
)]
pub struct TrainArgs {
    /// Files of annotated texts, one JSON object a line, or folders of such files
    #[arg(required = true, value_name = "FILE")]
    corpora: Vec<PathBuf>,
    /// This corpus does not mark demonyms: it neither teaches them nor are they counted
    #[arg(long, value_name = "NAME")]
    ignore_demonyms: Vec<String>,
    /// Write a model trained on all texts to FILE
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print the figures of five-fold cross-validation by document
    #[arg(long)]
    validate: bool,
    /// The figures on this corpus (the file's name without its ending) when no text of it was trained on
    #[arg(long, value_name = "NAME")]
    stranger: Vec<String>,
    /// Write all figures of cross-validation and of strangers to FILE, as Markdown
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Figures of other systems, a table to set next to ours in the report
    #[arg(long, value_name = "FILE", requires = "report")]
    rivals: Option<PathBuf>,
    /// Print the N most frequent errors of each kind
    #[arg(long, default_value_t = 0, value_name = "N")]
    errors: usize,
}

pub fn train(args: &TrainArgs) -> Result<ExitCode> {
    let rivals = args.rivals.as_deref().map(Rivals::read).transpose()?;
    for path in [&args.report, &args.output].into_iter().flatten() {
        needs_folder(path)?;
    }
    let progress = Progress::steps(args.steps());
    let watch = progress.clone();
    let trainer = Trainer::embedded(args.read()?).watched(move || watch.advance(1));
    let strangers = args.stranger.iter().map(|name| trainer.validate_stranger(name)).collect::<Result<_>>()?;
    let validated = if args.validates() { trainer.cross_validate()? } else { Vec::new() };
    if let Some(output) = &args.output {
        exonym::compile::write_atomically(output, &trainer.train()?)?;
    }
    progress.finish();
    let accuracy = Accuracy { validated, strangers };
    if let Some(path) = &args.report {
        exonym::compile::write_atomically(path, accuracy_report::report(&accuracy, rivals.as_ref()).as_bytes())?;
    }
    let told = if args.validate || !args.stranger.is_empty() { summary(&accuracy, args.errors) } else { String::new() };
    written(io::stdout().write_all(told.as_bytes()), ExitCode::SUCCESS)
}

impl TrainArgs {
    fn validates(&self) -> bool {
        self.validate || self.report.is_some()
    }

    /// Steps that all of it takes.
    fn steps(&self) -> usize {
        let models = self.stranger.len() + usize::from(self.output.is_some());
        models * Trainer::STEPS + if self.validates() { Trainer::VALIDATION_STEPS } else { 0 }
    }

    fn read(&self) -> Result<Vec<Corpus>> {
        let mut paths = Vec::new();
        self.corpora.iter().try_for_each(|path| add_files(path, &mut paths))?;
        let ignores = |corpus: &Corpus| self.ignore_demonyms.iter().any(|name| name == corpus.name());
        let read = |path: &PathBuf| Corpus::read(path).map(|c| if ignores(&c) { c.ignoring_demonyms() } else { c });
        let corpora: Vec<Corpus> = paths.iter().map(read).collect::<Result<_>>()?;
        if let Some(name) = self.ignore_demonyms.iter().chain(&self.stranger).find(|name| corpora.iter().all(|c| c.name() != **name)) {
            let names: Vec<&str> = corpora.iter().map(Corpus::name).collect();
            return Err(Error::message(format!("there is no corpus `{name}`: the files are {}", names.join(", "))));
        }
        match corpora.iter().enumerate().find(|(i, c)| corpora[..*i].iter().any(|other| other.name() == c.name())) {
            Some((_, twice)) => Err(Error::message(format!("two files are named `{}`: rename one, figures are told by name", twice.name()))),
            None => Ok(corpora),
        }
    }
}

/// What cannot be written is said before minutes of work.
fn needs_folder(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { Ok(()) } else { Err(Error::message(format!("cannot write {}: there is no folder {}", path.display(), folder.display()))) }
}

/// The file, or those of a folder in order of their names.
fn add_files(path: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|e| Error::io("open", path, e))?;
    let paths: io::Result<Vec<PathBuf>> = entries.map(|e| Ok(e?.path())).collect();
    let mut paths = paths.map_err(|e| Error::io("read", path, e))?;
    paths.sort_unstable();
    for path in paths.iter().filter(|p| p.is_dir() || p.extension().is_some_and(|e| e == "jsonl")) {
        add_files(path, out)?;
    }
    Ok(())
}

/// The figures for a terminal, and the most frequent errors.
fn summary(accuracy: &Accuracy, errors: usize) -> String {
    let mut out = String::new();
    for table in [accuracy.places(), accuracy.entities()].iter().filter(|t| !t.rows.is_empty()) {
        out += &table.plain();
    }
    let scorer = |v: &'_ Validation| v.all.places.clone().map(|s| (v.corpus.clone(), s));
    for (corpus, scorer) in accuracy.validated.iter().chain(&accuracy.strangers).filter_map(scorer).filter(|_| errors > 0) {
        out += &format!("{corpus}\n{}", crate::eval::errors(&scorer, errors));
    }
    out
}
