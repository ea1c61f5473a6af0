//! The rules of a standard, laid out by their first letter, and what they make of letters.

use std::ops::Range;

use super::romanize_letters::{Alphabet, Letter};
use super::romanize_plain::{PlainRule, PlainStandard, char_pairs};
use crate::error::{Error, Result};

/// No rule is longer: it bounds how far is looked ahead.
pub(crate) const MAX_FROM: usize = 12;

/// One rule: letters, what may stand around them, and what they become.
#[derive(Clone, Debug)]
pub(super) struct LetterRule {
    pub from: Box<[u8]>,
    /// The letters that may stand before and behind, as bits.
    pub after: u128,
    pub before: u128,
    pub to: Box<str>,
}

/// All rules of a standard: those of one letter together, the longest first, and of equal ones the first written.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    pub all: Vec<LetterRule>,
    /// Where those of a letter stand, by its number.
    of: Vec<Range<usize>>,
    between: String,
    capitals: Vec<(char, char)>,
}

/// A rule that applies, and what is known where it ends.
pub(super) struct Applied<'a, I> {
    pub rule: &'a LetterRule,
    pub rest: I,
    last: Letter,
    all_upper: bool,
}

impl Rules {
    /// Numbers the letters of a standard and lays out its rules.
    pub(super) fn new(plain: &PlainStandard) -> Result<(Alphabet, Rules)> {
        let mut alphabet = Alphabet::default();
        let mut read = Vec::new();
        for text in plain.rules.split(' ').filter(|r| !r.is_empty()) {
            let rule = PlainRule::read(text).ok_or_else(|| Error::message(format!("`{text}` is not a rule")))?;
            let from = rule.from.chars().map(|c| alphabet.add(c)).collect::<Result<Box<[u8]>>>()?;
            if from.len() > MAX_FROM {
                return Err(Error::message(format!("the rule for `{}` has more than {MAX_FROM} letters", rule.from)));
            }
            read.push((from, rule));
        }
        let masks = plain.sets.iter().map(|set| mask(set, &mut alphabet)).collect::<Result<Vec<u128>>>()?;
        let mask_of = |set: usize| match set.checked_sub(1) {
            None => Ok(u128::MAX),
            Some(at) => masks.get(at).copied().ok_or_else(|| Error::message(format!("there is no set {set}"))),
        };
        let mut all = Vec::with_capacity(read.len());
        for (from, rule) in read {
            all.push(LetterRule { from, after: mask_of(rule.after)?, before: mask_of(rule.before)?, to: rule.to.into() });
        }
        all.sort_by_key(|r| (r.from[0], usize::MAX - r.from.len()));
        let mut of = vec![0..0; alphabet.len() + 1];
        for (i, rule) in all.iter().enumerate() {
            let range = &mut of[usize::from(rule.from[0])];
            *range = if range.end == 0 { i..i + 1 } else { range.start..i + 1 };
        }
        for pair in char_pairs(&plain.same) {
            let (c, other) = pair.ok_or_else(|| not_pairs(&plain.same))?;
            alphabet.add_same(c, other)?;
        }
        let capitals = char_pairs(&plain.capitals).collect::<Option<_>>().ok_or_else(|| not_pairs(&plain.capitals))?;
        Ok((alphabet, Rules { all, of, between: plain.between.clone(), capitals }))
    }

    /// The rules of a letter, in their order.
    pub(super) fn of(&self, letter: u8) -> Range<usize> {
        self.of.get(usize::from(letter)).cloned().unwrap_or_default()
    }

    /// What stands before the output of a rule, behind a letter of the same word.
    pub(super) fn between(&self, before: u8, to: &str) -> &str {
        if before == 0 || to.is_empty() { "" } else { &self.between }
    }

    /// The rule that applies to the next letters.
    #[inline]
    pub(super) fn find<I: Iterator<Item = Letter> + Clone>(&self, before: u8, letters: &I, first: u8) -> Option<Applied<'_, I>> {
        self.all[self.of(first)].iter().find_map(|rule| rule.apply(before, letters))
    }

    /// Writes what the letters become. Linear in their number.
    pub(super) fn write<I: Iterator<Item = Letter> + Clone>(&self, mut letters: I, out: &mut String) {
        let mut before = Letter::NONE;
        while let Some(first) = letters.clone().next() {
            let Some(applied) = self.find(before.number, &letters, first.number) else {
                out.push(first.char);
                letters.next();
                before = first;
                continue;
            };
            let Applied { rule, rest, last, all_upper } = applied;
            out.push_str(self.between(before.number, &rule.to));
            if first.upper {
                let next = rest.clone().next().unwrap_or(Letter::NONE);
                let shouted = next.upper || next.number == 0 && (before.upper || rule.from.len() > 1);
                self.push_capital(&rule.to, all_upper && shouted, out);
            } else {
                out.push_str(&rule.to);
            }
            letters = rest;
            before = last;
        }
    }

    /// Щ is Shch, and SHCH among capitals.
    fn push_capital(&self, to: &str, all: bool, out: &mut String) {
        let mut done = false;
        for c in to.chars() {
            if done && !all {
                out.push(c);
                continue;
            }
            match self.capitals.iter().find(|(small, _)| *small == c) {
                Some((_, capital)) => out.push(*capital),
                None => out.extend(c.to_uppercase()),
            }
            done |= c.is_alphabetic() && !matches!(c, '\u{02B0}'..='\u{02FF}');
        }
    }
}

impl LetterRule {
    #[inline]
    fn apply<I: Iterator<Item = Letter> + Clone>(&self, before: u8, letters: &I) -> Option<Applied<'_, I>> {
        if self.after >> before & 1 == 0 {
            return None;
        }
        let mut rest = letters.clone();
        let (mut last, mut all_upper) = (Letter::NONE, true);
        for &number in &self.from {
            last = rest.next().filter(|l| l.number == number)?;
            all_upper &= last.upper;
        }
        let fits = self.before == u128::MAX || self.before >> rest.clone().next().map_or(0, |l| l.number) & 1 == 1;
        fits.then_some(Applied { rule: self, rest, last, all_upper })
    }
}

fn not_pairs(text: &str) -> Error {
    Error::message(format!("`{text}` are not pairs of characters: write ά=α έ=ε"))
}

/// The bits of a set: `!` at the start means all others.
fn mask(set: &str, alphabet: &mut Alphabet) -> Result<u128> {
    let (negated, letters) = set.strip_prefix('!').map_or((false, set), |rest| (true, rest));
    let mut mask = 0;
    for c in letters.chars() {
        mask |= 1u128 << if c == '^' { 0 } else { alphabet.add(c)? };
    }
    Ok(if negated { !mask } else { mask })
}
