//! The names of actors as texts write them: what braces of a table stand for, surnames of persons, and their cases.

use std::collections::HashSet;
use std::io::BufRead;

use super::actor_cases::Cases;
use super::geonames::for_each_line;
use crate::error;

/// Small words of names (`data/actors/grammar/name_words.tsv`), in small letters.
#[derive(Debug, Default)]
pub(super) struct NameWords {
    /// Those that belong to the surname behind them: von, bin.
    particles: HashSet<String>,
    /// Those that stand behind a surname: Jr., III.
    suffixes: HashSet<String>,
}

impl NameWords {
    /// Reads lines of a kind and words.
    pub fn read(&mut self, origin: &str, input: impl BufRead) -> error::Result<()> {
        for_each_line(origin, input, 2, |f| {
            let words = match f[0] {
                "kind" => return Ok(()),
                "particle" => &mut self.particles,
                "suffix" => &mut self.suffixes,
                other => return Err(format!("`{other}` is not particle or suffix")),
            };
            words.extend(f[1].split('|').map(str::to_owned));
            Ok(())
        })
    }

    fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word.to_lowercase().trim_end_matches('-'))
    }

    fn is_suffix(&self, word: &str) -> bool {
        // Xi is a name, and XI a number.
        let number = word.chars().all(char::is_uppercase) || word.ends_with(['.', ',']) || word.len() > 1 && word.starts_with(['J', 'S', 'P', 'M']);
        number && self.suffixes.contains(word.to_lowercase().trim_matches(['.', ',']))
    }
}

/// The names of a person.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    /// Whole names, in all cases.
    pub full: Vec<String>,
    /// Surnames, the first as it is listed.
    pub surnames: Vec<String>,
}

/// What a listed name of a person stands for.
pub(super) fn spelled(name: &str, known: &NameWords, cases: &Cases) -> Spelled {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| known.is_suffix(word)) {
        words.pop();
    }
    let [given @ .., surname] = &words[..] else { return Spelled::default() };
    let mut surnames = vec![(*surname).to_owned()];
    surnames.extend(cases.forms(surname).into_iter().flatten());
    if given.is_empty() {
        // Charles III is a whole name.
        let numbered = name.contains(' ');
        return if numbered { Spelled { full: vec![name.to_owned()], surnames: Vec::new() } } else { Spelled { full: Vec::new(), surnames } };
    }
    let particles = given.iter().rev().take_while(|word| known.is_particle(word)).count();
    if particles > 0 && particles < given.len() {
        surnames.push(words[words.len() - 1 - particles..].join(" "));
    }
    if let Some((_, last)) = surname.split_once('-').filter(|(first, _)| known.is_particle(first)) {
        surnames.push(last.to_owned());
    }
    let mut full = vec![name.to_owned(), words.join(" ")];
    // Both words of a name stand in one case.
    if let [given, surname] = words[..] {
        full.extend(in_one_case(&[given, surname], cases));
    }
    full.dedup();
    Spelled { full, surnames }
}

/// What the name of a body stands for: its first word in each case, and both of two (Верховная Рада).
pub(super) fn spelled_body(name: &str, cases: &Cases) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let Some((first, rest)) = name.split_once(' ') else {
        all.extend(cases.forms(name).into_iter().flatten());
        return all;
    };
    all.extend(cases.forms(first).into_iter().flatten().map(|form| format!("{form} {rest}")));
    if !rest.contains(' ') {
        all.extend(in_one_case(&[first, rest], cases));
    }
    all
}

/// Two words in each case.
fn in_one_case(words: &[&str; 2], cases: &Cases) -> Vec<String> {
    let [first, last] = words.map(|word| cases.forms(word));
    first.iter().zip(&last).flat_map(|(a, b)| a.iter().flat_map(move |a| b.iter().map(move |b| format!("{a} {b}")))).collect()
}

/// What is written with braces: `министерств{о,а} обороны` is two phrases.
pub(super) fn expand(text: &str) -> Result<Vec<String>, String> {
    let Some((before, rest)) = text.split_once('{') else { return Ok(vec![text.to_owned()]) };
    let (choices, behind) = rest.split_once('}').ok_or_else(|| format!("`{text}` has a brace that is not closed"))?;
    let behind = expand(behind)?;
    Ok(choices.split(',').flat_map(|choice| behind.iter().map(move |end| format!("{before}{choice}{end}"))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stand_for_all() {
        assert_eq!(expand("штаб{,а,у}").unwrap(), ["штаб", "штаба", "штабу"]);
        assert_eq!(expand("{a,b} {c,d}").unwrap(), ["a c", "a d", "b c", "b d"]);
        assert!(expand("a{b").is_err());
    }

    #[test]
    fn surnames_have_particles() {
        let mut known = NameWords::default();
        known.read("name_words", "particle\tvon|der|al\nsuffix\tjr|iii\n".as_bytes()).unwrap();
        let of = |name: &str| spelled(name, &known, &Cases::default()).surnames;
        assert_eq!(of("Ursula von der Leyen"), ["Leyen", "von der Leyen"]);
        assert_eq!(of("Bashar al-Assad"), ["al-Assad", "Assad"]);
        assert_eq!(of("Xi"), ["Xi"]);
        assert_eq!(of("Robert F. Kennedy Jr."), ["Kennedy"]);
    }

    #[test]
    fn words_of_a_name_stand_in_one_case() {
        let mut cases = Cases::default();
        cases.read("cases", "ru\tир\tира\tиру\tира\tиром\tире\nru\tин\tина\tину\tина\tиным\tине\n".as_bytes()).unwrap();
        let spelled = spelled("Владимир Путин", &NameWords::default(), &cases);
        assert_eq!(spelled.full, ["Владимир Путин", "Владимира Путина", "Владимиру Путину", "Владимира Путина", "Владимиром Путиным", "Владимире Путине"]);
    }
}
