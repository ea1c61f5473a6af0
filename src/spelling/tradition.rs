//! The form of a name that a tradition prefers.

use serde::Serialize;

use super::Spellings;
use super::native::NativeName;
use crate::document::Variant;
use crate::gazetteer::{FeatureClass, PlaceRef};
use crate::text::fold;
use crate::variant::{Script, Skeleton, StandardKind};

/// Whose names a text follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tradition {
    /// In Ukraine, Ukrainian names under the national system of 2010: Kharkiv, Odesa.
    Ukrainian,
    /// In Russia, Belarus and Ukraine, Russian names as English newspapers write them: Kharkov, Mogilev.
    Russian,
    /// In Belarus, Belarusian names under BGN/PCGN 1979, without its apostrophes: Mahilyow, Hrodna.
    Belarusian,
    /// Names in the country's own language, where its script is not Latin, under its standard of reference: Moskva, Athina.
    Local,
    /// The gazetteer's display names.
    English,
}

/// The form that a tradition prefers, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preferred {
    /// As it is to be written.
    pub form: String,
    /// The native name that it is a romanization of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native: Option<String>,
    /// The standard that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
}

/// Words that displayed names of divisions end in.
const GENERIC: [&str; 8] = ["oblast", "region", "raion", "district", "voblasts", "province", "krai", "city"];

impl Spellings<'_> {
    /// How a tradition writes the name of a populated place, or of the seat that a division is named after; nothing where
    /// the tradition says nothing of its country, or the name in the language is not known for sure.
    pub fn preferred(&self, place: PlaceRef, tradition: Tradition) -> Option<Preferred> {
        let displayed = without_generic(self.layers.gazetteer(place).name(place.entry));
        let place = self.namesake(place)?;
        let country = self.country(place)?;
        let own = || self.languages(country).into_iter().find(|l| l.countries.first().is_some_and(|c| c == country.as_str()));
        let display = self.layers.gazetteer(place).name(place.entry);
        let (language, standard) = match (tradition, country.as_str()) {
            (Tradition::English, _) => return Some(Preferred { form: without_apostrophes(displayed), native: None, standard: None }),
            (Tradition::Ukrainian, "UA") => ("uk", "uk-national-2010"),
            (Tradition::Belarusian, "BY") => ("be", "be-bgn-pcgn-1979"),
            // Places of Russia are known in English by their Russian names already, and some by English ones.
            (Tradition::Russian, "RU") => return Some(Preferred { form: without_apostrophes(display), native: None, standard: None }),
            (Tradition::Russian, "BY" | "UA") => ("ru", "ru-en-press"),
            (Tradition::Local, _) => own().map(|l| (l.code.as_str(), l.reference.as_str()))?,
            _ => return None,
        };
        let standard = self.variants.romanization().standard(standard).filter(|s| !s.is_skeleton())?;
        let native = self.native(place, language)?;
        let romanized = without_apostrophes(&standard.romanize(&native));
        let form = if fold(&romanized) == fold(display) { without_apostrophes(display) } else { hyphenated_as(&romanized, display) };
        Some(Preferred { form, native: Some(native), standard: Some(standard.id().to_owned()) })
    }

    /// Whether a spelling is one of the name that a preferred form spells, and not another name of the place: Kiev and
    /// Kyiv are one name, Artemivsk and Bakhmut two.
    pub fn is_same_name(&self, place: PlaceRef, spelling: &str, preferred: &Preferred) -> bool {
        let (a, b) = (fold(spelling), fold(&preferred.form));
        if Skeleton::all(&a).any(|of_a| Skeleton::all(&b).any(|of_b| of_b == of_a)) {
            return true;
        }
        let native = self.namesake(place).map(|place| self.native_names(place)).unwrap_or_default();
        let [own, others @ ..] = &*native else { return false };
        let language = |code: &str| self.variants.languages.of_code(code);
        let is_counterpart = |other: &NativeName| {
            let (Some(from), Some(to)) = (language(&own.language), language(&other.language)) else { return false };
            self.counterparts(from, to, &fold(&own.name)).contains(&fold(&other.name))
        };
        let of_name = [own].into_iter().chain(others.iter().filter(|n| is_counterpart(n)));
        of_name.flat_map(|n| &n.romanizations).any(|r| fold(&r.spelling) == a)
    }

    /// Whether a standard is one of a state or of English newspapers.
    pub fn is_usual(&self, standard: &str) -> bool {
        standard.ends_with("-en-press") || self.variants.romanization().standard(standard).is_some_and(|s| s.kind() == StandardKind::Official)
    }

    /// Whether a way of writing is one that states or English newspapers have for names in the own language of a place's
    /// country: as good English as the displayed name.
    pub fn is_own_spelling(&self, place: PlaceRef, how: &Variant) -> bool {
        let Some(standard) = how.standard.as_deref().filter(|id| self.is_usual(id)).and_then(|id| self.variants.romanization().standard(id)) else {
            return false;
        };
        let own = self.country(place).and_then(|country| self.languages(country).into_iter().find(|l| l.countries[0] == country.as_str()));
        own.is_some_and(|l| l.code == standard.language())
    }

    /// A populated place; for a division, the place in it whose name it has.
    pub(super) fn namesake(&self, place: PlaceRef) -> Option<PlaceRef> {
        let gazetteer = self.layers.gazetteer(place);
        match gazetteer.feature(place.entry).0 {
            FeatureClass::P => Some(place),
            FeatureClass::A => {
                let (name, division) = (without_generic(gazetteer.name(place.entry)), self.layers.lineage(place).admin1?);
                let mut meanings = self.layers.meanings(name).into_iter().filter(|m| m.kind.is_name());
                let found = meanings.find(|m| {
                    self.layers.gazetteer(m.place).feature(m.place.entry).0 == FeatureClass::P && self.layers.lineage(m.place).admin1 == Some(division)
                })?;
                Some(found.place)
            }
            _ => None,
        }
    }
}

/// A name without the generic word at its end.
fn without_generic(name: &str) -> &str {
    let (before, last) = name.rsplit_once(' ').unwrap_or(("", name));
    if !before.is_empty() && GENERIC.contains(&last.to_lowercase().as_str()) { before } else { name }
}

/// Print leaves the signs of soft consonants off.
fn without_apostrophes(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | 'ʹ' | '′' | '`')).collect()
}

/// Words joined as in another spelling of as many words, for folding has taken hyphens away.
fn hyphenated_as(name: &str, other: &str) -> String {
    let separators: Vec<char> = other.chars().filter(|c| matches!(c, ' ' | '-')).collect();
    let mut next = separators.iter();
    if name.matches(' ').count() != separators.len() || Script::of(other) != Some(Script::Latin) {
        return name.to_owned();
    }
    name.chars().map(|c| if c == ' ' { next.next().copied().unwrap_or(c) } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_hyphens() {
        assert_eq!(hyphenated_as("Ivano Frankovsk", "Ivano-Frankivsk"), "Ivano-Frankovsk");
        assert_eq!(hyphenated_as("Nizhniy Novgorod", "Gorky"), "Nizhniy Novgorod");
        assert_eq!(without_generic("Chernihiv Oblast"), "Chernihiv");
        assert_eq!(without_generic("Kyiv"), "Kyiv");
        assert_eq!(without_apostrophes("Homyel’"), "Homyel");
    }
}
