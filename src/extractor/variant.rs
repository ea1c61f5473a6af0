//! How a written form led to its entry, for the record of a mention.

use crate::document::{Mention, Variant, VariantRule};
use crate::gazetteer::{Layers, NameKind};
use crate::resolve::Candidate;
use crate::spelling::{plain_rule, romanization, rule_of, title_case};
use crate::variant::Variants;

/// The variant of a written form; `like` is a mention of the same place, of the same form perhaps.
pub(super) fn variant(layers: &Layers, variants: Option<&Variants>, written: &str, c: &Candidate, like: Option<&Mention>) -> Variant {
    if let Some(known) = like.filter(|m| m.text == written).and_then(|m| m.variant.clone()) {
        return known;
    }
    let display = layers.gazetteer(c.place).name(c.place.entry);
    let listed = || Some(title_case(&layers.gazetteers()[c.lead.name.layer as usize].folded(c.lead.name.name)));
    // A translated part may stand beside a romanized one.
    let standard = |rule| if rule == VariantRule::Romanization { Some(variants?.standard_of(&c.lead.road)?.id().to_owned()) } else { None };
    let (rule, standard, of) = match rule_of(c.lead.road.kind) {
        Some(rule) => (rule, standard(rule), listed()),
        None => match plain_rule(written, display, c.kind) {
            Some((rule, of)) => (rule, None, of),
            None => match variants.zip(c.country()).and_then(|(variants, country)| romanization(layers, variants, written, c.place, country)) {
                Some((standard, native)) => (VariantRule::Romanization, Some(standard), Some(title_case(&native))),
                None => (VariantRule::Alternate, None, Some(display.to_owned())),
            },
        },
    };
    let kind = matches!(c.kind, NameKind::Historical | NameKind::Metonym).then_some(c.kind);
    Variant { rule, standard, of, kind, period: layers.period(c.posting) }
}
