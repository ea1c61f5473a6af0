//! What the gazetteer says of a token.

use super::context::Context;
use super::proposal::Toponym;

/// What is told of the longest name of the gazetteer over a token; all zero where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cover {
    /// What kinds of place the name may be.
    pub kinds: u64,
    /// Inhabitants, in powers of four.
    pub size: u64,
    /// Alone, at the beginning, inside, at the end of the name; 0 without one.
    pub part: u64,
    /// How ordinary the least ordinary word of it is.
    pub common: u64,
    /// The kind of place that comes first to mind.
    pub rank: u64,
}

/// A level from 0 to 255 in five steps.
pub(super) fn step(level: u8) -> u64 {
    match level {
        0 => 0,
        1..=60 => 1,
        61..=110 => 2,
        111..=160 => 3,
        _ => 4,
    }
}

impl Cover {
    /// That of the first token of a proposal.
    pub fn new(context: &Context<'_>, t: &Toponym) -> Cover {
        let common = (t.first..=t.last).map(|i| context.word(i).common).min().unwrap_or(0);
        let size = (u32::BITS - t.facts.population.leading_zeros()).div_ceil(2);
        let f = &t.facts;
        let rank = match () {
            _ if f.country => 1,
            _ if f.demonym => 2,
            _ if f.admin1 || f.capital => 3,
            _ if f.feature => 4,
            _ if f.abbreviation && !f.place => 5,
            _ => 6,
        };
        Cover { kinds: f.kinds(), size: size.into(), common: step(common), rank, part: 0 }.at(t.first, t.last, t.first)
    }

    /// That of token `i` of the same proposal, of which the first and the last are given.
    pub fn at(self, first: usize, last: usize, i: usize) -> Cover {
        let part = match (i == first, i == last) {
            (true, true) => 1,
            (true, false) => 2,
            (false, false) => 3,
            (false, true) => 4,
        };
        Cover { part, ..self }
    }

    /// In few words: the part, and the kind of place that comes first to mind.
    pub fn coarse(self) -> u64 {
        self.part << 4 | self.rank
    }

    /// All of it in 31 bits.
    pub fn packed(self) -> u64 {
        self.kinds | self.size << 16 | self.common << 21 | self.rank << 24 | self.part << 28
    }
}
