//! What is observed of the tokens that may belong to names: the gazetteer's names over them, the runs of capitals they
//! stand in, and what the rest of the document shows of the same words.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::cover::Cover;
use super::proposal::Toponym;
use crate::lexicon::Cue;
use crate::text::Gap;

/// Tokens that are labelled together, both ends included: words that look like names, and the small words between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Island {
    pub first: usize,
    pub last: usize,
}

/// What becomes of ordinary words that stand by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlainWords {
    /// They are in no island.
    LeftOut,
    /// They are islands, as whatever has a capital is.
    #[cfg(feature = "train")]
    Labelled,
}

/// A run of capitalised words, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub first: usize,
    pub last: usize,
}

/// What a document shows of a word, wherever it stands there: bits of a set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence(pub u16);

impl Evidence {
    /// How many there are.
    const BITS: u32 = 9;
    /// Behind a word of place: in X.
    const LOCATED: u16 = 1;
    /// Before a comma and what it lies in: X, Texas.
    const CONTAINED: u16 = 1 << 1;
    /// Behind a title.
    const TITLED: u16 = 1 << 2;
    /// Behind a given name.
    const NAMED: u16 = 1 << 3;
    /// Before a word of organizations.
    const ORGANIZED: u16 = 1 << 4;
    /// Before a verb of speaking.
    const SPEAKS: u16 = 1 << 5;
    /// With a generic word of places: X County.
    const GENERIC: u16 = 1 << 6;
    /// In small letters.
    const SMALL: u16 = 1 << 7;
    /// More than once.
    const AGAIN: u16 = 1 << 8;
    /// Not a bit of the set: seen at all.
    const SEEN: u16 = 1 << 15;

    /// The numbers of those that are there.
    pub fn bits(self) -> impl Iterator<Item = u32> {
        (0..Evidence::BITS).filter(move |bit| self.0 >> bit & 1 != 0)
    }
}

/// What is observed of a document.
#[derive(Debug, Default)]
pub(crate) struct Observed {
    /// For each token, one more than the place of the longest proposal over it; 0 where there is none.
    covers: Vec<u32>,
    /// For each proposal, what is told of its first token, and where it begins and ends; nothing of those within longer ones.
    told: Vec<(Cover, usize, usize)>,
    islands: Vec<Island>,
    /// For each token of an island, its run.
    runs: Vec<Run>,
    /// By the hash of the word.
    evidence: FxHashMap<u64, Evidence>,
}

impl Observed {
    /// Observes a document; the proposals are in text order, the longest of those that begin together first.
    pub fn read(&mut self, context: &Context<'_>, proposals: &[Toponym], plain: PlainWords) {
        self.lay_over(context.tokens.len(), proposals);
        self.tell_covers(context, proposals);
        self.find_islands(context, plain);
        self.find_runs(context);
        self.gather(context, proposals);
    }

    pub fn islands(&self) -> &[Island] {
        &self.islands
    }

