//! From annotated texts to chains to learn from.

use rustc_hash::FxHashMap;

use super::corpus::Annotated;
use crate::gazetteer::Layers;
use crate::lexicon::Lexicon;
use crate::matcher::{Hit, Matcher};
use crate::model::{Attribute, Model, NAMES, NOTHING, NameClass, Scheme, TOPONYMS};
use crate::recognize::{Context, ContextRoom, Recognizer};
use crate::text::Tokens;

/// A chain with all that was observed of it.
#[derive(Clone, Debug)]
pub(super) struct Observation {
    /// The document that it is from.
    pub document: u32,
    pub tokens: Vec<Vec<Attribute>>,
    /// For each token, the labels it may have, as bits.
    pub allowed: Vec<u16>,
}

/// What the marks of a text say: names of anything, or place names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Names,
    Toponyms,
}

/// Reads texts as the extractor does.
pub(super) struct Reader<'k> {
    pub layers: &'k Layers,
    pub lexicon: &'k Lexicon,
    matcher: Matcher,
    hits: Vec<Hit>,
    tokens: Tokens,
    room: ContextRoom,
    recognizer: Recognizer,
}

impl<'k> Reader<'k> {
    pub fn new(layers: &'k Layers, lexicon: &'k Lexicon) -> Reader<'k> {
        Reader {
            layers,
            lexicon,
            matcher: Matcher::default(),
            hits: Vec::new(),
            tokens: Tokens::new(),
            room: ContextRoom::default(),
            recognizer: Recognizer::default(),
        }
    }

    /// The chains of a document; with a model, the names that it labels are among the attributes.
    pub fn observe(&mut self, number: u32, document: &Annotated, task: Task, model: Option<&Model>, out: &mut Vec<Observation>) {
        self.matcher.find(&document.text, self.layers.gazetteers(), &mut self.hits);
        self.tokens.read(&document.text);
        let mut labels = labels(&self.tokens, document, task);
        let context = Context::new(&document.text, &self.tokens, self.lexicon, &mut self.room);
        let proposals = self.recognizer.proposals(&context, self.layers, &self.hits);
        if document.ignores_demonyms {
            for t in proposals.iter().filter(|t| t.facts.demonym) {
                let unmarked = labels[t.first..=t.last].iter_mut().filter(|label| **label == 1 << NOTHING);
                unmarked.for_each(|label| *label = ANY_TOPONYM);
            }
        }
        self.recognizer.observe(&context, model, |island, tokens| {
            let mut allowed = labels[island.first..=island.last].to_vec();
            // A name that begins outside is not begun here.
            repair(&mut allowed);
            out.push(Observation { document: number, tokens, allowed });
        });
    }
}

const ANY_TOPONYM: u16 = (1 << TOPONYMS.labels()) - 1;

/// For each token of a text, the labels that its marks allow.
fn labels(tokens: &Tokens, document: &Annotated, task: Task) -> Vec<u16> {
    let any = if task == Task::Names { (1 << NAMES.labels()) - 1 } else { ANY_TOPONYM };
    let mut labels = vec![1u16 << NOTHING; tokens.len()];
    for mark in &document.marks {
        let class = match task {
            Task::Toponyms => 0,
            Task::Names => class_of(&mark.kind),
        };
        let first = (0..tokens.len()).find(|&i| tokens[i].span.end > mark.span.start);
        let Some(first) = first.filter(|&first| tokens[first].span.start < mark.span.end) else { continue };
        let last = (first..tokens.len()).take_while(|&i| tokens[i].span.start < mark.span.end).last().unwrap_or(first);
        // A description is no name: the back of my jersey.
        let open = mark.optional || task == Task::Names && !tokens[last].is_capitalized() && !tokens[last].has_digit() && !tokens[last].is_tag();
        for (n, label) in labels[first..=last].iter_mut().enumerate() {
            *label = match (open, n) {
                (true, _) => any,
                (false, 0) => 1 << Scheme::begin(class),
                (false, _) => 1 << Scheme::inside(class),
            };
        }
    }
    labels
}

/// The inside of a name whose beginning is not in the island becomes a beginning.
fn repair(allowed: &mut [u16]) {
    let mut before = 1 << NOTHING;
    for label in allowed {
        if label.is_power_of_two() {
            let number = label.trailing_zeros() as usize;
            let inside = number > 0 && !Scheme::begins(number);
            if inside && before & (1 << number | 1 << (number - 1)) == 0 {
                *label = 1 << (number - 1);
            }
        }
        before = *label;
    }
}

fn class_of(kind: &str) -> usize {
    let class = match kind {
        "person" => NameClass::Person,
        "organization" | "group" => NameClass::Organization,
        "place" => NameClass::Place,
        _ => NameClass::Other,
    };
    class as usize
}

/// The attributes that enough documents have, in a stable order.
pub(super) fn frequent(observations: &[Observation], least: u32) -> Vec<Attribute> {
    // Documents so far, and the last of them.
    let mut seen: FxHashMap<Attribute, (u32, u32)> = FxHashMap::default();
    for o in observations {
        for attribute in o.tokens.iter().flatten() {
            let (count, last) = seen.entry(*attribute).or_insert((0, u32::MAX));
            if *last != o.document {
                (*count, *last) = (*count + 1, o.document);
            }
        }
    }
    let mut kept: Vec<Attribute> = seen.into_iter().filter(|(_, (count, _))| *count >= least).map(|(attribute, _)| attribute).collect();
    kept.sort_unstable();
    kept
}
