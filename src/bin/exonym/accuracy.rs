//! Figures of validations as tables, for a terminal and for a report.

use exonym::eval::{Calibration, Scorer};
use exonym::train::{Counts, Figures, Validation};

use crate::report::columns;

/// A table: what its columns are, and rows of as many cells. The first `texts` columns are words, the others numbers.
pub struct Table {
    pub texts: usize,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(texts: usize, header: &[&str]) -> Table {
        Table { texts, header: header.iter().map(|&h| h.to_owned()).collect(), rows: Vec::new() }
    }

    /// Aligned columns.
    pub fn plain(&self) -> String {
        let rows = [&self.header].into_iter().chain(&self.rows).cloned().collect();
        columns(rows, self.texts..self.header.len())
    }

    /// A table of Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let ruler: String = (0..self.header.len()).map(|i| if i < self.texts { "---|" } else { "---:|" }).collect();
        line(&self.header) + "|" + &ruler + "\n" + &self.rows.iter().map(|row| line(row)).collect::<String>()
    }
}

pub fn figure(value: f64) -> String {
    format!("{value:.3}")
}

/// What was done: by cross-validation, and of corpora that no text was trained on.
pub struct Accuracy {
    pub validated: Vec<Validation>,
    pub strangers: Vec<Validation>,
}

/// Figures of place names, in the order that tables tell them.
const PLACE_COLUMNS: [&str; 12] =
    ["corpus", "texts", "toponyms", "exact P", "exact R", "exact F1", "overlap P", "overlap R", "overlap F1", "within 161 km", "end-to-end F1", "ECE"];

impl Accuracy {
    /// Place names: a row for each corpus that has them.
    pub fn places(&self) -> Table {
        let mut table = Table::new(1, &PLACE_COLUMNS);
        let validated = self.validated.iter().map(|v| (v.corpus.clone(), &v.all));
        let strangers = self.strangers.iter().map(|v| (format!("{0}, trained without {0}", v.corpus), &v.all));
        for (name, figures) in validated.chain(strangers) {
            let Some(scorer) = &figures.places else { continue };
            let name = if scorer.ignore_demonyms { name + ", demonyms left out" } else { name };
            table.rows.push([vec![name, figures.texts.to_string()], place_cells(scorer)].concat());
        }
        table
    }

    /// Persons and organizations: a row for each kind of each corpus that has them.
    pub fn entities(&self) -> Table {
        let mut table = Table::new(2, &["corpus", "kind", "texts", "names", "P", "R", "F1", "ECE"]);
        let validated = self.validated.iter().map(|v| (v.corpus.clone(), &v.all));
        let strangers = self.strangers.iter().map(|v| (format!("{0}, trained without {0}", v.corpus), &v.all));
        for (name, figures) in validated.chain(strangers) {
            for (kind, counts) in &figures.entities {
                let rates = counts.rates();
                let numbers = [rates.precision, rates.recall, rates.f1, counts.calibration.error()].map(figure);
                let words = vec![name.clone(), (*kind).to_owned(), figures.texts.to_string(), counts.gold().to_string()];
                table.rows.push([words, numbers.to_vec()].concat());
            }
        }
        table
    }

    /// F1 of each fold, place names first.
    pub fn folds(&self) -> Table {
        let mut table = Table::new(2, &["corpus", "F1 of"]);
        let most = self.validated.iter().map(|v| v.folds.len()).max().unwrap_or(0);
        table.header.extend((1..=most).map(|n| format!("fold {n}")));
        for validation in &self.validated {
            let mut add = |what: &str, f1: &dyn Fn(&Figures) -> f64| {
                let cells = validation.folds.iter().map(|fold| figure(f1(fold)));
                table.rows.push([validation.corpus.clone(), what.to_owned()].into_iter().chain(cells).collect());
            };
            if validation.all.places.is_some() {
                let score = |fold: &Figures| fold.places.as_ref().unwrap_or(&Scorer::default()).score();
                add("exact spans", &|fold| score(fold).exact.f1);
                add("overlapping spans", &|fold| score(fold).overlap.f1);
                add("end to end", &|fold| score(fold).end_to_end.f1);
            }
            for kind in validation.all.entities.keys() {
                add(kind, &|fold| fold.entities.get(kind).copied().unwrap_or_default().rates().f1);
            }
        }
        table
    }

    /// Scores of places and whether they were right: of each corpus by cross-validation, and of all of these together.
    pub fn calibrations(&self) -> Vec<(String, Calibration)> {
        let places = |v: &Validation| Some((v.corpus.clone(), v.all.places.as_ref()?.calibration));
        pooled(self.validated.iter().filter_map(places).collect())
    }

    /// The same of those answers that touch an annotated toponym: whether they were right about where.
    pub fn placed(&self) -> Vec<(String, Calibration)> {
        let placed = |v: &Validation| Some((v.corpus.clone(), v.all.places.as_ref()?.placed));
        pooled(self.validated.iter().filter_map(placed).collect())
    }

    /// The same of persons and organizations.
    pub fn entity_calibrations(&self) -> Vec<(String, Calibration)> {
        let sum = |counts: &mut dyn Iterator<Item = &Counts>| {
            let mut all = Calibration::default();
            counts.for_each(|c| all.merge(&c.calibration));
            all
        };
        let with_entities = self.validated.iter().filter(|v| !v.all.entities.is_empty());
        pooled(with_entities.map(|v| (v.corpus.clone(), sum(&mut v.all.entities.values()))).collect())
    }
}

fn pooled(mut all: Vec<(String, Calibration)>) -> Vec<(String, Calibration)> {
    let mut pool = Calibration::default();
    all.iter().for_each(|(_, c)| pool.merge(c));
    if all.len() > 1 {
        all.push(("all together".to_owned(), pool));
    }
    all
}

fn place_cells(scorer: &Scorer) -> Vec<String> {
    let s = scorer.score();
    let rates = [s.exact, s.overlap].map(|r| [r.precision, r.recall, r.f1]);
    let numbers = rates.into_iter().flatten().chain([s.resolution.accuracy_161km, s.end_to_end.f1, scorer.calibration.error()]);
    [s.gold.to_string()].into_iter().chain(numbers.map(figure)).collect()
}
