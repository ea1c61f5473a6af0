//! The builder: sources in, a gazetteer file out.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::geonames;
use super::hierarchy;
use super::merge::{Codes, Merger};
use super::name_parts::NameParts;
use super::output::AtomicFile;
use super::table::{self, Line};
use super::write;
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, Part};
use crate::gazetteer::sections::{HIDDEN, part_of};

/// Reads sources and writes a gazetteer file.
///
/// Add places before the names and tables that refer to them.
///
/// ```
/// use exonym::compile::GazetteerBuilder;
/// let header = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n";
/// let table = format!("{header}depot-7\tDepot Seven\tDepot 7\tS\tDEPO\tUA\t\t49.5\t31.2\t1\t\n");
/// let mut builder = GazetteerBuilder::new("acme", "1");
/// builder.read_table("depots.tsv", table.as_bytes())?;
/// let (bytes, _report) = builder.finish()?;
/// let gazetteer = exonym::Gazetteer::open(bytes)?;
/// assert_eq!(gazetteer.place(gazetteer.search("depot 7")[0]).id.to_string(), "acme:depot-7");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Debug)]
pub struct GazetteerBuilder {
    name: String,
    version: String,
    sources: Vec<serde_json::Value>,
    merger: Merger,
    codes: Codes,
    parents: HashMap<u32, u32>,
    name_parts: NameParts,
    /// Ids of entries to be hidden in layers below.
    hidden: BTreeSet<String>,
}

/// What a build made.
#[derive(Clone, Debug)]
pub struct BuildReport {
    /// Entries written.
    pub entries: usize,
    /// Rows that found no entry to add to, names with more meanings than a file holds.
    pub warnings: Vec<String>,
}

impl GazetteerBuilder {
    /// A builder; `name` is also the prefix of the ids of its own entries.
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> GazetteerBuilder {
        GazetteerBuilder {
            name: name.into(),
            version: version.into(),
            sources: Vec::new(),
            merger: Merger::default(),
            codes: Codes::default(),
            parents: HashMap::new(),
            name_parts: NameParts::default(),
            hidden: BTreeSet::new(),
        }
    }

    /// Records a source and its licence in the file's provenance.
    pub fn source(&mut self, title: &str, licence: &str) {
        self.sources.push(serde_json::json!({"title": title, "licence": licence}));
    }

    /// Reads a GeoNames table of places.
    ///
    /// # Errors
    /// Here and below: when a line is not what its format says; the message names file, line and fault.
    pub fn read_places(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_places(origin, input, |r| self.merger.add(r))
    }

    /// Reads `alternateNamesV2.txt`; names of entries not read before are passed over.
    pub fn read_alternate_names(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_alternate_names(origin, input, |n| self.merger.add_name(&n))
    }

    /// Reads `admin1CodesASCII.txt`.
    pub fn read_admin1(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_admin_codes(origin, input, |code, id| {
            self.codes.admin1.insert(code.to_owned(), id);
        })
    }

    /// Reads `admin2Codes.txt`.
    pub fn read_admin2(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_admin_codes(origin, input, |code, id| {
            self.codes.admin2.insert(code.to_owned(), id);
        })
    }

    /// Reads `countryInfo.txt`.
    pub fn read_country_info(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_country_info(origin, input, |country, id| {
            self.codes.countries.insert(country, id);
        })
    }

    /// Reads `hierarchy.txt`.
    pub fn read_hierarchy(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::read_hierarchy(origin, input, |parent, child| {
            self.parents.insert(child, parent);
        })
    }

    /// Reads ISO 3166-2 codes with their GeoNames ids, two columns under a header line that begins with `iso`.
    pub fn read_iso_codes(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        geonames::for_each_line(origin, input, 2, |f| {
            if f[0] == "iso" {
                return Ok(());
            }
            let id = f[1].parse().map_err(|_| format!("`{}` is not a GeoNames id", f[1]))?;
            self.codes.iso.insert(f[0].to_owned(), id);
            Ok(())
        })
    }

    /// Reads a curated table (`data/curated/SCHEMA.md`).
    pub fn read_table(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        let mut fault = None;
        let prefix = self.name.clone();
        table::read_table(origin, &prefix, input, |line| match line {
            Line::Hide(id) => {
                self.hidden.insert(id.to_string());
            }
            Line::Row(row) => {
                if let Err(e) = self.merger.add_row(row) {
                    fault.get_or_insert(e);
                }
            }
        })?;
        fault.map_or(Ok(()), Err)
    }

