//! The tokenizer: words with their folded form, their shape, and what stands between them.

use super::caseless::{self, Folds, lone_letter};
use super::cyrillic::{self, PlainWord};
use super::fold::fold_word;
use super::gap::{Gap, gap_at};
use super::scan::{Masks, Run};
use super::script::{is_caseless_letter, is_word_char};
use super::word::{goes_on, is_possessive_end, trim_punctuation, word_end};
use crate::span::Span;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, a possessive ending included.
    pub span: Span,
    /// Where its folded form begins.
    fold: usize,
    /// Bytes of the folded form.
    fold_len: usize,
    /// Bytes of the ending set off by an apostrophe (Russia's, İstanbul'da), and of its folded form.
    ending: u8,
    fold_ending: u8,
    /// What stands before it.
    pub gap: Gap,
    shape: u8,
}

const CAPITALIZED: u8 = 1;
const ALL_CAPS: u8 = 2;
const DIGIT: u8 = 4;
const DOTTED: u8 = 8;
const CASELESS: u8 = 16;
const HASHTAG: u8 = 32;
const POSSESSIVE: u8 = 64;

impl Token {
    /// Begins with a capital.
    pub fn is_capitalized(&self) -> bool {
        self.shape & CAPITALIZED != 0
    }
    /// Two letters or more, all capitals.
    pub fn is_all_caps(&self) -> bool {
        self.shape & ALL_CAPS != 0
    }
    /// Holds a digit.
    pub fn has_digit(&self) -> bool {
        self.shape & DIGIT != 0
    }
    /// An abbreviation with dots inside: U.S., W.Va.
    pub fn is_dotted(&self) -> bool {
        self.shape & DOTTED != 0
    }
    /// Written in a script without capitals.
    pub fn is_caseless(&self) -> bool {
        self.shape & CASELESS != 0
    }
    /// Preceded by `#` or `@`.
    pub fn is_tag(&self) -> bool {
        self.shape & HASHTAG != 0
    }
    /// Could be a name by its looks: begins with a capital, or its script has none.
    pub fn may_be_name(&self) -> bool {
        self.shape & (CAPITALIZED | CASELESS) != 0
    }
    /// Length of its folded form in bytes.
    pub fn fold_len(&self) -> usize {
        self.fold_len
    }
    /// Length of its folded form without its ending.
    pub fn stem_len(&self) -> usize {
        self.fold_len - usize::from(self.fold_ending)
    }
    /// Ends in a possessive ('s).
    pub fn is_possessive(&self) -> bool {
        self.shape & POSSESSIVE != 0
    }
    /// Has an ending set off by an apostrophe.
    pub fn has_ending(&self) -> bool {
        self.ending != 0
    }
    /// Where it ends without that ending; `span.end` where it has none.
    pub fn stem_end(&self) -> usize {
        self.span.end - usize::from(self.ending)
    }
    /// The span without the ending.
    pub fn stem_span(&self) -> Span {
        Span::new(self.span.start, self.stem_end())
    }
}

/// The tokens of one text; reusable, so that a steady state allocates nothing.
#[derive(Debug, Default)]
pub struct Tokens {
    items: Vec<Token>,
    /// The text with ASCII capitals lowered, which is the folded form of nearly all tokens, in place; behind it
    /// the folded forms of the others, and [`PADDING`].
    folded: String,
    masks: Masks,
    /// Where reading word by word goes on.
    at: usize,
    /// Whether words stand between the last token and the next that are not read.
    skipped: bool,
}

/// A name in small letters outside ASCII can only be an adjective (російський), and none is shorter, in bytes.
pub const SHORTEST_ADJECTIVE: usize = 8;

/// Stands behind the folded forms, so that sixteen bytes can be read wherever one begins.
const PADDING: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

impl Tokens {
    /// No tokens.
    pub fn new() -> Tokens {
        Tokens::default()
    }

    /// Cuts `text` into tokens, in place of those held before. Linear in its length.
    pub fn read(&mut self, text: &str) {
        self.begin(text);
        let mut at = 0;
        while let Some(start) = self.masks.next_word(at) {
            at = self.cut(text, self.masks.run(start));
        }
        self.folded.push_str(PADDING);
    }

