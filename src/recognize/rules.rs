//! The rules: log-odds that a name found in a text is used as a place name.

use super::context::Context;
use super::heads::GenericWord;
use super::people::People;
use super::proposal::{Head, Toponym, Usage};
use super::{traps, usage};
use crate::lexicon::Cue;
use crate::span::Span;
use crate::text::{Gap, Token};
use crate::variant::RoadKind;

/// Log-odds of a case form that can be nothing else.
const PLAIN_FORM: f32 = 1.2;

/// Sets what the words around a toponym say of it, whoever judges whether it is one: its generic word, how it is
/// written, what it is used for.
pub(super) fn describe(context: &Context<'_>, generic: Option<GenericWord>, t: &mut Toponym) {
    t.head = generic.map(|g| g.head).or((t.derived == Some(RoadKind::RegionNoun)).then_some(Head::Region));
    // A country's short form, written as one, is no ordinary word whatever its letters.
    t.short = is_written_short(context, t);
    t.located = context.is_located(t.first);
    t.usage = usage::of(context, t);
    let could_show = context.is_english && t.head.is_none() && t.first == t.last && t.usage != Usage::Modifier;
    t.article = if has_article(context, t) { Some(true) } else { could_show.then_some(false) };
}

/// Log-odds that a described toponym is one.
pub(super) fn weigh(context: &Context<'_>, people: &People, t: &Toponym) -> f32 {
    let dictionary = if t.short && t.facts.country_abbreviation { 0.0 } else { dictionary_weight(context, t) };
    let mut score = own_weight(context, t) + dictionary + neighbour_weight(context, t);
    let person = if is_of_office(context, t) { 0.0 } else { people.weight(context, t.first, t.last).max(people.weight_of_form(context, t)) };
    let located = context.before(t.first).is_some_and(|b| context.has(b, Cue::Location));
    score -= match () {
        _ if t.facts.country || t.facts.demonym => person * if person < 4.0 { 0.3 } else { 1.0 },
        _ if t.facts.population > 1_000_000 && located && person < 4.0 => person * 0.3,
        // Nobody is called by the whole name of a great city (Santo Domingo), or of a place behind its preposition.
        _ if t.last > t.first && (t.facts.population > 1_000_000 || (located || has_arabic_article(context, t)) && t.facts.population > 20_000) => person * 0.3,
        _ => person,
    };
    score -= traps::weight(context, t);
    score + if is_plain_form(context, t) { PLAIN_FORM } else { 0.0 }
}

/// Sets the name around a toponym; inside one it is embedded.
pub(super) fn embed(within: Option<Span>, t: &mut Toponym) {
    t.within = within;
    if within.is_some() && t.usage != Usage::Demonym {
        t.usage = Usage::Embedded;
    }
}

/// What somebody holds an office of, in the genitive: мэр Харькова, Prezydent Ukrainy, Präsident Russlands Wladimir Putin.
fn is_of_office(context: &Context<'_>, t: &Toponym) -> bool {
    let known = t.facts.country || t.facts.admin1 || t.facts.population > 100_000;
    t.inflected && known && context.before(t.first).is_some_and(|b| context.has(b, Cue::Title))
}

/// A word in a case form that is no word of another kind, where its capital is its own: a name, as of a person found by then.
fn is_plain_form(context: &Context<'_>, t: &Toponym) -> bool {
    let unknown = |i: usize| {
        let w = context.word(i);
        w.common == 0 && w.given == 0 && w.surname == 0
    };
    let form = match t.derived {
        // The adjective of a place that people know: die Potsdamer Verwaltung.
        Some(RoadKind::Adjective) => t.facts.population > 50_000,
        Some(_) => false,
        None => t.inflected && !context.capital_is_free(t.first),
    };
    form && context.token(t.first).is_capitalized() && (t.first..=t.last).all(unknown)
}

/// Al-Fashir is no Albert.
fn has_arabic_article(context: &Context<'_>, t: &Toponym) -> bool {
    context.token(t.first + 1).gap == Gap::Hyphen
        && matches!(context.tokens.stem(t.first), "al" | "el" | "ar" | "as" | "ad" | "an" | "at" | "az" | "эль" | "аль" | "ель")
}

/// What the meanings alone say.
fn own_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    let f = &t.facts;
    let words = t.last - t.first + 1;
    let population = match f.population {
        1_000_000.. => 2.2,
        200_000.. => 1.6,
        50_000.. => 1.0,
        10_000.. => 0.5,
        1_000.. => 0.0,
        1.. => -0.4,
        0 => -0.6,
    };
    let kind = match () {
        _ if f.country => 3.0,
        _ if f.demonym => 3.0,
        _ if f.metonym => 2.5,
        _ if f.admin1 => f32::max(2.0, population),
        _ if f.capital => f32::max(1.6, population),
        _ if f.feature => f32::max(1.2, population),
        _ if f.place => population,
        _ => 0.0,
    };
    let abbreviation = if f.abbreviation && !(f.country && words > 1) { abbreviation_weight(context, t) } else { 0.0 };
    let first = context.token(t.first);
    let lower = if first.may_be_name() { 0.0 } else { lower_case_weight(context, t) };
    let capitals = (t.first..=t.last).filter(|&i| context.token(i).may_be_name()).count();
    kind + abbreviation + lower + 1.0 * (capitals.max(1) - 1).min(2) as f32
}

