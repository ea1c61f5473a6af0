//! A linear chain of labels: probabilities of labels and of spans, and the best sequence.
//!
//! Forward and backward sums as in Rabiner, "A tutorial on hidden Markov models" (1989), each step scaled to one, with
//! the potentials of a conditional random field (Lafferty, McCallum, Pereira 2001) in the place of probabilities. The labels
//! of a token lie side by side in lanes, so that a step is a few operations on vectors, whatever goes before what.

/// Labels that a chain has at most.
const MOST_LABELS: usize = 16;

/// How the labels of neighbours go together. Label 0 is "nothing", and stands before and behind every chain.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    labels: usize,
    /// Numbers a token: its labels and as many zeros as make whole vectors.
    lanes: usize,
    /// Exponentials of the weights, from label times `lanes` plus to label; zero for what cannot be.
    factors: Vec<f32>,
    /// The same, to label times `lanes` plus from label.
    reverse: Vec<f32>,
}

impl Transitions {
    /// From log weights; `f32::NEG_INFINITY` for what cannot be.
    ///
    /// # Panics
    /// When there are not `labels` times `labels` of them, or too many labels.
    pub fn new(labels: usize, weights: &[f32]) -> Transitions {
        assert!(labels <= MOST_LABELS && weights.len() == labels * labels);
        let lanes = match labels {
            0..=4 => 4,
            5..=12 => 12,
            _ => MOST_LABELS,
        };
        let table = |weight: fn(usize, usize, usize) -> usize| {
            let factor = |i: usize| if i % lanes < labels { weights[weight(i / lanes, i % lanes, labels)].exp() } else { 0.0 };
            (0..labels * lanes).map(factor).collect()
        };
        Transitions { labels, lanes, factors: table(|row, lane, n| row * n + lane), reverse: table(|row, lane, n| lane * n + row) }
    }

    #[inline]
    fn factor(&self, from: usize, to: usize) -> f32 {
        self.factors[from * self.lanes + to]
    }
}

/// One chain of tokens, with the room for it.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Tokens.
    len: usize,
    /// Token times lanes plus label: exponentials of the scores, multiplied by the step's scale once they are summed over.
    potentials: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// The scores of the best sequences up to each label of each token, the best of a token being one.
    scores: Vec<f32>,
}

/// Calls a method for the number of lanes, known to the compiler.
macro_rules! by_lanes {
    ($lanes:expr, $chain:ident.$method:ident($($argument:expr),*)) => {
        match $lanes {
            4 => $chain.$method::<4>($($argument),*),
            12 => $chain.$method::<12>($($argument),*),
            _ => $chain.$method::<MOST_LABELS>($($argument),*),
        }
    };
}

impl Chain {
    /// Takes so many tokens; `weigh` tells the exponentials of the scores of the labels of each, up to a factor.
    #[inline]
    pub fn read(&mut self, t: &Transitions, len: usize, weigh: impl Fn(usize, &mut [f32])) {
        self.len = len;
        self.potentials.clear();
        self.potentials.resize(len * t.lanes, 0.0);
        for (i, token) in self.potentials.chunks_exact_mut(t.lanes).enumerate() {
            weigh(i, &mut token[..t.labels]);
        }
    }

    /// Sums over all sequences, once; before anything is asked for a probability. Linear in the tokens.
    pub fn sum(&mut self, t: &Transitions) {
        by_lanes!(t.lanes, self.sum_forward(t));
        by_lanes!(t.lanes, self.sum_backward(t));
    }

    fn sum_forward<const L: usize>(&mut self, t: &Transitions) {
        self.forward.clear();
        self.forward.resize(self.len * L, 0.0);
        let rows = t.factors.as_chunks::<L>().0;
        let mut before = [0.0; L];
        before[0] = 1.0;
        for (i, (here, potentials)) in self.forward.as_chunks_mut::<L>().0.iter_mut().zip(self.potentials.as_chunks_mut::<L>().0).enumerate() {
            let mut sums = [0.0; L];
            for (row, before) in rows.iter().zip(before).take(rows_of(i)) {
                (0..L).for_each(|to| sums[to] += before * row[to]);
            }
            (0..L).for_each(|to| sums[to] *= potentials[to]);
            let scale = 1.0 / sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            before = sums.map(|s| s * scale);
            *here = before;
            *potentials = potentials.map(|p| p * scale);
        }
    }

    fn sum_backward<const L: usize>(&mut self, t: &Transitions) {
        self.backward.clear();
        self.backward.resize(self.len * L, 0.0);
        let columns = t.reverse.as_chunks::<L>().0;
        let Some(mut behind) = columns.first().copied() else { return };
        let steps = self.backward.as_chunks_mut::<L>().0.iter_mut().zip(self.potentials.as_chunks::<L>().0);
        for (i, (here, potentials)) in steps.enumerate().rev() {
            *here = behind;
            if i == 0 {
                // What goes before the first token is not asked for.
                return;
            }
            let mut sums = [0.0; L];
            for ((column, potential), behind) in columns.iter().zip(potentials).zip(behind) {
                (0..L).for_each(|from| sums[from] += column[from] * potential * behind);
            }
            behind = sums;
        }
    }

