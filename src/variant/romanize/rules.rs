//! The rules of a standard, laid out by their first letter, and what they make of letters.

use std::ops::Range;

use super::alphabet::{Alphabet, Letter};
use super::plain::{PlainRule, PlainStandard, char_pairs};
use crate::error::{Error, Result};

/// No rule is longer: it bounds how far is looked ahead.
pub(crate) const MAX_FROM: usize = 12;

/// One rule: letters, what may stand around them, and what they become. Both stand in texts of all rules.
#[derive(Clone, Debug)]
pub(super) struct LetterRule {
    from: Range<u32>,
    to: Range<u32>,
    /// The letters that may stand before and behind, as bits.
    pub after: u128,
    before: u128,
}

/// All rules of a standard: those of one letter together, the longest first, and of equal ones the first written.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub all: Vec<LetterRule>,
    /// Where those of a letter stand, by its number.
    of: Vec<Range<u32>>,
    /// What `from` and `to` of the rules are parts of.
    letters: Vec<u8>,
    text: String,
    between: String,
    capitals: Vec<(char, char)>,
}

/// A rule that applies, and what is known where it ends.
pub(super) struct Applied<'a, I> {
    pub rule: &'a LetterRule,
    rest: I,
    last: Letter,
    all_upper: bool,
}

impl Rules {
    /// Numbers the letters of a standard and lays out its rules.
    pub(super) fn new(plain: &PlainStandard) -> Result<(Alphabet, Rules)> {
        let mut alphabet = Alphabet::new();
        let mut rules = Rules {
            all: Vec::with_capacity(plain.rules.len() / 8),
            of: Vec::new(),
            letters: Vec::with_capacity(plain.rules.len() / 2),
            text: plain.rules.clone(),
            between: plain.between.clone(),
            capitals: char_pairs(&plain.capitals).collect::<Option<_>>().ok_or_else(|| not_pairs(&plain.capitals))?,
        };
        let masks = plain.sets.iter().map(|set| mask(set, &mut alphabet)).collect::<Result<Vec<u128>>>()?;
        let mask_of = |set: usize| match set.checked_sub(1) {
            None => Ok(u128::MAX),
            Some(at) => masks.get(at).copied().ok_or_else(|| Error::message(format!("there is no set {set}"))),
        };
        let mut at = 0;
        for text in plain.rules.split(' ') {
            if !text.is_empty() {
                let rule = PlainRule::read(text).ok_or_else(|| Error::message(format!("`{text}` is not a rule")))?;
                let start = rules.letters.len();
                for c in rule.from.chars() {
                    rules.letters.push(alphabet.add(c)?);
                }
                if rules.letters.len() - start > MAX_FROM {
                    return Err(Error::message(format!("the rule for `{}` has more than {MAX_FROM} letters", rule.from)));
                }
                let from = start as u32..rules.letters.len() as u32;
                let to = at + rule.from.len() + 1;
                let to = to as u32..(to + rule.to.len()) as u32;
                rules.all.push(LetterRule { from, to, after: mask_of(rule.after)?, before: mask_of(rule.before)? });
            }
            at += text.len() + 1;
        }
        let letters = &rules.letters;
        rules.all.sort_by_key(|r| (letters[r.from.start as usize], u32::MAX - (r.from.end - r.from.start)));
        rules.of = vec![0..0; alphabet.len() + 1];
        for (i, rule) in (0u32..).zip(&rules.all) {
            let range = &mut rules.of[usize::from(letters[rule.from.start as usize])];
            *range = if range.end == 0 { i..i + 1 } else { range.start..i + 1 };
        }
        for pair in char_pairs(&plain.same) {
            let (c, other) = pair.ok_or_else(|| not_pairs(&plain.same))?;
            alphabet.add_same(c, other)?;
        }
        Ok((alphabet, rules))
    }

    /// The letters that a rule takes.
    #[inline]
    pub(super) fn from(&self, rule: &LetterRule) -> &[u8] {
        &self.letters[rule.from.start as usize..rule.from.end as usize]
    }

    /// What a rule writes.
    #[inline]
    pub(super) fn to(&self, rule: &LetterRule) -> &str {
        &self.text[rule.to.start as usize..rule.to.end as usize]
    }

