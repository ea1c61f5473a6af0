//! Building a file of variants.

use std::io::BufRead;

use super::costs::read_costs;
use super::counterparts::read_counterparts;
use super::geonames::for_each_line;
use super::inflection::{read_language, read_neighbours};
use super::romanization::read_standard;
use crate::error::Result;
use crate::format::ContainerWriter;
use crate::text::fold;
use crate::variant::inflection::Language;
use crate::variant::{Direction, NameLanguage, Part, Replacement, Standard, section_bytes, sections as s};

/// Reads what is known of spellings and writes a file of variants.
#[derive(Debug, Default)]
pub struct VariantsBuilder {
    costs: Vec<Replacement>,
    parts: Vec<Part>,
    languages: Vec<NameLanguage>,
    standards: Vec<Standard>,
    counterparts: Vec<Direction>,
    inflection: Vec<Language>,
}

impl VariantsBuilder {
    /// A builder without anything.
    pub fn new() -> VariantsBuilder {
        VariantsBuilder::default()
    }

    /// Reads costs of replacing chunks of letters (`data/variants/costs.tsv`).
    ///
    /// # Errors
    /// Here and below: when a line is not so; the message names file and line.
    pub fn read_costs(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        self.costs.extend(read_costs(origin, input)?);
        Ok(())
    }

    /// Reads words that stand for one another in names (`data/variants/parts.tsv`).
    pub fn read_parts(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 2, |f| {
            self.parts.push(Part { meaning: f[0].to_owned(), words: f[1].split('|').map(fold).collect() });
            Ok(())
        })
    }

    /// Reads the languages of names (`data/variants/languages.tsv`).
    pub fn read_languages(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 6, |f| {
            self.languages.push(NameLanguage {
                code: f[0].to_owned(),
                script: f[1].to_owned(),
                countries: f[2].split(' ').map(str::to_owned).collect(),
                only: f[3].to_owned(),
                never: f[4].to_owned(),
                reference: f[5].to_owned(),
                ..NameLanguage::default()
            });
            Ok(())
        })
    }

    /// Reads a standard of romanization (`data/romanization/README.md`).
    pub fn read_standard(&mut self, origin: &str, text: &str) -> Result<()> {
        self.standards.push(read_standard(origin, text)?);
        Ok(())
    }

    /// Reads what names are called in related languages (`data/variants/counterparts.toml`).
    pub fn read_counterparts(&mut self, origin: &str, text: &str) -> Result<()> {
        self.counterparts.extend(read_counterparts(origin, text)?);
        Ok(())
    }

    /// Reads the paradigms of a language (`data/inflection/README.md`), or the languages that have none.
    pub fn read_language(&mut self, origin: &str, text: &str, neighbours: bool) -> Result<()> {
        match neighbours {
            true => self.inflection.extend(read_neighbours(origin, text)?),
            false => self.inflection.push(read_language(origin, text)?),
        }
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// When something cannot be written as JSON.
    pub fn finish(self) -> Result<Vec<u8>> {
        let mut out = ContainerWriter::default();
        out.add(s::COSTS, section_bytes(&self.costs)?);
        out.add(s::PARTS, section_bytes(&self.parts)?);
        out.add(s::LANGUAGES, section_bytes(&self.languages)?);
        out.add(s::STANDARDS, section_bytes(&self.standards)?);
        out.add(s::COUNTERPARTS, section_bytes(&self.counterparts)?);
        out.add(s::INFLECTION, section_bytes(&self.inflection)?);
        Ok(out.finish())
    }
}