    /// Mass of all sequences, in the scale of the marginals.
    fn total(&self, lanes: usize) -> f32 {
        let last = self.len.saturating_sub(1) * lanes;
        self.forward[last..].iter().zip(&self.backward[last..]).map(|(f, b)| f * b).sum::<f32>().max(f32::MIN_POSITIVE)
    }

    /// Probability that token `i` has the label.
    pub fn probability(&self, t: &Transitions, i: usize, label: usize) -> f32 {
        let at = i * t.lanes + label;
        (self.forward[at] * self.backward[at] / self.total(t.lanes)).clamp(0.0, 1.0)
    }

    /// Probability that token `i` has one label and the next one the other.
    #[cfg(feature = "train")]
    pub fn pair_probability(&self, t: &Transitions, i: usize, from: usize, to: usize) -> f32 {
        let (here, next) = (i * t.lanes + from, (i + 1) * t.lanes + to);
        (self.forward[here] * t.factor(from, to) * self.potentials[next] * self.backward[next] / self.total(t.lanes)).clamp(0.0, 1.0)
    }

    /// Probability that tokens `first` to `last`, both included, are labelled `begin`, `inside` …, and that the span ends there.
    pub fn span_probability(&self, t: &Transitions, first: usize, last: usize, begin: usize, inside: usize) -> f32 {
        let lanes = t.lanes;
        let mut mass = self.forward[first * lanes + begin];
        let mut label = begin;
        for i in first + 1..=last {
            mass *= t.factor(label, inside) * self.potentials[i * lanes + inside];
            label = inside;
        }
        let onward = if last + 1 == self.len {
            t.factor(label, 0)
        } else {
            let next = (last + 1) * lanes;
            (0..t.labels).filter(|&to| to != inside).map(|to| t.factor(label, to) * self.potentials[next + to] * self.backward[next + to]).sum()
        };
        (mass * onward / self.total(lanes)).clamp(0.0, 1.0)
    }

    /// The most likely sequence of labels.
    pub fn best(&mut self, t: &Transitions, out: &mut Vec<u8>) {
        by_lanes!(t.lanes, self.best_of(t, out));
    }

    /// Viterbi over the potentials; the room of the sums is not touched. On the way only the scores are kept: what goes before
    /// is asked for of the labels of the best sequence alone.
    fn best_of<const L: usize>(&mut self, t: &Transitions, out: &mut Vec<u8>) {
        self.scores.clear();
        self.scores.resize(self.len * L, 0.0);
        let rows = t.factors.as_chunks::<L>().0;
        let mut scores = [0.0; L];
        scores[0] = 1.0;
        for (i, (here, potentials)) in self.scores.as_chunks_mut::<L>().0.iter_mut().zip(self.potentials.as_chunks::<L>().0).enumerate() {
            let mut best = [0.0f32; L];
            for (row, score) in rows.iter().zip(scores).take(rows_of(i)) {
                for to in 0..L {
                    let sum = score * row[to];
                    best[to] = if sum > best[to] { sum } else { best[to] };
                }
            }
            (0..L).for_each(|to| best[to] *= potentials[to]);
            let top = best.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
            scores = best.map(|s| s / top);
            *here = scores;
        }
        out.clear();
        out.resize(self.len, 0);
        let mut label = 0;
        for (label_of, scores) in out.iter_mut().zip(self.scores.as_chunks::<L>().0).rev() {
            // Of equals the first.
            let column = &t.reverse[label * L..][..t.labels];
            let sums = scores.iter().zip(column).map(|(score, factor)| score * factor).enumerate();
            label = sums.fold((0, -1.0), |best, (label, sum)| if sum > best.1 { (label, sum) } else { best }).0;
            *label_of = label as u8;
        }
    }
}

/// How many labels can stand before token `i`: before the first, nothing.
#[inline]
fn rows_of(i: usize) -> usize {
    if i == 0 { 1 } else { MOST_LABELS }
}

#[cfg(test)]
mod tests {
    use super::super::labels::Scheme;
    use super::*;

