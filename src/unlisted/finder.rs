//! From the words of a document to listed names that they may be spellings of.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::named::Named;
use super::search::{Found, Searches, World};
use super::windows::{self, Window};
use crate::format::hash;
use crate::gazetteer::Layers;
use crate::matcher::Hit;
use crate::model::Model;
use crate::recognize::{Context, Toponym};
use crate::span::Span;
use crate::variant::{Road, Variants};

/// Finds names that are not listed as they are spelled; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Unlisted {
    /// What the document names, to be read before anything is looked for.
    pub named: Named,
    windows: Vec<Window>,
    spelling: String,
    searches: Searches,
    /// The number of the search for each spelling of the document, with and without words of place around it.
    known: HashMap<(u64, bool), usize>,
    /// That of each window.
    search_of: Vec<usize>,
    /// Where what each search has found stands.
    told: Vec<Range<usize>>,
    found: Vec<Found>,
}

/// What an extractor knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'k> {
    pub layers: &'k Layers,
    pub variants: Option<&'k Variants>,
    pub model: Option<&'k Model>,
}

impl Unlisted {
    /// Adds the unlisted names of a document to its `ways`, sorted by where they begin; says whether there are any. Where a
    /// model found the toponyms, what is no toponym is no name either. Linear in the words of the document.
    pub fn find(&mut self, context: &Context<'_>, world: Known<'_>, toponyms: &[Toponym], ways: &mut Vec<(Hit, Road)>) -> bool {
        let Known { layers, variants, model } = world;
        let Some(variants) = variants else { return false };
        match model {
            Some(_) => windows::of_toponyms(context, toponyms, &self.named, &variants.parts, &mut self.windows),
            None => windows::find(context, toponyms, &self.named, &mut self.windows),
        }
        if self.windows.is_empty() {
            return false;
        }
        let world = World { layers, variants };
        self.known.clear();
        self.search_of.clear();
        self.told.clear();
        self.found.clear();
        self.searches.clear(world, &self.named);
        for window in &self.windows {
            self.spelling.clear();
            for token in window.first..window.last {
                self.spelling.push_str(context.tokens.fold(token));
                self.spelling.push(' ');
            }
            self.spelling.push_str(context.tokens.stem(window.last));
            let hash = hash::word(&self.spelling);
            let search = self.known.entry((hash, window.located)).or_insert_with(|| self.searches.add(world, &self.spelling, hash, *window));
            self.search_of.push(*search);
        }
        self.searches.run(world, &self.named);
        let listed = ways.len();
        for (&Window { first, last, .. }, &search) in self.windows.iter().zip(&self.search_of) {
            let span = Span::new(context.token(first).span.start, context.token(last).stem_end());
            // Searches are numbered as windows come, and told with the first of theirs.
            if search == self.told.len() {
                let before = self.found.len();
                let from = ways[..listed].partition_point(|(hit, _)| hit.span.start < span.start);
                let same_span = ways[from..listed].iter().take_while(|(hit, _)| hit.span.start == span.start).filter(|(hit, _)| hit.span == span);
                self.searches.tell(search, layers, same_span.copied(), &mut self.found);
                self.told.push(before..self.found.len());
            }
            let stem = context.token(last).has_ending();
            ways.extend(self.found[self.told[search].clone()].iter().map(|f| (Hit { span, stem, layer: f.layer, name: f.name }, f.road)));
        }
        ways.len() > listed
    }
}
