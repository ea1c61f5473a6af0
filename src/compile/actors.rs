//! Building a file of actors: reading the tables of `data/actors`, and laying them out.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::actor_cases::Cases;
use super::actor_names::{self, NameWords, Spelled};
use super::actor_phrases::Phrases;
use super::geonames::for_each_line;
use crate::actor::sections as s;
use crate::actor::{ActorType, Meaning, Reach, Sector, Sense};
use crate::error::{Error, Result};
use crate::format::{ContainerWriter, StringListWriter, hash_index, planar};
use crate::gazetteer::{CountryCode, Date};
use crate::variant::Skeleton;

/// Reads the tables of actors and of the grammar that composes them, and writes a file.
#[derive(Debug, Default)]
pub struct ActorsBuilder {
    entries: BTreeMap<String, Entry>,
    heads: Vec<Head>,
    titles: Vec<Title>,
    parts: Vec<String>,
    /// Phrases of heads, titles and of words that qualify them, as they are written.
    words: Vec<(String, Meaning)>,
    countries: BTreeMap<CountryCode, String>,
    cases: Cases,
    name_words: NameWords,
}

#[derive(Debug)]
struct Entry {
    kind: ActorType,
    country: Option<CountryCode>,
    sector: Sector,
    names: Vec<String>,
    roles: Vec<Role>,
}

#[derive(Debug)]
struct Role {
    title: String,
    of: String,
    from: u32,
    to: u32,
}

#[derive(Debug)]
struct Head {
    slug: String,
    label: String,
    kind: ActorType,
    sector: Sector,
    reach: Reach,
}

#[derive(Debug)]
struct Title {
    title: String,
    body: String,
    sector: Sector,
}

impl ActorsBuilder {
    /// A builder without actors.
    pub fn new() -> ActorsBuilder {
        ActorsBuilder::default()
    }

