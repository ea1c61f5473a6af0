//! Which candidate is meant: a conditional logit, pulled strongly towards the weights that the rules come with.

use super::logistic::solve;
use crate::model::Ranker;

/// A mention with its candidates.
pub(super) struct Choice {
    /// For each candidate, its signs, and whether it is right. Some are right, and some are not.
    pub candidates: Vec<(Vec<f32>, bool)>,
    /// What it counts.
    pub weight: f64,
}

/// Pull towards the given weights, for signs of a deviation of one. By cross-validation: with a tenth of it, one of three
/// corpora loses a hundredth and none gains as much.
const RIDGE: f64 = 2000.0;
const MOST_STEPS: usize = 30;
const SETTLED: f64 = 1e-6;

/// The weights under which right candidates are likeliest.
pub(super) fn fit(choices: &[Choice]) -> Ranker {
    let given = Ranker::unknowing();
    let prior: Vec<f64> = [&given.rules, &given.sorts, &given.kinds].into_iter().flatten().map(|&w| f64::from(w)).collect();
    let n = prior.len();
    let scales = deviations(choices, n);
    let mut weights = prior.clone();
    for _ in 0..MOST_STEPS {
        let pull = |i: usize| RIDGE * scales[i] * scales[i];
        let mut gradient: Vec<f64> = (0..n).map(|i| pull(i) * (prior[i] - weights[i])).collect();
        let mut curvature = vec![0.0; n * n];
        (0..n).for_each(|i| curvature[i * n + i] = pull(i).max(1e-9));
        choices.iter().for_each(|choice| add(choice, &weights, &mut gradient, &mut curvature));
        let step = solve(curvature, gradient);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < SETTLED) {
            break;
        }
    }
    let mut learned = weights.into_iter().map(|w| w as f32);
    let (rules, sorts, kinds) = Ranker::SIZES;
    let mut take = |count| learned.by_ref().take(count).collect();
    Ranker { rules: take(rules), sorts: take(sorts), kinds: take(kinds) }
}

/// Adds what one choice says: the gradient of the logarithm of the share of the right ones, and the curvature of that of all,
/// which is never less than the whole curvature, so that steps do not overshoot.
fn add(choice: &Choice, weights: &[f64], gradient: &mut [f64], curvature: &mut [f64]) {
    let n = weights.len();
    let score = |signs: &[f32]| -> f64 { weights.iter().zip(signs).map(|(w, s)| w * f64::from(*s)).sum() };
    let scores: Vec<f64> = choice.candidates.iter().map(|(signs, _)| score(signs)).collect();
    let best = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|s| (s - best).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds.iter().zip(&choice.candidates).filter(|(_, (_, right))| *right).map(|(o, _)| o).sum();
    let mut mean = vec![0.0; n];
    for ((signs, is_right), odds) in choice.candidates.iter().zip(&odds) {
        let share = odds / all;
        let among_right = if *is_right { odds / right.max(f64::MIN_POSITIVE) } else { 0.0 };
        for (i, &a) in signs.iter().enumerate().filter(|(_, a)| **a != 0.0) {
            let a = f64::from(a);
            mean[i] += share * a;
            gradient[i] += choice.weight * (among_right - share) * a;
            for (j, &b) in signs.iter().enumerate().filter(|(_, b)| **b != 0.0) {
                curvature[i * n + j] += choice.weight * share * a * f64::from(b);
            }
        }
    }
    for i in 0..n {
        for j in 0..n {
            curvature[i * n + j] -= choice.weight * mean[i] * mean[j];
        }
    }
}

/// The standard deviation of each sign over all candidates.
fn deviations(choices: &[Choice], n: usize) -> Vec<f64> {
    let (mut count, mut sums, mut squares) = (0.0f64, vec![0.0f64; n], vec![0.0f64; n]);
    for (signs, _) in choices.iter().flat_map(|c| &c.candidates) {
        count += 1.0;
        for (i, &s) in signs.iter().enumerate() {
            sums[i] += f64::from(s);
            squares[i] += f64::from(s) * f64::from(s);
        }
    }
    let deviation = |i: usize| (squares[i] / count.max(1.0) - (sums[i] / count.max(1.0)).powi(2)).max(0.0).sqrt();
    (0..n).map(deviation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(rule: f32, sort: usize) -> Vec<f32> {
        let (rules, sorts, kinds) = Ranker::SIZES;
        let mut signs = vec![0.0; rules + sorts + kinds];
        signs[0] = rule;
        signs[rules + sort] = 1.0;
        signs
    }

    #[test]
    fn nothing_to_learn_from_changes_nothing() {
        assert_eq!(fit(&[]), Ranker::unknowing());
    }

    #[test]
    fn a_sort_that_is_right_more_often_gains() {
        // The rule says the first, and the second is right three of four times.
        let choice = |i: usize| Choice { candidates: vec![(signs(1.0, 2), i.is_multiple_of(4)), (signs(0.5, 5), !i.is_multiple_of(4))], weight: 1.0 };
        let few = fit(&(0..40).map(choice).collect::<Vec<_>>());
        let many = fit(&(0..40_000).map(choice).collect::<Vec<_>>());
        assert!(few.sorts[5] > 0.0 && few.sorts[5] < 0.1, "{few:?}");
        let lead = |r: &Ranker| 0.5 * r.rules[0] + r.sorts[5] - (r.rules[0] + r.sorts[2]);
        assert!((lead(&many) - 3.0f32.ln()).abs() < 0.3, "{}", lead(&many));
    }
}
