//! The joint resolution of a document.

use super::anaphora;
use super::candidate::Candidate;
use super::containment::{self, Pair};
use super::groups::Groups;
use super::hints::Hints;
use super::home::Home;
use super::pairs::Pairs;
use super::senses::Senses;
use super::signs;
use super::sort::Sort;
use super::support::Support;
use super::voices::{self, Voices};
use crate::gazetteer::Layers;
use crate::model::{Model, Ranker};
use crate::recognize::{Context, Recognized, Toponym};

/// The outcome for one toponym.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolution<'r> {
    /// Number of the group of mentions that were resolved together; groups are numbered in text order.
    pub group: usize,
    /// Best first.
    pub candidates: &'r [Candidate],
    /// Probability that this is a mention of a place, the document considered: 0 to 1.
    pub place_probability: f32,
    /// Probability that the best candidate is the one meant, if it is a place: 0 to 1.
    pub referent_probability: f32,
}

impl Resolution<'_> {
    /// Probability that the mention means the best candidate: 0 to 1.
    pub fn score(&self) -> f32 {
        self.place_probability * self.referent_probability
    }
}

/// Probability that what is meant is among the candidates at all.
fn faith(best: &Candidate, misplaced: bool) -> f32 {
    /// The text says that it lies where no place of that name is known.
    const MISPLACED: f32 = 0.3;
    /// The distance at which a name that is not spelled so is as likely another, unknown one.
    const EVEN: f32 = 6.0;
    /// A small settlement may have namesakes that no source knows.
    const SMALL: f32 = 0.85;
    let spelled = EVEN / (EVEN + best.lead.road.cost);
    let known = if best.is_small_settlement() { SMALL } else { 1.0 };
    if misplaced { MISPLACED * spelled } else { known * spelled }
}

/// How often the candidates are judged by each other's probabilities at most.
const MOST_ROUNDS: usize = 8;
/// They are settled when no probability changes by more.
const SETTLED: f32 = 0.01;
/// How much the logarithm of the best share counts towards being a place at all.
const AMBIGUITY: f32 = 0.8;
/// How much it counts against being a place at all that the best candidate's name was not in use.
const ANACHRONISM: f32 = 0.3;
/// Candidates reported.
const REPORTED: usize = 5;

/// The resolver: only the room it works in, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Resolver {
    /// Places and containers that stand side by side.
    contained: Vec<Pair>,
    senses: Senses,
    home: Home,
    groups: Groups,
    pairs: Pairs,
    voices: Voices,
    support: Support,
}

impl Resolver {
    /// Resolves the toponyms of a document together; a ranker corrects at last what each piece of evidence counts. Linear in the mentions, for a bounded number of candidates each.
    pub fn resolve(&mut self, context: &Context<'_>, layers: &Layers, toponyms: Recognized<'_>, hints: &Hints, ranker: Option<&Ranker>) {
        self.contained.clear();
        self.contained.extend(containment::find(context, toponyms.all));
        self.senses.read(context, toponyms, &self.contained);
        self.home.read(context);
        self.groups.gather(layers, toponyms, &self.senses.of, hints, &self.home);
        let containers = self.contained.iter().copied().chain(containment::find_frames(context, toponyms.all));
        let containers = containers.chain(anaphora::find_containers(context, toponyms.all));
        self.pairs.apply_containers(&mut self.groups, containers);
        self.pairs.apply_apart(&mut self.groups, &self.senses.apart);
        self.pairs.apply_lists(&mut self.groups, containment::find_lists(context, toponyms.all));
        self.groups.apply_taken_up(anaphora::find_taken_up(context, toponyms.all));
        self.groups.keep_strongest();
        self.judge(ranker);
    }

    /// The candidates for the toponym of that index, best first, and whether the text names a container in which none of them lies.
    pub fn candidates(&self, index: usize) -> (&[Candidate], bool) {
        let group = &self.groups.all[self.groups.of[index]];
        (&self.groups.candidates[group.candidates.clone()], group.misplaced)
    }

