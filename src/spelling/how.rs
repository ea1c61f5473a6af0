//! How a listed spelling relates to an entry.

use super::Spellings;
use super::listed::{romanization, title_case};
use super::native::{NativeName, Romanized};
use crate::document::{Variant, VariantRule};
use crate::gazetteer::{Meaning, NameKind};
use crate::text::fold;
use crate::variant::inflection::Kind;
use crate::variant::{RoadKind, Script};

/// How far from a native name, as a standard writes it, a spelling of it may be.
const FARTHEST: f32 = 4.0;

/// What a road to a listed name is called in records; nothing for that of a spelling that is listed itself.
pub(crate) fn rule_of(kind: RoadKind) -> Option<VariantRule> {
    Some(match kind {
        RoadKind::Listed => return None,
        RoadKind::Namesake => VariantRule::Alternate,
        RoadKind::Inflection | RoadKind::Adjective | RoadKind::RegionNoun => VariantRule::Inflection,
        RoadKind::Romanization => VariantRule::Romanization,
        RoadKind::Counterpart => VariantRule::Counterpart,
        RoadKind::Translation => VariantRule::Translation,
        RoadKind::Fuzzy => VariantRule::Fuzzy,
    })
}

/// How a listed spelling relates to the displayed name of its entry, and whether that is to be told, where no road from a
/// native name needs to be looked for.
pub(crate) fn plain_rule(written: &str, display: &str, kind: NameKind) -> Option<(VariantRule, Option<String>)> {
    Some(match kind {
        NameKind::Abbreviation => (VariantRule::Abbreviation, Some(display.to_owned())),
        NameKind::Demonym => (VariantRule::Demonym, Some(display.to_owned())),
        _ if written == display => (VariantRule::Exact, None),
        _ if fold(written) == fold(display) => (VariantRule::Folded, Some(display.to_owned())),
        _ => return None,
    })
}

/// A road, its standard, and the name that it is a spelling of.
type HowTo = (VariantRule, Option<String>, Option<String>);

impl Spellings<'_> {
    /// How a spelling relates to one of its [meanings](crate::Layers::meanings).
    pub fn how(&self, written: &str, meaning: Meaning) -> Variant {
        let display = self.layers.gazetteer(meaning.place).name(meaning.place.entry);
        let (rule, standard, of) = match plain_rule(written, display, meaning.kind) {
            Some((rule, of)) => (rule, None, of),
            None => self.road(written, meaning).unwrap_or_else(|| (VariantRule::Alternate, None, Some(display.to_owned()))),
        };
        let kind = matches!(meaning.kind, NameKind::Historical | NameKind::Metonym).then_some(meaning.kind);
        Variant { rule, standard, of, kind, period: self.layers.period(meaning.posting) }
    }

    /// The road from a native name, where there is one.
    fn road(&self, written: &str, meaning: Meaning) -> Option<HowTo> {
        let spelling = fold(written);
        if Script::of(&spelling) != Some(Script::Latin) {
            return self.case_form(&spelling, meaning).map(|of| (VariantRule::Inflection, None, Some(of)));
        }
        // Divisions are called by their seats.
        let place = self.namesake(meaning.place).unwrap_or(meaning.place);
        let native = self.native_names(place);
        // What states and English newspapers write is likelier in a text than the habit of another language.
        let by = |native: &NativeName, all: bool| {
            let found = native.romanizations.iter().find(|r| fold(&r.spelling) == spelling)?;
            Some((VariantRule::Romanization, Some(found.standards.iter().find(|id| all || self.is_usual(id))?.clone()), Some(native.name.clone())))
        };
        let named = native.iter().find_map(|n| by(n, false)).or_else(|| native.iter().find_map(|n| by(n, true)));
        named.or_else(|| self.listed_road(written, meaning)).or_else(|| self.nearest(&spelling, &native))
    }

    /// The road from any native name that is listed, in a language that it may be of.
    fn listed_road(&self, written: &str, meaning: Meaning) -> Option<HowTo> {
        let country = self.country(meaning.place)?;
        let (standard, of) = romanization(self.layers, self.variants, written, meaning.place, country)?;
        let language = self.variants.romanization().standard(&standard)?.language();
        let fits = self.languages(country).iter().any(|l| l.code == language && l.may_be_of(&of, country.as_str()));
        fits.then(|| (VariantRule::Romanization, Some(standard), Some(title_case(&of))))
    }

    /// The native name that a spelling is nearest to, by no standard.
    fn nearest(&self, spelling: &str, native: &[NativeName]) -> Option<HowTo> {
        let distance = |r: &Romanized| self.variants.costs.distance(&fold(&r.spelling), spelling, FARTHEST);
        let of = |n: &NativeName| n.romanizations.iter().filter_map(distance).min_by(f32::total_cmp);
        let (_, nearest) = native.iter().filter_map(|n| Some((of(n)?, n))).min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((VariantRule::Alternate, None, Some(nearest.name.clone())))
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
