//! Automata over all names: `aho-corasick` and `daachorse`.

use std::rc::Rc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};
use daachorse::charwise::CharwiseDoubleArrayAhoCorasickBuilder;
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};

use crate::contender::Contender;
use crate::folding::Folding;

/// What the others are compared with.
pub const NFA: &str = "aho-corasick, contiguous NFA, delimited";
const NFA_AND_FOLDING: &str = "the same, folding included";
const NFA_CHECKED: &str = "aho-corasick, contiguous NFA, checked";
const DFA: &str = "aho-corasick, DFA, delimited";
const BYTEWISE: &str = "daachorse, bytewise, delimited";
const CHARWISE: &str = "daachorse, charwise, delimited";
const BYTEWISE_CHECKED: &str = "daachorse, bytewise, checked";

/// A DFA that would take more is not built.
const DFA_LIMIT: usize = 2 << 30;

/// Those that are wanted; the first always.
pub fn all<'a>(names: &[String], folding: &'a Folding, wants: &dyn Fn(&str) -> bool) -> Vec<Contender<'a>> {
    let delimited: Vec<String> = names.iter().map(|name| format!(" {name} ")).collect();
    let nfa = Rc::new(aho_corasick(AhoCorasickKind::ContiguousNFA, &delimited, false));
    let mut contenders = vec![aho_corasick_delimited(NFA, nfa.clone())];
    let mut add = |name, build: &dyn Fn(&'static str) -> Contender<'a>| {
        if wants(name) {
            contenders.push(build(name));
        }
    };
    add(NFA_AND_FOLDING, &|name| {
        let (nfa, mut buffer) = (nfa.clone(), String::new());
        let count = move |document: &str| {
            folding.fold_into(document, &mut buffer, None);
            count_in(&nfa, &buffer)
        };
        Contender::of_originals(name, count).exact()
    });
    add(NFA_CHECKED, &|name| {
        let nfa = aho_corasick(AhoCorasickKind::ContiguousNFA, names, true);
        let bytes = nfa.memory_usage();
        let count = move |text: &str| nfa.find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        Contender::of_folded(name, count).with_index(bytes)
    });
    if dfa_bytes(&delimited) <= DFA_LIMIT {
        add(DFA, &|name| aho_corasick_delimited(name, Rc::new(aho_corasick(AhoCorasickKind::DFA, &delimited, false))));
    }
    add(BYTEWISE, &|name| bytewise_delimited(name, &delimited));
    add(CHARWISE, &|name| charwise_delimited(name, &delimited));
    add(BYTEWISE_CHECKED, &|name| {
        let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).build(names).expect("the names fit");
        let bytes = automaton.heap_bytes();
        let count = move |text: &str| automaton.leftmost_find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        Contender::of_folded(name, count).with_index(bytes)
    });
    contenders
}

/// Every delimited name begins with a space, so that a prefilter would stop at every word: it is slower with one.
fn aho_corasick(kind: AhoCorasickKind, names: &[String], prefilter: bool) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).start_kind(StartKind::Unanchored).prefilter(prefilter);
    builder.build(names).expect("the names fit")
}

fn aho_corasick_delimited(name: &'static str, automaton: Rc<AhoCorasick>) -> Contender<'static> {
    let bytes = automaton.memory_usage();
    Contender::of_folded(name, move |text| count_in(&automaton, text)).exact().with_index(bytes)
}

fn count_in(automaton: &AhoCorasick, text: &str) -> u64 {
    count_delimited(|at| automaton.find(Input::new(text).span(at..text.len())).map(|m| m.end()))
}

const LEFTMOST_LONGEST: daachorse::MatchKind = daachorse::MatchKind::LeftmostLongest;

/// Without its prefilter, which gains nothing where every name begins with a space.
fn bytewise_delimited(name: &'static str, names: &[String]) -> Contender<'static> {
    let automaton: DoubleArrayAhoCorasick<u32> =
        DoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).use_prefilter(false).build(names).expect("the names fit");
    let bytes = automaton.heap_bytes();
    let count = move |text: &str| count_delimited(|at| automaton.leftmost_find_iter(&text[at..]).next().map(|m| at + m.end()));
    Contender::of_folded(name, count).exact().with_index(bytes)
}

/// As [`bytewise_delimited`].
fn charwise_delimited(name: &'static str, names: &[String]) -> Contender<'static> {
    let automaton: CharwiseDoubleArrayAhoCorasick<u32> =
        CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).use_prefilter(false).build(names).expect("the names fit");
    let bytes = automaton.heap_bytes();
    let count = move |text: &str| count_delimited(|at| automaton.leftmost_find_iter(&text[at..]).next().map(|m| at + m.end()));
    Contender::of_folded(name, count).exact().with_index(bytes)
}

/// Counts the matches, each sought from the closing space of the one before; `end` gives where the next one ends.
fn count_delimited(end: impl Fn(usize) -> Option<usize>) -> u64 {
    let (mut found, mut at) = (0, 0);
    while let Some(end) = end(at) {
        found += 1;
        at = end - 1;
    }
    found
}

/// Whether a match in a folded text begins and ends at word boundaries.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[start - 1] == b' ' && bytes[end] == b' '
}

/// What a DFA of the names, sorted, would take: a state for each distinct prefix, in each a transition for each class of bytes.
fn dfa_bytes(names: &[String]) -> usize {
    let (mut states, mut before) = (0, "");
    let mut bytes = [false; 256];
    for name in names {
        let shared = name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        states += name.len() - shared;
        name.bytes().for_each(|b| bytes[usize::from(b)] = true);
        before = name;
    }
    states * (bytes.iter().filter(|&&b| b).count() + 1).next_power_of_two() * 4
}
