//! Damaged and hostile files, through everything that reads them.
//!
//! The first byte of the input says what becomes of the rest:
//! `r` it is the file; `x` it edits a small valid gazetteer, whose checksums are left as they were;
//! `s` it edits the sections of one, and the checksums are made right again; `l` as `s`, of a lexicon.
//!
//! An edit is an operation, a section (`x` has one, the whole file), an offset of two bytes, a length, and as
//! many bytes: see `Edit::apply`.
#![no_main]

use std::sync::{Arc, LazyLock};

use exonym::compile::{GazetteerBuilder, LexiconBuilder};
use exonym::lexicon::Lexicon;
use exonym::{Bytes, EntryId, Extractor, ExtractorBuilder, Gazetteer, NameFinder, Point};
use libfuzzer_sys::fuzz_target;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

const TABLE: &str = "\
id|name|names|class|code|country|admin1|lat|lon|radius_km|population
geonames:630336|Belarus|demonym=Belarusian;abbreviation=BLR|A|PCLI|BY||53|28|300|9485386
geonames:628281|Gomel Region|Gomel;Homel|A|ADM1|BY|02|52.25|29.5|122|1024482
geonames:627907|Homyel|Gomel;Гомель|P|PPLA|BY|02|52.43453|30.9754||501193
geonames:623581|Petrykaw|Petrikov;Петрыкаў|P|PPLA2|BY|02|52.1289|28.4921||10278
geonames:625665|Mazyr|Mozyr|P|PPLA2|BY|02|52.0495|29.2456||111733
geonames:2205218|Suva||P|PPLC|FJ||-18.14161|178.44149||77366
geonames:4034780|Taveuni|historical=Somosomo|T|ISL|FJ||-16.85|-179.97|20|
depot-7|Depot Seven|Depot 7|S|DEPO|BY|02|52.1|28.6|1|
pripyat-river|Pripyat River|Pripyat;Prypiat|H|STM|||52.05|28|350|
polesia|Polesia|Polesie;Polissia|L|RGN|||51.8|28|450|
north-pole|North Pole||T|PT|||90|0||
palace|Palace|metonym=Independence Palace|S|PAL|BY||53.9|27.5||
";
const NAMES: [&str; 14] =
    ["Belarus", "Belarusian", "BLR", "Gomel", "Гомель", "Petrikov", "Mozyr", "Depot 7", "Pripyat River", "Polissia", "North Pole", "", "aaaa", "яяяя"];
const TEXT: &str = "Belarusian troops left Gomel for Petrikov in the Gomel region; Depot 7 and Гомель burned near the Pripyat River in Polissia.";
const POINTS: [Point; 4] = [Point::new(52.1, 28.5), Point::new(90.0, 0.0), Point::new(-16.0, 180.0), Point::new(f64::NAN, 0.0)];
/// No more entries are read one by one.
const MOST: usize = 1000;

static GAZETTEER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = GazetteerBuilder::new("small", "1");
    builder.read_table("table", TABLE.replace('|', "\t").replace(';', "|").as_bytes()).unwrap();
    builder.finish().unwrap().0
});

static LEXICON: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = LexiconBuilder::new();
    let words: String = (0..40).map(|i| format!("word{i}\t{i}\t{}\t{}\n", i * 3, i * 5)).collect();
    builder.read_words("words", words.as_bytes()).unwrap();
    builder.read_cues("cues", "region\ten\tregion|oblast\nlocation\ten\tin|near\nfunction\ten\tthe|and|for\n".as_bytes()).unwrap();
    builder.finish().unwrap()
});

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
}

type Section = ([u8; 4], Vec<u8>);

/// Takes a valid file apart.
fn sections(file: &[u8]) -> Vec<Section> {
    (0..usize::from(file[16]))
        .map(|i| {
            let row = &file[40 + i * 32..];
            let (offset, len) = (u64_at(row, 8) as usize, u64_at(row, 16) as usize);
            (row[..4].try_into().unwrap(), file[offset..offset + len].to_vec())
        })
        .collect()
}