    /// Reads persons (`data/actors/persons`): id, country, sector, name, names, roles, source.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_persons(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 7, |f| {
            if f[0] == "id" {
                return Ok(());
            }
            if !f[0].starts_with("person:") {
                return Err(format!("`{}` is no id of a person: they begin with `person:`", f[0]));
            }
            let roles = f[5].split("; ").filter(|r| !r.is_empty()).map(role).collect::<Result<Vec<Role>, String>>()?;
            self.add(f[0], ActorType::Person, f[1], f[2], [f[3], f[4]], roles, f[6])
        })
    }

    /// Reads bodies and groups (`data/actors/bodies`): id, type, country, sector, name, names, seat, source.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_bodies(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 8, |f| {
            if f[0] == "id" {
                return Ok(());
            }
            let kind = ActorType::from_name(f[1]).filter(|&kind| kind != ActorType::Person).ok_or_else(|| format!("`{}` is no type of a body", f[1]))?;
            if !f[0].starts_with("org:") && !f[0].starts_with("group:") {
                return Err(format!("`{}` is no id of a body: they begin with `org:` or `group:`", f[0]));
            }
            self.add(f[0], kind, f[2], f[3], [f[4], f[5]], Vec::new(), f[7])
        })
    }

    #[allow(clippy::too_many_arguments, reason = "the columns of a row")]
    fn add(&mut self, id: &str, kind: ActorType, country: &str, sector: &str, names: [&str; 2], mut roles: Vec<Role>, source: &str) -> Result<(), String> {
        let country = match country {
            "" => None,
            code => Some(CountryCode::new(code).ok_or_else(|| format!("`{code}` is not an ISO 3166-1 code"))?),
        };
        let sector = sector_of(sector)?;
        if names[0].is_empty() || source.is_empty() {
            return Err("a name and a source are needed".to_owned());
        }
        let names: Vec<String> = std::iter::once(names[0]).chain(names[1].split('|')).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        match self.entries.get_mut(id) {
            // Told of in two files, as bodies that two regions share are.
            Some(known) if known.kind == kind && known.country == country => {
                known.names.extend(names);
                known.roles.append(&mut roles);
            }
            Some(_) => return Err(format!("`{id}` is there already, with another type or country")),
            None => {
                self.entries.insert(id.to_owned(), Entry { kind, country, sector, names, roles });
            }
        }
        Ok(())
    }

    /// Reads heads of institutions (`institutions.tsv`): slug, type, sector, reach, label, language, names.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_institutions(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 7, |f| {
            if f[0] == "slug" {
                return Ok(());
            }
            let number = match self.heads.iter().position(|head| head.slug == f[0]) {
                Some(known) => known,
                None => {
                    let kind = ActorType::from_name(f[1]).ok_or_else(|| format!("`{}` is no type", f[1]))?;
                    let reach = match f[3] {
                        "state" => Reach::State,
                        "any" => Reach::Any,
                        "local" => Reach::Local,
                        other => return Err(format!("reach `{other}` is not state, any or local")),
                    };
                    self.heads.push(Head { slug: f[0].to_owned(), label: f[4].to_owned(), kind, sector: sector_of(f[2])?, reach });
                    self.heads.len() - 1
                }
            };
            self.add_words(f[6], Sense::Head, number)
        })
    }

    /// Reads titles of persons (`titles.tsv`): title, sector, body, language, names.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_titles(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 5, |f| {
            if f[0] == "title" {
                return Ok(());
            }
            let number = match self.titles.iter().position(|t| t.title == f[0]) {
                Some(known) => known,
                None => {
                    self.titles.push(Title { title: f[0].to_owned(), body: f[2].to_owned(), sector: sector_of(f[1])? });
                    self.titles.len() - 1
                }
            };
            self.add_words(f[4], Sense::Title, number)
        })
    }

    /// Reads words that qualify heads and titles (`modifiers.tsv`): part of the slug (`-` for none), language, names.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_modifiers(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 3, |f| match f[0] {
            "part" => Ok(()),
            "-" => self.add_words(f[2], Sense::Filler, 0),
            part => {
                let number = self.parts.iter().position(|p| p == part).unwrap_or_else(|| {
                    self.parts.push(part.to_owned());
                    self.parts.len() - 1
                });
                self.add_words(f[2], Sense::Part, number)
            }
        })
    }

    /// Reads words in names of organizations that tell their sectors (`sectors.tsv`): sector, language, words.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_sectors(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 3, |f| match f[0] {
            "sector" => Ok(()),
            sector => self.add_words(f[2], Sense::Kind, sector_of(sector)?.number().into()),
        })
    }

    /// Reads adjectives of countries (`demonyms.tsv`): code, language, words.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_demonyms(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 3, |f| match f[0] {
            "code" => Ok(()),
            code => {
                let country = CountryCode::new(code).ok_or_else(|| format!("`{code}` is not an ISO 3166-1 code"))?;
                self.add_words(f[2], Sense::Demonym, packed(country) as usize)
            }
        })
    }

    /// Reads what countries are called in composed names (`countries.tsv`): code, name.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_countries(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 2, |f| {
            if f[0] != "code" {
                let code = CountryCode::new(f[0]).ok_or_else(|| format!("`{}` is not an ISO 3166-1 code", f[0]))?;
                self.countries.insert(code, f[1].to_owned());
            }
            Ok(())
        })
    }

    /// Reads case endings of names of persons (`cases.tsv`), see there.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_cases(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        self.cases.read(origin, input)
    }

    /// Reads small words of names of persons (`name_words.tsv`): kind, words.
    ///
    /// # Errors
    /// When a line is not so; the message names file and line.
    pub fn read_name_words(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        self.name_words.read(origin, input)
    }

    /// Adds phrases of the grammar, written with `|` between them and `{a,b}` for what differs.
    fn add_words(&mut self, names: &str, sense: Sense, number: usize) -> Result<(), String> {
        for name in names.split('|').filter(|n| !n.is_empty()) {
            let meaning = Meaning((sense as u32) << Meaning::SENSE | number as u32);
            self.words.extend(actor_names::expand(name)?.into_iter().map(|text| (text, meaning)));
        }
        Ok(())
    }

    /// Lays the actors out as a file.
    ///
    /// # Errors
    /// When there are more of them than the format can number.
    pub fn finish(self, version: &str) -> Result<Vec<u8>> {
        let mut phrases = Phrases::default();
        let mut surnames = Vec::new();
        for (number, entry) in (0u32..).zip(self.entries.values()) {
            let meaning = |sense: Sense| Meaning((sense as u32) << Meaning::SENSE | number);
            for name in &entry.names {
                if entry.kind != ActorType::Person {
                    actor_names::spelled_body(name, &self.cases).iter().for_each(|name| phrases.add(name, meaning(Sense::Name)));
                    continue;
                }
                let Spelled { full, surnames: last } = actor_names::spelled(name, &self.name_words, &self.cases);
                full.iter().for_each(|name| phrases.add(name, meaning(Sense::Name)));
                for surname in &last {
                    phrases.add(surname, meaning(Sense::Surname));
                }
                // Case forms have skeletons of their own, and are listed.
                if let Some(surname) = last.first() {
                    let folded = crate::text::fold(surname);
                    surnames.extend(Skeleton::all(&folded).map(|skeleton| (skeleton.hash(None), number + 1)));
                }
            }
        }
        self.words.iter().for_each(|(text, meaning)| phrases.add(text, *meaning));
        let mut out = ContainerWriter::default();
        let mut texts = Texts::default();
        let roles: Vec<&Role> = self.entries.values().flat_map(|e| latest_first(&e.roles)).collect();
        let counts = [self.entries.len(), phrases.len(), roles.len(), self.heads.len(), self.titles.len(), self.parts.len(), self.countries.len()];
        if counts.iter().any(|&n| n > s::MOST) {
            return Err(Error::message("too many actors or names for one file"));
        }
        out.add(s::COUNTS, counts.iter().flat_map(|&n| (n as u32).to_le_bytes()).collect());
        out.add(s::META, meta(version)?);
        strings(&mut out, [s::ID_OFFSETS, s::ID_BYTES], self.entries.keys());
        strings(&mut out, [s::NAME_OFFSETS, s::NAME_BYTES], self.entries.values().map(|e| &e.names[0]));
        let entries = || self.entries.values();
        out.add(s::COUNTRIES, column(entries().map(|e| e.country.map_or(0, packed)), 2));
        out.add(s::TYPES, column(entries().map(|e| e.kind as u32), 1));
        out.add(s::SECTORS, column(entries().map(|e| e.sector.number().into()), 1));
        let mut role = 0;
        let ends = entries().map(|e| {
            role += e.roles.len() as u32;
            role
        });
        out.add(s::ROLES, column(std::iter::once(0).chain(ends), 4));
        out.add(s::ROLE_TITLES, column(roles.iter().map(|r| texts.number(&r.title)), 4));
        out.add(s::ROLE_BODIES, column(roles.iter().map(|r| texts.number(&r.of)), 4));
        out.add(s::ROLE_FROM, column(roles.iter().map(|r| r.from), 4));
        out.add(s::ROLE_TO, column(roles.iter().map(|r| r.to), 4));
        out.add(s::HEAD_SLUGS, column(self.heads.iter().map(|h| texts.number(&h.slug)), 4));
        out.add(s::HEAD_LABELS, column(self.heads.iter().map(|h| texts.number(&h.label)), 4));
        out.add(s::HEAD_KINDS, column(self.heads.iter().flat_map(|h| [h.kind as u32, h.sector.number().into(), h.reach as u32]), 1));
        out.add(s::TITLE_NAMES, column(self.titles.iter().map(|t| texts.number(&t.title)), 4));
        out.add(s::TITLE_BODIES, column(self.titles.iter().map(|t| texts.number(&t.body)), 4));
        out.add(s::TITLE_KINDS, column(self.titles.iter().map(|t| t.sector.number().into()), 1));
        out.add(s::PARTS, column(self.parts.iter().map(|p| texts.number(p)), 4));
        strings(&mut out, [s::TEXT_OFFSETS, s::TEXT_BYTES], texts.all.iter());
        out.add(s::COUNTRY_CODES, column(self.countries.keys().map(|c| packed(*c)), 2));
        strings(&mut out, [s::COUNTRY_NAME_OFFSETS, s::COUNTRY_NAME_BYTES], self.countries.values());
        let limit = self.entries.len() as u32 + 1;
        out.add(s::SURNAMES, hash_index(surnames, limit).ok_or_else(|| Error::message("too many persons of one surname for the index"))?);
        phrases.finish(&mut out)?;
        Ok(out.finish())
    }
}