    /// Numbers without pattern, from -2 to 2.
    fn noise(seed: u64) -> impl Iterator<Item = f32> {
        let mut state = seed;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 24) as f32 * 4.0 - 2.0
        })
    }

    /// A chain of so many tokens, with all that it is made of.
    struct Case {
        scheme: Scheme,
        weights: Vec<f32>,
        transitions: Transitions,
        scores: Vec<f32>,
        chain: Chain,
    }

    impl Case {
        fn new(classes: usize, tokens: usize, seed: u64) -> Case {
            let scheme = Scheme { classes, at: 0 };
            let n = scheme.labels();
            let mut noise = noise(seed);
            let weights: Vec<f32> = (0..n * n).map(|i| noise.next().filter(|_| scheme.may_follow(i / n, i % n)).unwrap_or(f32::NEG_INFINITY)).collect();
            let transitions = Transitions::new(n, &weights);
            let scores: Vec<f32> = noise.take(tokens * n).collect();
            let mut chain = Chain::default();
            chain.read(&transitions, tokens, |i, weights| weights.iter_mut().zip(&scores[i * n..]).for_each(|(w, s)| *w = s.exp()));
            chain.sum(&transitions);
            Case { scheme, weights, transitions, scores, chain }
        }

        fn tokens(&self) -> usize {
            self.scores.len() / self.scheme.labels()
        }

        /// Every sequence of labels with its mass.
        fn all(&self) -> Vec<(Vec<usize>, f64)> {
            let (n, tokens) = (self.scheme.labels(), self.tokens());
            let sequence = |number: usize| (0..tokens).map(|i| number / n.pow(i as u32) % n).collect();
            let sequences: Vec<Vec<usize>> = (0..n.pow(tokens as u32)).map(sequence).collect();
            sequences.into_iter().map(|s| (s.clone(), self.mass(&s))).collect()
        }

        fn mass(&self, sequence: &[usize]) -> f64 {
            let n = self.scheme.labels();
            let weight = |from: usize, to: usize| f64::from(self.weights[from * n + to]);
            let scores: f64 = sequence.iter().enumerate().map(|(i, label)| f64::from(self.scores[i * n + label])).sum();
            let inner: f64 = sequence.windows(2).map(|pair| weight(pair[0], pair[1])).sum();
            (scores + inner + weight(0, sequence[0]) + weight(sequence[sequence.len() - 1], 0)).exp()
        }

        /// The share of those sequences of which something holds.
        fn share(&self, holds: impl Fn(&[usize]) -> bool) -> f32 {
            let all = self.all();
            let total: f64 = all.iter().map(|(_, mass)| mass).sum();
            (all.iter().filter(|(s, _)| holds(s)).map(|(_, mass)| mass).sum::<f64>() / total) as f32
        }
    }

    fn cases() -> impl Iterator<Item = Case> {
        (1..=2).flat_map(|classes| (1..=5).flat_map(move |tokens| (1..=4).map(move |seed| Case::new(classes, tokens, seed))))
    }

    fn assert_close(told: f32, counted: f32, what: &str) {
        assert!((told - counted).abs() < 1e-4, "{what}: {told}, counted {counted}");
    }

    #[test]
    fn labels_are_as_likely_as_counted() {
        for case in cases() {
            for i in 0..case.tokens() {
                for label in 0..case.scheme.labels() {
                    assert_close(case.chain.probability(&case.transitions, i, label), case.share(|s| s[i] == label), "a label");
                }
            }
        }
    }

    #[test]
    #[cfg(feature = "train")]
    fn pairs_are_as_likely_as_counted() {
        for case in cases() {
            for i in 1..case.tokens() {
                for (from, to) in (0..case.scheme.labels()).flat_map(|from| (0..case.scheme.labels()).map(move |to| (from, to))) {
                    let told = case.chain.pair_probability(&case.transitions, i - 1, from, to);
                    assert_close(told, case.share(|s| s[i - 1] == from && s[i] == to), "a pair");
                }
            }
        }
    }

    #[test]
    fn spans_are_as_likely_as_counted() {
        for case in cases() {
            for first in 0..case.tokens() {
                for last in first..case.tokens() {
                    for class in 0..case.scheme.classes {
                        let (begin, inside) = (Scheme::begin(class), Scheme::inside(class));
                        let is_span = |s: &[usize]| s[first] == begin && s[first + 1..=last].iter().all(|&l| l == inside) && s.get(last + 1) != Some(&inside);
                        let told = case.chain.span_probability(&case.transitions, first, last, begin, inside);
                        assert_close(told, case.share(is_span), "a span");
                    }
                }
            }
        }
    }

    #[test]
    fn the_best_sequence_is_the_heaviest() {
        for mut case in cases() {
            let heaviest = case.all().into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
            let mut best = Vec::new();
            case.chain.best(&case.transitions, &mut best);
            assert_eq!(best.iter().map(|&l| usize::from(l)).collect::<Vec<_>>(), heaviest);
        }
    }

    #[test]
    fn long_chains_keep_their_scale() {
        let case = Case::new(2, 5_000, 7);
        for i in [0, 2_500, 4_999] {
            let sum: f32 = (0..case.scheme.labels()).map(|label| case.chain.probability(&case.transitions, i, label)).sum();
            assert_close(sum, 1.0, "all labels");
        }
    }

    #[test]
    fn a_chain_of_nothing_has_no_labels() {
        let mut case = Case::new(1, 0, 1);
        let mut best = vec![7];
        case.chain.best(&case.transitions, &mut best);
        assert!(best.is_empty());
    }
}
