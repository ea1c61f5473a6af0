//! The tokenizer: words with their folded form, their shape, and what stands between them.

use super::fold::fold_word;
use super::scan::{Run, Scanner};
use super::script::{is_apostrophe, is_hyphen, is_unspaced, is_word_char};
use crate::span::Span;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the first token.
    Start,
    /// Nothing: the next character of an unspaced script.
    Joined,
    /// Blanks within a line.
    Space,
    /// One hyphen, without blanks.
    Hyphen,
    /// One line break: perhaps only a wrapped line.
    Line,
    /// A period and blanks: the end of a sentence, or an abbreviation.
    Period,
    /// A comma.
    Comma,
    /// A slash, without blanks.
    Slash,
    /// An opening bracket.
    Open,
    /// An apostrophe between letters that do not form one word.
    Quote,
    /// An empty line.
    Paragraph,
    /// The end of a sentence without doubt: an exclamation or question mark, a colon, a dash, a bullet.
    Stop,
    /// Anything else: `@`, `#`, `&`, a dot inside an address, a closing bracket.
    Other,
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, a possessive ending included.
    pub span: Span,
    /// Where it ends without an ending set off by an apostrophe (Russia's, İstanbul'da); `span.end` where it has none.
    pub stem_end: usize,
    /// What stands before it.
    pub gap: Gap,
    /// Where its folded form stands: in the folded text at the same place, or, for special forms, among those.
    fold: (usize, usize),
    stem_len: usize,
    shape: u8,
}

const CAPITALIZED: u8 = 1;
const ALL_CAPS: u8 = 2;
const DIGIT: u8 = 4;
const DOTTED: u8 = 8;
const CASELESS: u8 = 16;
const HASHTAG: u8 = 32;
/// Not folded by lower-casing its bytes.
const SPECIAL: u8 = 64;
const POSSESSIVE: u8 = 128;

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
    /// Ends in a possessive ('s).
    pub fn is_possessive(&self) -> bool {
        self.shape & POSSESSIVE != 0
    }
    /// Has an ending set off by an apostrophe.
    pub fn has_ending(&self) -> bool {
        self.stem_end != self.span.end
    }
    /// The span without the ending.
    pub fn stem_span(&self) -> Span {
        Span::new(self.span.start, self.stem_end)
    }
}

/// The tokens of one text; reusable, so that a steady state allocates nothing.
#[derive(Debug, Default)]
pub struct Tokens {
    items: Vec<Token>,
    /// The text with ASCII capitals lowered: the folded form of nearly all tokens, in place.
    lowered: String,
    /// The folded forms of the others.
    special: String,
}

impl Tokens {
    /// No tokens.
    pub fn new() -> Tokens {
        Tokens::default()
    }

    /// Cuts `text` into tokens, in place of those held before. Linear in its length.
    pub fn read(&mut self, text: &str) {
        self.items.clear();
        self.special.clear();
        self.lowered.clear();
        self.lowered.push_str(text);
        self.lowered.make_ascii_lowercase();
        let bytes = text.as_bytes();
        let mut scanner = Scanner::new(text);
        let mut at = 0;
        while let Some(run) = scanner.next_run(at) {
            let simple = !run.high && !continues(bytes, run.end);
            if simple {
                self.push_simple(text, run);
                at = run.end;
                continue;
            }
            at = run.end;
            let mut from = run.start;
            while let Some(start) = text.get(from..at).and_then(|rest| rest.find(is_word_char)).map(|i| from + i) {
                let (end, stem_end) = word_end(text, start);
                self.push_special(text, Span::new(start, end), stem_end);
                from = end;
                at = at.max(end);
            }
        }
    }

    fn gap_before(&self, text: &str, start: usize) -> Gap {
        match self.items.last() {
            None => Gap::Start,
            Some(previous) => gap(&text[previous.span.end..start], text[start..].chars().next()),
        }
    }

