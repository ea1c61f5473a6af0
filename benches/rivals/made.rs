//! Texts that are made, the same in every run.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use exonym::{Bytes, EntryId, Gazetteer};

/// Numbers without a pattern, the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn new() -> Random {
        Random(0x9E37_79B9_7F4A_7C15)
    }

    /// A number below the limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// A number below the limit by a law like Zipf's: each octave is as probable as the next, all numbers of one
    /// alike. Whole numbers, so that no platform rounds another way.
    fn by_rank(&mut self, limit: usize) -> usize {
        loop {
            let octave = 1 << self.below(limit.ilog2() as usize + 1);
            let rank = octave + self.below(octave) - 1;
            if rank < limit {
                return rank;
            }
        }
    }
}

/// Documents of about so many bytes together.
fn documents(bytes: usize, mut next: impl FnMut() -> String) -> Vec<String> {
    let (mut documents, mut made) = (Vec::new(), 0);
    while made < bytes {
        let document = next();
        made += document.len();
        documents.push(document);
    }
    documents
}

/// Documents of sentences drawn from a few samples, so that a processor does not know by heart what comes next.
/// The vocabulary stays small, which makes all contenders faster than news does.
pub fn shuffled(samples: &[String], bytes: usize) -> Vec<String> {
    const SENTENCES: usize = 12;
    let sentences: Vec<&str> = samples.iter().flat_map(|s| s.split_inclusive(['.', '\n'])).map(str::trim).filter(|s| s.len() > 1).collect();
    let mut random = Random::new();
    documents(bytes, || (0..SENTENCES).map(|_| sentences[random.below(sentences.len())]).collect::<Vec<_>>().join(" "))
}

/// Displayed names from all over the world, a hundred a document, with commas between them.
pub fn dense(world: &Gazetteer<Bytes>, bytes: usize) -> Vec<String> {
    let mut entry = 0;
    let mut next = || {
        entry = (entry + 7919) % world.len() as u32;
        world.name(EntryId(entry))
    };
    documents(bytes, || (0..100).map(|_| next()).collect::<Vec<_>>().join(", "))
}

/// The words of such letters in the names of a gazetteer, folded, the most frequent first; words equally frequent
/// stand in random order, for neighbours in an alphabet are neighbours in memory.
pub fn vocabulary(world: &Gazetteer<Bytes>, letters: RangeInclusive<char>) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in world.all_names() {
        for word in name.split(' ').filter(|word| word.chars().all(|c| letters.contains(&c))) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut words: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_unstable();
    let mut random = Random::new();
    (1..words.len()).rev().for_each(|i| words.swap(i, random.below(i + 1)));
    words.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    words.into_iter().map(|(_, word)| word).collect()
}

/// Documents of words drawn by their rank: small letters but for one capital in seven, a comma behind one word in
/// ten, a period behind one in twelve.
pub fn varied(words: &[String], bytes: usize) -> Vec<String> {
    const WORDS: usize = 150;
    let mut random = Random::new();
    documents(bytes, || {
        let mut document = String::new();
        for _ in 0..WORDS {
            let word = &words[random.by_rank(words.len())];
            let mut letters = word.chars();
            match letters.next().filter(|_| random.below(7) == 0) {
                Some(first) => document.extend(first.to_uppercase().chain(letters)),
                None => document.push_str(word),
            }
            if random.below(10) == 0 {
                document.push(',');
            } else if random.below(12) == 0 {
                document.push('.');
            }
            document.push(' ');
        }
        document
    })
}
