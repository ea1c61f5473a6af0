//! What a place is called in a language of its country, told from the folded names that are listed.

use serde::Serialize;

use super::Spellings;
use super::listed::title_case;
use crate::gazetteer::{CountryCode, FeatureClass, NameKind, NameRecord, PlaceRef};
use crate::text::fold;
use crate::variant::inflection::{Kind, Lemma};
use crate::variant::{CompareRoom, NameLanguage, Script, Standard, StandardKind};

/// What speaks for a name: that a standard makes the display name of it, that another listed name is what it is called in
/// another language of the country («Луганськ», beside «Луганск»), that it is what the name in the
/// country's own language is in this one, a letter that only this language has, each case form of it that is listed.
const DISPLAYED: usize = 100;
const PAIRED: usize = 10;
const COUNTERPART: usize = 20;
const OWN_LETTER: usize = 3;
/// Names that are nearly as near to the display name are not told apart by it.
const CLEARLY_NEARER: f32 = 0.5;
/// Letters that folding has taken away, and what it left.
const FOLDED_LETTERS: [(char, char); 2] = [('е', 'ё'), ('г', 'ґ')];

/// A place's name in one language, and its spellings in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NativeName {
    /// ISO 639.
    pub language: String,
    /// With capitals; accents, apostrophes and hyphens that folding took away are not there.
    pub name: String,
    /// Under the standards of the language, those that spell it alike together.
    pub romanizations: Vec<Romanized>,
}

/// A spelling and the standards that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Romanized {
    /// In Latin letters.
    pub spelling: String,
    /// Their ids.
    pub standards: Vec<String>,
}

