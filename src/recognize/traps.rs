//! Names that are no places where they stand: ordinary words, given names alone, surnames made of places.

use super::context::Context;
use super::proposal::Toponym;
use crate::lexicon::Cue;
use crate::text::Gap;
use crate::variant::RoadKind;

/// Log-odds of each sign against a place.
const SMALL_TWIN: f32 = 3.5;
const ARTICLE: f32 = 4.5;
const DISH: f32 = 3.0;
const PRONOUN: f32 = 5.0;
const PAST_TENSE: f32 = 3.0;
const SURNAME: f32 = 6.0;
const GIVEN_NAME_IN_CASE: f32 = 2.5;
/// Cities of so many people are meant rather than people.
const LARGE: u32 = 100_000;
/// From so often a word counts as a given name here, where no surname stands behind it.
const GIVEN: u8 = 50;
/// From so often it does for sure.
const KNOWN_GIVEN: u8 = 90;
/// So far, in words, the same word in small letters is looked for.
const FAR: usize = 200;
/// So far behind a name its pronoun stands.
const NEAR: usize = 6;

/// What speaks against a place beside the dictionary and the people found by their full names.
pub(super) fn weight(context: &Context<'_>, t: &Toponym) -> f32 {
    if t.first != t.last || t.short || t.facts.abbreviation || !context.token(t.first).is_capitalized() {
        return 0.0;
    }
    if t.derived == Some(RoadKind::Adjective) {
        return if is_surname(context, t) { SURNAME } else { 0.0 };
    }
    if context.is_title_case(t.first) {
        return 0.0;
    }
    let before = context.before(t.first).filter(|&b| !context.token(b).is_capitalized() || context.starts_sentence(b));
    if before.is_some_and(|b| is_article(context.tokens.fold(b))) && takes_no_article(context, t) {
        return ARTICLE;
    }
    let mut weight = 0.0;
    if context.starts_sentence(t.first) {
        weight += if has_small_twin(context, t.first) { SMALL_TWIN } else { 0.0 };
        weight += if is_dish(context, t) { DISH } else { 0.0 };
    }
    let located = before.is_some_and(|b| context.word(b).cues.has_any(&[Cue::Location, Cue::Container]));
    if !located && t.head.is_none() {
        weight += if context.word(t.first).given >= GIVEN { lone_given_name(context, t) } else { 0.0 };
        weight += if t.inflected && t.facts.population < LARGE && is_given_name(context, t.first) { GIVEN_NAME_IN_CASE } else { 0.0 };
    }
    weight
}

/// «Львівський», "Warszawska" behind a given name: adjectives have small letters there unless they are surnames. A name of
/// something else has a word behind that the adjective belongs to, or a generic word before.
fn is_surname(context: &Context<'_>, t: &Toponym) -> bool {
    let Some(before) = context.before(t.first).filter(|&b| context.token(b).is_capitalized() && context.token(t.first).gap == Gap::Space) else { return false };
    let generic = [Cue::Organization, Cue::Region, Cue::District, Cue::Settlement, Cue::Facility, Cue::Street, Cue::Water, Cue::Relief, Cue::Direction];
    if t.head.is_some() || context.word(before).cues.has_any(&generic) || context.has(before, Cue::Location) || context.has(before, Cue::Function) {
        return false;
    }
    if context.word(before).cues.has(Cue::Title) || is_given_name(context, before) {
        return true;
    }
    // Nothing that it could belong to.
    context.after(t.last).is_none() && !context.starts_sentence(before) && !context.is_title_case(before)
}

/// Whether a word is a given name, in some case (Роману, Оксану): the ending of the nominative is put in the place of its own.
fn is_given_name(context: &Context<'_>, i: usize) -> bool {
    if context.word(i).given >= GIVEN {
        return true;
    }
    let word = context.tokens.stem(i);
    let endings = ["", "а", "я", "й", "ь", "о", "a", "ia"];
    let cuts = word.char_indices().rev().map(|(at, _)| at).take(3);
    cuts.filter(|&at| word[..at].chars().nth(1).is_some())
        .any(|at| endings.iter().any(|ending| context.of_word(&[&word[..at], ending].concat()).given >= GIVEN))
}

