//! Parts of names that are translated: New, Nova and Novaya stand for one another.

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::skeleton::{Reading, Skeleton};

/// Words that stand for one another in names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// What they mean.
    pub meaning: String,
    /// Folded.
    pub words: Vec<String>,
}

/// Parts of names, found by their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    all: Vec<Part>,
    of_word: HashMap<String, usize>,
}

impl Parts {
    pub fn new(all: Vec<Part>) -> Parts {
        let of_word = all.iter().enumerate().rev().flat_map(|(i, part)| part.words.iter().map(move |word| (word.clone(), i))).collect();
        Parts { all, of_word }
    }

    /// The part that a folded word is of; equal numbers stand for one another.
    pub fn of(&self, word: &str) -> Option<usize> {
        self.of_word.get(word).copied()
    }

    /// Calls `each` with a folded name in which one part stands in other words, of each sound once, and with a part from its
    /// end put in front; `room` is where they are written.
    pub fn for_each_translation(&self, name: &str, room: &mut String, mut each: impl FnMut(&str)) {
        /// Words of other sound that are tried for one.
        const MOST: usize = 8;
        for (at, word) in name.match_indices(|c| c != ' ').filter(|(at, _)| *at == 0 || name.as_bytes()[at - 1] == b' ').map(|(at, _)| word_at(name, at)) {
            let Some(part) = self.of(word) else { continue };
            let mut sounds = [Skeleton::of(word, Reading::default()); MOST + 1];
            let mut tried = 1;
            for other in &self.all[part].words {
                let sound = Skeleton::of(other, Reading::default());
                if tried <= MOST && !sounds[..tried].contains(&sound) {
                    sounds[tried] = sound;
                    tried += 1;
                    room.clear();
                    room.extend([&name[..at], other, &name[at + word.len()..]]);
                    each(room);
                }
            }
        }
        if let Some((before, last)) = name.rsplit_once(' ').filter(|(_, last)| self.of(last).is_some()) {
            room.clear();
            room.extend([last, " ", before]);
            each(room);
        }
    }
}

/// The word that begins at a byte, with that byte.
fn word_at(name: &str, at: usize) -> (usize, &str) {
    let rest = &name[at..];
    (at, rest.find(' ').map_or(rest, |end| &rest[..end]))
}
