//! A minimal automaton of the names, walked from the beginnings of words.

use std::rc::Rc;

use crate::contender::Contender;
use crate::folding::Folding;

const EVERY_WORD: &str = "fst, walked at every word";
const CAPITALS: &str = "fst, walked at capitals, folding included";

/// Those that are wanted; the names are sorted.
pub fn all<'a>(names: &[String], folding: &'a Folding, wants: &dyn Fn(&str) -> bool) -> Vec<Contender<'a>> {
    let mut contenders = Vec::new();
    if ![EVERY_WORD, CAPITALS].into_iter().any(wants) {
        return contenders;
    }
    let set = Rc::new(fst::Set::from_iter(names).expect("the names are sorted"));
    if wants(EVERY_WORD) {
        let bytes = set.as_fst().as_bytes().len();
        let set = set.clone();
        contenders.push(Contender::of_folded(EVERY_WORD, move |text| count_names(&set, text)).exact().with_index(bytes));
    }
    if wants(CAPITALS) {
        let (mut buffer, mut words) = (String::new(), Vec::new());
        let count = move |document: &str| {
            folding.fold_into(document, &mut buffer, Some(&mut words));
            words.iter().filter(|word| word.capital && longest(&set, &buffer.as_bytes()[word.folded..]).is_some()).count() as u64
        };
        contenders.push(Contender::of_originals(CAPITALS, count));
    }
    contenders
}

/// Counts the longest names at each word of a folded text, from left to right.
fn count_names(set: &fst::Set<Vec<u8>>, text: &str) -> u64 {
    let (mut found, mut at) = (0, 1);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let name = longest(set, rest);
        found += u64::from(name.is_some());
        at += name.map_or_else(|| next_word(rest), |len| len + 1);
    }
    found
}

/// The length of the longest name at the beginning of a folded text.
fn longest(set: &fst::Set<Vec<u8>>, text: &[u8]) -> Option<usize> {
    let fst = set.as_fst();
    let mut node = fst.root();
    let mut best = None;
    for (i, &b) in text.iter().enumerate() {
        if b == b' ' && node.is_final() {
            best = Some(i);
        }
        match node.find_input(b) {
            Some(edge) => node = fst.node(node.transition_addr(edge)),
            None => break,
        }
    }
    best
}

fn next_word(text: &[u8]) -> usize {
    text.iter().position(|&b| b == b' ').map_or(text.len(), |i| i + 1)
}