/// Texts by their numbers, each once; the first is empty.
#[derive(Debug)]
struct Texts {
    all: Vec<String>,
    numbers: std::collections::HashMap<String, u32>,
}

impl Default for Texts {
    fn default() -> Texts {
        Texts { all: vec![String::new()], numbers: [(String::new(), 0)].into() }
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.all.push(text.to_owned());
        }
        number
    }
}

/// A role as a table has it: `President > org:by/presidency : 1994-07-20..`.
fn role(text: &str) -> Result<Role, String> {
    let help = || format!("role `{text}` is not written as `title > body : from..to`");
    let (title, rest) = text.split_once(" > ").ok_or_else(help)?;
    let (of, period) = rest.split_once(" : ").unwrap_or((rest, ".."));
    let (from, to) = period.split_once("..").ok_or_else(help)?;
    let date = |text: &str| match text {
        "" => Ok(0),
        text => text.parse::<Date>().map(Date::packed).map_err(|e| e.to_string()),
    };
    if !of.starts_with("org:") && !of.starts_with("group:") {
        return Err(format!("role `{text}`: `{of}` is no id of a body"));
    }
    Ok(Role { title: title.to_owned(), of: of.to_owned(), from: date(from)?, to: date(to)? })
}

/// Those that last, then by when they ended and began, the latest first.
fn latest_first(roles: &[Role]) -> Vec<&Role> {
    let mut roles: Vec<&Role> = roles.iter().collect();
    roles.sort_by_key(|r| std::cmp::Reverse((if r.to == 0 { u32::MAX } else { r.to }, r.from)));
    roles
}

fn sector_of(name: &str) -> Result<Sector, String> {
    Sector::from_name(name).ok_or_else(|| format!("`{name}` is no sector, see data/actors/SCHEMA.md"))
}

fn packed(country: CountryCode) -> u32 {
    u16::from_be_bytes(country.bytes()).into()
}

fn column(values: impl Iterator<Item = u32>, width: usize) -> Vec<u8> {
    planar(values.collect::<Vec<_>>().into_iter(), width)
}

fn strings<'s>(out: &mut ContainerWriter, tags: [crate::format::Tag; 2], all: impl Iterator<Item = &'s String>) {
    let mut writer = StringListWriter::default();
    all.for_each(|text| writer.push(text));
    let (offsets, bytes) = writer.finish().expect("few strings");
    out.add(tags[0], offsets);
    out.add(tags[1], bytes);
}

fn meta(version: &str) -> Result<Vec<u8>> {
    let meta = serde_json::json!({ "name": "exonym-actors", "version": version, "licence": "CC0 1.0 (tables of exonym), public domain (The World Factbook)" });
    serde_json::to_vec(&meta).map_err(|e| Error::message(e.to_string()))
}
