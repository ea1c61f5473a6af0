//! The kinds of cue words; the words themselves are in `data/lexicon/cues.tsv`.

/// What a word says of a name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// A place is likely to follow: in, near, from.
    Location = 0,
    /// Generic head of a first-level division: region, oblast, province.
    Region = 1,
    /// Generic head of a lower division: county, raion.
    District = 2,
    /// Generic head of a settlement: city, village.
    Settlement = 3,
    /// Generic head of a water: river, bay.
    Water = 4,
    /// Generic head of a mountain, island, desert.
    Relief = 5,
    /// Generic head of a facility: airport, dam.
    Facility = 6,
    /// The name before is a street's.
    Street = 7,
    /// The name before is part of an organization's.
    Organization = 8,
    /// A person's name is likely to follow: Mr., President.
    Title = 9,
    /// What governments and people do: said, denied.
    Speech = 10,
    /// Its period does not end a sentence.
    Abbreviation = 11,
    /// A month, a day of the week.
    Calendar = 12,
    /// North, upper, greater.
    Direction = 13,
    /// The, of, and.
    Function = 14,
    /// Joins the members of a list.
    Conjunction = 15,
    /// What a place lies in is likely to follow: in, of.
    Container = 16,
    /// A capital after it stands for its government: between Minsk and Moscow.
    Diplomatic = 17,
    /// A small word inside names: University of the Arts, Rio de Janeiro.
    Link = 18,
    /// The name before is that of a group of people: rebels, militia.
    Group = 19,
    /// By itself the name of an organization: NATO, Toyota.
    Body = 20,
}

impl Cue {
    /// The cue of its name in the table.
    pub fn from_name(name: &str) -> Option<Cue> {
        Some(match name {
            "location" => Cue::Location,
            "region" => Cue::Region,
            "district" => Cue::District,
            "settlement" => Cue::Settlement,
            "water" => Cue::Water,
            "relief" => Cue::Relief,
            "facility" => Cue::Facility,
            "street" => Cue::Street,
            "organization" => Cue::Organization,
            "title" => Cue::Title,
            "speech" => Cue::Speech,
            "abbreviation" => Cue::Abbreviation,
            "calendar" => Cue::Calendar,
            "direction" => Cue::Direction,
            "function" => Cue::Function,
            "conjunction" => Cue::Conjunction,
            "container" => Cue::Container,
            "diplomatic" => Cue::Diplomatic,
            "link" => Cue::Link,
            "group" => Cue::Group,
            "body" => Cue::Body,
            _ => return None,
        })
    }
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(pub(crate) u32);

impl Cues {
    /// How many cues there are.
    pub const COUNT: u32 = Cue::Body as u32 + 1;

    /// Whether the cue is among them.
    pub fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 != 0
    }

    /// Whether any of the cues is among them.
    pub fn has_any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|&c| self.has(c))
    }

    /// The set with one more.
    pub fn with(self, cue: Cue) -> Cues {
        Cues(self.0 | 1 << cue as u8)
    }
}
