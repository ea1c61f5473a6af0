//! `exonym::eval` and the scorer that others use say the same of the same predictions.
//!
//! The scorer and its gold set lie beside the checkout and not in it; where they are missing the test says so and passes.
#![cfg(feature = "embedded")]

use std::fs;
use std::path::Path;
use std::process::Command;

use exonym::eval::{GoldDocument, Rates, Score, Scorer};
use exonym::{Extractor, Offsets};
use serde_json::Value;

#[test]
fn both_scorers_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    let (script, gold_file) = (folder.join("score.py"), folder.join("dev/gwn-a.jsonl"));
    for needed in [&script, &gold_file] {
        if !needed.is_file() {
            println!("skipped: {} is not there", needed.display());
            return;
        }
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }

    let extractor = Extractor::embedded();
    let mut scorer = Scorer::default();
    let mut predictions = String::new();
    for line in fs::read_to_string(&gold_file).unwrap().lines() {
        let gold: GoldDocument = serde_json::from_str(line).unwrap();
        let mut document = extractor.extract(&gold.text);
        document.id = Some(gold.id.clone());
        document.convert_offsets(&gold.text, Offsets::Char);
        scorer.add(&gold, &document);
        predictions += &serde_json::to_string(&document).unwrap();
        predictions.push('\n');
    }
    let folder = tempfile::tempdir().unwrap();
    let prediction_file = folder.path().join("predictions.jsonl");
    fs::write(&prediction_file, predictions).unwrap();

    let output = Command::new("python3").arg(&script).arg("--json").arg(&gold_file).arg(&prediction_file).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "score.py failed: {}", String::from_utf8_lossy(&output.stderr));
    let theirs: Value = serde_json::from_str(&printed).unwrap_or_else(|e| panic!("{e}: {printed}"));
    compare(&scorer.score(), &theirs);
}

/// Theirs are rounded: rates to four decimals, kilometres to one.
fn compare(ours: &Score, theirs: &Value) {
    let near = |what: &str, ours: f64, theirs: &Value, step: f64| {
        let theirs = theirs.as_f64().unwrap_or_else(|| panic!("score.py gives no {what}: {theirs}"));
        assert!((ours - theirs).abs() <= step / 2.0 + 1e-9, "{what}: ours {ours}, theirs {theirs}");
    };
    let rates = |what: &str, ours: Rates| {
        for (name, value) in [("precision", ours.precision), ("recall", ours.recall), ("f1", ours.f1)] {
            near(&format!("{what} {name}"), value, &theirs[what][name], 1e-4);
        }
    };
    rates("exact", ours.exact);
    rates("overlap", ours.overlap);
    rates("end_to_end", ours.end_to_end);
    near("gold", ours.gold as f64, &theirs["gold"], 0.0);
    near("predicted", ours.predicted as f64, &theirs["predicted"], 0.0);
    let (r, t) = (&ours.resolution, &theirs["resolution"]);
    near("found", r.found as f64, &t["found"], 0.0);
    near("accuracy_161km", r.accuracy_161km, &t["accuracy_161km"], 1e-4);
    near("auc", r.auc, &t["auc"], 1e-4);
    near("mean_km", r.mean_km, &t["mean_km"], 0.1);
    near("median_km", r.median_km, &t["median_km"], 0.1);
}
