//! `exonym inspect` and `exonym verify`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use exonym::format::{Container, SectionInfo};
use exonym::{Bytes, Error, Gazetteer, Result};
use serde_json::{Value, json};

use crate::map::map;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym inspect embedded      the gazetteer inside the program\n  exonym inspect acme.exo --json")]
pub struct InspectArgs {
    /// A gazetteer file, or `embedded` for the one inside the program
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn inspect(args: &InspectArgs) -> Result<ExitCode> {
    let gazetteer = open(&args.file)?;
    let mut meta: Value = serde_json::from_str(gazetteer.provenance()).unwrap_or_default();
    let sections: Vec<Value> = gazetteer.sections().iter().map(section).collect();
    let bytes: usize = gazetteer.sections().iter().map(|s| s.range.len()).sum();
    let text = if args.json {
        let sources = meta["sources"].take();
        let (name, version) = (meta["name"].take(), meta["version"].take());
        let all = json!({"name": name, "version": version, "entries": gazetteer.len(), "names": gazetteer.name_count(),
            "bytes": bytes, "sources": sources, "sections": sections});
        serde_json::to_string_pretty(&all).map_err(|e| Error::message(e.to_string()))? + "\n"
    } else {
        describe(&gazetteer, &meta, bytes)
    };
    written(io::stdout().write_all(text.as_bytes()), ExitCode::SUCCESS)
}

fn open(path: &Path) -> Result<Gazetteer<Bytes>> {
    if path == Path::new("embedded") {
        return Ok(Gazetteer::embedded());
    }
    Gazetteer::open_unverified(map(path)?).map(Gazetteer::into_shared).map_err(|e| Error::source_line(path.display().to_string(), 0, e.to_string()))
}

fn section(s: &SectionInfo) -> Value {
    json!({"tag": s.tag.to_string(), "part": s.part, "offset": s.range.start, "bytes": s.range.len(), "checksum": format!("{:016x}", s.checksum)})
}

fn describe(gazetteer: &Gazetteer<Bytes>, meta: &Value, bytes: usize) -> String {
    let mut out = format!("{}: {} entries, {} names, {bytes} bytes\n", gazetteer.label(), gazetteer.len(), gazetteer.name_count());
    let sources = meta["sources"].as_array().map_or(&[][..], Vec::as_slice);
    out += if sources.is_empty() { "\nNo sources are recorded.\n" } else { "\nSources\n" };
    for source in sources {
        let text = |key: &str| source[key].as_str().unwrap_or("unknown").to_owned();
        out += &format!("  {}: {}\n", text("title"), text("licence"));
    }
    out += "\nSection  part       bytes  checksum\n";
    for s in gazetteer.sections() {
        out += &format!("{:7}  {:4}  {:10}  {:016x}\n", s.tag.to_string(), s.part, s.range.len(), s.checksum);
    }
    out
}

#[derive(Args)]
#[command(after_help = "Exit status: 0 every file is as it was written; 1 some are not; each of those is named with its damaged section.\n\
    Example: exonym verify acme.exo")]
pub struct VerifyArgs {
    /// Gazetteer or lexicon files
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
