//! Letters as a standard sees them: numbered, so that contexts are bits of a mask.

use std::str::Chars;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};

/// Contexts are masks of 128 bits; the lowest stands for all that is no letter of the standard.
pub(super) const MAX_LETTERS: usize = 127;

/// A letter of a text: its number in the alphabet, 0 where the standard does not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub number: u8,
    pub upper: bool,
    pub char: char,
}

impl Letter {
    /// What stands before the first letter and behind the last.
    pub(super) const NONE: Letter = Letter { number: 0, upper: false, char: ' ' };
}

/// The letters that a standard writes down, from 1; Hangul as jamo.
#[derive(Clone, Debug, Default)]
pub(super) struct Alphabet {
    numbers: FxHashMap<char, (u8, bool)>,
    len: u8,
    hangul: bool,
}

impl Alphabet {
    /// The number of a letter, which joins the alphabet if it is new.
    pub(super) fn add(&mut self, c: char) -> Result<u8> {
        if let Some(&(number, _)) = self.numbers.get(&c) {
            return Ok(number);
        }
        if usize::from(self.len) == MAX_LETTERS {
            return Err(Error::message(format!("more than {MAX_LETTERS} different letters: divide the standard")));
        }
        self.len += 1;
        self.insert(c, self.len);
        self.hangul |= matches!(c, '\u{1100}'..='\u{11FF}');
        Ok(self.len)
    }

    /// Reads `c` as `other`, which must be a letter already.
    pub(super) fn add_same(&mut self, c: char, other: char) -> Result<()> {
        match self.numbers.get(&other) {
            Some(&(number, _)) => self.insert(c, number),
            None => return Err(Error::message(format!("`{c}` is to be read as `{other}`, for which there is no rule"))),
        }
        Ok(())
    }

    fn insert(&mut self, c: char, number: u8) {
        self.numbers.insert(c, (number, false));
        // One capital: և has two, and no standard needs them.
        let mut upper = c.to_uppercase();
        if let (Some(u), None) = (upper.next(), upper.next())
            && u != c
        {
            self.numbers.entry(u).or_insert((number, true));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len.into()
    }

    fn letter(&self, char: char) -> Letter {
        let (number, upper) = self.numbers.get(&char).copied().unwrap_or_default();
        Letter { number, upper, char }
    }
}

/// The letters of a text, one after another; a copy looks ahead.
#[derive(Clone, Debug)]
pub(super) struct Letters<'a> {
    alphabet: &'a Alphabet,
    chars: Chars<'a>,
    /// Jamo of the syllable that was begun.
    waiting: [Option<char>; 2],
}

impl<'a> Letters<'a> {
    pub(super) fn of(text: &'a str, alphabet: &'a Alphabet) -> Letters<'a> {
        Letters { alphabet, chars: text.chars(), waiting: [None; 2] }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    #[inline]
    fn next(&mut self) -> Option<Letter> {
        if self.alphabet.hangul
            && let Some(jamo) = self.waiting[0].take()
        {
            self.waiting = [self.waiting[1], None];
            return Some(self.alphabet.letter(jamo));
        }
        loop {
            let c = self.chars.next()?;
            let letter = self.alphabet.letter(c);
            match c {
                '가'..='힣' if self.alphabet.hangul => {
                    let [lead, vowel, tail] = jamo_of(c);
                    self.waiting = if vowel.is_some() { [vowel, tail] } else { [tail, None] };
                    return lead.map(|l| self.alphabet.letter(l));
                }
                _ if letter.number == 0 && is_mark(c) => {}
                _ => return Some(letter),
            }
        }
    }
}

/// Stress marks and vowel points, which folding strips too: they say nothing of the letters around them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// Lead, vowel and tail of a Hangul syllable, by the arithmetic of Unicode.
fn jamo_of(syllable: char) -> [Option<char>; 3] {
    let index = (syllable as u32).saturating_sub(0xAC00);
    let tail = index % 28;
    [
        char::from_u32(0x1100 + index / (21 * 28)),
        char::from_u32(0x1161 + index / 28 % 21),
        if tail == 0 { None } else { char::from_u32(0x11A7 + tail) },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_taken_apart() {
        assert_eq!(jamo_of('한').map(Option::unwrap), ['ᄒ', 'ᅡ', 'ᆫ']);
        assert_eq!(jamo_of('가'), [Some('ᄀ'), Some('ᅡ'), None]);
        assert_eq!(jamo_of('힣').map(Option::unwrap), ['ᄒ', 'ᅵ', 'ᇂ']);
    }

    #[test]
    fn marks_are_passed_over_and_capitals_known() {
        let mut alphabet = Alphabet::default();
        alphabet.add('я').unwrap();
        let letters: Vec<(u8, bool)> = Letters::of("Я\u{301}я-", &alphabet).map(|l| (l.number, l.upper)).collect();
        assert_eq!(letters, [(1, true), (1, false), (0, false)]);
    }
}
