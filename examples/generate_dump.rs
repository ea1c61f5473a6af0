//! Writes a dump in the GeoNames formats, of any size, for measuring what the builder does at full scale.
//!
//!     cargo run --release --features compile --example generate_dump -- FOLDER [PLACES] [NAMES] [SEED]
//!
//! Twelve million places and twenty-five million names unless told otherwise, displayed names included. Places, divisions
//! and names come from the embedded gazetteer: its places are repeated with other ids and points nearby, its names of all
//! scripts are drawn by a Zipf-like law, so that some are shared by thousands and most are rare, and recombined
//! ("New X", "X Creek", "Lower X"); every hundredth is one of a few long prefixes and a number, which is hard on sorting
//! and on front coding. The same arguments give the same bytes.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use exonym::{EntryId, Gazetteer, Level, PlaceId};

/// Ids of generated places begin here, above those of GeoNames.
const FIRST_ID: u32 = 20_000_000;
/// Of so many names, one has a hostile prefix.
const HOSTILE_EVERY: u32 = 100;
const PREFIXES: [&str; 4] = [
    "The Church of Jesus Christ of Latter-day Saints, Ward ",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "Новый посёлок имени Первого Мая, участок ",
    "中华人民共和国新疆维吾尔自治区第",
];
const BEFORE: [&str; 24] = [
    "New",
    "Old",
    "Upper",
    "Lower",
    "North",
    "South",
    "East",
    "West",
    "Great",
    "Little",
    "San",
    "Santa",
    "Villa",
    "Monte",
    "Río",
    "Cerro",
    "Lake",
    "Mount",
    "Novo",
    "Stary",
    "Верхний",
    "Нижний",
    "Новый",
    "Abu",
];
const AFTER: [&str; 24] = [
    "Creek",
    "Hill",
    "River",
    "Park",
    "Church",
    "School",
    "Point",
    "Island",
    "Valley",
    "Springs",
    "Cemetery",
    "Ridge",
    "Lake",
    "Farm",
    "Station",
    "de Baixo",
    "de Arriba",
    "Nagar",
    "Pur",
    "Khurd",
    "Shan",
    "Gora",
    "River North Fork",
    "Township",
];
const FEATURES: [(char, &str); 12] = [
    ('P', "PPL"),
    ('P', "PPL"),
    ('P', "PPLX"),
    ('H', "STM"),
    ('H', "LK"),
    ('T', "MT"),
    ('T', "HLL"),
    ('S', "SCH"),
    ('S', "CH"),
    ('S', "FRM"),
    ('L', "LCTY"),
    ('R', "RDJCT"),
];
const LANGUAGES: [&str; 8] = ["", "en", "fr", "de", "ru", "ar", "zh", "es"];

/// A small generator of random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// A place of the embedded gazetteer, as a line of the dump needs it.
struct Source {
    latitude: f64,
    longitude: f64,
    country: String,
    /// Numbers of the first- and second-level divisions, 0 for none.
    divisions: [u32; 2],
}

/// What places and names are made of.
struct Material {
    places: Vec<Source>,
    /// In random order; the first are drawn most often.
    names: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("say where the dump goes: generate_dump FOLDER [PLACES] [NAMES] [SEED]")?;
    let mut number = |default: u64| arguments.next().map_or(Ok(default), |a| a.parse::<u64>());
    let (places, names, seed) = (number(12_000_000)? as u32, number(25_000_000)? as u32, number(1)?);
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut random = Random(seed);
    let material = write_divisions(folder, &mut random)?;
    write_places(&material, folder, places, names.saturating_sub(places), &mut random)?;
    println!("{}: {places} places, {} names", folder.display(), names.max(places));
    Ok(())
}

fn create(folder: &Path, name: &str) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::with_capacity(1 << 20, File::create(folder.join(name))?))
}

/// Writes the tables of countries and divisions, with the real ids, and gathers the material for the rest.
fn write_divisions(folder: &Path, random: &mut Random) -> io::Result<Material> {
    let world = Gazetteer::embedded();
    let mut countries = create(folder, "countryInfo.txt")?;
    let mut first = create(folder, "admin1CodesASCII.txt")?;
    let mut second = create(folder, "admin2Codes.txt")?;
    let mut own = create(folder, "divisions.txt")?;
    let mut material = Material { places: Vec::new(), names: Vec::new() };
    for entry in (0..world.len() as u32).map(EntryId) {
        let place = world.place(entry);
        let Some(country) = place.country else { continue };
        let number = |level| {
            let id = world.container(entry, level).filter(|&d| world.country(d) == Some(country)).map(|d| world.id(d));
            id.map_or(0, |id| if let PlaceId::GeoNames(n) = id { n } else { 0 })
        };
        let divisions = [number(Level::Admin1), number(Level::Admin2)];
        let id = if let PlaceId::GeoNames(n) = place.id { n } else { 0 };
        material.names.push(place.name.clone());
        material.places.push(Source { latitude: place.point.lat, longitude: place.point.lon, country: country.to_string(), divisions });
        // Divisions are numbered by the GeoNames id of their entry.
        let itself = [Level::Country, Level::Admin1, Level::Admin2].into_iter().find(|&level| id > 0 && world.container(entry, level) == Some(entry));
        match itself {
            Some(Level::Country) => writeln!(countries, "{country}\t\t\t\t{}\t\t\t\t\t\t\t\t\t\t\t\t{id}\t\t", place.name)?,
            Some(Level::Admin1) => writeln!(first, "{country}.{id}\t{0}\t{0}\t{id}", place.name)?,
            Some(Level::Admin2) if divisions[0] > 0 => writeln!(second, "{country}.{}.{id}\t{1}\t{1}\t{id}", divisions[0], place.name)?,
            _ => continue,
        }
        let source = &material.places[material.places.len() - 1];
        write_place(&mut own, id, &place.name, "", source, (place.point.lat, place.point.lon), ('A', &place.feature_code), place.population.unwrap_or(0))?;
    }
    // Names in other scripts and languages, folded as the gazetteer keeps them.
    for (name, _) in names_of_all(&world) {
        material.names.push(capitalised(&name));
    }
    for i in (1..material.names.len()).rev() {
        material.names.swap(i, random.below(i + 1));
    }
    for mut table in [countries, first, second, own] {
        table.flush()?;
    }
    Ok(material)
}

