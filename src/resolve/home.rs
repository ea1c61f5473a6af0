//! Where a text is at home, as far as its words tell: the sheriff and the freshman are American, the councillor and the
//! neighbourhood are not, the sarpanch is Indian. Of namesakes, a text means those of its own country rather.

use crate::gazetteer::CountryCode;
use crate::lexicon::homes;
use crate::recognize::Context;

/// Words that are looked at: one that has not told its home by then will not.
const MOST_WORDS: usize = 2000;
/// Log-odds that a text without any such word is at home in no country in particular, against each that has some.
const NOWHERE: f32 = 2.5;

/// Bits of the filter that nearly all words end at: a power of two, many for each word of the table.
const FILTER: usize = 1 << 16;

/// The home of a document; room that is kept from document to document.
#[derive(Debug, Default)]
pub(super) struct Home {
    /// For each country, the log-odds that its words add up to; afterwards the probability that it is the home.
    countries: Vec<f32>,
    /// Countries of which some word was found.
    told: Vec<CountryCode>,
    /// For each slot of the table of words, whether it was counted: a word says no more when it is repeated. Between documents
    /// none is.
    counted: Vec<bool>,
    /// The slots that were.
    found: Vec<usize>,
    /// A bit for each word of the table, and hardly any for another; all of one lexicon.
    filter: Vec<u64>,
}

impl Home {
    /// Reads the words of a document.
    pub fn read(&mut self, context: &Context<'_>) {
        let table = context.homes();
        self.countries.clear();
        self.countries.resize(CountryCode::COUNT, 0.0);
        self.told.clear();
        self.counted.resize(table.slots(), false);
        if self.filter.is_empty() {
            self.filter.resize(FILTER / 64, 0);
            table.tags().for_each(|tag| self.filter[tag as usize % FILTER / 64] |= 1 << (tag % 64));
        }
        for &hash in context.hashes().iter().take(MOST_WORDS) {
            let tag = homes::tag(hash);
            if self.filter[tag as usize % FILTER / 64] >> (tag % 64) & 1 == 0 {
                continue;
            }
            for slot in table.find(hash) {
                if !std::mem::replace(&mut self.counted[slot], true) {
                    self.found.push(slot);
                    table.line(slot).iter().flat_map(|line| line.countries()).for_each(|(country, weight)| {
                        self.countries[country.number()] += weight;
                        self.told.push(country);
                    });
                }
            }
        }
        self.found.drain(..).for_each(|slot| self.counted[slot] = false);
        self.told.sort_unstable();
        self.told.dedup();
        let odds = |sum: f32| sum.exp();
        let all: f32 = NOWHERE.exp() + self.told.iter().map(|c| odds(self.countries[c.number()])).sum::<f32>();
        for country in &self.told {
            let sum = &mut self.countries[country.number()];
            *sum = odds(*sum) / all;
        }
    }

    /// Probability that a country is the home: 0 to 1.
    pub fn of(&self, country: Option<CountryCode>) -> f32 {
        country.map_or(0.0, |c| self.countries[c.number()])
    }
}