/// Puts it together again, with the versions of `file` and checksums that are right.
fn lay_out(file: &[u8], sections: &[Section]) -> Vec<u8> {
    let table_end = 40 + sections.len() * 32;
    let total = sections.iter().fold(table_end, |end, (_, b)| end.next_multiple_of(64) + b.len());
    let mut offset = table_end.next_multiple_of(64);
    let mut out = file[..16].to_vec();
    out.extend((sections.len() as u64).to_le_bytes());
    out.extend((total as u64).to_le_bytes());
    let mut table = Vec::new();
    for (tag, bytes) in sections {
        table.extend_from_slice(tag);
        table.extend([0; 4]);
        table.extend((offset as u64).to_le_bytes());
        table.extend((bytes.len() as u64).to_le_bytes());
        table.extend(xxh3_64(bytes).to_le_bytes());
        offset = (offset + bytes.len()).next_multiple_of(64);
    }
    let mut hash = Xxh3::new();
    hash.update(&out);
    hash.update(&table);
    out.extend(hash.digest().to_le_bytes());
    out.extend(table);
    for (_, bytes) in sections {
        out.resize(out.len().next_multiple_of(64), 0);
        out.extend_from_slice(bytes);
    }
    out
}

struct Edit<'i> {
    operation: u8,
    section: usize,
    at: usize,
    bytes: &'i [u8],
}

