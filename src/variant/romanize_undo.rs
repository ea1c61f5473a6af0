//! From a spelling back to letters that could have given it.
//!
//! The spelling is cut into outputs of rules, depth first, every rule checked against those before it; what is found is
//! romanized and compared. Length and steps are bounded, whatever the spelling.

use rustc_hash::FxHashSet;

use super::romanize::Standard;
use super::romanize_letters::Letter;
use crate::text::fold;

/// Longer spellings are nobody's names.
const MAX_SPELLING: usize = 64;
/// Rules tried for one spelling and standard before the search is given up.
const MAX_STEPS: usize = 20_000;

/// A spelling, ready to be compared.
pub(super) struct Spelling(Vec<char>);

impl Spelling {
    /// None where it is empty or too long.
    pub(super) fn new(spelling: &str) -> Option<Spelling> {
        if spelling.len() > 4 * MAX_SPELLING {
            return None;
        }
        let chars: Vec<char> = spelling.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).collect();
        (1..=MAX_SPELLING).contains(&chars.len()).then_some(Spelling(chars))
    }

    /// Where the spelling goes on behind `output`, if that stands at `at`; its accents, apostrophes and hyphens may be missing.
    fn take(&self, mut at: usize, output: &str) -> Option<usize> {
        for o in output.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)) {
            if self.0.get(at) == Some(&o) {
                at += 1;
                continue;
            }
            if o == '-' && self.0.get(at) == Some(&' ') {
                at += 1;
                continue;
            }
            if o.is_ascii_alphanumeric() {
                return None;
            }
            let plain = fold(o.encode_utf8(&mut [0; 4]));
            for p in plain.chars() {
                if self.0.get(at) != Some(&p) {
                    return None;
                }
                at += 1;
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
    let mut search = Search { standard, spelling, letters: Vec::new(), taken: Vec::new(), dead: FxHashSet::default(), steps: MAX_STEPS };
    search.from(0)
}

struct Search<'a> {
    standard: &'a Standard,
    spelling: &'a Spelling,
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
        if at == self.spelling.0.len() {
            return self.is_right();
        }
        let last = |back: usize| self.taken.iter().rev().nth(back).map_or(PASSED, |t| t.0);
        if !self.dead.insert((at, last(0), last(1))) {
            return false;
        }
        let c = self.spelling.0[at];
        if !c.is_alphabetic() && self.take(PASSED, &[Letter { char: c, ..Letter::NONE }], at + 1) {
            return true;
        }
        let before = self.letters.last().map_or(0, |l| l.number);
        // Rules that write nothing come last.
        for silent in [false, true] {
            for (i, rule) in self.standard.rules.all.iter().enumerate() {
                if self.steps == 0 {
                    return false;
                }
                self.steps -= 1;
                if rule.after >> before & 1 == 0 {
                    continue;
                }
                let joined = self.spelling.take(at, self.standard.rules.between(before, &rule.to));
                let Some(next) = joined.and_then(|at| self.spelling.take(at, &rule.to)) else { continue };
                if (next == at) != silent || silent && self.is_silent() {
                    continue;
                }
                let letters: Vec<Letter> = rule.from.iter().map(|&number| Letter { number, ..Letter::NONE }).collect();
                if self.take(i, &letters, next) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether the rule taken last writes nothing: of these, one after another is enough.
    fn is_silent(&self) -> bool {
        self.taken.last().and_then(|&(rule, _)| self.standard.rules.all.get(rule)).is_some_and(|r| r.to.is_empty())
    }

    /// Takes a rule and goes on behind it; leaves everything as it was where that fails.
    fn take(&mut self, rule: usize, letters: &[Letter], next: usize) -> bool {
        let start = self.letters.len();
        self.letters.extend_from_slice(letters);
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
        let letters = self.letters[start..].iter().copied();
        self.standard.rules.find(before, &letters, taken.from[0]).is_some_and(|applied| std::ptr::eq(applied.rule, taken))
    }

    /// Whether the letters give the whole spelling, read forwards.
    fn is_right(&self) -> bool {
        let mut written = String::new();
        self.standard.rules.write(self.letters.iter().copied(), &mut written);
        self.spelling.take(0, &written) == Some(self.spelling.0.len())
    }
}
