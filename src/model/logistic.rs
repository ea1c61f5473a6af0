//! A probability from signs.

use serde::{Deserialize, Serialize};

/// Weights of signs: the logistic function of their sum is a probability.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Logistic(pub Vec<f32>);

impl Logistic {
    /// The probability, 0 to 1, that the signs speak of; signs without a weight count nothing.
    pub fn probability(&self, signs: &[f32]) -> f32 {
        let sum: f32 = self.0.iter().zip(signs).map(|(weight, sign)| weight * sign).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_move_a_probability() {
        let judge = Logistic(vec![0.5, -1.0]);
        assert!((judge.probability(&[1.0, 0.0]) - 0.622_459).abs() < 1e-6);
        assert!((judge.probability(&[2.0, 1.0]) - 0.5).abs() < 1e-6);
        assert_eq!(judge.probability(&[1.0, 0.0, 9.0]), judge.probability(&[1.0]), "a sign without a weight, and one that is silent");
        assert_eq!(Logistic::default().probability(&[5.0]), 0.5, "nothing is known");
    }

    #[test]
    fn it_stays_a_probability() {
        let judge = Logistic(vec![1e4]);
        assert_eq!((judge.probability(&[1e4]), judge.probability(&[-1e4])), (1.0, 0.0));
    }
}
