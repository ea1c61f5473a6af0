//! One spelling has one sense in a document, unless the text itself tells senses apart: Tripoli in Lebanon and Tripoli in
//! Libya, Moscow and Moscow, Idaho, Albany, New York and the mayor of New York.

use super::containment::Pair;
use crate::recognize::{Context, NameRef, Recognized, Toponym};

/// What sets a mention apart from others of its spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Sense {
    /// The name of what the text says it lies in, where it says so of others of the spelling otherwise.
    container: Option<NameRef>,
    /// It stands alone beside another that is said to lie somewhere.
    bare: bool,
    /// The text says that something lies in it.
    is_container: bool,
}

/// How many toponyms to either side are looked at for one of the same spelling.
const REACH: usize = 4;

/// Finds the senses of toponyms; room that is kept from document to document.
#[derive(Debug, Default)]
pub(super) struct Senses {
    /// The sense of each toponym.
    pub of: Vec<Sense>,
    /// Toponyms that stand alone, each with what another of its spelling beside it is said to lie in.
    pub apart: Vec<(usize, usize)>,
    /// For each toponym, the one that the text says it lies in.
    containers: Vec<Option<usize>>,
    /// Spelling, container and number of the toponyms that have one.
    placed: Vec<(NameRef, NameRef, usize)>,
}

impl Senses {
    /// Reads the pairs of places and containers that the text writes.
    pub fn read(&mut self, context: &Context<'_>, toponyms: Recognized<'_>, pairs: &[Pair]) {
        let Senses { of, apart, containers, placed } = self;
        let name = |i: usize| toponyms.leads(&toponyms.all[i]).first().map(|lead| lead.name);
        of.clear();
        of.resize(toponyms.all.len(), Sense::default());
        containers.clear();
        containers.resize(toponyms.all.len(), None);
        for pair in pairs.iter().filter(|p| is_division(&toponyms.all[p.second])) {
            of[pair.second].is_container = true;
            containers[pair.first] = containers[pair.first].or(Some(pair.second));
        }
        placed.clear();
        placed.extend((0..of.len()).filter_map(|i| Some((name(i)?, name(containers[i]?)?, i))));
        apart.clear();
        for &(spelling, _, i) in placed.iter() {
            let around = i.saturating_sub(REACH)..of.len().min(i + REACH + 1);
            for other in around.filter(|&other| containers[other].is_none() && name(other) == Some(spelling)) {
                let Some(container) = containers[i] else { continue };
                let (first, second) = if other < i { (other, i) } else { (i.max(container), other) };
                if are_joined(context, &toponyms.all[first], &toponyms.all[second]) {
                    of[other].bare = true;
                    apart.push((other, container));
                }
            }
        }
        placed.sort_unstable();
        for one_spelling in placed.chunk_by(|a, b| a.0 == b.0) {
            let differ = one_spelling[0].1 != one_spelling[one_spelling.len() - 1].1;
            for &(_, container, i) in one_spelling.iter().filter(|_| differ) {
                of[i].container = Some(container);
            }
        }
    }
}

/// Whether it is by its name what places lie in: a country, a state, a region.
fn is_division(t: &Toponym) -> bool {
    t.facts.country || t.facts.admin1 || t.facts.abbreviation || t.head.is_some()
}

/// Whether a word or two join the one to the other: A and B, from A to B. Farther off in a sentence the same place is named
/// twice rather.
fn are_joined(context: &Context<'_>, a: &Toponym, b: &Toponym) -> bool {
    const MOST_WORDS: usize = 2;
    let between = a.last + 1..b.first;
    let joins = |i: usize| !context.token(i).may_be_name() && !context.starts_sentence(i);
    (1..=MOST_WORDS).contains(&between.len()) && between.clone().all(joins) && !context.starts_sentence(b.first)
}
