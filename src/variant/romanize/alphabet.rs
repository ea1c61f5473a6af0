//! Letters as a standard sees them: numbered, so that contexts are bits of a mask.

use std::str::Chars;

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

/// Letters of all scripts below this one, by pages of 128.
const PAGES: usize = 66;
const CAPITAL: u8 = 128;

/// The letters that a standard writes down, from 1; Hangul as jamo.
///
/// A letter is found by two looks into tables, not by hashing: names are romanized by the thousand.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    /// Which page holds the characters of a block; the first page is empty.
    page_of: [u8; PAGES],
    /// Numbers, with `CAPITAL` for capitals.
    pages: Vec<[u8; 128]>,
    len: u8,
    hangul: bool,
}

impl Alphabet {
    pub(super) fn new() -> Alphabet {
        Alphabet { page_of: [0; PAGES], pages: vec![[0; 128]], len: 0, hangul: false }
    }

    /// The number of a letter, which joins the alphabet if it is new.
    pub(super) fn add(&mut self, c: char) -> Result<u8> {
        match self.entry(c) {
            0 => {}
            number => return Ok(number & !CAPITAL),
        }
        if usize::from(self.len) == MAX_LETTERS {
            return Err(Error::message(format!("more than {MAX_LETTERS} different letters: divide the standard")));
        }
        self.len += 1;
        self.insert(c, self.len)?;
        self.hangul |= matches!(c, '\u{1100}'..='\u{11FF}');
        Ok(self.len)
    }

    /// Reads `c` as `other`, which must be a letter already.
    pub(super) fn add_same(&mut self, c: char, other: char) -> Result<()> {
        match self.entry(other) & !CAPITAL {
            0 => Err(Error::message(format!("`{c}` is to be read as `{other}`, for which there is no rule"))),
            number => self.insert(c, number),
        }
    }

    fn insert(&mut self, c: char, number: u8) -> Result<()> {
        *self.entry_mut(c)? = number;
        // One capital: և has two, and no standard needs them.
        let mut upper = c.to_uppercase();
        if let (Some(u), None) = (upper.next(), upper.next())
            && self.entry(u) == 0
        {
            *self.entry_mut(u)? = number | CAPITAL;
        }
        Ok(())
    }

    fn entry_mut(&mut self, c: char) -> Result<&mut u8> {
        let beyond = || Error::message(format!("`{c}` is of no script that rules can be written for, or there are too many"));
        let page = self.page_of.get_mut(c as usize / 128).ok_or_else(beyond)?;
        if *page == 0 {
            *page = u8::try_from(self.pages.len()).map_err(|_| beyond())?;
            self.pages.push([0; 128]);
        }
        Ok(&mut self.pages[usize::from(*page)][c as usize % 128])
    }

    #[inline]
    fn entry(&self, c: char) -> u8 {
        let page = self.page_of.get(c as usize / 128).copied().unwrap_or(0);
        self.pages[usize::from(page)][c as usize % 128]
    }

    /// All characters that are letters here, with their numbers.
    pub(super) fn chars(&self) -> impl Iterator<Item = (char, u8)> {
        let of_page = |block: usize, page: u8| {
            let entries = self.pages[usize::from(page)].iter().enumerate().filter(|(_, entry)| **entry != 0);
            entries.filter_map(move |(i, &entry)| Some((char::from_u32((block * 128 + i) as u32)?, entry & !CAPITAL)))
        };
        self.page_of.iter().enumerate().filter(|(_, page)| **page != 0).flat_map(move |(block, &page)| of_page(block, page))
    }

    pub(super) fn len(&self) -> usize {
        self.len.into()
    }

    #[inline]
    fn letter(&self, char: char) -> Letter {
        let entry = self.entry(char);
        Letter { number: entry & !CAPITAL, upper: entry & CAPITAL != 0, char }
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
    [char::from_u32(0x1100 + index / (21 * 28)), char::from_u32(0x1161 + index / 28 % 21), if tail == 0 { None } else { char::from_u32(0x11A7 + tail) }]
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
        let mut alphabet = Alphabet::new();
        alphabet.add('я').unwrap();
        let letters: Vec<(u8, bool)> = Letters::of("Я\u{301}я-", &alphabet).map(|l| (l.number, l.upper)).collect();
        assert_eq!(letters, [(1, true), (1, false), (0, false)]);
    }
}
