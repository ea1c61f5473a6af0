//! A phrase for each rule.

use super::explanation::Thousands;
use super::others::{Other, Others};
use super::title::what;
use crate::document::{Mention, Variant, VariantRule};
use crate::gazetteer::{FeatureClass, NameKind, Period, Place};
use crate::resolve::{Evidence, Rule, Sort};

/// What a piece of evidence says of the place of a mention.
pub(super) fn phrase(evidence: Evidence, others: &Others<'_>) -> String {
    let (mention, place) = (others.mention, others.place);
    let for_it = evidence.weight > 0.0;
    match evidence.rule {
        Rule::Prominence => prominence(place),
        Rule::NameKind => kind_of_name(mention, for_it),
        Rule::GenericHead if for_it => format!("the text calls it what it is ({})", what(place)),
        Rule::GenericHead => format!("the text does not call it what it is ({})", what(place)),
        Rule::Containment => containment(others),
        Rule::Coordination => others.alike().map_or_else(|| "listed with others of its kind".to_owned(), |other| format!("listed with {}", named(other))),
        Rule::SameCountry => same_country(others),
        Rule::SameAdmin1 => same_admin1(others),
        Rule::Nearby => nearby(others),
        Rule::Hint => "in the country or the box that the caller named".to_owned(),
        Rule::Spelling => road(mention.variant.as_ref()),
        Rule::InUse => in_use(mention.variant.as_ref().and_then(|v| v.period), for_it),
        Rule::Article => article(place, for_it),
        Rule::Home => match place.country {
            Some(country) => format!("the words of the text are those of {country} texts"),
            None => "the words of the text are those of its country".to_owned(),
        },
    }
}

/// What a candidate has less, or more, of than the chosen one.
pub(super) fn contrast(rule: Rule, more: bool) -> &'static str {
    match (rule, more) {
        (Rule::Prominence, false) => "less known",
        (Rule::Prominence, true) => "better known",
        (Rule::NameKind, false) => "the name is less its own",
        (Rule::NameKind, true) => "the name is more its own",
        (Rule::GenericHead, false) => "less what the text calls it",
        (Rule::GenericHead, true) => "more what the text calls it",
        (Rule::Containment, false) => "no container named beside it",
        (Rule::Containment, true) => "a container named beside it",
        (Rule::Coordination, false) => "unlike its neighbours in the list",
        (Rule::Coordination, true) => "like its neighbours in the list",
        (Rule::SameCountry, false) => "fewer other names in its country",
        (Rule::SameCountry, true) => "more other names in its country",
        (Rule::SameAdmin1, false) => "fewer in its division",
        (Rule::SameAdmin1, true) => "more in its division",
        (Rule::Nearby, false) => "fewer close by",
        (Rule::Nearby, true) => "more close by",
        (Rule::Hint, false) => "not where the caller said",
        (Rule::Hint, true) => "where the caller said",
        (Rule::Spelling, false) => "spelled less like it",
        (Rule::Spelling, true) => "spelled more like it",
        (Rule::InUse, false) => "the name less in use then",
        (Rule::InUse, true) => "the name more in use then",
        (Rule::Article, false) => "goes less with the article, or without one",
        (Rule::Article, true) => "goes better with the article, or without one",
        (Rule::Home, false) => "less where the text is at home",
        (Rule::Home, true) => "more where the text is at home",
    }
}

fn prominence(place: &Place) -> String {
    match place.population.filter(|&people| people > 0) {
        Some(people) => format!("population {}", Thousands(people)),
        None if place.feature_class == FeatureClass::P => "a settlement of unknown population".to_owned(),
        None => format!("what it is and how large ({})", what(place)),
    }
}