/// Names of the entries with the most: one pass over all names each, so that a few entries have to do.
fn names_of_all(world: &Gazetteer<exonym::Bytes>) -> Vec<(String, exonym::NameKind)> {
    let mut entries: Vec<EntryId> = (0..world.len() as u32).map(EntryId).collect();
    entries.sort_by_key(|&e| std::cmp::Reverse(world.population(e)));
    entries[..400].iter().flat_map(|&e| world.names_of(e)).map(|n| (n.name, n.kind)).collect()
}

fn capitalised(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for (i, word) in folded.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

/// Writes places and their other names, `others` altogether.
fn write_places(material: &Material, folder: &Path, places: u32, others: u32, random: &mut Random) -> io::Result<()> {
    let mut dump = create(folder, "allCountries.txt")?;
    let mut alternates = create(folder, "alternateNamesV2.txt")?;
    let mut name = String::new();
    let mut written = 0;
    for n in 0..places {
        let id = FIRST_ID + n;
        let source = &material.places[random.below(material.places.len())];
        // Within some tens of kilometres of the place it repeats.
        let point = ((source.latitude + (random.unit() - 0.5) * 0.8).clamp(-90.0, 90.0), (source.longitude + (random.unit() - 0.5) * 0.8).clamp(-180.0, 180.0));
        let feature = FEATURES[random.below(FEATURES.len())];
        // One in twenty has inhabitants, by a power law.
        let population = if random.below(20) == 0 { (50.0 / (random.unit() + 1e-5)) as u64 } else { 0 };
        make_name(material, random, &mut name);
        let displayed = name.clone();
        // Evenly spread over the places, and a few more where chance has it.
        let due = (u64::from(others) * u64::from(n + 1) / u64::from(places)) as u32;
        let mut listed = String::new();
        while written < due {
            written += 1;
            make_name(material, random, &mut name);
            let language = random.of(&LANGUAGES);
            let marks = if random.below(50) == 0 { "\t\t\t1" } else { "\t\t\t" };
            writeln!(alternates, "{written}\t{id}\t{language}\t{name}\t{marks}")?;
            // The dump of places repeats alternate names, those without a comma.
            if !name.contains(',') {
                if !listed.is_empty() {
                    listed.push(',');
                }
                listed.push_str(&name);
            }
        }
        write_place(&mut dump, id, &displayed, &listed, source, point, feature, population)?;
    }
    dump.flush()?;
    alternates.flush()
}

#[allow(clippy::too_many_arguments, reason = "the columns of a line")]
fn write_place(
    out: &mut impl Write,
    id: u32,
    name: &str,
    others: &str,
    source: &Source,
    point: (f64, f64),
    (class, code): (char, &str),
    population: u64,
) -> io::Result<()> {
    let division = |n: u32| if n > 0 { n.to_string() } else { String::new() };
    let ((latitude, longitude), country) = (point, &source.country);
    let [first, second] = source.divisions.map(division);
    writeln!(
        out,
        "{id}\t{name}\t{name}\t{others}\t{latitude:.5}\t{longitude:.5}\t{class}\t{code}\t{country}\t\t{first}\t{second}\t\t\t{population}\t\t0\tUTC\t2024-01-01"
    )
}

/// Makes a name: as it stands, or recombined, or with a hostile prefix.
fn make_name(material: &Material, random: &mut Random, out: &mut String) {
    out.clear();
    if random.below(HOSTILE_EVERY as usize) == 0 {
        let prefix = random.of(&PREFIXES);
        out.push_str(prefix);
        out.push_str(&(random.next() % 1_000_000).to_string());
        return;
    }
    match random.below(10) {
        0..4 => out.push_str(draw(material, random)),
        4..6 => extend(out, [random.of(&BEFORE), draw(material, random)]),
        6..8 => extend(out, [draw(material, random), random.of(&AFTER)]),
        8 => extend(out, [draw(material, random), draw(material, random)]),
        _ => {
            let (before, name, after) = (random.of(&BEFORE), draw(material, random), random.of(&AFTER));
            extend(out, [before, name, after]);
        }
    }
}

fn extend<const N: usize>(out: &mut String, words: [&str; N]) {
    for (i, word) in words.into_iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// A name of the embedded gazetteer. The density falls with the rank to the power 0.4: the first name gets some thousands
/// of 25 million draws (a file holds 65,535 meanings of a name), most get a handful or two.
fn draw<'a>(material: &'a Material, random: &mut Random) -> &'a str {
    let rank = random.unit().powf(1.0 / 0.6) * material.names.len() as f64;
    &material.names[rank as usize]
}
