//! Linking every entry to its country, first-level and second-level division.

use std::collections::{BTreeMap, HashMap};

use super::merge::Codes;
use super::record::Record;
use crate::gazetteer::{CountryCode, FeatureClass, Level, PlaceId};

/// A division, before entries are numbered.
#[derive(Clone, Debug)]
pub(super) struct DivisionRecord {
    /// Index of the record that describes it.
    pub record: Option<usize>,
    pub parent: u32,
    pub country: CountryCode,
    pub level: Level,
}

/// The divisions (number 0, nowhere, left out) and the division number of every record.
#[derive(Debug)]
pub(super) struct Hierarchy {
    pub divisions: Vec<DivisionRecord>,
    pub of: Vec<u32>,
}

/// Makes the hierarchy from the codes of the records; `parents` (child id → parent id) helps those that carry no code.
pub(super) fn link(records: &[Record], codes: &Codes, parents: &HashMap<u32, u32>) -> Hierarchy {
    let index: HashMap<&PlaceId, usize> = records.iter().enumerate().map(|(i, r)| (&r.id, i)).collect();
    let by_id = |id: Option<&u32>| id.and_then(|&n| index.get(&PlaceId::GeoNames(n)).copied());
    let by_code = describing_records(records);

    // Broader divisions first, so that a parent's number is known; BTreeMap keeps the order the same every time.
    let mut keys: BTreeMap<(Level, CountryCode, &str, &str), Option<usize>> = BTreeMap::new();
    for r in records {
        let Some(country) = r.country else { continue };
        keys.entry((Level::Country, country, "", ""))
            .or_insert_with(|| by_id(codes.countries.get(&country)).or_else(|| by_code.get(&(country, "", "")).copied()));
        if is_code(&r.admin1) {
            let code = format!("{country}.{}", r.admin1);
            keys.entry((Level::Admin1, country, &r.admin1, ""))
                .or_insert_with(|| by_id(codes.admin1.get(&code)).or_else(|| by_code.get(&(country, &*r.admin1, "")).copied()));
            if is_code(&r.admin2) {
                let code = format!("{code}.{}", r.admin2);
                keys.entry((Level::Admin2, country, &r.admin1, &r.admin2))
                    .or_insert_with(|| by_id(codes.admin2.get(&code)).or_else(|| by_code.get(&(country, &*r.admin1, &*r.admin2)).copied()));
            }
        }
    }

    let mut numbers: HashMap<(CountryCode, &str, &str), u32> = HashMap::new();
    let mut divisions = Vec::with_capacity(keys.len());
    for (&(level, country, admin1, admin2), &record) in &keys {
        let parent = match level {
            Level::Country => 0,
            Level::Admin1 => numbers[&(country, "", "")],
            Level::Admin2 => numbers[&(country, admin1, "")],
        };
        divisions.push(DivisionRecord { record, parent, country, level });
        numbers.insert((country, admin1, admin2), divisions.len() as u32);
    }

    let number = |r: &Record| {
        let country = r.country?;
        numbers.get(&(country, &*r.admin1, &*r.admin2)).or_else(|| numbers.get(&(country, &*r.admin1, ""))).or_else(|| numbers.get(&(country, "", ""))).copied()
    };
    let mut of: Vec<u32> = records.iter().map(|r| number(r).unwrap_or(0)).collect();
    for (i, r) in records.iter().enumerate() {
        let PlaceId::GeoNames(id) = r.id else { continue };
        if r.admin1.is_empty() && !r.is_country() {
            // A parent with a narrower division of the same country says more than the record itself.
            let parent = by_id(parents.get(&id)).filter(|&p| records[p].country == r.country);
            of[i] = parent.map_or(of[i], |p| of[p]);
        }
    }
    Hierarchy { divisions, of }
}

/// GeoNames writes `00` for "none".
fn is_code(code: &str) -> bool {
    !code.is_empty() && code != "00"
}

/// Records that describe a division by their feature code, for sources without a code table.
fn describing_records(records: &[Record]) -> HashMap<(CountryCode, &str, &str), usize> {
    let mut out = HashMap::new();
    for (i, r) in records.iter().enumerate().filter(|(_, r)| r.class == FeatureClass::A) {
        let Some(country) = r.country else { continue };
        let key = match r.code.as_str() {
            _ if r.is_country() => (country, "", ""),
            "ADM1" => (country, &*r.admin1, ""),
            "ADM2" => (country, &*r.admin1, &*r.admin2),
            _ => continue,
        };
        out.entry(key).or_insert(i);
    }
    out
}