    /// The outcome for the toponym of that index.
    pub fn resolution(&self, index: usize, toponym: &Toponym, model: Option<&Model>) -> Resolution<'_> {
        let group = self.groups.of[index];
        let (candidates, misplaced) = self.candidates(index);
        let reported = &candidates[..candidates.len().min(REPORTED)];
        let best = candidates.first();
        let (place_probability, referent_probability) = match model {
            Some(model) => (
                model.place.probability(&signs::of_place(toponym, best)),
                if candidates.is_empty() { 1.0 } else { model.referent.probability(&signs::of_referent(toponym, candidates, misplaced)) },
            ),
            None => (place_probability(toponym, best), best.map_or(0.0, |best| best.probability * faith(best, misplaced))),
        };
        Resolution { group, candidates: reported, place_probability, referent_probability }
    }

    /// The signs of the toponym of that index: of its being a place, and of its best candidate.
    #[cfg(feature = "train")]
    pub fn signs(&self, index: usize, toponym: &Toponym) -> (Vec<f32>, Option<Vec<f32>>) {
        let (candidates, misplaced) = self.candidates(index);
        let referent = (!candidates.is_empty()).then(|| signs::of_referent(toponym, candidates, misplaced).to_vec());
        (signs::of_place(toponym, candidates.first()).to_vec(), referent)
    }

    /// How many toponyms are resolved together with that of that index, itself counted.
    #[cfg(feature = "train")]
    pub fn members(&self, index: usize) -> usize {
        self.groups.all[self.groups.of[index]].members
    }

    /// Mean-field: every group is judged by the shares the others gave their candidates the round before.
    fn judge(&mut self, ranker: Option<&Ranker>) {
        let Resolver { groups, voices, support, .. } = self;
        voices.read(&groups.candidates);
        groups.all.iter().for_each(|g| voices::begin(&mut voices.all[g.candidates.clone()]));
        for _ in 0..MOST_ROUNDS {
            support.add_all(&groups.all, voices);
            let mut change = 0.0f32;
            for (i, g) in groups.all.iter().enumerate() {
                change = change.max(support.judge(i, g, &mut voices.all[g.candidates.clone()]));
            }
            if change < SETTLED {
                break;
            }
        }
        for (i, g) in groups.all.iter().enumerate() {
            let (candidates, voices) = (&mut groups.candidates[g.candidates.clone()], &mut voices.all[g.candidates.clone()]);
            support.record(i, g, voices, candidates);
            if let Some(ranker) = ranker {
                for (c, v) in candidates.iter_mut().zip(&mut *voices) {
                    v.score = c.correct(ranker);
                }
                voices::share_out(voices);
            }
            for (c, v) in candidates.iter_mut().zip(voices) {
                (c.score, c.probability) = (v.score, v.probability);
            }
        }
        groups.sort();
    }
}

/// A name that the rest of the document supports is a place more likely; an obscure one that nothing supports, less.
fn place_probability(t: &Toponym, best: Option<&Candidate>) -> f32 {
    let Some(best) = best else { return 0.0 };
    use super::evidence::Rule::*;
    let of = |rules: &[super::evidence::Rule]| best.weights.of(rules);
    let local = of(&[Containment, GenericHead, Coordination]).max(0.0);
    let document = of(&[SameCountry, SameAdmin1, Nearby]);
    let known = matches!(best.sort, Sort::Country | Sort::Admin1 | Sort::Continent | Sort::Region | Sort::Water | Sort::Relief) || best.population > 200_000;
    let fit = 0.7 * local + if known { 0.15 * document } else { 0.45 * document - 1.2 };
    // A name out of its time may be that of something else: a football club, a film.
    let anachronism = ANACHRONISM * of(&[InUse]).min(0.0);
    // A spelling of many equally likely meanings is less likely to be any of them.
    let doubt = AMBIGUITY * best.probability.max(0.01).ln();
    1.0 / (1.0 + (-(t.log_odds + fit + doubt + anachronism)).exp())
}
