//! All entries of a build in memory: thirty-two bytes each, and their names in one arena.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::intern::Interner;
use super::record::{Record, SourceName};
use super::texts::Texts;
use crate::gazetteer::{CountryCode, NameKind, Period, PlaceId, sections as s};
use crate::geo::Point;

/// An entry as it is kept: numbers in the form and width that the file gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The GeoNames id, or [`s::OWN_ID`] plus the number of the slug.
    pub id: u32,
    /// Where the displayed name is in the texts.
    name: u32,
    first_name: u32,
    /// Number of its codes of country and divisions, see [`Area`].
    pub area: u32,
    pub latitude: u32,
    pub longitude: u32,
    pub population: u32,
    /// Tenths of a kilometre.
    pub radius: u16,
    /// Number of its class and code, `P.PPL`.
    pub feature: u16,
}

/// A name, chained to the next one of its entry.
#[derive(Clone, Copy, Debug)]
struct Name {
    text: u32,
    next: u32,
    kind: NameKind,
}

/// Ends a chain of names.
const NONE: u32 = u32::MAX;

/// Country and divisions by their codes, as the sources write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area<'a> {
    pub country: Option<CountryCode>,
    pub admin1: &'a str,
    pub admin2: &'a str,
}

/// The entries.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub entries: Vec<Entry>,
    names: Vec<Name>,
    /// When names were in use, by their index: known of few.
    periods: FxHashMap<u32, Period>,
    texts: Texts,
    /// `P.PPL`
    pub features: Interner,
    /// `US`, `KY`, `111`, with tabs between.
    areas: Interner,
    /// Ids that are not GeoNames ids.
    pub slugs: Interner,
    /// Id → index of the entry.
    index: HashMap<u32, u32>,
}

impl Store {
    /// The index of the entry of an id.
    pub fn find(&self, id: &PlaceId) -> Option<usize> {
        let id = match id {
            PlaceId::GeoNames(n) => *n,
            PlaceId::Other(slug) => s::OWN_ID | self.slugs.find(slug)?,
        };
        self.index.get(&id).map(|&i| i as usize)
    }

    /// Adds an entry whose id is not there yet.
    ///
    /// # Errors
    /// Here and below: when there is more than the store can number.
    pub fn insert(&mut self, record: &Record<'_>) -> Result<(), String> {
        let id = match &record.id {
            PlaceId::GeoNames(n) => *n,
            PlaceId::Other(slug) => s::OWN_ID | self.slugs.number(slug),
        };
        let feature = self.features.number(&format!("{:?}.{}", record.class, record.code));
        let area = self.area_number(Area { country: record.country, admin1: record.admin1, admin2: record.admin2 });
        let index = self.entries.len();
        if index == s::MAX_ENTRIES {
            return Err(format!("more than {index} entries, the most that a file can number: build several files"));
        }
        self.entries.push(Entry {
            id,
            name: self.texts.push(record.name)?,
            first_name: NONE,
            area,
            latitude: s::fixed_degrees(record.point.lat),
            longitude: s::fixed_degrees(record.point.lon),
            population: clamp(record.population),
            radius: tenths(record.radius_km),
            feature: u16::try_from(feature).map_err(|_| "more than 65,536 feature codes".to_owned())?,
        });
        self.index.insert(id, index as u32);
        for &name in &record.names {
            self.add_name(index, name)?;
        }
        Ok(())
    }

