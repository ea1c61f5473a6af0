//! Any text, through an extractor over the gazetteer inside the program.
#![no_main]

use std::sync::LazyLock;

use exonym::{Extractor, MentionKind, NameFinder, Offsets, fold};
use libfuzzer_sys::fuzz_target;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::embedded);

fuzz_target!(|text: &str| {
    let document = EXTRACTOR.extract(text);
    assert_eq!(EXTRACTOR.extract(text), document, "the same text gave another answer");

    // Places may stand inside of other names.
    let (mut start, mut end_of_place, mut end_of_name) = (0, 0, 0);
    for m in &document.mentions {
        assert!(m.span.start >= start && !m.span.is_empty(), "not in order or empty: {m:?}");
        start = m.span.start;
        let end = if m.kind == MentionKind::Place { &mut end_of_place } else { &mut end_of_name };
        assert!(m.span.start >= *end, "overlapping: {m:?}");
        *end = m.span.end;
        assert_eq!(text.get(m.span.range()), Some(m.text.as_str()), "the span is not the text's");
        assert!((0.0..=1.0).contains(&m.score), "score: {m:?}");
        assert_eq!(m.usage.is_some(), m.kind == MentionKind::Place, "a use of no place: {m:?}");
        assert!(m.place.as_ref().is_none_or(|p| m.kind == MentionKind::Place && p.point.is_valid()), "no place on the Earth: {m:?}");
        if let Some(within) = m.within {
            assert!(text.get(within.range()).is_some() && within.contains(m.span), "within: {m:?}");
        }
    }

    let (mut chars, mut utf16) = (document.clone(), document.clone());
    chars.convert_offsets(text, Offsets::Char);
    utf16.convert_offsets(text, Offsets::Utf16);
    let units: Vec<u16> = text.encode_utf16().collect();
    for ((bytes, c), u) in document.mentions.iter().zip(&chars.mentions).zip(&utf16.mentions) {
        assert!(text.chars().skip(c.span.start).take(c.span.len()).eq(bytes.text.chars()), "characters: {c:?}");
        assert!(units[u.span.range()].iter().copied().eq(bytes.text.encode_utf16()), "UTF-16: {u:?}");
    }

    let mut finder = NameFinder::new(&EXTRACTOR.layers().gazetteers()[0]);
    let mut before = (0, usize::MAX);
    for name in finder.find(text) {
        let at = (name.span.start, name.span.end);
        assert!(at.0 > before.0 || at.0 == before.0 && at.1 <= before.1, "names out of order");
        before = at;
        assert!(text.get(name.span.range()).is_some_and(|n| !n.is_empty()), "the span is not the text's");
        assert!(name.meanings().next().is_some(), "a name without a meaning");
    }

    let once = fold(text);
    assert_eq!(fold(&once), once, "folding twice is not folding once");
});
