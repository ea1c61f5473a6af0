//! A gazetteer over borrowed, owned or mapped bytes.

use std::sync::Arc;

use super::place::{FeatureClass, Level, Place, PlaceId};
use super::sections as s;
use crate::error::{Error, Result};
use crate::format::{Column, Container, Located, SectionInfo, StringList, Tag};
use crate::geo::Point;

/// An entry's number within one gazetteer file. It is not stable across files; [`PlaceId`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Bytes of a gazetteer whose owner no longer matters.
#[derive(Clone)]
pub enum Bytes {
    /// Inside the program.
    Static(&'static [u8]),
    /// Read, mapped or otherwise held.
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl AsRef<[u8]> for Bytes {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Static(b) => b,
            Bytes::Shared(b) => (**b).as_ref(),
        }
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({})", self.as_ref().len())
    }
}

/// A gazetteer file, read in place.
///
/// ```
/// let world = exonym::Gazetteer::embedded();
/// let petrykaw = world.search("Petrikov")[0];
/// assert_eq!(world.place(petrykaw).id.to_string(), "geonames:623581");
/// ```
#[derive(Debug)]
pub struct Gazetteer<B> {
    pub(super) container: Container<B>,
    pub(super) counts: Counts,
    pub(super) ranges: Ranges,
    features: Vec<(FeatureClass, String)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    pub entries: usize,
    pub names: usize,
}

/// Where the sections are, looked up once.
#[derive(Debug)]
pub(super) struct Ranges {
    ids: Located,
    latitudes: Located,
    longitudes: Located,
    populations: Located,
    features: Located,
    entry_divisions: Located,
    radii: Located,
    divisions: Located,
    slug_offsets: Located,
    slug_bytes: Located,
    display_offsets: Located,
    display_bytes: Located,
    pub name_heads: Located,
    pub name_offsets: Located,
    pub name_blocks: Located,
    pub postings: Located,
    pub name_index: Located,
    pub demonyms: Located,
    pub skeletons: Located,
    pub periods: Located,
}

impl<B: AsRef<[u8]>> Gazetteer<B> {
    /// Opens a gazetteer and compares every section with its checksum: one pass over the bytes.
    ///
    /// # Errors
    /// When the bytes are not a gazetteer, are of another format version, or were cut off or changed;
    /// the message names the section.
    pub fn open(bytes: B) -> Result<Gazetteer<B>> {
        let gazetteer = Gazetteer::open_unverified(bytes)?;
        gazetteer.container.verify()?;
        Ok(gazetteer)
    }

    /// Opens a gazetteer without reading it through: constant time, for mapped files of gigabytes and bytes that are trusted.
    ///
    /// Header, section table and section lengths are still checked, and every later read stays in bounds:
    /// damage inside a section gives wrong or missing entries, never a panic.
    ///
    /// # Errors
    /// As [`open`](Self::open), but for damage inside a section.
    pub fn open_unverified(bytes: B) -> Result<Gazetteer<B>> {
        Gazetteer::open_parts_unverified(vec![bytes])
    }

    /// Opens a gazetteer that was divided into several files, as [`open_unverified`](Self::open_unverified) does.
    ///
    /// # Errors
    /// As there, and when the parts come from different builds.
    pub fn open_parts_unverified(parts: Vec<B>) -> Result<Gazetteer<B>> {
        let container = Container::open(parts)?;
        let counts = read_counts(&container)?;
        let range = |tag| container.locate(tag);
        let ranges = Ranges {
            ids: range(s::IDS),
            latitudes: range(s::LATITUDES),
            longitudes: range(s::LONGITUDES),
            populations: range(s::POPULATIONS),
            features: range(s::FEATURES),
            entry_divisions: range(s::ENTRY_DIVISIONS),
            radii: range(s::RADII),
            divisions: range(s::DIVISIONS),
            slug_offsets: range(s::SLUG_OFFSETS),
            slug_bytes: range(s::SLUG_BYTES),
            display_offsets: range(s::DISPLAY_OFFSETS),
            display_bytes: range(s::DISPLAY_BYTES),
            name_heads: range(s::NAME_HEADS),
            name_offsets: range(s::NAME_OFFSETS),
            name_blocks: range(s::NAME_BLOCKS),
            postings: range(s::POSTINGS),
            name_index: range(s::NAME_INDEX),
            demonyms: range(s::DEMONYMS),
            skeletons: range(s::SKELETONS),
            periods: range(s::PERIODS),
        };
        let features = read_features(&container)?;
        Ok(Gazetteer { container, counts, ranges, features })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.counts.entries
    }

