//! A linear chain of labels: probabilities of labels and of spans, and the best sequence.
//!
//! Forward and backward sums as in Rabiner, "A tutorial on hidden Markov models" (1989), each step scaled to one, with
//! the potentials of a conditional random field (Lafferty, McCallum, Pereira 2001) in the place of probabilities.

/// Labels that a chain has at most.
const MOST_LABELS: usize = 16;

/// How the labels of neighbours go together. Label 0 is "nothing", and stands before and behind every chain.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    labels: usize,
    /// Exponentials of the weights, from label times `labels` plus to label; zero for what cannot be.
    factors: Vec<f32>,
}

impl Transitions {
    /// From log weights; `f32::NEG_INFINITY` for what cannot be.
    ///
    /// # Panics
    /// When there are not `labels` times `labels` of them, or too many labels.
    pub fn new(labels: usize, weights: &[f32]) -> Transitions {
        assert!(labels <= MOST_LABELS && weights.len() == labels * labels);
        Transitions { labels, factors: weights.iter().map(|w| w.exp()).collect() }
    }

    #[inline]
    fn factor(&self, from: usize, to: usize) -> f32 {
        self.factors[from * self.labels + to]
    }
}

/// One chain of tokens, with the room for it.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Tokens.
    len: usize,
    /// Token times labels plus label: exponentials of the scores, divided by the step's scale.
    potentials: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// Best predecessor of each label of each token.
    from: Vec<u8>,
}

impl Chain {
    /// Takes the log scores of the labels of each token, and sums over all sequences. Linear in the tokens.
    pub fn sum(&mut self, transitions: &Transitions, scores: impl Iterator<Item = f32>) {
        let n = transitions.labels;
        self.potentials.clear();
        self.potentials.extend(scores);
        self.len = self.potentials.len() / n;
        for token in self.potentials.chunks_exact_mut(n) {
            let top = token.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            token.iter_mut().for_each(|s| *s = (*s - top).exp());
        }
        self.sum_forward(transitions);
        self.sum_backward(transitions);
    }

    fn sum_forward(&mut self, t: &Transitions) {
        let n = t.labels;
        self.forward.clear();
        self.forward.resize(self.len * n, 0.0);
        for i in 0..self.len {
            let (before, here) = self.forward.split_at_mut(i * n);
            let here = &mut here[..n];
            let potentials = &mut self.potentials[i * n..(i + 1) * n];
            for (to, sum) in here.iter_mut().enumerate() {
                *sum = match i.checked_sub(1) {
                    None => t.factor(0, to),
                    Some(b) => before[b * n..].iter().enumerate().map(|(from, f)| f * t.factor(from, to)).sum(),
                } * potentials[to];
            }
            let scale = 1.0 / here.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            here.iter_mut().for_each(|s| *s *= scale);
            potentials.iter_mut().for_each(|p| *p *= scale);
        }
    }

    fn sum_backward(&mut self, t: &Transitions) {
        let n = t.labels;
        self.backward.clear();
        self.backward.resize(self.len * n, 0.0);
        let Some(last) = self.len.checked_sub(1) else { return };
        for label in 0..n {
            self.backward[last * n + label] = t.factor(label, 0);
        }
        for i in (0..last).rev() {
            for label in 0..n {
                self.backward[i * n + label] = (0..n).map(|to| t.factor(label, to) * self.potentials[(i + 1) * n + to] * self.backward[(i + 1) * n + to]).sum();
            }
        }
    }

    /// Mass of all sequences, in the scale of the marginals.
    fn total(&self, n: usize) -> f32 {
        let last = self.len.saturating_sub(1) * n;
        self.forward[last..].iter().zip(&self.backward[last..]).map(|(f, b)| f * b).sum::<f32>().max(f32::MIN_POSITIVE)
    }

    /// Probability that token `i` has the label.
    pub fn probability(&self, t: &Transitions, i: usize, label: usize) -> f32 {
        let at = i * t.labels + label;
        (self.forward[at] * self.backward[at] / self.total(t.labels)).clamp(0.0, 1.0)
    }

    /// Probability that token `i` has one label and the next one the other.
    #[cfg(feature = "train")]
    pub fn pair_probability(&self, t: &Transitions, i: usize, from: usize, to: usize) -> f32 {
        let (here, next) = (i * t.labels + from, (i + 1) * t.labels + to);
        (self.forward[here] * t.factor(from, to) * self.potentials[next] * self.backward[next] / self.total(t.labels)).clamp(0.0, 1.0)
    }

    /// Probability that tokens `first` to `last`, both included, are labelled `begin`, `inside` …, and that the span ends there.
    pub fn span_probability(&self, t: &Transitions, first: usize, last: usize, begin: usize, inside: usize) -> f32 {
        let n = t.labels;
        let mut mass = self.forward[first * n + begin];
        let mut label = begin;
        for i in first + 1..=last {
            mass *= t.factor(label, inside) * self.potentials[i * n + inside];
            label = inside;
        }
        let onward = if last + 1 == self.len {
            t.factor(label, 0)
        } else {
            (0..n).filter(|&to| to != inside).map(|to| t.factor(label, to) * self.potentials[(last + 1) * n + to] * self.backward[(last + 1) * n + to]).sum()
        };
        (mass * onward / self.total(n)).clamp(0.0, 1.0)
    }

    /// The most likely sequence of labels.
    pub fn best(&mut self, t: &Transitions, out: &mut Vec<u8>) {
        let n = t.labels;
        out.clear();
        out.resize(self.len, 0);
        self.from.clear();
        self.from.resize(self.len * n, 0);
        // Viterbi over the potentials; the room of the backward sums is not touched.
        let mut scores = [0.0f32; MOST_LABELS];
        scores[0] = 1.0;
        for i in 0..self.len {
            let mut next = [0.0f32; MOST_LABELS];
            for (to, best) in next[..n].iter_mut().enumerate() {
                let candidates = (0..if i == 0 { 1 } else { n }).map(|from| scores[from] * t.factor(from, to));
                let (from, score) = candidates.enumerate().fold((0, -1.0), |best, (from, s)| if s > best.1 { (from, s) } else { best });
                *best = score * self.potentials[i * n + to];
                self.from[i * n + to] = from as u8;
            }
            let top = next.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
            scores = next.map(|s| s / top);
        }
        let last = (0..n).map(|label| scores[label] * t.factor(label, 0)).enumerate();
        let mut label = last.fold((0, -1.0), |best, (label, s)| if s > best.1 { (label, s) } else { best }).0;
        for i in (0..self.len).rev() {
            out[i] = label as u8;
            label = usize::from(self.from[i * n + label]);
        }
    }
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
            chain.sum(&transitions, scores.iter().copied());
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
