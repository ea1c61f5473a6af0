//! `exonym extract`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use exonym::{Offsets, Result, output};

use crate::pipeline::{Answer, SourceArgs};
use crate::report::written;

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    exonym extract report.txt --format html > report.html     a page with a map, for the browser\n  \
    exonym extract news.jsonl > places.jsonl                  one line a document, in input order\n  \
    exonym extract *.txt --format csv > places.csv            one row a mention, for a spreadsheet\n  \
    exonym extract --country UA --gazetteer depots.tsv a.txt  with what you know\n  \
    exonym extract --point-of-view RS report.txt              Kosovo as Serbia sees it\n\n\
    A line of JSONL input: {\"id\": \"7\", \"text\": \"…\"}, and if known \"lang\": \"en\", \"published\": \"2022-06-25\", \"country\": \"UA\".\n\
    Exit status: 0 every document was answered; 1 some were not, each named on standard error; 2 unusable arguments.")]
pub struct ExtractArgs {
    /// What is written
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// The unit of `start` and `end`
    #[arg(long, value_enum, default_value_t = Unit::Byte)]
    offsets: Unit,
    #[command(flatten)]
    source: SourceArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line, one line a document
    Jsonl,
    /// One JSON array of documents, indented
    Json,
    /// A GeoJSON FeatureCollection, one feature a mention
    Geojson,
    /// One row a mention
    Csv,
    /// A report with a map, in one file; all documents are held until the end
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// UTF-8 bytes: Rust, Go, C
    Byte,
    /// Unicode code points: Python
    Char,
    /// UTF-16 code units: JavaScript, Java, C#
    Utf16,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Offsets {
        match unit {
            Unit::Byte => Offsets::Byte,
            Unit::Char => Offsets::Char,
            Unit::Utf16 => Offsets::Utf16,
        }
    }
}

/// A document as it is written, made by any thread.
enum Piece {
    Written(Vec<u8>),
    /// Kept until all are there.
    Kept(Answer),
}

pub fn extract(args: &ExtractArgs) -> Result<ExitCode> {
    let mut sink = Sink { out: BufWriter::with_capacity(1 << 18, io::stdout()), format: args.format, pieces: 0, kept: Vec::new() };
    let render = |answer: Answer| render(args.format, args.offsets.into(), answer);
    let status = args.source.run(render, |piece| sink.write(piece))?;
    written(sink.finish(), status)
}

fn render(format: Format, unit: Offsets, mut answer: Answer) -> Piece {
    if format == Format::Html {
        return Piece::Kept(answer);
    }
    answer.document.convert_offsets(&answer.text, unit);
    let document = &answer.document;
    Piece::Written(match format {
        Format::Csv => output::csv_rows(document).into_bytes(),
        Format::Geojson => output::geojson_features(document).join(",\n").into_bytes(),
        Format::Json => serde_json::to_string_pretty(document).expect("a document is plain data").into_bytes(),
        Format::Jsonl | Format::Html => output::json_bytes(document),
    })
}

/// Standard output, with what a format has before, between and after documents.
struct Sink<W: Write> {
    out: W,
    format: Format,
    pieces: usize,
    kept: Vec<Answer>,
}

impl<W: Write> Sink<W> {
    fn write(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Kept(answer) => self.kept.push(answer),
            Piece::Written(bytes) if bytes.is_empty() => {}
            Piece::Written(bytes) => {
                let before = if self.pieces == 0 { self.format.opening() } else { self.format.separator() };
                self.out.write_all(before.as_bytes())?;
                self.out.write_all(&bytes)?;
                self.pieces += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.format == Format::Html {
            let pairs: Vec<_> = self.kept.iter().map(|a| (a.text.as_str(), &a.document)).collect();
            self.out.write_all(output::to_html(&pairs).as_bytes())?;
        } else {
            if self.pieces == 0 {
                self.out.write_all(self.format.opening().as_bytes())?;
            }
            self.out.write_all(self.format.closing().as_bytes())?;
        }
        self.out.flush()
    }
}

impl Format {
    fn opening(self) -> &'static str {
        match self {
            Format::Json => "[\n",
            Format::Geojson => output::GEOJSON_OPENING,
            Format::Csv => output::CSV_HEADER,
            Format::Jsonl | Format::Html => "",
        }
    }

    fn separator(self) -> &'static str {
        if matches!(self, Format::Json | Format::Geojson) { ",\n" } else { "" }
    }

    fn closing(self) -> &'static str {
        match self {
            Format::Json => "\n]\n",
            Format::Geojson => output::GEOJSON_CLOSING,
            _ => "",
        }
    }
}
