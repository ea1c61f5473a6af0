//! Persons: who is called by a name, by listing, by what stands beside it, and by what was said before.

use std::sync::Arc;

use super::countries::Countries;
use super::found::{Composed, Found, Who, slug};
use super::phrases::{Phrase, Phrases};
use super::scene::Scene;
use super::titles::{Office, Offices};
use crate::actor::{ActorId, ActorRef, ActorType, Role, Sense};
use crate::gazetteer::CountryCode;
use crate::variant::Skeleton;

/// Words that may be a person's name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    /// Probability that it is a person's, 0 to 1.
    pub probability: f32,
}

/// A person of the document.
#[derive(Debug)]
struct Known {
    /// Where the name stands, in full.
    first: usize,
    last: usize,
    found: usize,
}

/// The probability of a surname that only the list tells.
pub(super) const UNTOLD: f32 = 0.3;
/// What speaks for an entry by its weight from here on needs nothing else.
const FAMOUS: f32 = 0.3;
/// What those who rule hold, by the ends of ids of bodies and by title.
const RULING: [&str; 4] = ["/presidency", "/government", "/prime-minister", "/monarchy"];
const RULERS: [&str; 6] = ["President", "Prime Minister", "Chancellor", "King", "Supreme Leader", "Crown Prince"];
/// An ordinary word from this frequency on is no surname by itself.
const ORDINARY: u8 = 60;
/// Surnames that so many share say little: a frequency.
const COMMON_SURNAME: u8 = 150;
/// One that many bear.
const KNOWN_SURNAME: u8 = 60;
/// More of a country does not make it likelier that somebody of it is meant.
const MOST_SPOKEN_OF: f32 = 0.2;
/// A share of a document's countries from which a person of the country is expected.
const SPOKEN_OF: f32 = 0.08;

/// Tells who persons are.
pub(super) struct Persons<'s, 'd> {
    pub scene: &'s Scene<'s, 'd>,
    pub phrases: &'s Phrases,
    pub countries: &'s Countries,
    pub offices: Offices<'s, 'd>,
}