/// A name in small letters. Where capitals are written it can only be an adjective of a country, or a hashtag; where
/// none are, it needs support: a word of place before it, a generic word beside it, or that everyone knows it.
fn lower_case_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    if t.facts.demonym || context.token(t.first).is_tag() {
        return 0.0;
    }
    if t.derived == Some(RoadKind::Adjective) {
        // черниговские власти, київська область; not every word that looks like the adjective of a village.
        return if matches!(t.head, Some(Head::Region | Head::District)) || t.facts.population > 200_000 { 0.0 } else { -9.0 };
    }
    if !context.is_lower_case {
        return if t.first == t.last { -9.0 } else { 0.0 };
    }
    let located = context.before(t.first).is_some_and(|b| context.word(b).cues.has_any(&[Cue::Location, Cue::Container]));
    let known = t.facts.country || t.facts.admin1 || t.facts.population > 200_000;
    match () {
        _ if located || t.head.is_some() => -0.5,
        _ if known => -1.0,
        _ if t.last > t.first => -2.0,
        _ => -4.0,
    }
}

fn is_written_short(context: &Context<'_>, t: &Toponym) -> bool {
    let token = context.token(t.first);
    token.is_all_caps() || token.is_dotted()
}

/// Short forms must look like short forms, and stand where they do.
fn abbreviation_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    let token = context.token(t.first);
    let followed_by_period = context.text[token.span.end..].starts_with('.');
    let after_comma = t.first > 0 && token.gap == Gap::Comma && context.token(t.first - 1).may_be_name();
    match () {
        _ if t.facts.country_abbreviation && t.short => {
            if context.is_title_case(t.first) && context.word(t.first).common > 100 {
                1.0
            } else {
                3.0
            }
        }
        _ if after_comma && (t.short || followed_by_period) => 4.0,
        _ if token.is_dotted() => 1.5,
        _ if followed_by_period && t.short => 0.0,
        _ if t.facts.place => 0.0,
        _ => -6.0,
    }
}

/// Ordinary words, given names and surnames that places are called by.
fn dictionary_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    let words = || (t.first..=t.last).map(|i| context.word(i));
    let single = t.first == t.last;
    let common = f32::from(words().map(|w| if w.cues.has_any(&[Cue::Function, Cue::Calendar]) { 255 } else { w.common }).min().unwrap_or(0)) / 255.0;
    let mut score = -if single { 5.0 } else { 2.5 } * common;
    if context.capital_is_free(t.first) {
        score -= if common > 0.35 { 1.5 } else { 0.0 };
    } else if common < 0.95 {
        // A capital inside a sentence says that this is no ordinary word.
        score *= 0.7;
    }
    if t.facts.country || t.facts.demonym && !t.facts.place {
        score *= 0.4;
    }
    if single {
        let w = context.word(t.first);
        if w.cues.has_any(&[Cue::Function, Cue::Calendar, Cue::Direction, Cue::Title, Cue::Speech])
            && !context.token(t.first).is_dotted()
            && !context.token(t.first).is_all_caps()
        {
            score -= 5.0;
        }
        if w.cues.has_any(&[Cue::Organization, Cue::Settlement, Cue::Region, Cue::District, Cue::Water, Cue::Relief, Cue::Facility, Cue::Street]) {
            score -= 2.5;
        }
        let named = f32::from(w.given.max(w.surname)) / 255.0;
        let famous = t.facts.country || t.facts.admin1 || t.facts.demonym || t.facts.population > 500_000;
        score -= if famous { 0.6 } else { 2.0 } * named;
        if context.tokens.stem(t.first).chars().count() <= 2 && !t.facts.abbreviation {
            score -= 4.0;
        }
        // In all capitals a short word is more likely an abbreviation of something else.
        if context.token(t.first).is_all_caps() && !t.facts.abbreviation && context.tokens.stem(t.first).len() <= 4 && !context.is_title_case(t.first) {
            score -= 2.5;
        }
    }
    score
}

