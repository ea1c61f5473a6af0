//! Damaged and hostile files: `open` refuses them and says where, `open_unverified` reads in bounds.
#![cfg(all(feature = "compile", feature = "embedded"))]
// Only to count allocations, see `Watching`.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use exonym::compile::{GazetteerBuilder, LexiconBuilder};
use exonym::lexicon::Lexicon;
use exonym::{Bytes, EntryId, Extractor, ExtractorBuilder, Gazetteer, Model, Point};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The system's allocator, which remembers the largest request.
struct Watching;

static LARGEST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

/// Much more than anything that a file of two kilobytes can call for.
const LARGEST_ALLOWED: usize = 4 << 20;
const SLOWEST_ALLOWED: Duration = Duration::from_secs(5);

const TABLE: &str = "\
id|name|names|class|code|country|admin1|lat|lon|radius_km|population
geonames:630336|Belarus|demonym=Belarusian;abbreviation=BLR|A|PCLI|BY||53|28|300|9485386
geonames:628281|Gomel Region|Gomel;Homel|A|ADM1|BY|02|52.25|29.5|122|1024482
geonames:627907|Homyel|Gomel;Гомель|P|PPLA|BY|02|52.43453|30.9754||501193
geonames:623581|Petrykaw|Petrikov;Петрыкаў|P|PPLA2|BY|02|52.1289|28.4921||10278
geonames:625665|Mazyr|Mozyr|P|PPLA2|BY|02|52.0495|29.2456||111733
geonames:2205218|Suva||P|PPLC|FJ||-18.14161|178.44149||77366
geonames:4034780|Taveuni|historical=Somosomo{1874..1882-07};official=Taveuni{1882..}|T|ISL|FJ||-16.85|-179.97|20|
depot-7|Depot Seven|Depot 7|S|DEPO|BY|02|52.1|28.6|1|
pripyat-river|Pripyat River|Pripyat;Prypiat|H|STM|||52.05|28|350|
polesia|Polesia|Polesie;Polissia|L|RGN|||51.8|28|450|
north-pole|North Pole||T|PT|||90|0||
palace|Palace|metonym=Independence Palace|S|PAL|BY||53.9|27.5||
";

/// The names of `TABLE`, and others that lie before, between and after them.
const NAMES: [&str; 15] = [
    "Belarus",
    "Belarusian",
    "BLR",
    "Gomel",
    "Гомель",
    "Petrikov",
    "Mozyr",
    "Depot 7",
    "Pripyat River",
    "Polissia",
    "North Pole",
    "Somosomo",
    "",
    "aaaa",
    "яяяя",
];
const TEXT: &str = "Belarusian troops left Gomel for Petrikov in the Gomel region; fires in Depot 7 and Гомель were seen from the Pripyat River in Polissia.";

fn curated(table: &str) -> String {
    table.replace('|', "\t").replace(';', "|")
}

fn builder(version: &str) -> GazetteerBuilder {
    let mut builder = GazetteerBuilder::new("small", version);
    builder.read_table("table", curated(TABLE).as_bytes()).unwrap();
    builder
}

fn gazetteer() -> Vec<u8> {
    builder("1").finish().unwrap().0
}

fn lexicon() -> Vec<u8> {
    let mut builder = LexiconBuilder::new();
    let words: String = (0..40).map(|i| format!("word{i}\t{i}\t{}\t{}\n", i * 3, i * 5)).collect();
    builder.read_words("words", words.as_bytes()).unwrap();
    builder.read_cues("cues", "region\ten\tregion|oblast\nlocation\ten\tin|near\nfunction\ten\tthe|and|for\n".as_bytes()).unwrap();
    builder.finish().unwrap()
}

/// The bytes of a model that knows nothing: two lines of weights, no transition more likely than another.
fn model() -> Vec<u8> {
    let zeros = |n: usize| vec!["0.0"; n].join(",");
    let chain = |labels: usize| format!("{{\"scale\":0.5,\"transitions\":[{}]}}", zeros(labels * labels));
    let judges = format!("\"place\":[{}],\"referent\":[{}]", zeros(15), zeros(12));
    let ranker = format!("\"ranker\":{{\"rules\":[{}],\"sorts\":[{}],\"kinds\":[{}]}}", zeros(13), zeros(13), zeros(7));
    let chains = format!("{{\"version\":2,\"names\":{},\"toponyms\":{},{ranker},{judges}}}", chain(9), chain(3));
    container(&[(*b"WGHT", vec![0; 128]), (*b"CHNS", chains.into_bytes())])
}