    /// Whether the text is written without capitals though its script has them: fewer words than one in two hundred
    /// bytes begin with one, while in prose every sentence does.
    pub fn is_lower_case(&self) -> bool {
        const BYTES_A_CAPITAL: usize = 200;
        let text = self.items.last().map_or(0, |token| token.span.end);
        let (mut capitalized, mut caseless) = (0, 0);
        for token in &self.items {
            capitalized += usize::from(token.is_capitalized());
            caseless += usize::from(token.is_caseless());
        }
        capitalized * BYTES_A_CAPITAL <= text && caseless * 2 <= self.items.len()
    }

    /// As [`read`](Self::read), but only words that may begin a name by their looks, and the one behind each: those
    /// in small ASCII letters cost nothing, and those in small Cyrillic letters, where they are shorter than an
    /// [adjective](SHORTEST_ADJECTIVE), little. Not for texts with hashtags, whose inner words it may pass over.
    pub fn read_names(&mut self, text: &str) {
        self.begin(text);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(mark) = self.masks.next_mark(at) {
            let start = self.word_around(bytes, mark, at);
            self.skipped |= start != at + 1 && self.masks.next_word(at) != Some(start);
            let mut run = self.masks.run(start);
            if is_small(bytes, run) {
                self.skipped = true;
                at = run.end;
                continue;
            }
            loop {
                at = self.cut(text, run);
                // What is left of a run that was cut may begin with a byte outside ASCII that is no mark, and what
                // was cut behind the run may hold marks.
                let plain = !run.marked && at == run.end && bytes[run.start].is_ascii();
                if plain || is_small(bytes, run) {
                    break;
                }
                let Some(next) = self.masks.next_word(at) else { break };
                run = self.masks.run(next);
            }
        }
        self.folded.push_str(PADDING);
    }

    /// Begins to read at `from`, behind a word, a word at a time: see [`read_on`](Self::read_on).
    pub fn read_behind(&mut self, from: usize) {
        self.items.clear();
        self.folded.clear();
        self.at = from;
    }

    /// Reads one more word; says whether there was one.
    pub fn read_on(&mut self, text: &str) -> bool {
        let Some(start) = text[self.at..].find(is_word_char).map(|i| self.at + i) else { return false };
        let (end, stem_end) = word_end(text, start);
        let gap = gap_at(text, self.at, start);
        self.push_special(text, Span::new(start, end), stem_end, gap);
        self.at = end;
        true
    }

    fn begin(&mut self, text: &str) {
        self.items.clear();
        self.skipped = false;
        self.folded.clear();
        self.folded.push_str(text);
        self.folded.make_ascii_lowercase();
        self.masks.read(text.as_bytes());
    }

    /// Where the word with a mark begins: it may have an apostrophe or a dot inside, or belong to a short word that
    /// a hyphen joins to it. Nothing before `from` is looked at.
    #[inline]
    fn word_around(&self, bytes: &[u8], mark: usize, from: usize) -> usize {
        // A capital with a mark begins a run.
        let start = if bytes[mark].is_ascii() { mark } else { self.masks.run_start(mark).max(from) };
        if start > from + 1 && matches!(bytes[start - 1], b'\'' | b'`' | b'.' | b'-') { self.joined_start(bytes, start, from) } else { start }
    }

    /// Where a word begins with the words that are joined to it.
    #[cold]
    fn joined_start(&self, bytes: &[u8], mut start: usize, from: usize) -> usize {
        const SHORT: usize = 3;
        while start > from + 1 {
            let before = start - 2;
            let is_word = bytes[before].is_ascii_alphanumeric() || !bytes[before].is_ascii();
            let joined = match bytes[start - 1] {
                b'\'' | b'`' | b'.' => is_word,
                b'-' => is_word && start - 1 - self.masks.run_start(before) <= SHORT,
                _ => false,
            };
            if !joined {
                break;
            }
            start = self.masks.run_start(before).max(from);
        }
        start
    }

    /// Cuts a run of word bytes, and what its last word takes behind it; gives where that ends.
    #[inline]
    fn cut(&mut self, text: &str, run: Run) -> usize {
        let bytes = text.as_bytes();
        match bytes.get(run.end) {
            // An apostrophe or a dot may be part of the word.
            Some(b'\'' | b'`' | b'.') if goes_on(bytes, run.end) => {
                let possessive = run.letters && run.end - run.start > 1 && is_possessive_end(&bytes[run.end..]);
                if possessive { self.push_possessive(text, run, run.end + 2) } else { self.cut_slowly(text, run) }
            }
            _ if run.letters || bytes[run.start..run.end].is_ascii() => self.push_ascii(text, run),
            _ => self.cut_high(text, run),
        }
    }

