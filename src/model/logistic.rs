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
