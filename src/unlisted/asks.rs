//! Questions to the indexes of skeletons, many at once: whatever they lead to is read first, so that the reads overlap, and
//! looked at afterwards.

use std::hint::black_box;
use std::ops::Range;

use crate::format::Probe;
use crate::gazetteer::{CountryCode, Layers};
use crate::variant::Skeleton;

/// A country in which names are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub code: CountryCode,
    /// Whether its languages write names in letters of their own.
    pub has_native_names: bool,
}

/// One question.
#[derive(Clone, Copy, Debug)]
struct Ask {
    hash: u64,
    /// What asks.
    query: u32,
    country: Option<CountryCode>,
    /// Whether Latin names are asked for too.
    latin: bool,
    slip: bool,
}

/// A name that may be an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect {
    pub query: u32,
    pub layer: u32,
    /// The number of the name.
    pub number: u32,
    pub country: Option<CountryCode>,
    /// Whether its skeleton is not that of what asks.
    pub slip: bool,
}

/// Questions and what they lead to; holds only scratch space.
#[derive(Debug, Default)]
pub(super) struct Asks {
    asks: Vec<Ask>,
    probes: Vec<Probe>,
    suspects: Vec<Suspect>,
    /// For each layer, numbers of names that are Latin for sure.
    latin: Vec<Range<u32>>,
}

/// So many questions are worth answering together.
const BATCH: usize = 256;

impl Asks {
    /// Makes ready for the layers, which are always the same.
    pub fn prepare(&mut self, layers: &Layers) {
        if self.latin.is_empty() {
            self.latin.extend(layers.gazetteers().iter().map(|g| g.latin_names()));
        }
    }

    /// Asks for names of a skeleton in a country, or else for those of well-known places; `latin` for Latin ones too.
    pub fn push(&mut self, query: usize, skeleton: Skeleton, country: Option<CountryCode>, latin: bool, slip: bool) {
        self.asks.push(Ask { hash: skeleton.hash(country.map(|c| c.bytes())), query: query as u32, country, latin, slip });
    }

    /// Whether there are enough questions.
    pub fn is_full(&self) -> bool {
        self.asks.len() >= BATCH
    }

    /// Answers all questions; they are forgotten.
    pub fn answer(&mut self, layers: &Layers) -> &[Suspect] {
        self.suspects.clear();
        for ((layer, gazetteer), latin) in (0..).zip(layers.gazetteers()).zip(&self.latin) {
            let skeletons = gazetteer.skeletons();
            black_box(self.asks.iter().fold(0, |sum, ask| sum ^ skeletons.touch(ask.hash)));
            self.probes.clear();
            self.probes.extend(self.asks.iter().map(|ask| skeletons.probe(ask.hash)));
            let from = self.suspects.len();
            for (&Ask { hash, query, country, latin: wants_latin, slip }, &probe) in
                self.asks.iter().zip(&self.probes).filter(|(_, probe)| probe.is_promising())
            {
                skeletons.names(hash, probe, |number| {
                    if wants_latin || !latin.contains(&number) {
                        self.suspects.push(Suspect { query, layer, number, country, slip });
                    }
                });
            }
            let names = gazetteer.name_table();
            black_box(self.suspects[from..].iter().fold(0, |sum, s| sum ^ names.touch_place_of(s.number)));
            black_box(self.suspects[from..].iter().fold(0, |sum, s| sum ^ names.touch_number(s.number)));
        }
        self.asks.clear();
        &self.suspects
    }
}
