//! Folding for the others: a table, so that it does not slow them down.

use exonym::fold;

/// What a character becomes in a folded text.
#[derive(Clone, Copy)]
enum Folded {
    /// Between words.
    Gap,
    /// Nothing: it vanishes inside a word.
    Nothing,
    /// These letters.
    Letters([u8; 8], u8),
}

/// The folds of all characters of the basic plane, each as [`exonym::fold`] gives it.
pub struct Folding {
    table: Vec<Folded>,
}

/// A word of a folded text.
pub struct Word {
    /// Where it begins in the folded text.
    pub folded: usize,
    /// Where it stands in the original.
    pub start: usize,
    pub end: usize,
    pub capital: bool,
}

impl Folding {
    pub fn new() -> Folding {
        let one = |n: u32| {
            let Some(c) = char::from_u32(n) else { return Folded::Gap };
            let letters = fold(c.encode_utf8(&mut [0; 4]));
            let mut bytes = [0; 8];
            match letters.len() {
                0 if matches!(c, '\'' | '’' | 'ʼ' | 'ʹ' | '`' | '\u{300}'..='\u{36F}') => Folded::Nothing,
                len @ 1..=8 if !letters.contains(' ') => {
                    bytes[..len].copy_from_slice(letters.as_bytes());
                    Folded::Letters(bytes, len as u8)
                }
                _ => Folded::Gap,
            }
        };
        Folding { table: (0..0x1_0000).map(one).collect() }
    }

    /// One space before, between and behind the words. An apostrophe inside a word vanishes, but for that of a
    /// possessive s, which becomes a word; so does the dot of an abbreviation with dots inside.
    pub fn fold_into(&self, text: &str, out: &mut String, mut words: Option<&mut Vec<Word>>) {
        out.clear();
        if let Some(words) = &mut words {
            words.clear();
        }
        let bytes = text.as_bytes();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let next = |by: usize| bytes.get(at + c.len_utf8() + by).copied().unwrap_or(b' ');
            let folded = match self.table.get(c as usize) {
                Some(Folded::Nothing) if inside && (next(0) != b's' || next(1).is_ascii_alphanumeric()) => continue,
                Some(letters @ Folded::Letters(..)) => *letters,
                _ if c == '.' && inside && next(0).is_ascii_uppercase() => continue,
                _ => Folded::Gap,
            };
            let Folded::Letters(letters, len) = folded else {
                inside = false;
                continue;
            };
            if !inside {
                out.push(' ');
            }
            if let Some(words) = &mut words {
                if !inside {
                    words.push(Word { folded: out.len(), start: at, end: at, capital: c.is_uppercase() });
                }
                words.last_mut().expect("one has begun").end = at + c.len_utf8();
            }
            inside = true;
            out.extend(std::str::from_utf8(&letters[..usize::from(len)]).ok());
        }
        out.push(' ');
    }
}
