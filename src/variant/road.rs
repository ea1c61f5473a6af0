//! By which road a spelling leads to a name that is listed.

/// What kind of road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RoadKind {
    /// The spelling is listed itself.
    Listed,
    /// The spelling is listed for a namesake.
    Namesake,
    /// A case form of the name.
    Inflection,
    /// An adjective made of the name.
    Adjective,
    /// The region that the name's city names, in one word: Чернігівщина.
    RegionNoun,
    /// The name under a standard of romanization.
    Romanization,
    /// The name in a related language of the same script.
    Counterpart,
    /// A part of the name is translated.
    Translation,
    /// No rule leads there, but little is different.
    Fuzzy,
}

/// By which road a spelling leads to a listed name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Road {
    pub kind: RoadKind,
    /// The number of the standard of romanization.
    pub standard: Option<u16>,
    /// The distance, in log-odds against the spelling.
    pub cost: f32,
}

impl Road {
    /// That of a spelling that is listed.
    pub const LISTED: Road = Road { kind: RoadKind::Listed, standard: None, cost: 0.0 };

    /// How much the road speaks against the name, in log-odds.
    pub fn weight(&self) -> f32 {
        match self.kind {
            RoadKind::Listed => 0.0,
            RoadKind::Inflection | RoadKind::Adjective | RoadKind::RegionNoun => 0.2,
            RoadKind::Namesake => 0.1,
            RoadKind::Romanization | RoadKind::Counterpart => 0.1 + self.cost,
            RoadKind::Translation => 1.0 + 0.5 * self.cost,
            RoadKind::Fuzzy => 1.5 + 0.5 * self.cost,
        }
    }
}
