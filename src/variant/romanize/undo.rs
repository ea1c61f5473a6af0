//! From a spelling back to letters that could have given it.
//!
//! The spelling is cut into outputs of rules: first every place is told which rules fit there and whether the end can be
//! reached from it, then the cuts are tried depth first, every rule checked against those before it; what is found is
//! romanized and compared. Length and steps are bounded, whatever the spelling.

use rustc_hash::{FxHashMap, FxHashSet};

use super::alphabet::Letter;
use super::standard::Standard;
use crate::text::fold;

/// Longer spellings are nobody's names.
const MAX_SPELLING: usize = 64;
/// Rules tried for one spelling and standard before the search is given up.
const MAX_STEPS: usize = 5_000;

/// What is typed for the characters that standards write and keyboards lack: š and s, ʹ and nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain(FxHashMap<char, Box<str>>);

impl Plain {
    pub(super) fn of(standards: &[Standard]) -> Plain {
        let mut plain = Plain::default();
        for rules in standards.iter().map(|s| &s.rules) {
            let outputs = rules.all.iter().map(|r| rules.to(r)).chain([rules.joiner()]);
            for c in outputs.flat_map(str::chars).flat_map(char::to_lowercase).filter(|c| !c.is_ascii_alphanumeric()) {
                plain.0.entry(c).or_insert_with(|| fold(c.encode_utf8(&mut [0; 4])).into());
            }
        }
        plain
    }
}

/// A spelling, ready to be compared.
pub(super) struct Spelling<'a> {
    chars: Vec<char>,
    plain: &'a Plain,
}

impl Spelling<'_> {
    /// None where it is empty or too long.
    pub(super) fn new<'a>(spelling: &str, plain: &'a Plain) -> Option<Spelling<'a>> {
        if spelling.len() > 4 * MAX_SPELLING {
            return None;
        }
        let chars: Vec<char> = spelling.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).collect();
        (1..=MAX_SPELLING).contains(&chars.len()).then_some(Spelling { chars, plain })
    }

    /// Where the spelling goes on behind `output`, if that stands at `at`; its accents, apostrophes and hyphens may be missing.
    fn take(&self, mut at: usize, output: &str) -> Option<usize> {
        for o in output.chars() {
            let next = self.chars.get(at);
            if next == Some(&o) || o == '-' && next == Some(&' ') {
                at += 1;
            } else if o.is_ascii_alphanumeric() {
                return None;
            } else if !is_mark(o) {
                for p in self.plain.0.get(&o)?.chars() {
                    if self.chars.get(at) != Some(&p) {
                        return None;
                    }
                    at += 1;
                }
            }
        }
        Some(at)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Whether some letters give the spelling by this standard.
pub(super) fn is_possible(standard: &Standard, spelling: &Spelling) -> bool {
    let fits = fits(standard, spelling);
    let mut reaches = vec![true; spelling.chars.len() + 1];
    for (at, fits) in fits.iter().enumerate().rev() {
        reaches[at] = passes(spelling.chars[at]) && reaches[at + 1] || fits.iter().any(|f| f.next > at && reaches[f.next]);
    }
    if !reaches[0] {
        return false;
    }
    let mut search = Search { standard, spelling, fits, reaches, letters: Vec::new(), taken: Vec::new(), dead: FxHashSet::default(), steps: MAX_STEPS };
    search.from(0)
}

/// A rule whose output stands at a place of the spelling.
#[derive(Clone, Copy)]
struct Fit {
    rule: usize,
    /// Where the spelling goes on.
    next: usize,
    /// Whether what joins outputs of a word was taken too.
    joined: bool,
}

/// Whether a character can stand for itself: what is no letter passes through.
fn passes(c: char) -> bool {
    !c.is_alphabetic()
}

/// The rules that fit at each place, those that write nothing last.
fn fits(standard: &Standard, spelling: &Spelling) -> Vec<Vec<Fit>> {
    let rules = &standard.rules;
    let mut all = Vec::with_capacity(spelling.chars.len());
    for at in 0..spelling.chars.len() {
        let mut fits = Vec::new();
        let behind_joiner = if rules.joiner().is_empty() { None } else { spelling.take(at, rules.joiner()) };
        for (rule, to) in rules.all.iter().map(|r| rules.to(r)).enumerate() {
            let mut add = |start, joined| fits.extend(spelling.take(start, to).map(|next| Fit { rule, next, joined }));
            add(at, false);
            if let Some(start) = behind_joiner.filter(|_| !to.is_empty()) {
                add(start, true);
            }
        }
        fits.sort_by_key(|f| f.next == at);
        all.push(fits);
    }
    all
}

struct Search<'a> {
    standard: &'a Standard,
    spelling: &'a Spelling<'a>,
    fits: Vec<Vec<Fit>>,
    /// The places from which the end can be reached, contexts apart.
    reaches: Vec<bool>,
    letters: Vec<Letter>,
    /// Rules taken so far, and where in `letters` each begins.
    taken: Vec<(usize, usize)>,
    /// Where in the spelling, and behind which two rules, the search has failed.
    dead: FxHashSet<(usize, usize, usize)>,
    steps: usize,
}

