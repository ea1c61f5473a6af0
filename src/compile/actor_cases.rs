//! Case endings of names of persons in Cyrillic letters (`data/actors/grammar/cases.tsv`).

use std::io::BufRead;

use super::geonames::for_each_line;
use crate::error::Result;

/// Genitive, dative, accusative, instrumental, locative.
const CASES: usize = 5;

/// Paradigms by the ending that names of them have, the longest first.
#[derive(Debug, Default)]
pub(super) struct Cases {
    all: Vec<Paradigm>,
}

#[derive(Debug)]
struct Paradigm {
    language: Language,
    ending: String,
    /// A list for each case.
    forms: Vec<Vec<String>>,
}

/// Told by letters that the others do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Russian,
    Ukrainian,
    Belarusian,
}

impl Language {
    fn may_write(self, word: &str) -> bool {
        let foreign: &[char] = match self {
            Language::Russian => &['і', 'ї', 'є', 'ґ', 'ў', '\'', '’'],
            Language::Ukrainian => &['ы', 'э', 'ъ', 'ё', 'ў'],
            Language::Belarusian => &['и', 'щ', 'ъ', 'ї', 'є', 'ґ'],
        };
        !word.to_lowercase().contains(foreign)
    }
}

impl Cases {
    /// Reads lines of a language, the ending of the nominative, and those of the other cases, with commas between choices.
    pub fn read(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 2 + CASES, |f| {
            let language = match f[0] {
                "language" => return Ok(()),
                "ru" => Language::Russian,
                "uk" => Language::Ukrainian,
                "be" => Language::Belarusian,
                other => return Err(format!("`{other}` is not ru, uk or be")),
            };
            let forms = f[2..2 + CASES].iter().map(|choices| choices.split(',').map(str::to_owned).collect()).collect();
            self.all.push(Paradigm { language, ending: f[1].to_owned(), forms });
            self.all.sort_by_key(|p| std::cmp::Reverse(p.ending.len()));
            Ok(())
        })
    }

    /// The forms of a word in each case; nothing where no paradigm fits. In every language that may write it so, the longest
    /// ending counts.
    pub fn forms(&self, word: &str) -> Vec<Vec<String>> {
        let mut forms: Vec<Vec<String>> = Vec::new();
        for language in [Language::Russian, Language::Ukrainian, Language::Belarusian] {
            let paradigm = self.all.iter().find(|p| p.language == language && word.ends_with(&p.ending));
            let Some(paradigm) = paradigm.filter(|_| language.may_write(word)) else { continue };
            let stem = word.strip_suffix(paradigm.ending.as_str()).unwrap_or(word);
            forms.resize(CASES, Vec::new());
            for (case, endings) in forms.iter_mut().zip(&paradigm.forms) {
                for ending in endings {
                    let form = format!("{stem}{ending}");
                    if !case.contains(&form) {
                        case.push(form);
                    }
                }
            }
        }
        forms
    }
}
