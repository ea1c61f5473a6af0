//! Merging what the sources say of the same entry, and finding the entry that a curated row means.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::geonames::AlternateName;
use super::record::{Record, SourceName};
use super::store::{Area, Store, clamp, tenths};
use super::table::{Row, Target};
use crate::error::{Error, Result};
use crate::gazetteer::{CountryCode, NameKind, PlaceId};
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

/// All entries, and the rows that wait for them.
#[derive(Debug, Default)]
pub(super) struct Merger {
    store: Store,
    /// Rows that add to an entry, with the place they stand at; resolved when everything else is read.
    pending: Vec<Row>,
    /// What could not be linked, for people.
    warnings: Vec<String>,
}

impl Merger {
    /// Adds a record; of two with one id, the first keeps what both have.
    pub fn add(&mut self, record: &Record<'_>) -> Result<(), String> {
        match self.store.find(&record.id) {
            None => self.store.insert(record),
            Some(known) => absorb(&mut self.store, known, record),
        }
    }

    /// Adds a name to an entry that is known; others are none of ours.
    pub fn add_name(&mut self, name: &AlternateName<'_>) -> Result<(), String> {
        match self.store.find(&PlaceId::GeoNames(name.geoname_id)) {
            Some(entry) => self.store.add_name(entry, name.name),
            None => Ok(()),
        }
    }

    /// Adds a curated row: a new entry at once, an addition to another entry in [`finish`](Self::finish).
    pub fn add_row(&mut self, row: Row) -> Result<()> {
        match (&row.target, row.class, row.point) {
            (Target::Id(id), Some(class), Some(point)) if !row.name.is_empty() => self
                .add(&Record {
                    id: id.clone(),
                    name: &row.name,
                    names: row.names.iter().map(SourceName::lend).collect(),
                    class,
                    code: &row.code,
                    country: row.country,
                    admin1: &row.admin1,
                    admin2: "",
                    point,
                    population: row.population,
                    radius_km: row.radius_km,
                })
                .map_err(|what| Error::message(format!("{}: {what}", row.line))),
            (Target::Id(PlaceId::Other(_)), ..) if !row.name.is_empty() => {
                Err(Error::message(format!("{}: a new entry needs class, lat and lon beside its name", row.line)))
            }
            _ => {
                self.pending.push(row);
                Ok(())
            }
        }
    }

    /// Applies the additions and hands the entries over, by id, with the warnings.
    pub fn finish(mut self, codes: &Codes) -> Result<(Store, Vec<String>)> {
        self.store.sort();
        let cities = self.city_index();
        for row in std::mem::take(&mut self.pending) {
            let geonames = |id: Option<&u32>| id.and_then(|&n| self.store.find(&PlaceId::GeoNames(n)));
            let entry = match &row.target {
                Target::Id(id) => self.store.find(id),
                Target::Country(c) => geonames(codes.countries.get(c)),
                Target::Iso(code) => geonames(codes.iso.get(code)),
                Target::Admin1(code) => geonames(codes.admin1.get(code)),
                Target::City(country, name) => cities.get(&(*country, fold(name))).map(|&(_, entry)| entry),
            };
            let Some(entry) = entry else {
                self.warnings.push(format!("{}: no such entry in the sources", row.line));
                continue;
            };
            apply(&mut self.store, entry, &row).map_err(|what| Error::message(format!("{}: {what}", row.line)))?;
        }
        resolve_iso_codes(&mut self.store, codes);
        Ok((self.store, self.warnings))
    }

    /// The most populous place of each name that a row asks for, in each country.
    fn city_index(&self) -> HashMap<(CountryCode, String), (u64, usize)> {
        let mut wanted: HashMap<CountryCode, HashSet<String>> = HashMap::new();
        for row in &self.pending {
            if let Target::City(country, name) = &row.target {
                wanted.entry(*country).or_default().insert(fold(name));
            }
        }
        let mut index: HashMap<(CountryCode, String), (u64, usize)> = HashMap::new();
        if wanted.is_empty() {
            return index;
        }
        for (i, entry) in self.store.entries.iter().enumerate() {
            let Some(country) = self.store.area(entry.area).country else { continue };
            let Some(wanted) = wanted.get(&country) else { continue };
            if !self.store.features.text(u32::from(entry.feature)).starts_with("P.") {
                continue;
            }
            // A name that is displayed beats the same name among the alternates of a larger place.
            let own = std::iter::once((1u64 << 40, self.store.displayed(entry))).chain(self.store.names(entry).map(|name| (0, name.text)));
            for (bonus, name) in own {
                let name = fold(name);
                if !wanted.contains(&name) {
                    continue;
                }
                let rank = u64::from(entry.population) + bonus;
                let best = index.entry((country, name)).or_insert((rank, i));
                if rank > best.0 {
                    *best = (rank, i);
                }
            }
        }
        index
    }
}

/// Puts the GeoNames code where a row of a table gave an ISO 3166-2 code.
fn resolve_iso_codes(store: &mut Store, codes: &Codes) {
    let mut code_of: HashMap<u32, &str> = HashMap::new();
    for (code, &id) in &codes.admin1 {
        code_of.entry(id).or_insert(code);
    }
    let mut resolved: HashMap<u32, u32> = HashMap::new();
    let areas: Vec<(u32, Option<CountryCode>, String, String)> = (0..)
        .zip(store.areas())
        .filter_map(|(n, area)| Some((n, area.country, area.admin1.strip_prefix("iso:")?.to_owned(), area.admin2.to_owned())))
        .collect();
    for (number, country, iso, admin2) in areas {
        let admin1 = codes.iso.get(&iso).and_then(|id| code_of.get(id)).and_then(|code| code.split_once('.')).map_or("", |(_, admin1)| admin1);
        resolved.insert(number, store.area_number(Area { country, admin1, admin2: &admin2 }));
    }
    if resolved.is_empty() {
        return;
    }
    for entry in &mut store.entries {
        entry.area = resolved.get(&entry.area).copied().unwrap_or(entry.area);
    }
}

/// Takes over from `other` what an entry lacks.
fn absorb(store: &mut Store, entry: usize, other: &Record<'_>) -> Result<(), String> {
    if other.name != store.displayed(&store.entries[entry]) {
        store.add_name(entry, SourceName::new(other.name, NameKind::Alternate))?;
    }
    for &name in &other.names {
        store.add_name(entry, name)?;
    }
    let entry = &mut store.entries[entry];
    if entry.population == 0 {
        entry.population = clamp(other.population);
    }
    if entry.radius == 0 {
        entry.radius = tenths(other.radius_km);
    }
    Ok(())
}

/// A curated row speaks with more authority than a source: its point and its kinds of names win.
fn apply(store: &mut Store, entry: usize, row: &Row) -> Result<(), String> {
    let former = store.displayed(&store.entries[entry]).to_owned();
    if !row.name.is_empty() && row.name != former {
        store.display(entry, &row.name)?;
        store.add_name(entry, SourceName::new(&former, NameKind::Alternate))?;
    }
    for name in &row.names {
        store.add_name(entry, name.lend())?;
    }
    let entry = &mut store.entries[entry];
    if let Some(point) = row.point {
        entry.set_point(point);
    }
    if row.radius_km > 0.0 {
        entry.radius = tenths(row.radius_km);
    }
    if row.population > 0 {
        entry.population = clamp(row.population);
    }
    Ok(())
}
