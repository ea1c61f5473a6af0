//! How a written form led to its entry, for the record of a mention.

use crate::document::{Mention, Variant, VariantRule};
use crate::gazetteer::{Layers, NameKind};
use crate::resolve::Candidate;
use crate::spelling::{romanization, title_case};
use crate::text::fold;
use crate::variant::{RoadKind, Variants};

/// The variant of a written form; `like` is a mention of the same place, of the same form perhaps.
pub(super) fn variant(layers: &Layers, variants: Option<&Variants>, written: &str, c: &Candidate, like: Option<&Mention>) -> Variant {
    if let Some(known) = like.filter(|m| m.text == written).and_then(|m| m.variant.clone()) {
        return known;
    }
    let display = layers.gazetteer(c.place).name(c.place.entry);
    let listed = || Some(title_case(&layers.gazetteers()[c.lead.name.layer as usize].folded(c.lead.name.name)));
    let standard = || Some(variants?.standard_of(&c.lead.road)?.id().to_owned());
    let (rule, standard, of) = match (c.lead.road.kind, c.kind) {
        (RoadKind::Inflection | RoadKind::Adjective | RoadKind::RegionNoun, _) => (VariantRule::Inflection, None, listed()),
        (RoadKind::Romanization, _) => (VariantRule::Romanization, standard(), listed()),
        (RoadKind::Counterpart, _) => (VariantRule::Counterpart, None, listed()),
        (RoadKind::Translation, _) => (VariantRule::Translation, None, listed()),
        (RoadKind::Fuzzy, _) => (VariantRule::Fuzzy, None, listed()),
        (RoadKind::Namesake, _) => (VariantRule::Alternate, None, listed()),
        (RoadKind::Listed, NameKind::Abbreviation) => (VariantRule::Abbreviation, None, Some(display.to_owned())),
        (RoadKind::Listed, NameKind::Demonym) => (VariantRule::Demonym, None, Some(display.to_owned())),
        (RoadKind::Listed, _) if written == display => (VariantRule::Exact, None, None),
        (RoadKind::Listed, _) if fold(written) == fold(display) => (VariantRule::Folded, None, Some(display.to_owned())),
        (RoadKind::Listed, _) => match variants.zip(c.country()).and_then(|(variants, country)| romanization(layers, variants, written, c.place, country)) {
            Some((standard, native)) => (VariantRule::Romanization, Some(standard), Some(title_case(&native))),
            None => (VariantRule::Alternate, None, Some(display.to_owned())),
        },
    };
    let kind = matches!(c.kind, NameKind::Historical | NameKind::Metonym).then_some(c.kind);
    Variant { rule, standard, of, kind, period: layers.period(c.posting) }
}
