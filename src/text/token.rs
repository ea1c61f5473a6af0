//! Words of a text with their folded form, their shape, and what stands before them.

use super::gap::Gap;
use super::scan::Masks;
use crate::span::Span;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, a possessive ending included.
    pub span: Span,
    /// Where its folded form begins.
    pub(super) fold: usize,
    /// Bytes of the folded form.
    pub(super) fold_len: usize,
    /// Bytes of the ending set off by an apostrophe (Russia's, İstanbul'da), and of its folded form.
    pub(super) ending: u8,
    pub(super) fold_ending: u8,
    /// What stands before it.
    pub gap: Gap,
    pub(super) shape: u8,
}

pub(super) const CAPITALIZED: u8 = 1;
pub(super) const ALL_CAPS: u8 = 2;
pub(super) const DIGIT: u8 = 4;
pub(super) const DOTTED: u8 = 8;
pub(super) const CASELESS: u8 = 16;
pub(super) const HASHTAG: u8 = 32;
pub(super) const POSSESSIVE: u8 = 64;

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
    /// All of the above as one number.
    pub fn shape(&self) -> u8 {
        self.shape
    }
    /// Length of its folded form in bytes.
    pub fn fold_len(&self) -> usize {
        self.fold_len
    }
    /// Length of its folded form without its ending.
    pub fn stem_len(&self) -> usize {
        self.fold_len - usize::from(self.fold_ending)
    }
    /// Ends in a possessive ('s).
    pub fn is_possessive(&self) -> bool {
        self.shape & POSSESSIVE != 0
    }
    /// Has an ending set off by an apostrophe.
    pub fn has_ending(&self) -> bool {
        self.ending != 0
    }
    /// Where it ends without that ending; `span.end` where it has none.
    pub fn stem_end(&self) -> usize {
        self.span.end - usize::from(self.ending)
    }
    /// The span without the ending.
    pub fn stem_span(&self) -> Span {
        Span::new(self.span.start, self.stem_end())
    }
}

/// The tokens of one text; reusable, so that a steady state allocates nothing.
#[derive(Debug, Default)]
pub struct Tokens {
    pub(super) items: Vec<Token>,
    /// The text with ASCII capitals lowered, which is the folded form of nearly all tokens, in place; behind it
    /// the folded forms of the others, and [`PADDING`].
    pub(super) folded: String,
    pub(super) masks: Masks,
    /// Where reading word by word goes on.
    pub(super) at: usize,
    /// Whether words stand between the last token and the next that are not read.
    pub(super) skipped: bool,
}

/// A name in small letters outside ASCII can only be an adjective (російський), and none is shorter, in bytes.
pub const SHORTEST_ADJECTIVE: usize = 8;

/// Stands behind the folded forms, so that sixteen bytes can be read wherever one begins.
pub(super) const PADDING: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

impl Tokens {
    /// No tokens.
    pub fn new() -> Tokens {
        Tokens::default()
    }

    /// Whether the text is written without capitals though its script has them: fewer words than one in two hundred
    /// bytes begin with one, while in prose every sentence does.
    pub fn is_lower_case(&self) -> bool {
        const BYTES_A_CAPITAL: usize = 200;
        let text = self.items.last().map_or(0, |token| token.span.end);
        let (mut capitalized, mut caseless) = (0, 0);
        for token in &self.items {
            capitalized += usize::from(token.is_capitalized());
            caseless += usize::from(token.is_caseless());
        }
        capitalized * BYTES_A_CAPITAL <= text && caseless * 2 <= self.items.len()
    }

    /// The folded form of token `i`, an ending included.
    #[inline]
    pub fn fold(&self, i: usize) -> &str {
        let token = &self.items[i];
        &self.folded[token.fold..token.fold + token.fold_len]
    }

    /// The folded form of token `i` without its ending.
    #[inline]
    pub fn stem(&self, i: usize) -> &str {
        let token = &self.items[i];
        &self.folded[token.fold..token.fold + token.stem_len()]
    }

    /// The bytes from the folded form of token `i` on, at least sixteen: for hashing.
    #[inline]
    pub fn folded_from(&self, i: usize) -> &[u8] {
        &self.folded.as_bytes()[self.items[i].fold..]
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.items
    }
}
