//! Words and characters of scripts without capitals, read without a look into Unicode's tables.

use super::script::{is_caseless_letter, is_unspaced};

/// Whether a word is of plain letters of Hebrew or Arabic, without points, and whether some of them fold to others;
/// nothing where it is not.
#[inline]
pub(super) fn plain_word(word: &[u8]) -> Option<Folds> {
    let (letters, rest) = word.as_chunks::<2>();
    let mut folds = Folds::ToThemselves;
    for &[lead, tail] in letters {
        // Both bytes were checked to be UTF-8: 110yyyyy 10xxxxxx.
        match u32::from(lead & 0x1F) << 6 | u32::from(tail & 0x3F) {
            _ if !matches!(lead, 0xD7..=0xD9) => return None,
            0x622 | 0x623 | 0x625 | 0x629 | 0x649 => folds = Folds::ToOthers,
            0x5D0..=0x5EA | 0x621..=0x63A | 0x641..=0x64A => {}
            _ => return None,
        }
    }
    rest.is_empty().then_some(folds)
}

/// What the letters of a word fold to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folds {
    ToThemselves,
    ToOthers,
}

/// The length of the first character, if it is a letter of an unspaced script that stands for itself: nothing follows
/// that could attach to it.
#[inline]
pub(super) fn lone_letter(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next().filter(|&c| is_unspaced(c) && is_caseless_letter(c))?;
    chars.next().is_none_or(|next| next.is_ascii() || is_caseless_letter(next)).then_some(first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_word;

    #[test]
    fn tells_what_folding_does() {
        for c in '\u{80}'..='\u{7FF}' {
            let word = format!("א{c}ب");
            let mut folded = String::new();
            fold_word(&word, &mut folded);
            match plain_word(word.as_bytes()) {
                Some(Folds::ToThemselves) => assert_eq!(folded, word),
                Some(Folds::ToOthers) => assert!(folded != word && folded.len() == word.len(), "{word}"),
                None => assert!(!('א'..='ת').contains(&c) && c != 'ب', "{word}"),
            }
        }
        assert_eq!(plain_word("ab".as_bytes()), None);
        assert_eq!(plain_word("東".as_bytes()), None);
    }

    #[test]
    fn letters_alone() {
        for (text, expected) in [("東京", Some(3)), ("東 ", Some(3)), ("京", Some(3)), ("か\u{3099}", None), ("กั", None), ("a", None), ("א", None)] {
            assert_eq!(lone_letter(text), expected, "{text}");
            if let Some(len) = expected {
                let mut folded = String::new();
                fold_word(&text[..len], &mut folded);
                assert_eq!(folded, text[..len]);
            }
        }
    }
}
