//! The `exonym` program.

mod build;
mod eval;
mod extract;
mod input;
mod layers;
mod line;
mod map;
mod pipeline;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads text and answers where: every place name resolved to a gazetteer entry with coordinates.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = "Each command explains itself: exonym extract --help")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Finds the places that texts name
    Extract(extract::ExtractArgs),
    /// Builds a gazetteer file from GeoNames dumps and tables of your own
    Build(build::BuildArgs),
    /// Scores extractions against a gold set
    Eval(eval::EvalArgs),
    /// Builds a lexicon file from word lists
    BuildLexicon(build::LexiconArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Extract(args) => extract::extract(&args),
        Command::Build(args) => build::build(&args),
        Command::Eval(args) => eval::eval(&args),
        Command::BuildLexicon(args) => build::build_lexicon(&args),
    };
    match done {
        Ok(code) => code,
        Err(e) => {
            report::complain(e);
            ExitCode::from(2)
        }
    }
}
