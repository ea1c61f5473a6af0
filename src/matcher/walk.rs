//! Names of gazetteers found in a text.
//!
//! At every word that may begin a name, each gazetteer is asked by the hash of the word and of its pair with the next.
//! The questions of a batch of words are asked before any answer is followed up, so that the memory serves many at a
//! time. What may be a name is then compared with the stored one, and longer names are walked word by word.

use std::cmp::Reverse;
use std::hint::black_box;

use crate::format::{Probe, Text, hash};
use crate::gazetteer::{Bytes, Gazetteer, Name, NameTable, Suspect};
use crate::span::Span;
use crate::text::{Gap, SHORTEST_ADJECTIVE, Token, Tokens, separator};

/// No name of more words is looked for.
const MAX_WORDS: usize = 10;

/// A name of a gazetteer found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Where it stands.
    pub span: Span,
    /// Whether the last word counts without its ending, which is not part of the name then.
    pub stem: bool,
    /// Which gazetteer.
    pub layer: usize,
    /// The name there.
    pub name: Name,
}

/// Finds names; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    words: Tokens,
    behind: Tokens,
    key: String,
    name: Text,
    questions: Vec<Question>,
    promising: Vec<(u32, Probe)>,
    leads: Vec<Lead>,
}

/// What is asked of a gazetteer.
#[derive(Clone, Copy, Debug)]
struct Question {
    hash: u64,
    words: Words,
}

/// One or two words of a text.
#[derive(Clone, Copy, Debug)]
struct Words {
    first: u32,
    /// Whether they are two.
    pair: bool,
    /// Whether the last of them counts without its ending.
    stem: bool,
}

/// What may be a name.
#[derive(Clone, Copy, Debug)]
struct Lead {
    words: Words,
    suspect: Suspect,
}

impl Matcher {
    /// All names in a text, by where they begin, then longest first; names may overlap. Linear in the length of the text.
    pub fn find(&mut self, text: &str, layers: &[Gazetteer<Bytes>], hits: &mut Vec<Hit>) {
        let mut words = std::mem::take(&mut self.words);
        words.read_names(text);
        if words.is_lower_case() || text.as_bytes().contains(&b'#') {
            words.read(text);
        }
        self.find_among(text, &words, layers, hits);
        self.words = words;
    }

    /// As [`find`](Self::find), for a text whose words were read.
    pub fn find_among(&mut self, text: &str, words: &Tokens, layers: &[Gazetteer<Bytes>], hits: &mut Vec<Hit>) {
        /// So many questions are worth asking together.
        const BATCH: usize = 192;
        hits.clear();
        let lower_case = words.is_lower_case();
        let mut first = 0;
        while first < words.len() {
            self.questions.clear();
            while first < words.len() && self.questions.len() < BATCH {
                self.ask(words, first, lower_case, layers);
                first += 1;
            }
            let before = hits.len();
            layers.iter().enumerate().for_each(|(layer, gazetteer)| self.answer(text, words, layer, &gazetteer.name_table(), hits));
            hits[before..].sort_unstable_by_key(|h| (h.span.start, Reverse(h.span.end), h.stem, h.layer, h.name));
        }
    }

    /// Finds the names of one gazetteer that the questions lead to.
    fn answer(&mut self, text: &str, words: &Tokens, layer: usize, names: &NameTable<'_>, hits: &mut Vec<Hit>) {
        read_ahead(self.questions.iter().map(|question| names.touch(question.hash)));
        if self.promising.len() < self.questions.len() {
            self.promising.resize(self.questions.len(), (0, Probe::default()));
        }
        let mut promising = 0;
        for (i, question) in self.questions.iter().enumerate() {
            let probe = names.probe(question.hash);
            self.promising[promising] = (i as u32, probe);
            promising += usize::from(probe.is_promising());
        }
        self.leads.clear();
        for &(i, probe) in &self.promising[..promising] {
            let Question { hash, words } = self.questions[i as usize];
            names.suspects(hash, probe, |suspect| self.leads.push(Lead { words, suspect }));
        }
        read_ahead(self.leads.iter().map(|lead| names.touch_place(lead.suspect)));
        read_ahead(self.leads.iter().map(|lead| names.touch_name(lead.suspect)));
        let leads = std::mem::take(&mut self.leads);
        let before = hits.len();
        leads.iter().for_each(|lead| self.follow(text, words, lead, layer, names, hits));
        // The caller reads next what the names mean.
        read_ahead(hits[before..].iter().map(|hit| names.touch_postings(hit.name)));
        self.leads = leads;
    }

