//! Reading the paradigms of a language (`data/inflection`, schema in its README): natural spelling in, folded tables out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::inflection_class::{Cells, Sounds, classes, ending};
use crate::error::{Error, Result};
use crate::text::fold;
use crate::variant::inflection::{Case, CaseSet, Class, Derivation, Gender, Kind, Language, Number, Shape};

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    language: String,
    #[serde(rename = "script")]
    _script: String,
    #[serde(rename = "source")]
    _source: String,
    speakers: u32,
    alphabet: String,
    function_words: String,
    cases: String,
    #[serde(default)]
    prepositions: BTreeMap<String, String>,
    #[serde(default)]
    letters: BTreeMap<String, String>,
    #[serde(default)]
    mutations: BTreeMap<String, String>,
    #[serde(default)]
    noun: Vec<Noun>,
    #[serde(default)]
    attribute: Vec<Attribute>,
    #[serde(default)]
    adjective: Vec<Made>,
    #[serde(default)]
    region: Vec<Made>,
    #[serde(default, rename = "tests")]
    _tests: BTreeMap<String, IgnoredAny>,
    #[serde(default, rename = "not")]
    _not: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    like: String,
    gender: Option<Gender>,
    number: Option<Number>,
    #[serde(default)]
    after: String,
    #[serde(default)]
    except: String,
    endings: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribute {
    like: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    except: String,
    masculine: Option<String>,
    feminine: Option<String>,
    neuter: Option<String>,
    plural: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    like: String,
    of: String,
    made: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    except: String,
}

/// Languages that are only to be told from those with paradigms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Neighbours {
    language: Vec<Neighbour>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Neighbour {
    code: String,
    alphabet: String,
    function_words: String,
}

/// Reads the table of a language; `origin` is the name of its file, for errors.
///
/// # Errors
/// When the text is no table of the schema, or a class does not decline its own model word.
pub fn read_language(origin: &str, text: &str) -> Result<Language> {
    let written: Written = toml::from_str(text).map_err(|e| fault(origin, e))?;
    language(written).map_err(|what| fault(origin, what))
}

/// Reads the languages that have no paradigms and stand against wrong guesses (`data/inflection/others.toml`).
///
/// # Errors
/// When the text is not of the schema.
pub fn read_neighbours(origin: &str, text: &str) -> Result<Vec<Language>> {
    let written: Neighbours = toml::from_str(text).map_err(|e| fault(origin, e))?;
    let languages = written.language.into_iter().map(|n| Language {
        code: n.code,
        speakers: 0,
        alphabet: alphabet(&n.alphabet),
        function_words: function_words(&n.function_words),
        prepositions: Vec::new(),
        classes: Vec::new(),
        derivations: Vec::new(),
    });
    Ok(languages.collect())
}

fn fault(origin: &str, what: impl ToString) -> Error {
    Error::source_line(origin, 0, what.to_string())
}

/// What is wrong with a table, for whoever wrote it.
type Faulty<T> = std::result::Result<T, String>;

fn language(written: Written) -> Faulty<Language> {
    let cases = written.cases.split_whitespace().map(case).collect::<Faulty<Vec<_>>>()?;
    if cases.first() != Some(&Case::Nominative) {
        return Err("`cases` must begin with nominative".into());
    }
    let sounds = Sounds { sets: written.letters, mutations: written.mutations.into_iter().map(|(a, b)| (fold(&a), fold(&b))).collect() };
    let cells = |text: &str| Cells::read(&cases, text);
    let mut all = Vec::new();
    for noun in &written.noun {
        let form = (Kind::Noun, noun.gender, noun.number.unwrap_or(Number::Singular));
        let of_noun = classes(&sounds, form, &noun.after, &noun.except, &cells(&noun.endings)?);
        all.extend(checked(of_noun, &noun.like)?);
    }
    for attribute in &written.attribute {
        let genders = [
            (&attribute.masculine, Some(Gender::Masculine), Number::Singular),
            (&attribute.feminine, Some(Gender::Feminine), Number::Singular),
            (&attribute.neuter, Some(Gender::Neuter), Number::Singular),
            (&attribute.plural, None, Number::Plural),
        ];
        let mut of_attribute = Vec::new();
        for (endings, gender, number) in genders {
            let Some(endings) = endings else { continue };
            let form = (Kind::Attribute, gender, number);
            of_attribute.extend(classes(&sounds, form, &attribute.after, &attribute.except, &cells(endings)?)?);
        }
        all.extend(checked(Ok(of_attribute), &attribute.like)?);
    }
    let mut derivations = Vec::new();
    for (kind, made) in written.adjective.iter().map(|m| (Kind::Adjective, m)).chain(written.region.iter().map(|m| (Kind::Region, m))) {
        derivations.extend(derive(&sounds, kind, made)?);
    }
    Ok(Language {
        code: written.language,
        speakers: written.speakers,
        alphabet: alphabet(&written.alphabet),
        function_words: function_words(&written.function_words),
        prepositions: prepositions(&written.prepositions)?,
        classes: all,
        derivations,
    })
}

