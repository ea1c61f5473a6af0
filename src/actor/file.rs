//! A file of actors over borrowed, owned or mapped bytes.

use super::phrases::{PhraseTable, Reach, Sense};
use super::record::{Actor, ActorId, ActorName, ActorType, Role, Sector};
use super::sections as s;
use crate::error::{Error, Result};
use crate::format::{Column, Container, Filter, HashIndex, Located, SortedStrings, StringList, Tag, hash};
use crate::gazetteer::{Bytes, CountryCode, Date};
use crate::text::Tokens;

/// An actor of a file: its number in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorRef(pub(crate) u32);

/// The head of an institution, of the grammar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadRef<'a> {
    /// Its part of an id.
    pub slug: &'a str,
    /// What it is called in English.
    pub label: &'a str,
    pub kind: ActorType,
    pub sector: Sector,
    pub reach: Reach,
}

/// A title of persons, of the grammar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TitleRef<'a> {
    pub title: &'a str,
    /// The slug of the body it is held in; empty for whatever body is named beside it.
    pub body: &'a str,
    pub sector: Sector,
}

/// The gazetteer of actors: a file read in place.
///
/// ```
/// let actors = exonym::Actors::embedded();
/// let lukashenko = actors.search("Лукашенко")[0];
/// assert_eq!(actors.actor(lukashenko).id.as_str(), "person:by/alexander-lukashenko");
/// ```
#[derive(Debug)]
pub struct Actors {
    container: Container<Bytes>,
    counts: Counts,
    at: Places,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    entries: usize,
    phrases: usize,
    roles: usize,
    heads: usize,
    titles: usize,
    parts: usize,
    countries: usize,
}

/// Declares where each section is, looked up once.
macro_rules! places {
    ($($field:ident = $tag:ident),* $(,)?) => {
        #[derive(Debug)]
        struct Places { $($field: Located),* }
        impl Places {
            fn find(locate: impl Fn(Tag) -> Located) -> Places {
                Places { $($field: locate(s::$tag)),* }
            }
        }
    };
}

places! {
    id_offsets = ID_OFFSETS,
    id_bytes = ID_BYTES,
    name_offsets = NAME_OFFSETS,
    name_bytes = NAME_BYTES,
    countries = COUNTRIES,
    types = TYPES,
    sectors = SECTORS,
    roles = ROLES,
    role_titles = ROLE_TITLES,
    role_bodies = ROLE_BODIES,
    role_from = ROLE_FROM,
    role_to = ROLE_TO,
    text_offsets = TEXT_OFFSETS,
    text_bytes = TEXT_BYTES,
    head_slugs = HEAD_SLUGS,
    head_labels = HEAD_LABELS,
    head_kinds = HEAD_KINDS,
    title_names = TITLE_NAMES,
    title_bodies = TITLE_BODIES,
    title_kinds = TITLE_KINDS,
    parts = PARTS,
    first_words = FIRST_WORDS,
    phrase_index = PHRASE_INDEX,
    phrase_heads = PHRASE_HEADS,
    phrase_offsets = PHRASE_OFFSETS,
    phrase_blocks = PHRASE_BLOCKS,
    meanings_from = MEANINGS_FROM,
    meanings = MEANINGS,
    surnames = SURNAMES,
    country_name_offsets = COUNTRY_NAME_OFFSETS,
    country_name_bytes = COUNTRY_NAME_BYTES,
    country_codes = COUNTRY_CODES,
}

impl Actors {
    /// Opens a file of actors and compares every section with its checksum.
    ///
    /// # Errors
    /// When the bytes are no file of actors, or damaged; the message names the section.
    pub fn open(bytes: Bytes) -> Result<Actors> {
        let actors = Actors::open_unverified(bytes)?;
        actors.container.verify()?;
        Ok(actors)
    }

