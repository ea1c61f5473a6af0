//! Where a word ends: apostrophes inside it, endings behind them, abbreviations with dots.

use super::script::{is_apostrophe, is_caseless_letter, is_unspaced, is_word_char};

/// Whether a run that ends at `end` may go on as a word behind an apostrophe or a dot.
#[inline]
pub(super) fn goes_on(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'\'' | b'`') => true,
        Some(b'.') => bytes.get(end + 1).is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii()),
        _ => false,
    }
}

/// Whether the bytes behind a word are 's and the end of the word.
#[inline]
pub(super) fn is_possessive_end(behind: &[u8]) -> bool {
    let ends = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric() && !matches!(b, b'\'' | b'`' | b'.');
    matches!(behind, [b'\'', b's', ..]) && behind.get(2).is_none_or(ends)
}

/// Leaves out what is general punctuation (U+2000 to U+203F, three bytes each) at the ends of a range.
pub(super) fn trim_punctuation(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while end - start >= 3 && bytes[start..].starts_with(&[0xE2, 0x80]) {
        start += 3;
    }
    while end - start >= 3 && bytes[..end - 1].ends_with(&[0xE2, 0x80]) {
        end -= 3;
    }
    (start, end)
}

/// Where the word that starts at `start` ends, with and without a possessive ending.
pub(super) fn word_end(text: &str, start: usize) -> (usize, usize) {
    let rest = &text[start..];
    let mut chars = rest.char_indices().peekable();
    let (_, first) = chars.next().expect("a word has a first character");
    if is_unspaced(first) {
        let len = rest.char_indices().skip(1).find(|(_, c)| is_caseless_letter(*c) || c.is_alphanumeric() || !is_word_char(*c)).map_or(rest.len(), |(i, _)| i);
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
