//! Which words of a document may be a name that is not listed as it is spelled.

use super::named::Named;
use crate::lexicon::Cue;
use crate::recognize::{Context, Toponym, find_generic_word};
use crate::text::Gap;
use crate::variant::parts::Parts;

/// Words that a name has at most.
const LONGEST: usize = 3;
/// Fewer letters tell too little.
const FEWEST_LETTERS: usize = 4;

/// Words that may be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    /// Whether the words around say that a place is named here.
    pub located: bool,
    /// Whether no word is one of the language, or a name of people.
    pub unknown: bool,
}

/// Words of a document that belong to no name, or to a doubtful one.
pub(super) fn find(context: &Context<'_>, toponyms: &[Toponym], named: &Named, out: &mut Vec<Window>) {
    out.clear();
    let mut next = 0;
    for first in 0..context.tokens.len() {
        while toponyms.get(next).is_some_and(|t| t.last < first) {
            next += 1;
        }
        let free =
            |i: usize| toponyms[next..].iter().zip(&named.doubtful[next..]).take_while(|(t, _)| t.first <= i).all(|(t, doubtful)| t.last < i || *doubtful);
        if !may_begin(context, first) {
            continue;
        }
        for last in first..context.tokens.len().min(first + LONGEST) {
            if last > first && !goes_on(context, last) {
                break;
            }
            // A listed name may be part of a longer one that is not listed, but not all of it.
            if (first..=last).all(|i| !free(i)) {
                continue;
            }
            let letters: usize = (first..=last).map(|i| context.tokens.stem(i).chars().count()).sum();
            if letters >= FEWEST_LETTERS {
                let located = is_located(context, toponyms, named, next, first, last);
                let unknown = is_unknown(context, first, last);
                if located || unknown {
                    out.push(Window { first, last, located, unknown });
                }
            }
        }
    }
}

/// The toponyms of a document that a model found, where the gazetteer has no name or only one that is doubtful; and what
/// may be a name with a translated part. Where spellings vary, words of no toponym too, if those around speak of a place.
pub(super) fn of_toponyms(context: &Context<'_>, toponyms: &[Toponym], named: &Named, parts: &Parts, out: &mut Vec<Window>) {
    out.clear();
    if named.romanized {
        find(context, toponyms, named, out);
        out.retain(|window| window.located);
    }
    let found = out.len();
    for (t, doubtful) in toponyms.iter().zip(&named.doubtful) {
        let is_name = may_begin(context, t.first) && t.last < t.first + LONGEST && (t.first + 1..=t.last).all(|i| goes_on(context, i));
        let letters = || (t.first..=t.last).map(|i| context.tokens.stem(i).chars().count()).sum::<usize>();
        let known = || out[..found].iter().any(|window| (window.first, window.last) == (t.first, t.last));
        if (*doubtful || t.names.is_empty()) && is_name && letters() >= FEWEST_LETTERS && !known() {
            out.push(Window { first: t.first, last: t.last, located: true, unknown: is_unknown(context, t.first, t.last) });
        }
    }
    if !named.romanized {
        with_parts(context, toponyms, named, parts, out);
    }
}

/// Two words of which the first is a part that names are translated by, where a place is named: Great Novosilka.
fn with_parts(context: &Context<'_>, toponyms: &[Toponym], named: &Named, parts: &Parts, out: &mut Vec<Window>) {
    let mut next = 0;
    for last in 1..context.tokens.len() {
        let first = last - 1;
        let capitals = context.token(first).is_capitalized() && context.token(last).is_capitalized();
        if !capitals || parts.of(context.tokens.stem(first)).is_none() || !may_begin(context, first) || !goes_on(context, last) {
            continue;
        }
        while toponyms.get(next).is_some_and(|t| t.last < first) {
            next += 1;
        }
        let known = toponyms.get(next).is_some_and(|t| t.first <= first);
        if !known && is_located(context, toponyms, named, next, first, last) {
            out.push(Window { first, last, located: true, unknown: false });
        }
    }
}

fn may_begin(context: &Context<'_>, i: usize) -> bool {
    let token = context.token(i);
    let short = token.is_all_caps() && context.tokens.stem(i).len() <= 4 || token.is_dotted() || token.has_digit() || token.is_caseless();
    token.is_capitalized() && !short && !is_word_of_text(context, i)
}

/// Whether a name can go on with a word.
fn goes_on(context: &Context<'_>, i: usize) -> bool {
    let token = context.token(i);
    let joined = matches!(token.gap, Gap::Space | Gap::Hyphen);
    joined && token.is_capitalized() && !context.token(i - 1).is_possessive() && !is_word_of_text(context, i)
}

/// Words that hold a text together, and generic words, which stand beside names.
fn is_word_of_text(context: &Context<'_>, i: usize) -> bool {
    let cues =
        [Cue::Function, Cue::Calendar, Cue::Title, Cue::Speech, Cue::Conjunction, Cue::Container, Cue::Region, Cue::District, Cue::Organization, Cue::Street];
    context.word(i).cues.has_any(&cues)
}

/// Whether no word is one of the language, or a name of people.
fn is_unknown(context: &Context<'_>, first: usize, last: usize) -> bool {
    (first..=last).all(|i| {
        let word = context.word(i);
        word.common == 0 && word.given == 0 && word.surname == 0
    })
}

/// Whether the words around say that a place is named: "in X", "X region", "the village of X", "X, Texas", "Kyiv and X".
fn is_located(context: &Context<'_>, toponyms: &[Toponym], named: &Named, next: usize, first: usize, last: usize) -> bool {
    let cues = context.before(first).map(|b| context.word(b).cues).unwrap_or_default();
    if cues.has(Cue::Location) && !context.before(first).is_some_and(|b| context.token(b).is_capitalized() && !context.starts_sentence(b)) {
        return true;
    }
    if find_generic_word(context, first, last).is_some() {
        return true;
    }
    let behind = toponyms[next..].iter().zip(&named.containers[next..]).find(|(t, _)| t.first > last);
    let contained = behind.is_some_and(|(t, container)| {
        let between = last + 1..t.first;
        *container
            && match between.len() {
                0 => matches!(context.token(t.first).gap, Gap::Comma | Gap::Open),
                1..=3 => context.has(between.start, Cue::Container) && context.token(between.start).gap == Gap::Space,
                _ => false,
            }
    });
    contained || in_list(context, toponyms, next, first, last)
}

/// Whether it stands beside a listed name, with a comma or a conjunction between.
fn in_list(context: &Context<'_>, toponyms: &[Toponym], next: usize, first: usize, last: usize) -> bool {
    let joins = |end: usize, start: usize| match start - end {
        1 => context.token(start).gap == Gap::Comma,
        2 => context.has(end + 1, Cue::Conjunction),
        _ => false,
    };
    let before = next.checked_sub(1).map(|i| &toponyms[i]).is_some_and(|t| t.last < first && joins(t.last, first));
    before || toponyms[next..].iter().find(|t| t.first > last).is_some_and(|t| joins(last, t.first))
}