/// A file of these sections, with the format and fold versions of another.
fn container(sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = lexicon()[..40].to_vec();
    bytes[16..20].copy_from_slice(&(sections.len() as u32).to_le_bytes());
    bytes.resize(40 + 32 * sections.len(), 0);
    for (i, (tag, section)) in sections.iter().enumerate() {
        bytes.resize(bytes.len().next_multiple_of(64), 0);
        let (offset, row) = (bytes.len() as u64, 40 + 32 * i);
        bytes[row..row + 4].copy_from_slice(tag);
        bytes[row + 8..row + 16].copy_from_slice(&offset.to_le_bytes());
        bytes[row + 16..row + 24].copy_from_slice(&(section.len() as u64).to_le_bytes());
        bytes.extend(section);
    }
    sealed(bytes)
}

/// The same bytes with checksums that match them: damage that no checksum shows.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    for (i, (_, range)) in sections(&bytes).into_iter().enumerate() {
        let checksum = xxh3_64(&bytes[range]).to_le_bytes();
        bytes[40 + 32 * i + 24..][..8].copy_from_slice(&checksum);
    }
    let len = bytes.len() as u64;
    bytes[24..32].copy_from_slice(&len.to_le_bytes());
    let mut hash = Xxh3::new();
    hash.update(&bytes[..32]);
    let table = 40..40 + 32 * bytes[16] as usize;
    hash.update(&bytes[table]);
    bytes[32..40].copy_from_slice(&hash.digest().to_le_bytes());
    bytes
}

/// Calls everything that reads a gazetteer.
fn read_all(bytes: Vec<u8>) {
    let Ok(gazetteer) = Gazetteer::open_unverified(bytes) else { return };
    let entries = (0..gazetteer.len() as u32).chain([gazetteer.len() as u32, u32::MAX]).map(EntryId);
    for entry in entries {
        let _ = (gazetteer.place(entry), gazetteer.names_of(entry), gazetteer.period(entry.0));
    }
    for name in NAMES {
        assert!(gazetteer.search(name).iter().all(|e| (e.0 as usize) < gazetteer.len()), "an entry out of range for `{name}`");
    }
    for point in [Point::new(52.1, 28.5), Point::new(90.0, 0.0), Point::new(-16.0, 180.0), Point::new(f64::NAN, 0.0)] {
        assert!(gazetteer.nearest(point, 5).len() <= 5);
        assert!(gazetteer.within(point, 300.0).len() <= gazetteer.len());
    }
    let _ = (gazetteer.label(), gazetteer.provenance().len(), gazetteer.verify().is_ok());
    extract(&Extractor::builder().gazetteer(gazetteer).build());
}

fn extract(extractor: &Extractor) {
    for m in extractor.extract(TEXT).mentions {
        assert_eq!(&TEXT[m.span.range()], m.text);
        assert!((0.0..=1.0).contains(&m.score), "{m:?}");
    }
}

/// Reads a lexicon, alone and through an extraction.
fn read_lexicon(bytes: Vec<u8>) {
    let Ok(lexicon) = Lexicon::open_unverified(Bytes::Shared(std::sync::Arc::new(bytes))) else { return };
    for word in ["", "a", "word7", "region", "zzz", "щ"] {
        let _ = lexicon.word(word);
    }
    let gazetteer = Gazetteer::open_unverified(gazetteer()).unwrap();
    extract(&ExtractorBuilder::new(gazetteer, lexicon).build());
}

/// Recognises names by a model, if it is one.
fn read_model(bytes: Vec<u8>) {
    let Ok(model) = Model::open(Bytes::Shared(std::sync::Arc::new(bytes))) else { return };
    let gazetteer = Gazetteer::open_unverified(gazetteer()).unwrap();
    let lexicon = Lexicon::open_unverified(Bytes::Shared(std::sync::Arc::new(lexicon()))).unwrap();
    extract(&ExtractorBuilder::new(gazetteer, lexicon).model(model).build());
}

fn open_model(bytes: Vec<u8>) -> exonym::Result<()> {
    Model::open(Bytes::Shared(std::sync::Arc::new(bytes))).map(drop)
}

fn open_gazetteer(bytes: Vec<u8>) -> exonym::Result<()> {
    Gazetteer::open(bytes).map(drop)
}

fn open_gazetteer_unverified(bytes: Vec<u8>) -> exonym::Result<()> {
    Gazetteer::open_unverified(bytes).map(drop)
}

