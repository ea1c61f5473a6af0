//! One text after another, in the same room.

use super::footing;
use super::mentions::{LEAST_PROBABILITY, division, mention, named};
use super::shared::{Room, Shared};
use crate::cast::Cast;
use crate::document::{Document, Mention};
use crate::focus::{Located, focus};
use crate::model::Model;
use crate::recognize::{Context, Recognized};
use crate::resolve::{Hints, Resolver};
use crate::span::Span;
use crate::unlisted::Known;
use crate::variant::inflection::Guess;
use crate::variant::{Road, Variants};
#[cfg(feature = "train")]
use crate::{
    geo::Point,
    recognize::{Toponym, Usage},
};

/// After a longer text, in bytes, the room is let go: one giant must not hold its memory for ever.
const LARGEST_KEPT: usize = 1 << 20;

/// Extracts one text after another, and allocates only what its answers hold: one for each thread.
///
/// It is made by [`Extractor::worker`](crate::Extractor::worker). It holds no state that answers depend on: every text is
/// answered as if it were the first.
///
/// ```
/// let extractor = exonym::Extractor::embedded();
/// let mut worker = extractor.worker();
/// let counts: Vec<usize> = ["Rain in Kyiv.", "No rain."].into_iter().map(|text| worker.extract(text).mentions.len()).collect();
/// assert_eq!(counts, [1, 0]);
/// ```
#[derive(Debug)]
pub struct Worker<'e> {
    shared: &'e Shared,
    room: Room,
}

