//! Laying out the words that tell where a text is at home.

use std::io::BufRead;

use super::geonames::for_each_line;
use crate::error::Result;
use crate::format::hash;
use crate::gazetteer::CountryCode;
use crate::lexicon::homes::{LINE, MOST_COUNTRIES, SLOT, UNIT, place};
use crate::text::{Tokens, fold};

/// Lines and words as they were read.
#[derive(Debug, Default)]
pub(super) struct HomeTable {
    lines: Vec<u8>,
    /// Hashes of words, with the numbers of their lines counted from one.
    words: Vec<(u64, u16)>,
}

impl HomeTable {
    /// Reads lines of countries, weight, words, see `data/lexicon/homes.tsv`.
    pub fn read(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 3, |f| {
            let countries: Vec<CountryCode> =
                f[0].split('|').map(|c| CountryCode::new(c).ok_or_else(|| format!("`{c}` is not a country's code"))).collect::<Result<_, _>>()?;
            if countries.len() > MOST_COUNTRIES {
                return Err(format!("{} countries in a line, {MOST_COUNTRIES} is the most: write two lines", countries.len()));
            }
            let weight: f32 = f[1].parse().map_err(|_| format!("weight `{}` is not a number", f[1]))?;
            let units = (weight / UNIT).round();
            if !(1.0..=127.0).contains(&units) {
                return Err(format!("weight {weight} is not from {UNIT} to {}", 127.0 * UNIT));
            }
            let number = u16::try_from(self.lines.len() / LINE + 1).map_err(|_| "too many lines".to_owned())?;
            let from = self.lines.len();
            self.lines.extend([units as u8, countries.len() as u8]);
            countries.iter().for_each(|c| self.lines.extend(c.as_str().bytes()));
            self.lines.resize(from + LINE, 0);
            let mut tokens = Tokens::new();
            for word in f[2].split('|') {
                tokens.read(word);
                if tokens.len() != 1 {
                    return Err(format!("`{word}` is not one word"));
                }
                self.words.push((hash::word(&fold(word)), number));
            }
            Ok(())
        })
    }

    /// The slots and the lines of a file.
    pub fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        self.words.sort_unstable();
        self.words.dedup();
        // A third full, so that a word that is not there is told by one slot mostly.
        let count = (self.words.len() * 3).next_power_of_two();
        let mut slots = vec![0; count * SLOT];
        for (hash, line) in self.words {
            let (mut at, tag) = place(hash, count);
            while slots[at * SLOT..][..SLOT] != [0; SLOT] {
                at = (at + 1) % count;
            }
            slots[at * SLOT..][..4].copy_from_slice(&tag.to_le_bytes());
            slots[at * SLOT + 4..][..2].copy_from_slice(&line.to_le_bytes());
        }
        (slots, self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::homes::Homes;

    fn told(table: &str, word: &str) -> Vec<(String, f32)> {
        let mut homes = HomeTable::default();
        homes.read("homes", table.as_bytes()).unwrap();
        let (slots, lines) = homes.finish();
        let homes = Homes::new(&slots, &lines);
        homes
            .find(hash::word(word))
            .filter_map(|slot| homes.line(slot))
            .flat_map(|line| line.countries().map(|(c, w)| (c.as_str().to_owned(), w)).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn words_lead_to_their_countries() {
        let table = "IE\t2.5\tgardai|Dáil\nGB|IE\t1.0\tpub\nIE\t0.5\tpub\n";
        assert_eq!(told(table, "dail"), [("IE".to_owned(), 2.5)]);
        assert_eq!(told(table, "sheriff"), []);
        assert_eq!(told(table, "pub").iter().map(|(c, _)| c.as_str()).collect::<Vec<_>>(), ["GB", "IE", "IE"]);
        assert_eq!(told("", "pub"), []);
    }

    #[test]
    fn faults_are_named() {
        let fault = |table: &str| HomeTable::default().read("homes.tsv", table.as_bytes()).unwrap_err().to_string();
        assert!(fault("GBR\t1\tpub\n").contains("`GBR`"));
        assert!(fault("GB\tmuch\tpub\n").contains("homes.tsv"));
        assert!(fault("GB\t1\tcar park\n").contains("not one word"));
        assert!(fault("GB\t9\tpub\n").contains("weight 9"));
    }
}
