//! What neighbours in the text say of each other's candidates: a container, a list.

use super::candidate::Candidate;
use super::containment::Pair;
use super::evidence::Rule;
use super::groups::{Groups, MOST_CANDIDATES};
use super::sort::Sort;

/// How much of a settlement's size does not count where its container is named.
const SIZE_LEFT_OUT: f32 = 0.7;

/// Pairs of groups, and what they add to their candidates; room that is kept from document to document.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// First and second group, a weight, and whether the words are plain.
    groups: Vec<(usize, usize, f32, bool)>,
    /// For each candidate, what is to be added.
    found: Vec<f32>,
}

impl Pairs {
    /// Applies the containers that the text names: of each pair the first is the place, the second its container.
    pub fn apply_containers(&mut self, groups: &mut Groups, pairs: impl Iterator<Item = Pair>) {
        self.read(groups, pairs);
        for &(index, outer, weight, plain) in &self.groups {
            let (inner, outer) = (groups.all[index].candidates.clone(), groups.all[outer].candidates.clone());
            let mut placed = !plain;
            for o in outer.take(MOST_CANDIDATES) {
                let mut holds = false;
                for i in inner.clone() {
                    if groups.candidates[o].contains(&groups.candidates[i]) {
                        holds = true;
                        self.found[i] = self.found[i].max(weight);
                    }
                }
                placed |= holds;
                if holds {
                    self.found[o] = self.found[o].max(weight * 0.5);
                }
            }
            groups.all[index].misplaced |= !placed;
        }
        self.add(&mut groups.candidates, Rule::Containment);
        // Who names the division of a small settlement does so because it is little known: its size says little then.
        for (c, _) in groups.candidates.iter_mut().zip(&self.found).filter(|(c, weight)| **weight > 0.0 && c.sort == Sort::Settlement) {
            c.add(Rule::Prominence, -c.size_beyond_village() * SIZE_LEFT_OUT);
        }
    }

    /// Applies what the text sets apart: Moscow beside Moscow, Idaho lies elsewhere.
    pub fn apply_apart(&mut self, groups: &mut Groups, apart: &[(usize, usize)]) {
        const WEIGHT: f32 = -9.0;
        self.read(groups, apart.iter().map(|&(first, second)| Pair { first, second, weight: WEIGHT, plain: false }));
        for &(bare, outer, weight, _) in &self.groups {
            for o in groups.all[outer].candidates.clone().take(MOST_CANDIDATES) {
                for i in groups.all[bare].candidates.clone() {
                    if groups.candidates[o].contains(&groups.candidates[i]) {
                        self.found[i] = weight;
                    }
                }
            }
        }
        self.add(&mut groups.candidates, Rule::Containment);
    }

    /// Lets neighbours in a list speak for candidates of the same sort and country.
    pub fn apply_lists(&mut self, groups: &mut Groups, pairs: impl Iterator<Item = Pair>) {
        self.read(groups, pairs);
        for &(a, b, weight, _) in &self.groups {
            for (a, b) in [(a, b), (b, a)] {
                let others = &groups.candidates[groups.all[b].candidates.clone()];
                let others = &others[..others.len().min(MOST_CANDIDATES)];
                for i in groups.all[a].candidates.clone() {
                    let c = &groups.candidates[i];
                    if is_listed(c) && others.iter().any(|o| alike(c, o) && is_listed(o)) {
                        self.found[i] = weight;
                    }
                }
            }
        }
        self.add(&mut groups.candidates, Rule::Coordination);
    }

    /// The pairs of groups that the pairs of toponyms stand for; of several, the strongest statement counts, once.
    fn read(&mut self, groups: &Groups, pairs: impl Iterator<Item = Pair>) {
        self.groups.clear();
        self.groups.extend(pairs.map(|p| (groups.of[p.first], groups.of[p.second], p.weight, p.plain)).filter(|(a, b, ..)| a != b));
        self.groups.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        self.groups.dedup_by_key(|p| (p.0, p.1));
        self.found.clear();
        self.found.resize(groups.candidates.len(), 0.0);
    }

    fn add(&self, candidates: &mut [Candidate], rule: Rule) {
        for (c, &weight) in candidates.iter_mut().zip(&self.found).filter(|(_, weight)| **weight != 0.0) {
            c.add(rule, weight);
        }
    }
}

/// Whether it is of those that texts list by their like: divisions, and cities, lest a list of both be one of divisions.
fn is_listed(c: &Candidate) -> bool {
    const CITY: u32 = 50_000;
    matches!(c.sort, Sort::Country | Sort::Admin1 | Sort::Admin2) || c.sort == Sort::Settlement && c.population >= CITY
}

fn alike(a: &Candidate, b: &Candidate) -> bool {
    a.sort == b.sort && (a.sort == Sort::Country || a.country() == b.country())
}