    /// Cuts a run with characters outside ASCII.
    #[inline]
    fn cut_high(&mut self, text: &str, run: Run) -> usize {
        let bytes = text.as_bytes();
        if let Some(word) = cyrillic::plain_word(bytes, run.start, run.end) {
            return self.push_plain(text, run, word);
        }
        match caseless::plain_word(&bytes[run.start..run.end]) {
            Some(folds) => self.push_caseless(text, Span::new(run.start, run.end), folds),
            None => self.cut_quoted(text, run),
        }
    }

    /// Cuts a run that may be a word of ASCII letters with quotation marks or dashes at it, or ’s.
    fn cut_quoted(&mut self, text: &str, run: Run) -> usize {
        let (start, end) = trim_punctuation(text.as_bytes(), run.start, run.end);
        let word = Run { start, end, letters: true, ..run };
        let bytes = &text.as_bytes()[start..end];
        let is_letters = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_alphabetic);
        match bytes.strip_suffix("’s".as_bytes()) {
            _ if bytes.is_empty() => run.end,
            _ if is_letters(bytes) => self.push_ascii(text, word).max(run.end),
            Some(stem) if stem.len() > 1 && end == run.end && is_letters(stem) => self.push_possessive(text, Run { end: start + stem.len(), ..word }, end),
            _ => self.cut_slowly(text, run),
        }
    }

    fn cut_slowly(&mut self, text: &str, run: Run) -> usize {
        let (mut from, mut at) = (run.start, run.end);
        while let Some(start) = text.get(from..at).and_then(|rest| rest.find(is_word_char)).map(|i| from + i) {
            if let Some(len) = lone_letter(&text[start..]) {
                from = self.push_caseless(text, Span::new(start, start + len), Folds::ToThemselves);
                continue;
            }
            let (end, stem_end) = word_end(text, start);
            let gap = self.gap_before(text, start);
            self.push_special(text, Span::new(start, end), stem_end, gap);
            from = end;
            at = at.max(end);
        }
        at
    }

    #[inline]
    fn gap_before(&mut self, text: &str, start: usize) -> Gap {
        match self.items.last() {
            _ if std::mem::take(&mut self.skipped) => Gap::Skipped,
            None => Gap::Start,
            Some(previous) => gap_at(text, previous.span.end, start),
        }
    }

    /// A word of ASCII letters and digits without an apostrophe or an inner dot.
    #[inline]
    fn push_ascii(&mut self, text: &str, run: Run) -> usize {
        let (gap, shape) = self.ascii_looks(text, run);
        if shape & HASHTAG != 0
            && let Some(hump) = hump(&text.as_bytes()[run.start..run.end])
        {
            return self.push_hashtag(text, run, run.start + hump, gap, shape);
        }
        let span = Span::new(run.start, run.end);
        self.items.push(Token { span, fold: run.start, fold_len: span.len(), ending: 0, fold_ending: 0, gap, shape });
        run.end
    }

    /// The words of a hashtag (#NewYork), the second of which begins at `hump`.
    #[cold]
    fn push_hashtag(&mut self, text: &str, run: Run, mut hump: usize, gap: Gap, shape: u8) -> usize {
        let (mut start, mut gap) = (run.start, gap);
        loop {
            let span = Span::new(start, hump);
            let shape = HASHTAG | shape & DIGIT | if start > run.start { CAPITALIZED } else { shape & CAPITALIZED };
            self.items.push(Token { span, fold: start, fold_len: span.len(), ending: 0, fold_ending: 0, gap, shape });
            if hump == run.end {
                return run.end;
            }
            (start, gap) = (hump, Gap::Hump);
            hump = start + self::hump(&text.as_bytes()[start..run.end]).unwrap_or(run.end - start);
        }
    }

    /// A word of ASCII letters with an apostrophe and s up to `end`.
    fn push_possessive(&mut self, text: &str, run: Run, end: usize) -> usize {
        let (gap, shape) = self.ascii_looks(text, run);
        let span = Span::new(run.start, end);
        let ending = (end - run.end) as u8;
        let fold = self.folded.len();
        self.folded.extend_from_within(run.start..run.end);
        self.folded.push('s');
        self.items.push(Token { span, fold, fold_len: run.end - run.start + 1, ending, fold_ending: 1, gap, shape: shape | POSSESSIVE });
        span.end
    }

    #[inline]
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
    fn push_plain(&mut self, text: &str, run: Run, word: PlainWord) -> usize {
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
        self.items.push(Token { span, fold, fold_len: span.len(), ending: 0, fold_ending: 0, gap, shape });
        run.end
    }

    /// A word of a script without capitals; gives where it ends.
    fn push_caseless(&mut self, text: &str, span: Span, folds: Folds) -> usize {
        let gap = self.gap_before(text, span.start);
        let shape = CASELESS | tag(text, span.start, gap);
        let mut fold = span.start;
        if folds == Folds::ToOthers {
            fold = self.folded.len();
            fold_word(&text[span.range()], &mut self.folded);
        }
        self.items.push(Token { span, fold, fold_len: span.len(), ending: 0, fold_ending: 0, gap, shape });
        span.end
    }

    fn push_special(&mut self, text: &str, span: Span, stem_end: usize, gap: Gap) {
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

    /// The folded form of token `i`, an ending included.
    #[inline]
    pub fn fold(&self, i: usize) -> &str {
        let token = &self.items[i];
        &self.folded[token.fold..token.fold + token.fold_len]
    }

    /// The folded form of token `i` without its ending.
    #[inline]
    pub fn stem(&self, i: usize) -> &str {
        let token = &self.items[i];
        &self.folded[token.fold..token.fold + token.stem_len()]
    }

    /// The bytes from the folded form of token `i` on, at least sixteen: for hashing.
    #[inline]
    pub fn folded_from(&self, i: usize) -> &[u8] {
        &self.folded.as_bytes()[self.items[i].fold..]
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.items
    }
}