/// What stands for a character that passes through.
const PASSED: usize = usize::MAX;

impl Search<'_> {
    fn from(&mut self, at: usize) -> bool {
        if at == self.spelling.chars.len() {
            return self.is_right();
        }
        let last = |back: usize| self.taken.iter().rev().nth(back).map_or(PASSED, |t| t.0);
        if !self.reaches[at] || !self.dead.insert((at, last(0), last(1))) {
            return false;
        }
        let c = self.spelling.chars[at];
        if passes(c) && self.take(PASSED, at + 1, Some(c)) {
            return true;
        }
        let rules = &self.standard.rules;
        let before = self.letters.last().map_or(0, |l| l.number);
        for i in 0..self.fits[at].len() {
            let Some(steps) = self.steps.checked_sub(1) else { return false };
            self.steps = steps;
            let Fit { rule, next, joined } = self.fits[at][i];
            let to = rules.to(&rules.all[rule]);
            let allowed = rules.all[rule].after >> before & 1 == 1 && joined != rules.between(before, to).is_empty();
            // Of rules that write nothing, one after another is enough.
            if allowed && !(next == at && self.is_silent()) && self.take(rule, next, None) {
                return true;
            }
        }
        false
    }

    /// Whether the rule taken last writes nothing.
    fn is_silent(&self) -> bool {
        let rules = &self.standard.rules;
        self.taken.last().and_then(|&(rule, _)| rules.all.get(rule)).is_some_and(|r| rules.to(r).is_empty())
    }

    /// Takes a rule, or a character that passes, and goes on behind it; leaves everything as it was where that fails.
    fn take(&mut self, rule: usize, next: usize, passed: Option<char>) -> bool {
        let (start, rules) = (self.letters.len(), &self.standard.rules);
        match passed {
            Some(char) => self.letters.push(Letter { char, ..Letter::NONE }),
            None => self.letters.extend(rules.from(&rules.all[rule]).iter().map(|&number| Letter { number, ..Letter::NONE })),
        }
        self.taken.push((rule, start));
        let found = self.keeps_order() && self.from(next);
        self.taken.pop();
        self.letters.truncate(start);
        found
    }

    /// Whether, with the letters known now, the rule before the one just taken is still the one that applies.
    fn keeps_order(&self) -> bool {
        let [.., (rule, start), _] = self.taken[..] else { return true };
        let Some(taken) = self.standard.rules.all.get(rule) else { return true };
        let before = start.checked_sub(1).map_or(0, |i| self.letters[i].number);
        let behind = self.letters[start + 1..].iter().copied();
        self.standard.rules.find(before, self.letters[start], &behind).is_some_and(|applied| std::ptr::eq(applied.rule, taken))
    }

    /// Whether the letters give the whole spelling, read forwards.
    fn is_right(&self) -> bool {
        let mut written = String::new();
        self.standard.rules.write(self.letters.iter().copied(), &mut written);
        self.spelling.take(0, &written) == Some(self.spelling.chars.len())
    }
}
