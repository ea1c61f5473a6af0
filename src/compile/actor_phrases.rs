//! Laying out the phrases of a file of actors.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::sections as s;
use crate::actor::{MOST_WORDS, Meaning, chain};
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, filter, hash, hash_index, planar, sorted_strings};
use crate::text::Tokens;

/// Phrases with their meanings, as they were gathered.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    all: BTreeMap<String, BTreeSet<u32>>,
    tokens: Tokens,
}

impl Phrases {
    /// How many distinct ones there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds a phrase as it is written; one without letters, or too long to be found, is left out.
    pub fn add(&mut self, written: &str, meaning: Meaning) {
        let tokens = &mut self.tokens;
        tokens.read(written);
        let stems: Vec<&str> = (0..tokens.len()).map(|i| tokens.stem(i)).collect();
        let key = stems.join(" ");
        let Some(first) = tokens.first().filter(|_| tokens.len() <= MOST_WORDS && key.len() <= 255) else { return };
        let mut meaning = meaning.0;
        if first.is_capitalized() {
            meaning |= Meaning::CAPITAL;
        }
        if tokens.iter().all(|t| t.is_all_caps() || t.is_dotted()) {
            meaning |= Meaning::CAPITALS;
        }
        self.all.entry(key).or_default().insert(meaning);
    }

    /// Adds the sections of the phrases.
    pub fn finish(self, out: &mut ContainerWriter) -> Result<()> {
        let keys: Vec<&String> = self.all.keys().collect();
        let mut index: BTreeMap<u64, u32> = BTreeMap::new();
        let mut first_words = BTreeSet::new();
        for (number, (key, meanings)) in (1u32..).zip(&self.all) {
            let small = meanings.iter().any(|&meaning| !Meaning(meaning).has(Meaning::CAPITAL));
            let goes_on = s::GOES_ON | if small { s::GOES_ON_SMALL } else { 0 };
            let mut chained = 0;
            let words = key.split(' ').count();
            for (n, word) in key.split(' ').enumerate() {
                chained = chain(chained, n, hash::word(word));
                if n == 0 {
                    first_words.insert(chained);
                }
                let value = index.entry(chained).or_default();
                match n + 1 == words {
                    true => *value |= number << s::FLAGS | s::ENDS,
                    false => *value |= goes_on,
                }
            }
        }
        let items: Vec<(u64, u32)> = index.into_iter().collect();
        let index = hash_index(items, s::value_limit(keys.len())).ok_or_else(|| Error::message("too many phrases for the index"))?;
        out.add(s::FIRST_WORDS, filter(&first_words.into_iter().collect::<Vec<_>>()));
        out.add(s::PHRASE_INDEX, index);
        let (heads, offsets, blocks) = sorted_strings(&keys);
        out.add(s::PHRASE_HEADS, heads);
        out.add(s::PHRASE_OFFSETS, offsets);
        out.add(s::PHRASE_BLOCKS, blocks);
        let mut at = 0;
        let ends = self.all.values().map(|meanings| {
            at += meanings.len() as u32;
            at
        });
        out.add(s::MEANINGS_FROM, planar(std::iter::once(0).chain(ends).collect::<Vec<_>>().into_iter(), 4));
        out.add(s::MEANINGS, planar(self.all.values().flatten().copied().collect::<Vec<_>>().into_iter(), 4));
        Ok(())
    }
}