    /// Adds a name to an entry unless it is there already under the same kind; its period is told by the first that knows it.
    pub fn add_name(&mut self, entry: usize, name: SourceName<&str>) -> Result<(), String> {
        let (text, kind) = (name.text.trim(), name.kind);
        if text.is_empty() {
            return Ok(());
        }
        // A text that the entry has under another kind is kept once.
        let displayed = self.entries[entry].name;
        let mut known = (self.texts.get(displayed) == text).then_some(displayed);
        let (mut last, mut at) = (NONE, self.entries[entry].first_name);
        while at != NONE {
            let other = self.names[at as usize];
            if known == Some(other.text) || known.is_none() && self.texts.get(other.text) == text {
                if other.kind == kind {
                    self.date(at, name.period);
                    return Ok(());
                }
                known = Some(other.text);
            }
            (last, at) = (at, other.next);
        }
        let text = known.map_or_else(|| self.texts.push(text), Ok)?;
        let new = u32::try_from(self.names.len()).ok().filter(|&n| n != NONE).ok_or("more than four thousand million names")?;
        self.names.push(Name { text, next: NONE, kind });
        match last {
            NONE => self.entries[entry].first_name = new,
            last => self.names[last as usize].next = new,
        }
        self.date(new, name.period);
        Ok(())
    }

    /// Notes when a name was in use, unless that is known.
    fn date(&mut self, name: u32, period: Option<Period>) {
        if let Some(period) = period {
            self.periods.entry(name).or_insert(period);
        }
    }

    /// The displayed name of an entry.
    pub fn displayed(&self, entry: &Entry) -> &str {
        self.texts.get(entry.name)
    }

    /// Displays another name; the former one is forgotten.
    pub fn display(&mut self, entry: usize, name: &str) -> Result<(), String> {
        self.entries[entry].name = self.texts.push(name)?;
        Ok(())
    }

    /// The other names of an entry, in the order they came.
    pub fn names(&self, entry: &Entry) -> impl Iterator<Item = SourceName<&str>> {
        let mut at = entry.first_name;
        std::iter::from_fn(move || {
            let name = self.names.get(at as usize)?;
            let period = self.periods.get(&at).copied();
            at = name.next;
            Some(SourceName { text: self.texts.get(name.text), kind: name.kind, period })
        })
    }

    /// The codes of an entry, or of any other number of an area.
    pub fn area(&self, number: u32) -> Area<'_> {
        parse_area(self.areas.text(number))
    }

    /// The codes of all areas, by number.
    pub fn areas(&self) -> impl ExactSizeIterator<Item = Area<'_>> {
        self.areas.texts().map(parse_area)
    }

    /// The number of an area.
    pub fn area_number(&mut self, area: Area<'_>) -> u32 {
        let country = area.country.as_ref().map_or("", CountryCode::as_str);
        self.areas.number(&format!("{country}\t{}\t{}", area.admin1, area.admin2))
    }

    /// Puts the entries in the order of their ids, numbers first, and numbers the slugs in that order.
    pub fn sort(&mut self) {
        let renumbered = self.slugs.sort();
        for entry in &mut self.entries {
            if entry.id & s::OWN_ID != 0 {
                entry.id = s::OWN_ID | renumbered[(entry.id & !s::OWN_ID) as usize];
            }
        }
        self.entries.sort_unstable_by_key(|e| e.id);
        self.index.clear();
        self.index.extend(self.entries.iter().enumerate().map(|(i, e)| (e.id, i as u32)));
    }
}

impl Entry {
    /// The point as it will be read back.
    pub fn point(&self) -> Point {
        Point::new(s::degrees(self.latitude), s::degrees(self.longitude))
    }

    /// Moves the entry.
    pub fn set_point(&mut self, point: Point) {
        (self.latitude, self.longitude) = (s::fixed_degrees(point.lat), s::fixed_degrees(point.lon));
    }
}

/// Inhabitants as they are kept.
pub(super) fn clamp(population: u64) -> u32 {
    u32::try_from(population).unwrap_or(u32::MAX)
}

/// A radius as it is kept.
pub(super) fn tenths(radius_km: f64) -> u16 {
    (radius_km * 10.0).round().clamp(0.0, 65535.0) as u16
}

fn parse_area(text: &str) -> Area<'_> {
    let mut fields = text.splitn(3, '\t');
    let mut next = || fields.next().unwrap_or("");
    Area { country: CountryCode::new(next()), admin1: next(), admin2: next() }
}