    /// The longest proposal over a token, and where it stands among the proposals.
    pub fn cover<'p>(&self, proposals: &'p [Toponym], i: usize) -> Option<&'p Toponym> {
        let number = self.covers.get(i)?.checked_sub(1)?;
        proposals.get(number as usize)
    }

    /// Whether a proposal stands over any of the tokens, both ends included.
    pub fn covers_any(&self, first: usize, last: usize) -> bool {
        self.covers[first..=last].iter().any(|&cover| cover != 0)
    }

    /// What the gazetteer says of a token; nothing of one behind the last.
    pub fn told(&self, i: usize) -> Cover {
        let number = self.covers.get(i).copied().unwrap_or(0);
        number.checked_sub(1).map_or(Cover::default(), |at| {
            let (cover, first, last) = self.told[at as usize];
            cover.at(first, last, i)
        })
    }

    pub fn run(&self, i: usize) -> Run {
        self.runs[i]
    }

    pub fn evidence(&self, context: &Context<'_>, i: usize) -> Evidence {
        self.evidence.get(&word_hash(context, i)).copied().unwrap_or_default()
    }

    fn lay_over(&mut self, tokens: usize, proposals: &[Toponym]) {
        self.covers.clear();
        self.covers.resize(tokens, 0);
        for (number, t) in (1..).zip(proposals) {
            for i in t.first..=t.last {
                let longer = match self.covers[i] {
                    0 => true,
                    known => (proposals[known as usize - 1].last - proposals[known as usize - 1].first) < t.last - t.first,
                };
                if longer {
                    self.covers[i] = number;
                }
            }
        }
    }

    fn tell_covers(&mut self, context: &Context<'_>, proposals: &[Toponym]) {
        self.told.clear();
        for (number, t) in (1..).zip(proposals) {
            let covers_any = self.covers[t.first..=t.last].contains(&number);
            self.told.push((if covers_any { Cover::new(context, t) } else { Cover::default() }, t.first, t.last));
        }
    }

    fn find_islands(&mut self, context: &Context<'_>, plain: PlainWords) {
        self.islands.clear();
        let mut i = 0;
        while i < context.tokens.len() {
            if !self.may_belong(context, i) {
                i += 1;
                continue;
            }
            let first = i;
            let mut last = i;
            loop {
                let next = last + 1;
                if next >= context.tokens.len() || ends_sentence(context, next) {
                    break;
                }
                if self.may_belong(context, next) {
                    last = next;
                } else if let Some(behind) = self.behind_small_words(context, next) {
                    last = behind;
                } else {
                    break;
                }
            }
            if first < last || plain != PlainWords::LeftOut || !self.is_plain(context, first) {
                self.islands.push(Island { first, last });
            }
            i = last + 1;
        }
    }

    fn may_belong(&self, context: &Context<'_>, i: usize) -> bool {
        let token = context.token(i);
        token.is_capitalized() || token.is_tag() || self.covers[i] != 0 || token.has_digit() && is_beside_capital(context, i)
    }

    /// A word that is no name by itself: Monday, and ordinary words with a capital for their place alone.
    fn is_plain(&self, context: &Context<'_>, i: usize) -> bool {
        let word = context.word(i);
        let never = word.cues.has_any(&[Cue::Function, Cue::Calendar]);
        let ordinary = never || word.common > PLAIN && word.given == 0 && word.surname == 0 && context.starts_sentence(i);
        ordinary && self.covers[i] == 0 && !context.token(i).is_all_caps()
    }

    /// The name's word behind one or two small words that names have inside: University *of the* Arts.
    fn behind_small_words(&self, context: &Context<'_>, from: usize) -> Option<usize> {
        let small = |i: usize| context.has(i, Cue::Link) && matches!(context.token(i).gap, Gap::Space | Gap::Line | Gap::Hyphen);
        let mut i = from;
        while i < from + 2 && i < context.tokens.len() && small(i) {
            i += 1;
            let joined = context.tokens.get(i).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line | Gap::Hyphen));
            if joined && self.may_belong(context, i) {
                return Some(i);
            }
        }
        None
    }

    fn find_runs(&mut self, context: &Context<'_>) {
        // Of tokens in no island nobody asks.
        self.runs.resize(context.tokens.len(), Run { first: 0, last: 0 });
        for island in &self.islands {
            let mut first = island.first;
            for i in island.first..=island.last {
                let next = i + 1;
                let goes_on = next <= island.last && {
                    let joined = matches!(context.token(next).gap, Gap::Space | Gap::Hyphen | Gap::Line | Gap::Hump) && !context.token(i).is_possessive();
                    (joined || context.token(next).gap == Gap::Period && context.is_abbreviation(i)) && binds(context, i) && binds(context, next)
                };
                if !goes_on {
                    self.runs[first..next].fill(Run { first, last: i });
                    first = next;
                }
            }
        }
    }

    fn gather(&mut self, context: &Context<'_>, proposals: &[Toponym]) {
        self.evidence.clear();
        for n in 0..self.islands.len() {
            let island = self.islands[n];
            for i in island.first..=island.last {
                let bits = self.signs(context, proposals, i);
                let known = self.evidence.entry(word_hash(context, i)).or_default();
                known.0 |= bits | if known.0 & Evidence::SEEN != 0 { Evidence::AGAIN } else { Evidence::SEEN };
            }
        }
    }

    /// What the surroundings of a token say of its word.
    fn signs(&self, context: &Context<'_>, proposals: &[Toponym], i: usize) -> u16 {
        let mut bits = 0;
        let mut set = |bit, holds: bool| bits |= if holds { bit } else { 0 };
        if let Some(b) = context.before_abbreviation(i) {
            let word = context.word(b);
            let small = !context.token(b).is_capitalized() || context.starts_sentence(b);
            set(Evidence::LOCATED, small && word.cues.has(Cue::Location));
            set(Evidence::TITLED, word.cues.has(Cue::Title));
            set(Evidence::NAMED, word.given > GIVEN && context.token(b).is_capitalized());
        }
        if let Some(next) = context.tokens.get(i + 1) {
            let behind = self.cover(proposals, i + 1);
            set(Evidence::CONTAINED, next.gap == Gap::Comma && behind.is_some_and(|t| t.facts.admin1 || t.facts.country));
        }
        if let Some(a) = context.after(i) {
            let word = context.word(a);
            let capital = context.token(a).is_capitalized();
            set(Evidence::ORGANIZED, capital && word.cues.has(Cue::Organization));
            set(Evidence::SPEAKS, !capital && word.cues.has(Cue::Speech));
            set(Evidence::GENERIC, word.cues.has_any(&[Cue::Region, Cue::District]));
        }
        set(Evidence::SMALL, !context.token(i).is_capitalized());
        bits
    }
}

/// Whether a word may be inside a name as far as runs go: "in" and "and" stand between names more often.
fn binds(context: &Context<'_>, i: usize) -> bool {
    context.token(i).is_capitalized() || !context.word(i).cues.has_any(&[Cue::Location, Cue::Conjunction])
}

/// Numbers are parts of names: 65th Air Division, Channel 4.
fn is_beside_capital(context: &Context<'_>, i: usize) -> bool {
    let joined = |gap: Gap| matches!(gap, Gap::Space | Gap::Hyphen);
    let before = i > 0 && joined(context.token(i).gap) && context.token(i - 1).is_capitalized();
    before || context.tokens.get(i + 1).is_some_and(|next| joined(next.gap) && next.is_capitalized())
}

/// A frequency from which a word counts as ordinary.
const PLAIN: u8 = 150;
/// A frequency from which a word counts as a given name.
const GIVEN: u8 = 40;

/// The hash of a word without its ending.
pub(super) fn word_hash(context: &Context<'_>, i: usize) -> u64 {
    context.hash(i)
}

fn ends_sentence(context: &Context<'_>, i: usize) -> bool {
    match context.token(i).gap {
        Gap::Start | Gap::Paragraph | Gap::Stop | Gap::Skipped => true,
        Gap::Period => !context.is_abbreviation(i - 1),
        _ => false,
    }
}
