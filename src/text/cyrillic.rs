//! Words of plain Cyrillic letters, recognised four letters at a time without decoding them.
//!
//! A letter from U+0400 to U+045F takes two bytes, 110yyyyy 10xxxxxx. In each sixteen-bit lane of a register the
//! bits of one are put together, and four are compared at once (SWAR).

use super::scan::eight_bytes;

/// A word of plain letters: small ones that are their own folded form, the first perhaps a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainWord {
    /// The first letter folded, where it is a capital.
    pub capital: Option<char>,
}

/// Reads a word, if it is plain: Slavic letters but ё and ґ, which fold to others.
#[inline]
pub(super) fn plain_word(bytes: &[u8], start: usize, end: usize) -> Option<PlainWord> {
    if start == end || !(end - start).is_multiple_of(2) {
        return None;
    }
    let first = eight_bytes(bytes, start, start + 2);
    let capital = match letters(first | FILL & !0xFFFF)? as u32 & 0xFFFF {
        c @ 0x410..=0x42F => char::from_u32(c + 0x20),
        c @ 0x402..=0x40F => char::from_u32(c + 0x50),
        0x401 | 0x451 | ..0x430 | 0x460.. => return None,
        _ => None,
    };
    for at in (start + 2..end).step_by(8) {
        let missing = if end - at < 8 { FILL << (8 * (end - at)) } else { 0 };
        if !all_small(eight_bytes(bytes, at, end) | missing) {
            return None;
        }
    }
    Some(PlainWord { capital })
}

const LANES: u64 = 0x0001_0001_0001_0001;
/// Four times а.
const FILL: u64 = LANES * 0xB0D0;

/// The code points of four characters, where all take two bytes.
#[inline]
fn letters(x: u64) -> Option<u64> {
    let of_two_bytes = x & (LANES * 0xC0E0) == LANES * 0x80C0;
    of_two_bytes.then_some((x & (LANES * 0x1F)) << 6 | x >> 8 & (LANES * 0x3F))
}

/// Whether all four are small letters from U+0430 to U+045F other than ё.
#[inline]
fn all_small(x: u64) -> bool {
    const HIGH: u64 = LANES * 0x8000;
    // Code points have eleven bits, so that sums stay in their lanes.
    letters(x).is_some_and(|v| {
        let from = v + LANES * (0x8000 - 0x430);
        let past = v + LANES * (0x8000 - 0x460);
        let not_io = (v ^ (LANES * 0x451)) + LANES * 0x7FFF;
        from & !past & not_io & HIGH == HIGH
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_word;

    #[test]
    fn tells_what_folding_does() {
        for c in '\u{80}'..='\u{7FF}' {
            for word in [format!("{c}"), format!("{c}іїў"), format!("а{c}"), format!("абвгд{c}я")] {
                let Some(plain) = plain_word(word.as_bytes(), 0, word.len()) else {
                    assert!(!('а'..='я').contains(&c), "{word} is plain");
                    continue;
                };
                let mut folded = String::new();
                fold_word(&word, &mut folded);
                let mut expected = word.clone();
                if let Some(small) = plain.capital {
                    assert!(c.is_uppercase() && word.starts_with(c));
                    expected.replace_range(..2, &small.to_string());
                }
                assert_eq!(folded, expected);
            }
        }
        for other in ["", "a", "ab", "дa", "д’я", "кий\u{306}", "Ёлка", "елкё", "ґрунт", "東京", "КИЇВ"] {
            assert_eq!(plain_word(other.as_bytes(), 0, other.len()), None, "{other}");
        }
    }
}
