//! Logistic regression by Newton's method.

use crate::model::Logistic;

/// A case: its signs, and whether it holds.
pub(super) type Case = (Vec<f32>, bool);

/// Pull of the weights towards nothing.
const RIDGE: f64 = 0.5;
const MOST_STEPS: usize = 50;
const SETTLED: f64 = 1e-7;

/// The weights under which the cases are likeliest, with a slight pull towards nothing. Signs that never speak get none.
pub(super) fn fit(cases: &[Case]) -> Logistic {
    let n = cases.first().map_or(0, |(signs, _)| signs.len());
    let mut weights = vec![0.0f64; n];
    for _ in 0..MOST_STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        let mut curvature = vec![0.0f64; n * n];
        (0..n).for_each(|i| curvature[i * n + i] = RIDGE);
        for (signs, holds) in cases {
            let sum: f64 = weights.iter().zip(signs).map(|(w, s)| w * f64::from(*s)).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            for (i, &a) in signs.iter().enumerate().filter(|(_, a)| **a != 0.0) {
                gradient[i] += f64::from(a) * (f64::from(u8::from(*holds)) - p);
                for (j, &b) in signs.iter().enumerate() {
                    curvature[i * n + j] += p * (1.0 - p) * f64::from(a) * f64::from(b);
                }
            }
        }
        let step = solve(curvature, gradient);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < SETTLED) {
            break;
        }
    }
    Logistic(weights.into_iter().map(|w| w as f32).collect())
}

/// Solves a system of equations with a positive definite matrix, by elimination.
pub(super) fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for pivot in 0..n {
        for row in pivot + 1..n {
            let factor = matrix[row * n + pivot] / matrix[pivot * n + pivot];
            for column in pivot..n {
                matrix[row * n + column] -= factor * matrix[pivot * n + column];
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|column| matrix[row * n + column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row * n + row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_become_probabilities() {
        // One sign holds in three of four cases, the other in one of four.
        let cases: Vec<Case> = (0..4000).map(|i| if i % 2 == 0 { (vec![1.0, 0.0], i % 8 != 0) } else { (vec![0.0, 1.0], i % 8 == 1) }).collect();
        let fitted = fit(&cases);
        assert!((fitted.probability(&[1.0, 0.0]) - 0.75).abs() < 0.01);
        assert!((fitted.probability(&[0.0, 1.0]) - 0.25).abs() < 0.01);
    }
}