/// What the words before and after say.
fn neighbour_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    let mut score = 0.0;
    if let Some(b) = context.before(t.first) {
        let w = context.word(b);
        let lower = !context.token(b).is_capitalized();
        if w.cues.has(Cue::Location) && (lower || context.starts_sentence(b)) {
            score += 2.0;
        }
        if lower && context.tokens.stem(b) == "of" {
            let named = context.before(b).is_some_and(|c| context.word(c).cues.has_any(&[Cue::Settlement, Cue::Region, Cue::District]));
            score += if named { 3.0 } else { 0.6 };
        }
        if is_article(context, b) && t.facts.obscure() && t.head.is_none() {
            // The Webster, the Toyota.
            score -= 1.2;
        }
        if context.token(b).has_digit() && t.facts.obscure() {
            // A 1992 Toyota.
            score -= 1.5;
        }
        if context.token(b).is_capitalized() && !context.starts_sentence(b) && w.cues == crate::lexicon::Cues::default() && !context.is_title_case(b) {
            // The tail of a longer name.
            score -= 1.5;
        }
    }
    if let Some(a) = context.after(t.last) {
        let w = context.word(a);
        let capital = context.token(a).is_capitalized();
        if t.head.is_some() && !w.cues.has(Cue::Street) {
            score += 1.5;
        } else if capital && w.cues.has(Cue::Street) {
            score -= 5.0;
        } else if capital && w.cues.has(Cue::Organization) {
            score += 0.3;
        } else if capital
            && !context.is_title_case(a)
            && !w.cues.has(Cue::Function)
            && w.common < 120
            && !context.token(t.last).is_possessive()
            && !t.facts.demonym
        {
            // The beginning of a longer name.
            score -= if w.surname > 0 || w.given > 0 { 2.0 } else { 1.0 };
        }
    }
    if context.token(t.first).is_tag() && context.text[..t.span.start].ends_with('@') {
        // The name of a user.
        score -= 6.0;
    }
    score += following_weight(context, t);
    if context.tokens.get(t.last + 1).is_some_and(|n| n.gap == Gap::Comma && n.is_capitalized()) && !context.is_title_case(t.first) {
        score += 0.3;
    }
    if t.first > 0 && context.token(t.first).gap == Gap::Hyphen && !t.facts.country && !t.facts.demonym {
        score -= 1.0;
    }
    score
}

/// What follows names of people and brands rather than of lesser places: an age, a verb of speaking, a second half.
fn following_weight(context: &Context<'_>, t: &Toponym) -> f32 {
    let Some(next) = context.tokens.get(t.last + 1).filter(|_| t.facts.obscure() && t.first == t.last) else { return 0.0 };
    let mut score = 0.0;
    let age = next.gap == Gap::Comma && next.has_digit() && next.span.len() <= 2 && context.tokens.get(t.last + 2).is_some_and(|n| n.gap == Gap::Comma);
    if age {
        score -= 3.0;
    }
    if context.after(t.last).is_some_and(|a| context.has(a, Cue::Speech) && !context.token(a).is_capitalized() && context.word(a).common > 0) {
        score -= 0.8;
    }
    if next.gap == Gap::Hyphen && next.is_capitalized() {
        score -= 1.5;
    }
    score
}

/// Whether an English article belongs to the name, and to nothing behind it: the Niger at Mopti, not the Ohio governor.
fn has_article(context: &Context<'_>, t: &Toponym) -> bool {
    const BEHIND_NAMES: [Cue; 5] = [Cue::Function, Cue::Location, Cue::Container, Cue::Conjunction, Cue::Speech];
    let ends = |next: &Token| match next.gap {
        Gap::Space | Gap::Line => !next.may_be_name() && context.word(t.last + 1).cues.has_any(&BEHIND_NAMES),
        gap => gap != Gap::Hyphen,
    };
    let own = context.is_english && !t.short && t.head.is_none() && t.usage != Usage::Modifier && !context.token(t.last).is_possessive();
    own && context.before(t.first).is_some_and(|b| is_article(context, b)) && context.tokens.get(t.last + 1).is_none_or(ends)
}

fn is_article(context: &Context<'_>, i: usize) -> bool {
    context.tokens.stem(i) == "the"
}

/// The capitalised run around the name, when it ends in the head of an organization: Kyiv City *Council*.
pub(super) fn enclosing_name(context: &Context<'_>, t: &Toponym) -> Option<Span> {
    const LONGEST: usize = 5;
    // In a headline every word has a capital: only the next one can be trusted to belong to the name.
    let longest = if context.is_title_case(t.first) { 1 } else { LONGEST };
    let mut end = None;
    let mut i = t.last;
    while let Some(a) = context.after(i).filter(|&a| a <= t.last + longest && context.token(a).is_capitalized()) {
        if context.has(a, Cue::Organization) {
            end = Some(a);
        }
        i = a;
    }
    let end = end?;
    let mut start = t.first;
    while let Some(b) = context.before(start).filter(|&b| t.first - b < longest && context.token(b).is_capitalized() && !context.has(b, Cue::Function)) {
        start = b;
    }
    Some(context.token(start).span.union(context.token(end).stem_span()))
}
