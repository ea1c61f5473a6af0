//! From linked entries to the sections of a gazetteer file.

use std::cmp::Reverse;

use super::hierarchy::Hierarchy;
use super::keys::Keys;
use super::name_parts::NameParts;
use super::skeletons::{Indexed, skeleton_index};
use super::spatial;
use super::store::{Entry, Store};
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, SortedStringsWriter, StringListWriter, filter, hash, hash_index, planar};
use crate::gazetteer::{NameKind, name_header, periods, sections as s};
use crate::text::Tokens;

/// Lays entries out as sections, and says what did not fit; `meta` is the provenance, a JSON object; `stage` hears what is
/// being done.
pub(super) fn write(
    store: Store,
    hierarchy: Hierarchy,
    name_parts: &NameParts,
    meta: &str,
    stage: &mut dyn FnMut(&'static str),
) -> Result<(ContainerWriter, Vec<String>)> {
    let len = store.entries.len();
    stage("arranging entries");
    let order = spatial::order(&store.entries);
    let mut number = vec![0u32; len];
    for (n, &i) in (0..).zip(&order) {
        number[i as usize] = n;
    }

    stage("folding names");
    let mut keys = Keys::collect(&store, &number, name_parts)?;
    let mut columns = ContainerWriter::default();
    let populations = add_columns(&mut columns, &store, &order, &hierarchy)?;
    add_divisions(&mut columns, &hierarchy, &number);
    let indexed = indexed(&store, &order, &hierarchy);
    // What follows needs the keys only; at full scale the entries are a gigabyte.
    drop((store, order, number));

    stage("sorting names");
    keys.sort(&populations);
    let warnings = warn_of_crowded(keys.limit(name_header::MOST));
    stage("writing names");
    let (names, count) = name_sections(&keys, &indexed)?;

    let mut out = ContainerWriter::default();
    out.add(s::META, meta.as_bytes().to_vec());
    let counts = [len as u64, count, hierarchy.divisions.len() as u64 + 1];
    out.add(s::COUNTS, counts.iter().flat_map(|c| c.to_le_bytes()).collect());
    out.append(columns);
    out.append(names);
    Ok((out, warnings))
}

/// A line for each name that lost meanings, the most first, up to a number that people read.
fn warn_of_crowded(mut crowded: Vec<(String, usize)>) -> Vec<String> {
    const TOLD: usize = 10;
    crowded.sort_by_key(|&(_, dropped)| Reverse(dropped));
    let limit = name_header::MOST;
    let tell = |(name, dropped): &(String, usize)| format!("the name `{name}` has more than {limit} meanings: the {dropped} least populous are left out");
    let mut warnings: Vec<String> = crowded.iter().take(TOLD).map(tell).collect();
    if let Some(others @ [_, ..]) = crowded.get(TOLD..) {
        let dropped: usize = others.iter().map(|o| o.1).sum();
        warnings.push(format!("{} other names have more than {limit} meanings: {dropped} are left out", others.len()));
    }
    warnings
}

/// Adds what is told of entries; gives their populations by number.
fn add_columns(out: &mut ContainerWriter, store: &Store, order: &[u32], hierarchy: &Hierarchy) -> Result<Vec<u32>> {
    // Features are numbered in byte order, so that the numbers do not hang on the order of the sources.
    let mut features: Vec<&str> = store.features.texts().collect();
    features.sort_unstable();
    let feature_number: Vec<u32> = store.features.texts().map(|f| features.partition_point(|other| *other < f) as u32).collect();

    // Read through seven times: once in order, they are not searched for each time.
    let entries: Vec<Entry> = order.iter().map(|&i| store.entries[i as usize]).collect();
    let column = |value: &dyn Fn(&Entry) -> u32, width| planar(entries.iter().map(value), width);
    out.add(s::IDS, column(&|e| e.id, 4));
    out.add(s::LATITUDES, column(&|e| e.latitude, 4));
    out.add(s::LONGITUDES, column(&|e| e.longitude, 4));
    out.add(s::POPULATIONS, column(&|e| e.population, 4));
    out.add(s::FEATURES, column(&|e| feature_number[usize::from(e.feature)], 2));
    out.add(s::ENTRY_DIVISIONS, planar(order.iter().map(|&i| hierarchy.of[i as usize]), 4));
    out.add(s::RADII, column(&|e| u32::from(e.radius), 2));
    let feature_codes = features.join("\n");
    if feature_codes.len() > s::MAX_FEATURE_CODES {
        return Err(Error::message(format!("{} feature codes of {} bytes are more than a file can hold", features.len(), feature_codes.len())));
    }
    out.add(s::FEATURE_CODES, feature_codes.into_bytes());
    let mut slugs = StringListWriter::default();
    store.slugs.texts().for_each(|slug| slugs.push(slug));
    add_list(out, [s::SLUG_OFFSETS, s::SLUG_BYTES], slugs)?;
    let mut displayed = StringListWriter::default();
    entries.iter().for_each(|e| displayed.push(store.displayed(e)));
    add_list(out, [s::DISPLAY_OFFSETS, s::DISPLAY_BYTES], displayed)?;
    Ok(entries.iter().map(|e| e.population).collect())
}

fn add_list(out: &mut ContainerWriter, tags: [crate::format::Tag; 2], list: StringListWriter) -> Result<()> {
    let (offsets, bytes) = list.finish().ok_or_else(too_large)?;
    out.add(tags[0], offsets);
    out.add(tags[1], bytes);
    Ok(())
}

fn add_divisions(out: &mut ContainerWriter, hierarchy: &Hierarchy, number: &[u32]) {
    let mut bytes = vec![0; s::DIVISION_LEN];
    bytes[..4].copy_from_slice(&s::NO_ENTRY.to_le_bytes());
    for d in &hierarchy.divisions {
        bytes.extend_from_slice(&d.entry.map_or(s::NO_ENTRY, |i| number[i]).to_le_bytes());
        bytes.extend_from_slice(&d.parent.to_le_bytes());
        bytes.extend_from_slice(&d.country.bytes());
        bytes.extend_from_slice(&[d.level as u8, 0]);
    }
    out.add(s::DIVISIONS, bytes);
}

/// What the index of skeletons needs to know of the entries, by number.
fn indexed(store: &Store, order: &[u32], hierarchy: &Hierarchy) -> Vec<Indexed> {
    let entry = |&i: &u32| {
        let e = &store.entries[i as usize];
        let feature = store.features.text(u32::from(e.feature));
        let by_skeleton = !feature.starts_with("S.") && (!feature.starts_with("A.") || feature == "A.ADM1" || feature.starts_with("A.PCL"));
        Indexed { country: hierarchy.country_of(i as usize), population: e.population, by_skeleton }
    };
    order.iter().map(entry).collect()
}

/// How names lead to entries, and the number of names.
fn name_sections(keys: &Keys, indexed: &[Indexed]) -> Result<(ContainerWriter, u64)> {
    std::thread::scope(|scope| {
        let indexing = scope.spawn(|| (name_index(keys), skeleton_index(keys, indexed)));
        let mut strings = SortedStringsWriter::with_header(name_header::LEN);
        let (mut count, mut postings, mut in_use) = (0, Vec::new(), Vec::new());
        for (key, group) in keys.groups() {
            strings.push(key);
            let room = name_header::record(strings.header(), count, postings.len() as u32, group.len());
            let end = postings.len() + room;
            for item in group {
                let number = postings.len() as u32;
                in_use.extend(keys.period(item).into_iter().flat_map(|period| periods::row(number, period)));
                postings.push(item.posting);
            }
            postings.resize(end, s::NO_POSTING);
            count += 1;
        }
        let (heads, offsets, blocks) = strings.finish().ok_or_else(too_large)?;
        let ((index, demonyms), skeletons) = indexing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let crafted = || Error::message("too many names have the same hash: a source was made to break the index");
        let mut out = ContainerWriter::default();
        out.add(s::NAME_INDEX, index.ok_or_else(crafted)?);
        out.add(s::SKELETONS, skeletons.ok_or_else(crafted)?);
        out.add(s::DEMONYMS, demonyms);
        out.add(s::NAME_HEADS, heads);
        out.add(s::NAME_OFFSETS, offsets);
        out.add(s::NAME_BLOCKS, blocks);
        out.add(s::POSTINGS, planar(postings.into_iter(), 4));
        if !in_use.is_empty() {
            out.add(s::PERIODS, in_use);
        }
        Ok((out, count as u64))
    })
}

/// The index of names by the hash of their one token or their first two, as the matcher asks for them, and the filter of
/// demonyms.
fn name_index(keys: &Keys) -> (Option<Vec<u8>>, Vec<u8>) {
    let (mut items, mut demonyms): (Vec<(u64, u32)>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut tokens = Tokens::new();
    let mut names = 0;
    for (i, (key, group)) in keys.groups().enumerate() {
        tokens.read(key);
        let token = |i: usize| hash::word(tokens.fold(i));
        let name = (((i / name_header::NAMES) as u32) << s::VALUE_FLAGS) | s::NAME;
        match tokens.len() {
            0 => {}
            1 => {
                items.push((token(0), name));
                if !key.is_ascii() && group.iter().any(|item| item.kind() == NameKind::Demonym as u32) {
                    demonyms.push(token(0));
                }
            }
            2 => items.push((hash::pair(token(0), token(1)), name)),
            _ => {
                let more = (hash::pair(token(0), token(1)), s::MORE);
                // Names that begin alike are neighbours: most repetitions end here.
                if items.last() != Some(&more) {
                    items.push(more);
                }
            }
        }
        names = i + 1;
    }
    (hash_index(join(items), s::value_limit(names)), filter(&demonyms))
}

/// Puts what is known of longer names to the names of the same hash.
fn join(mut items: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    items.sort_unstable();
    items.dedup();
    let mut joined = Vec::with_capacity(items.len());
    for group in items.chunk_by(|a, b| a.0 == b.0) {
        let more = group.iter().fold(0, |flags, item| flags | item.1 & s::MORE);
        let names = group.iter().filter(|item| item.1 & s::NAME != 0);
        let before = joined.len();
        joined.extend(names.map(|item| (item.0, item.1 | more)));
        if joined.len() == before {
            joined.push((group[0].0, s::MORE));
        }
    }
    joined
}

fn too_large() -> Error {
    Error::message("the names take more than the 4 GiB that a file can address: build several files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_bounded() {
        let crowded = |n: usize| (1..=n).map(|i| (format!("name {i}"), i)).collect();
        assert!(warn_of_crowded(crowded(0)).is_empty());
        let some = warn_of_crowded(crowded(10));
        assert_eq!((some.len(), &*some[0]), (10, "the name `name 10` has more than 31744 meanings: the 10 least populous are left out"));
        let many = warn_of_crowded(crowded(100));
        assert_eq!((many.len(), &*many[10]), (11, "90 other names have more than 31744 meanings: 4095 are left out"));
    }
}
