//! What fuzzing, and writing the targets for it, found (`fuzz/README.md`); kept for good.
#![cfg(feature = "compile")]

use std::time::{Duration, Instant};

use exonym::compile::GazetteerBuilder;
use exonym::{EntryId, Gazetteer};

const HEADER: &str = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n";

fn builder(rows: &str) -> exonym::Result<GazetteerBuilder> {
    let mut builder = GazetteerBuilder::new("fuzz", "1");
    builder.read_table("table", format!("{HEADER}{rows}").as_bytes())?;
    Ok(builder)
}

/// The rank of a place under its displayed name overflowed.
#[test]
fn populations_of_any_size() {
    let (bytes, report) = builder("x\tX\t\tP\tPPL\tUA\t\t1\t1\t\t18446744073709551615\ncity:UA/X\t\tY\t\t\t\t\t\t\t\t\n").unwrap().finish().unwrap();
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    let gazetteer = Gazetteer::open(bytes).unwrap();
    assert_eq!(gazetteer.population(gazetteer.search("Y")[0]), u32::MAX);
}

/// A number above 31 bits was read back as another entry's id, or none; a longer id was cut.
#[test]
fn ids_that_a_file_cannot_hold_are_refused() {
    let fault = |id: &str| builder(&format!("{id}\tX\t\tP\tPPL\tUA\t\t1\t1\t\t\n")).unwrap_err().to_string();
    assert!(fault("geonames:4294967295").ends_with("`4294967295` is not a GeoNames id"), "{}", fault("geonames:4294967295"));
    assert!(fault("geonames:x").ends_with("`x` is not a GeoNames id"));
    assert!(fault(&"x".repeat(251)).contains("longer than 255 bytes"));
    let id = "x".repeat(250);
    let gazetteer = Gazetteer::open(builder(&format!("{id}\tX\t\tP\tPPL\tUA\t\t1\t1\t\t\n")).unwrap().finish().unwrap().0).unwrap();
    assert_eq!(gazetteer.id(gazetteer.search("X")[0]).to_string(), format!("fuzz:{id}"));
}

/// A file was built that no reader opens.
#[test]
fn feature_codes_that_a_file_cannot_hold_are_refused() {
    let row = format!("x\tX\t\tP\t{}\tUA\t\t1\t1\t\t\n", "C".repeat(1 << 20));
    let fault = builder(&row).unwrap().finish().unwrap_err().to_string();
    assert!(fault.contains("feature codes"), "{fault}");
}

/// Postings that seem to be of every name were read once for each: quadratic in the length of the file.
#[test]
fn postings_that_seem_to_be_of_every_name() {
    let rows: String = (0..80_000).map(|i| format!("x{i}\tX{i}\t\tP\tPPL\tUA\t\t1\t1\t\t\n")).collect();
    let (mut bytes, _) = builder(&rows).unwrap().finish().unwrap();
    let sections = Gazetteer::open(bytes.clone()).unwrap().sections().to_vec();
    let range = |tag: &[u8; 4]| sections.iter().find(|s| s.tag.0 == *tag).unwrap().range.clone();
    let blocks: Vec<usize> = bytes[range(b"NAMO")].chunks_exact(4).map(|b| u32::from_le_bytes(b.try_into().unwrap()) as usize).collect();
    for block in blocks {
        // The header of a block of names: where its postings begin, and sixteen counts.
        let header = range(b"NAMB").start + block;
        bytes[header..header + 4].fill(0);
        bytes[header + 4..header + 20].fill(0xFF);
    }
    let gazetteer = Gazetteer::open_unverified(bytes).unwrap();
    let start = Instant::now();
    assert!(gazetteer.names_of(EntryId(0)).len() <= 80_000);
    assert!(start.elapsed() < Duration::from_secs(1), "took {:?}", start.elapsed());
}

/// Marks were put into canonical order within a word, and stood otherwise once the folded word was cut again.
#[test]
fn folding_twice_is_folding_once() {
    for text in ["В Ёรุุ\u{3099}", "ุ\u{3099}", "ก\u{e38}\u{3099}\u{e38}"] {
        let once = exonym::fold(text);
        assert_eq!(exonym::fold(&once), once, "{text}");
    }
}
