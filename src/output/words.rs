//! The words that stand for values in JSON, without asking the derived code for them, which takes its time.

use crate::actor::ActorType;
use crate::document::{MentionKind, VariantRule};
use crate::gazetteer::FeatureClass;
use crate::recognize::Usage;
use crate::resolve::{Evidence, Rule, Scope};

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

impl Word for ActorType {
    fn word(&self) -> &'static str {
        match self {
            ActorType::Person => "person",
            ActorType::Government => "government",
            ActorType::Force => "force",
            ActorType::Organization => "organization",
            ActorType::Group => "group",
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

/// What a piece of evidence is written as, up to its weight. There are many, so that it is written at a stroke.
pub(super) fn beginning(evidence: &Evidence) -> &'static str {
    macro_rules! of {
        ($rule:literal) => {
            match evidence.scope {
                Scope::Prior => concat!("{\"rule\":\"", $rule, "\",\"scope\":\"prior\",\"weight\":"),
                Scope::Local => concat!("{\"rule\":\"", $rule, "\",\"scope\":\"local\",\"weight\":"),
                Scope::Document => concat!("{\"rule\":\"", $rule, "\",\"scope\":\"document\",\"weight\":"),
                Scope::Caller => concat!("{\"rule\":\"", $rule, "\",\"scope\":\"caller\",\"weight\":"),
            }
        };
    }
    match evidence.rule {
        Rule::Prominence => of!("prominence"),
        Rule::NameKind => of!("name-kind"),
        Rule::GenericHead => of!("generic-head"),
        Rule::Containment => of!("containment"),
        Rule::Coordination => of!("coordination"),
        Rule::SameCountry => of!("same-country"),
        Rule::SameAdmin1 => of!("same-admin1"),
        Rule::Nearby => of!("nearby"),
        Rule::Hint => of!("hint"),
        Rule::Spelling => of!("spelling"),
        Rule::InUse => of!("in-use"),
        Rule::Article => of!("article"),
        Rule::Home => of!("home"),
    }
}
