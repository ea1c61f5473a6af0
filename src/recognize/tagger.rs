//! The learned recogniser: labels names in the islands of a document, and judges the gazetteer's proposals by them.

use super::context::Context;
use super::observed::{Island, Observed, PlainWords};
use super::people::People;
use super::profiles::Profiles;
use super::proposal::Toponym;
use super::templates::Scene;
#[cfg(feature = "train")]
use crate::model::Attribute;
use crate::model::{Chain, Labelling, Model, NAMES, NOTHING, NameClass, Scheme, Sums, TOPONYMS};
use crate::span::Span;
use crate::text::Gap;

/// A name of anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameSpan {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    pub class: NameClass,
    /// Probability that it is a name of that class, with these ends: 0 to 1.
    pub probability: f32,
}

/// The tagger, with the room it works in. One serves documents of one model.
#[derive(Debug, Default)]
pub(super) struct Tagger {
    observed: Observed,
    profiles: Profiles,
    sums: Vec<Sums>,
    chain: Chain,
    labels: Vec<u8>,
    /// Names of anything, in text order.
    pub names: Vec<NameSpan>,
    /// Place names that are no proposals, in text order: first and last token, and their log-odds.
    pub unlisted: Vec<(usize, usize, f32)>,
}

/// What speaks for a listed name that is there with all its small words.
const WHOLE: f32 = 2.0;
/// The toponyms' only class.
const TOPONYM: usize = 0;

impl Tagger {
    /// Labels a document, and sets the log-odds of the proposals, which are in text order.
    pub fn tag(&mut self, model: &Model, context: &Context<'_>, people: &People, proposals: &mut [Toponym]) {
        self.clear();
        self.observe_tokens(context, proposals, PlainWords::LeftOut);
        let mut next = 0;
        for n in 0..self.observed.islands().len() {
            let island = self.observed.islands()[n];
            let scene = Scene { context, observed: &self.observed, people };
            sum_up(model, scene, island, &mut self.profiles, &mut self.sums);
            self.label_names(model, island);
            let scene = Scene { context, observed: &self.observed, people };
            let weights = model.weights();
            for (i, sums) in (island.first..).zip(&mut self.sums) {
                self.profiles.add_groups(&weights, [scene.labels(island, &self.labels, i)], sums);
            }
            read(&model.toponyms, &TOPONYMS, &self.sums, &mut self.chain);
            self.chain.sum(&model.toponyms.transitions);
            while proposals.get(next).is_some_and(|t| t.first < island.first) {
                next += 1;
            }
            for t in proposals[next..].iter_mut().take_while(|t| t.first <= island.last) {
                let last = t.last.min(island.last);
                let begins = |i: usize| self.chain.probability(&model.toponyms.transitions, i - island.first, Scheme::begin(TOPONYM));
                t.log_odds += match has_small_words(context, t) {
                    true => WHOLE + log_odds((t.first..=last).map(begins).sum()),
                    false => log_odds(self.toponym_probability(model, island, t.first, last)),
                };
            }
            self.find_unlisted(model, context, island, &mut proposals[next..]);
        }
    }

    /// Observes the tokens of a document, and makes ready for their sums.
    fn observe_tokens(&mut self, context: &Context<'_>, proposals: &[Toponym], plain: PlainWords) {
        self.observed.read(context, proposals, plain);
        self.profiles.read_ahead(context, self.observed.islands().iter().flat_map(|island| island.first..=island.last));
    }

    /// Forgets the last document.
    pub fn clear(&mut self) {
        self.names.clear();
        self.unlisted.clear();
    }

    /// The name of something else that a toponym is a part of.
    pub fn around(&self, context: &Context<'_>, t: &Toponym) -> Option<Span> {
        let at = self.names.partition_point(|name| name.last < t.first);
        let name = self.names.get(at).filter(|name| name.first <= t.first && t.last <= name.last && name.class != NameClass::Place)?;
        let longer = name.first < t.first || t.last < name.last;
        longer.then(|| Span::new(context.token(name.first).span.start, context.token(name.last).stem_end()))
    }

    fn toponym_probability(&self, model: &Model, island: Island, first: usize, last: usize) -> f32 {
        let (begin, inside) = (Scheme::begin(TOPONYM), Scheme::inside(TOPONYM));
        self.chain.span_probability(&model.toponyms.transitions, first - island.first, last - island.first, begin, inside)
    }

    fn label_names(&mut self, model: &Model, island: Island) {
        let transitions = &model.names.transitions;
        read(&model.names, &NAMES, &self.sums, &mut self.chain);
        self.chain.best(transitions, &mut self.labels);
        if self.labels.iter().all(|&label| usize::from(label) == NOTHING) {
            return;
        }
        self.chain.sum(transitions);
        for (first, last, label) in spans(&self.labels) {
            let probability = self.chain.span_probability(transitions, first, last, label, label + 1);
            let Some(class) = NameClass::of_label(label) else { continue };
            self.names.push(NameSpan { first: island.first + first, last: island.first + last, class, probability });
        }
    }