    /// Whether it holds no entry.
    pub fn is_empty(&self) -> bool {
        self.counts.entries == 0
    }

    /// Number of distinct folded names.
    pub fn name_count(&self) -> usize {
        self.counts.names
    }

    /// Name, version, sources and licences of the file, as a JSON object.
    pub fn provenance(&self) -> &str {
        std::str::from_utf8(self.container.section(s::META)).unwrap_or("{}")
    }

    /// Name and version, for saying what answered.
    pub fn label(&self) -> String {
        let meta: serde_json::Value = serde_json::from_str(self.provenance()).unwrap_or_default();
        let text = |key: &str| meta[key].as_str().unwrap_or("?").to_owned();
        format!("{} {}", text("name"), text("version"))
    }

    /// The sections of the file.
    pub fn sections(&self) -> &[SectionInfo] {
        self.container.sections()
    }

    /// Compares every section with its checksum.
    ///
    /// # Errors
    /// Names the first section that differs.
    pub fn verify(&self) -> Result<()> {
        self.container.verify()
    }

    /// Everything that is told of an entry.
    pub fn place(&self, entry: EntryId) -> Place {
        let (class, code) = self.feature(entry);
        let admin1 = self.container(entry, Level::Admin1);
        Place {
            id: self.id(entry),
            name: self.name(entry).to_owned(),
            country: self.country(entry),
            admin1: admin1.map(|a| self.name(a).to_owned()),
            feature_class: class,
            feature_code: code.to_owned(),
            point: self.point(entry),
            population: Some(u64::from(self.population(entry))).filter(|&p| p > 0),
            precision_km: self.radius_km(entry),
        }
    }

    /// Its id.
    pub fn id(&self, entry: EntryId) -> PlaceId {
        let id = self.column(&self.ranges.ids).get(entry.0 as usize);
        if id & s::OWN_ID == 0 {
            return PlaceId::GeoNames(id);
        }
        let slugs = StringList { offsets: self.container.at(&self.ranges.slug_offsets), bytes: self.container.at(&self.ranges.slug_bytes) };
        PlaceId::Other(slugs.get((id & !s::OWN_ID) as usize).to_owned())
    }

    /// Its display name.
    pub fn name(&self, entry: EntryId) -> &str {
        let list = StringList { offsets: self.container.at(&self.ranges.display_offsets), bytes: self.container.at(&self.ranges.display_bytes) };
        list.get(entry.0 as usize)
    }

    /// Its representative point.
    pub fn point(&self, entry: EntryId) -> Point {
        let i = entry.0 as usize;
        Point::new(s::degrees(self.column(&self.ranges.latitudes).get(i)), s::degrees(self.column(&self.ranges.longitudes).get(i)))
    }

    /// Its inhabitants; 0 where unknown.
    pub fn population(&self, entry: EntryId) -> u32 {
        self.column(&self.ranges.populations).get(entry.0 as usize)
    }

    /// Its GeoNames feature class and code.
    pub fn feature(&self, entry: EntryId) -> (FeatureClass, &str) {
        let i = self.column(&self.ranges.features).get(entry.0 as usize) as usize;
        self.features.get(i).map_or((FeatureClass::L, ""), |(class, code)| (*class, code))
    }

    /// How far it reaches from its point, in kilometres, where known.
    pub fn radius_km(&self, entry: EntryId) -> Option<f64> {
        let tenths = self.column(&self.ranges.radii).get(entry.0 as usize);
        (tenths > 0).then(|| f64::from(tenths) / 10.0)
    }

    pub(super) fn division_of(&self, entry: EntryId) -> u32 {
        self.column(&self.ranges.entry_divisions).get(entry.0 as usize)
    }

    pub(super) fn divisions(&self) -> &[u8] {
        self.container.at(&self.ranges.divisions)
    }

