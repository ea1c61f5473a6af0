//! `exonym explain`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use exonym::{Document, Explanation, MentionKind, Result, fold};

use crate::pipeline::SourceArgs;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    exonym explain report.txt                                 every place, and why it is that one\n  \
    exonym explain --mention Desna report.txt                 one name only\n  \
    echo \"Storms hit Paris, Texas.\" | exonym explain          a text on standard input\n  \
    exonym explain --country US --mention Georgia note.txt    what a hint changes\n\n\
    Each mention comes with the entry that was chosen, what spoke for it and against it, the strongest first, and the next \
    candidates with what they lack. Weights are log-odds: +0.7 doubles the odds, +2.3 makes them ten times as high. Scopes: \
    prior is the entry alone, local the words around the name, document the rest of the text, caller what you said.\n\n\
    Exit status: 0 every document was answered; 1 some were not, each named on standard error; 2 unusable arguments.")]
pub struct ExplainArgs {
    /// Only mentions of this name; case, accents, apostrophes and hyphens do not matter
    #[arg(long, value_name = "TEXT")]
    mention: Option<String>,
    #[command(flatten)]
    source: SourceArgs,
}

pub fn explain(args: &ExplainArgs) -> Result<ExitCode> {
    let asked = args.mention.as_deref().map(fold);
    let mut out = io::stdout().lock();
    let mut any = false;
    let status = args.source.run(
        |answer| blocks(&answer.document, asked.as_deref()),
        |blocks| {
            any |= !blocks.is_empty();
            out.write_all(blocks.as_bytes())
        },
    )?;
    if let Some(name) = args.mention.as_ref().filter(|_| !any) {
        complain(format_args!("no place is written `{name}`: leave --mention out to see all"));
    }
    written(out.flush(), status)
}

/// The places of a document, or those of one name, each followed by an empty line.
fn blocks(document: &Document, asked: Option<&str>) -> String {
    let mut out = String::new();
    let id = document.id.as_ref().map_or_else(String::new, |id| format!("{id}:"));
    for (i, m) in document.mentions.iter().enumerate().filter(|(_, m)| m.kind == MentionKind::Place) {
        if asked.is_some_and(|asked| fold(&m.text) != asked) {
            continue;
        }
        let _ = write!(out, "{id}{}:{} {} → ", m.span.start, m.span.end, m.text);
        let _ = match (&m.place, document.explain(i)) {
            (Some(place), Some(why)) => writeln!(out, "{} {} ({:.2})\n{}", place.id, why.place, m.score, indented(&why)),
            _ => writeln!(out, "in no gazetteer ({:.2})\n", m.score),
        };
    }
    out
}

fn indented(why: &Explanation) -> String {
    format!("{why:#}").lines().map(|line| format!("  {line}\n")).collect()
}
