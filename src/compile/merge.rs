//! Merging what the sources say of the same entry, and finding the entry that a curated row means.

use std::collections::{BTreeMap, HashMap};

use super::geonames::AlternateName;
use super::record::Record;
use super::table::{Row, Target};
use crate::error::{Error, Result};
use crate::gazetteer::{CountryCode, FeatureClass, NameKind, PlaceId};
use crate::text::fold;

/// Codes of the sources that lead to an id.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// GeoNames id of each country.
    pub countries: BTreeMap<CountryCode, u32>,
    /// `US.KY` → id.
    pub admin1: BTreeMap<String, u32>,
    /// `US.KY.111` → id.
    pub admin2: BTreeMap<String, u32>,
    /// `US-KY` → id.
    pub iso: BTreeMap<String, u32>,
}

/// All records by id.
#[derive(Debug, Default)]
pub(super) struct Merger {
    records: BTreeMap<PlaceId, Record>,
    /// Rows that add to an entry, with the place they stand at; resolved when everything else is read.
    pending: Vec<Row>,
    /// What could not be linked, for people.
    pub warnings: Vec<String>,
}

impl Merger {
    /// Adds a record; of two with one id, the first keeps what both have.
    pub fn add(&mut self, record: Record) {
        use std::collections::btree_map::Entry::{Occupied, Vacant};
        match self.records.entry(record.id.clone()) {
            Vacant(slot) => {
                slot.insert(record);
            }
            Occupied(slot) => absorb(slot.into_mut(), record),
        }
    }

    /// Adds a name to an entry that is known; others are none of ours.
    pub fn add_name(&mut self, name: &AlternateName<'_>) {
        if let Some(record) = self.records.get_mut(&PlaceId::GeoNames(name.geoname_id)) {
            record.add_name(name.text, name.kind);
        }
    }

    /// Adds a curated row: a new entry at once, an addition to another entry in [`finish`](Self::finish).
    pub fn add_row(&mut self, row: Row) -> Result<()> {
        match (&row.target, row.class, row.point) {
            (Target::Id(id), Some(class), Some(point)) if !row.name.is_empty() => {
                let id = id.clone();
                self.add(Record {
                    id,
                    name: row.name,
                    names: row.names,
                    class,
                    code: row.code,
                    country: row.country,
                    admin1: row.admin1,
                    admin2: String::new(),
                    point,
                    population: row.population,
                    radius_km: row.radius_km,
                });
                Ok(())
            }
            (Target::Id(PlaceId::Other(_)), ..) if !row.name.is_empty() => {
                Err(Error::message(format!("{}: a new entry needs class, lat and lon beside its name", row.line)))
            }
            _ => {
                self.pending.push(row);
                Ok(())
            }
        }
    }

    /// Applies the additions and hands the records over, by id.
    pub fn finish(mut self, codes: &Codes) -> (Vec<Record>, Vec<String>) {
        let cities = self.city_index();
        for row in std::mem::take(&mut self.pending) {
            let geonames = |id: Option<&u32>| id.map(|&n| PlaceId::GeoNames(n));
            let id = match &row.target {
                Target::Id(id) => Some(id.clone()),
                Target::Country(c) => geonames(codes.countries.get(c)),
                Target::Iso(code) => geonames(codes.iso.get(code)),
                Target::Admin1(code) => geonames(codes.admin1.get(code)),
                Target::City(country, name) => cities.get(&(*country, fold(name))).map(|(_, id)| id.clone()),
            };
            let Some(record) = id.and_then(|id| self.records.get_mut(&id)) else {
                self.warnings.push(format!("{}: no such entry in the sources", row.line));
                continue;
            };
            apply(record, row);
        }
        let iso_of: HashMap<&String, &String> =
            codes.iso.iter().filter_map(|(iso, id)| codes.admin1.iter().find(|(_, a)| *a == id).map(|(code, _)| (iso, code))).collect();
        let mut records: Vec<Record> = self.records.into_values().collect();
        for record in &mut records {
            if let Some(code) = record.admin1.strip_prefix("iso:").map(str::to_owned) {
                record.admin1 = iso_of.get(&code).and_then(|c| c.split_once('.')).map_or(String::new(), |(_, a)| a.to_owned());
            }
        }
        (records, self.warnings)
    }

    /// The most populous place of each name in each country.
    fn city_index(&self) -> HashMap<(CountryCode, String), ((bool, u64), PlaceId)> {
        let wanted: std::collections::HashSet<(CountryCode, String)> = self
            .pending
            .iter()
            .filter_map(|r| match &r.target {
                Target::City(c, name) => Some((*c, fold(name))),
                _ => None,
            })
            .collect();
        let mut index: HashMap<(CountryCode, String), ((bool, u64), PlaceId)> = HashMap::new();
        for r in self.records.values().filter(|r| r.class == FeatureClass::P) {
            let Some(country) = r.country else { continue };
            // A name that is displayed beats the same name among the alternates of a larger place.
            let own = std::iter::once((true, &r.name)).chain(r.names.iter().map(|n| (false, &n.text)));
            for (displayed, name) in own {
                let key = (country, fold(name));
                if !wanted.contains(&key) {
                    continue;
                }
                let rank = (displayed, r.population);
                match index.get(&key) {
                    Some((known, _)) if *known >= rank => {}
                    _ => {
                        index.insert(key, (rank, r.id.clone()));
                    }
                }
            }
        }
        index
    }
}

/// Takes over from `other` what `record` lacks.
fn absorb(record: &mut Record, other: Record) {
    if other.name != record.name {
        record.add_name(&other.name, NameKind::Alternate);
    }
    for n in other.names {
        record.add_name(&n.text, n.kind);
    }
    if record.population == 0 {
        record.population = other.population;
    }
    if record.radius_km == 0.0 {
        record.radius_km = other.radius_km;
    }
}

/// A curated row speaks with more authority than a source: its point and its kinds of names win.
fn apply(record: &mut Record, row: Row) {
    if !row.name.is_empty() && row.name != record.name {
        let former = std::mem::replace(&mut record.name, row.name);
        record.add_name(&former, NameKind::Alternate);
    }
    for n in row.names {
        record.add_name(&n.text, n.kind);
    }
    if let Some(point) = row.point {
        record.point = point;
    }
    if row.radius_km > 0.0 {
        record.radius_km = row.radius_km;
    }
    if row.population > 0 {
        record.population = row.population;
    }
}