impl Persons<'_, '_> {
    /// The persons that names mean; names of several words first, so that those of one word can take them up.
    pub fn find(&self, names: &[Name]) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        let mut known: Vec<Known> = Vec::new();
        for name in names.iter().filter(|n| n.last > n.first) {
            let taken_up = self.same_name(&known, name).map(|k| all[k.found].clone());
            let found = match taken_up {
                Some(like) => {
                    Some(Found { first: name.first, last: name.last, score: name.probability.max(like.score * 0.97), name_last: Some(name.last), ..like })
                }
                None => self.full(name),
            };
            let Some(found) = found else { continue };
            known.push(Known { first: name.first, last: name.last, found: all.len() });
            all.push(found);
        }
        for name in names.iter().filter(|n| n.last == n.first) {
            let found = self.taken_up(&known, name).map(|k| all[k.found].clone());
            let found = match found {
                Some(like) => {
                    Some(Found { first: name.first, last: name.last, score: (like.score * 0.95).max(name.probability), name_last: Some(name.last), ..like })
                }
                None => self.alone(name),
            };
            let Some(found) = found else { continue };
            if matches!(found.who, Who::Listed(_)) {
                known.push(Known { first: name.first, last: name.last, found: all.len() });
            }
            all.push(found);
        }
        all.sort_by_key(|f| f.first);
        all
    }

    /// A name of several words that stands for nobody met before.
    fn full(&self, name: &Name) -> Option<Found> {
        let offices = self.offices_of(name);
        let office = offices.first();
        let exact = self.phrases.at(name.first).iter().filter(|p| p.last == name.last && p.sense == Sense::Name).map(|p| ActorRef(p.number));
        if let Some(actor) = self.best(exact, office, |_| true) {
            let weight = self.weight(actor, office);
            let word = |i: usize| self.scene.context.word(i);
            let usual = word(name.last).surname >= COMMON_SURNAME && word(name.first).given >= COMMON_SURNAME && self.scene.context.is_english;
            if weight >= SPOKEN_OF || !usual {
                return Some(self.listed(actor, name, 0.97));
            }
        }
        let surnames = self.surnames(name.last, offices.first());
        let like = surnames.iter().copied().filter(|(actor, _)| self.is_given(*actor, name.first)).map(|(actor, _)| actor);
        if let Some(actor) = self.best(like, office, |weight| weight >= SPOKEN_OF) {
            return Some(self.listed(actor, name, 0.9));
        }
        self.unlisted(name, &offices)
    }

    /// A single word that stands for nobody met before.
    fn alone(&self, name: &Name) -> Option<Found> {
        let context = self.scene.context;
        let offices = self.offices_of(name);
        let office = offices.first();
        let word = context.word(name.first);
        let titled = office.is_some_and(|o| o.title.is_some());
        let doubtful = !titled && name.probability < 0.5 && (word.common >= ORDINARY || context.capital_is_free(name.first) && word.common > 0);
        if doubtful {
            return None;
        }
        let untold = self.scene.context.is_english && !titled && name.probability <= UNTOLD;
        let least = if untold {
            FAMOUS + 0.2
        } else if word.surname >= COMMON_SURNAME || word.given >= KNOWN_SURNAME {
            SPOKEN_OF + FAMOUS
        } else if word.surname >= KNOWN_SURNAME || word.given > 0 {
            SPOKEN_OF + 0.2
        } else {
            SPOKEN_OF + 0.1
        };
        let surnames = self.surnames(name.first, offices.first());
        let listed = surnames.iter().copied().filter(|(_, exact)| *exact || titled).map(|(actor, _)| actor);
        if let Some(actor) = self.best(listed, office, |weight| weight >= least) {
            return Some(self.listed(actor, name, 0.9));
        }
        if titled { self.unlisted(name, &offices) } else { None }
    }

    /// What is told of a person beside the name, what tells the country first.
    fn offices_of(&self, name: &Name) -> Vec<Office> {
        let mut all: Vec<Office> = [self.offices.before(name.first), self.offices.behind(name.last)].into_iter().flatten().collect();
        all.sort_by_key(|office| (office.title.is_none(), office.country.is_none()));
        let country = all.iter().find_map(|office| office.country);
        all.iter_mut().for_each(|office| office.country = office.country.or(country));
        all
    }

    /// A person of the document whose whole name this is.
    fn same_name<'k>(&self, known: &'k [Known], name: &Name) -> Option<&'k Known> {
        let tokens = self.scene.context.tokens;
        let same = |k: &&Known| {
            k.last - k.first == name.last - name.first && (0..=name.last - name.first).all(|n| tokens.stem(k.first + n) == tokens.stem(name.first + n))
        };
        known.iter().rev().find(same)
    }

    /// The person of the document that a word takes up: the surname, or the given name, however it is spelled.
    fn taken_up<'k>(&self, known: &'k [Known], name: &Name) -> Option<&'k Known> {
        let tokens = self.scene.context.tokens;
        let word = tokens.stem(name.first);
        let surname = |k: &&Known| tokens.stem(k.last) == word;
        let alike = |k: &&Known| is_form(tokens.stem(k.last), word) || are_alike(tokens.stem(k.last), word);
        let given = |k: &&Known| k.last > k.first && tokens.stem(k.first) == word && name.probability > 0.5;
        known.iter().rev().find(surname).or_else(|| known.iter().rev().find(alike)).or_else(|| known.iter().rev().find(given))
    }

    /// The entries whose surname stands at the end of a name; whether it is listed as it is spelled. Other spellings are asked for
    /// where something else speaks for the entry.
    fn surnames(&self, last: usize, office: Option<&Office>) -> Vec<(ActorRef, bool)> {
        let mut all: Vec<(ActorRef, bool)> = self.phrases.ending(last, Sense::Surname).map(|p: &Phrase| (ActorRef(p.number), true)).collect();
        if all.is_empty() {
            for skeleton in Skeleton::all(self.scene.context.tokens.stem(last)) {
                self.scene.actors.persons_like(skeleton.hash(None), |actor| {
                    let told = office.is_some() || self.countries.share(self.scene.actors.country(actor)) >= SPOKEN_OF;
                    if told && self.has_surname_like(actor, last) {
                        all.push((actor, false));
                    }
                });
            }
        }
        all.dedup_by_key(|(actor, _)| *actor);
        all
    }

    /// Whether the last word of the display name is a spelling of a word.
    fn has_surname_like(&self, actor: ActorRef, last: usize) -> bool {
        let word = self.scene.context.tokens.stem(last);
        let surname = self.scene.actors.name(actor).rsplit([' ', '-']).next().unwrap_or("");
        word.chars().count() > 3 && may_be_alike(surname, word) && are_alike(&crate::text::fold(surname), word)
    }

    /// Whether a word may be the given name of an entry: the same under some spelling, or its first letter.
    fn is_given(&self, actor: ActorRef, i: usize) -> bool {
        let word = self.scene.context.tokens.stem(i);
        let given = self.scene.actors.name(actor).split(' ').next().unwrap_or("");
        if !may_be_alike(given, word) {
            return false;
        }
        let given = crate::text::fold(given);
        let given = given.as_str();
        let is_initial = word.chars().count() == 1 && given.starts_with(word);
        is_initial || given == word || are_alike(given, word) || is_form(given, word)
    }

    /// The entry that has most for it, if that is enough and no other has as much.
    fn best(&self, all: impl Iterator<Item = ActorRef>, office: Option<&Office>, enough: impl Fn(f32) -> bool) -> Option<ActorRef> {
        let mut weighed: Vec<(f32, ActorRef)> = all.map(|actor| (self.weight(actor, office), actor)).filter(|(weight, _)| enough(*weight)).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.dedup_by_key(|(_, actor)| *actor);
        weighed.first().map(|(_, actor)| *actor)
    }

    /// What speaks for an entry: that its country is spoken of, that what stands beside the name is true of it, that it is
    /// somebody in office.
    fn weight(&self, actor: ActorRef, office: Option<&Office>) -> f32 {
        let actors = self.scene.actors;
        let country = actors.country(actor);
        let spoken_of = self.countries.share(country).min(MOST_SPOKEN_OF);
        let told = office.map_or(0.0, |office| {
            let fits = office.title.is_some_and(|title| holds(self.scene, actor, title));
            let at_home = office.country.is_some() && office.country == country;
            let abroad = office.country.is_some() && !at_home;
            // Sheriff Johnson is no Johnson who never was a sheriff.
            let other = office.title.is_some() && !fits;
            let counts = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
            counts(fits, 0.5) + counts(at_home, 0.5) - counts(abroad, 0.4) - counts(other, 0.2)
        });
        // Those of whom more offices are known are more often spoken of, heads of states and of governments most.
        let rank = actors.roles(actor).count().min(4) as f32 * 0.05;
        let rules = actors
            .roles(actor)
            .any(|role| role.of.is_some_and(|of| RULING.iter().any(|slug| of.as_str().ends_with(slug))) && RULERS.contains(&role.title.as_str()));
        spoken_of + told + if spoken_of > 0.0 || told > 0.0 || rules { rank } else { 0.0 } + if rules { FAMOUS } else { 0.0 }
    }

    fn listed(&self, actor: ActorRef, name: &Name, score: f32) -> Found {
        Found {
            first: name.first,
            last: name.last,
            who: Who::Listed(actor),
            kind: ActorType::Person,
            country: self.scene.actors.country(actor),
            score: score.max(name.probability),
            name_last: Some(name.last),
        }
    }

    /// Somebody whom no list holds, if the words beside the name tell anything.
    fn unlisted(&self, name: &Name, offices: &[Office]) -> Option<Found> {
        let context = self.scene.context;
        let text = &context.text[context.token(name.first).span.start..context.token(name.last).stem_end()];
        let first = offices.first()?;
        let country = first.country.or_else(|| self.at_home(first));
        let roles: Vec<Role> = offices.iter().filter_map(|office| office.role(self.scene)).collect();
        if country.is_none() && roles.is_empty() {
            return None;
        }
        let code = country.map_or_else(|| "zz".to_owned(), |c| c.as_str().to_lowercase());
        let id = ActorId::new(format!("person:{code}/{}", slug(text)));
        let sector = first.sector(self.scene);
        let score = name.probability.max(if first.title.is_some() { 0.8 } else { 0.0 });
        let who = Who::Composed(Arc::new(Composed { id, name: text.to_owned(), kind: ActorType::Person, country, sector, roles }));
        Some(Found { first: name.first, last: name.last, who, kind: ActorType::Person, country, score, name_last: Some(name.last) })
    }

    /// An office without a country is of the one that the text is mostly about.
    fn at_home(&self, office: &Office) -> Option<CountryCode> {
        const MOSTLY: f32 = 0.6;
        let title = office.title?;
        let of_state = !self.scene.actors.title(title).body.is_empty();
        self.countries.main(MOSTLY).filter(|_| of_state)
    }
}

