//! People named in a document: tokens that belong to a person's name, and surnames that return alone.

use super::context::Context;
use super::proposal::Toponym;
use crate::lexicon::Cue;
use crate::text::Gap;
use crate::variant::RoadKind;

/// How sure it is that a token is part of a person's name, as log-odds against a place.
#[derive(Debug, Default)]
pub(super) struct People {
    by_token: Vec<f32>,
    /// Tokens that are surnames, each with its hash, by which they are sorted.
    surnames: Vec<(u64, usize, f32)>,
}

const SURE: f32 = 4.5;
const LIKELY: f32 = 2.5;
/// A frequency from which a word counts as a given name.
const GIVEN: u8 = 40;

impl People {
    /// Finds the people of a document: a title before a name, a given name before a capitalised word, a middle initial.
    pub fn find(&mut self, context: &Context<'_>) {
        self.by_token.clear();
        self.by_token.resize(context.tokens.len(), 0.0);
        self.surnames.clear();
        let mut i = 0;
        while i < context.tokens.len() {
            // No run begins with one of the many small words.
            if !context.token(i).is_capitalized() {
                i += 1;
                continue;
            }
            let end = run_end(context, i);
            if end > i {
                self.read_run(context, i, end);
            }
            i = end.max(i + 1);
        }
        self.surnames.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)));
        self.surnames.dedup_by_key(|surname| surname.0);
    }

    /// Log-odds that the tokens are a person's, from the names around them and elsewhere in the document.
    pub fn weight(&self, context: &Context<'_>, first: usize, last: usize) -> f32 {
        let here = self.by_token[first..=last].iter().fold(0.0, |a: f32, b| a.max(*b));
        if here > 0.0 || first != last {
            return here;
        }
        let found = self.surnames.binary_search_by_key(&context.hash(first), |s| s.0);
        found.map_or(0.0, |i| self.surnames[i].2 - 1.0)
    }

    /// As [`weight`](Self::weight), of a surname that returns in another case: адвокат Черниговский, Черниговского.
    pub fn weight_of_form(&self, context: &Context<'_>, t: &Toponym) -> f32 {
        if self.surnames.is_empty() || t.first != t.last || !t.inflected && t.derived != Some(RoadKind::Adjective) {
            return 0.0;
        }
        let word = context.tokens.stem(t.first);
        let alike = self.surnames.iter().filter(|s| is_form(context.tokens.stem(s.1), word));
        alike.map(|s| s.2 - 1.0).fold(0.0, f32::max)
    }

    /// A run of capitalised words from `start` to `end` (excluded).
    fn read_run(&mut self, context: &Context<'_>, start: usize, end: usize) {
        // A title inside the run, or a lower-case one before it, is followed by a person.
        let title = (start..end).rev().find(|&i| i + 1 != end && context.has(i, Cue::Title));
        let titled_before = context.before_abbreviation(start).is_some_and(|b| context.has(b, Cue::Title) && !context.token(b).is_capitalized());
        let (from, titled) = match title {
            Some(t) => (t + 1, true),
            None => (start, titled_before),
        };
        let name = from..end.min(from + 4);
        let n = name.len();
        if n == 0 || has_head(context, name.clone()) {
            return;
        }
        let first = context.word(from);
        let initial = name.clone().skip(1).any(|i| context.tokens.stem(i).len() == 1 && context.token(i).is_capitalized());
        // A capitalised ordinary word at the start of a sentence is no given name.
        let first_is_given = first.given >= GIVEN && !(context.capital_is_free(from) && first.common > 120) && !first.cues.has(Cue::Calendar);
        let last = context.word(end.min(from + 4) - 1);
        let weight = match () {
            _ if titled && (n >= 2 || last.common < 100) => SURE,
            _ if n >= 2 && (first_is_given && (last.surname > 0 || last.common == 0) || initial && n >= 3) => SURE,
            _ if n == 2 && last.surname >= 60 && first.common == 0 && !context.capital_is_free(from) => LIKELY,
            _ => return,
        };
        self.by_token[name.clone()].fill(weight);
        let surname = name.end - 1;
        // What stands alone behind a title may as well be what the office is of: мэр Харькова.
        let office = n == 1 && titled && last.surname == 0 && !context.tokens.stem(surname).is_ascii();
        if context.tokens.stem(surname).chars().count() > 2 && !office {
            self.surnames.push((context.hash(surname), surname, weight));
        }
    }
}

/// Whether two words differ in their last letters only, as cases of one surname do.
fn is_form(surname: &str, word: &str) -> bool {
    const STEM: usize = 4;
    const ENDING: usize = 3;
    let common = surname.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let rest = |w: &str| w.chars().count() - common;
    common >= STEM && rest(surname) <= ENDING && rest(word) <= ENDING
}

/// Whether the run ends like the name of an organization, a street or a place rather than a person.
fn has_head(context: &Context<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    const HEADS: [Cue; 8] = [Cue::Organization, Cue::Street, Cue::Region, Cue::District, Cue::Water, Cue::Relief, Cue::Facility, Cue::Settlement];
    tokens.any(|i| context.word(i).cues.has_any(&HEADS) && context.word(i).surname < 200)
}

/// Where the run of capitalised words that starts at `i` ends.
fn run_end(context: &Context<'_>, i: usize) -> usize {
    // Von Kairo, Из Владимира: the capital is the sentence's.
    let is_preposition = |i: usize| context.has(i, Cue::Location) && context.starts_sentence(i);
    let is_part = |i: usize| {
        context.token(i).is_capitalized() && !context.token(i).is_all_caps() && !context.has(i, Cue::Function) && !is_preposition(i)
            || context.token(i).is_capitalized() && context.tokens.stem(i).len() == 1
    };
    if !is_part(i) {
        return i;
    }
    let mut end = i + 1;
    while end < context.tokens.len() && is_part(end) {
        let joined = match context.token(end).gap {
            Gap::Space | Gap::Hyphen => !context.token(end - 1).is_possessive(),
            Gap::Period => context.is_abbreviation(end - 1),
            _ => false,
        };
        if !joined {
            break;
        }
        end += 1;
    }
    end
}
