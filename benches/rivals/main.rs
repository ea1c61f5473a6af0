//! exonym's matcher beside the tools one would otherwise reach for, in one process, round by round.
//!
//! `cargo bench --features compile --bench rivals` prints the tables; `-- --write` also puts them into
//! `benches/README.md`, with `benches/full_scale.md` at their end. Other arguments: see [`options`].
//!
//! # What each counts
//!
//! The question is: which names of the gazetteer stand in the text as whole words, in any case, the longest at
//! each start? Before anything is timed, the answers are compared.
//!
//! * The *delimited* automata (`aho-corasick`, `daachorse`) hold every name with a space on both sides and search
//!   a folded text in which one space stands before, between and behind the words; the search resumes at the
//!   closing space of a match. They and the walk over an `fst` from every word answer the question for the folded
//!   text exactly, and must agree to the name with a set of strings asked at every word.
//! * The *checked* automata hold the bare names, as the manuals show it, and drop what does not end at word
//!   boundaries. They lose names: a match that begins inside a word, or ends in one, swallows the true one.
//! * The walk over an `fst` from every word with a capital shows what exonym's rule for beginnings would save it. It
//!   counts the capitals at which a name begins.
//! * exonym is its public `NameFinder`, given the text as it is. It reports overlapping names too, so its figure
//!   is not that of the others: it only begins at words that may be names (capitals; in caseless scripts any; long
//!   words outside ASCII, which may be adjectives of countries), it does not join words across a comma or the end
//!   of a sentence, and it finds names in words with endings. Two things are asserted: the fold of everything it
//!   reports is a name; and of the names that the others find at a capital, with nothing but single spaces between
//!   their words, it finds all but one in a hundred, as long or longer (the rest are words that the two foldings
//!   cut differently: inner dots and apostrophes). Its time includes cutting and folding the text, comparing every
//!   name with the stored one and reading all its meanings.
//! * The offsets of the others are those of the folded text: carrying them back is not in their times, and neither
//!   is folding but where a row says so. None of them reads what a name means.
//!
//! `wc -w` is a process of its own, over a file, start included; the scalar scan counts words of bytes that are
//! ASCII letters, digits or outside ASCII, and is 1.0 in the tables.

mod answers;
mod automata;
mod contender;
mod folding;
mod fsts;
mod growth;
mod made;
mod name_set;
mod options;
mod ours;
mod report;
mod scans;
mod stages;
mod texts;
mod timing;

use std::collections::HashSet;

use exonym::Gazetteer;

use answers::Reference;
use contender::Contender;
use folding::Folding;
use name_set::NameSet;
use options::Options;
use report::Report;

/// Automata over more names are not built.
const AUTOMATON_LIMIT: usize = 2_000_000;

fn main() {
    // `cargo test --benches` runs this as well, and is not about time.
    let Some(options) = Options::read() else { return };
    let folding = Folding::new();
    let world = Gazetteer::embedded();
    let texts = texts::all(&world, &folding);
    let sets = name_set::all(&world, &options);
    let mut report = Report::new(&texts, &sets);
    if options.wants_all_contenders() {
        for text in &texts {
            report.without_names(text, &timing::time(&mut scans::all(text, &folding), text, options.rounds));
        }
    }
    for set in &sets {
        let names = set.names();
        eprintln!("{}: {} names", set.label, names.len());
        let mut contenders = with_names(set, &names, &folding, &options);
        report.sizes(set, &contenders);
        let names: HashSet<&str> = names.iter().map(String::as_str).collect();
        for text in &texts {
            let reference = Reference::new(&names, text);
            reference.assert_rivals(&mut contenders, text);
            reference.assert_ours(&set.gazetteer, &names, text);
            report.with_names(set, text, &timing::time(&mut contenders, text, options.rounds));
        }
    }
    if sets.len() > 1 && options.wants(ours::NAME) {
        growth::measure(&mut report, &sets, &texts, options.rounds);
    }
    if options.wants_all_contenders() {
        stages::measure(&mut report, &world, &texts, options.rounds);
    }
    if options.is_whole() {
        report.full_scale();
    }
    print!("{}", report.text());
    if options.write {
        report.write();
    }
}

/// exonym and its rivals over one set of names. The scan and the first automaton, which the others are compared
/// with, always run.
fn with_names<'a>(set: &'a NameSet, names: &[String], folding: &'a Folding, options: &Options) -> Vec<Contender<'a>> {
    let wants = |name: &str| options.wants(name);
    let mut contenders = vec![scans::scalar()];
    if wants(ours::NAME) {
        contenders.push(ours::contender(&set.gazetteer));
    }
    if names.len() <= AUTOMATON_LIMIT {
        contenders.extend(automata::all(names, folding, &wants));
    }
    contenders.extend(fsts::all(names, folding, &wants));
    contenders
}
