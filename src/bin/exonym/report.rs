//! What is said to people: messages on standard error, and the status a command ends with.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use exonym::{Error, Result};
use indicatif::{ProgressBar, ProgressStyle};

/// Says something on standard error. A closed standard error must not stop the work, so failure is ignored.
pub fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "exonym: {message}");
}

/// A progress bar, or nothing where nobody would see it.
#[derive(Clone)]
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar of `total` bytes, if standard error is a terminal that the results are not written to.
    pub fn new(total: Option<u64>) -> Progress {
        let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Progress(total.filter(|_| seen).map(|total| bar(total, "{bar:40} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left")))
    }

    /// A bar of `total` steps of a work whose results come at its end.
    pub fn steps(total: usize) -> Progress {
        Progress(io::stderr().is_terminal().then(|| bar(total as u64, "{bar:40} {pos}/{len}  {elapsed}, {eta} left")))
    }

    /// Moves the bar on.
    pub fn advance(&self, by: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(by as u64);
        }
    }

    /// Says something without tearing the bar.
    pub fn complain(&self, message: impl Display) {
        match &self.0 {
            Some(bar) => bar.suspend(|| complain(message)),
            None => complain(message),
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style)
}

/// Ends writing to standard output: a reader that went away (`| head`) is no failure of ours.
///
/// # Errors
/// Any other failure, such as a full disk.
pub fn written(outcome: io::Result<()>, status: ExitCode) -> Result<ExitCode> {
    match outcome {
        Ok(()) => Ok(status),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(status),
        Err(e) => Err(Error::message(format!("cannot write the results: {e}"))),
    }
}

/// Rows as aligned columns, indented; `numbers` are aligned to the right.
pub fn columns(rows: Vec<Vec<String>>, numbers: std::ops::Range<usize>) -> String {
    let width = |i: usize| rows.iter().filter_map(|r| r.get(i)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate();
        let line: Vec<String> = cells.map(|(i, (cell, &w))| if numbers.contains(&i) { format!("{cell:>w$}") } else { format!("{cell:w$}") }).collect();
        out += &format!("  {}\n", line.join("  ").trim_end());
    }
    out
}