fn open_lexicon(bytes: Vec<u8>) -> exonym::Result<()> {
    Lexicon::open(Bytes::Shared(std::sync::Arc::new(bytes))).map(drop)
}

fn open_lexicon_unverified(bytes: Vec<u8>) -> exonym::Result<()> {
    Lexicon::open_unverified(Bytes::Shared(std::sync::Arc::new(bytes))).map(drop)
}

/// The four-letter names in the table of a file, with the ranges of their sections.
fn sections(bytes: &[u8]) -> Vec<(String, std::ops::Range<usize>)> {
    let u64_at = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let count = bytes[16] as usize;
    let row = |i: usize| 40 + i * 32;
    (0..count)
        .map(|i| (String::from_utf8_lossy(&bytes[row(i)..row(i) + 4]).into_owned(), u64_at(row(i) + 8)..u64_at(row(i) + 8) + u64_at(row(i) + 16)))
        .collect()
}

/// The message must name the header or a section of the file.
fn assert_names_place(result: exonym::Result<()>, sections: &[(String, std::ops::Range<usize>)], what: &str) -> String {
    let Err(e) = result else { panic!("{what}: was opened") };
    let message = e.to_string();
    let named = message.contains("section header") || sections.iter().any(|(tag, _)| message.contains(&format!("section {tag}")));
    assert!(named, "{what}: the message names no section: {message}");
    message
}

type Open = fn(Vec<u8>) -> exonym::Result<()>;

fn refuses_truncation(bytes: &[u8], open: Open, open_unverified: Open) {
    let sections = sections(bytes);
    for len in 0..bytes.len() {
        assert_names_place(open(bytes[..len].to_vec()), &sections, &format!("cut to {len}"));
        assert_names_place(open_unverified(bytes[..len].to_vec()), &sections, &format!("cut to {len}, unverified"));
    }
    let mut longer = bytes.to_vec();
    longer.push(0);
    assert_names_place(open_unverified(longer), &sections, "with a byte more");
}

fn refuses_flips(bytes: &[u8], open: Open, read: fn(Vec<u8>)) {
    let sections = sections(bytes);
    let bits = (0..bytes.len().min(200)).flat_map(|at| (0..8).map(move |bit| (at, 1u8 << bit)));
    let all = bits.chain((200..bytes.len()).map(|at| (at, 0xFF)));
    for (at, mask) in all {
        let mut damaged = bytes.to_vec();
        damaged[at] ^= mask;
        let what = format!("byte {at} flipped by {mask:#x}");
        let message = assert_names_place(open(damaged.clone()), &sections, &what);
        match sections.iter().find(|(_, range)| range.contains(&at)) {
            // Wrong counts show in the first section that they do not fit.
            Some((tag, _)) if tag == "CNTS" || tag == "LEXN" => {}
            Some((tag, _)) => assert!(message.contains(&format!("section {tag}")), "{what}, in {tag}: {message}"),
            None => assert!(message.contains("section header"), "{what}, in header or table: {message}"),
        }
        let start = Instant::now();
        read(damaged);
        assert!(start.elapsed() < SLOWEST_ALLOWED, "{what}: reading took {:?}", start.elapsed());
        let largest = LARGEST.load(Ordering::Relaxed);
        assert!(largest < LARGEST_ALLOWED, "{what}: {largest} bytes were allocated at once");
    }
}

#[test]
fn undamaged_files_open() {
    open_gazetteer(gazetteer()).unwrap();
    open_lexicon(lexicon()).unwrap();
    open_model(model()).unwrap();
    read_model(model());
    read_all(gazetteer());
    read_lexicon(lexicon());
    let small = Gazetteer::open(gazetteer()).unwrap();
    assert_eq!(small.len(), 12);
    assert_eq!(small.period(small.meanings("Somosomo")[0].number), Some("1874..1882-07".parse().unwrap()));
    let document = Extractor::builder().gazetteer(small).build().extract(TEXT);
    assert!(document.places().any(|(_, p)| p.id.to_string() == "small:depot-7"), "the layer is asked: {document:?}");
}

#[test]
fn truncated_gazetteers_are_refused() {
    refuses_truncation(&gazetteer(), open_gazetteer, open_gazetteer_unverified);
}

#[test]
fn truncated_lexicons_are_refused() {
    refuses_truncation(&lexicon(), open_lexicon, open_lexicon_unverified);
}

#[test]
fn truncated_models_are_refused() {
    refuses_truncation(&model(), open_model, open_model);
}