impl<'e> Worker<'e> {
    pub(super) fn new(shared: &'e Shared) -> Worker<'e> {
        Worker { shared, room: shared.spare.take() }
    }

    /// Finds and resolves the places of `text`, under the hints that the extractor was built with.
    /// Linear in the length of the text.
    pub fn extract(&mut self, text: &str) -> Document {
        self.extract_with(text, &self.shared.hints)
    }

    /// As [`extract`](Self::extract), under hints for this text alone.
    pub fn extract_with(&mut self, text: &str, hints: &Hints) -> Document {
        self.document(text, hints, None)
    }

    /// Resolves the place names at spans that another program, or a person, recognised: each becomes one mention, whose place is
    /// `None` where the gazetteer holds no such name. `spans` are bytes of the text, in text order; of those that overlap the
    /// first counts, and one without any letter gives nothing. Linear in the length of the text.
    ///
    /// ```
    /// use exonym::{Extractor, Span};
    /// let extractor = Extractor::embedded();
    /// let text = "rain in paris, texas";
    /// let document = extractor.worker().resolve(text, &[Span::new(8, 13), Span::new(15, 20)]);
    /// let place = document.mentions[0].place.as_ref().unwrap();
    /// assert_eq!((place.name.as_str(), place.admin1.as_deref()), ("Paris", Some("Texas")));
    /// ```
    pub fn resolve(&mut self, text: &str, spans: &[Span]) -> Document {
        self.document(text, &self.shared.hints, Some(spans))
    }

    fn document(&mut self, text: &str, hints: &Hints, given: Option<&[Span]>) -> Document {
        let mentions = match &hints.outlet {
            None => self.mentions(text, hints, given, 0),
            Some(outlet) => {
                let headed = format!("{outlet}\n\n{text}");
                let from = headed.len() - text.len();
                let given: Option<Vec<Span>> = given.map(|spans| spans.iter().map(|s| Span::new(s.start + from, s.end + from)).collect());
                let mut mentions = self.mentions(&headed, hints, given.as_deref(), from);
                for span in mentions.iter_mut().flat_map(|m| [Some(&mut m.span), m.within.as_mut()]).flatten() {
                    *span = Span::new(span.start.saturating_sub(from), span.end - from);
                }
                mentions
            }
        };
        let focus = focus(&mentions, &self.room.located, |at| division(self.shared, at));
        if text.len() > LARGEST_KEPT {
            self.room = Room::default();
        }
        Document { id: None, gazetteer: self.shared.label.clone(), focus, mentions, relations: Vec::new() }
    }

    /// The mentions that begin at byte `from` or behind; what stands before is read too.
    fn mentions(&mut self, text: &str, hints: &Hints, given: Option<&[Span]>, from: usize) -> Vec<Mention> {
        let shared = self.shared;
        // What is left out at last has told who acts until then.
        let is_told = |mention: &Mention| mention.span.start >= from && mention.score >= shared.min_score;
        let is_read = |mention: &Mention| mention.span.start >= from;
        let least = if given.is_some() { 0.0 } else { LEAST_PROBABILITY };
        let Settled { context, toponyms, resolver, model, told, located, cast } = self.settle(text, hints, given);
        // Once one is reported nearly all are: the records are not moved for the sake of the few that are not.
        let mut mentions = Vec::new();
        told.clear();
        located.clear();
        let mut names = toponyms.names.iter().filter_map(|name| named(&context, name).filter(is_read)).peekable();
        let before = toponyms.all.partition_point(|t| t.span.start < from);
        for (i, toponym) in toponyms.all.iter().enumerate().skip(before) {
            while let Some(name) = names.next_if(|name| name.span.start <= toponym.span.start) {
                mentions.push(name);
            }
            let resolution = resolver.resolution(i, toponym, model);
            let group = resolution.group;
            let admin1 = resolution.candidates.first().and_then(|best| best.lineage.admin1);
            told.resize(told.len().max(group + 1), None);
            let like = told[group].map(|m: usize| &mentions[m]);
            if let Some(mention) = mention(text, shared, toponym, resolution, like, least).filter(is_read) {
                told[group] = Some(mentions.len());
                located.extend(admin1.filter(|_| is_told(&mention)).map(|admin1| (admin1, mention.score)));
                if mentions.len() == mentions.capacity() {
                    mentions.reserve(toponyms.all.len() - i + toponyms.names.len());
                }
                mentions.push(mention);
            }
        }
        mentions.extend(names);
        footing::find(&mut mentions);
        if let Some(actors) = shared.actors.get().filter(|_| given.is_none()) {
            cast.find(&context, actors, hints.date, &mut mentions);
        }
        mentions.retain(is_told);
        mentions
    }

    /// Finds the names of a text and resolves the toponyms among them.
    fn settle<'r>(&'r mut self, text: &'r str, hints: &Hints, given: Option<&[Span]>) -> Settled<'r> {
        let Shared { layers, lexicon, variants, model, .. } = self.shared;
        let (variants, model) = (variants.get(), model.get());
        let Room { tokens, matcher, hits, inflected, ways, context, recognizer, resolver, unlisted, told, located, cast } = &mut self.room;
        tokens.read(text);
        matcher.find_among(text, tokens, layers.gazetteers(), hits);
        ways.all.clear();
        let inflection = variants.map(Variants::inflection);
        let guess = inflection.map(|inflection| inflection.guess(text));
        let language = hints.language.as_deref().or_else(|| guess.as_ref()?.code);
        let is_english = match &hints.language {
            Some(code) => code == "en",
            None => may_be_english(text, guess.as_ref()),
        };
        let model = model.filter(|_| is_english);
        let ranker = model.map(|model| &model.ranker);
        if let Some(paradigms) = language.and_then(|code| inflection?.language(code)) {
            inflected.find(tokens, paradigms, layers.gazetteers(), &mut ways.all);
        }
        let context = Context::new(text, tokens, is_english, lexicon, context);
        ways.all.extend(hits.iter().map(|&hit| (hit, Road::LISTED)));
        ways.arrange();
        let toponyms = match given {
            Some(spans) => recognizer.recognize_at(&context, layers, ways.hits(), ways.roads(), spans),
            None => recognizer.recognize(&context, layers, ways.hits(), ways.roads(), model),
        };
        resolver.resolve(&context, layers, toponyms, hints, ranker);
        // What is listed tells where to look for what is not.
        unlisted.named.read(layers, toponyms.all, resolver, model, variants, hints);
        let listed = ways.all.len();
        if unlisted.find(&context, Known { layers, variants, model }, toponyms.all, &mut ways.all) {
            if let Some(spans) = given {
                // No others than those given.
                let mut found = ways.all.split_off(listed);
                found.retain(|(hit, _)| spans.binary_search_by_key(&hit.span.start, |s| s.start).is_ok_and(|i| spans[i] == hit.span));
                ways.all.extend(found);
            }
            let toponyms = match model.is_some() || given.is_some() {
                true => recognizer.lead(&context, layers, &ways.all[listed..]),
                false => {
                    ways.arrange();
                    recognizer.recognize(&context, layers, ways.hits(), ways.roads(), model)
                }
            };
            resolver.resolve(&context, layers, toponyms, hints, ranker);
        }
        Settled { context, toponyms: recognizer.recognized(), resolver, model, told, located, cast }
    }
}

/// Whether a text may be English, for which the model was trained. One too short to tell is taken for that, unless many of
/// its letters are not even Latin.
fn may_be_english(text: &str, guess: Option<&Guess<'_>>) -> bool {
    guess.is_none_or(|guess| guess.may_be("en")) && text.bytes().filter(|b| !b.is_ascii()).count() * 3 < text.len()
}

/// The names of a text, the toponyms resolved.
struct Settled<'r> {
    context: Context<'r>,
    toponyms: Recognized<'r>,
    resolver: &'r Resolver,
    /// What judged them; none where rules did.
    model: Option<&'r Model>,
    told: &'r mut Vec<Option<usize>>,
    located: &'r mut Vec<Located>,
    cast: &'r mut Cast,
}

