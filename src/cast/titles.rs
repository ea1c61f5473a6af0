//! Titles beside a person's name: Kremlin spokesman Dmitry Peskov; Andrzej Duda, the Polish president; «глава МИД Литвы».

use super::bodies::Body;
use super::found::Found;
use super::phrases::{Phrase, Phrases};
use super::scene::Scene;
use crate::actor::{ActorId, Role, Sector, Sense, code_of};
use crate::gazetteer::CountryCode;
use crate::lexicon::Cues;
use crate::text::Gap;

/// What is told of a person by the words beside the name.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// First and last token of what tells it, both included.
    pub first: usize,
    pub last: usize,
    pub title: Option<u32>,
    pub country: Option<CountryCode>,
    /// Id of the body it is held in.
    pub of: Option<String>,
}

/// What offices are read from.
pub(super) struct Offices<'s, 'd> {
    pub scene: &'s Scene<'s, 'd>,
    pub phrases: &'s Phrases,
    pub bodies: &'s [Body],
    pub listed: &'s [Found],
}

/// Whose something is: its country, the path of ids in it, and the tokens that tell.
#[derive(Clone, Debug)]
struct Whose {
    first: usize,
    last: usize,
    country: Option<CountryCode>,
    /// `org:` id of a body; none for a country or a place.
    body: Option<String>,
    /// An adjective, which may stand before other words.
    is_adjective: bool,
    /// What stands before a slug in an id.
    base: String,
}

/// Words between a title and the place or body it is of, at most.
const FARTHEST: usize = 8;

impl Offices<'_, '_> {
    /// What stands before a name whose first token is `first`.
    pub fn before(&self, first: usize) -> Option<Office> {
        let beside = self.scene.context.before_abbreviation(first).or_else(|| self.scene.before(first));
        // The mayor of Quelimane, Inocêncio Macuácuane.
        let comma = || (first > 0 && self.scene.context.token(first).gap == Gap::Comma).then(|| first - 1);
        let b = beside.or_else(comma)?;
        let Some((title, begins)) = self.title_ending(b) else { return self.whose_between(b, beside.is_some()) };
        let whose = self.whose_before(begins, beside.is_some());
        if beside.is_none() && whose.is_none() {
            return None;
        }
        Some(self.office(whose.as_ref().map_or(begins, |w| w.first), b, Some(title), whose))
    }

    /// Whose it is between title and name: президент Украины Зеленский, president of Belarus Alexander Lukashenko; or whose
    /// somebody is and nothing more: Russian Vladimir Petrov.
    fn whose_between(&self, b: usize, beside: bool) -> Option<Office> {
        let whose = self.whose_ending(b)?;
        let mut t = self.scene.before(whose.first);
        while let Some(small) = t.filter(|&t| self.scene.is_word(t, &["of", "the", "der", "des", "von", "for"])) {
            t = self.scene.before(small);
        }
        let linked = t.is_some_and(|t| t + 1 < whose.first) || !self.scene.context.is_english;
        if let Some((title, begins)) = t.filter(|_| linked).and_then(|t| self.title_ending(t)) {
            return Some(self.office(begins, whose.last, Some(title), Some(whose)));
        }
        (beside && whose.body.is_none()).then(|| self.office(whose.first, whose.last, None, Some(whose)))
    }

    /// Whose an office is by what stands before its title: Kremlin spokesman, Malawian football coach.
    fn whose_before(&self, begins: usize, beside: bool) -> Option<Whose> {
        /// Nouns that no list holds: football.
        const UNKNOWN: usize = 2;
        let mut unknown = 0;
        let mut j = self.scene.before(begins);
        for _ in 0..5 {
            let at = j?;
            if let Some(found) = self.whose_ending(at) {
                let told = unknown == 0 || found.is_adjective || self.scene.context.token(found.last).is_possessive();
                return Some(found).filter(|_| told);
            }
            let passed = [Sense::Filler, Sense::Part, Sense::Title, Sense::Head].into_iter().find_map(|sense| self.phrases.ending(at, sense).next());
            let word = self.scene.context.word(at);
            let noun = beside && unknown < UNKNOWN && !self.scene.context.token(at).is_capitalized() && word.cues == Cues::default();
            j = match passed {
                Some(passed) => self.scene.before(passed.first),
                None if noun => {
                    unknown += 1;
                    self.scene.before(at)
                }
                None => return None,
            };
        }
        None
    }

    /// What stands behind a name whose last token is `last`, set off by a comma.
    pub fn behind(&self, last: usize) -> Option<Office> {
        let context = self.scene.context;
        let mut j = last + 1;
        if context.tokens.get(j)?.gap != Gap::Comma {
            return None;
        }
        let first = j;
        if self.scene.is_word(j, &["the", "a", "an", "der", "die", "ein", "eine"]) {
            j = context.after(j)?;
        }
        let mut whose = None;
        for _ in 0..5 {
            if let Some(found) = self.whose_at(j).filter(|_| whose.is_none()) {
                j = context.after(found.last)?;
                whose = Some(found);
            } else if let Some(title) = self.phrases.at(j).iter().find(|p| p.sense == Sense::Title) {
                let end = title.last;
                let whose = whose.or_else(|| self.whose_behind(end));
                return Some(self.office(first, whose.as_ref().map_or(end, |w| w.last.max(end)), Some(title.number), whose));
            } else {
                let filler = self.phrases.at(j).iter().find(|p| matches!(p.sense, Sense::Filler | Sense::Part))?;
                j = context.after(filler.last)?;
            }
        }
        None
    }

