//! The tokens of a document together with what the lexicon knows of each.

use std::cell::Cell;

use super::words::Words;
use crate::format::hash;
use crate::lexicon::homes::Homes;
use crate::lexicon::{Cue, Lexicon, Word};
use crate::text::{Gap, Token, Tokens};

/// A document under recognition. Words are looked up when first asked for.
pub(crate) struct Context<'d> {
    pub text: &'d str,
    pub tokens: &'d Tokens,
    /// Whether the text is written without capitals.
    pub is_lower_case: bool,
    /// Whether it may be English.
    pub is_english: bool,
    lexicon: &'d Lexicon,
    room: &'d ContextRoom,
}

/// The room a [`Context`] works in, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct ContextRoom {
    /// The hash of each token without its ending.
    hashes: Vec<u64>,
    /// What is known of each token, once it was asked for.
    words: Vec<Cell<Option<Word>>>,
    /// Whether the line of each token is set like a title, so that capitals say nothing.
    title_case: Vec<bool>,
    /// Words of other documents; all of one lexicon.
    remembered: Words,
}

impl<'d> Context<'d> {
    /// The room must not have served another lexicon.
    pub fn new(text: &'d str, tokens: &'d Tokens, is_english: bool, lexicon: &'d Lexicon, room: &'d mut ContextRoom) -> Self {
        room.remembered.prepare();
        room.hashes.clear();
        room.hashes.extend((0..tokens.len()).map(|i| hash::token(tokens.folded_from(i), tokens[i].stem_len())));
        room.remembered.read_ahead(&room.hashes);
        room.words.clear();
        room.words.resize(tokens.len(), Cell::new(None));
        find_title_case(tokens, &mut room.title_case);
        Context { text, tokens, is_lower_case: tokens.is_lower_case(), is_english, lexicon, room }
    }

    /// The hash of the word at token `i`, its ending left out.
    #[inline]
    pub fn hash(&self, i: usize) -> u64 {
        self.room.hashes[i]
    }

    /// The hashes of all words.
    pub fn hashes(&self) -> &[u64] {
        &self.room.hashes
    }

    #[inline]
    pub fn word(&self, i: usize) -> Word {
        match self.room.words[i].get() {
            Some(word) => word,
            None => self.look_up(i),
        }
    }

    #[inline(never)]
    fn look_up(&self, i: usize) -> Word {
        let word = self.room.remembered.get(self.lexicon, self.hash(i), self.tokens.stem(i));
        self.room.words[i].set(Some(word));
        word
    }

    /// The words that tell where a text is at home.
    pub fn homes(&self) -> Homes<'d> {
        self.lexicon.homes()
    }

    /// What is known of a folded word, of this text or not.
    pub fn of_word(&self, folded: &str) -> Word {
        self.room.remembered.get(self.lexicon, hash::word(folded), folded)
    }

    pub fn has(&self, i: usize, cue: Cue) -> bool {
        self.word(i).cues.has(cue)
    }

    pub fn token(&self, i: usize) -> &'d Token {
        &self.tokens[i]
    }

    /// The token before `i`, when only blanks (or a hyphen) stand between.
    pub fn before(&self, i: usize) -> Option<usize> {
        (i > 0 && matches!(self.tokens[i].gap, Gap::Space | Gap::Line | Gap::Joined)).then(|| i - 1)
    }

    /// The token after `i`, when only blanks stand between.
    pub fn after(&self, i: usize) -> Option<usize> {
        self.tokens.get(i + 1).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line)).then_some(i + 1)
    }

    /// As [`before`](Self::before), passing over the period of an abbreviation (Mr. Smith).
    pub fn before_abbreviation(&self, i: usize) -> Option<usize> {
        self.before(i).or_else(|| (i > 0 && self.tokens[i].gap == Gap::Period && self.is_abbreviation(i - 1)).then(|| i - 1))
    }

    /// Whether a name at token `i` stands behind a word of place: in X.
    pub fn is_located(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| self.has(b, Cue::Location) && !self.token(b).is_capitalized())
    }

    /// Whether the period after token `i` need not end a sentence.
    pub fn is_abbreviation(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.is_dotted() || token.is_capitalized() && (self.tokens.stem(i).chars().count() == 1 || self.has(i, Cue::Abbreviation))
    }

    /// Whether a capital at token `i` may come from its place alone: the start of a sentence, a headline.
    pub fn capital_is_free(&self, i: usize) -> bool {
        self.starts_sentence(i) || self.is_title_case(i)
    }

    /// Whether the words around are written alike, all with a capital or none, so that capitals say nothing.
    pub fn is_title_case(&self, i: usize) -> bool {
        self.room.title_case[i] || self.is_lower_case
    }

    pub fn starts_sentence(&self, i: usize) -> bool {
        match self.tokens[i].gap {
            Gap::Start | Gap::Paragraph | Gap::Line | Gap::Stop => true,
            Gap::Period => !self.is_abbreviation(i - 1),
            _ => false,
        }
    }
}

/// Lines of at least four words of which nearly all that could be lower-case are not.
fn find_title_case(tokens: &Tokens, out: &mut Vec<bool>) {
    out.clear();
    let mut start = 0;
    let (mut long, mut capitalized) = (0, 0);
    for i in 0..=tokens.len() {
        let ends = i == tokens.len() || i > start && matches!(tokens[i].gap, Gap::Paragraph | Gap::Line | Gap::Period | Gap::Stop);
        if ends {
            out.resize(i, i - start >= 4 && long >= 3 && capitalized * 10 >= long * 8);
            (start, long, capitalized) = (i, 0, 0);
        }
        if let Some(t) = tokens.get(i).filter(|t| t.span.len() >= 4 && !t.has_digit() && !t.is_caseless()) {
            long += 1;
            capitalized += usize::from(t.is_capitalized());
        }
    }
}