/// Whether an entry holds or held an office of a title, at the document's date if that is known.
pub(super) fn holds(scene: &Scene<'_, '_>, actor: ActorRef, title: u32) -> bool {
    let wanted = scene.actors.title(title);
    scene.actors.roles(actor).any(|role| {
        let slug = role.of.as_ref().and_then(|of| of.as_str().split_once('/').map(|(_, slug)| slug));
        let same_body = !wanted.body.is_empty() && slug == Some(wanted.body);
        let same_title = role.title.eq_ignore_ascii_case(wanted.title) || role.title.to_lowercase().contains(&wanted.title.to_lowercase());
        (same_title || same_body && role.title.to_lowercase().ends_with(wanted.title.to_lowercase().rsplit(' ').next().unwrap_or("")))
            && scene.date.is_none_or(|date| role.holds(date))
    })
}

/// Whether two spellings may be of one name: they have a skeleton in common.
fn are_alike(a: &str, b: &str) -> bool {
    a.chars().count() > 2 && b.chars().count() > 2 && begins_alike(a, b) && Skeleton::all(a).any(|skeleton| Skeleton::all(b).any(|other| skeleton == other))
}

/// Whether a word of a display name and a folded one may be alike, before anything is made of them: in Latin letters they begin
/// with the same one.
fn may_be_alike(name: &str, word: &str) -> bool {
    let first = |s: &str| s.chars().next().filter(char::is_ascii).map(|c| c.to_ascii_lowercase());
    matches!((first(name), first(word)), (Some(a), Some(b)) if a == b) || first(name).is_none() || first(word).is_none()
}

/// A skeleton has no vowels, and short names have little else.
fn begins_alike(a: &str, b: &str) -> bool {
    let scripts_differ = a.is_ascii() != b.is_ascii();
    scripts_differ || a.len().abs_diff(b.len()) <= 3 && a.chars().next() == b.chars().next()
}

/// Whether two words differ in their last letters only, as cases of one name do.
fn is_form(name: &str, word: &str) -> bool {
    const STEM: usize = 3;
    const ENDING: usize = 3;
    if name.is_ascii() || word.is_ascii() {
        return false;
    }
    let common = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let rest = |w: &str| w.chars().count() - common;
    common >= STEM && rest(name) <= ENDING && rest(word) <= ENDING
}
