//! Linking every entry to its country, first-level and second-level division.

use std::collections::{BTreeMap, HashMap};

use super::merge::Codes;
use super::store::{Area, Store};
use crate::gazetteer::sections::OWN_ID;
use crate::gazetteer::{CountryCode, Level, PlaceId};

/// A division, before entries are numbered.
#[derive(Clone, Debug)]
pub(super) struct DivisionRecord {
    /// Index of the entry that describes it.
    pub entry: Option<usize>,
    pub parent: u32,
    pub country: CountryCode,
    pub level: Level,
}

/// The divisions (number 0, nowhere, left out) and the division number of every entry.
#[derive(Debug)]
pub(super) struct Hierarchy {
    pub divisions: Vec<DivisionRecord>,
    pub of: Vec<u32>,
}

impl Hierarchy {
    /// The country that an entry lies in.
    pub fn country_of(&self, entry: usize) -> Option<CountryCode> {
        Some(self.divisions.get((self.of[entry] as usize).checked_sub(1)?)?.country)
    }
}

/// Makes the hierarchy from the codes of the entries; `parents` (child id → parent id) helps those that carry no code.
pub(super) fn link(store: &Store, codes: &Codes, parents: &HashMap<u32, u32>) -> Hierarchy {
    let by_id = |id: Option<&u32>| id.and_then(|&n| store.find(&PlaceId::GeoNames(n)));
    let by_code = describing_entries(store);

    // Broader divisions first, so that a parent's number is known; BTreeMap keeps the order the same every time.
    let mut keys: BTreeMap<(Level, CountryCode, &str, &str), Option<usize>> = BTreeMap::new();
    for Area { country, admin1, admin2 } in used_areas(store) {
        let Some(country) = country else { continue };
        keys.entry((Level::Country, country, "", ""))
            .or_insert_with(|| by_id(codes.countries.get(&country)).or_else(|| by_code.get(&(country, "", "")).copied()));
        if is_code(admin1) {
            let code = format!("{country}.{admin1}");
            keys.entry((Level::Admin1, country, admin1, ""))
                .or_insert_with(|| by_id(codes.admin1.get(&code)).or_else(|| by_code.get(&(country, admin1, "")).copied()));
            if is_code(admin2) {
                let code = format!("{code}.{admin2}");
                keys.entry((Level::Admin2, country, admin1, admin2))
                    .or_insert_with(|| by_id(codes.admin2.get(&code)).or_else(|| by_code.get(&(country, admin1, admin2)).copied()));
            }
        }
    }

    let mut numbers: HashMap<(CountryCode, &str, &str), u32> = HashMap::new();
    let mut divisions = Vec::with_capacity(keys.len());
    for (&(level, country, admin1, admin2), &entry) in &keys {
        let parent = match level {
            Level::Country => 0,
            Level::Admin1 => numbers[&(country, "", "")],
            Level::Admin2 => numbers[&(country, admin1, "")],
        };
        divisions.push(DivisionRecord { entry, parent, country, level });
        numbers.insert((country, admin1, admin2), divisions.len() as u32);
    }

    let number = |area: Area<'_>| {
        let country = area.country?;
        let narrowest = numbers.get(&(country, area.admin1, area.admin2)).or_else(|| numbers.get(&(country, area.admin1, "")));
        narrowest.or_else(|| numbers.get(&(country, "", ""))).copied()
    };
    let of_area: Vec<u32> = store.areas().map(|area| number(area).unwrap_or(0)).collect();
    let mut of: Vec<u32> = store.entries.iter().map(|e| of_area[e.area as usize]).collect();
    if !parents.is_empty() {
        let countries = countries(store);
        for (i, e) in store.entries.iter().enumerate() {
            let area = store.area(e.area);
            if e.id & OWN_ID == 0 && area.admin1.is_empty() && !countries[usize::from(e.feature)] {
                // A parent with a narrower division of the same country says more than the entry itself.
                let parent = by_id(parents.get(&e.id)).filter(|&p| store.area(store.entries[p].area).country == area.country);
                of[i] = parent.map_or(of[i], |p| of[p]);
            }
        }
    }
    Hierarchy { divisions, of }
}

/// The areas that some entry lies in.
fn used_areas(store: &Store) -> impl Iterator<Item = Area<'_>> {
    let mut used = vec![false; store.areas().len()];
    for entry in &store.entries {
        used[entry.area as usize] = true;
    }
    store.areas().zip(used).filter_map(|(area, used)| used.then_some(area))
}

/// GeoNames writes `00` for "none".
fn is_code(code: &str) -> bool {
    !code.is_empty() && code != "00"
}

/// Of each feature code, whether it is that of a country or territory as a whole.
fn countries(store: &Store) -> Vec<bool> {
    let is_country = |code: &str| code.starts_with("PCL") && code != "PCLH" || code == "TERR";
    store.features.texts().map(|f| f.strip_prefix("A.").is_some_and(is_country)).collect()
}

/// Entries that describe a division by their feature code, for sources without a code table.
fn describing_entries(store: &Store) -> HashMap<(CountryCode, &str, &str), usize> {
    let countries = countries(store);
    let (first, second) = (store.features.find("A.ADM1"), store.features.find("A.ADM2"));
    let mut out = HashMap::new();
    for (i, e) in store.entries.iter().enumerate() {
        let is_country = countries[usize::from(e.feature)];
        let feature = Some(u32::from(e.feature));
        if !is_country && feature != first && feature != second {
            continue;
        }
        let Area { country: Some(country), admin1, admin2 } = store.area(e.area) else { continue };
        let key = match feature {
            _ if is_country => (country, "", ""),
            f if f == first => (country, admin1, ""),
            _ => (country, admin1, admin2),
        };
        out.entry(key).or_insert(i);
    }
    out
}
