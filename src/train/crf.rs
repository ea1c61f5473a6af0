//! Training of a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) by AdaGrad (Duchi, Hazan, Singer
//! 2011), one chain at a time. Deterministic: the same examples in the same order give the same weights.

use rustc_hash::FxHashMap;

use crate::model::{Attribute, Chain, Scheme, Transitions};

/// A chain of tokens to learn from.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// Attributes of each token, by their numbers in the [`Alphabet`].
    pub tokens: Vec<Vec<u32>>,
    /// For each token, the labels it may have, as bits: more than one where the annotation leaves it open.
    pub allowed: Vec<u16>,
}

/// The attributes that are worth a weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Alphabet {
    numbers: FxHashMap<Attribute, u32>,
}

impl Alphabet {
    /// Those given, numbered in their order.
    pub fn new(attributes: Vec<Attribute>) -> Alphabet {
        let numbers = attributes.into_iter().zip(0..).collect();
        Alphabet { numbers }
    }

    /// The numbers of those attributes that are in it.
    pub fn numbers(&self, attributes: &[Attribute]) -> Vec<u32> {
        attributes.iter().filter_map(|a| self.numbers.get(a).copied()).collect()
    }
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe {
    /// Times that all examples are seen.
    pub epochs: usize,
    /// Length of the first steps.
    pub rate: f32,
    /// Pull of each weight towards nothing, in each epoch: the precision of a normal distribution around zero.
    pub decay: f32,
}

/// Weights of a chain.
#[derive(Clone, Debug)]
pub(super) struct Trained {
    pub scheme: Scheme,
    /// Attribute times labels plus label.
    pub weights: Vec<f32>,
    /// From label times labels plus to label.
    pub transitions: Vec<f32>,
}

impl Trained {
    /// Without any knowledge.
    pub fn blank(scheme: Scheme, attributes: usize) -> Trained {
        let n = scheme.labels();
        Trained { scheme, weights: vec![0.0; attributes * n], transitions: vec![0.0; n * n] }
    }

    /// Learns from the examples, from where it stands.
    pub fn learn(&mut self, examples: &[Example], recipe: Recipe) {
        let mut learner = Learner::new(self, examples, recipe);
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut random = Random(SEED);
        for _ in 0..recipe.epochs {
            random.shuffle(&mut order);
            for &i in &order {
                learner.see(self, &examples[i as usize]);
            }
        }
    }

    fn chain_transitions(&self) -> Transitions {
        let n = self.scheme.labels();
        let weights: Vec<f32> = (0..n * n).map(|i| if self.scheme.may_follow(i / n, i % n) { self.transitions[i] } else { f32::NEG_INFINITY }).collect();
        Transitions::new(n, &weights)
    }
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
/// Squared gradients that every weight is taken to have seen.
const SEEN: f32 = 0.1;

/// The room and the memory of a training run.
struct Learner {
    recipe: Recipe,
    free: Chain,
    held: Chain,
    /// Squares of the gradients so far.
    squares: Vec<f32>,
    transition_squares: Vec<f32>,
    /// The pull on each attribute's weights when it is seen: the rarer, the stronger, so that it adds up to that of the recipe.
    pulls: Vec<f32>,
    scores: Vec<f32>,
    gradient: Vec<f32>,
}

impl Learner {
    fn new(trained: &Trained, examples: &[Example], recipe: Recipe) -> Learner {
        let mut counts = vec![0u32; trained.weights.len() / trained.scheme.labels()];
        examples.iter().flat_map(|e| &e.tokens).flatten().for_each(|&attribute| counts[attribute as usize] += 1);
        Learner {
            recipe,
            free: Chain::default(),
            held: Chain::default(),
            squares: vec![SEEN; trained.weights.len()],
            transition_squares: vec![SEEN; trained.transitions.len()],
            pulls: counts.into_iter().map(|count| recipe.decay / count.max(1) as f32).collect(),
            scores: Vec::new(),
            gradient: Vec::new(),
        }
    }