    /// Gathers what is to be asked where a name may begin.
    #[inline]
    fn ask(&mut self, words: &Tokens, first: usize, lower_case: bool, layers: &[Gazetteer<Bytes>]) {
        let looks = looks(words, first, lower_case);
        if looks == Looks::Other {
            return;
        }
        let own = hash_of(words, first, false);
        if looks == Looks::Adjective && !layers.iter().any(|gazetteer| gazetteer.demonyms().may_hold(own)) {
            return;
        }
        let mut ask = |hash: u64, pair: bool, stem: bool| {
            self.questions.push(Question { hash, words: Words { first: first as u32, pair, stem } });
        };
        ask(own, false, false);
        if words[first].has_ending() {
            ask(hash_of(words, first, true), false, true);
        }
        let next = first + 1;
        if next < words.len() && joins(&words[first], &words[next]) {
            ask(hash::pair(own, hash_of(words, next, false)), true, false);
            if words[next].has_ending() {
                ask(hash::pair(own, hash_of(words, next, true)), true, true);
            }
        }
    }

    /// Compares a lead with the stored name, and goes on behind it.
    fn follow(&mut self, text: &str, words: &Tokens, lead: &Lead, layer: usize, names: &NameTable<'_>, hits: &mut Vec<Hit>) {
        let &Lead { words: Words { first, pair, stem }, suspect } = lead;
        let first = first as usize;
        let start = words[first].span.start;
        let end = |i: usize| if stem { words[i].stem_end() } else { words[i].span.end };
        let word = |i: usize| if stem { words.stem(i) } else { words.fold(i) };
        if !pair {
            hits.extend(names.verify(suspect, word(first), &mut self.name).map(|name| Hit { span: Span::new(start, end(first)), stem, layer, name }));
            return;
        }
        let last = first + 1;
        self.key.clear();
        self.key.push_str(words.fold(first));
        self.key.push_str(separator(words[last].gap));
        self.key.push_str(word(last));
        if may_end(&words[last]) {
            hits.extend(names.verify(suspect, &self.key, &mut self.name).map(|name| Hit { span: Span::new(start, end(last)), stem, layer, name }));
        }
        if suspect.more && !stem {
            self.walk(text, words, first, layer, names, hits);
        }
    }

    /// The names of three words and more; the key holds the first two.
    fn walk(&mut self, text: &str, words: &Tokens, first: usize, layer: usize, names: &NameTable<'_>, hits: &mut Vec<Hit>) {
        let second = first + 1;
        self.behind.read_behind(words[second].span.end);
        for last in 0..MAX_WORDS - 2 {
            if !self.behind.read_on(text) {
                return;
            }
            let before = if last == 0 { &words[second] } else { &self.behind[last - 1] };
            let word = &self.behind[last];
            if !joins(before, word) {
                return;
            }
            self.key.push_str(separator(word.gap));
            let stem_end = self.key.len() + word.stem_len();
            self.key.push_str(self.behind.fold(last));
            let found = names.look_up(&self.key);
            if may_end(word) {
                let start = words[first].span.start;
                let hit = |name: u32, end: usize, stem: bool| Hit { span: Span::new(start, end), stem, layer, name: names.name(name) };
                hits.extend(found.name.map(|name| hit(name, word.span.end, false)));
                if word.has_ending() {
                    hits.extend(names.look_up(&self.key[..stem_end]).name.map(|name| hit(name, word.stem_end(), true)));
                }
            }
            if !found.continues {
                return;
            }
        }
    }
}

/// Brings bytes that lie all over memory nearer, before what they say is needed: read without regard to that, they come
/// many at a time.
#[inline]
fn read_ahead(bytes: impl Iterator<Item = u8>) {
    black_box(bytes.fold(0, |sum, byte| sum ^ byte));
}

/// The hash of a word with or without its ending.
#[inline(always)]
fn hash_of(words: &Tokens, i: usize, stem: bool) -> u64 {
    let len = if stem { words[i].stem_len() } else { words[i].fold_len() };
    hash::token(words.folded_from(i), len)
}

/// What a word may be by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// The beginning of a name: it has a capital, or its script or its text has none, or it is a short prefix
    /// (al-Hasakah) or of a hashtag. The recogniser sorts out which of these are names of places.
    Name,
    /// In Cyrillic and others, the adjective of a country (российский).
    Adjective,
    Other,
}

