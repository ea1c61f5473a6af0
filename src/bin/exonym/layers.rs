//! The gazetteers that a command works with: the one inside the program and those of `--gazetteer`.

use std::path::{Path, PathBuf};

use exonym::compile::GazetteerBuilder;
use exonym::{Bytes, CountryCode, Error, Gazetteer, Layers, Result};

use crate::map::map;
use crate::report::complain;

/// Files up to this size are compared with their checksums when opened; a longer pass would be felt at every start.
const VERIFY_UP_TO: usize = 200 << 20;

/// Opens a gazetteer file, or makes a gazetteer of a table (`.tsv`) in memory.
pub fn open(path: &Path) -> Result<Gazetteer<Bytes>> {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv")) { build(path) } else { open_file(path) }
}

fn open_file(path: &Path) -> Result<Gazetteer<Bytes>> {
    let bytes = map(path)?;
    let opened = if bytes.len() <= VERIFY_UP_TO { Gazetteer::open(bytes) } else { Gazetteer::open_unverified(bytes) };
    opened.map(Gazetteer::into_shared).map_err(|e| Error::source_line(path.display().to_string(), 0, e.to_string()))
}

fn build(path: &Path) -> Result<Gazetteer<Bytes>> {
    let name = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let mut builder = GazetteerBuilder::new(name, "table");
    builder.read_file(path, |b, origin, input| b.read_table(origin, input))?;
    let (bytes, report) = builder.finish()?;
    for warning in &report.warnings {
        complain(format_args!("{}: warning: {warning}", path.display()));
    }
    Gazetteer::open(bytes).map(Gazetteer::into_shared)
}

/// Tells of ids that are to be hidden and are nowhere.
pub fn tell_unmatched(layers: &Layers) {
    for id in layers.unmatched() {
        complain(format_args!("warning: `{id}` is to be hidden, and no gazetteer below has it: look it up with exonym names"));
    }
}

/// Fails for a code that no country has: a slip there would go unnoticed, for states without a view of their own change nothing.
pub fn must_know(layers: &Layers, state: CountryCode) -> Result<()> {
    if layers.gazetteers().iter().any(|g| g.has_country(state)) {
        return Ok(());
    }
    Err(Error::message(format!("--point-of-view {state}: no country has this code: write that of ISO 3166-1, such as RU, CN or GB (not UK)")))
}

/// The gazetteer inside with those of files laid over it; tells of ids that are to be hidden and are nowhere.
pub fn all(paths: &[PathBuf]) -> Result<Layers> {
    let mut gazetteers = vec![Gazetteer::embedded()];
    for path in paths {
        gazetteers.push(open(path)?);
    }
    let layers = Layers::new(gazetteers);
    tell_unmatched(&layers);
    Ok(layers)
}