    fn see(&mut self, trained: &mut Trained, example: &Example) {
        let n = trained.scheme.labels();
        let len = example.tokens.len();
        self.scores.clear();
        self.scores.resize(len * n, 0.0);
        for (scores, token) in self.scores.chunks_exact_mut(n).zip(&example.tokens) {
            for &attribute in token {
                let row = &trained.weights[attribute as usize * n..][..n];
                scores.iter_mut().zip(row).for_each(|(s, w)| *s += w);
            }
        }
        let transitions = trained.chain_transitions();
        self.free.read(&transitions, len, |i, weights| exponentials(&self.scores[i * n..(i + 1) * n], |_| true, weights));
        self.free.sum(&transitions);
        self.held.read(&transitions, len, |i, weights| {
            exponentials(&self.scores[i * n..(i + 1) * n], |label| example.allowed[i] >> label & 1 != 0, weights);
        });
        self.held.sum(&transitions);
        self.gradient.clear();
        for i in 0..len {
            for label in 0..n {
                self.gradient.push(self.held.probability(&transitions, i, label) - self.free.probability(&transitions, i, label));
            }
        }
        self.step_weights(trained, example, n);
        self.step_transitions(trained, &transitions, len, n);
    }

    fn step_weights(&mut self, trained: &mut Trained, example: &Example, n: usize) {
        const NEGLIGIBLE: f32 = 1e-4;
        for (gradient, token) in self.gradient.chunks_exact(n).zip(&example.tokens) {
            if gradient.iter().all(|g| g.abs() < NEGLIGIBLE) {
                continue;
            }
            for &attribute in token {
                let (at, pull) = (attribute as usize * n, self.pulls[attribute as usize]);
                let (weights, squares) = (&mut trained.weights[at..at + n], &mut self.squares[at..at + n]);
                for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
                    let g = gradient - pull * *weight;
                    *square += g * g;
                    *weight += self.recipe.rate * g / square.sqrt();
                }
            }
        }
    }

