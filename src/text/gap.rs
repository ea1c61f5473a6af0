//! What stands between two words.

use super::script::{is_apostrophe, is_hyphen, is_unspaced};

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
    /// Nothing: the next word of a hashtag (#NewYork).
    Hump,
    /// Words that were not read.
    Skipped,
    /// Anything else: `@`, `#`, `&`, a dot inside an address, a closing bracket.
    Other,
}

/// What stands between two tokens of the text.
#[inline]
pub(super) fn gap_at(text: &str, from: usize, to: usize) -> Gap {
    let between = &text.as_bytes()[from..to];
    let simple = match *between {
        [mark] => SINGLE[usize::from(mark)],
        [mark, b' '] => SPACED[usize::from(mark)],
        _ => None,
    };
    simple.unwrap_or_else(|| gap_of(text, from, to))
}

/// The gaps of one byte.
const SINGLE: [Option<Gap>; 256] =
    table(&[(b' ', Gap::Space), (b'_', Gap::Space), (b'-', Gap::Hyphen), (b'/', Gap::Slash), (b'\n', Gap::Line), (b',', Gap::Comma), (b'.', Gap::Other)]);
/// The gaps of one byte and a blank.
const SPACED: [Option<Gap>; 256] =
    table(&[(b',', Gap::Comma), (b'.', Gap::Period), (b':', Gap::Stop), (b';', Gap::Stop), (b'?', Gap::Stop), (b' ', Gap::Space)]);

const fn table(known: &[(u8, Gap)]) -> [Option<Gap>; 256] {
    let mut table = [None; 256];
    let mut i = 0;
    while i < known.len() {
        table[known[i].0 as usize] = Some(known[i].1);
        i += 1;
    }
    table
}

#[cold]
fn gap_of(text: &str, from: usize, to: usize) -> Gap {
    match &text[from..to] {
        "" if text[to..].starts_with(is_unspaced) => Gap::Joined,
        "" => Gap::Other,
        between => gap(between),
    }
}

/// What the characters between two tokens amount to.
fn gap(between: &str) -> Gap {
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
            c if c.is_whitespace() || c == '_' => blank += 1,
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

    #[test]
    fn short_gaps_are_what_all_gaps_are() {
        for byte in 0..128u8 {
            let mark = char::from(byte);
            for (table, text) in [(&SINGLE, format!("{mark}")), (&SPACED, format!("{mark} "))] {
                assert!(table[usize::from(byte)].is_none_or(|known| known == gap(&text)), "{text:?}");
            }
        }
    }
}