    /// Opens a file of actors without reading it through; reads stay in bounds whatever it holds.
    ///
    /// # Errors
    /// As [`open`](Self::open), but for damage inside a section.
    pub fn open_unverified(bytes: Bytes) -> Result<Actors> {
        let container = Container::open(vec![bytes])?;
        let counts = read_counts(container.section(s::COUNTS))?;
        let widths = [
            (s::COUNTRIES, counts.entries * 2),
            (s::TYPES, counts.entries),
            (s::SECTORS, counts.entries),
            (s::ROLES, (counts.entries + 1) * 4),
            (s::ROLE_TITLES, counts.roles * 4),
            (s::ROLE_BODIES, counts.roles * 4),
            (s::ROLE_FROM, counts.roles * 4),
            (s::ROLE_TO, counts.roles * 4),
            (s::HEAD_SLUGS, counts.heads * 4),
            (s::HEAD_LABELS, counts.heads * 4),
            (s::HEAD_KINDS, counts.heads * 3),
            (s::TITLE_NAMES, counts.titles * 4),
            (s::TITLE_BODIES, counts.titles * 4),
            (s::TITLE_KINDS, counts.titles),
            (s::PARTS, counts.parts * 4),
            (s::MEANINGS_FROM, (counts.phrases + 1) * 4),
            (s::COUNTRY_CODES, counts.countries * 2),
        ];
        for (tag, length) in widths {
            if container.section(tag).len() != length {
                return Err(Error::format(tag.to_string(), format!("{} bytes where its counts say {length}", container.section(tag).len())));
            }
        }
        let at = Places::find(|tag| container.locate(tag));
        Ok(Actors { container, counts, at })
    }