    /// Reads a byte of each column that tells what resolution needs to know of an entry: those of several entries come many at
    /// a time, if they are read before any is looked at.
    pub(crate) fn touch(&self, entry: EntryId) -> u8 {
        let r = &self.ranges;
        let columns = [&r.features, &r.populations, &r.entry_divisions, &r.latitudes, &r.longitudes, &r.radii];
        columns.into_iter().fold(0, |sum, range| sum ^ self.column(range).touch(entry.0 as usize))
    }

    /// A column over entries; its width, four bytes or two, follows from its length, which was checked on opening.
    #[inline]
    fn column(&self, range: &Located) -> Column<'_> {
        let width = if range.len() == 4 * self.counts.entries { 4 } else { 2 };
        Column::new(self.container.at(range), self.counts.entries, width)
    }
}

impl<B: AsRef<[u8]> + Send + Sync + 'static> Gazetteer<B> {
    /// Forgets who owns the bytes, so that gazetteers of different kinds can stand side by side.
    pub fn into_shared(self) -> Gazetteer<Bytes> {
        let container = self.container.map(|b| Bytes::Shared(Arc::new(b)));
        Gazetteer { container, counts: self.counts, ranges: self.ranges, features: self.features }
    }
}

#[cfg(feature = "embedded")]
impl Gazetteer<Bytes> {
    /// The gazetteer inside the program: the world's places, divisions, countries, regions and natural features.
    /// Opening takes microseconds and allocates only the section table.
    ///
    /// # Panics
    /// When the program was linked with a damaged `exonym-data`; its tests make sure that it is not.
    pub fn embedded() -> Gazetteer<Bytes> {
        Gazetteer::open_parts_unverified(vec![Bytes::Static(exonym_data::PLACES), Bytes::Static(exonym_names::NAMES)])
            .expect("the embedded gazetteer is intact")
    }
}

fn read_counts<B: AsRef<[u8]>>(container: &Container<B>) -> Result<Counts> {
    let bytes = container.section(s::COUNTS);
    let count = |i: usize| bytes.get(i * 8..i * 8 + 8).map(|b| u64::from_le_bytes(b.try_into().expect("eight bytes")));
    let (Some(entries), Some(names)) = (count(0), count(1)) else {
        return Err(Error::format(s::COUNTS.to_string(), "missing or too short: not a gazetteer"));
    };
    let must = |tag: Tag, len: Option<u64>| match len {
        Some(len) if container.locate(tag).len() as u64 == len => Ok(()),
        _ => Err(Error::format(tag.to_string(), format!("{} bytes do not fit {entries} entries and {names} names", container.locate(tag).len()))),
    };
    if entries > s::MAX_ENTRIES as u64 {
        return Err(Error::format(s::COUNTS.to_string(), format!("{entries} entries are more than a file can number")));
    }
    for (tag, width) in [(s::IDS, 4), (s::LATITUDES, 4), (s::LONGITUDES, 4), (s::POPULATIONS, 4), (s::FEATURES, 2), (s::ENTRY_DIVISIONS, 4), (s::RADII, 2)] {
        must(tag, Some(entries * width))?;
    }
    let blocks = names.div_ceil(16);
    must(s::DISPLAY_OFFSETS, Some(entries.div_ceil(16) * 4))?;
    must(s::NAME_HEADS, blocks.checked_mul(8))?;
    must(s::NAME_OFFSETS, blocks.checked_mul(4))?;
    Ok(Counts { entries: entries as usize, names: names as usize })
}

fn read_features<B: AsRef<[u8]>>(container: &Container<B>) -> Result<Vec<(FeatureClass, String)>> {
    let damaged = |what: &str| Error::format(s::FEATURE_CODES.to_string(), what);
    let text = std::str::from_utf8(container.section(s::FEATURE_CODES)).map_err(|_| damaged("not UTF-8"))?;
    if text.len() > s::MAX_FEATURE_CODES {
        return Err(damaged("longer than any list of feature codes"));
    }
    Ok(text
        .lines()
        .filter_map(|line| {
            let (class, code) = line.split_once('.')?;
            Some((FeatureClass::new(class)?, code.to_owned()))
        })
        .collect())
}
