//! From linked records to the bytes of a gazetteer file.

use std::collections::{BTreeMap, BTreeSet};

use super::hierarchy::Hierarchy;
use super::name_parts::NameParts;
use super::record::Record;
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, filter, hash, planar, sorted_strings, string_list};
use crate::gazetteer::{NameKind, PlaceId, sections as s};
use crate::geo::Point;
use crate::text::{Tokens, fold};

/// Names of more words than this are titles, not names.
const MAX_WORDS: usize = 10;
/// No stored key is longer, in bytes.
const MAX_KEY: usize = 255;

/// Lays records out as a file; `meta` is the provenance, a JSON object.
pub(super) fn write(records: &[Record], hierarchy: &Hierarchy, name_parts: &NameParts, meta: &str) -> Result<ContainerWriter> {
    if records.len() > s::MAX_ENTRIES {
        return Err(Error::message(format!("{} entries are more than the {} that a file can number: build several files", records.len(), s::MAX_ENTRIES)));
    }
    let order = spatial_order(records);
    let mut number = vec![0u32; records.len()];
    for (n, &i) in order.iter().enumerate() {
        number[i] = n as u32;
    }
    let names = collect_names(records, &number, name_parts);

    let mut out = ContainerWriter::default();
    out.add(s::META, meta.as_bytes().to_vec());
    let counts = [records.len() as u64, names.len() as u64, hierarchy.divisions.len() as u64 + 1];
    out.add(s::COUNTS, counts.iter().flat_map(|c| c.to_le_bytes()).collect());
    add_columns(&mut out, records, &order, hierarchy);
    add_divisions(&mut out, hierarchy, &number);
    add_names(&mut out, names)?;
    Ok(out)
}

/// The order of an implicit k-d tree over the points as they will be read back, see `gazetteer::spatial`.
fn spatial_order(records: &[Record]) -> Vec<usize> {
    let stored = |r: &Record| Point::new(s::degrees(s::fixed_degrees(r.point.lat)), s::degrees(s::fixed_degrees(r.point.lon)));
    let mut items: Vec<([f64; 3], usize)> = records.iter().enumerate().map(|(i, r)| (stored(r).to_unit_vector(), i)).collect();
    arrange(&mut items, 0);
    items.into_iter().map(|(_, i)| i).collect()
}

fn arrange(items: &mut [([f64; 3], usize)], depth: usize) {
    if items.len() < 2 {
        return;
    }
    let axis = crate::gazetteer::axis(depth);
    // Records come by id, so the index breaks ties the same way every time.
    items.sort_unstable_by(|a, b| a.0[axis].total_cmp(&b.0[axis]).then(a.1.cmp(&b.1)));
    let middle = items.len() / 2;
    let (below, rest) = items.split_at_mut(middle);
    arrange(below, depth + 1);
    arrange(&mut rest[1..], depth + 1);
}

/// Folded name → (entry number, kind), each entry once.
type Names = BTreeMap<String, Vec<(u32, NameKind, u64)>>;

fn collect_names(records: &[Record], number: &[u32], name_parts: &NameParts) -> Names {
    let mut names = Names::new();
    for (i, r) in records.iter().enumerate() {
        let mut own: BTreeMap<String, NameKind> = BTreeMap::new();
        let mut put = |key: String, kind: NameKind| {
            if key.is_empty() || key.len() > MAX_KEY || key.split(' ').count() > MAX_WORDS {
                return;
            }
            let slot = own.entry(key).or_insert(kind);
            if rank(kind) < rank(*slot) {
                *slot = kind;
            }
        };
        let displayed = fold(&r.name);
        let others = r.names.iter().map(|n| (n.text.as_str(), n.kind)).filter(|(text, _)| fold(text) != displayed);
        let spellings = std::iter::once((r.name.as_str(), NameKind::Official)).chain(others);
        for (text, kind) in spellings {
            let key = fold(text);
            if matches!(kind, NameKind::Official | NameKind::Alternate) {
                for variant in name_parts.variants(&key) {
                    put(variant, NameKind::Alternate);
                }
            }
            put(key, kind);
        }
        for (key, kind) in own {
            names.entry(key).or_default().push((number[i], kind, r.population));
        }
    }
    for postings in names.values_mut() {
        postings.sort_unstable_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    }
    names
}

/// Where an entry has one spelling under two kinds, the more telling one stays; the displayed name is always official.
fn rank(kind: NameKind) -> u8 {
    match kind {
        NameKind::Official => 1,
        NameKind::Alternate => 2,
        _ => 0,
    }
}