    /// The actors inside the program.
    ///
    /// # Panics
    /// When the program was linked with a damaged `exonym-actors`; its tests make sure that it is not.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Actors {
        Actors::open_unverified(Bytes::Static(exonym_actors::ACTORS)).expect("the embedded actors are intact")
    }

    /// Number of actors.
    pub fn len(&self) -> usize {
        self.counts.entries
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.entries == 0
    }

    /// Number of distinct folded names and other phrases.
    pub fn phrase_count(&self) -> usize {
        self.counts.phrases
    }

    /// Name, version, sources and licences of the file, as a JSON object.
    pub fn provenance(&self) -> &str {
        std::str::from_utf8(self.container.section(s::META)).unwrap_or("{}")
    }

    /// Name and version, for saying what answered.
    pub fn label(&self) -> String {
        let meta: serde_json::Value = serde_json::from_str(self.provenance()).unwrap_or_default();
        let text = |key: &str| meta[key].as_str().unwrap_or("?").to_owned();
        format!("{} {}", text("name"), text("version"))
    }

    /// Compares every section with its checksum.
    ///
    /// # Errors
    /// Names the first section that differs.
    pub fn verify(&self) -> Result<()> {
        self.container.verify()
    }

    /// Everything that is told of an actor, all its roles among it.
    pub fn actor(&self, actor: ActorRef) -> Actor {
        let country = self.country(actor);
        Actor {
            id: ActorId::new(self.id(actor)),
            name: self.name(actor).to_owned(),
            kind: self.kind(actor),
            country,
            roles: self.roles(actor).collect(),
            code: Actor::code(country, self.sector(actor)),
        }
    }

    /// The actor of an id. Logarithmic in the number of actors.
    pub fn find(&self, id: &str) -> Option<ActorRef> {
        let (mut low, mut high) = (0, self.counts.entries as u32);
        while low < high {
            let middle = low.midpoint(high);
            match self.id(ActorRef(middle)).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(ActorRef(middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The actors that a spelling can mean: those called so, then those whose surname it is. The spelling is folded first.
    pub fn search(&self, spelling: &str) -> Vec<ActorRef> {
        self.meanings(spelling).into_iter().map(|(actor, _)| actor).collect()
    }

    /// As [`search`](Self::search), with what the spelling is to each.
    pub fn meanings(&self, spelling: &str) -> Vec<(ActorRef, ActorName)> {
        let mut tokens = Tokens::new();
        tokens.read(spelling);
        let table = self.phrases();
        let mut found = Vec::new();
        let word = |n: usize| (n < tokens.len()).then(|| (hash::token(tokens.folded_from(n), tokens[n].stem_len()), tokens.stem(n)));
        let Some((hash, first)) = word(0) else { return found };
        table.walk(table.first(hash, first), word, &mut String::new(), |hit| {
            if hit.words == tokens.len() {
                found.extend(table.meanings(hit.phrase).filter_map(|m| match m.sense() {
                    Sense::Name => Some((ActorRef(m.number()), ActorName::Full)),
                    Sense::Surname => Some((ActorRef(m.number()), ActorName::Surname)),
                    _ => None,
                }));
            }
        });
        found.sort_by_key(|&(actor, name)| (name, actor));
        found.dedup_by_key(|(actor, _)| *actor);
        found
    }

    /// All names of an actor, folded, in byte order. One pass over all names: milliseconds, for people's eyes.
    pub fn names_of(&self, actor: ActorRef) -> Vec<String> {
        let table = self.phrases();
        let is_its = |phrase: u32| table.meanings(phrase).any(|m| m.sense() == Sense::Name && m.number() == actor.0);
        (0..self.counts.phrases as u32).filter(|&phrase| is_its(phrase)).map(|phrase| table.phrases.get(phrase as usize).to_string_lossy()).collect()
    }

    pub(crate) fn id(&self, actor: ActorRef) -> &str {
        self.strings(&self.at.id_offsets, &self.at.id_bytes).get(actor.0 as usize)
    }

    pub(crate) fn name(&self, actor: ActorRef) -> &str {
        self.strings(&self.at.name_offsets, &self.at.name_bytes).get(actor.0 as usize)
    }

    pub(crate) fn kind(&self, actor: ActorRef) -> ActorType {
        ActorType::from_number(self.column(&self.at.types, self.counts.entries, 1, actor.0))
    }

    pub(crate) fn sector(&self, actor: ActorRef) -> Sector {
        Sector::from_number(self.column(&self.at.sectors, self.counts.entries, 1, actor.0))
    }

    pub(crate) fn country(&self, actor: ActorRef) -> Option<CountryCode> {
        code_of(self.column(&self.at.countries, self.counts.entries, 2, actor.0))
    }

    /// The roles of an actor, the latest first.
    pub(crate) fn roles(&self, actor: ActorRef) -> impl Iterator<Item = Role> + '_ {
        let from = |i: u32| self.column(&self.at.roles, self.counts.entries + 1, 4, i).min(self.counts.roles as u32);
        (from(actor.0)..from(actor.0 + 1)).map(|role| {
            let column = |at| self.column(at, self.counts.roles, 4, role);
            let of = self.text(column(&self.at.role_bodies));
            Role {
                title: self.text(column(&self.at.role_titles)).to_owned(),
                of: (!of.is_empty()).then(|| ActorId::new(of)),
                from: Date::from_packed(column(&self.at.role_from)),
                to: Date::from_packed(column(&self.at.role_to)),
            }
        })
    }

    pub(crate) fn head(&self, number: u32) -> HeadRef<'_> {
        let text = |at| self.text(self.column(at, self.counts.heads, 4, number));
        let kind = |n: u32| self.column(&self.at.head_kinds, self.counts.heads * 3, 1, number * 3 + n);
        HeadRef {
            slug: text(&self.at.head_slugs),
            label: text(&self.at.head_labels),
            kind: ActorType::from_number(kind(0)),
            sector: Sector::from_number(kind(1)),
            reach: [Reach::State, Reach::Any, Reach::Local][(kind(2) as usize).min(2)],
        }
    }

    pub(crate) fn title(&self, number: u32) -> TitleRef<'_> {
        let text = |at| self.text(self.column(at, self.counts.titles, 4, number));
        let sector = Sector::from_number(self.column(&self.at.title_kinds, self.counts.titles, 1, number));
        TitleRef { title: text(&self.at.title_names), body: text(&self.at.title_bodies), sector }
    }

    /// The slug of a word that qualifies a head.
    pub(crate) fn part(&self, number: u32) -> &str {
        self.text(self.column(&self.at.parts, self.counts.parts, 4, number))
    }

    /// What a country is called in names that are composed.
    pub(crate) fn country_name(&self, country: CountryCode) -> Option<&str> {
        let codes = Column::new(self.container.at(&self.at.country_codes), self.counts.countries, 2);
        let wanted = u32::from(u16::from_be_bytes(country.bytes()));
        let i = (0..self.counts.countries).find(|&i| codes.get(i) == wanted)?;
        Some(self.strings(&self.at.country_name_offsets, &self.at.country_name_bytes).get(i))
    }

    /// Calls `found` with persons whose surname may have the skeleton of a hash; to be compared.
    pub(crate) fn persons_like(&self, hash: u64, mut found: impl FnMut(ActorRef)) {
        let index = HashIndex::new(self.container.at(&self.at.surnames), self.counts.entries as u32 + 1);
        index.values(hash, index.probe(hash), |value| found(ActorRef(value - 1)));
    }

    /// The phrases, ready to be asked many times.
    pub(crate) fn phrases(&self) -> PhraseTable<'_> {
        let at = |place: &Located| self.container.at(place);
        PhraseTable {
            first_words: Filter::new(at(&self.at.first_words)),
            index: HashIndex::new(at(&self.at.phrase_index), s::value_limit(self.counts.phrases)),
            phrases: SortedStrings {
                heads: at(&self.at.phrase_heads),
                offsets: at(&self.at.phrase_offsets),
                blocks: at(&self.at.phrase_blocks),
                header: 0,
                len: self.counts.phrases,
            },
            meanings_from: Column::new(at(&self.at.meanings_from), self.counts.phrases + 1, 4),
            meanings: Column::new(at(&self.at.meanings), self.at.meanings.len() / 4, 4),
        }
    }

    fn text(&self, number: u32) -> &str {
        self.strings(&self.at.text_offsets, &self.at.text_bytes).get(number as usize)
    }

    fn strings(&self, offsets: &Located, bytes: &Located) -> StringList<'_> {
        StringList { offsets: self.container.at(offsets), bytes: self.container.at(bytes) }
    }

    fn column(&self, at: &Located, len: usize, width: usize, i: u32) -> u32 {
        Column::new(self.container.at(at), len, width).get(i as usize)
    }
}

/// A country's letters as a column has them.
pub(crate) fn code_of(packed: u32) -> Option<CountryCode> {
    CountryCode::new(std::str::from_utf8(&(packed as u16).to_be_bytes()).ok()?)
}

fn read_counts(bytes: &[u8]) -> Result<Counts> {
    let counts: &[u8; 28] = bytes.try_into().map_err(|_| Error::format(s::COUNTS.to_string(), "missing: not a file of actors"))?;
    // None of them fits a file if it is beyond what numbers in meanings can say; so no sum below overflows.
    let count = |i: usize| u32::from_le_bytes(counts[4 * i..4 * i + 4].try_into().expect("four bytes")) as usize;
    let counts = Counts { entries: count(0), phrases: count(1), roles: count(2), heads: count(3), titles: count(4), parts: count(5), countries: count(6) };
    let all = [counts.entries, counts.phrases, counts.roles, counts.heads, counts.titles, counts.parts, counts.countries];
    if all.iter().any(|&n| n > s::MOST) {
        return Err(Error::format(s::COUNTS.to_string(), "counts beyond what a file can hold: damaged"));
    }
    Ok(counts)
}
