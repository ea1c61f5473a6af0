//! What a name of one language is called in another that is written in the same script: «Миколаїв» → «Николаев».
//!
//! Each word is cut into first parts of compounds, a beginning, an ending and the letters between them, of each the longest
//! that is known. What may stand for a piece is a list, the likeliest first; the further back in its list, the more a choice costs. As the pieces
//! are independent, the cheapest spellings of the whole are found from left to right, keeping no more than are wanted.

use serde::{Deserialize, Serialize};

/// Counterparts that are told of a name at most.
const MOST: usize = 24;
/// Longer names, in letters, have none.
const LONGEST: usize = 64;
/// What may stand for a piece at most: a choice has three bits.
pub(crate) const MOST_CHOICES: usize = 8;
/// Pieces of a name that vary at most, as many as choices fit into a number; of further ones the likeliest is taken.
const MOST_VARYING: usize = 64 / 3;
/// What the choices of a list cost, the likeliest nothing.
const COSTS: [u16; MOST_CHOICES] = [0, 4, 6, 7, 8, 9, 10, 11];

/// A piece of a name, and what may stand for it in the other language, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondence(pub String, pub Vec<String>);

/// What is known of one language's names in another; all letters folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// The code of the language whose names are given.
    pub from: String,
    /// The code of the language whose names are wanted.
    pub to: String,
    /// Whole words, which nothing else is done to.
    pub words: Vec<Correspondence>,
    /// First parts of compounds, behind which a word begins anew.
    pub parts: Vec<Correspondence>,
    /// Beginnings of words.
    pub beginnings: Vec<Correspondence>,
    /// Endings of words, with letters before them.
    pub endings: Vec<Correspondence>,
    /// Letters anywhere between, one or several; those not told of stay.
    pub letters: Vec<Correspondence>,
}

/// What is known of names in all directions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterparts {
    directions: Vec<Direction>,
}

/// A piece of a name as it will be written.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Fixed(&'a str),
    Varying(&'a [String]),
}

/// Choices made in the varying pieces so far, the first in the lowest bits, and what they cost together.
#[derive(Clone, Copy)]
struct Spelling {
    cost: u16,
    choices: u64,
}

impl Counterparts {
    /// Puts the correspondences into the order in which they are looked for.
    pub fn new(mut directions: Vec<Direction>) -> Counterparts {
        for direction in &mut directions {
            let by_first = |a: &Correspondence, b: &Correspondence| first(&a.0).cmp(&first(&b.0)).then(b.0.len().cmp(&a.0.len()));
            direction.words.sort_by(|a, b| a.0.cmp(&b.0));
            direction.parts.sort_by(by_first);
            direction.beginnings.sort_by(by_first);
            direction.letters.sort_by(by_first);
            direction.endings.sort_by(|a, b| last(&a.0).cmp(&last(&b.0)).then(b.0.len().cmp(&a.0.len())));
        }
        Counterparts { directions }
    }

    /// The pairs of languages that are known, by their codes.
    pub fn directions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.directions.iter().map(|d| (d.from.as_str(), d.to.as_str()))
    }

    /// Adds what a folded name of the language `from` is likely called in `to`: folded, the likeliest first, 24 at most,
    /// none twice. The name itself is among them where the languages agree on it.
    pub fn write(&self, from: &str, to: &str, folded_name: &str, out: &mut Vec<String>) {
        let Some(direction) = self.directions.iter().find(|d| d.from == from && d.to == to) else { return };
        if folded_name.len() > LONGEST * 4 || folded_name.chars().count() > LONGEST {
            return;
        }
        let mut pieces = Vec::with_capacity(32);
        for word in folded_name.split(' ').filter(|word| !word.is_empty()) {
            if !pieces.is_empty() {
                pieces.push(Piece::Fixed(" "));
            }
            direction.cut(word, &mut pieces);
        }
        let start = out.len();
        for spelling in cheapest(&mut pieces) {
            let written = spelling.write(&pieces);
            if !written.is_empty() && !out[start..].contains(&written) {
                out.push(written);
            }
        }
    }
}

impl Direction {
    /// Cuts a word into pieces with what may stand for them.
    fn cut<'a>(&'a self, word: &'a str, pieces: &mut Vec<Piece<'a>>) {
        if let Ok(at) = self.words.binary_search_by(|c| c.0.as_str().cmp(word)) {
            pieces.push(Piece::of(&self.words[at].1));
            return;
        }
        let mut rest = word;
        while let Some(Correspondence(part, choices)) = longest_at_start(&self.parts, rest) {
            // What is left must be able to be a word: «новое» is no compound.
            if rest[part.len()..].chars().nth(2).is_none() {
                break;
            }
            pieces.push(Piece::of(choices));
            rest = &rest[part.len()..];
        }
        if let Some(Correspondence(beginning, choices)) = longest_at_start(&self.beginnings, rest) {
            pieces.push(Piece::of(choices));
            rest = &rest[beginning.len()..];
        }
        let ending = longest_at_end(&self.endings, rest);
        rest = &rest[..rest.len() - ending.map_or(0, |ending| ending.0.len())];
        while let Some(letter) = rest.chars().next() {
            let len = match longest_at_start(&self.letters, rest) {
                Some(Correspondence(letters, choices)) => {
                    pieces.push(Piece::of(choices));
                    letters.len()
                }
                None => {
                    pieces.push(Piece::Fixed(&rest[..letter.len_utf8()]));
                    letter.len_utf8()
                }
            };
            rest = &rest[len..];
        }
        pieces.extend(ending.map(|ending| Piece::of(&ending.1)));
    }
}

