//! What a character is, as far as words and names are concerned.

use unicode_normalization::char::is_combining_mark;

/// Whether the character belongs to a word: letters, digits and the marks that attach to them.
/// Unicode counts some apostrophes as letters; here none is.
pub(super) fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => return c.is_ascii_alphanumeric(),
        // The letters of Cyrillic and Latin, and general punctuation, without a look into Unicode's tables.
        '\u{0400}'..='\u{0481}' | '\u{048A}'..='\u{052F}' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => return true,
        '\u{2000}'..='\u{206F}' => return false,
        _ => {}
    }
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_apostrophe(c)
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
        for c in ('\0'..='\u{2FFF}').filter(|&c| !is_apostrophe(c)) {
            assert_eq!(is_word_char(c), c.is_alphanumeric() || is_combining_mark(c), "{c:?}");
        }
    }
}
