//! `exonym style`.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use exonym::compile::write_atomically;
use exonym::variant::Variants;
use exonym::{Error, Extractor, Result, Tradition, VariantRule};
use serde::Serialize;

use crate::house::{Checker, Finding, House};
use crate::input::{unreadable, utf8};
use crate::layers;
use crate::report::{complain, written};

#[derive(Args)]
#[command(after_help = "Examples:\n  exonym style --prefer uk report.txt             what is not written the Ukrainian way, with line and column\n  \
    exonym style --prefer uk --write drafts/*.txt   the files rewritten\n  exonym style --prefer ru - < report.txt\n\n\
    For English texts. Checked are names of towns, and of divisions that are called by their seats. Left alone are adjectives \
    (Kievan), parts of other names (chicken Kiev, The Moscow Times), names of another time (Artemivsk; see --historical), what \
    stands in quotation marks (see --quotes), and whatever is not sure (see --min-score).\n\n\
    Exit status: 0 nothing is to be written otherwise; 1 something is, or was; 2 a file could not be read or written.")]
pub struct StyleArgs {
    /// Whose names the texts are to follow
    #[arg(long, value_enum)]
    prefer: Prefer,
    /// Rewrite the files; the text of standard input is written to standard output
    #[arg(long)]
    write: bool,
    /// Print a JSON object a finding
    #[arg(long, conflicts_with = "write")]
    json: bool,
    /// Check names of another time too, and other names of a place
    #[arg(long)]
    historical: bool,
    /// Check what stands in quotation marks too
    #[arg(long)]
    quotes: bool,
    /// How sure a place must be, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.6, value_parser = score)]
    min_score: f32,
    /// A gazetteer of your own, laid over the one inside: a file of `exonym build`, or a table (.tsv)
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// Files to check; none, or `-`, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Prefer {
    /// In Ukraine, Ukrainian names (national system of 2010): Kyiv, Odesa
    Uk,
    /// In Belarus and Ukraine, Russian names as English newspapers wrote them: Kiev, Mogilev
    Ru,
    /// In Belarus, Belarusian names (BGN/PCGN 1979, without apostrophes): Hrodna, Mahilyow
    Be,
    /// Where the script is not Latin, names in the country's own language: Moskva, Athina
    Local,
    /// The gazetteer's display names
    English,
}

impl From<Prefer> for Tradition {
    fn from(prefer: Prefer) -> Tradition {
        match prefer {
            Prefer::Uk => Tradition::Ukrainian,
            Prefer::Ru => Tradition::Russian,
            Prefer::Be => Tradition::Belarusian,
            Prefer::Local => Tradition::Local,
            Prefer::English => Tradition::English,
        }
    }
}

fn score(text: &str) -> Result<f32, String> {
    let score = text.parse().ok().filter(|s| (0.0..=1.0).contains(s));
    score.ok_or_else(|| "not a number from 0 to 1: write it as 0.6".to_owned())
}

/// A finding, as it is printed.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(flatten)]
    finding: &'a Finding,
}

pub fn style(args: &StyleArgs) -> Result<ExitCode> {
    let mut builder = Extractor::builder();
    for path in &args.gazetteer {
        builder = builder.gazetteer(layers::open(path)?);
    }
    let extractor = builder.build();
    layers::tell_unmatched(extractor.layers());
    let house = House { tradition: args.prefer.into(), min_score: args.min_score, historical: args.historical, quotes: args.quotes };
    let mut checker = Checker::new(&extractor, house);
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    let (mut some, mut trouble) = (false, false);
    for path in &files {
        match read(path) {
            Err(message) => {
                complain(message);
                trouble = true;
            }
            Ok(text) => {
                let findings = checker.check(&text);
                some |= !findings.is_empty();
                if let Err(e) = tell(args, path, &text, &findings)? {
                    complain(e);
                    trouble = true;
                }
            }
        }
    }
    Ok(ExitCode::from(if trouble { 2 } else { u8::from(some) }))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn read(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let done = if is_stdin(path) { io::stdin().lock().read_to_end(&mut bytes).map(drop) } else { fs::read(path).map(|b| bytes = b) };
    done.map_err(|e| unreadable(path, &e))?;
    utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))
}

/// Prints what was found in a text, and rewrites its file if that is wanted. The outer failure is one of standard output.
fn tell(args: &StyleArgs, path: &Path, text: &str, findings: &[Finding]) -> Result<Result<()>> {
    let file = if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() };
    let mut told = String::new();
    let mut position = Position { line: 1, column: 1, at: 0 };
    for finding in findings {
        position.advance(text, finding.start);
        let Position { line, column, .. } = position;
        told += &if args.json {
            serde_json::to_string(&Row { file: &file, line, column, finding }).map_err(|e| Error::message(e.to_string()))?
        } else {
            format!("{file}:{line}:{column}: {} → {}{}", finding.text, finding.preferred, reason(finding))
        };
        told.push('\n');
    }
    if args.write && is_stdin(path) {
        eprint_all(&told);
        return written(io::stdout().write_all(rewritten(text, findings).as_bytes()), ExitCode::SUCCESS).map(|_| Ok(()));
    }
    written(io::stdout().write_all(told.as_bytes()), ExitCode::SUCCESS)?;
    if args.write && !findings.is_empty() { Ok(rewrite(path, &rewritten(text, findings))) } else { Ok(Ok(())) }
}

/// Standard error may be closed; the text goes on.
fn eprint_all(told: &str) {
    let _ = io::stderr().write_all(told.as_bytes());
}

/// Puts a text in the place of a file, whole, with its rights; a link stays a link.
fn rewrite(path: &Path, text: &str) -> Result<()> {
    let fault = |e: io::Error| Error::message(format!("cannot rewrite {}: {e}", path.display()));
    let target = fs::canonicalize(path).map_err(fault)?;
    let rights = fs::metadata(&target).map_err(fault)?.permissions();
    write_atomically(&target, text.as_bytes())?;
    fs::set_permissions(&target, rights).map_err(fault)
}

/// A text with what was found put right.
fn rewritten(text: &str, findings: &[Finding]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for finding in findings {
        out += &text[at..finding.start];
        out += &finding.preferred;
        at = finding.end;
    }
    out + &text[at..]
}

/// ` (ru-en-press of «Киев»; Ukrainian, national 2010, writes «Київ» as Kyiv)`.
fn reason(finding: &Finding) -> String {
    let rule = format!("{:?}", finding.how.rule).to_lowercase();
    let how = match (&finding.how.standard, &finding.how.of) {
        (Some(standard), Some(of)) => format!("{standard} of «{of}»"),
        (None, Some(of)) if finding.how.rule != VariantRule::Alternate => format!("{rule} of {of}"),
        _ => "another spelling".to_owned(),
    };
    let title = finding.why.standard.as_deref().and_then(|id| Variants::embedded().romanization().standard(id)).map(|s| s.title());
    match (title, &finding.why.native) {
        (Some(title), Some(native)) => format!(" ({how}; {title}, writes «{native}» as {})", finding.why.form),
        _ => format!(" ({how}; the gazetteer displays {})", finding.why.form),
    }
}

/// Where a byte of a text is, in lines and characters from 1.
#[derive(Clone, Copy)]
struct Position {
    line: usize,
    column: usize,
    at: usize,
}

impl Position {
    fn advance(&mut self, text: &str, to: usize) {
        for c in text[self.at..to].chars() {
            match c {
                '\n' => (self.line, self.column) = (self.line + 1, 1),
                '\u{feff}' if self.line == 1 && self.column == 1 => {}
                _ => self.column += 1,
            }
        }
        self.at = to;
    }
}
