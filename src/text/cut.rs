//! The tokenizer: where words begin and end, and which way each is read.

use super::caseless::{self, Folds, lone_letter};
use super::cyrillic;
use super::gap::gap_at;
use super::scan::Run;
use super::script::is_word_char;
use super::token::{PADDING, SHORTEST_ADJECTIVE, Tokens};
use super::word::{goes_on, is_possessive_end, trim_punctuation, word_end};
use crate::span::Span;

impl Tokens {
    /// Cuts `text` into tokens, in place of those held before. Linear in its length.
    pub fn read(&mut self, text: &str) {
        self.begin(text);
        let mut at = 0;
        while let Some(start) = self.masks.next_word(at) {
            at = self.cut(text, self.masks.run(start));
        }
        self.folded.push_str(PADDING);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::gap::Gap;

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