#[test]
fn changed_models_are_refused() {
    refuses_flips(&model(), open_model, read_model);
}

/// What a checksum does not show: every byte and its bits changed by someone who knows how to seal a file.
#[test]
fn hostile_models_are_refused_or_read_in_bounds() {
    let bytes = model();
    for (tag, range) in sections(&bytes) {
        let weights = tag == "WGHT";
        for (at, mask) in range.flat_map(|at| [1u8, 2, 4, 8, 16, 32, 64, 128, 255].map(|mask| (at, mask))).filter(|(at, _)| !weights || at % 7 == 0) {
            let mut hostile = bytes.clone();
            hostile[at] ^= mask;
            read_model(sealed(hostile));
        }
    }
    assert!(LARGEST.load(Ordering::Relaxed) < LARGEST_ALLOWED);
}

/// Tables full of the largest weights, for whatever is asked.
#[test]
fn extreme_weights_give_probabilities() {
    let bytes = model();
    let (_, weights) = sections(&bytes).into_iter().find(|(tag, _)| tag == "WGHT").unwrap();
    for fill in [0x01, 0x7F, 0x80, 0xFF] {
        let mut extreme = bytes.clone();
        extreme[weights.clone()].fill(fill);
        read_model(sealed(extreme));
    }
    let json = String::from_utf8(bytes[sections(&bytes)[1].1.clone()].to_vec()).unwrap();
    for number in ["40.0", "-40.0", "1e4", "41", "1e38", "-1e39", "1e400", "null", "\"x\"", "[]"] {
        for key in ["\"scale\":", "\"transitions\":[", "\"place\":[", "\"referent\":["] {
            let at = json.find(key).unwrap() + key.len();
            let behind = json[at..].find([',', ']']).unwrap();
            let hostile = format!("{}{number}{}", &json[..at], &json[at + behind..]);
            read_model(container(&[(*b"WGHT", vec![0x7F; 64]), (*b"CHNS", hostile.into_bytes())]));
        }
    }
}

#[test]
fn changed_gazetteers_are_refused_or_read_in_bounds() {
    refuses_flips(&gazetteer(), open_gazetteer, read_all);
}

#[test]
fn changed_lexicons_are_refused_or_read_in_bounds() {
    refuses_flips(&lexicon(), open_lexicon, read_lexicon);
}

/// Damage that a checksum would catch, but not behind `open_unverified`: whole sections overwritten.
#[test]
fn overwritten_sections_are_read_in_bounds() {
    let bytes = gazetteer();
    for (_, range) in sections(&bytes) {
        for fill in [0x00, 0x7F, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[range.clone()].fill(fill);
            read_all(damaged);
        }
    }
    assert!(LARGEST.load(Ordering::Relaxed) < LARGEST_ALLOWED);
}

#[test]
fn foreign_files_are_told_apart() {
    let message = |bytes: Vec<u8>| open_gazetteer_unverified(bytes).unwrap_err().to_string();
    let with = |at: usize, value: u8| {
        let mut bytes = gazetteer();
        bytes[at] = value;
        bytes
    };
    assert!(message(b"PK\x03\x04 an archive, not a gazetteer, and long enough".to_vec()).contains("not a gazetteer file"));
    assert!(message(with(8, 99)).contains("format version 99"), "{}", message(with(8, 99)));
    assert!(message(with(12, 99)).contains("folded by rules 99"), "{}", message(with(12, 99)));
    assert!(message(Vec::new()).contains("shorter than a header"));
    assert!(message(lexicon()).contains("not a gazetteer"), "{}", message(lexicon()));
    assert!(open_lexicon(gazetteer()).unwrap_err().to_string().contains("not a lexicon"));
    assert!(open_model(lexicon()).unwrap_err().to_string().contains("not a model"));
}

#[test]
fn parts_open_together_or_not_at_all() {
    let ([places, names], _) = builder("1").finish_divided().unwrap();
    let ([_, other_names], _) = builder("2").finish_divided().unwrap();
    let whole = Gazetteer::open_parts_unverified(vec![places.clone(), names.clone()]).unwrap();
    whole.verify().unwrap();
    assert_eq!(whole.search("Petrikov").len(), 1);

    let mixed = Gazetteer::open_parts_unverified(vec![places.clone(), other_names]).unwrap_err().to_string();
    assert!(mixed.contains("different builds"), "{mixed}");
    for alone in [places, names] {
        let message = open_gazetteer_unverified(alone).unwrap_err().to_string();
        assert!(message.contains("section "), "{message}");
    }
}