/// Whether a run is a short word of small Cyrillic letters, which begins no name.
#[inline]
fn is_small(bytes: &[u8], run: Run) -> bool {
    !bytes[run.start].is_ascii()
        && run.end - run.start < SHORTEST_ADJECTIVE
        && bytes.get(run.end) != Some(&b'-')
        && !goes_on(bytes, run.end)
        && cyrillic::plain_word(bytes, run.start, run.end).is_some_and(|word| word.capital.is_none())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(String, Gap)> {
        let mut tokens = Tokens::new();
        tokens.read(text);
        (0..tokens.len()).map(|i| (tokens.fold(i).to_owned(), tokens[i].gap)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(w, _)| w).collect()
    }

    #[test]
    fn words_and_abbreviations() {
        assert_eq!(words("The U.S. said W.Va. and D.C. agree."), ["the", "us", "said", "wva", "and", "dc", "agree"]);
        assert_eq!(words("end.Next example.com"), ["end", "next", "example", "com"]);
        assert_eq!(words("Slov'yans'k, Coeur d'Alene, l’Ukraine"), ["slovyansk", "coeur", "d", "alene", "l", "ukraine"]);
        assert_eq!(words("東京Tokyo"), ["東", "京", "tokyo"]);
    }

    #[test]
    fn possessives_keep_both_forms() {
        let mut t = Tokens::new();
        let text = "Russia’s and St. John's";
        t.read(text);
        assert_eq!((t.fold(0), t.stem(0)), ("russias", "russia"));
        assert_eq!(&text[t[0].stem_span().range()], "Russia");
        assert_eq!((t.fold(3), t.stem(3)), ("johns", "john"));
        t.read("İstanbul'da N'Djamena");
        assert_eq!((t.stem(0), t.fold(1), t[0].is_possessive()), ("istanbul", "ndjamena", false));
    }

    #[test]
    fn gaps() {
        let gaps: Vec<Gap> = read("A b-c, d. E (f) g/h\nI\n\nJ! “K” l").into_iter().map(|(_, g)| g).collect();
        use Gap::*;
        assert_eq!(gaps, [Start, Space, Hyphen, Comma, Period, Open, Other, Slash, Line, Paragraph, Stop, Stop]);
    }

    proptest! {
        #[test]
        fn names_are_read_as_in_the_whole(text in "([a-zA-Z0-9 .,'-]|K|ї|’|–|é|東| ){0,80}") {
            let (mut all, mut some) = (Tokens::new(), Tokens::new());
            all.read(&text);
            some.read_names(&text);
            let mut at = 0;
            for i in 0..some.len() {
                let skipped = all[at..].iter().position(|t| t.span == some[i].span);
                prop_assert!(skipped.is_some(), "{:?} is no token", &text[some[i].span.range()]);
                at += skipped.unwrap_or(0);
                prop_assert_eq!((some.fold(i), some[i].stem_end(), some[i].shape), (all.fold(at), all[at].stem_end(), all[at].shape));
                prop_assert_eq!(some[i].gap, if skipped == Some(0) { all[at].gap } else { Gap::Skipped });
                at += 1;
            }
            for i in (0..all.len()).filter(|&i| all[i].may_be_name()) {
                let found = some.iter().position(|t| t.span == all[i].span);
                prop_assert!(found.is_some(), "{:?} is missing", &text[all[i].span.range()]);
                let behind = found.and_then(|f| some.get(f + 1)).map(|t| t.span);
                prop_assert_eq!(behind, all.get(i + 1).map(|t| t.span));
                if i > 0 && all[i].gap == Gap::Hyphen && all.fold(i - 1).len() <= 3 {
                    prop_assert!(some.iter().any(|t| t.span == all[i - 1].span));
                }
            }
        }
    }

    #[test]
    fn shapes() {
        let mut t = Tokens::new();
        t.read("Kyiv KYIV kyiv U.S. #Kherson 北 S-300");
        assert!(t[0].is_capitalized() && !t[0].is_all_caps());
        assert!(t[1].is_all_caps() && !t[2].may_be_name());
        assert!(t[3].is_dotted() && t[3].is_all_caps());
        assert!(t[4].is_tag() && t[5].is_caseless() && t[7].has_digit());
    }

    /// Words of letters and digits of spaced scripts, and what separates words for all: there the rules of Unicode
    /// (UAX 29) and ours are one. Apostrophes, inner dots and unspaced scripts are ours.
    fn plain_text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            "[a-zA-Z]{1,12}",
            "[a-zA-Z0-9]{1,80}",
            "[а-яА-ЯіїєґІЇЄҐёЁўЎ]{1,12}",
            "[àâäçéèêëîïôöûüÿñßæœøåÀÉÖÜŁłŚśŻżČčŠšŽž]{1,9}",
            "[α-ωΑ-Ρ]{1,9}",
            "[ա-ֆԱ-Ֆ]{1,9}",
            "[א-ת]{1,9}",
            "[ء-غف-ي]{1,9}",
            "[ა-ჰ]{1,9}",
            "[a-zé]{1,4}[\u{301}\u{308}]{0,2}[a-z]{0,3}",
        ];
        let gap = proptest::sample::select(
            &[" ", " ", " ", " ", ", ", "; ", "! ", "? ", "-", "–", " — ", "\n", "\n\n", " (", ") ", "/", "…", " «", "» ", "“", "”", "\t"][..],
        );
        proptest::collection::vec((word, gap), 0..60).prop_map(|parts| parts.into_iter().flat_map(|(w, g)| [w, g.to_owned()]).collect())
    }

    proptest! {
        #[test]
        fn plain_words_are_those_of_unicode(text in plain_text()) {
            use unicode_segmentation::UnicodeSegmentation;
            let mut tokens = Tokens::new();
            tokens.read(&text);
            let found: Vec<_> = tokens.iter().map(|t| (t.span.start, &text[t.span.range()])).collect();
            let expected: Vec<_> = text.unicode_word_indices().collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn hashtags() {
        use Gap::*;
        let words = |text| read(text).into_iter().map(|(w, gap)| format!("{w} {gap:?}")).collect::<Vec<_>>();
        assert_eq!(words("a #StandWithUkraine2022 McAllen"), ["a Start", "stand Other", "with Hump", "ukraine2022 Hump", "mcallen Space"].map(String::from));
        let mut t = Tokens::new();
        t.read("#newYork #NATO");
        assert!(!t[0].is_capitalized() && t[0].is_tag() && t[1].is_capitalized() && t[1].is_tag() && t[2].is_all_caps());
        let _ = Start;
    }

    #[test]
    fn texts_without_capitals() {
        let mut t = Tokens::new();
        for (text, expected) in
            [("rain in kyiv", true), ("rain in Kyiv", false), ("идёт дождь", true), ("Идёт дождь", false), ("东京 7", false), ("دمشق", false), ("", true)]
        {
            t.read(text);
            assert_eq!(t.is_lower_case(), expected, "{text}");
            t.read_names(text);
            assert_eq!(t.is_lower_case(), expected || t.is_empty(), "{text}");
        }
        let long = format!("I think {}", "that it rains in kyiv ".repeat(20));
        t.read(&long);
        assert!(t.is_lower_case());
    }
}
