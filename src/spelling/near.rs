//! What a spelling that no entry is listed under may mean.

use super::Spellings;
use super::how::rule_of;
use super::listed::title_case;
use crate::document::{Variant, VariantRule};
use crate::gazetteer::{CountryCode, Meaning};
use crate::text::fold;
use crate::variant::inflection::{Kind, Lemma};
use crate::variant::{CompareRoom, Road, Skeleton};

/// How far a spelling of eight letters may be from a name.
const FARTHEST: f32 = 8.0;
/// Fewer letters are not looked for with a consonant wrong.
const FEWEST_LETTERS_OF_SLIPS: usize = 5;
/// Entries that are told of a name.
const MOST_MEANINGS: usize = 3;

/// An entry that a spelling may mean though it is not listed there.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// How the spelling would lead there.
    pub how: Variant,
    /// The language whose grammar leads there.
    pub language: Option<String>,
    /// How far it is, in log-odds; 0 where a rule leads there.
    pub distance: f32,
    /// The entry.
    pub meaning: Meaning,
}

impl Spellings<'_> {
    /// Entries that an unlisted spelling may mean, the nearest first, then the most populous: names that it is a case
    /// form of, native names that a standard writes so, and names that are spelled nearly so.
    pub fn near(&self, spelling: &str, most: usize) -> Vec<Near> {
        let folded = fold(spelling);
        let mut found = Vec::new();
        self.add_lemmas(&folded, &mut found);
        self.add_sounds(&folded, &mut found);
        let population = |n: &Near| self.layers.gazetteer(n.meaning.place).population(n.meaning.place.entry);
        found.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(population(b).cmp(&population(a))).then(a.meaning.place.cmp(&b.meaning.place)));
        let mut told = Vec::new();
        found.retain(|n| {
            let new = !told.contains(&n.meaning.place);
            told.push(n.meaning.place);
            new
        });
        found.truncate(most);
        found
    }

    /// Names that the spelling is a form of in some language.
    fn add_lemmas(&self, folded: &str, found: &mut Vec<Near>) {
        let words: Vec<&str> = folded.split(' ').collect();
        for paradigms in self.variants.inflection().languages() {
            let mut lemmas: Vec<Lemma> = Vec::new();
            paradigms.undo_name(&words, &mut lemmas);
            for lemma in lemmas.iter().filter(|l| l.text != folded) {
                for meaning in self.layers.meanings(&lemma.text).into_iter().filter(|m| m.kind.is_name()).take(MOST_MEANINGS) {
                    let how = self.variant(VariantRule::Inflection, None, &lemma.text, meaning);
                    // An adjective says less of its name than a case, and a listed case form is no name itself.
                    let is_case = matches!(lemma.form.kind, Kind::Noun | Kind::Attribute);
                    let is_name = self.native_names(meaning.place).iter().any(|n| fold(&n.name) == lemma.text);
                    let distance = if is_case { 0.0 } else { 0.5 } + if is_name { 0.0 } else { 0.25 };
                    found.push(Near { how, language: Some(paradigms.code().to_owned()), distance, meaning });
                }
            }
        }
    }

    /// Names of the same skeleton in whatever country; if there are none, with a consonant wrong.
    fn add_sounds(&self, folded: &str, found: &mut Vec<Near>) {
        let before = found.len();
        let skeletons: Vec<Skeleton> = Skeleton::all(folded).filter(|s| s.len() > 1).collect();
        skeletons.iter().for_each(|skeleton| self.add_like(folded, *skeleton, found));
        if found.len() == before && folded.chars().count() >= FEWEST_LETTERS_OF_SLIPS {
            let usual = skeletons.first().into_iter().filter(|s| s.len() > 2);
            usual.flat_map(Skeleton::slips).for_each(|slip| self.add_like(folded, slip, found));
        }
    }

    fn add_like(&self, folded: &str, skeleton: Skeleton, found: &mut Vec<Near>) {
        let letters = folded.chars().count() as f32 / 8.0;
        let limit = FARTHEST * letters.clamp(0.5, 2.0);
        let mut room = CompareRoom::default();
        for country in CountryCode::all() {
            for (layer, gazetteer) in (0..).zip(self.layers.gazetteers()) {
                gazetteer.names_like(skeleton.hash(Some(country.bytes())), |number| {
                    let name = gazetteer.folded(number);
                    let Some(road) = self.variants.road(&name, country.as_str(), folded, limit, &mut room) else { return };
                    let meanings = self.layers.postings(layer, number).filter(|m| m.kind.is_name() && self.country(m.place) == Some(country));
                    found.extend(meanings.take(MOST_MEANINGS).map(|meaning| self.by(road, &name, meaning)));
                });
            }
        }
    }

    fn by(&self, road: Road, name: &str, meaning: Meaning) -> Near {
        let rule = rule_of(road.kind).unwrap_or(VariantRule::Fuzzy);
        let standard = self.variants.standard_of(&road);
        Near { how: self.variant(rule, standard.map(|s| s.id().to_owned()), name, meaning), language: None, distance: road.cost, meaning }
    }

    fn variant(&self, rule: VariantRule, standard: Option<String>, of: &str, meaning: Meaning) -> Variant {
        Variant { rule, standard, of: Some(title_case(of)), kind: None, period: self.layers.period(meaning.posting) }
    }
}
