//! The `exonym` program.

mod accuracy;
mod accuracy_report;
mod actors;
mod build;
mod draw;
mod eval;
mod explain;
mod extract;
mod house;
mod input;
mod inspect;
mod layers;
mod line;
mod map;
mod names;
mod names_answer;
mod names_table;
mod pipeline;
mod report;
mod rivals;
mod standards;
mod style;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Records are many small pieces of memory, made by one thread and let go by another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads text and answers where and who: every place name resolved to a gazetteer entry with coordinates, every actor to an
/// entry with a country and a role.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = "Each command explains itself: exonym extract --help")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Finds the places and the actors that texts name
    Extract(extract::ExtractArgs),
    /// Tells why each place was preferred to others of its name
    Explain(explain::ExplainArgs),
    /// Draws the places that texts name on a map
    Map(draw::MapArgs),
    /// Shows what a spelling can mean, and how else it is written
    Names(names::NamesArgs),
    /// Shows whom a name can mean: persons, governments, forces, organizations, groups
    Actors(actors::ActorsArgs),
    /// Lists the standards of romanization
    Standards(standards::StandardsArgs),
    /// Writes names in Latin letters
    Romanize(standards::RomanizeArgs),
    /// Finds names that do not follow a tradition: Kiev for Kyiv
    Style(style::StyleArgs),
    /// Tells what a gazetteer file holds, and from where
    Inspect(inspect::InspectArgs),
    /// Compares files with their checksums
    Verify(inspect::VerifyArgs),
    /// Builds a gazetteer file from GeoNames dumps and tables of your own
    Build(Box<build::BuildArgs>),
    /// Scores extractions against a gold set
    Eval(eval::EvalArgs),
    /// Builds a lexicon file from word lists
    BuildLexicon(build::LexiconArgs),
    /// Builds a file of actors from tables
    BuildActors(build::ActorsArgs),
    /// Builds a file of spelling traditions
    BuildVariants(build::VariantsArgs),
    /// Learns from the gazetteer how spellings differ
    LearnCosts(build::CostsArgs),
    /// Trains the model that recognises names
    Train(train::TrainArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Extract(args) => extract::extract(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Map(args) => draw::draw(&args),
        Command::Names(args) => names::names(&args),
        Command::Actors(args) => actors::actors(&args),
        Command::Standards(args) => standards::standards(&args),
        Command::Romanize(args) => standards::romanize(&args),
        Command::Style(args) => style::style(&args),
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Verify(args) => inspect::verify(&args),
        Command::Build(args) => build::build(&args),
        Command::Eval(args) => eval::eval(&args),
        Command::BuildLexicon(args) => build::build_lexicon(&args),
        Command::BuildActors(args) => build::build_actors(&args),
        Command::BuildVariants(args) => build::build_variants(&args),
        Command::LearnCosts(args) => build::learn(&args),
        Command::Train(args) => train::train(&args),
    };
    match done {
        Ok(code) => code,
        Err(e) => {
            report::complain(e);
            ExitCode::from(2)
        }
    }
}