/// The classes, if one of them takes the model word.
fn checked(classes: Faulty<Vec<Class>>, like: &str) -> Faulty<Vec<Class>> {
    let classes = classes.map_err(|what| format!("the class of `{like}`: {what}"))?;
    let model = fold(like);
    if classes.iter().any(|c| is_of(&model, &c.shape)) {
        return Ok(classes);
    }
    Err(format!("the class of `{like}` does not take `{like}` itself: compare its nominative with `after` and `except`"))
}

fn is_of(name: &str, shape: &Shape) -> bool {
    name.strip_suffix(shape.ending.as_str()).is_some_and(|stem| {
        let fits = shape.after.is_empty() || stem.chars().next_back().is_some_and(|c| shape.after.contains(c));
        fits && !shape.except.iter().any(|e| stem.ends_with(e.as_str()))
    })
}

fn derive(sounds: &Sounds, kind: Kind, written: &Made) -> Faulty<Vec<Derivation>> {
    let said = |what: String| format!("what is made like `{}`: {what}", written.like);
    let after = sounds.letters(&written.after).map_err(said)?;
    let except: Vec<String> = written.except.split_whitespace().map(fold).collect();
    let endings = written.of.split_whitespace().map(ending);
    let all: Vec<Derivation> =
        endings.map(|ending| Derivation { kind, of: Shape { ending, after: after.clone(), except: except.clone() }, made: fold(&written.made) }).collect();
    let (name, made) = written.like.split_once(' ').ok_or_else(|| said("`like` must hold a name and the word made of it".into()))?;
    let makes = |d: &Derivation| {
        let stem = fold(name).strip_suffix(d.of.ending.as_str()).map(str::to_owned);
        is_of(&fold(name), &d.of) && stem.is_some_and(|stem| fold(made).starts_with(&[stem, d.made.clone()].concat()))
    };
    if all.iter().any(makes) { Ok(all) } else { Err(said(format!("`{made}` does not come from `{name}` by it"))) }
}

fn case(name: &str) -> Faulty<Case> {
    Case::from_name(name).ok_or_else(|| {
        let known = Case::ALL.map(Case::name).join(", ");
        format!("`{name}` is no case; the cases are {known}")
    })
}

fn prepositions(written: &BTreeMap<String, String>) -> Faulty<Vec<(String, CaseSet)>> {
    let mut all: BTreeMap<String, CaseSet> = BTreeMap::new();
    for (name, words) in written {
        let case = case(name)?;
        for word in words.split_whitespace() {
            let cases = all.entry(fold(word)).or_default();
            *cases = cases.with(case);
        }
    }
    Ok(all.into_iter().collect())
}

fn alphabet(written: &str) -> String {
    written.to_lowercase().split_whitespace().collect()
}

/// The words, and for those who type without accents the folded ones.
fn function_words(written: &str) -> String {
    let written = written.to_lowercase();
    let mut words: Vec<String> = written.split_whitespace().flat_map(|word| [word.to_owned(), fold(word)]).collect();
    words.sort();
    words.dedup();
    words.join(" ")
}
