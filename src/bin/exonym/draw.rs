//! `exonym map`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use exonym::compile::write_atomically;
use exonym::{Result, output};

use crate::pipeline::SourceArgs;
use crate::report::written;

#[derive(Args)]
#[command(after_help = "Example: exonym map report.txt --output map.svg")]
pub struct MapArgs {
    /// Where the picture goes; written whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    source: SourceArgs,
}

pub fn draw(args: &MapArgs) -> Result<ExitCode> {
    let mut documents = Vec::new();
    let status = args.source.run(
        |answer| answer.document,
        |document| {
            documents.push(document);
            Ok(())
        },
    )?;
    let svg = output::to_svg(&documents);
    match &args.output {
        Some(path) => write_atomically(path, svg.as_bytes()).map(|()| status),
        None => written(io::stdout().write_all(svg.as_bytes()), status),
    }
}
