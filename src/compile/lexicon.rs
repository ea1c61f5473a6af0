//! Building a lexicon file.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::geonames::for_each_line;
use super::homes::HomeTable;
use super::record::parse_number;
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, planar, sorted_strings};
use crate::lexicon::{Cue, Word, sections as s};
use crate::text::fold;

/// Reads word lists and writes a lexicon file.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    words: BTreeMap<String, Word>,
    homes: HomeTable,
}

impl LexiconBuilder {
    /// A builder without words.
    pub fn new() -> LexiconBuilder {
        LexiconBuilder::default()
    }

    /// Reads words with their frequencies: word, common, given, surname, the last three from 0 to 255, after one header line.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_words(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 4, |f| {
            if f[0] == "word" && f[1] == "common" {
                return Ok(());
            }
            let entry = self.words.entry(fold(f[0])).or_default();
            let level = |i: usize, what| parse_number::<u8>(f[i], what);
            entry.common = entry.common.max(level(1, "common")?);
            entry.given = entry.given.max(level(2, "given")?);
            entry.surname = entry.surname.max(level(3, "surname")?);
            Ok(())
        })
    }

    /// Reads cue words (`data/lexicon/cues.tsv`): cue, language, words separated by `|`.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_cues(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 3, |f| {
            let cue = Cue::from_name(f[0]).ok_or_else(|| format!("`{}` is not a cue", f[0]))?;
            for word in f[2].split('|') {
                let entry = self.words.entry(fold(word)).or_default();
                entry.cues = entry.cues.with(cue);
            }
            Ok(())
        })
    }

    /// Reads words that tell where a text is at home (`data/lexicon/homes.tsv`): countries, weight, words separated by `|`.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_homes(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        self.homes.read(origin, input)
    }

    /// Lays the words out as a file.
    ///
    /// # Errors
    /// When a word is longer than 255 bytes.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.words.remove("");
        if let Some(long) = self.words.keys().find(|w| w.len() > 255) {
            return Err(Error::message(format!("the word `{long}` is longer than 255 bytes")));
        }
        let keys: Vec<&String> = self.words.keys().collect();
        let (heads, offsets, blocks) = sorted_strings(&keys);
        let column = |f: fn(&Word) -> u32, width| planar(self.words.values().map(f).collect::<Vec<_>>().into_iter(), width);
        let mut out = ContainerWriter::default();
        out.add(s::COUNT, (keys.len() as u64).to_le_bytes().to_vec());
        out.add(s::HEADS, heads);
        out.add(s::OFFSETS, offsets);
        out.add(s::BLOCKS, blocks);
        out.add(s::COMMON, column(|w| w.common.into(), 1));
        out.add(s::GIVEN, column(|w| w.given.into(), 1));
        out.add(s::SURNAME, column(|w| w.surname.into(), 1));
        out.add(s::CUES, column(|w| w.cues.0, 4));
        let (slots, lines) = self.homes.finish();
        out.add(s::HOMES, slots);
        out.add(s::HOME_LINES, lines);
        Ok(out.finish())
    }
}