    fn step_transitions(&mut self, trained: &mut Trained, transitions: &Transitions, len: usize, n: usize) {
        for from in 0..n {
            for to in (0..n).filter(|&to| trained.scheme.may_follow(from, to)) {
                let pairs = |chain: &Chain| (0..len.saturating_sub(1)).map(|i| chain.pair_probability(transitions, i, from, to)).sum::<f32>();
                let mut g = pairs(&self.held) - pairs(&self.free);
                if from == 0 {
                    g += self.held.probability(transitions, 0, to) - self.free.probability(transitions, 0, to);
                }
                if to == 0 {
                    g += self.held.probability(transitions, len - 1, from) - self.free.probability(transitions, len - 1, from);
                }
                let at = from * n + to;
                self.transition_squares[at] += g * g;
                trained.transitions[at] += self.recipe.rate * g / self.transition_squares[at].sqrt();
            }
        }
    }
}

/// Numbers without pattern, the same ones every time (Steele, Lea, Flood 2014: SplitMix).
pub(super) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn shuffle(&mut self, items: &mut [u32]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// The exponentials of the scores of allowed labels, the largest of which is one; zero for the others.
fn exponentials(scores: &[f32], allowed: impl Fn(usize) -> bool, out: &mut [f32]) {
    let score = |label: usize| if allowed(label) { scores[label] } else { f32::NEG_INFINITY };
    let top = (0..scores.len()).map(score).fold(f32::NEG_INFINITY, f32::max);
    out.iter_mut().enumerate().for_each(|(label, weight)| *weight = (score(label) - top).exp());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TOPONYMS;

    const N: usize = TOPONYMS.labels();
    const STILL: Recipe = Recipe { epochs: 1, rate: 0.0, decay: 0.0 };

    /// Four tokens with attributes out of five; the third token's label is open.
    fn example() -> Example {
        Example { tokens: vec![vec![0, 1], vec![2], vec![1, 3, 4], vec![0]], allowed: vec![0b001, 0b010, 0b111, 0b001] }
    }

    /// Weights without pattern.
    fn trained() -> Trained {
        let mut trained = Trained::blank(TOPONYMS, 5);
        let mut random = Random(5);
        let mut weight = || (random.next() >> 40) as f32 / (1 << 24) as f32 - 0.5;
        trained.weights.iter_mut().for_each(|w| *w = weight());
        trained.transitions.iter_mut().for_each(|w| *w = weight());
        trained
    }

    /// The logarithm of the probability of the labels that an example allows, by counting all sequences.
    fn log_likelihood(trained: &Trained, example: &Example) -> f64 {
        let len = example.tokens.len();
        let (mut allowed, mut all) = (0.0, 0.0);
        for number in 0..N.pow(len as u32) {
            let labels: Vec<usize> = (0..len).map(|i| number / N.pow(i as u32) % N).collect();
            let around: Vec<usize> = [&[0], &labels[..], &[0]].concat();
            if !around.windows(2).all(|pair| TOPONYMS.may_follow(pair[0], pair[1])) {
                continue;
            }
            let score = |(token, label): (&Vec<u32>, &usize)| token.iter().map(|&a| f64::from(trained.weights[a as usize * N + label])).sum::<f64>();
            let scores: f64 = example.tokens.iter().zip(&labels).map(score).sum();
            let transitions: f64 = around.windows(2).map(|pair| f64::from(trained.transitions[pair[0] * N + pair[1]])).sum();
            let mass = (scores + transitions).exp();
            all += mass;
            if labels.iter().zip(&example.allowed).all(|(label, bits)| bits >> label & 1 != 0) {
                allowed += mass;
            }
        }
        f64::ln(allowed / all)
    }

    /// The slope of the likelihood along one number of the weights, by finite differences.
    fn slope(trained: &Trained, number: impl Fn(&mut Trained) -> &mut f32) -> f64 {
        const STEP: f32 = 1e-2;
        let moved = |by: f32| {
            let mut moved = trained.clone();
            *number(&mut moved) += by;
            log_likelihood(&moved, &example())
        };
        (moved(STEP) - moved(-STEP)) / f64::from(2.0 * STEP)
    }

    #[test]
    fn gradients_are_the_slopes_of_the_likelihood() {
        let (mut trained, example) = (trained(), example());
        let mut learner = Learner::new(&trained, std::slice::from_ref(&example), STILL);
        learner.see(&mut trained, &example);
        for (attribute, label) in (0..5).flat_map(|a| (0..N).map(move |l| (a, l))) {
            let tokens = example.tokens.iter().enumerate().filter(|(_, t)| t.contains(&(attribute as u32)));
            let gradient: f32 = tokens.map(|(i, _)| learner.gradient[i * N + label]).sum();
            let slope = slope(&trained, |t| &mut t.weights[attribute * N + label]);
            assert!((f64::from(gradient) - slope).abs() < 1e-3, "attribute {attribute}, label {label}: {gradient}, slope {slope}");
        }
        for (at, square) in learner.transition_squares.iter().enumerate().filter(|(at, _)| TOPONYMS.may_follow(at / N, at % N)) {
            let slope = slope(&trained, |t| &mut t.transitions[at]);
            assert!((f64::from(square - SEEN) - slope * slope).abs() < 1e-3, "transition {at}: {square}, slope {slope}");
        }
    }

    /// Names are what has attribute 1, and what has 2 goes on with them.
    fn lessons() -> Vec<Example> {
        let lesson = |attributes: &[u32], labels: &[u16]| Example {
            tokens: attributes.iter().map(|&a| vec![a]).collect(),
            allowed: labels.iter().map(|label| 1 << label).collect(),
        };
        vec![lesson(&[0, 1, 2, 0], &[0, 1, 2, 0]), lesson(&[0, 1, 0, 2], &[0, 1, 0, 0]), lesson(&[0, 0], &[0, 0]), lesson(&[1], &[1])]
    }

    const RECIPE: Recipe = Recipe { epochs: 60, rate: 0.2, decay: 0.01 };

    #[test]
    fn what_is_taught_is_learned() {
        let mut trained = Trained::blank(TOPONYMS, 3);
        let before: f64 = lessons().iter().map(|e| log_likelihood(&trained, e)).sum();
        trained.learn(&lessons(), RECIPE);
        let after: f64 = lessons().iter().map(|e| log_likelihood(&trained, e)).sum();
        assert!(after > before / 5.0, "log likelihood {before} before, {after} after");
    }

    #[test]
    fn the_same_lessons_give_the_same_weights() {
        let learn = || {
            let mut trained = Trained::blank(TOPONYMS, 3);
            trained.learn(&lessons(), RECIPE);
            (trained.weights, trained.transitions)
        };
        assert_eq!(learn(), learn());
    }

    #[test]
    fn unknown_attributes_have_no_number() {
        let all: Vec<Attribute> = (0..4).map(|i| Attribute::new(i, 0)).collect();
        let alphabet = Alphabet::new(all[..3].to_vec());
        assert_eq!(alphabet.numbers(&[all[2], all[3], all[0]]), [2, 0]);
    }
}
