//! Documents in, answers out: in batches of bounded size, each answered by all threads, in input order.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use exonym::{Bytes, CountryCode, Date, Document, Error, Extractor, Hints, Model, Result, Worker};
use rayon::prelude::*;

use crate::input::{Input, Job, Jobs, is_jsonl_name, utf8};
use crate::layers;
use crate::line::{Line, day};
use crate::map::map;
use crate::report::{Progress, written};

/// What is read, and with what knowledge.
#[derive(Args)]
pub struct SourceArgs {
    /// How the input is divided into documents
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    input: Input,
    /// A gazetteer of your own, laid over the one inside: a file of `exonym build`, or a table (.tsv)
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// Threads to work with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Take all texts as written on this day, whatever they say themselves, and prefer names in use then
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = as_of)]
    as_of: Option<Date>,
    /// A country that the texts are likely to speak of, where they do not say it themselves
    #[arg(long, value_name = "CC")]
    country: Vec<CountryCode>,
    /// Tell the countries of disputed places as this state sees them: with RU, Sevastopol is in RU, otherwise in UA; which
    /// place is meant stays the same [default: as the gazetteer has them]
    #[arg(long, value_name = "CC")]
    point_of_view: Option<CountryCode>,
    /// Leave out mentions with a lower score, 0 to 1: the probability of being right in English texts, an order in others
    #[arg(long, default_value_t = 0.0, value_name = "X", value_parser = share)]
    min_score: f32,
    /// Recognise names in English texts by this model, a file of exonym train, instead of the one inside
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Files to read; none, or `-`, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

fn as_of(text: &str) -> Result<Date, String> {
    day(text).ok_or_else(|| "not a day of the calendar: write YYYY-MM-DD, such as 2022-06-25".to_owned())
}

fn share(text: &str) -> Result<f32, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "not from 0 to 1: write a share, such as 0.8".to_owned())
}

/// A text with its answer; offsets are bytes.
pub struct Answer {
    /// The text.
    pub text: String,
    /// What was found in it.
    pub document: Document,
}

/// At most so many documents are held at a time for each thread: what is held stays near …
const BATCH_DOCUMENTS: usize = 128;
/// … and no more are added once they have so many bytes.
const BATCH_BYTES: usize = 1 << 20;

impl SourceArgs {
    /// Answers every document: `render` is called by many threads, `consume` in input order.
    /// The status says whether all documents were answered.
    ///
    /// # Errors
    /// When a gazetteer or model cannot be opened, or `consume` fails otherwise than by a closed pipe.
    pub fn run<T: Send>(&self, render: impl Fn(Answer) -> T + Sync, mut consume: impl FnMut(T) -> io::Result<()>) -> Result<ExitCode> {
        let extractor = self.extractor()?;
        let hints = self.hints();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads.unwrap_or(0).into()).build();
        let pool = pool.map_err(|e| Error::message(format!("cannot start threads: {e}: lower --threads")))?;
        let progress = Progress::new(self.total_bytes());
        let mut jobs = Jobs::new(&self.files, self.input);
        let mut status = ExitCode::SUCCESS;
        let outcome = loop {
            let batch = next_batch(&mut jobs, pool.current_num_threads());
            if batch.is_empty() {
                break Ok(());
            }
            let bytes = batch.iter().map(Job::len).sum();
            let answers: Vec<_> =
                pool.install(|| batch.into_par_iter().map_init(|| extractor.worker(), |worker, job| answer(worker, &hints, job, &render)).collect());
            let consumed = answers.into_iter().try_for_each(|(answer, messages)| {
                messages.iter().for_each(|m| progress.complain(m));
                match answer {
                    Some(answer) => consume(answer),
                    None => {
                        status = ExitCode::from(1);
                        Ok(())
                    }
                }
            });
            if consumed.is_err() {
                break consumed;
            }
            progress.advance(bytes);
        };
        progress.finish();
        written(outcome, status)
    }

    fn extractor(&self) -> Result<Extractor> {
        let mut builder = Extractor::builder().min_score(self.min_score);
        for path in &self.gazetteer {
            builder = builder.gazetteer(layers::open(path)?);
        }
        if let Some(path) = &self.model {
            let opened = Model::open(Bytes::Shared(Arc::new(map(path)?)));
            builder = builder.model(opened.map_err(|e| Error::source_line(path.display().to_string(), 0, e.to_string()))?);
        }
        if let Some(state) = self.point_of_view {
            builder = builder.point_of_view(state);
        }
        let extractor = builder.build();
        layers::tell_unmatched(extractor.layers());
        self.point_of_view.map_or(Ok(()), |state| layers::must_know(extractor.layers(), state))?;
        Ok(extractor)
    }

    fn hints(&self) -> Hints {
        Hints { countries: self.country.clone(), date: self.as_of, ..Hints::default() }
    }

    /// Size of all files, if all have a document a line and a size.
    fn total_bytes(&self) -> Option<u64> {
        let jsonl = |path: &PathBuf| self.input == Input::Jsonl || self.input == Input::Auto && is_jsonl_name(path);
        let size = |path: &PathBuf| std::fs::metadata(path).ok().filter(|m| m.is_file() && jsonl(path)).map(|m| m.len());
        self.files.iter().map(size).sum::<Option<u64>>().filter(|&total| total > 0)
    }
}

fn next_batch(jobs: &mut Jobs, threads: usize) -> Vec<Job> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < threads * BATCH_DOCUMENTS && bytes < threads * BATCH_BYTES {
        let Some(job) = jobs.next() else { break };
        bytes += job.len();
        batch.push(job);
    }
    batch
}

/// The answer, or none; and what is to be said about it.
fn answer<T>(worker: &mut Worker<'_>, base: &Hints, job: Job, render: impl Fn(Answer) -> T) -> (Option<T>, Vec<String>) {
    let (origin, id, text, hints, wrong) = match job {
        Job::Failure(message) => return (None, vec![message]),
        Job::Text { origin, id, bytes } => match utf8(bytes) {
            Ok(text) => (origin, id, text, base.clone(), Vec::new()),
            Err(e) => return (None, vec![format!("{origin}: {e}")]),
        },
        Job::Line { origin, number, bytes } => {
            let origin = format!("{origin} line {number}");
            match Line::parse(bytes.trim_ascii()) {
                Ok(line) => {
                    let (hints, wrong) = line.hints(base);
                    (origin, line.id(), line.text, hints, wrong)
                }
                Err(e) => return (None, vec![format!("{origin}: {e}")]),
            }
        }
    };
    let mut messages: Vec<String> = wrong.into_iter().map(|w| format!("{origin}: warning: {w}; the hint is left out")).collect();
    // One document must not take the others of a long run down, whatever fault of ours it meets.
    let answer = catch_unwind(AssertUnwindSafe(|| {
        let mut document = worker.extract_with(&text, &hints);
        document.id = id;
        render(Answer { text, document })
    }));
    if answer.is_err() {
        messages.push(format!("{origin}: a fault inside exonym: please report it with this document"));
    }
    (answer.ok(), messages)
}
