//! Which names of a text do not follow a tradition: a check that would rather say nothing than something wrong.

use std::collections::HashMap;

use exonym::variant::Variants;
use exonym::{Document, Extractor, Mention, NameKind, PlaceId, Preferred, Spellings, Tradition, Usage, Variant, VariantRule, fold};
use serde::Serialize;

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct House {
    pub tradition: Tradition,
    /// Mentions that are less sure are left alone.
    pub min_score: f32,
    /// Whether names of another time, and other names of a place, are checked too.
    pub historical: bool,
    /// Whether names in quotation marks are checked too.
    pub quotes: bool,
}

/// A name that is to be written otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub preferred: String,
    /// How the spelling relates to the place.
    pub how: Variant,
    /// Where the preferred form comes from.
    pub why: Preferred,
    pub id: PlaceId,
    pub score: f32,
}

/// How a spelling of a place is to be written, and why.
#[derive(Clone)]
struct Verdict {
    preferred: String,
    how: Variant,
    why: Preferred,
}

/// Checks texts; remembers spellings of places.
pub struct Checker<'a> {
    extractor: &'a Extractor,
    house: House,
    judged: HashMap<(PlaceId, String), Option<Verdict>>,
}

/// Words of a text that tell its language, at least and at most.
const FEW_WORDS: usize = 25;
const ENOUGH_WORDS: usize = 200;
/// Words of dishes and clubs, before the name and behind it: chicken Kiev, Dynamo Kiev, Kiev cake.
const THINGS_BEFORE: [&str; 12] =
    ["chicken", "cutlet", "cutlets", "dynamo", "dinamo", "shakhtar", "shakhtyor", "spartak", "lokomotiv", "metalist", "arsenal", "fc"];
const THINGS_BEHIND: [&str; 6] = ["rus", "cake", "cutlet", "cutlets", "post", "times"];
/// Capitalised words that may stand behind a name without making it part of another.
const TITLES: [&str; 24] = [
    "mayor",
    "governor",
    "president",
    "police",
    "region",
    "oblast",
    "province",
    "district",
    "raion",
    "city",
    "airport",
    "hospital",
    "station",
    "university",
    "road",
    "street",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Capitalised words that may stand before one.
const DIRECTIONS: [&str; 14] =
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "downtown", "near", "in", "from"];