fn looks(words: &Tokens, i: usize, lower_case: bool) -> Looks {
    let token = &words[i];
    if token.may_be_name() {
        return Looks::Name;
    }
    if token.has_digit() {
        return Looks::Other;
    }
    let prefix = || token.fold_len() <= 3 && words.get(i + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capitalized());
    match () {
        _ if lower_case || token.is_tag() || prefix() => Looks::Name,
        _ if token.fold_len() >= SHORTEST_ADJECTIVE && !words.fold(i).is_ascii() => Looks::Adjective,
        _ => Looks::Other,
    }
}

/// Whether a name can go on from a word to the one behind.
fn joins(before: &Token, word: &Token) -> bool {
    match word.gap {
        Gap::Space | Gap::Hyphen | Gap::Joined | Gap::Hump | Gap::Line | Gap::Quote => true,
        // St. Petersburg, Ft. Worth, but not "of Kiev. Moscow said".
        Gap::Period => before.stem_len() <= 3 && before.is_capitalized() && word.is_capitalized(),
        _ => false,
    }
}

/// Whether a longer name may end at a word: at a capital, a number, or a lower-case generic word (Black sea, Gomel
/// airport), which are long; "of", "and" and the like are not.
fn may_end(word: &Token) -> bool {
    word.may_be_name() || word.has_digit() || word.stem_len() >= 3
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::compile::GazetteerBuilder;
    use crate::text::fold;

    const NAMES: [&str; 14] = [
        "New",
        "New York",
        "New York City",
        "York",
        "Rostov",
        "Rostov on Don",
        "Don",
        "St. Petersburg",
        "Petersburg",
        "Ivano-Frankivsk",
        "Київ",
        "東京",
        "東京都",
        "al-Hasakah",
    ];

    fn gazetteer() -> Gazetteer<Bytes> {
        let mut table = String::from("id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n");
        for (i, name) in NAMES.iter().enumerate() {
            table.push_str(&format!("n{i}\t{name}\t\tP\tPPL\tUA\t\t{i}\t{i}\t\t\n"));
        }
        let mut builder = GazetteerBuilder::new("test", "1");
        builder.read_table("test", table.as_bytes()).unwrap();
        Gazetteer::open(builder.finish().unwrap().0).unwrap().into_shared()
    }

    /// Every window of tokens, looked up in a set.
    fn naive(tokens: &Tokens, names: &HashSet<String>) -> Vec<(usize, usize, bool)> {
        let mut out = Vec::new();
        for first in (0..tokens.len()).filter(|&i| looks(tokens, i, tokens.is_lower_case()) == Looks::Name) {
            for last in (first..tokens.len().min(first + MAX_WORDS)).rev() {
                let joined = (first + 1..=last).all(|i| joins(&tokens[i - 1], &tokens[i]));
                if !joined || last > first && !may_end(&tokens[last]) {
                    continue;
                }
                let mut key = String::new();
                for i in first..last {
                    key.push_str(tokens.fold(i));
                    key.push_str(separator(tokens[i + 1].gap));
                }
                for (end, stem) in [(tokens.fold(last), false), (tokens.stem(last), true)] {
                    if (!stem || tokens[last].has_ending()) && names.contains(&format!("{key}{end}")) {
                        out.push((tokens[first].span.start, if stem { tokens[last].stem_end() } else { tokens[last].span.end }, stem));
                    }
                }
            }
        }
        out
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            4 => proptest::sample::select(&NAMES[..]).prop_map(str::to_owned),
            2 => proptest::sample::select(&["the", "and", "Don's", "NEW", "york", "X", "7", "Київ", "#NewYork", "#york"][..]).prop_map(str::to_owned),
        ];
        let gap = proptest::sample::select(&[" ", " ", " ", "-", ", ", ". ", "\n", "\n\n", "", "/"][..]);
        proptest::collection::vec((word, gap), 0..24).prop_map(|parts| parts.into_iter().flat_map(|(w, g)| [w, g.to_owned()]).collect())
    }

    proptest! {
        #[test]
        fn the_walk_equals_the_naive_search(text in text()) {
            let layers = [gazetteer()];
            let names: HashSet<String> = NAMES.iter().map(|n| fold(n)).collect();
            let mut tokens = Tokens::new();
            tokens.read(&text);
            let mut hits = Vec::new();
            Matcher::default().find(&text, &layers, &mut hits);
            let found: Vec<_> = hits.iter().map(|h| (h.span.start, h.span.end, h.stem)).collect();
            prop_assert_eq!(found, naive(&tokens, &names));
        }
    }
}
