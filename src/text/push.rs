//! What is kept of a word that was cut: its folded form and its shape.

use super::caseless::Folds;
use super::cyrillic::PlainWord;
use super::fold::fold_word;
use super::gap::{Gap, gap_at};
use super::scan::Run;
use super::script::is_caseless_letter;
use super::token::{ALL_CAPS, CAPITALIZED, CASELESS, DIGIT, DOTTED, HASHTAG, POSSESSIVE, Token, Tokens};
use crate::span::Span;

impl Tokens {
    #[inline]
    pub(super) fn gap_before(&mut self, text: &str, start: usize) -> Gap {
        match self.items.last() {
            _ if std::mem::take(&mut self.skipped) => Gap::Skipped,
            None => Gap::Start,
            Some(previous) => gap_at(text, previous.span.end, start),
        }
    }

    /// A word of ASCII letters and digits without an apostrophe or an inner dot: nearly every word of many texts.
    #[inline(always)]
    pub(super) fn push_ascii(&mut self, text: &str, run: Run) -> usize {
        let (gap, shape) = self.ascii_looks(text, run);
        if shape & HASHTAG != 0
            && let Some(hump) = hump(&text.as_bytes()[run.start..run.end])
        {
            return self.push_hashtag(text, run, run.start + hump, gap, shape);
        }
        self.push_whole(Span::new(run.start, run.end), run.start, gap, shape)
    }

    /// A word without an ending, whose folded form is as long as itself and begins at `fold`; gives where it ends.
    #[inline]
    fn push_whole(&mut self, span: Span, fold: usize, gap: Gap, shape: u8) -> usize {
        self.items.push(Token { span, fold, fold_len: span.len(), ending: 0, fold_ending: 0, gap, shape });
        span.end
    }

    /// The words of a hashtag (#NewYork), the second of which begins at `hump`.
    #[cold]
    pub(super) fn push_hashtag(&mut self, text: &str, run: Run, mut hump: usize, gap: Gap, shape: u8) -> usize {
        let (mut start, mut gap) = (run.start, gap);
        loop {
            let shape = HASHTAG | shape & DIGIT | if start > run.start { CAPITALIZED } else { shape & CAPITALIZED };
            if self.push_whole(Span::new(start, hump), start, gap, shape) == run.end {
                return run.end;
            }
            (start, gap) = (hump, Gap::Hump);
            hump = start + self::hump(&text.as_bytes()[start..run.end]).unwrap_or(run.end - start);
        }
    }

    /// A word of ASCII letters with an apostrophe and s up to `end`.
    #[inline(never)]
    pub(super) fn push_possessive(&mut self, text: &str, run: Run, end: usize) -> usize {
        let (gap, shape) = self.ascii_looks(text, run);
        let span = Span::new(run.start, end);
        let ending = (end - run.end) as u8;
        let fold = self.folded.len();
        self.folded.extend_from_within(run.start..run.end);
        self.folded.push('s');
        self.items.push(Token { span, fold, fold_len: run.end - run.start + 1, ending, fold_ending: 1, gap, shape: shape | POSSESSIVE });
        span.end
    }

    #[inline(always)]
    fn ascii_looks(&mut self, text: &str, run: Run) -> (Gap, u8) {
        let gap = self.gap_before(text, run.start);
        let bytes = &text.as_bytes()[run.start..run.end];
        let capitalized = bytes[0].is_ascii_uppercase();
        let mut shape = (u8::from(capitalized) * CAPITALIZED) | tag(text, run.start, gap);
        if !run.letters && bytes.iter().any(u8::is_ascii_digit) {
            shape |= DIGIT;
        }
        // Nearly never so, and asked without a branch in between.
        if capitalized & !bytes[bytes.len() / 2].is_ascii_lowercase() && is_all_caps(bytes) {
            shape |= ALL_CAPS;
        }
        (gap, shape)
    }

    /// A word of plain Cyrillic letters.
    #[inline]
    pub(super) fn push_plain(&mut self, text: &str, run: Run, word: PlainWord) -> usize {
        let span = Span::new(run.start, run.end);
        let gap = self.gap_before(text, run.start);
        let mut shape = tag(text, run.start, gap);
        let mut fold = run.start;
        if let Some(small) = word.capital {
            shape |= CAPITALIZED;
            fold = self.folded.len();
            self.folded.push(small);
            self.folded.push_str(&text[run.start + small.len_utf8()..run.end]);
        }
        self.push_whole(span, fold, gap, shape)
    }

    /// A word of a script without capitals; gives where it ends.
    pub(super) fn push_caseless(&mut self, text: &str, span: Span, folds: Folds) -> usize {
        let gap = self.gap_before(text, span.start);
        let shape = CASELESS | tag(text, span.start, gap);
        let mut fold = span.start;
        if folds == Folds::ToOthers {
            fold = self.folded.len();
            fold_word(&text[span.range()], &mut self.folded);
        }
        self.push_whole(span, fold, gap, shape)
    }

    pub(super) fn push_special(&mut self, text: &str, span: Span, stem_end: usize, gap: Gap) {
        let fold = self.folded.len();
        fold_word(&text[span.start..stem_end], &mut self.folded);
        let stem_len = self.folded.len() - fold;
        fold_word(&text[stem_end..span.end], &mut self.folded);
        let fold_len = self.folded.len() - fold;
        let mut shape = shape(&text[span.start..stem_end]) | tag(text, span.start, gap);
        if stem_end < span.end && fold_len == stem_len + 1 && self.folded.ends_with('s') {
            shape |= POSSESSIVE;
        }
        let [ending, fold_ending] = [span.end - stem_end, fold_len - stem_len].map(|n| u8::try_from(n).expect("endings are short"));
        self.items.push(Token { span, fold, fold_len, ending, fold_ending, gap, shape });
    }
}

/// Where the first capital stands behind a small letter.
fn hump(word: &[u8]) -> Option<usize> {
    word.windows(2).position(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase()).map(|at| at + 1)
}

/// Whether there are two capitals or more and no small letter.
fn is_all_caps(word: &[u8]) -> bool {
    !word.iter().any(u8::is_ascii_lowercase) && word.iter().filter(|b| b.is_ascii_uppercase()).count() >= 2
}

/// The mark of a hashtag or a user's name, which no blank precedes.
#[inline]
fn tag(text: &str, start: usize, gap: Gap) -> u8 {
    if gap != Gap::Space && start > 0 && matches!(text.as_bytes()[start - 1], b'#' | b'@') { HASHTAG } else { 0 }
}

fn shape(word: &str) -> u8 {
    let mut shape = 0;
    let (mut upper, mut lower, mut other) = (0, 0, 0);
    for (i, c) in word.chars().enumerate() {
        // Georgian has capitals only for whole lines.
        if is_caseless_letter(c) || matches!(c, '\u{10D0}'..='\u{10FF}') {
            other += 1;
        } else if c.is_uppercase() {
            upper += 1;
            if i == 0 {
                shape |= CAPITALIZED;
            }
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_numeric() {
            shape |= DIGIT;
        } else if c == '.' {
            shape |= DOTTED;
        } else if c.is_alphabetic() {
            other += 1;
        }
    }
    if upper >= 2 && lower == 0 {
        shape |= ALL_CAPS;
    }
    if other > 0 && upper + lower == 0 {
        shape |= CASELESS;
    }
    shape
}
