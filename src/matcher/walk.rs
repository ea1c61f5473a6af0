//! From every word that may begin a name, the table is walked word by word for as long as some name goes on.

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
    /// Whether the last token counts without its possessive ending.
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
            let from = hits.len();
            for (layer, gazetteer) in layers.iter().enumerate() {
                self.walk(tokens, first, layer, gazetteer, hits);
            }
            hits[from..].sort_by(|a, b| b.last.cmp(&a.last).then(a.stem.cmp(&b.stem)));
        }
    }

    fn walk(&mut self, tokens: &Tokens, first: usize, layer: usize, gazetteer: &Gazetteer<Bytes>, hits: &mut Vec<Hit>) {
        self.key.clear();
        for last in first..tokens.len().min(first + MAX_WORDS) {
            if last > first {
                if !joins(tokens, last) {
                    return;
                }
                self.key.push_str(separator(tokens[last].gap));
            }
            let before = self.key.len();
            self.key.push_str(tokens.fold(last));
            let mut hit = |name: Option<u32>, stem| {
                if let Some(name) = name {
                    hits.push(Hit { first, last, stem, layer, name });
                }
            };
            let found = gazetteer.look_up(&self.key);
            let ends_here = may_end(tokens, first, last);
            if ends_here {
                hit(found.name, false);
                if tokens[last].is_possessive() {
                    let stem_end = before + tokens.stem(last).len();
                    hit(gazetteer.look_up(&self.key[..stem_end]).name, true);
                }
            }
            if !found.continues {
                return;
            }
        }
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
