//! What an inflected form says of itself: case, number, gender, and how it comes from the name.

use serde::{Deserialize, Serialize};

/// A grammatical case. The prepositional of Russian is the locative here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Case {
    /// Who, what: Київ.
    Nominative = 0,
    /// Of: Києва.
    Genitive = 1,
    /// To: Києву.
    Dative = 2,
    /// Into: Київ.
    Accusative = 3,
    /// With: Києвом.
    Instrumental = 4,
    /// In: Києві.
    Locative = 5,
    /// O: Києве!
    Vocative = 6,
}

impl Case {
    /// Every case.
    pub const ALL: [Case; 7] = [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Locative, Case::Vocative];

    /// The case of its English name in small letters.
    pub fn from_name(name: &str) -> Option<Case> {
        Case::ALL.into_iter().find(|c| c.name() == name)
    }

    /// Its English name in small letters.
    pub fn name(self) -> &'static str {
        ["nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative"][self as usize]
    }
}

/// A set of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CaseSet(u8);

impl CaseSet {
    /// Whether the case is among them.
    pub fn has(self, case: Case) -> bool {
        self.0 >> case as u8 & 1 != 0
    }

    /// The set with one more.
    pub fn with(self, case: Case) -> CaseSet {
        CaseSet(self.0 | 1 << case as u8)
    }

    /// The cases of either.
    pub fn or(self, other: CaseSet) -> CaseSet {
        CaseSet(self.0 | other.0)
    }

    /// The cases of both.
    pub fn and(self, other: CaseSet) -> CaseSet {
        CaseSet(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Case> for CaseSet {
    fn from(case: Case) -> CaseSet {
        CaseSet::default().with(case)
    }
}

/// Grammatical number. Names that are plural by themselves (Черкаси) have no singular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// Полтава.
    Singular,
    /// Черкаси.
    Plural,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Чернігів.
    Masculine,
    /// Полтава.
    Feminine,
    /// Рівне.
    Neuter,
}

/// How a form comes from the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The name itself, a noun: Чернигове.
    Noun,
    /// The name or its part, declined as adjectives are: Грозном, Нижнем.
    Attribute,
    /// An adjective made of the name: черниговской.
    Adjective,
    /// The division that the name's city names: Черниговщине.
    Region,
}

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// How it comes from the name.
    pub kind: Kind,
    /// The cases that it can be, at least one.
    pub cases: CaseSet,
    /// Its number; of an adjective one of those that it can be, for it says nothing of the name.
    pub number: Number,
    /// Its gender; none where it can be more than one, as in most plurals.
    pub gender: Option<Gender>,
}

impl Form {
    /// What both can be at once, with the kind of `self`: attribute and noun in the same number, gender and case.
    pub fn agreeing(self, other: Form) -> Option<Form> {
        let cases = self.cases.and(other.cases);
        let genders_fit = self.gender.is_none() || other.gender.is_none() || self.gender == other.gender;
        (self.number == other.number && genders_fit && !cases.is_empty()).then(|| Form { cases, gender: self.gender.or(other.gender), ..self })
    }
}

/// A name that a form may have come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lemma {
    /// The name in the nominative, folded.
    pub text: String,
    /// What the form is of it.
    pub form: Form,
}

impl Lemma {
    /// Adds a lemma to those from `start` on; readings of one name are told together where nothing that matters is lost
    /// by it. The text is told in two parts.
    pub(super) fn add(out: &mut Vec<Lemma>, start: usize, form: Form, parts: [&str; 2]) {
        let is_text = |text: &str| text.strip_prefix(parts[0]) == Some(parts[1]);
        let same = out[start..].iter_mut().find(|l| {
            let (a, b) = (&l.form, &form);
            let mergeable = matches!(a.kind, Kind::Adjective | Kind::Region) || a.number == b.number && (a.gender == b.gender || a.cases == b.cases);
            a.kind == b.kind && mergeable && is_text(&l.text)
        });
        match same {
            Some(Lemma { form: known, .. }) => {
                known.cases = known.cases.or(form.cases);
                known.gender = known.gender.filter(|_| known.gender == form.gender);
            }
            None => out.push(Lemma { text: parts.concat(), form }),
        }
    }
}
