//! From the words of a document to listed names that they may be spellings of.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::named::Named;
use super::search::{Found, Search, World};
use super::windows::{self, Window};
use crate::format::hash;
use crate::gazetteer::Layers;
use crate::matcher::Hit;
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
    search: Search,
    /// What was found for each spelling of the document, with and without words of place around it.
    known: HashMap<(u64, bool), Range<usize>>,
    found: Vec<Found>,
}

impl Unlisted {
    /// Adds the unlisted names of a document to its `ways`, sorted by where they begin; says whether there are any.
    /// Linear in the words of the document.
    pub fn find(&mut self, context: &Context<'_>, layers: &Layers, variants: Option<&Variants>, toponyms: &[Toponym], ways: &mut Vec<(Hit, Road)>) -> bool {
        windows::find(context, toponyms, &self.named, &mut self.windows);
        let Some(variants) = variants.filter(|_| !self.windows.is_empty()) else { return false };
        let world = World { layers, variants };
        self.known.clear();
        self.found.clear();
        self.search.prepare(world, &self.named);
        let listed = ways.len();
        for i in 0..self.windows.len() {
            let window @ Window { first, last, located, .. } = self.windows[i];
            self.spelling.clear();
            for token in first..last {
                self.spelling.push_str(context.tokens.fold(token));
                self.spelling.push(' ');
            }
            self.spelling.push_str(context.tokens.stem(last));
            let span = Span::new(context.token(first).span.start, context.token(last).stem_end());
            let key = (hash::token(self.spelling.as_bytes(), self.spelling.len()), located);
            let found = match self.known.get(&key) {
                Some(found) => found.clone(),
                None => {
                    let before = self.found.len();
                    let from = ways[..listed].partition_point(|(hit, _)| hit.span.start < span.start);
                    let same_span = ways[from..listed].iter().take_while(|(hit, _)| hit.span.start == span.start).filter(|(hit, _)| hit.span == span);
                    self.search.run(world, &self.named, &self.spelling, window, same_span.map(|(hit, road)| (*hit, *road)), &mut self.found);
                    self.known.insert(key, before..self.found.len());
                    before..self.found.len()
                }
            };
            let stem = context.token(last).has_ending();
            ways.extend(self.found[found].iter().map(|f| (Hit { span, stem, layer: f.layer, name: f.name }, f.road)));
        }
        ways.len() > listed
    }
}
