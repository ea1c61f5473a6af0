//! `exonym inspect` and `exonym verify`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use exonym::format::{Container, SectionInfo, Tag};
use exonym::{Bytes, Error, Gazetteer, Result};
use serde_json::{Value, json};

use crate::map::map;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym inspect embedded      the gazetteer inside the program\n  \
    exonym inspect acme.exo --json\n  exonym inspect data/model.exo")]
pub struct InspectArgs {
    /// A file of exonym: a gazetteer, all parts of a divided one, a lexicon, spelling traditions or a model; or `embedded`
    /// for the gazetteer inside the program
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What a file tells of itself.
struct Told {
    /// Name, version and sources.
    meta: Value,
    /// Entries and names, if it is a whole gazetteer.
    counts: Option<(usize, usize)>,
    sections: Vec<SectionInfo>,
}

pub fn inspect(args: &InspectArgs) -> Result<ExitCode> {
    let told = if args.files == [Path::new("embedded")] { gazetteer(&Gazetteer::embedded()) } else { read(&args.files)? };
    let text = if args.json { format!("{:#}\n", told.json()) } else { told.describe() };
    written(io::stdout().write_all(text.as_bytes()), ExitCode::SUCCESS)
}

fn gazetteer(g: &Gazetteer<Bytes>) -> Told {
    let meta = serde_json::from_str(g.provenance()).unwrap_or_default();
    Told { meta, counts: Some((g.len(), g.name_count())), sections: g.sections().to_vec() }
}

fn read(files: &[PathBuf]) -> Result<Told> {
    let names = files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", ");
    let parts = || files.iter().map(|f| map(f).map(|m| Bytes::Shared(Arc::new(m)))).collect::<Result<Vec<_>>>();
    let container = Container::open(parts()?).map_err(|e| Error::source_line(names, 0, e.to_string()))?;
    // Other files, or one part of a divided gazetteer, have sections all the same.
    if let Ok(whole) = Gazetteer::open_parts_unverified(parts()?) {
        return Ok(gazetteer(&whole));
    }
    let meta = serde_json::from_slice(container.section(Tag(*b"META"))).unwrap_or_default();
    Ok(Told { meta, counts: None, sections: container.sections().to_vec() })
}

impl Told {
    /// What a file without a name is, by what it holds.
    fn kind(&self) -> &'static str {
        let kinds = [(b"LEXN", "A lexicon"), (b"ROMN", "Spelling traditions"), (b"CHNS", "A model of names")];
        let has = |tag: &[u8; 4]| self.sections.iter().any(|s| s.tag == Tag(*tag));
        kinds.into_iter().find(|(tag, _)| has(tag)).map_or("A file without a name", |(_, kind)| kind)
    }

    fn bytes(&self) -> usize {
        self.sections.iter().map(|s| s.range.len()).sum()
    }

    fn json(&self) -> Value {
        let sections: Vec<Value> = self.sections.iter().map(section).collect();
        json!({"name": self.meta["name"], "version": self.meta["version"], "entries": self.counts.map(|c| c.0), "names": self.counts.map(|c| c.1),
            "bytes": self.bytes(), "sources": self.meta["sources"], "trained_on": self.meta["trained_on"], "sections": sections})
    }

    fn describe(&self) -> String {
        let text = |value: &Value| value.as_str().unwrap_or("unknown").to_owned();
        let label = if self.meta.is_null() { self.kind().to_owned() } else { format!("{} {}", text(&self.meta["name"]), text(&self.meta["version"])) };
        let counts = self.counts.map_or_else(String::new, |(entries, names)| format!("{entries} entries, {names} names, "));
        let mut out = format!("{label}: {counts}{} bytes\n", self.bytes());
        let list = |key: &str| self.meta[key].as_array().map_or(&[][..], Vec::as_slice);
        let (sources, trained_on) = (list("sources"), list("trained_on"));
        out += match (sources, trained_on) {
            ([], []) => "\nNo sources are recorded.\n",
            ([], _) => "\nTrained on\n",
            _ => "\nSources and licences\n",
        };
        for source in sources {
            out += &format!("  {}: {}\n", text(&source["title"]), text(&source["licence"]));
        }
        for corpus in trained_on {
            out += &format!("  {}: {} texts\n", text(&corpus["corpus"]), corpus["texts"]);
        }
        out += "\nSection  part       bytes  checksum\n";
        for s in &self.sections {
            out += &format!("{:7}  {:4}  {:10}  {:016x}\n", s.tag.to_string(), s.part, s.range.len(), s.checksum);
        }
        out
    }
}

fn section(s: &SectionInfo) -> Value {
    json!({"tag": s.tag.to_string(), "part": s.part, "offset": s.range.start, "bytes": s.range.len(), "checksum": format!("{:016x}", s.checksum)})
}

#[derive(Args)]
#[command(after_help = "Exit status: 0 every file is as it was written; 1 some are not; each of those is named with its damaged section.\n\
    Example: exonym verify acme.exo")]
pub struct VerifyArgs {
    /// Files of exonym: gazetteers, lexicons, spelling traditions, models
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print a JSON object a file
    #[arg(long)]
    json: bool,
}

pub fn verify(args: &VerifyArgs) -> Result<ExitCode> {
    let mut status = ExitCode::SUCCESS;
    let mut out = io::stdout().lock();
    let mut outcome = Ok(());
    for path in &args.files {
        let verified = map(path).and_then(|bytes| Container::open(vec![bytes])).and_then(|c| c.verify().map(|()| c.sections().len()));
        let line = match &verified {
            Ok(sections) if !args.json => format!("{}: {sections} sections are intact\n", path.display()),
            Ok(sections) => json!({"file": path, "intact": true, "sections": sections}).to_string() + "\n",
            Err(e) if args.json => json!({"file": path, "intact": false, "error": e.to_string()}).to_string() + "\n",
            Err(_) => String::new(),
        };
        if let Err(e) = verified {
            status = ExitCode::from(1);
            complain(format_args!("{}: {e}", path.display()));
        }
        outcome = outcome.and_then(|()| out.write_all(line.as_bytes()));
    }
    written(outcome.and_then(|()| out.flush()), status)
}