impl Spellings<'_> {
    /// The names of a place in the languages of its country, the country's own first. A language in which it is not
    /// known for sure is left out.
    pub fn native_names(&self, place: PlaceRef) -> Vec<NativeName> {
        let Some(country) = self.country(place) else { return Vec::new() };
        let names = self.layers.names_of(place);
        let languages = self.languages(country);
        let native = |language: &&NameLanguage| {
            let name = title_case(&self.choose(place, language, country, &names)?);
            Some(NativeName { language: language.code.clone(), romanizations: self.romanizations(&language.code, &name), name })
        };
        languages.iter().filter_map(native).collect()
    }

    /// What a place is called in a language of its country, if that can be told.
    pub fn native(&self, place: PlaceRef, language: &str) -> Option<String> {
        let country = self.country(place)?;
        let language = self.languages(country).into_iter().find(|l| l.code == language)?;
        self.choose(place, language, country, &self.layers.names_of(place)).map(|name| title_case(&name))
    }

    /// A name under the standards of its language, the best-known first.
    pub fn romanizations(&self, language: &str, name: &str) -> Vec<Romanized> {
        let mut all: Vec<Romanized> = Vec::new();
        for standard in self.standards(language) {
            let (spelling, id) = (standard.romanize(name), standard.id().to_owned());
            match all.iter_mut().find(|r| r.spelling == spelling) {
                Some(known) => known.standards.push(id),
                None => all.push(Romanized { spelling, standards: vec![id] }),
            }
        }
        all
    }

    /// The standards of a language: that of reference, that of English newspapers, those of states, of other newspapers,
    /// of scholars.
    pub(super) fn standards(&self, language: &str) -> Vec<&Standard> {
        let reference = self.variants.languages.of_code(language).map(|l| l.reference.as_str());
        let mut standards: Vec<&Standard> = self.variants.romanization().standards().iter().filter(|s| s.language() == language).collect();
        standards.sort_by_key(|s| {
            (
                Some(s.id()) != reference,
                !s.id().ends_with("-en-press"),
                [StandardKind::Official, StandardKind::Press, StandardKind::Scholarly].iter().position(|k| *k == s.kind()),
            )
        });
        standards
    }

    pub(super) fn country(&self, place: PlaceRef) -> Option<CountryCode> {
        self.layers.lineage(place).country
    }

    /// Languages of a country's names, its own first.
    pub(super) fn languages(&self, country: CountryCode) -> Vec<&NameLanguage> {
        let mut languages: Vec<&NameLanguage> = self.variants.languages.of_country(country.as_str()).collect();
        languages.sort_by_key(|l| l.countries.first().is_none_or(|c| c != country.as_str()));
        languages
    }

    /// The likeliest name of a place in a language, folded.
    fn choose(&self, place: PlaceRef, language: &NameLanguage, country: CountryCode, names: &[NameRecord]) -> Option<String> {
        let own = self.languages(country)[0];
        let is_own = own.code == language.code;
        let own_name = if is_own { None } else { self.choose(place, own, country, names).map(|name| fold(&name)) };
        let counterparts = own_name.as_deref().map(|name| self.counterparts(own, language, name)).unwrap_or_default();
        // What an old name is called in the other language may be listed as old there alone.
        let may_be = |n: &&NameRecord| (is_in_use(n) || counterparts.contains(&n.name)) && language.may_be_of(&n.name, country.as_str());
        let candidates: Vec<&str> = names.iter().filter(may_be).map(|n| n.name.as_str()).collect();
        let display = fold(self.layers.gazetteer(place).name(place.entry));
        let forms = self.forms(language, names);
        let own_forms: Vec<&str> = match &own_name {
            Some(name) => self.forms(own, names).into_iter().filter(|(_, of)| of == name).map(|(form, _)| form).collect(),
            None => Vec::new(),
        };
        let count = |name: &str| forms.iter().filter(|(form, of)| of == name && !own_forms.contains(form)).count();
        let is_form = |name: &str| forms.iter().any(|(form, of)| *form == name && candidates.contains(&of.as_str()) && count(of) > count(name));
        let mut room = CompareRoom::default();
        let mut weigh = |name: &str| {
            // Places are displayed by their names in the country's own language, if by a native one.
            let (name, standards) = if is_own { self.as_displayed(language, name, &display) } else { (name.to_owned(), 0) };
            let letter = name.contains(|c| language.only.contains(c));
            let counterpart = match counterparts.contains(&name) {
                true if own_name.as_ref() == Some(&name) => COUNTERPART,
                true => COUNTERPART + OWN_LETTER,
                false => 0,
            };
            let for_it = if standards > 0 {
                DISPLAYED
            } else if letter {
                OWN_LETTER
            } else {
                0
            };
            let paired = if is_own && self.is_paired(language, country, &name, names) { PAIRED } else { 0 };
            let distance = self.variants.road(&name, country.as_str(), &display, f32::MAX, &mut room).map_or(f32::MAX, |road| road.cost);
            (count(&name) + for_it + paired + counterpart, distance, name)
        };
        let mut weighed: Vec<(usize, f32, String)> = candidates.iter().filter(|name| !is_form(name)).map(|name| weigh(name)).collect();
        weighed.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
        // Of a division whole phrases are listed, case by case: only what it is displayed by is sure.
        let least = if self.layers.gazetteer(place).feature(place.entry).0 == FeatureClass::A { DISPLAYED } else { 0 };
        let (best, distance, _) = weighed.first().filter(|(weight, ..)| *weight >= least)?;
        let clear = weighed.get(1).is_none_or(|(weight, next, _)| weight < best || *next >= distance + CLEARLY_NEARER);
        clear.then(|| weighed.swap_remove(0).2)
    }

    /// A folded name with what folding took away, if the display name tells; and how many standards make that one of it.
    fn as_displayed(&self, language: &NameLanguage, name: &str, display: &str) -> (String, usize) {
        let standards = self.standards(&language.code);
        let displayed = |name: &str| standards.iter().filter(|s| fold(&s.romanize(name)) == display).count();
        let restored = FOLDED_LETTERS
            .iter()
            .flat_map(|(folded, letter)| name.match_indices(*folded).map(move |(at, found)| format!("{}{letter}{}", &name[..at], &name[at + found.len()..])));
        let all = [name.to_owned()].into_iter().chain(restored.filter(|r| !r.contains(|c| language.never.contains(c) && !"ёґ".contains(c))));
        all.map(|name| (displayed(&name), name)).find(|(count, _)| *count > 0).map_or_else(|| (name.to_owned(), 0), |(count, name)| (name, count))
    }

    /// Whether another listed name is what a name is likely called in another language of the country.
    fn is_paired(&self, language: &NameLanguage, country: CountryCode, name: &str, names: &[NameRecord]) -> bool {
        let others = self.languages(country).into_iter().filter(|l| l.code != language.code);
        let mut first = others.filter_map(|other| self.counterparts(language, other, &fold(name)).into_iter().next());
        first.any(|counterpart| counterpart != fold(name) && names.iter().any(|n| n.name == counterpart))
    }

    /// What a name of one language is likely called in another, folded.
    pub(super) fn counterparts(&self, from: &NameLanguage, to: &NameLanguage, name: &str) -> Vec<String> {
        let mut out = Vec::new();
        self.variants.counterparts().write(&from.code, &to.code, name, &mut out);
        out
    }

    /// Names that are case forms of other names: form and name.
    fn forms<'n>(&self, language: &NameLanguage, names: &'n [NameRecord]) -> Vec<(&'n str, String)> {
        let Some(paradigms) = self.variants.inflection().language(&language.code) else { return Vec::new() };
        let mut forms = Vec::new();
        for name in names.iter().filter(|n| Script::of(&n.name).is_some_and(|s| s.code() == language.script)) {
            let mut lemmas: Vec<Lemma> = Vec::new();
            paradigms.undo_name(&name.name.split(' ').collect::<Vec<_>>(), &mut lemmas);
            let of = lemmas.into_iter().filter(|l| l.text != name.name && matches!(l.form.kind, Kind::Noun | Kind::Attribute));
            of.for_each(|l| {
                if !forms.contains(&(name.name.as_str(), l.text.clone())) {
                    forms.push((name.name.as_str(), l.text));
                }
            });
        }
        forms
    }
}

/// Whether a name is one of the place today.
fn is_in_use(name: &NameRecord) -> bool {
    matches!(name.kind, NameKind::Official | NameKind::Alternate | NameKind::Spelling) && name.period.is_none_or(|p| p.to.is_none())
}