    /// What the best sequence says is a place name, and no proposal is.
    fn find_unlisted(&mut self, model: &Model, context: &Context<'_>, island: Island, proposals: &mut [Toponym]) {
        let mut labels = std::mem::take(&mut self.labels);
        self.chain.best(&model.toponyms.transitions, &mut labels);
        for (first, last, _) in spans(&labels) {
            let (first, last) = (island.first + first, island.first + last);
            if proposals.iter().take_while(|t| t.first <= first).any(|t| (t.first, t.last) == (first, last)) {
                continue;
            }
            let p = self.toponym_probability(model, island, first, last);
            // Lowell Town Court: annotators differ on which of the two is the place name. The gazetteer knows Lowell.
            let inside = proposals.iter_mut().take_while(|t| t.first <= last).filter(|t| first <= t.first && t.last <= last);
            match inside.max_by_key(|t| t.last - t.first) {
                Some(inner) => inner.log_odds = log_odds(p + probability(inner.log_odds)),
                None => self.unlisted.push((first, last, log_odds(p))),
            }
        }
        self.labels = labels;
        self.find_unknown(model, context, island, proposals);
    }

    /// Runs of capitals that the gazetteer does not propose and that may be place names, though more likely none: what they
    /// resemble decides. Behind a word of place even an unlikely one is worth a look.
    fn find_unknown(&mut self, model: &Model, context: &Context<'_>, island: Island, proposals: &[Toponym]) {
        const LONGEST: usize = 3;
        const LEAST: f32 = 0.12;
        const LEAST_LOCATED: f32 = 0.02;
        let mut first = island.first;
        while first <= island.last {
            let last = self.observed.run(first).last.min(island.last);
            let known = self.unlisted.iter().any(|&(f, l, _)| f <= last && first <= l);
            if last < first + LONGEST && !known {
                let located = context.is_located(first);
                let listed = match located {
                    true => proposals.iter().take_while(|t| t.first <= first).any(|t| (t.first, t.last) == (first, last)),
                    false => self.observed.covers_any(first, last),
                };
                let p = if listed { 0.0 } else { self.toponym_probability(model, island, first, last) };
                if p >= if located { LEAST_LOCATED } else { LEAST } {
                    self.unlisted.push((first, last, log_odds(p)));
                }
            }
            first = last + 1;
        }
    }
}

/// Annotators mark the capitals of a name, where the gazetteer knows it with its small words: Luhansk region, Rostov-on-Don.
/// Such a name is one where any part of it is.
fn has_small_words(context: &Context<'_>, t: &Toponym) -> bool {
    (t.first + 1..=t.last).any(|i| !context.token(i).is_capitalized() || context.token(i).gap == Gap::Hyphen)
}

/// Sums the weights of what is observed of each token of an island.
fn sum_up(model: &Model, scene: Scene<'_, '_>, island: Island, profiles: &mut Profiles, sums: &mut Vec<Sums>) {
    let weights = model.weights();
    sums.clear();
    for i in island.first..=island.last {
        let mut sum = Sums::default();
        for (offset, at) in scene.words(i) {
            profiles.add_word(&weights, scene.context, at, offset, &mut sum);
        }
        profiles.add_groups(&weights, scene.groups(i), &mut sum);
        scene.local(i, |attribute| weights.add(&[attribute], &mut sum));
        sums.push(sum);
    }
}

/// Gives the chain the sums of an island's tokens.
fn read(labelling: &Labelling, scheme: &Scheme, sums: &[Sums], chain: &mut Chain) {
    let columns = scheme.at..scheme.at + scheme.labels() - 1;
    chain.read(&labelling.transitions, sums.len(), |i, weights| labelling.weigh(&sums[i].labels()[columns.clone()], weights));
}

/// The names in a sequence of labels: first and last token, and the label they begin with.
fn spans(labels: &[u8]) -> impl Iterator<Item = (usize, usize, usize)> {
    let begins = labels.iter().enumerate().filter(|(_, label)| Scheme::begins(usize::from(**label)));
    begins.map(|(first, &label)| {
        let inside = labels[first + 1..].iter().take_while(|l| **l == label + 1).count();
        (first, first + inside, usize::from(label))
    })
}

fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn log_odds(probability: f32) -> f32 {
    /// No probability of a model is nearer to none or one.
    const LEAST: f32 = 1e-5;
    let p = probability.clamp(LEAST, 1.0 - LEAST);
    (p / (1.0 - p)).ln()
}

/// What there is to learn from.
#[cfg(feature = "train")]
impl Tagger {
    /// Tells each island of a document with the attributes of its tokens; with a model, those of the names that it labels too.
    pub fn observe(
        &mut self,
        model: Option<&Model>,
        context: &Context<'_>,
        people: &People,
        proposals: &[Toponym],
        mut tell: impl FnMut(Island, Vec<Vec<Attribute>>),
    ) {
        self.clear();
        // Ordinary words teach what they look like.
        self.observe_tokens(context, proposals, PlainWords::Labelled);
        for n in 0..self.observed.islands().len() {
            let island = self.observed.islands()[n];
            if let Some(model) = model {
                sum_up(model, Scene { context, observed: &self.observed, people }, island, &mut self.profiles, &mut self.sums);
                self.label_names(model, island);
            }
            let scene = Scene { context, observed: &self.observed, people };
            let attributes = |i: usize| {
                let mut all = Vec::new();
                scene.of_words(i, |a| all.push(a));
                scene.groups(i).into_iter().for_each(|group| group.attributes(|a| all.push(a)));
                scene.local(i, |a| all.push(a));
                if model.is_some() {
                    scene.labels(island, &self.labels, i).attributes(|a| all.push(a));
                }
                all
            };
            tell(island, (island.first..=island.last).map(attributes).collect());
        }
    }
}
