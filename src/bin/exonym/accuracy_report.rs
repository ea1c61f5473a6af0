//! The accuracy report in Markdown. It has neither dates nor paths: the same figures give the same bytes.

use exonym::eval::Calibration;
use exonym::train::Validation;

use crate::accuracy::{Accuracy, Table, figure};
use crate::rivals::{Rival, Rivals};

const OPENING: &str = "\
# Accuracy

Written by `exonym train --report`, not by hand.

All figures are of **five-fold cross-validation by document**: each corpus is cut into five pieces; five times a model is
trained on four pieces of each corpus and tested on the fifths that it did not see. What tells probabilities is trained
within the four pieces too. A row \"trained without\" is of a model that saw no text of that corpus: what to expect on texts
annotated by strangers.

";

const MEASURES: &str = "\
P, R, F1: precision, recall and their harmonic mean. Exact: the span is the annotated one; overlap: they share a character.
Within 161 km: of the toponyms found by overlap, those whose place is within 161 km (100 miles) of the annotated point.
End to end: found, and within 161 km. ECE: expected calibration error, in probability: how far scores and shares of right
answers lie apart, by tenths of the score, weighted by answers (0 is best). An annotated toponym without coordinates is
optional: finding it is neither rewarded nor punished.
";

/// The whole report.
pub fn report(accuracy: &Accuracy, rivals: Option<&Rivals>) -> String {
    let mut out = OPENING.to_owned();
    out += &section("Place names", &accuracy.places(), MEASURES);
    out += &section("Persons and organizations", &accuracy.entities(), "Exact spans of the right kind. Names of groups count for neither.\n");
    out += &section("Fold by fold", &accuracy.folds(), "");
    if let Some(rivals) = rivals {
        out += &beside(accuracy, rivals);
    }
    let right = "Of answers with a score of 0.8, four of five should be right";
    let places = accuracy.calibrations();
    out += &calibration("Are the scores of places what they say?", &format!("{right}: found, and within 161 km."), &places);
    out += &sure(&places, &accuracy.placed());
    let entities = accuracy.entity_calibrations();
    out += &calibration("Are the scores of persons and organizations?", &format!("{right}: the exact span and kind."), &entities);
    out.trim_end().to_owned() + "\n"
}

/// What is left, and how much of it is right, when doubtful answers are left out.
fn sure(all: &[(String, Calibration)], placed: &[(String, Calibration)]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut table = Table::new(1, &["corpus", "score from", "answers kept", "right", "of annotated ones kept", "right"]);
    for ((corpus, answers), (_, placed)) in all.iter().zip(placed) {
        for tenth in [5, 7, 8, 9] {
            let ((kept, right), (kept_placed, right_placed)) = (answers.sure(tenth), placed.sure(tenth));
            let figures = [kept, right, kept_placed, right_placed].map(figure);
            table.rows.push([vec![corpus.clone(), format!("{:.1}", tenth as f64 / 10.0)], figures.to_vec()].concat());
        }
    }
    let note = "The last two columns are of answers that touch an annotated toponym: an answer on a name that the annotators left\n\
        out counts as wrong in the first two.\n";
    section("What is left when doubtful answers are left out?", &table, note)
}

/// A table under a heading, unless it has no rows.
fn section(heading: &str, table: &Table, note: &str) -> String {
    if table.rows.is_empty() {
        return String::new();
    }
    let note = if note.is_empty() { String::new() } else { format!("\n{note}") };
    format!("## {heading}\n\n{}{note}\n", table.markdown())
}

/// Other systems next to ours, corpus by corpus.
fn beside(accuracy: &Accuracy, rivals: &Rivals) -> String {
    let tables: String = accuracy.validated.iter().map(|v| beside_on(v, &accuracy.strangers, rivals)).collect();
    if tables.is_empty() {
        return String::new();
    }
    let notes: String = rivals.notes.iter().map(|note| format!("{note}\n")).collect();
    format!("## Next to other systems\n\n{notes}\n{tables}")
}

fn beside_on(validated: &Validation, strangers: &[Validation], rivals: &Rivals) -> String {
    let corpus = &validated.corpus;
    let rows: Vec<&Rival> = rivals.rows.iter().filter(|r| r.corpus == *corpus).collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new(2, &[&["system", "over"], Rivals::figures()].concat());
    let stranger = strangers.iter().find(|v| v.corpus == *corpus);
    table.rows.extend(ours("cross-validated".to_owned(), validated));
    table.rows.extend(stranger.and_then(|v| ours(format!("trained without {corpus}"), v)));
    table.rows.extend(rows.into_iter().map(|r| [vec![r.system.clone(), r.over.clone()], r.figures.clone()].concat()));
    format!("### {corpus}\n\n{}\n", table.markdown())
}

/// A row of ours among those of the rivals.
fn ours(how: String, validation: &Validation) -> Option<Vec<String>> {
    let score = validation.all.places.as_ref()?.score();
    let figures = [score.exact.f1, score.overlap.f1, score.resolution.accuracy_161km, score.end_to_end.f1];
    let words = [format!("**exonym**, {how}"), format!("{} texts", validation.all.texts)];
    Some(words.into_iter().chain(figures.map(|f| format!("**{}**", figure(f)))).chain(["-".to_owned()]).collect())
}

/// Errors of each corpus in one table, then the tenths of each.
fn calibration(heading: &str, note: &str, all: &[(String, Calibration)]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut errors = Table::new(1, &["corpus", "answers", "ECE"]);
    let mut tenths = Table::new(2, &["corpus", "score", "answers", "mean score", "share right"]);
    for (corpus, calibration) in all {
        let reliability = calibration.reliability();
        let answers: usize = reliability.iter().map(|r| r.answers).sum();
        errors.rows.push(vec![corpus.clone(), answers.to_string(), figure(calibration.error())]);
        for r in reliability {
            let range = format!("{:.1} to {:.1}", r.from, r.from + 0.1);
            tenths.rows.push(vec![corpus.clone(), range, r.answers.to_string(), figure(r.score), figure(r.right)]);
        }
    }
    format!("## {heading}\n\n{note}\n\n{}\n{}\n", errors.markdown(), tenths.markdown())
}
