//! From trained weights to the bytes of a model.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::crf::Trained;
use crate::error::{Error, Result};
use crate::format::ContainerWriter;
use crate::gazetteer::Bytes;
use crate::model::{
    Attribute, BUCKET, ChainWeights, Chains, LABELS, LINE, Logistic, Model, PLACE_SIGNS, REFERENT_SIGNS, Ranker, TAGS, VERSION, place, sections,
};

/// Buckets of the table: 256 KiB.
const BUCKETS: usize = 4096;

/// A chain and the attributes that its rows belong to.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub attributes: Vec<Attribute>,
    pub trained: Trained,
}

/// What tells probabilities once a document is resolved.
#[derive(Clone, Debug)]
pub(super) struct Judges {
    pub ranker: Ranker,
    pub place: Logistic,
    pub referent: Logistic,
}

impl Judges {
    /// Before anything is known: evidence counts as it is, what the chain says is a place, and the best candidate is it.
    pub fn unknowing() -> Judges {
        // The second sign of each is what was thought before.
        let only = |signs: usize| Logistic((0..signs).map(|i| if i == 1 { 1.0 } else { 0.0 }).collect());
        Judges { ranker: Ranker::unknowing(), place: only(PLACE_SIGNS), referent: only(REFERENT_SIGNS) }
    }
}

impl Part {
    /// Weights of the labels of each attribute, measured against "nothing".
    fn rows(&self) -> impl Iterator<Item = (Attribute, impl Iterator<Item = f32>)> {
        let rows = self.trained.weights.chunks_exact(self.trained.scheme.labels());
        self.attributes.iter().copied().zip(rows.map(|row| row[1..].iter().map(|w| w - row[0])))
    }

    /// What a unit in the table is worth.
    fn scale(&self) -> f32 {
        let largest = self.rows().flat_map(|(_, row)| row).fold(0.0f32, |a, w| a.max(w.abs()));
        largest.max(f32::MIN_POSITIVE) / f32::from(i8::MAX)
    }

    fn chain(&self) -> ChainWeights {
        ChainWeights { scale: self.scale(), transitions: self.trained.transitions.clone() }
    }
}

/// The bytes of a model of two chains; `meta` tells people what it was trained on.
pub(super) fn pack(names: &Part, toponyms: &Part, judges: &Judges, meta: &Value) -> Result<Vec<u8>> {
    let mut rows: FxHashMap<Attribute, [i8; LABELS]> = FxHashMap::default();
    for part in [names, toponyms] {
        let scale = part.scale();
        for (attribute, weights) in part.rows() {
            let row = rows.entry(attribute).or_default();
            for (cell, weight) in row[part.trained.scheme.at..].iter_mut().zip(weights) {
                *cell = (weight / scale).round() as i8;
            }
        }
    }
    let Judges { ranker, place, referent } = judges.clone();
    let chains = Chains { version: VERSION, names: names.chain(), toponyms: toponyms.chain(), ranker, place, referent };
    let mut out = ContainerWriter::default();
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(|e| Error::message(e.to_string()));
    out.add(sections::META, json(serde_json::to_vec(meta))?);
    out.add(sections::WEIGHTS, table(rows));
    out.add(sections::CHAINS, json(serde_json::to_vec(&chains))?);
    Ok(out.finish())
}

/// A model from its bytes.
pub(super) fn open(bytes: Vec<u8>) -> Result<Model> {
    Model::open(Bytes::Shared(std::sync::Arc::new(bytes)))
}

/// Lays the rows out in buckets. Where a bucket has too many, those of the smallest weights are left out.
fn table(rows: FxHashMap<Attribute, [i8; LABELS]>) -> Vec<u8> {
    let strength = |row: &[i8; LABELS]| row.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0);
    let mut rows: Vec<_> = rows.into_iter().filter(|(_, row)| strength(row) > 0).collect();
    rows.sort_unstable_by_key(|(attribute, row)| (std::cmp::Reverse(strength(row)), *attribute));
    let mut table = vec![0; BUCKETS * LINE];
    let mut filled = [0u8; BUCKETS];
    for (attribute, row) in rows {
        let (bucket, tag) = place(attribute, BUCKETS - 1);
        let at = usize::from(filled[bucket]);
        if at < BUCKET {
            filled[bucket] += 1;
            let line = &mut table[bucket * LINE..][..LINE];
            line[2 * at..][..2].copy_from_slice(&tag.to_le_bytes());
            line[TAGS + at * LABELS..][..LABELS].iter_mut().zip(row).for_each(|(cell, weight)| *cell = weight as u8);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NAMES, Scheme, Sums, TOPONYMS};

    /// A part whose attributes have one weight each, that of the label `begin`.
    fn part(scheme: Scheme, weights: &[(Attribute, f32)]) -> Part {
        let mut trained = Trained::blank(scheme, weights.len());
        for (row, (_, weight)) in trained.weights.chunks_exact_mut(scheme.labels()).zip(weights) {
            // Measured against "nothing".
            (row[0], row[1]) = (1.0, 1.0 + weight);
            row[2..].fill(1.0);
        }
        Part { attributes: weights.iter().map(|(a, _)| *a).collect(), trained }
    }

    fn packed(names: &[(Attribute, f32)], toponyms: &[(Attribute, f32)]) -> Model {
        let bytes = pack(&part(NAMES, names), &part(TOPONYMS, toponyms), &Judges::unknowing(), &Value::Null).unwrap();
        open(bytes).unwrap()
    }

    /// What the table says of a label, counted without "nothing".
    fn weight(model: &Model, attribute: Attribute, label: usize) -> i16 {
        let mut sums = Sums::default();
        model.weights().add(&[attribute], &mut sums);
        sums.labels()[label]
    }

    #[test]
    fn weights_are_kept_to_a_unit() {
        let [a, b, c] = [1, 2, 3].map(|i| Attribute::new(i, 0));
        let model = packed(&[(a, 2.5), (b, -0.7)], &[(a, 0.3), (c, 0.1)]);
        for (attribute, chain, at, known) in
            [(a, &model.names, 0, 2.5), (b, &model.names, 0, -0.7), (a, &model.toponyms, TOPONYMS.at, 0.3), (c, &model.toponyms, TOPONYMS.at, 0.1)]
        {
            let told = f32::from(weight(&model, attribute, at)) * chain.scale;
            assert!((told - known).abs() <= chain.scale / 2.0 + 1e-6, "{told} for {known}");
        }
        assert_eq!(weight(&model, b, TOPONYMS.at), 0, "of the other chain, nothing");
    }

    #[test]
    fn of_a_full_bucket_the_strongest_stay() {
        // One bucket, other tags.
        let all: Vec<(Attribute, f32)> = (1..=BUCKET as u64 + 2).map(|i| (Attribute(i << 48), i as f32)).collect();
        let model = packed(&all, &[]);
        let kept: Vec<bool> = all.iter().map(|(a, _)| weight(&model, *a, 0) != 0).collect();
        assert_eq!(kept, [false, false, true, true, true, true, true]);
    }

    #[test]
    fn a_model_of_nothing_opens() {
        let model = packed(&[], &[]);
        assert_eq!(weight(&model, Attribute::new(1, 1), 0), 0);
    }

    #[test]
    fn the_same_weights_give_the_same_bytes() {
        let some: Vec<(Attribute, f32)> = (0..500).map(|i| (Attribute::new(i, 3), (i % 7) as f32 - 3.0)).collect();
        let pack = || pack(&part(NAMES, &some), &part(TOPONYMS, &some), &Judges::unknowing(), &Value::Null).unwrap();
        assert_eq!(pack(), pack());
    }
}
