//! What a character is, as far as words and names are concerned.

use unicode_normalization::char::is_combining_mark;

/// Whether the character belongs to a word: letters, digits and the marks that attach to them.
/// Unicode counts some apostrophes as letters; here none is.
pub(super) fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => return c.is_ascii_alphanumeric(),
        // Most letters, and general punctuation, without a look into Unicode's tables: Cyrillic, Latin, Greek, Armenian.
        '\u{0400}'..='\u{0481}' | '\u{048A}'..='\u{052F}' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => return true,
        '\u{0391}'..='\u{03A1}' | '\u{03A3}'..='\u{03E1}' | '\u{0531}'..='\u{0556}' | '\u{0561}'..='\u{0586}' => return true,
        '\u{2000}'..='\u{206F}' | '\u{3001}'..='\u{3004}' | '\u{FF01}'..='\u{FF0F}' => return false,
        _ if is_caseless_letter(c) => return true,
        _ => {}
    }
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_apostrophe(c)
}

/// Whether it is a letter of a script without capitals: Hebrew, Arabic, Devanagari, Thai, Georgian, Kana, Han, Hangul. The
/// rarer letters of these scripts are left to Unicode's tables.
#[inline]
pub(super) fn is_caseless_letter(c: char) -> bool {
    matches!(c,
        '\u{05D0}'..='\u{05EA}' | '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}' | '\u{0904}'..='\u{0939}'
        | '\u{0E01}'..='\u{0E30}' | '\u{0E40}'..='\u{0E46}' | '\u{10D0}'..='\u{10FA}'
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether the script is written without spaces between words, or glues particles to them, so that
/// every character must be its own token: Han, Kana, Hangul, Thai, Lao, Khmer, Burmese.
pub(super) fn is_unspaced(c: char) -> bool {
    c >= '\u{0E00}'
        && matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FFDC}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Apostrophes of all traditions, and the signs that romanizations put for soft and hard signs.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʺ' | 'ʾ' | 'ʿ' | '′' | '＇')
}

/// Hyphens and the dashes that are typed for them.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '־' | '・' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_agree_with_unicode() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| !is_apostrophe(c)) {
            assert_eq!(is_word_char(c), c.is_alphanumeric() || is_combining_mark(c), "{c:?}");
            if is_caseless_letter(c) {
                assert!(c.is_alphabetic() && !c.is_numeric() && c.to_lowercase().eq([c]), "{c:?}");
                assert!(!c.is_lowercase() && !c.is_uppercase() || ('\u{10D0}'..='\u{10FA}').contains(&c), "{c:?}");
            }
        }
    }
}
