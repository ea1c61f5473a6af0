//! The phrases of the actor gazetteer in a document, with the meanings that fit how they are written.

use std::ops::Range;

use crate::actor::{Actors, Begun, Meaning, PhraseTable, Sense};
use crate::recognize::Context;
use crate::text::Gap;

/// A meaning of words that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    pub sense: Sense,
    /// The entry, head, title or part.
    pub number: u32,
}

/// The phrases of a document, by where they begin, the longest first; of one place names before all else.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    /// For each token, where those begin that begin there.
    from: Vec<u32>,
    /// Indices into `all`, by where the phrases end; for each token where they begin.
    by_end: Vec<u32>,
    ends_from: Vec<u32>,
    key: String,
    /// What is known of words that were asked for last, by their hashes; all of one table.
    remembered: Vec<(u64, Begun)>,
}

/// Words that are remembered: a power of two.
const REMEMBERED: usize = 8192;

impl Phrases {
    /// Finds them. Linear in the length of the text.
    pub fn read(&mut self, context: &Context<'_>, actors: &Actors) {
        let table = actors.phrases();
        self.all.clear();
        self.from.clear();
        let count = context.tokens.len();
        // No word is asked for by zero.
        self.remembered.resize(REMEMBERED, (0, Begun::default()));
        for first in 0..count {
            self.from.push(self.all.len() as u32);
            let hash = context.hash(first);
            let slot = &mut self.remembered[hash as usize % REMEMBERED];
            if slot.0 != hash {
                *slot = (hash, table.first(hash, context.tokens.stem(first)));
            }
            let small = !context.is_lower_case && !context.token(first).may_be_name() && !context.token(first).is_tag();
            let begun = if small { slot.1.small() } else { slot.1 };
            if begun.is_promising() {
                self.read_at(context, &table, first, begun);
            }
        }
        self.from.push(self.all.len() as u32);
        self.by_end.clear();
        self.by_end.extend(0..self.all.len() as u32);
        let all = &self.all;
        self.by_end.sort_unstable_by_key(|&i| (all[i as usize].last, all[i as usize].first, i));
        self.ends_from.clear();
        self.ends_from.resize(count + 1, 0);
        all.iter().for_each(|p| self.ends_from[p.last + 1] += 1);
        (0..count).for_each(|i| self.ends_from[i + 1] += self.ends_from[i]);
    }

    fn read_at(&mut self, context: &Context<'_>, table: &PhraseTable<'_>, first: usize, begun: Begun) {
        let from = self.all.len();
        let word = |n: usize| {
            let i = first + n;
            let joined = n == 0 || i < context.tokens.len() && joins(context, i);
            joined.then(|| (context.hash(i), context.tokens.stem(i)))
        };
        let all = &mut self.all;
        table.walk(begun, word, &mut self.key, |hit| {
            let last = first + hit.words - 1;
            let fitting = table.meanings(hit.phrase).filter(|m| is_written_so(context, first, last, *m));
            all.extend(fitting.map(|m| Phrase { first, last, sense: m.sense(), number: m.number() }));
        });
        self.all[from..].sort_unstable_by_key(|p| (std::cmp::Reverse(p.last), p.sense as u8, p.number));
    }

    /// All of them.
    pub fn all(&self) -> &[Phrase] {
        &self.all
    }

    /// Whether somebody may be told of without a place or a name that was recognised: a name is there, or an adjective of a country.
    pub fn tell_anybody(&self) -> bool {
        self.all.iter().any(|p| matches!(p.sense, Sense::Name | Sense::Surname | Sense::Demonym))
    }

    /// Those that begin at a token, the longest first.
    pub fn at(&self, first: usize) -> &[Phrase] {
        &self.all[self.range(first)]
    }

    /// Those of a sense that end at a token, the longest first.
    pub fn ending(&self, last: usize, sense: Sense) -> impl Iterator<Item = &Phrase> {
        let range = self.ends_from[last] as usize..self.ends_from[last + 1] as usize;
        self.by_end[range].iter().map(|&i| &self.all[i as usize]).filter(move |p| p.sense == sense)
    }

    fn range(&self, first: usize) -> Range<usize> {
        self.from[first] as usize..self.from[first + 1] as usize
    }
}

/// Whether a token may follow the one before inside a phrase.
fn joins(context: &Context<'_>, i: usize) -> bool {
    match context.token(i).gap {
        Gap::Space | Gap::Line | Gap::Hyphen | Gap::Joined | Gap::Hump | Gap::Quote => true,
        Gap::Period => context.is_abbreviation(i - 1),
        Gap::Other => context.text[context.token(i - 1).span.end..context.token(i).span.start].trim() == "&",
        _ => false,
    }
}

/// Whether the capitals of a phrase are those it is listed with; a text without any is not asked.
fn is_written_so(context: &Context<'_>, first: usize, last: usize, meaning: Meaning) -> bool {
    let token = |i: usize| context.token(i);
    let names = matches!(meaning.sense(), Sense::Name | Sense::Surname);
    if context.is_lower_case {
        return !names || first < last;
    }
    if meaning.has(Meaning::CAPITALS) {
        return (first..=last).all(|i| token(i).is_all_caps() || token(i).is_dotted());
    }
    // A name of one word in capitals where it is listed in small letters is another: RADA is no Rada, in a headline it is.
    !meaning.has(Meaning::CAPITAL) || token(first).may_be_name() || token(first).is_tag()
}
