//! Folding: one form for all ways to write the same letters.
//!
//! Names are stored folded and texts are folded token by token, so the two meet only if both sides use
//! the same rules; [`FOLD_VERSION`] is written into every gazetteer file and a mismatch is refused.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char};

use super::script::{is_caseless_letter, is_word_char};

/// The version of the folding and tokenizing rules; raised when any name could fold differently.
pub const FOLD_VERSION: u32 = 1;

/// Folds one word onto the end of `out`; apostrophes and dots inside it vanish.
pub(super) fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in compose(word).chars() {
        if is_word_char(c) {
            fold_char(c, out);
        }
    }
}

/// Composes letters with the combining marks right behind them, so that й typed in two code points is й.
///
/// Marks keep their order, unlike in a normal form: sorted within a word, they would stand otherwise once a folded word
/// is cut again and folded.
fn compose(text: &str) -> Cow<'_, str> {
    let is_mark = |c: char| matches!(c, '\u{0300}'..='\u{036F}' | '\u{3099}' | '\u{309A}');
    if text.is_ascii() || !text.chars().any(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    for c in text.chars() {
        let both = composed.chars().next_back().filter(|_| is_mark(c)).and_then(|before| char::compose(before, c));
        if both.is_some() {
            composed.pop();
        }
        composed.push(both.unwrap_or(c));
    }
    Cow::Owned(composed)
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let lower = match c {
        // Cyrillic, without a look into Unicode's tables.
        'а'..='я' => return out.push(c),
        'А'..='Я' => return out.push(std::char::from_u32(c as u32 + 32).unwrap_or(c)),
        'Ѐ'..='Џ' => std::char::from_u32(c as u32 + 80).unwrap_or(c),
        _ if is_caseless_letter(c) => c,
        _ => {
            c.to_lowercase().for_each(|l| fold_lower(l, out));
            return;
        }
    };
    fold_lower(lower, out);
}

/// Letters that Unicode does not decompose, by the spelling that people without them use.
fn fold_lower(c: char, out: &mut String) {
    let plain = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "a",
        'ё' => "е",
        'ґ' => "г",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ە' => "ه",
        'ς' => "σ",
        // Arabic tatweel and vowel points, Hebrew points, combining accents.
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0591}'..='\u{05C7}' | '\u{0300}'..='\u{036F}' => "",
        _ => return fold_by_decomposition(c, out),
    };
    out.push_str(plain);
}

fn fold_by_decomposition(c: char, out: &mut String) {
    // Cyrillic й, ї, ў are letters of their own and stay; so do the letters of all other scripts.
    let decomposes = matches!(c,
        // Latin and Greek lose their accents.
        '\u{00AA}'..='\u{024F}' | '\u{02B0}'..='\u{02FF}' | '\u{0370}'..='\u{03FF}' | '\u{1D00}'..='\u{1FFF}'
        // Superscripts, letter-like symbols, full-width forms, ligatures and presentation forms.
        | '\u{2070}'..='\u{24FF}' | '\u{F900}'..='\u{FF64}');
    if !decomposes {
        out.push(c);
        return;
    }
    for d in std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|d| is_word_char(*d)) {
        if d == c { out.push(d) } else { fold_lower(d, out) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_is_lowered_as_unicode_does() {
        for c in '\u{0400}'..='\u{052F}' {
            let mut folded = String::new();
            fold_char(c, &mut folded);
            let mut expected = String::new();
            c.to_lowercase().for_each(|l| fold_lower(l, &mut expected));
            assert_eq!(folded, expected, "{c}");
        }
    }
}