    /// A title that is told of somebody without a name: the Belarusian president. First and last token, title, country.
    pub fn alone(&self, title_first: usize, title_last: usize, title: u32) -> Option<Office> {
        let before = self.scene.before(title_first).and_then(|b| self.whose_ending(b));
        let whose = before
            .or_else(|| self.whose_behind(title_last).filter(|w| self.scene.context.is_english && w.first <= title_last + 3 || w.first == title_last + 1))?;
        let (first, last) = (title_first.min(whose.first), title_last.max(whose.last));
        Some(self.office(first, last, Some(title), Some(whose)))
    }

    /// The title that ends at a token, and where it begins.
    fn title_ending(&self, last: usize) -> Option<(u32, usize)> {
        self.phrases.ending(last, Sense::Title).next().map(|p| (p.number, p.first))
    }

    /// Whose something is by what ends at a token: a body, else a place.
    fn whose_ending(&self, last: usize) -> Option<Whose> {
        let body = self.bodies.iter().find(|b| b.found.last == last).map(|b| whose_body(&b.found, format!("org:{}", b.path)));
        let listed = || self.listed.iter().find(|f| f.last == last).map(|f| whose_body(f, self.id(f)));
        let adjective = || self.phrases.ending(last, Sense::Demonym).next().and_then(whose_demonym);
        body.or_else(listed).or_else(|| self.scene.place_ending(last).and_then(|p| self.whose_place(p))).or_else(adjective)
    }

    /// The same by what begins at a token.
    fn whose_at(&self, first: usize) -> Option<Whose> {
        let body = self.bodies.iter().find(|b| b.found.first == first).map(|b| whose_body(&b.found, format!("org:{}", b.path)));
        let listed = || self.listed.iter().find(|f| f.first == first).map(|f| whose_body(f, self.id(f)));
        let adjective = || self.phrases.at(first).iter().find(|p| p.sense == Sense::Demonym).and_then(whose_demonym);
        body.or_else(listed).or_else(|| self.scene.place_at(first).and_then(|p| self.whose_place(p))).or_else(adjective)
    }

    /// What follows a title: president *of Belarus*, an expert on politics *at the Ukrainian Institute of the Future*.
    fn whose_behind(&self, last: usize) -> Option<Whose> {
        let context = self.scene.context;
        if !context.is_english {
            return context.after(last).and_then(|j| self.whose_at(j));
        }
        let mut j = last;
        for _ in 0..FARTHEST {
            j = context.after(j)?;
            if self.scene.is_word(j, &["of", "for", "at", "in", "with", "from"]) {
                let mut k = context.after(j)?;
                if self.scene.is_word(k, &["the"]) {
                    k = context.after(k)?;
                }
                if let Some(whose) = self.whose_at(k) {
                    return Some(whose);
                }
            }
        }
        None
    }

    fn whose_place(&self, p: &super::scene::PlaceName) -> Option<Whose> {
        let country = p.country?;
        let code = country.as_str().to_lowercase();
        let base = if p.is_country || !p.is_local { code } else { format!("{code}/{}", self.scene.place_id(p)?) };
        Some(Whose { first: p.first, last: p.last, country: Some(country), body: None, is_adjective: p.is_demonym, base })
    }

    fn id(&self, found: &Found) -> String {
        match &found.who {
            super::found::Who::Listed(actor) => self.scene.actors.id(*actor).to_owned(),
            super::found::Who::Composed(composed) => composed.id.as_str().to_owned(),
        }
    }

    fn office(&self, first: usize, last: usize, title: Option<u32>, whose: Option<Whose>) -> Office {
        let slug = title.map_or("", |title| self.scene.actors.title(title).body);
        let country = whose.as_ref().and_then(|w| w.country);
        let of = whose.and_then(|w| match w.body {
            Some(body) => Some(body),
            None if slug.is_empty() => title.map(|_| format!("org:{}/government", w.base)),
            None => Some(format!("org:{}/{slug}", w.base)),
        });
        Office { first, last, title, country, of }
    }
}

fn whose_body(found: &Found, id: String) -> Whose {
    Whose { first: found.first, last: found.last, country: found.country, base: id.trim_start_matches("org:").to_owned(), body: Some(id), is_adjective: false }
}

fn whose_demonym(adjective: &Phrase) -> Option<Whose> {
    let country = code_of(adjective.number)?;
    Some(Whose { first: adjective.first, last: adjective.last, country: Some(country), body: None, is_adjective: true, base: country.as_str().to_lowercase() })
}

impl Office {
    /// The role it tells.
    pub fn role(&self, scene: &Scene<'_, '_>) -> Option<Role> {
        let title = scene.actors.title(self.title?).title.to_owned();
        Some(Role { title, of: self.of.clone().map(ActorId::new), from: None, to: None })
    }

    /// The sector of who holds it.
    pub fn sector(&self, scene: &Scene<'_, '_>) -> Sector {
        self.title.map_or(Sector::CIVILIAN, |title| scene.actors.title(title).sector)
    }
}