    /// Reads words that stand for each other in names, two columns: `Saint`, `St.`
    pub fn read_name_parts(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        self.name_parts.read(origin, input)
    }

    /// Opens `path` and reads it by one of the methods above.
    ///
    /// # Errors
    /// When the file cannot be opened, and as the method says.
    pub fn read_file(&mut self, path: &Path, read: impl FnOnce(&mut Self, &str, BufReader<File>) -> Result<()>) -> Result<()> {
        let file = File::open(path).map_err(|e| Error::io("open", path, e))?;
        read(self, &path.display().to_string(), BufReader::new(file))
    }

    /// Merges, links and lays out what was read, as one file.
    ///
    /// # Errors
    /// When there is more than a file can hold.
    pub fn finish(self) -> Result<(Vec<u8>, BuildReport)> {
        let (out, report) = self.assemble(&mut |_| {})?;
        Ok((out.finish(), report))
    }

    /// As [`finish`](Self::finish), divided into two files: what is told of entries, and how names lead to them.
    /// They are opened together by [`Gazetteer::open_parts_unverified`](crate::Gazetteer::open_parts_unverified).
    ///
    /// # Errors
    /// As there.
    pub fn finish_divided(self) -> Result<([Vec<u8>; 2], BuildReport)> {
        let (out, report) = self.assemble(&mut |_| {})?;
        let parts: Vec<Vec<u8>> = out.into_parts(part_of).iter().map(Part::to_bytes).collect();
        Ok((parts.try_into().expect("two parts"), report))
    }

    /// Merges, links and writes what was read to `path`, or divided to `path` and `names_path`, without holding a whole
    /// file in memory. Files come under their names when all are whole; `stage` hears what is being done, for people.
    ///
    /// # Errors
    /// When there is more than a file can hold, or it cannot be written; what stood under the names is untouched then.
    pub fn write(self, path: &Path, names_path: Option<&Path>, mut stage: impl FnMut(&'static str)) -> Result<BuildReport> {
        let (out, report) = self.assemble(&mut stage)?;
        stage("writing the file");
        let parts = out.into_parts(|tag| if names_path.is_some() { part_of(tag) } else { 0 });
        let written = [path].into_iter().chain(names_path).zip(parts).map(|(path, part)| AtomicFile::write(path, |out| part.write_to(out)));
        for file in written.collect::<Result<Vec<_>>>()? {
            file.commit()?;
        }
        Ok(report)
    }

    fn assemble(self, stage: &mut dyn FnMut(&'static str)) -> Result<(ContainerWriter, BuildReport)> {
        stage("merging");
        let (store, mut warnings) = self.merger.finish(&self.codes)?;
        let hierarchy = hierarchy::link(&store, &self.codes, &self.parents);
        let entries = store.entries.len();
        let meta = serde_json::json!({"name": self.name, "version": self.version, "entries": entries, "sources": self.sources});
        let (mut out, crowded) = write::write(store, hierarchy, &self.name_parts, &meta.to_string(), stage)?;
        warnings.extend(crowded);
        if !self.hidden.is_empty() {
            let ids: Vec<String> = self.hidden.into_iter().collect();
            out.add(HIDDEN, ids.join("\n").into_bytes());
        }
        Ok((out, BuildReport { entries, warnings }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn a_crowded_name_refuses_no_build() {
        let mut table = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n".to_owned();
        for n in 1..=31_750 {
            table += &format!("{n}\tAllerheiligen\t\tP\tPPL\tAT\t\t47\t{}\t\t{n}\n", f64::from(n) / 1e4);
        }
        let mut builder = GazetteerBuilder::new("t", "1");
        builder.read_table("t.tsv", table.as_bytes()).unwrap();
        let (bytes, report) = builder.finish().unwrap();
        assert_eq!(report.entries, 31_750);
        assert_eq!(report.warnings, ["the name `allerheiligen` has more than 31744 meanings: the 6 least populous are left out"]);
        let gazetteer = Gazetteer::open(bytes).unwrap();
        let meanings = gazetteer.meanings("Allerheiligen");
        assert_eq!(meanings.len(), 31_744);
        assert_eq!(gazetteer.population(meanings[0].entry), 31_750);
        assert_eq!(gazetteer.population(meanings[31_743].entry), 7, "the most populous stay");
    }
}