/// A toponym with what tells its probabilities.
#[cfg(feature = "train")]
pub(crate) struct Weighed {
    pub span: Span,
    pub demonym: bool,
    /// Signs of being a place.
    pub place: Vec<f32>,
    /// Signs of the best candidate, if there is any.
    pub referent: Option<Vec<f32>>,
    /// The candidates, best first: their signs, and where they are.
    pub candidates: Vec<(Vec<f32>, Point)>,
    /// How many toponyms are resolved together with it, itself counted.
    pub members: usize,
}

#[cfg(feature = "train")]
impl Worker<'_> {
    /// The toponyms of a text that are weighed, likely or not.
    pub(crate) fn weigh(&mut self, text: &str) -> Vec<Weighed> {
        let hints = &self.shared.hints;
        let Settled { toponyms, resolver, .. } = self.settle(text, hints, None);
        let weighed = |(i, t): (usize, &Toponym)| {
            let (place, referent) = resolver.signs(i, t);
            let candidates = resolver.candidates(i).0.iter().map(|c| (c.signs(), c.point)).collect();
            Weighed { span: t.span, demonym: t.usage == Usage::Demonym, place, referent, candidates, members: resolver.members(i) }
        };
        toponyms.all.iter().enumerate().map(weighed).collect()
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.shared.spare.give_back(std::mem::take(&mut self.room));
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::extractor::Extractor;

    #[test]
    fn an_outlet_is_read_and_not_reported() {
        let extractor = Extractor::embedded();
        let text = "A man from Paris was fined.";
        let place = |outlet: Option<&str>| {
            let document = extractor.extract_with(text, &Hints { outlet: outlet.map(str::to_owned), ..Hints::default() });
            assert_eq!(document.mentions.len(), 1, "{:?}", document.mentions);
            let mention = &document.mentions[0];
            assert_eq!(&text[mention.span.range()], mention.text);
            mention.place.as_ref().unwrap().country.unwrap().to_string()
        };
        assert_eq!(place(None), "FR");
        assert_eq!(place(Some("The Paris News, Paris, Texas")), "US");
    }

    #[test]
    fn given_spans_are_resolved_each() {
        let extractor = Extractor::embedded();
        let text = "rain in kyiv, at Nowhere Creek and in London";
        let spans = [Span::new(8, 12), Span::new(17, 30), Span::new(38, 44)];
        for outlet in [None, Some("The Times".to_owned())] {
            let document = extractor.worker().document(text, &Hints { outlet, ..Hints::default() }, Some(&spans));
            assert_eq!(document.mentions.iter().map(|m| m.span).collect::<Vec<_>>(), spans);
            let creek = &document.mentions[1];
            assert!(creek.place.is_none() && creek.footing.is_some(), "{creek:?}");
        }
        assert!(extractor.worker().resolve(text, &[Span::new(4, 5), Span::new(400, 404)]).mentions.is_empty());
    }
}
