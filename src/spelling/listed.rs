//! Which native name a listed Latin spelling is a romanization of.

use crate::gazetteer::{CountryCode, Layers, PlaceRef};
use crate::text::fold;
use crate::variant::{CompareRoom, RoadKind, Script, Skeleton, Variants};

/// The standard under which a listed spelling is a romanization of a native name of its entry, and that name, folded.
pub(crate) fn romanization(layers: &Layers, variants: &Variants, written: &str, place: PlaceRef, country: CountryCode) -> Option<(String, String)> {
    let spelling = fold(written);
    if Script::of(&spelling) != Some(Script::Latin) || !variants.writes_names_of(country.as_str()) {
        return None;
    }
    let native = native_names(layers, place, country, &spelling);
    let mut room = CompareRoom::default();
    native.into_iter().find_map(|name| {
        let road = variants.road(&name, country.as_str(), &spelling, 0.0, &mut room).filter(|road| road.kind == RoadKind::Romanization)?;
        Some((variants.standard_of(&road)?.id().to_owned(), name))
    })
}

/// The names of an entry, in scripts of its country's own, that a Latin spelling may be of.
fn native_names(layers: &Layers, place: PlaceRef, country: CountryCode, spelling: &str) -> Vec<String> {
    let mut names = Vec::new();
    for skeleton in Skeleton::all(spelling) {
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

/// A folded name with capitals; Georgian is written without any.
pub(crate) fn title_case(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for (i, word) in folded.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if Script::of(word) != Some(Script::Georgian) => out.extend(first.to_uppercase()),
            first => out.extend(first),
        }
        out.push_str(chars.as_str());
    }
    out
}