impl<'a> Piece<'a> {
    fn of(choices: &'a [String]) -> Piece<'a> {
        match choices {
            [] => Piece::Fixed(""),
            [only] => Piece::Fixed(only),
            _ => Piece::Varying(&choices[..choices.len().min(MOST_CHOICES)]),
        }
    }
}

/// The cheapest spellings, the cheapest first; of equal ones those first that are likelier towards the end.
/// Pieces that vary beyond the limit are fixed.
fn cheapest(pieces: &mut [Piece<'_>]) -> Vec<Spelling> {
    let mut best = vec![Spelling { cost: 0, choices: 0 }];
    let mut longer = Vec::with_capacity(MOST * MOST_CHOICES);
    let mut varying = 0;
    for piece in pieces {
        let Piece::Varying(choices) = *piece else { continue };
        if varying == MOST_VARYING {
            *piece = Piece::Fixed(&choices[0]);
            continue;
        }
        longer.clear();
        for (choice, cost) in (0u64..).zip(&COSTS[..choices.len()]) {
            longer.extend(best.iter().map(|s| Spelling { cost: s.cost + cost, choices: s.choices | choice << (3 * varying) }));
        }
        longer.sort_by_key(|s| s.cost);
        longer.truncate(MOST);
        std::mem::swap(&mut best, &mut longer);
        varying += 1;
    }
    best
}

impl Spelling {
    fn write(&self, pieces: &[Piece<'_>]) -> String {
        let mut written = String::with_capacity(pieces.len() * 4);
        let mut choices = self.choices;
        for piece in pieces {
            match piece {
                Piece::Fixed(text) => written.push_str(text),
                Piece::Varying(texts) => {
                    written.push_str(&texts[(choices & 7) as usize]);
                    choices >>= 3;
                }
            }
        }
        written
    }
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// The longest that a text begins with; sorted by the first letter, then by length, the longest first.
fn longest_at_start<'a>(sorted: &'a [Correspondence], text: &str) -> Option<&'a Correspondence> {
    let letter = first(text);
    let from = sorted.partition_point(|c| first(&c.0) < letter);
    sorted[from..].iter().take_while(|c| first(&c.0) == letter).find(|c| text.starts_with(&c.0))
}

/// The longest that a text ends with; sorted by the last letter, then by length, the longest first.
fn longest_at_end<'a>(sorted: &'a [Correspondence], text: &str) -> Option<&'a Correspondence> {
    let letter = last(text);
    let from = sorted.partition_point(|c| last(&c.0) < letter);
    sorted[from..].iter().take_while(|c| last(&c.0) == letter).find(|c| text.ends_with(&c.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(rules: &[(&str, &[&str])]) -> Vec<Correspondence> {
        rules.iter().map(|(piece, choices)| Correspondence((*piece).to_owned(), choices.iter().map(|c| (*c).to_owned()).collect())).collect()
    }

    fn write(name: &str) -> Vec<String> {
        let direction = Direction {
            from: "uk".to_owned(),
            to: "ru".to_owned(),
            words: rules(&[("нова", &["новая"])]),
            parts: rules(&[("ново", &["ново"])]),
            beginnings: rules(&[("олекс", &["алекс"]), ("о", &["о"])]),
            endings: rules(&[("івка", &["овка", "евка"]), ("а", &["а"])]),
            letters: rules(&[("и", &["и", "ы"]), ("і", &["и", "о", "е"]), ("ліс", &["лес"])]),
        };
        let mut out = Vec::new();
        Counterparts::new(vec![direction]).write("uk", "ru", name, &mut out);
        out
    }

    #[test]
    fn the_longest_piece_counts_and_the_likeliest_is_first() {
        assert_eq!(write("новоолексівка"), ["новоалексовка", "новоалексевка"]);
        assert_eq!(write("лісна нова"), ["лесна новая"]);
        assert_eq!(write("ликів"), ["ликив", "лыкив", "ликов", "ликев", "лыков", "лыкев"]);
    }

    #[test]
    fn what_varies_without_end_is_cut_off() {
        let out = write(&"і".repeat(LONGEST));
        assert_eq!(out.len(), MOST);
        assert_eq!(out[0], "и".repeat(LONGEST));
        assert_eq!(write(&"і".repeat(LONGEST + 1)), [] as [&str; 0]);
    }
}