fn kind_of_name(mention: &Mention, for_it: bool) -> String {
    let variant = mention.variant.as_ref();
    let speaks = |rule: Rule| mention.candidates.first().is_some_and(|c| c.evidence.iter().any(|e| e.rule == rule));
    match variant.map(|v| (v.kind, v.rule)) {
        Some((Some(NameKind::Historical), _)) => format!("a former name{}", period(variant.and_then(|v| v.period))),
        Some((Some(NameKind::Metonym), _)) => "a seat that stands for its government".to_owned(),
        Some((_, VariantRule::Abbreviation)) => "a short form of its name".to_owned(),
        Some((_, VariantRule::Demonym)) => "a name of its people".to_owned(),
        Some((_, VariantRule::Exact | VariantRule::Folded)) | None if for_it => "the name is its own".to_owned(),
        Some((_, VariantRule::Exact | VariantRule::Folded)) | None => "not its usual name".to_owned(),
        // Where the spelling speaks for itself, its phrase tells the road.
        Some(_) if speaks(Rule::Spelling) => "not its usual name".to_owned(),
        Some(_) => road(variant),
    }
}

/// By which road the spelling leads to the entry.
fn road(variant: Option<&Variant>) -> String {
    let Some(variant) = variant else { return "a spelling that is not listed".to_owned() };
    let of = variant.of.as_ref().map_or_else(|| "the place".to_owned(), |of| format!("“{of}”"));
    match variant.rule {
        VariantRule::Romanization => match &variant.standard {
            Some(standard) => format!("{of} in Latin letters ({standard})"),
            None => format!("{of} in Latin letters"),
        },
        VariantRule::Inflection => format!("a form of {of}"),
        VariantRule::Translation => format!("{of} with a part translated"),
        VariantRule::Counterpart => format!("{of} in a related language"),
        VariantRule::Fuzzy => format!("spelled nearly like {of}"),
        VariantRule::Alternate | VariantRule::Abbreviation | VariantRule::Demonym => format!("another name of {of}"),
        VariantRule::Exact | VariantRule::Folded => "a spelling that is not listed".to_owned(),
    }
}

fn containment(others: &Others<'_>) -> String {
    match others.container() {
        Some(other) if others.lies_in(other.1) => format!("named with {}, where it lies", named(other)),
        Some(other) => format!("named with {}, which lies in it", named(other)),
        None => "what it lies in, or what lies in it, is named beside it".to_owned(),
    }
}

fn same_country(others: &Others<'_>) -> String {
    let Some(country) = others.place.country else { return "the text speaks of its country".to_owned() };
    let is_country = Sort::of(others.place.feature_class, &others.place.feature_code) == Sort::Country;
    let name = if is_country { "it".to_owned() } else { others.name_of(country) };
    counted(others.in_country(country), &name)
}

fn same_admin1(others: &Others<'_>) -> String {
    match others.place.admin1.as_deref() {
        Some(own) if own == others.place.name => counted(others.in_admin1(), "it"),
        Some(admin1) => counted(others.in_admin1(), admin1),
        None => "the text speaks of its division".to_owned(),
    }
}

/// How many other mentions lie somewhere. None need do: candidates speak for each other even where they are not chosen.
fn counted(mentions: usize, container: &str) -> String {
    match mentions {
        0 => format!("other names of the text may lie in {container}"),
        1 => format!("1 other mention lies in {container}"),
        many => format!("{many} other mentions lie in {container}"),
    }
}

fn nearby(others: &Others<'_>) -> String {
    match others.nearest() {
        Some((place, km)) if km < 1.0 => format!("less than 1 km from {}", place.name),
        Some((place, km)) => format!("{km:.0} km from {}", place.name),
        None => match others.synonym() {
            Some(other) => format!("the text also calls it “{}”", other.text),
            None => "other names of the text may lie close by".to_owned(),
        },
    }
}

fn in_use(known: Option<Period>, for_it: bool) -> String {
    let not = if for_it { "" } else { " not" };
    format!("the name was{not} in use on the day that the caller named{}", period(known))
}

fn period(known: Option<Period>) -> String {
    known.map_or_else(String::new, |period| format!(" ({period})"))
}

fn article(place: &Place, for_it: bool) -> String {
    let what = what(place);
    match (for_it, place.feature_class) {
        (true, _) => format!("an article stands before it, as before others of its kind ({what})"),
        (false, FeatureClass::H) => format!("no article stands before it, as before others of its kind ({what})"),
        (false, _) => format!("an article stands before it, as before few of its kind ({what})"),
    }
}

/// Another mention as it is written, and its place where that is called otherwise.
fn named((mention, place): Other<'_>) -> String {
    if mention.text == place.name { format!("“{}”", mention.text) } else { format!("“{}” ({})", mention.text, place.name) }
}