fn add_columns(out: &mut ContainerWriter, records: &[Record], order: &[usize], hierarchy: &Hierarchy) {
    let feature = |r: &Record| format!("{:?}.{}", r.class, r.code);
    let features: Vec<String> = records.iter().map(feature).collect::<BTreeSet<_>>().into_iter().collect();
    let slugs: Vec<&str> = records.iter().filter_map(|r| if let PlaceId::Other(s) = &r.id { Some(s.as_str()) } else { None }).collect();
    let feature_number: BTreeMap<&str, u32> = features.iter().enumerate().map(|(i, f)| (f.as_str(), i as u32)).collect();
    let slug_number: BTreeMap<&str, u32> = slugs.iter().enumerate().map(|(i, s)| (*s, i as u32)).collect();
    let in_order = order.iter().map(|&i| &records[i]);

    let ids: Vec<u32> = in_order
        .clone()
        .map(|r| match &r.id {
            PlaceId::GeoNames(n) => *n,
            PlaceId::Other(slug) => s::OWN_ID | slug_number[slug.as_str()],
        })
        .collect();
    out.add(s::IDS, planar(ids.into_iter(), 4));
    out.add(s::LATITUDES, planar(in_order.clone().map(|r| s::fixed_degrees(r.point.lat)), 4));
    out.add(s::LONGITUDES, planar(in_order.clone().map(|r| s::fixed_degrees(r.point.lon)), 4));
    out.add(s::POPULATIONS, planar(in_order.clone().map(|r| r.population.min(u64::from(u32::MAX)) as u32), 4));
    out.add(s::FEATURES, planar(in_order.clone().map(|r| feature_number[feature(r).as_str()]).collect::<Vec<_>>().into_iter(), 2));
    out.add(s::ENTRY_DIVISIONS, planar(order.iter().map(|&i| hierarchy.of[i]), 4));
    out.add(s::RADII, planar(in_order.clone().map(|r| (r.radius_km * 10.0).round().clamp(0.0, 65535.0) as u32), 2));
    out.add(s::FEATURE_CODES, features.join("\n").into_bytes());
    let (offsets, bytes) = string_list(&slugs);
    out.add(s::SLUG_OFFSETS, offsets);
    out.add(s::SLUG_BYTES, bytes);
    let display: Vec<&str> = in_order.map(|r| r.name.as_str()).collect();
    let (offsets, bytes) = string_list(&display);
    out.add(s::DISPLAY_OFFSETS, offsets);
    out.add(s::DISPLAY_BYTES, bytes);
}

fn add_divisions(out: &mut ContainerWriter, hierarchy: &Hierarchy, number: &[u32]) {
    let mut bytes = vec![0; s::DIVISION_LEN];
    bytes[..4].copy_from_slice(&s::NO_ENTRY.to_le_bytes());
    for d in &hierarchy.divisions {
        bytes.extend_from_slice(&d.record.map_or(s::NO_ENTRY, |i| number[i]).to_le_bytes());
        bytes.extend_from_slice(&d.parent.to_le_bytes());
        bytes.extend_from_slice(&d.country.bytes());
        bytes.extend_from_slice(&[d.level as u8, 0]);
    }
    out.add(s::DIVISIONS, bytes);
}

fn add_names(out: &mut ContainerWriter, names: Names) -> Result<()> {
    let keys: Vec<&String> = names.keys().collect();
    let (heads, offsets, blocks) = sorted_strings(&keys);
    let (mut counts, mut starts, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    for (i, (key, all)) in names.iter().enumerate() {
        if i % 16 == 0 {
            starts.extend_from_slice(&(postings.len() as u32).to_le_bytes());
        }
        let count = u16::try_from(all.len()).map_err(|_| Error::message(format!("the name `{key}` has more than 65,535 meanings")))?;
        counts.push(u32::from(count));
        postings.extend(all.iter().map(|(entry, kind, _)| entry | (*kind as u32) << 24));
    }
    let (singles, pairs) = name_hashes(&keys);
    out.add(s::SINGLE_FILTER, filter(&singles));
    out.add(s::PAIR_FILTER, filter(&pairs));
    out.add(s::NAME_HEADS, heads);
    out.add(s::NAME_OFFSETS, offsets);
    out.add(s::NAME_BLOCKS, blocks);
    out.add(s::POSTING_COUNTS, planar(counts.into_iter(), 2));
    out.add(s::POSTING_OFFSETS, starts);
    out.add(s::POSTINGS, planar(postings.into_iter(), 4));
    Ok(())
}

/// The hashes of the names of one token, and of the first two tokens of the others, as the matcher makes them.
fn name_hashes(keys: &[&String]) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let (mut singles, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    let mut tokens = Tokens::new();
    for key in keys {
        tokens.read(key);
        let token = |i: usize| hash::token(tokens.fold(i).as_bytes());
        match tokens.len() {
            0 => {}
            1 => {
                singles.insert(token(0));
            }
            _ => {
                pairs.insert(hash::pair(token(0), token(1)));
            }
        }
    }
    (singles, pairs)
}
