//! How a written form led to its entry, for the record of a mention.

use crate::document::{Mention, Variant, VariantRule};
use crate::gazetteer::{CountryCode, Layers, NameKind, PlaceRef};
use crate::resolve::Candidate;
use crate::text::fold;
use crate::variant::{CompareRoom, Reading, RoadKind, Script, Skeleton, Variants};

/// The variant of a written form; `like` is a mention of the same place, of the same form perhaps.
pub(super) fn variant(layers: &Layers, variants: Option<&Variants>, written: &str, c: &Candidate, like: Option<&Mention>) -> Variant {
    if let Some(Variant { .. }) = like.filter(|m| m.text == written).and_then(|m| m.variant.as_ref()) {
        return like.and_then(|m| m.variant.clone()).expect("it is there");
    }
    let display = layers.gazetteer(c.place).name(c.place.entry);
    let listed = || Some(title_case(&layers.gazetteers()[c.lead.name.layer as usize].folded(c.lead.name.name)));
    let standard = |number: Option<u16>| Some(variants?.romanization().standards().get(usize::from(number?))?.id().to_owned());
    let (rule, standard, of) = match (c.lead.road.kind, c.kind) {
        (RoadKind::Inflection | RoadKind::Adjective | RoadKind::RegionNoun, _) => (VariantRule::Inflection, None, listed()),
        (RoadKind::Romanization, _) => (VariantRule::Romanization, standard(c.lead.road.standard), listed()),
        (RoadKind::Counterpart, _) => (VariantRule::Counterpart, None, listed()),
        (RoadKind::Translation, _) => (VariantRule::Translation, None, listed()),
        (RoadKind::Fuzzy, _) => (VariantRule::Fuzzy, None, listed()),
        (RoadKind::Namesake, _) => (VariantRule::Alternate, None, listed()),
        (RoadKind::Listed, NameKind::Abbreviation) => (VariantRule::Abbreviation, None, Some(display.to_owned())),
        (RoadKind::Listed, NameKind::Demonym) => (VariantRule::Demonym, None, Some(display.to_owned())),
        (RoadKind::Listed, _) if written == display => (VariantRule::Exact, None, None),
        (RoadKind::Listed, _) if fold(written) == fold(display) => (VariantRule::Folded, None, Some(display.to_owned())),
        (RoadKind::Listed, _) => match variants.and_then(|variants| romanization(layers, variants, written, c)) {
            Some((standard, native)) => (VariantRule::Romanization, Some(standard), Some(title_case(&native))),
            None => (VariantRule::Alternate, None, Some(display.to_owned())),
        },
    };
    let kind = matches!(c.kind, NameKind::Historical | NameKind::Metonym).then_some(c.kind);
    Variant { rule, standard, of, kind, period: layers.period(c.posting) }
}

/// The standard under which a listed spelling is a romanization of a native name of its entry, and that name.
fn romanization(layers: &Layers, variants: &Variants, written: &str, c: &Candidate) -> Option<(String, String)> {
    let country = c.country()?;
    let spelling = fold(written);
    if Script::of(&spelling) != Some(Script::Latin) || !variants.writes_names_of(country.as_str()) {
        return None;
    }
    let native = native_names(layers, c.place, country, &spelling);
    let mut room = CompareRoom::default();
    native.into_iter().find_map(|name| {
        let road = variants.road(&name, country.as_str(), &spelling, 0.0, &mut room).filter(|road| road.kind == RoadKind::Romanization)?;
        Some((variants.romanization().standards().get(usize::from(road.standard?))?.id().to_owned(), name))
    })
}

/// The names of an entry, in scripts of its country's own, that a Latin spelling may be of.
fn native_names(layers: &Layers, place: PlaceRef, country: CountryCode, spelling: &str) -> Vec<String> {
    let mut names = Vec::new();
    for skeleton in Reading::all(spelling).filter_map(|reading| Skeleton::of(spelling, reading)) {
        for (layer, gazetteer) in (0..).zip(layers.gazetteers()) {
            gazetteer.names_like(skeleton.hash(Some(country.bytes())), |number| {
                if layers.postings(layer, number).any(|m| m.place == place) {
                    let name = gazetteer.folded(number);
                    if Script::of(&name) != Some(Script::Latin) && !names.contains(&name) {
                        names.push(name);
                    }
                }
            });
        }
    }
    names
}

/// A folded name with capitals.
fn title_case(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for (i, word) in folded.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut chars = word.chars();
        chars.next().into_iter().for_each(|first| out.extend(first.to_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}