    /// A word of ASCII letters and digits without an apostrophe or an inner dot.
    fn push_simple(&mut self, text: &str, run: Run) {
        let span = Span::new(run.start, run.end);
        let bytes = &text.as_bytes()[run.start..run.end];
        let mut shape = if run.digit { DIGIT } else { 0 };
        if bytes[0].is_ascii_uppercase() {
            shape |= CAPITALIZED;
            let capitals = bytes.iter().filter(|b| b.is_ascii_uppercase()).count();
            if capitals >= 2 && !bytes.iter().any(u8::is_ascii_lowercase) {
                shape |= ALL_CAPS;
            }
        }
        shape |= tag(text, run.start);
        let gap = self.gap_before(text, run.start);
        self.items.push(Token { span, stem_end: run.end, gap, fold: (run.start, run.end), stem_len: span.len(), shape });
    }

    fn push_special(&mut self, text: &str, span: Span, stem_end: usize) {
        let gap = self.gap_before(text, span.start);
        let from = self.special.len();
        fold_word(&text[span.start..stem_end], &mut self.special);
        let stem_len = self.special.len() - from;
        fold_word(&text[stem_end..span.end], &mut self.special);
        let mut shape = SPECIAL | shape(&text[span.start..stem_end]) | tag(text, span.start);
        if stem_end < span.end && self.special.ends_with('s') && self.special.len() == from + stem_len + 1 {
            shape |= POSSESSIVE;
        }
        self.items.push(Token { span, stem_end, gap, fold: (from, self.special.len()), stem_len, shape });
    }

    /// The folded form of token `i`, a possessive s included.
    pub fn fold(&self, i: usize) -> &str {
        let token = &self.items[i];
        let (from, to) = token.fold;
        if token.shape & SPECIAL == 0 { &self.lowered[from..to] } else { &self.special[from..to] }
    }

    /// The folded form of token `i` without a possessive s.
    pub fn stem(&self, i: usize) -> &str {
        &self.fold(i)[..self.items[i].stem_len]
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.items
    }
}

/// Whether a run of ASCII that ends at `end` may go on as a word behind an apostrophe or a dot.
fn continues(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.get(end), Some(b'\'' | b'`')) || bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii())
}

/// The mark of a hashtag or a user's name.
fn tag(text: &str, start: usize) -> u8 {
    if start > 0 && matches!(text.as_bytes()[start - 1], b'#' | b'@') { HASHTAG } else { 0 }
}

/// Where the word that starts at `start` ends, with and without a possessive ending.
fn word_end(text: &str, start: usize) -> (usize, usize) {
    let rest = &text[start..];
    let mut chars = rest.char_indices().peekable();
    let (_, first) = chars.next().expect("a word has a first character");
    if is_unspaced(first) {
        let len = rest.char_indices().skip(1).find(|(_, c)| c.is_alphanumeric() || !is_word_char(*c)).map_or(rest.len(), |(i, _)| i);
        return (start + len, start + len);
    }
    let mut end = first.len_utf8();
    let mut letters = 1; // since the last dot
    let mut stem_end = None;
    while let Some((i, c)) = chars.next() {
        if is_word_char(c) && !is_unspaced(c) {
            end = i + c.len_utf8();
            letters += 1;
            continue;
        }
        let Some(&(next_at, next)) = chars.peek() else { break };
        if !is_word_char(next) || is_unspaced(next) {
            break;
        }
        if is_apostrophe(c) {
            // L'Ukraine and d'Angers are two words, N'Djamena and Slov'yansk one.
            if end == 1 && matches!(first, 'l' | 'L' | 'd' | 'D') && next.is_uppercase() {
                break;
            }
            stem_end = is_ending(&rest[next_at..]).then_some(i);
        } else if c != '.' || letters > 2 || !dotted_tail(&rest[next_at..]) {
            break;
        } else {
            letters = 0;
        }
    }
    // The last dot of an abbreviation with dots inside belongs to it.
    if stem_end.is_none() && rest[..end].contains('.') && rest[end..].starts_with('.') {
        end += 1;
    }
    (start + end, start + stem_end.unwrap_or(end))
}

