//! What holds of every text.
#![cfg(feature = "embedded")]

use std::sync::LazyLock;

use exonym::{Document, Extractor, MentionKind, Offsets, fold};
use proptest::prelude::*;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::embedded);

/// Pieces that wake the extractor up, and pieces that make offsets differ between units.
const PIECES: &[&str] = &[
    "Kyiv",
    "Paris, Texas",
    "Gainesville, Ga.",
    "the village of Desna",
    "in the Chernigov region",
    "Hrodno and Brest regions",
    "U.S.",
    "UK",
    "Moscow denied",
    "Russian forces",
    "Mr. Jackson",
    "George Washington",
    "New York City Council",
    "70 kilometers north of",
    "Київ",
    "в Чернигове",
    "北京",
    "東京から大阪へ",
    "دمشق",
    "חיפה",
    "თბილისი",
    "서울에서",
    "#Kharkiv",
    "St. Petersburg",
    "Côte d’Ivoire",
    "Cote d'Ivoire",
    "İstanbul",
    "e\u{301}",
    "🚀",
    "👩‍👩‍👧",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "\0",
    "\r\n",
    "\t",
    ". ",
    ", ",
    "; ",
    " — ",
    "(",
    ")",
    "“",
    "”",
    "'s ",
    "’",
    "-",
    " ",
    "\n\n",
    "http://kyiv.ua/x",
    "a@paris.fr",
    "and",
    "of the",
    "1,000",
    "President Obama",
    "Dr. Anna Smith of the University of the Arts",
    "Microsoft Corp.",
    "the Bank of Ohio",
    "protesters",
    "@Jackson: rain in lowell",
    "said",
    "ß",
    "ﬁ",
];

fn mixed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        4 => Just(" ".to_owned()),
        1 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Document {
    let document = EXTRACTOR.extract(text);
    let (mut start, mut end_of_place, mut end_of_name) = (0, 0, 0);
    for m in &document.mentions {
        assert!(m.span.start >= start && !m.span.is_empty(), "not in order: {:?}", document.mentions);
        start = m.span.start;
        let end = if m.kind == MentionKind::Place { &mut end_of_place } else { &mut end_of_name };
        assert!(m.span.start >= *end, "places overlap, or other names: {:?}", document.mentions);
        *end = m.span.end;
        assert_eq!(&text[m.span.range()], m.text, "the span slices to the text");
        assert!((0.0..=1.0).contains(&m.score), "{m:?}");
        assert_eq!(m.usage.is_some(), m.kind == MentionKind::Place, "{m:?}");
        assert_eq!(m.place.is_some(), !m.candidates.is_empty() && m.variant.is_some(), "{m:?}");
        assert!(m.place.as_ref().is_none_or(|p| m.kind == MentionKind::Place && p.point.is_valid()), "{m:?}");
        assert!(m.candidates.iter().map(|c| c.score).sum::<f32>() < 1.01, "{m:?}");
        if let Some(within) = m.within {
            assert!(text.get(within.range()).is_some() && within.contains(m.span), "{m:?}");
        }
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        check(&text);
    }

    /// Bytes that are no text, as far as they can be one.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_least_score_leaves_out_and_changes_nothing(text in mixed(), least in 0.0f32..=1.0) {
        let sure = Extractor::builder().min_score(least).build().extract(&text);
        let all: Vec<_> = check(&text).mentions.into_iter().filter(|m| m.score >= least).collect();
        prop_assert_eq!(sure.mentions, all);
    }

    #[test]
    fn texts_with_names_are_answered(text in mixed()) {
        check(&text);
    }

    #[test]
    fn units_agree(text in mixed()) {
        let bytes = check(&text);
        let (mut chars, mut utf16) = (bytes.clone(), bytes.clone());
        chars.convert_offsets(&text, Offsets::Char);
        utf16.convert_offsets(&text, Offsets::Utf16);
        let units: Vec<u16> = text.encode_utf16().collect();
        for ((b, c), u) in bytes.mentions.iter().zip(&chars.mentions).zip(&utf16.mentions) {
            let by_chars: String = text.chars().skip(c.span.start).take(c.span.len()).collect();
            prop_assert_eq!(&by_chars, &b.text);
            prop_assert_eq!(String::from_utf16(&units[u.span.range()]).unwrap(), b.text.clone());
            prop_assert_eq!(text[..b.span.start].chars().count(), c.span.start);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in mixed()) {
        let again = EXTRACTOR.extract(&text);
        prop_assert_eq!(check(&text), again.clone());
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&Extractor::embedded().extract(&text)).unwrap());
    }

    #[test]
    fn folding_twice_changes_nothing(text in prop_oneof![mixed(), any::<String>()]) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
    }
}

/// Characters that decompose into blanks, into letters with a fold of their own, or into several.
#[test]
fn folds_that_were_hard() {
    for text in ["ͺ", "ﹰ a", "Ǽ", "ﬃ", "㎞", "½", "ⅷ", "ǆ", "ŉ", "ẛ", "ᾳ", "ﷺ", "℡", "ſ"] {
        let once = fold(text);
        assert_eq!(fold(&once), once, "{text}");
    }
}

/// Finds of earlier runs and of people, kept for good.
#[test]
fn texts_that_were_hard() {
    let long_word = "A".repeat(100_000);
    let many_names = "Paris, London, Springfield and Georgia. ".repeat(500);
    let no_end = "New York ".repeat(5_000);
    for text in ["", " ", "\0", "\u{FEFF}Kyiv", "Ga.", ",", "Kyiv\u{301}", "K\u{200D}yiv", "’s", "в", "。", "İ", &long_word, &many_names, &no_end] {
        check(text);
    }
}