impl<'i> Edit<'i> {
    fn read(input: &mut &'i [u8]) -> Option<Edit<'i>> {
        let (&[operation, section, low, high, len], rest) = input.split_first_chunk()?;
        let (bytes, rest) = rest.split_at(usize::from(len).min(rest.len()));
        *input = rest;
        Some(Edit { operation, section: section.into(), at: u16::from_le_bytes([low, high]).into(), bytes })
    }

    fn apply(&self, sections: &mut Vec<Section>) {
        if sections.is_empty() {
            return;
        }
        let i = self.section % sections.len();
        let source = sections[self.at % sections.len()].1.clone();
        let section = &mut sections[i].1;
        let at = if section.is_empty() { 0 } else { self.at % section.len() };
        match self.operation {
            b'w' => section[at..].iter_mut().zip(self.bytes).for_each(|(to, from)| *to = *from),
            b'x' => section[at..].iter_mut().zip(self.bytes).for_each(|(to, from)| *to ^= from),
            b'f' => section[at..].fill(self.bytes.first().copied().unwrap_or(0xFF)),
            b'i' => drop(section.splice(at..at, self.bytes.iter().copied())),
            b'c' => section.truncate(at),
            b'z' => section.resize(self.at.min(8192), self.bytes.first().copied().unwrap_or(0)),
            // Another section in place of this one, or behind it.
            b'=' => *section = source,
            b'+' if section.len() < 1 << 16 => section.extend(source),
            b'd' => drop(sections.remove(i)),
            b't' => self.bytes.iter().zip(&mut sections[i].0).for_each(|(from, to)| *to = *from),
            b'n' => fit(sections, self.section, self.at % 512),
            _ => {}
        }
    }
}

/// Makes the counts other than they are, and the lengths of the columns fit them.
fn fit(sections: &mut [Section], entries: usize, names: usize) {
    let blocks = names.div_ceil(16);
    for (tag, bytes) in sections {
        let len = match &*tag {
            b"CNTS" => {
                *bytes = [entries as u64, names as u64, 1].iter().flat_map(|n| n.to_le_bytes()).collect();
                continue;
            }
            b"LEXN" => {
                *bytes = (names as u64).to_le_bytes().to_vec();
                continue;
            }
            b"ENID" | b"ELAT" | b"ELON" | b"EPOP" | b"EDIV" => entries * 4,
            b"EFEA" | b"ERAD" => entries * 2,
            b"DSPO" => entries.div_ceil(16) * 4,
            b"NAMH" | b"LEXH" => blocks * 8,
            b"NAMO" | b"LEXO" => blocks * 4,
            b"LEXC" | b"LEXG" | b"LEXS" => names,
            b"LEXQ" => names * 4,
            _ => continue,
        };
        bytes.resize(len, 0);
    }
}

fn edit(sections: &mut Vec<Section>, mut input: &[u8]) {
    while let Some(edit) = Edit::read(&mut input) {
        edit.apply(sections);
    }
}

fn edited_sections(file: &[u8], input: &[u8]) -> Vec<u8> {
    let mut sections = sections(file);
    edit(&mut sections, input);
    lay_out(file, &sections)
}

/// Calls everything that reads a gazetteer.
fn read_gazetteer(bytes: Vec<u8>) {
    let verified = Gazetteer::open(bytes.clone()).is_ok();
    let Ok(gazetteer) = Gazetteer::open_unverified(bytes) else {
        assert!(!verified, "opens verified only");
        return;
    };
    assert_eq!(gazetteer.verify().is_ok(), verified);
    let len = gazetteer.len();
    let _ = (gazetteer.label(), gazetteer.provenance().len(), gazetteer.sections().len(), gazetteer.name_count());
    let mut names = Vec::new();
    for entry in (0..len.min(MOST) as u32).chain([len as u32, u32::MAX]).map(EntryId) {
        names.push(gazetteer.place(entry).name);
    }
    for entry in (0..len.min(4) as u32).chain([u32::MAX]).map(EntryId) {
        names.extend(gazetteer.names_of(entry).into_iter().take(8).map(|n| n.name));
    }
    for name in NAMES.into_iter().chain(names.iter().take(64).map(String::as_str)) {
        assert!(gazetteer.meanings(name).iter().all(|m| (m.entry.0 as usize) < len), "an entry out of range for `{name}`");
        assert_eq!(gazetteer.search(name).len(), gazetteer.meanings(name).len());
        gazetteer.meanings(name).iter().for_each(|m| {
            let _ = gazetteer.period(m.number);
        });
    }
    assert!(gazetteer.all_names().take(MOST).all(|name| name.len() <= 3 * 255), "a name is longer than any");
    for point in POINTS {
        assert!(gazetteer.nearest(point, 5).len() <= 5);
        assert!(gazetteer.within(point, 300.0).len() <= len);
        assert!(gazetteer.within(point, f64::INFINITY).len() <= len);
    }
    let mut text = TEXT.to_owned();
    names.iter().take(64).for_each(|name| text.extend([", ", name]));
    let small = Gazetteer::open(GAZETTEER.clone()).unwrap();
    let lexicon = Lexicon::open(Bytes::Static(&LEXICON)).unwrap();
    let gazetteer = gazetteer.into_shared();
    for name in NameFinder::new(&gazetteer).find(&text) {
        assert!(text.get(name.span.range()).is_some_and(|n| !n.is_empty()), "the span is not the text's");
        assert!(name.meanings().all(|m| (m.entry.0 as usize) < len), "an entry out of range");
    }
    extract(&ExtractorBuilder::new(small, lexicon).gazetteer(gazetteer).build(), &text);
}

/// Calls everything that reads a lexicon.
fn read_lexicon(bytes: Vec<u8>) {
    let Ok(lexicon) = Lexicon::open_unverified(Bytes::Shared(Arc::new(bytes))) else { return };
    for word in ["", "a", "word7", "region", "zzz", "щ"] {
        let _ = lexicon.word(word);
    }
    let small = Gazetteer::open(GAZETTEER.clone()).unwrap();
    extract(&ExtractorBuilder::new(small, lexicon).build(), TEXT);
}

fn extract(extractor: &Extractor, text: &str) {
    let mut end = 0;
    for m in extractor.extract(text).mentions {
        assert!(m.span.start >= end && !m.span.is_empty(), "not in order, overlapping or empty: {m:?}");
        end = m.span.end;
        assert_eq!(text.get(m.span.range()), Some(m.text.as_str()), "the span is not the text's");
        assert!((0.0..=1.0).contains(&m.score), "score: {m:?}");
    }
}

fuzz_target!(|input: &[u8]| {
    let Some((mode, rest)) = input.split_first() else { return };
    match mode {
        b'r' => {
            read_gazetteer(rest.to_vec());
            read_lexicon(rest.to_vec());
        }
        b'x' => {
            let mut file = vec![([0; 4], GAZETTEER.clone())];
            edit(&mut file, rest);
            if let Some((_, bytes)) = file.pop() {
                read_gazetteer(bytes);
            }
        }
        b's' => read_gazetteer(edited_sections(&GAZETTEER, rest)),
        b'l' => read_lexicon(edited_sections(&LEXICON, rest)),
        _ => {}
    }
});
