//! Why a candidate was preferred.

use serde::{Deserialize, Serialize};

use crate::model::Ranker;

/// How far a piece of evidence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The entry alone.
    Prior,
    /// The words around the mention.
    Local,
    /// The rest of the document.
    Document,
    /// What the caller said.
    Caller,
}

/// What spoke for or against a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Inhabitants, and the weight of its feature class.
    Prominence,
    /// How the name relates to the entry: official, alternate, historical.
    NameKind,
    /// A generic word beside the name: region, river, village of.
    GenericHead,
    /// A container named beside it: Paris, Texas.
    Containment,
    /// A neighbour in a list is of the same sort and country: Georgia, Alabama and Florida.
    Coordination,
    /// The document speaks of its country.
    SameCountry,
    /// The document speaks of its first-level division.
    SameAdmin1,
    /// Other places of the document are close by.
    Nearby,
    /// The caller named its country or a box around it.
    Hint,
    /// The spelling is not listed, and the road to the name is long.
    Spelling,
    /// The name was in use on the date that the caller named, or was not.
    InUse,
    /// An English article stands before the name, as before those of rivers and ranges: the Congo, the Urals.
    Article,
    /// The words of the text are those of its country: sheriff, councillor, lakh.
    Home,
}

/// A piece of evidence: a rule, how far it looked, and what it added to the log-odds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What spoke.
    pub rule: Rule,
    /// How far it looked.
    pub scope: Scope,
    /// Log-odds added.
    pub weight: f32,
}

/// The weights that the rules gave a candidate; each rule speaks with one voice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weights([f32; Rule::ALL.len()]);

impl Weights {
    pub fn add(&mut self, rule: Rule, weight: f32) {
        self.0[rule as usize] += weight;
    }

    pub fn of(&self, rules: &[Rule]) -> f32 {
        rules.iter().map(|&r| self.0[r as usize]).sum()
    }

    /// All of them.
    pub fn sum(&self) -> f32 {
        self.0.iter().sum()
    }

    /// Multiplies the weight of each rule.
    pub fn scale(&mut self, by: &[f32]) {
        self.0.iter_mut().zip(by).for_each(|(weight, by)| *weight *= by);
    }

    /// The weight of each rule.
    #[cfg(feature = "train")]
    pub fn all(&self) -> &[f32] {
        &self.0
    }

    /// What spoke, in the order of the rules, rounded to hundredths.
    pub fn evidence(&self) -> Vec<Evidence> {
        let rounded = self.0.map(|weight| (weight * 100.0).round() / 100.0);
        let mut spoke = Vec::with_capacity(rounded.iter().filter(|weight| **weight != 0.0).count());
        spoke.extend(Rule::ALL.into_iter().map(|r| r.weighing(rounded[r as usize])).filter(|e| e.weight != 0.0));
        spoke
    }
}

impl Rule {
    /// All rules, by number.
    const ALL: [Rule; Ranker::SIZES.0] = [
        Rule::Prominence,
        Rule::NameKind,
        Rule::GenericHead,
        Rule::Containment,
        Rule::Coordination,
        Rule::SameCountry,
        Rule::SameAdmin1,
        Rule::Nearby,
        Rule::Hint,
        Rule::Spelling,
        Rule::InUse,
        Rule::Article,
        Rule::Home,
    ];

    fn weighing(self, weight: f32) -> Evidence {
        let scope = match self {
            Rule::Prominence | Rule::NameKind | Rule::Spelling => Scope::Prior,
            Rule::GenericHead | Rule::Containment | Rule::Coordination | Rule::Article => Scope::Local,
            Rule::SameCountry | Rule::SameAdmin1 | Rule::Nearby | Rule::Home => Scope::Document,
            Rule::Hint | Rule::InUse => Scope::Caller,
        };
        Evidence { rule: self, scope, weight }
    }
}
