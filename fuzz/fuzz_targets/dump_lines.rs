//! Any bytes, through every reader of the build path; what was built must open.
//!
//! The input is divided at NUL bytes. The first byte of each part says which reader gets the rest:
//! see `GAZETTEER` and `LEXICON`. A part `d` has the gazetteer written in two files.
#![no_main]

use std::collections::BTreeSet;

use exonym::compile::{GazetteerBuilder, LexiconBuilder};
use exonym::lexicon::Lexicon;
use exonym::{Bytes, EntryId, Gazetteer, Result, fold};
use libfuzzer_sys::fuzz_target;

type Reader<B> = (u8, fn(&mut B, &[u8]) -> Result<()>);

const GAZETTEER: [Reader<GazetteerBuilder>; 9] = [
    (b'p', |b, part| b.read_places("places", part)),
    (b'n', |b, part| b.read_alternate_names("names", part)),
    (b'1', |b, part| b.read_admin1("admin1", part)),
    (b'2', |b, part| b.read_admin2("admin2", part)),
    (b'c', |b, part| b.read_country_info("countries", part)),
    (b'h', |b, part| b.read_hierarchy("hierarchy", part)),
    (b'i', |b, part| b.read_iso_codes("iso", part)),
    (b't', |b, part| b.read_table("table", part)),
    (b's', |b, part| b.read_name_parts("name parts", part)),
];

const LEXICON: [Reader<LexiconBuilder>; 2] = [(b'w', |b, part| b.read_words("words", part)), (b'q', |b, part| b.read_cues("cues", part))];

/// Gives every part to its reader; what came before a fault stays read.
fn read<B>(builder: &mut B, readers: &[Reader<B>], input: &[u8]) -> usize {
    let mut parts = 0;
    for (kind, part) in input.split(|&b| b == 0).filter_map(|p| p.split_first()) {
        if let Some((_, read)) = readers.iter().find(|(k, _)| k == kind) {
            parts += 1;
            // Faults of the input are what is expected here.
            let _ = read(builder, part);
        }
    }
    parts
}

fn gazetteer(input: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut builder = GazetteerBuilder::new("fuzz", "1");
    if read(&mut builder, &GAZETTEER, input) == 0 {
        return None;
    }
    if input.split(|&b| b == 0).any(|part| part == b"d") {
        return builder.finish_divided().ok().map(|(parts, _)| parts.into());
    }
    builder.finish().ok().map(|(bytes, _)| vec![bytes])
}

/// Every entry has an id of its own, and its display name among its names, unless that is too long to be stored.
fn check(gazetteer: &Gazetteer<Vec<u8>>) {
    let mut ids = BTreeSet::new();
    for entry in (0..gazetteer.len() as u32).map(EntryId).take(64) {
        let place = gazetteer.place(entry);
        assert!(place.point.is_valid(), "{place:?}");
        assert!(!place.id.to_string().is_empty() && ids.insert(place.id.clone()), "no id, or one of another entry: {place:?}");
        let key = fold(&place.name);
        if place.name.len() < 250 && !key.is_empty() && key.len() <= 255 && key.split(' ').count() <= 10 {
            assert!(gazetteer.search(&place.name).contains(&entry), "not found by its name: {place:?}");
            assert!(gazetteer.nearest(place.point, 1)[0].distance_km < 1e-6, "not nearest to itself: {place:?}");
        }
    }
}

fuzz_target!(|input: &[u8]| {
    if let Some(parts) = gazetteer(input) {
        assert_eq!(gazetteer(input).as_ref(), Some(&parts), "the same sources gave other bytes");
        let opened = Gazetteer::open_parts_unverified(parts).expect("a built file opens");
        opened.verify().expect("its checksums are right");
        check(&opened);
    }
    let mut builder = LexiconBuilder::new();
    if read(&mut builder, &LEXICON, input) > 0
        && let Ok(bytes) = builder.finish()
    {
        let lexicon = Lexicon::open(Bytes::Shared(std::sync::Arc::new(bytes))).expect("a built lexicon opens");
        let _ = lexicon.word("region");
    }
});