/// Whether what follows an apostrophe looks like a grammatical ending: a few small letters (or the S of all capitals) up to the end of the word.
fn is_ending(tail: &str) -> bool {
    const LONGEST: usize = 4;
    let letters = tail.chars().take_while(|&c| is_word_char(c)).take(LONGEST + 1).count();
    let small = tail.chars().take(letters).all(char::is_lowercase);
    letters <= LONGEST && small && !tail.chars().nth(letters).is_some_and(is_apostrophe) || letters == 1 && tail.starts_with('S')
}

/// Whether what follows an inner dot continues an abbreviation: at most three letters, then no letter.
fn dotted_tail(tail: &str) -> bool {
    let letters = tail.chars().take_while(|c| c.is_alphabetic()).take(4).count();
    (1..=3).contains(&letters) && tail.starts_with(char::is_uppercase)
}

fn shape(word: &str) -> u8 {
    let mut shape = 0;
    let (mut upper, mut lower, mut other) = (0, 0, 0);
    for (i, c) in word.chars().enumerate() {
        // Georgian has capitals only for whole lines.
        if matches!(c, '\u{10D0}'..='\u{10FF}') {
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

/// What the characters between two tokens amount to; `next` is the first character after them.
fn gap(between: &str, next: Option<char>) -> Gap {
    match between {
        "" => return if next.is_some_and(is_unspaced) { Gap::Joined } else { Gap::Other },
        " " => return Gap::Space,
        ", " => return Gap::Comma,
        ". " => return Gap::Period,
        _ => {}
    }
    let mut lines = 0;
    let (mut period, mut comma, mut open, mut stop, mut hyphen, mut slash, mut quote, mut other, mut blank) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
    for c in between.chars() {
        match c {
            '\n' => lines += 1,
            '.' => period += 1,
            ',' | '،' | '、' => comma += 1,
            '(' | '[' | '{' => open += 1,
            '!' | '?' | '…' | ':' | ';' | '—' | '•' | '|' | '。' | '؟' | '“' | '”' | '"' | '«' | '»' | '„' => stop += 1,
            '/' => slash += 1,
            c if is_hyphen(c) => hyphen += 1,
            c if is_apostrophe(c) => quote += 1,
            c if c.is_whitespace() => blank += 1,
            _ => other += 1,
        }
    }
    let marks = period + comma + open + stop + hyphen + slash + quote + other;
    match () {
        _ if lines > 1 => Gap::Paragraph,
        _ if stop > 0 => Gap::Stop,
        _ if period > 0 && marks == period + quote => {
            if blank + lines > 0 {
                Gap::Period
            } else {
                Gap::Other
            }
        }
        _ if comma > 0 && marks == comma + period => Gap::Comma,
        _ if open > 0 => Gap::Open,
        _ if lines > 0 => {
            if marks == 0 {
                Gap::Line
            } else {
                Gap::Stop
            }
        }
        _ if marks == 0 => Gap::Space,
        _ if hyphen == 1 && marks == 1 => {
            if blank == 0 {
                Gap::Hyphen
            } else {
                Gap::Stop
            }
        }
        _ if slash == 1 && marks == 1 && blank == 0 => Gap::Slash,
        _ if quote > 0 && marks == quote => {
            if blank > 0 {
                Gap::Stop
            } else {
                Gap::Quote
            }
        }
        _ => Gap::Other,
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn shapes() {
        let mut t = Tokens::new();
        t.read("Kyiv KYIV kyiv U.S. #Kherson 北 S-300");
        assert!(t[0].is_capitalized() && !t[0].is_all_caps());
        assert!(t[1].is_all_caps() && !t[2].may_be_name());
        assert!(t[3].is_dotted() && t[3].is_all_caps());
        assert!(t[4].is_tag() && t[5].is_caseless() && t[7].has_digit());
    }
}
