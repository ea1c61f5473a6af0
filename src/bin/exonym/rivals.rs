//! Figures of other systems, from a table: what is set next to ours.

use std::fs;
use std::path::Path;

use exonym::{Error, Result};

/// Columns of the table.
const COLUMNS: [&str; 8] = ["corpus", "over", "system", "exact F1", "overlap F1", "within 161 km", "end-to-end F1", "characters a second"];
/// Those of them that name things.
const WORDS: usize = 3;

/// The rows of a table, and what it says of itself.
pub struct Rivals {
    /// The lines that begin with `#`: where the figures come from.
    pub notes: Vec<String>,
    pub rows: Vec<Rival>,
}

/// A system on a corpus.
pub struct Rival {
    /// Name of our corpus that it is set next to.
    pub corpus: String,
    /// What its figures are over.
    pub over: String,
    pub system: String,
    /// The figures, `-` where there is none; in the order of [`Rivals::figures`].
    pub figures: Vec<String>,
}

impl Rivals {
    /// Reads a table: columns separated by tabs, the first line names them.
    ///
    /// # Errors
    /// When the file cannot be read or is not so; the message names file and line.
    pub fn read(path: &Path) -> Result<Rivals> {
        let text = fs::read_to_string(path).map_err(|e| Error::io("read", path, e))?;
        let mut rivals = Rivals { notes: Vec::new(), rows: Vec::new() };
        let mut headed = false;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()) {
            let wrong = |what: String| Error::source_line(path.display().to_string(), number, what);
            if let Some(note) = line.strip_prefix('#') {
                rivals.notes.push(note.trim().to_owned());
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if !headed {
                if cells != COLUMNS {
                    return Err(wrong(format!("the columns must be {}", COLUMNS.join(", "))));
                }
                headed = true;
                continue;
            }
            if cells.len() != COLUMNS.len() {
                return Err(wrong(format!("{} columns, not {}: {}", cells.len(), COLUMNS.len(), COLUMNS.join(", "))));
            }
            let [corpus, over, system] = [0, 1, 2].map(|i| cells[i].to_owned());
            rivals.rows.push(Rival { corpus, over, system, figures: cells[WORDS..].iter().map(|&c| c.to_owned()).collect() });
        }
        Ok(rivals)
    }

    /// Names of the figures.
    pub fn figures() -> &'static [&'static str] {
        &COLUMNS[WORDS..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Rivals> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        Rivals::read(file.path())
    }

    #[test]
    fn rows_and_notes_are_read() {
        let header = COLUMNS.join("\t");
        let rivals = read(&format!("# from a paper\n{header}\nlgl\tall of it\tGeoX\t-\t0.5\t0.6\t0.3\t-\n")).unwrap();
        assert_eq!(rivals.notes, ["from a paper"]);
        assert_eq!(rivals.rows[0].system, "GeoX");
        assert_eq!(rivals.rows[0].figures, ["-", "0.5", "0.6", "0.3", "-"]);
    }

    #[test]
    fn faults_name_their_line() {
        let header = COLUMNS.join("\t");
        let fault = |text: &str| read(text).err().unwrap().to_string();
        assert!(fault("corpus\tsystem\n").contains(" line 1: the columns must be corpus, over, system"));
        assert!(fault(&format!("{header}\n\nlgl\tGeoX\n")).contains(" line 3: 2 columns, not 8"));
    }
}
