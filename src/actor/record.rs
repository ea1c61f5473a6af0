//! What is told of an actor.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::gazetteer::{CountryCode, Date};

/// The id of an actor: `person:by/alexander-lukashenko`, `org:ua/defence/intelligence`.
///
/// Kind, country in small letters (`int` for bodies of several states, `zz` for an unknown one), and what it is called by
/// there. Listed and composed actors have ids of one form, and the same body has the same id either way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(String);

impl ActorId {
    pub(crate) fn new(id: impl Into<String>) -> ActorId {
        ActorId(id.into())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of thing acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum ActorType {
    /// A human being.
    Person = 0,
    /// A state, its presidency, cabinet, ministries, parliament, courts, services and local authorities.
    Government = 1,
    /// Armed forces, their branches and units, police and border guards, armed groups.
    Force = 2,
    /// A party, company, charity, medium, university, a body of several states.
    Organization = 3,
    /// People without a body: an opposition, protesters.
    Group = 4,
}

impl ActorType {
    const ALL: [ActorType; 5] = [ActorType::Person, ActorType::Government, ActorType::Force, ActorType::Organization, ActorType::Group];

    pub(crate) fn from_number(n: u32) -> ActorType {
        ActorType::ALL.get(n as usize).copied().unwrap_or(ActorType::Organization)
    }

    /// The type of that name, as tables have it.
    #[cfg(feature = "compile")]
    pub(crate) fn from_name(name: &str) -> Option<ActorType> {
        const NAMES: [&str; 5] = ["person", "government", "force", "organization", "group"];
        NAMES.iter().position(|n| *n == name).map(|i| ActorType::ALL[i])
    }
}

/// What an actor is by trade, three letters: most are roles of CAMEO (Schrodt 2012), `data/actors/SCHEMA.md` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sector(u8);

impl Sector {
    const ALL: [&'static str; 22] = [
        "GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "PTY", "REB", "SEP", "UAF", "IGO", "NGO", "MED", "BUS", "EDU", "REL", "LAB", "CVL", "SPT", "HLH",
        "CRM",
    ];

    /// The executive.
    pub(crate) const GOVERNMENT: Sector = Sector(0);
    /// People of no trade that matters.
    pub(crate) const CIVILIAN: Sector = Sector(18);

    /// Its letters.
    pub fn as_str(self) -> &'static str {
        Sector::ALL.get(usize::from(self.0)).copied().unwrap_or("CVL")
    }

    /// The sector of these letters.
    #[cfg(feature = "compile")]
    pub(crate) fn from_name(name: &str) -> Option<Sector> {
        Sector::ALL.iter().position(|n| *n == name).map(|i| Sector(i as u8))
    }

    pub(crate) fn from_number(n: u32) -> Sector {
        Sector(n.min(255) as u8)
    }

    #[cfg(feature = "compile")]
    pub(crate) fn number(self) -> u8 {
        self.0
    }
}

/// An office or post, and when it was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// What it is called: President, spokesman.
    pub title: String,
    /// The body it is held in, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<ActorId>,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Date>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

impl Role {
    /// Whether it was held on a day; what is not known does not count against it.
    pub fn holds(&self, on: Date) -> bool {
        let begun = self.from.is_none_or(|from| from.is_not_after(on) != Some(false));
        let lasts = self.to.is_none_or(|to| on.is_not_after(to) != Some(false));
        begun && lasts
    }
}

/// What is told of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Its display name.
    pub name: String,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// The country it acts for; none for bodies of several states, and where it is not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<CountryCode>,
    /// What a person holds or held, the latest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub roles: Vec<Role>,
    /// Country (`INT` for none) and sector: `UAMIL`, `RUGOV`, `BYOPP`, `INTIGO`.
    pub code: String,
}

impl Actor {
    pub(crate) fn code(country: Option<CountryCode>, sector: Sector) -> String {
        let mut code = String::with_capacity(6);
        code.push_str(country.as_ref().map_or("INT", CountryCode::as_str));
        code.push_str(sector.as_str());
        code
    }

    /// Leaves the roles that were held on a day; where none was, those that had ended by then.
    pub(crate) fn keep_roles(&mut self, on: Date) {
        let ended = |role: &Role| role.to.is_some_and(|to| to.is_not_after(on) == Some(true));
        let any = self.roles.iter().any(|role| role.holds(on));
        self.roles.retain(|role| if any { role.holds(on) } else { ended(role) });
    }
}

/// What a name is to an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorName {
    /// A whole name.
    Full,
    /// A person's surname, or a nickname of one word.
    Surname,
}