    /// What stands before the output of a rule, behind a letter of the same word.
    pub(super) fn between(&self, before: u8, to: &str) -> &str {
        if before == 0 || to.is_empty() { "" } else { &self.between }
    }

    /// What stands between outputs in a word.
    pub(super) fn joiner(&self) -> &str {
        &self.between
    }

    /// The rule that applies to `first` and the letters behind it.
    #[inline]
    pub(super) fn find<I: Iterator<Item = Letter> + Clone>(&self, before: u8, first: Letter, behind: &I) -> Option<Applied<'_, I>> {
        let range = self.of.get(usize::from(first.number))?;
        self.all[range.start as usize..range.end as usize].iter().find_map(|rule| self.apply(rule, before, first, behind))
    }

    /// Writes what the letters become. Linear in their number.
    pub(super) fn write<I: Iterator<Item = Letter> + Clone>(&self, mut letters: I, out: &mut String) {
        let mut before = Letter::NONE;
        while let Some(first) = letters.next() {
            let Some(applied) = self.find(before.number, first, &letters) else {
                out.push(first.char);
                before = first;
                continue;
            };
            let Applied { rule, rest, last, all_upper } = applied;
            let to = self.to(rule);
            out.push_str(self.between(before.number, to));
            if first.upper {
                let next = rest.clone().next().unwrap_or(Letter::NONE);
                let shouted = next.upper || next.number == 0 && (before.upper || rule.from.len() > 1);
                self.push_capital(to, all_upper && shouted, out);
            } else {
                out.push_str(to);
            }
            letters = rest;
            before = last;
        }
    }

    /// Whether the letters can become a folded spelling, or one that differs in vowels if these are `unwritten`, as far as is
    /// told by the small letters without accents that come first. Reads no more than that.
    pub(super) fn may_become<I: Iterator<Item = Letter> + Clone>(&self, mut letters: I, spelling: &str, unwritten: bool) -> bool {
        let counts = |b: &u8| !unwritten || !is_vowel(*b);
        let mut left = spelling.bytes().filter(counts);
        let mut before = 0;
        while let Some(first) = letters.next() {
            let Some(Applied { rule, rest, last, .. }) = self.find(before, first, &letters).filter(|_| !first.upper) else { return true };
            let to = self.to(rule);
            for b in self.between(before, to).bytes().chain(to.bytes()).filter(counts) {
                // A y may be left out, and what becomes of other characters is for folding to say.
                if !b.is_ascii_lowercase() || b == b'y' {
                    return true;
                }
                if left.next() != Some(b) {
                    return false;
                }
            }
            (letters, before) = (rest, last.number);
        }
        left.next().is_none()
    }

    /// What may come first where a text begins with a letter, as bits of the alphabet; all of them where more than the letter
    /// decides.
    pub(super) fn initials(&self, number: u8) -> u32 {
        let rules = self.of.get(usize::from(number)).map_or(&[][..], |range| &self.all[range.start as usize..range.end as usize]);
        let bit = |rule: &LetterRule| self.to(rule).bytes().next().filter(u8::is_ascii_lowercase).map_or(u32::MAX, |b| 1 << (b - b'a'));
        if rules.is_empty() { u32::MAX } else { rules.iter().fold(0, |bits, rule| bits | bit(rule)) }
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
                None if c.is_ascii() => out.push(c.to_ascii_uppercase()),
                None => out.extend(c.to_uppercase()),
            }
            done |= c.is_alphabetic() && !matches!(c, '\u{02B0}'..='\u{02FF}');
        }
    }

    #[inline]
    fn apply<'a, I: Iterator<Item = Letter> + Clone>(&self, rule: &'a LetterRule, before: u8, first: Letter, behind: &I) -> Option<Applied<'a, I>> {
        if rule.after >> before & 1 == 0 {
            return None;
        }
        let mut rest = behind.clone();
        let (mut last, mut all_upper) = (first, first.upper);
        for &number in &self.from(rule)[1..] {
            last = rest.next().filter(|l| l.number == number)?;
            all_upper &= last.upper;
        }
        let fits = rule.before == u128::MAX || rule.before >> rest.clone().next().map_or(0, |l| l.number) & 1 == 1;
        fits.then_some(Applied { rule, rest, last, all_upper })
    }
}

/// Whether a letter is one that scripts without vowels do not write.
pub(super) fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
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
