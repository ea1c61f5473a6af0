//! A guess at the language of a text: small words speak for one, letters that it does not have against it.

use rustc_hash::FxHashMap;

use super::language::Language;

/// How much of a text is read, in bytes.
const READ: usize = 600;
/// Languages are bits of a mask.
const MOST_LANGUAGES: usize = 32;
/// Letters beyond ASCII that are told apart lie below.
const LETTERS_END: usize = 0x460;
/// So many sets of languages have letters of their own, at most.
const CLASSES: usize = 256;
/// Where the class of a letter stands, above the letter.
const CLASS_SHIFT: u32 = 16;

/// What a function word says, what a letter says that not all languages have, what a letter says against one without it.
const WORD: i32 = 4;
const LETTER: i32 = 1;
const FOREIGN: i32 = -3;
/// The score of a guess, and its lead over the next language, at least.
const ENOUGH: i32 = 4;
const LEAD: i32 = 2;

/// What a text says of the language that it is in.
#[derive(Clone, Debug)]
pub struct Guess<'g> {
    /// The code of the language, unless too little speaks for it or too much against it.
    pub code: Option<&'g str>,
    codes: &'g [(String, u32)],
    scores: [i32; MOST_LANGUAGES],
}

impl Guess<'_> {
    /// Whether no language has a lead over this one, which is among those that are told apart.
    pub fn may_be(&self, code: &str) -> bool {
        let of = |score: i32| score + LEAD > self.scores[..self.codes.len()].iter().copied().fold(0, i32::max);
        self.codes.iter().zip(&self.scores).any(|((known, _), &score)| known == code && of(score))
    }
}

/// Function words and letters of all languages.
#[derive(Debug)]
pub(super) struct Guesser {
    /// Codes, and millions of speakers, by bit of the masks below.
    codes: Vec<(String, u32)>,
    /// The languages that have a function word, by its hash.
    words: FxHashMap<u64, u32>,
    /// Letters of the longest of them.
    longest: usize,
    /// For each character its small letter, and above that the place of its alphabets below; 0 for what is no letter.
    letters: Vec<u32>,
    /// The languages that have the letters of a class.
    alphabets: Vec<u32>,
}

impl Guesser {
    pub fn new(languages: &[Language]) -> Guesser {
        let languages = &languages[..languages.len().min(MOST_LANGUAGES)];
        let mut words: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(4096, Default::default());
        let longest = languages.iter().flat_map(|l| l.function_words.split(' ')).map(|word| word.chars().count()).max().unwrap_or(0);
        let mut having = vec![0u32; LETTERS_END];
        for (i, language) in languages.iter().enumerate() {
            for word in language.function_words.split(' ') {
                *words.entry(word.chars().fold(0, |hash, c| hash_with(hash, c as u32))).or_default() |= 1 << i;
            }
            for c in language.alphabet.chars().filter(|c| (0x80..LETTERS_END).contains(&(*c as usize))) {
                having[c as usize] |= 1 << i;
            }
        }
        let mut alphabets = vec![0];
        let mut class_of = |letter: char| match having.get(letter as usize).map(|mask| (alphabets.iter().position(|a| a == mask), *mask)) {
            Some((Some(class), _)) => class as u32,
            Some((None, mask)) if alphabets.len() < CLASSES => {
                alphabets.push(mask);
                (alphabets.len() - 1) as u32
            }
            _ => 0,
        };
        let letters = (0..LETTERS_END as u32).map(|c| match char::from_u32(c).filter(|c| c.is_alphabetic()) {
            Some(c) => small(c) as u32 | class_of(small(c)) << CLASS_SHIFT,
            None => 0,
        });
        let letters = letters.collect();
        Guesser { codes: languages.iter().map(|l| (l.code.clone(), l.speakers)).collect(), words, longest, letters, alphabets }
    }

    /// What the beginning of a text says of its language.
    pub fn guess(&self, text: &str) -> Guess<'_> {
        let mut scores = [0i32; MOST_LANGUAGES];
        let mut counts = [0u16; CLASSES];
        let (mut hash, mut length) = (0, 0);
        let end = (0..=READ.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let mut at = 0;
        while let Some(&byte) = text.as_bytes()[..end].get(at) {
            let letter = if byte.is_ascii() {
                at += 1;
                self.letters[usize::from(byte)]
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                at += c.len_utf8();
                let letter = self.letters.get(c as usize).copied().unwrap_or(0);
                counts[(letter >> CLASS_SHIFT) as usize % CLASSES] += 1;
                letter & ((1 << CLASS_SHIFT) - 1)
            };
            if letter != 0 {
                (hash, length) = (hash_with(hash, letter), length + 1);
            } else if length > 0 {
                self.count(hash, length, &mut scores);
                (hash, length) = (0, 0);
            }
        }
        self.count(hash, length, &mut scores);
        let has_words = scores.map(|score| score > 0);
        self.weigh(&counts, &mut scores);
        Guess { code: self.best(&scores[..self.codes.len()], &has_words), codes: &self.codes, scores }
    }

    #[inline]
    fn count(&self, hash: u64, length: usize, scores: &mut [i32; MOST_LANGUAGES]) {
        if length > self.longest {
            return;
        }
        let mut languages = self.words.get(&hash).copied().unwrap_or(0);
        while languages != 0 {
            scores[languages.trailing_zeros() as usize] += WORD;
            languages &= languages - 1;
        }
    }

    fn weigh(&self, counts: &[u16; CLASSES], scores: &mut [i32; MOST_LANGUAGES]) {
        for (alphabet, &count) in self.alphabets.iter().zip(counts).skip(1).filter(|(_, count)| **count > 0) {
            for (i, score) in scores.iter_mut().enumerate() {
                *score += i32::from(count) * if alphabet >> i & 1 != 0 { LETTER } else { FOREIGN };
            }
        }
    }

    /// The language that leads, or of those level with it the one of most speakers: it has to lead those without paradigms.
    fn best(&self, scores: &[i32], has_words: &[bool]) -> Option<&str> {
        let speakers = |i: usize| self.codes[i].1;
        let best = (0..scores.len()).max_by_key(|&i| (scores[i], speakers(i)))?;
        let mut near = (0..scores.len()).filter(|&i| i != best && scores[i] + LEAD > scores[best]);
        let leads = near.clone().next().is_none() || near.all(|i| (has_words[best] && scores[i] < scores[best]) || 0 < speakers(i));
        (scores[best] >= ENOUGH && leads).then(|| self.codes[best].0.as_str())
    }
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Takes a letter into the hash of a word.
fn hash_with(hash: u64, letter: u32) -> u64 {
    hash.wrapping_mul(0x517C_C1B7_2722_0A95).wrapping_add(letter.into())
}
