//! Whether scores are what they say: of answers with a score of 0.8, four of five should be right.

use serde::Serialize;

/// Scores are told apart by tenths.
const BINS: usize = 10;

/// Answers with their scores, by tenths.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calibration {
    bins: [Bin; BINS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    answers: usize,
    right: usize,
    scores: f64,
}

/// Answers whose scores lie within a tenth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Where the tenth begins.
    pub from: f64,
    /// Number of answers.
    pub answers: usize,
    /// Their mean score.
    pub score: f64,
    /// The share of them that is right.
    pub right: f64,
}

impl Calibration {
    /// Adds an answer.
    pub fn add(&mut self, score: f32, right: bool) {
        let bin = &mut self.bins[((score * BINS as f32) as usize).min(BINS - 1)];
        bin.answers += 1;
        bin.right += usize::from(right);
        bin.scores += f64::from(score);
    }

    /// Adds the answers of another one.
    pub fn merge(&mut self, other: &Calibration) {
        for (a, b) in self.bins.iter_mut().zip(&other.bins) {
            *a = Bin { answers: a.answers + b.answers, right: a.right + b.right, scores: a.scores + b.scores };
        }
    }

    /// The tenths that have answers, the lowest first.
    pub fn reliability(&self) -> Vec<Reliability> {
        let tenths = self.bins.iter().enumerate().filter(|(_, b)| b.answers > 0);
        let of = |(i, b): (usize, &Bin)| {
            let answers = b.answers as f64;
            Reliability { from: i as f64 / BINS as f64, answers: b.answers, score: b.scores / answers, right: b.right as f64 / answers }
        };
        tenths.map(of).collect()
    }

    /// The share of the answers whose scores are in the tenth that begins at `tenth` or a higher one, and the share of these
    /// that is right.
    pub fn sure(&self, tenth: usize) -> (f64, f64) {
        let count = |bins: &[Bin]| bins.iter().fold((0, 0), |(answers, right), b| (answers + b.answers, right + b.right));
        let (all, _) = count(&self.bins);
        let (answers, right) = count(&self.bins[tenth.min(BINS)..]);
        (answers as f64 / all.max(1) as f64, right as f64 / answers.max(1) as f64)
    }

    /// Expected calibration error: how far scores and shares lie apart, weighted by answers (Naeini, Cooper, Hauskrecht 2015).
    pub fn error(&self) -> f64 {
        let answers: usize = self.bins.iter().map(|b| b.answers).sum();
        let apart: f64 = self.bins.iter().map(|b| (b.scores - b.right as f64).abs()).sum();
        if answers > 0 { apart / answers as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_score_has_no_error() {
        let mut calibration = Calibration::default();
        (0..100).for_each(|i| calibration.add(0.75, i % 4 != 0));
        assert!(calibration.error() < 1e-9);
        assert_eq!(calibration.reliability(), [Reliability { from: 0.7, answers: 100, score: 0.75, right: 0.75 }]);
        assert_eq!((calibration.sure(7), calibration.sure(8)), ((1.0, 0.75), (0.0, 0.0)));
        (0..100).for_each(|_| calibration.add(1.0, false));
        assert!((calibration.error() - 0.5).abs() < 1e-9);
    }
}