impl<'a> Checker<'a> {
    pub fn new(extractor: &'a Extractor, house: House) -> Checker<'a> {
        Checker { extractor, house, judged: HashMap::new() }
    }

    /// The names of a text that do not follow the tradition, in its order.
    pub fn check(&mut self, text: &str) -> Vec<Finding> {
        if !may_be_english(text) {
            return Vec::new();
        }
        let document = self.extractor.extract(text);
        let mut findings = Vec::new();
        for i in 0..document.mentions.len() {
            if self.is_checked(text, &document, i) {
                findings.extend(self.judge(&document.mentions[i]));
            }
        }
        findings
    }

    /// Whether a mention is the name of a place and nothing else, as far as can be seen.
    fn is_checked(&self, text: &str, document: &Document, i: usize) -> bool {
        let m = &document.mentions[i];
        let (before, behind) = (&text[..m.span.start], &text[m.span.end..]);
        let is_place_name = m.score >= self.house.min_score
            && m.text.starts_with(|c| c < '\u{250}')
            && matches!(m.usage, Some(Usage::Literal | Usage::Metonym | Usage::Modifier))
            && m.within.is_none();
        is_place_name && !is_part_of_name(before, behind) && !is_placed_elsewhere(text, document, i) && (self.house.quotes || !is_quoted(before))
    }

    fn judge(&mut self, m: &Mention) -> Option<Finding> {
        let id = &m.place.as_ref()?.id;
        let key = (id.clone(), m.text.clone());
        if !self.judged.contains_key(&key) {
            let verdict = self.verdict(id, &m.text);
            self.judged.insert(key.clone(), verdict);
        }
        let Verdict { preferred, how, why } = self.judged[&key].clone()?;
        Some(Finding { start: m.span.start, end: m.span.end, text: m.text.clone(), preferred, how, why, id: id.clone(), score: m.score })
    }

    /// What is to be said of a spelling of a place. One that no gazetteer lists is left alone.
    fn verdict(&self, id: &PlaceId, text: &str) -> Option<Verdict> {
        let layers = self.extractor.layers();
        let spellings = Spellings::new(layers, Variants::embedded());
        let meaning = layers.meanings(text).into_iter().find(|m| layers.gazetteer(m.place).id(m.place.entry) == *id)?;
        let why = spellings.preferred(meaning.place, self.house.tradition)?;
        let (written, generic) = without_generic(text);
        if shares_words(written, &why.form) {
            return None;
        }
        let how = spellings.how(text, meaning);
        let short = matches!(how.rule, VariantRule::Abbreviation | VariantRule::Demonym) || how.kind == Some(NameKind::Metonym);
        // Grodno is a name of another time, and Russian for the one of today.
        let usual = how.standard.as_deref().is_some_and(|id| spellings.is_usual(id));
        let other = || how.kind == Some(NameKind::Historical) && !usual || !spellings.is_same_name(meaning.place, written, &why);
        // A display name in foreign letters is no English usage that one could be held to.
        let no_english = || self.house.tradition == Tradition::English && (!why.form.is_ascii() || spellings.is_own_spelling(meaning.place, &how));
        if short || no_english() || !self.house.historical && other() {
            return None;
        }
        Some(Verdict { preferred: in_case_of(written, &why.form) + generic, how, why })
    }
}

/// Whether a text may be English: too short to tell, or with its small words.
fn may_be_english(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(ENOUGH_WORDS);
    words().count() < FEW_WORDS
        || words().any(|w| w.eq_ignore_ascii_case("the") || w.eq_ignore_ascii_case("and") || w == "of")
            && Variants::embedded().inflection().guess(text).code.is_none_or(|code| code == "en")
}

/// A name and the generic word behind it, with the space between.
fn without_generic(written: &str) -> (&str, &str) {
    let at =
        written.rfind(' ').filter(|&at| matches!(written[at + 1..].to_lowercase().as_str(), "oblast" | "region" | "raion" | "district" | "province" | "city"));
    written.split_at(at.unwrap_or(written.len()))
}

/// Whether one name is the other, or a part of it: New York is no misspelling of New York City.
fn shares_words(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let long: Vec<&str> = long.split(' ').collect();
    short.split(' ').all(|word| long.contains(&word))
}

fn in_case_of(written: &str, form: &str) -> String {
    let capitals = written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.chars().any(char::is_lowercase);
    if capitals { form.to_uppercase() } else { form.to_owned() }
}

/// Whether a name stands in a row of capitalised words that seem to name something else.
fn is_part_of_name(before: &str, behind: &str) -> bool {
    let last = before.strip_suffix(' ').and_then(|b| b.rsplit(|c: char| !c.is_alphabetic()).next()).filter(|w| !w.is_empty());
    let next = behind.strip_prefix(' ').and_then(|b| b.split(|c: char| !c.is_alphabetic()).next()).filter(|w| !w.is_empty());
    let is = |word: Option<&str>, list: &[&str]| word.is_some_and(|w| list.contains(&w.to_lowercase().as_str()));
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let begins = |word: &str| {
        let rest = before.trim_end()[..before.trim_end().len() - word.len()].trim_end_matches(['"', '“', '‘', '(', ' ']);
        rest.is_empty() || rest.ends_with(['.', '!', '?', ':', '\n', '\r', '—', '–', '”'])
    };
    is(last, &THINGS_BEFORE)
        || is(next, &THINGS_BEHIND)
        || last.is_some_and(|w| is_name(w) && !begins(w)) && !is(last, &DIRECTIONS) && !is(last, &TITLES)
        || next.is_some_and(is_name) && !is(next, &TITLES)
}

/// Whether the text itself says that the name is one of another country: Odessa, Texas.
fn is_placed_elsewhere(text: &str, document: &Document, i: usize) -> bool {
    let (m, Some(next)) = (&document.mentions[i], document.mentions.get(i + 1)) else { return false };
    let country = |m: &Mention| m.place.as_ref().and_then(|p| p.country);
    text.get(m.span.end..next.span.start) == Some(", ")
        && country(m) != country(next)
        && next.place.as_ref().is_some_and(|p| p.feature_code.starts_with("ADM") || p.feature_code.starts_with("PCL"))
        && !is_in_list(text, next)
}

/// Whether a list goes on behind a mention: Kiev, Russia and Belarus.
fn is_in_list(text: &str, m: &Mention) -> bool {
    let behind = &text[m.span.end..];
    behind.starts_with(" and ") || behind.starts_with(" or ")
}

/// Whether a quotation has begun in the paragraph and not ended.
fn is_quoted(before: &str) -> bool {
    let paragraph = before.rsplit(['\n', '\r']).next().unwrap_or(before);
    let straight = paragraph.matches('"').count() % 2 == 1;
    let curled = paragraph.rfind(['“', '«']) > paragraph.rfind(['”', '»']);
    straight || curled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_things_are_told() {
        assert!(is_part_of_name("She ate chicken ", " twice"));
        assert!(is_part_of_name("when Dynamo ", " won"));
        assert!(is_part_of_name("the ", " Rus of old"));
        assert!(is_part_of_name("fans of the ", " Symphony"));
        assert!(!is_part_of_name("It rained. In ", " it snowed"));
        assert!(!is_part_of_name("in western ", ", he said"));
        assert!(!is_part_of_name("the ", " Mayor Vitali"));
    }

    #[test]
    fn case_and_quotation_marks() {
        assert_eq!(in_case_of("KIEV", "Kyiv"), "KYIV");
        assert_eq!(in_case_of("Kiev", "Kyiv"), "Kyiv");
        assert!(is_quoted("He said: “In ") && !is_quoted("He said “no” in ") && is_quoted("He \"went to ") && !is_quoted("\"Yes.\"\nIn "));
        assert!(shares_words("New York", "New York City") && !shares_words("Kiev", "Kyiv"));
        assert_eq!(without_generic("Kharkov Oblast"), ("Kharkov", " Oblast"));
    }
}
