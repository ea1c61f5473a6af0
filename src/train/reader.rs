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
        self.tokens.read(&document.text);
        // By the words that names may begin with alone: taught by the proposals of all words, strangers lost 0.005.
        self.matcher.find(&document.text, self.layers.gazetteers(), &mut self.hits);
        let mut labels = labels(&self.tokens, document, task);
        let context = Context::new(&document.text, &self.tokens, true, self.lexicon, &mut self.room);
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

#[cfg(test)]
mod tests {
    use super::super::corpus::Mark;
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::span::Span;

    /// A text whose marked names stand in brackets: `[place:Kyiv]`; `?` behind the kind marks an optional one.
    fn annotated(marked: &str) -> Annotated {
        let mut annotated = Annotated::default();
        for (i, piece) in marked.split(['[', ']']).enumerate() {
            let Some((kind, name)) = piece.split_once(':').filter(|_| i % 2 == 1) else {
                annotated.text += piece;
                continue;
            };
            let start = annotated.text.len();
            annotated.text += name;
            let (kind, optional) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
            annotated.marks.push(Mark { span: Span::new(start, annotated.text.len()), kind: kind.to_owned(), optional });
        }
        annotated
    }

    fn labelled(marked: &str, task: Task) -> Vec<u16> {
        let document = annotated(marked);
        let mut tokens = Tokens::new();
        tokens.read(&document.text);
        labels(&tokens, &document, task)
    }

    const fn only(label: usize) -> u16 {
        1 << label
    }

    #[test]
    fn marks_become_labels() {
        let (nothing, begin, inside) = (only(NOTHING), only(Scheme::begin(0)), only(Scheme::inside(0)));
        assert_eq!(labelled("In [place:New York] today", Task::Toponyms), [nothing, begin, inside, nothing]);
        let organization = NameClass::Organization as usize;
        let (begin, inside) = (only(Scheme::begin(organization)), only(Scheme::inside(organization)));
        assert_eq!(labelled("[organization:Red Cross] and [group:Serbs]", Task::Names), [begin, inside, nothing, begin]);
    }

    #[test]
    fn what_may_be_either_is_open() {
        let (nothing, any) = (only(NOTHING), (1 << NAMES.labels()) - 1);
        assert_eq!(labelled("In [place?:Feis Ceoil]", Task::Toponyms), [nothing, ANY_TOPONYM, ANY_TOPONYM]);
        assert_eq!(labelled("the [person:good doctor]", Task::Names), [nothing, any, any], "a description");
    }

    #[test]
    fn marks_on_parts_of_words_and_on_nothing() {
        let begin = only(Scheme::begin(0));
        assert_eq!(labelled("[place:Kyi]v", Task::Toponyms), [begin]);
        assert_eq!(labelled("a [place:,] b", Task::Toponyms).iter().filter(|&&l| l == begin).count(), 0);
    }

    #[test]
    fn an_inside_without_its_beginning_begins() {
        let (nothing, begin, inside) = (only(NOTHING), only(Scheme::begin(1)), only(Scheme::inside(1)));
        let mut allowed = [inside, inside, nothing, inside, begin, inside];
        repair(&mut allowed);
        assert_eq!(allowed, [begin, inside, nothing, begin, begin, inside]);
    }

    #[test]
    fn attributes_of_few_documents_are_left_out() {
        let [a, b] = [1, 2].map(|i| Attribute::new(i, 0));
        let observation = |document, tokens: &[Attribute]| Observation { document, tokens: vec![tokens.to_vec()], allowed: vec![1] };
        let all = [observation(0, &[a, b]), observation(0, &[b]), observation(1, &[a])];
        assert_eq!(frequent(&all, 2), [a]);
        assert_eq!(frequent(&all, 1).len(), 2);
    }

    #[test]
    fn a_text_is_observed_as_the_extractor_reads_it() {
        let (layers, lexicon) = (Layers::new(vec![Gazetteer::embedded().into_shared()]), Lexicon::embedded());
        let mut reader = Reader::new(&layers, &lexicon);
        let mut observations = Vec::new();
        reader.observe(7, &annotated("rain fell on [place:Kyiv] and then on [place:Minsk]."), Task::Toponyms, None, &mut observations);
        let begins = observations.iter().filter(|o| o.allowed.contains(&only(Scheme::begin(0)))).count();
        assert_eq!((observations.len(), begins), (2, 2));
        assert!(observations.iter().all(|o| o.document == 7 && o.tokens.len() == o.allowed.len() && !o.tokens[0].is_empty()));
    }
}