/// Articles of German, and prepositions that have swallowed one. Towns have none.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "der" | "die" | "das" | "dem" | "den" | "des" | "ein" | "eine" | "einen" | "einem" | "einer" | "eines" | "beim" | "vom" | "zum" | "zur" | "im" | "ins"
    )
}

/// Whether the name means towns alone, and stands alone: das Essen, but die Türkei, die Krim, die Essen-Tour.
fn takes_no_article(context: &Context<'_>, t: &Toponym) -> bool {
    let f = &t.facts;
    let alone = context.tokens.get(t.last + 1).is_none_or(|next| next.gap != Gap::Hyphen && !next.is_capitalized());
    alone && f.place && !f.country && !f.admin1 && !f.feature && !f.demonym && t.head.is_none()
}

/// Whether the word stands in the text in small letters too: what began a sentence was the word.
fn has_small_twin(context: &Context<'_>, i: usize) -> bool {
    let word = context.tokens.stem(i);
    let around = i.saturating_sub(FAR)..context.tokens.len().min(i + FAR);
    around.into_iter().any(|j| j != i && !context.token(j).is_capitalized() && context.tokens.stem(j) == word)
}

/// Turkey Sandwiches: an ordinary word in a title that an ordinary word goes on.
fn is_dish(context: &Context<'_>, t: &Toponym) -> bool {
    const COMMON: u8 = 60;
    let Some(after) = context.after(t.last).filter(|&a| context.token(a).is_capitalized()) else { return false };
    let next = context.word(after);
    let ordinary = next.common >= COMMON && next.cues == crate::lexicon::Cues::default() && next.surname == 0 && next.given == 0;
    ordinary && context.word(t.first).common >= COMMON && !context.token(t.last).is_possessive()
}

/// A given name that does what only people do: Georgia said she …; Florence, his wife; Владимир пришёл.
fn lone_given_name(context: &Context<'_>, t: &Toponym) -> f32 {
    let small = |i: usize| context.tokens.get(i).is_some_and(|token| !token.is_capitalized() && !token.has_digit());
    let stem = |i: usize| context.tokens.stem(i);
    let Some(next) = context.tokens.get(t.last + 1) else { return 0.0 };
    if context.token(t.last).is_possessive() {
        return 0.0;
    }
    if next.gap == Gap::Comma {
        let kin = small(t.last + 2) && context.tokens[t.last + 2].gap == Gap::Space;
        return if kin && is_possessive_pronoun(stem(t.last + 1)) { PRONOUN } else { 0.0 };
    }
    if next.gap != Gap::Space || next.is_capitalized() {
        return 0.0;
    }
    if context.word(t.first).given >= KNOWN_GIVEN && is_past_tense(stem(t.last + 1)) {
        return PAST_TENSE;
    }
    let subject = context.starts_sentence(t.first) || context.before(t.first).is_some_and(|b| context.has(b, Cue::Conjunction));
    let mut behind = (t.last + 2..=t.last + NEAR).take_while(|&i| small(i) && matches!(context.tokens[i].gap, Gap::Space | Gap::Line | Gap::Comma));
    if subject && behind.any(|i| matches!(stem(i), "she" | "he" | "her" | "his" | "him" | "herself" | "himself")) { PRONOUN } else { 0.0 }
}

fn is_possessive_pronoun(word: &str) -> bool {
    matches!(
        word,
        "his" | "her" | "my" | "sa" | "son" | "seine" | "sein" | "ihr" | "ihre" | "su" | "jego" | "jej" | "его" | "ее" | "його" | "її" | "яго" | "яе"
    )
}

/// Verbs of Russian, Ukrainian and Belarusian in the past tense of the singular.
fn is_past_tense(word: &str) -> bool {
    const SHORTEST: usize = 8;
    let endings = ["л", "ла", "лся", "лась", "в", "вся", "лася", "ў", "ўся"];
    word.len() >= SHORTEST && endings.iter().any(|ending| word.ends_with(ending)) && !word.is_ascii()
}
