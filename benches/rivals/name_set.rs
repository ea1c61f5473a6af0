//! The sets of names that are sought.

use std::fmt::Write as _;
use std::path::Path;

use exonym::compile::GazetteerBuilder;
use exonym::{Bytes, Gazetteer};

use crate::options::Options;

const SOME: &str = "100k";
/// The set that others are compared with.
pub const EMBEDDED: &str = "embedded";

/// A set of names: those of a gazetteer.
pub struct NameSet {
    pub label: String,
    pub gazetteer: Gazetteer<Bytes>,
}

impl NameSet {
    /// Every distinct name, folded, in byte order.
    pub fn names(&self) -> Vec<String> {
        let names: Vec<String> = self.gazetteer.all_names().collect();
        // Otherwise all contenders could agree that there is nothing to find.
        assert_eq!(names.len(), self.gazetteer.name_count(), "{}: a damaged file, or one of another build", self.label);
        names
    }
}

/// The sets that are asked for, smallest first.
pub fn all(world: &Gazetteer<Bytes>, options: &Options) -> Vec<NameSet> {
    let mut sets = Vec::new();
    if options.wants_set(SOME) {
        sets.push(NameSet { label: SOME.to_owned(), gazetteer: some_of(world, 100_000) });
    }
    if options.wants_set(EMBEDDED) {
        sets.push(NameSet { label: EMBEDDED.to_owned(), gazetteer: Gazetteer::embedded() });
    }
    for path in &options.gazetteers {
        let label = Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if options.wants_set(&label) {
            let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("cannot read {path}: {e}"));
            let gazetteer = Gazetteer::open_unverified(bytes).unwrap_or_else(|e| panic!("{path}: {e}")).into_shared();
            sets.push(NameSet { label, gazetteer });
        }
    }
    sets.sort_by_key(|set| set.gazetteer.name_count());
    sets
}

/// A gazetteer of so many names from all over another, with one entry a name.
fn some_of(world: &Gazetteer<Bytes>, count: usize) -> Gazetteer<Bytes> {
    let step = (world.name_count() / count).max(1);
    let mut table = String::from("id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n");
    for (i, name) in world.all_names().step_by(step).take(count).enumerate() {
        let (lat, lon) = (i % 170, i % 359);
        writeln!(table, "n{i}\t{name}\t\tP\tPPL\tUA\t\t{}\t{}\t\t", lat as i32 - 85, lon as i32 - 179).expect("a string grows");
    }
    let mut builder = GazetteerBuilder::new("some", "1");
    builder.read_table("some", table.as_bytes()).expect("a table as it should be");
    let gazetteer = Gazetteer::open(builder.finish().expect("it fits").0).expect("what was written").into_shared();
    assert_eq!(gazetteer.name_count(), count);
    gazetteer
}
