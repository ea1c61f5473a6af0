//! How a listed spelling relates to an entry.

use super::Spellings;
use super::listed::{romanization, title_case};
use crate::document::{Variant, VariantRule};
use crate::gazetteer::{Meaning, NameKind};
use crate::text::fold;
use crate::variant::Script;
use crate::variant::inflection::Kind;

impl Spellings<'_> {
    /// How a spelling relates to one of its [meanings](crate::Layers::meanings).
    pub fn how(&self, written: &str, meaning: Meaning) -> Variant {
        let display = self.layers.gazetteer(meaning.place).name(meaning.place.entry);
        let (rule, standard, of) = match meaning.kind {
            NameKind::Abbreviation => (VariantRule::Abbreviation, None, Some(display.to_owned())),
            NameKind::Demonym => (VariantRule::Demonym, None, Some(display.to_owned())),
            _ if written == display => (VariantRule::Exact, None, None),
            _ if fold(written) == fold(display) => (VariantRule::Folded, None, Some(display.to_owned())),
            _ => self.road(written, meaning).unwrap_or_else(|| (VariantRule::Alternate, None, Some(display.to_owned()))),
        };
        let kind = matches!(meaning.kind, NameKind::Historical | NameKind::Metonym).then_some(meaning.kind);
        Variant { rule, standard, of, kind, period: self.layers.period(meaning.posting) }
    }

    /// The road from a native name, where there is one.
    fn road(&self, written: &str, meaning: Meaning) -> Option<(VariantRule, Option<String>, Option<String>)> {
        let spelling = fold(written);
        if Script::of(&spelling) != Some(Script::Latin) {
            return self.case_form(&spelling, meaning).map(|of| (VariantRule::Inflection, None, Some(of)));
        }
        let native = if meaning.kind == NameKind::Historical { Vec::new() } else { self.native_names(meaning.place) };
        let of_native = native.into_iter().find_map(|native| {
            let found = native.romanizations.into_iter().find(|r| fold(&r.spelling) == spelling)?;
            Some((found.standards.into_iter().next()?, native.name))
        });
        let (standard, of) = of_native.or_else(|| {
            let country = self.country(meaning.place)?;
            romanization(self.layers, self.variants, written, meaning.place, country).map(|(standard, of)| (standard, title_case(&of)))
        })?;
        Some((VariantRule::Romanization, Some(standard), Some(of)))
    }

    /// The native name of a place that a listed name is a case form of.
    fn case_form(&self, spelling: &str, meaning: Meaning) -> Option<String> {
        let words: Vec<&str> = spelling.split(' ').collect();
        self.native_names(meaning.place).into_iter().find_map(|native| {
            let (name, mut lemmas) = (fold(&native.name), Vec::new());
            self.variants.inflection().language(&native.language)?.undo_name(&words, &mut lemmas);
            let is_form = name != spelling && lemmas.iter().any(|l| l.text == name && matches!(l.form.kind, Kind::Noun | Kind::Attribute));
            is_form.then_some(native.name)
        })
    }
}
