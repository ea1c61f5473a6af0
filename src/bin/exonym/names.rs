//! `exonym names`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use exonym::{Error, Result};

use crate::layers;
use crate::names_answer::look_up;
use crate::names_table::table;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym names Petrykaw\n  exonym names \"Santa Cruz\" Чернигов --json\n  exonym names Kyiv --all\n\n\
    Case, accents, apostrophes and hyphens do not matter. Of the first entries, the spellings of their native names under the \
    standards of romanization are listed too. For a name that is not known, what it may mean: exonym standards explains the ids.\n\n\
    Exit status: 0 every name is known; 1 some are not.")]
pub struct NamesArgs {
    /// Spellings to look up
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Also list all names, folded, of the first entry
    #[arg(long)]
    all: bool,
    /// A gazetteer of your own, laid over the one inside: a file of `exonym build`, or a table (.tsv)
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// Print a JSON object a name
    #[arg(long)]
    json: bool,
}

pub fn names(args: &NamesArgs) -> Result<ExitCode> {
    let layers = layers::all(&args.gazetteer)?;
    let mut status = ExitCode::SUCCESS;
    let mut out = String::new();
    for name in &args.names {
        let answer = look_up(name, &layers, args.all);
        if answer.entries.is_empty() {
            status = ExitCode::from(1);
            let help = if answer.near.is_empty() {
                "try another spelling, or add yours with --gazetteer"
            } else {
                "see what it may mean, or add yours with --gazetteer"
            };
            complain(format_args!("`{name}` is in no gazetteer: {help}"));
        }
        if args.json {
            out += &serde_json::to_string(&answer).map_err(|e| Error::message(e.to_string()))?;
            out.push('\n');
        } else {
            out += &table(&answer);
        }
    }
    written(io::stdout().write_all(out.as_bytes()), status)
}
