//! Automata over all names: `aho-corasick` and `daachorse`.

use std::rc::Rc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};
use daachorse::charwise::CharwiseDoubleArrayAhoCorasickBuilder;
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};

use crate::contender::Contender;
use crate::folding::Folding;

/// What the others are compared with, without and with the folding that exonym's time includes.
pub const NFA: &str = "aho-corasick, contiguous NFA, delimited";
pub const NFA_AND_FOLDING: &str = "aho-corasick, contiguous NFA, delimited, folding included";
const NFA_CHECKED: &str = "aho-corasick, contiguous NFA, checked";
const DFA: &str = "aho-corasick, DFA, delimited";
const BYTEWISE: &str = "daachorse, bytewise, delimited";
const BYTEWISE_AND_FOLDING: &str = "daachorse, bytewise, delimited, folding included";
const CHARWISE: &str = "daachorse, charwise, delimited";
const CHARWISE_AND_FOLDING: &str = "daachorse, charwise, delimited, folding included";
const BYTEWISE_CHECKED: &str = "daachorse, bytewise, checked";

/// A DFA that would take more is not built.
const DFA_LIMIT: usize = 2 << 30;

/// Those that are wanted; the first two always.
pub fn all<'a>(names: &[String], folding: &'a Folding, wants: &dyn Fn(&str) -> bool) -> Vec<Contender<'a>> {
    let delimited: Vec<String> = names.iter().map(|name| format!(" {name} ")).collect();
    let nfa = Delimited::aho_corasick(AhoCorasickKind::ContiguousNFA, &delimited);
    let mut contenders = vec![nfa.of_folded(NFA), nfa.of_originals(NFA_AND_FOLDING, folding)];
    if wants(NFA_CHECKED) {
        let nfa = aho_corasick(AhoCorasickKind::ContiguousNFA, names, true);
        let bytes = nfa.memory_usage();
        let count = move |text: &str| nfa.find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        contenders.push(Contender::of_folded(NFA_CHECKED, count).with_index(bytes));
    }
    if wants(DFA) && dfa_bytes(&delimited) <= DFA_LIMIT {
        contenders.push(Delimited::aho_corasick(AhoCorasickKind::DFA, &delimited).of_folded(DFA));
    }
    if wants(BYTEWISE) {
        let automaton = Delimited::bytewise(&delimited);
        contenders.extend([automaton.of_folded(BYTEWISE), automaton.of_originals(BYTEWISE_AND_FOLDING, folding)]);
    }
    if wants(CHARWISE) {
        let automaton = Delimited::charwise(&delimited);
        contenders.extend([automaton.of_folded(CHARWISE), automaton.of_originals(CHARWISE_AND_FOLDING, folding)]);
    }
    if wants(BYTEWISE_CHECKED) {
        let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).build(names).expect("the names fit");
        let bytes = automaton.heap_bytes();
        let count = move |text: &str| automaton.leftmost_find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        contenders.push(Contender::of_folded(BYTEWISE_CHECKED, count).with_index(bytes));
    }
    contenders
}

const LEFTMOST_LONGEST: daachorse::MatchKind = daachorse::MatchKind::LeftmostLongest;

/// An automaton over delimited names, which counts them in a folded text.
///
/// Without a prefilter: every delimited name begins with a space, so that one would stop at every word.
struct Delimited {
    count: Rc<dyn Fn(&str) -> u64>,
    bytes: usize,
}

impl Delimited {
    fn aho_corasick(kind: AhoCorasickKind, names: &[String]) -> Delimited {
        let automaton = aho_corasick(kind, names, false);
        let bytes = automaton.memory_usage();
        let count = move |text: &str| count_delimited(|at| automaton.find(Input::new(text).span(at..text.len())).map(|m| m.end()));
        Delimited { count: Rc::new(count), bytes }
    }

    fn bytewise(names: &[String]) -> Delimited {
        let builder = DoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).use_prefilter(false);
        let automaton: DoubleArrayAhoCorasick<u32> = builder.build(names).expect("the names fit");
        let bytes = automaton.heap_bytes();
        let count = move |text: &str| count_delimited(|at| automaton.leftmost_find_iter(&text[at..]).next().map(|m| at + m.end()));
        Delimited { count: Rc::new(count), bytes }
    }

    fn charwise(names: &[String]) -> Delimited {
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(LEFTMOST_LONGEST).use_prefilter(false);
        let automaton: CharwiseDoubleArrayAhoCorasick<u32> = builder.build(names).expect("the names fit");
        let bytes = automaton.heap_bytes();
        let count = move |text: &str| count_delimited(|at| automaton.leftmost_find_iter(&text[at..]).next().map(|m| at + m.end()));
        Delimited { count: Rc::new(count), bytes }
    }

    fn of_folded(&self, name: &'static str) -> Contender<'static> {
        let count = self.count.clone();
        Contender::of_folded(name, move |text| count(text)).exact().with_index(self.bytes)
    }

    fn of_originals<'a>(&self, name: &'static str, folding: &'a Folding) -> Contender<'a> {
        let (count, mut buffer) = (self.count.clone(), String::new());
        let count = move |document: &str| {
            folding.fold_into(document, &mut buffer, None);
            count(&buffer)
        };
        Contender::of_originals(name, count).exact()
    }
}

fn aho_corasick(kind: AhoCorasickKind, names: &[String], prefilter: bool) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).start_kind(StartKind::Unanchored).prefilter(prefilter);
    builder.build(names).expect("the names fit")
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
