//! From every word that may begin a name, the table is walked word by word for as long as some name goes on.

use crate::format::hash;
use crate::gazetteer::{Bytes, Gazetteer};
use crate::text::{Gap, Tokens, separator};

/// No name of more words is looked for.
const MAX_WORDS: usize = 10;

/// A name of a gazetteer found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First token.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
    /// Whether the last token counts without its ending.
    pub stem: bool,
    /// Which gazetteer.
    pub layer: usize,
    /// The number of the name there.
    pub name: u32,
}

/// Finds names; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    key: String,
}

impl Matcher {
    /// All names in the tokens, by first token, then longest first; names may overlap.
    pub fn find(&mut self, tokens: &Tokens, layers: &[Gazetteer<Bytes>], hits: &mut Vec<Hit>) {
        hits.clear();
        for first in 0..tokens.len() {
            if !may_begin(tokens, first) {
                continue;
            }
            let hashes = Hashes::of(tokens, first);
            let from = hits.len();
            for (layer, gazetteer) in layers.iter().enumerate() {
                if hashes.single.iter().flatten().any(|&h| gazetteer.may_be_name(h)) {
                    self.single(tokens, first, layer, gazetteer, hits);
                }
                if hashes.pair.iter().flatten().any(|&h| gazetteer.may_begin_name(h)) {
                    self.walk(tokens, first, layer, gazetteer, hits);
                }
            }
            if hits.len() > from + 1 {
                hits[from..].sort_by(|a, b| b.last.cmp(&a.last).then(a.stem.cmp(&b.stem)));
            }
        }
    }

    /// The names of one token, with and without its ending.
    fn single(&mut self, tokens: &Tokens, i: usize, layer: usize, gazetteer: &Gazetteer<Bytes>, hits: &mut Vec<Hit>) {
        if let Some(name) = gazetteer.look_up(tokens.fold(i)).name {
            hits.push(Hit { first: i, last: i, stem: false, layer, name });
        }
        if tokens[i].has_ending()
            && let Some(name) = gazetteer.look_up(tokens.stem(i)).name
        {
            hits.push(Hit { first: i, last: i, stem: true, layer, name });
        }
    }

    /// The names of two tokens and more.
    fn walk(&mut self, tokens: &Tokens, first: usize, layer: usize, gazetteer: &Gazetteer<Bytes>, hits: &mut Vec<Hit>) {
        self.key.clear();
        self.key.push_str(tokens.fold(first));
        for last in first + 1..tokens.len().min(first + MAX_WORDS) {
            if !joins(tokens, last) {
                return;
            }
            self.key.push_str(separator(tokens[last].gap));
            let before = self.key.len();
            self.key.push_str(tokens.fold(last));
            let found = gazetteer.look_up(&self.key);
            if may_end(tokens, first, last) {
                if let Some(name) = found.name {
                    hits.push(Hit { first, last, stem: false, layer, name });
                }
                let stem_end = before + tokens.stem(last).len();
                if tokens[last].has_ending()
                    && let Some(name) = gazetteer.look_up(&self.key[..stem_end]).name
                {
                    hits.push(Hit { first, last, stem: true, layer, name });
                }
            }
            if !found.continues {
                return;
            }
        }
    }
}

/// The hashes that the filters are asked for at a token: of itself and of it with the next, each with and
/// without a ending.
struct Hashes {
    single: [Option<u64>; 2],
    pair: [Option<u64>; 2],
}

impl Hashes {
    fn of(tokens: &Tokens, i: usize) -> Hashes {
        let stem = |i: usize| tokens[i].has_ending().then(|| hash::token(tokens.stem(i).as_bytes()));
        let own = hash::token(tokens.fold(i).as_bytes());
        let mut hashes = Hashes { single: [Some(own), stem(i)], pair: [None; 2] };
        if i + 1 < tokens.len() && joins(tokens, i + 1) {
            let next = hash::token(tokens.fold(i + 1).as_bytes());
            hashes.pair = [Some(hash::pair(own, next)), stem(i + 1).map(|s| hash::pair(own, s))];
        }
        hashes
    }
}

/// Whether a name may begin at the token: with a capital, in a script without capitals, after an article-like
/// prefix (al-Hasakah), or, in Cyrillic, as an adjective of a country (российский), which the recogniser sorts out.
fn may_begin(tokens: &Tokens, i: usize) -> bool {
    let token = &tokens[i];
    if token.may_be_name() {
        return true;
    }
    if token.has_digit() {
        return false;
    }
    let fold = tokens.fold(i);
    let prefix = fold.len() <= 3 && tokens.get(i + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capitalized());
    prefix || fold.len() >= 8 && !fold.is_ascii()
}

/// Whether a name can go on from the token before `i` to `i`.
fn joins(tokens: &Tokens, i: usize) -> bool {
    match tokens[i].gap {
        Gap::Space | Gap::Hyphen | Gap::Joined | Gap::Line | Gap::Quote => true,
        // St. Petersburg, Ft. Worth, but not "of Kiev. Moscow said".
        Gap::Period => tokens.stem(i - 1).len() <= 3 && tokens[i - 1].is_capitalized() && tokens[i].is_capitalized(),
        _ => false,
    }
}

/// Whether a name may end at `last`: a name of one word anywhere, a longer one at a capital, a number, or a lower-case
/// generic word (Black sea, Gomel airport), which are long; "of", "and" and the like are not.
fn may_end(tokens: &Tokens, first: usize, last: usize) -> bool {
    let token = &tokens[last];
    last == first || token.may_be_name() || token.has_digit() || tokens.stem(last).len() >= 3
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
        for first in (0..tokens.len()).filter(|&i| may_begin(tokens, i)) {
            for last in (first..tokens.len().min(first + MAX_WORDS)).rev() {
                let joined = (first + 1..=last).all(|i| joins(tokens, i));
                if !joined || !may_end(tokens, first, last) {
                    continue;
                }
                let mut key = String::new();
                for i in first..last {
                    key.push_str(tokens.fold(i));
                    key.push_str(separator(tokens[i + 1].gap));
                }
                for (end, stem) in [(tokens.fold(last), false), (tokens.stem(last), true)] {
                    if (!stem || tokens[last].has_ending()) && names.contains(&format!("{key}{end}")) {
                        out.push((first, last, stem));
                    }
                }
            }
        }
        out
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            4 => proptest::sample::select(&NAMES[..]).prop_map(str::to_owned),
            2 => proptest::sample::select(&["the", "and", "Don's", "NEW", "york", "X", "7", "Київ"][..]).prop_map(str::to_owned),
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
            Matcher::default().find(&tokens, &layers, &mut hits);
            let found: Vec<_> = hits.iter().map(|h| (h.first, h.last, h.stem)).collect();
            prop_assert_eq!(found, naive(&tokens, &names));
        }
    }
}
