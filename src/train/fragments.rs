//! Texts made of texts. What pipelines feed is often no whole article: a sentence, a headline, a line without its
//! capitals. Corpora hold little of that, so parts of their texts are learned from as texts of their own.

use super::corpus::{Annotated, Mark};
use crate::span::Span;

/// Of so many sentences one is taken.
const STRIDE: usize = 3;
/// Sentences of other lengths, in bytes, are not.
const LENGTHS: std::ops::RangeInclusive<usize> = 30..=400;

/// What is done to the letters of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    AsItIs,
    Capitals,
    Small,
    Title,
}

/// One in a dozen of each is enough to be known.
const CASES: [Case; 12] = {
    let mut cases = [Case::AsItIs; 12];
    (cases[2], cases[6], cases[10]) = (Case::Capitals, Case::Title, Case::Small);
    cases
};

/// Sentences of a text, some of them with other letters than they had. `count` goes on from text to text.
pub(super) fn fragments(document: &Annotated, count: &mut usize) -> Vec<Annotated> {
    let sentences = sentences(&document.text);
    let whole = sentences.len() < 2;
    let mut out = Vec::new();
    for span in sentences.into_iter().filter(|span| LENGTHS.contains(&(span.end - span.start))) {
        *count += 1;
        let case = if count.is_multiple_of(STRIDE) { CASES[*count / STRIDE % CASES.len()] } else { continue };
        if !(whole && case == Case::AsItIs) && document.marks.iter().all(|m| contains(span, m.span) || !m.span.overlaps(span)) {
            out.push(cut(document, span, case));
        }
    }
    out
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn cut(document: &Annotated, span: Span, case: Case) -> Annotated {
    let shifted = |m: &Mark| Mark { span: Span::new(m.span.start - span.start, m.span.end - span.start), ..m.clone() };
    let marks = document.marks.iter().filter(|m| contains(span, m.span)).map(shifted).collect();
    let text = &document.text[span.start..span.end];
    // Other letters than those of ASCII may change their lengths.
    let text = match case {
        Case::AsItIs => text.to_owned(),
        Case::Capitals => text.to_ascii_uppercase(),
        Case::Small => text.to_ascii_lowercase(),
        Case::Title => title_case(text),
    };
    Annotated { text, marks, ..*document }
}

/// As headlines are written: longer words begin with capitals.
fn title_case(text: &str) -> String {
    const LONG: usize = 4;
    let word = |word: &str| match word.chars().next() {
        Some(first) if word.trim_end().len() >= LONG && first.is_ascii_lowercase() => format!("{}{}", first.to_ascii_uppercase(), &word[1..]),
        _ => word.to_owned(),
    };
    text.split_inclusive(' ').map(word).collect()
}

/// Where sentences stand: roughly, a stop before a space and a capital ends one.
fn sentences(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..bytes.len() {
        let stops = matches!(bytes[at], b'.' | b'!' | b'?') && bytes.get(at + 1) == Some(&b' ') && bytes.get(at + 2).is_some_and(u8::is_ascii_uppercase);
        // A single letter or a short word before it is an abbreviation: U.S., Gov.
        let long = bytes[start..at].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count() > 3;
        if bytes[at] == b'\n' || stops && long {
            out.extend(trimmed(text, start, at + 1));
            start = at + 1;
        }
    }
    out.extend(trimmed(text, start, text.len()));
    out
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let inner = text[start..end].trim();
    let at = start + (text[start..end].len() - text[start..end].trim_start().len());
    (!inner.is_empty()).then(|| Span::new(at, at + inner.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_marks() {
        // Five sentences, so that in turn each is taken, in each case.
        let text = "Rain fell over the hills of Ohio. The mayor of Lima spoke for an hour.\nNothing else was heard that evening. \
            Nobody came to the bridge at noon. It was as if all of them were asleep.";
        let mark = |name: &str| {
            let at = text.find(name).unwrap();
            Mark { span: Span::new(at, at + name.len()), kind: "place".to_owned(), optional: false }
        };
        let document = Annotated { text: text.to_owned(), marks: vec![mark("Ohio"), mark("Lima")], ..Annotated::default() };
        assert_eq!(sentences(text).len(), 5);
        let mut count = 0;
        let all: Vec<Annotated> = (0..36).flat_map(|_| fragments(&document, &mut count)).collect();
        for (name, upper) in [("Ohio", "OHIO"), ("Lima", "LIMA")] {
            let marked = |name: &str| all.iter().any(|a| a.marks.iter().any(|m| a.text[m.span.start..m.span.end] == *name));
            assert!(marked(name) && marked(upper) && marked(&name.to_lowercase()), "{name}");
        }
        assert!(all.iter().all(|a| !a.text.contains('\n')));
    }
}
