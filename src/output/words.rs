//! The words that stand for values in JSON, without asking the derived code for them, which takes its time.

use crate::document::{MentionKind, VariantRule};
use crate::gazetteer::FeatureClass;
use crate::recognize::Usage;
use crate::resolve::{Rule, Scope};

/// A value of few, for which a word stands.
pub(super) trait Word {
    fn word(&self) -> &'static str;
}

impl Word for MentionKind {
    fn word(&self) -> &'static str {
        match self {
            MentionKind::Place => "place",
            MentionKind::Person => "person",
            MentionKind::Organization => "organization",
            MentionKind::Group => "group",
        }
    }
}

impl Word for Usage {
    fn word(&self) -> &'static str {
        match self {
            Usage::Literal => "literal",
            Usage::Metonym => "metonym",
            Usage::Demonym => "demonym",
            Usage::Modifier => "modifier",
            Usage::Embedded => "embedded",
        }
    }
}

impl Word for FeatureClass {
    fn word(&self) -> &'static str {
        match self {
            FeatureClass::A => "A",
            FeatureClass::H => "H",
            FeatureClass::L => "L",
            FeatureClass::P => "P",
            FeatureClass::R => "R",
            FeatureClass::S => "S",
            FeatureClass::T => "T",
            FeatureClass::U => "U",
            FeatureClass::V => "V",
        }
    }
}

impl Word for VariantRule {
    fn word(&self) -> &'static str {
        match self {
            VariantRule::Exact => "exact",
            VariantRule::Folded => "folded",
            VariantRule::Alternate => "alternate",
            VariantRule::Abbreviation => "abbreviation",
            VariantRule::Demonym => "demonym",
            VariantRule::Romanization => "romanization",
            VariantRule::Inflection => "inflection",
            VariantRule::Translation => "translation",
            VariantRule::Counterpart => "counterpart",
            VariantRule::Fuzzy => "fuzzy",
        }
    }
}

impl Word for Rule {
    fn word(&self) -> &'static str {
        match self {
            Rule::Prominence => "prominence",
            Rule::NameKind => "name-kind",
            Rule::GenericHead => "generic-head",
            Rule::Containment => "containment",
            Rule::Coordination => "coordination",
            Rule::SameCountry => "same-country",
            Rule::SameAdmin1 => "same-admin1",
            Rule::Nearby => "nearby",
            Rule::Hint => "hint",
            Rule::Spelling => "spelling",
            Rule::InUse => "in-use",
            Rule::Article => "article",
            Rule::Home => "home",
        }
    }
}

impl Word for Scope {
    fn word(&self) -> &'static str {
        match self {
            Scope::Prior => "prior",
            Scope::Local => "local",
            Scope::Document => "document",
            Scope::Caller => "caller",
        }
    }
}
