//! The curated table: one schema for everything written by hand, see `data/curated/SCHEMA.md`.

use std::io::BufRead;

use super::geonames::{for_each_line, geoname_id};
use super::record::{SourceName, parse_number, parse_point};
use crate::error::{Error, Result};
use crate::gazetteer::{CountryCode, FeatureClass, NameKind, Period, PlaceId};
use crate::geo::Point;

/// The columns, in order.
const HEADER: [&str; 11] = ["id", "name", "names", "class", "code", "country", "admin1", "lat", "lon", "radius_km", "population"];

/// No id is longer, in bytes, its prefix included.
const MAX_ID: usize = 255;

/// What the id column of a row points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An entry by its id, new or known.
    Id(PlaceId),
    Country(CountryCode),
    /// `US-KY`
    Iso(String),
    /// `US.KY`
    Admin1(String),
    /// The most populous place of that name.
    City(CountryCode, String),
}

/// A row, its target not yet looked up.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub target: Target,
    pub name: String,
    pub names: Vec<SourceName<String>>,
    pub class: Option<FeatureClass>,
    pub code: String,
    pub country: Option<CountryCode>,
    pub admin1: String,
    pub point: Option<Point>,
    pub radius_km: f64,
    pub population: u64,
    /// Where it stands, for messages.
    pub line: String,
}

/// What a line of a table asks for.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// An entry, or names for one.
    Row(Row),
    /// An entry of the layers below is to be hidden.
    Hide(PlaceId),
}

/// What stands in the class column of a line that hides an entry.
const HIDE: &str = "hide";

/// Reads a curated table; ids without a prefix get `prefix` and a colon before them.
pub(super) fn read_table(origin: &str, prefix: &str, input: impl BufRead, mut each: impl FnMut(Line)) -> Result<()> {
    let mut header_seen = false;
    let mut rows = 0;
    for_each_line(origin, input, HEADER.len(), |f| {
        if !header_seen {
            header_seen = true;
            return if f[..HEADER.len()] == HEADER { Ok(()) } else { Err(format!("the header must be `{}`, tab-separated", HEADER.join(" "))) };
        }
        rows += 1;
        if f[3] == HIDE {
            each(Line::Hide(parse_hidden(f, prefix)?));
            return Ok(());
        }
        each(Line::Row(Row {
            target: parse_target(f[0], prefix)?,
            name: f[1].trim().to_owned(),
            names: f[2].split('|').filter(|n| !n.trim().is_empty()).map(parse_name).collect::<Result<_, _>>()?,
            class: if f[3].is_empty() { None } else { Some(FeatureClass::new(f[3]).ok_or_else(|| format!("`{}` is not a feature class", f[3]))?) },
            code: f[4].to_owned(),
            country: if f[5].is_empty() { None } else { Some(CountryCode::new(f[5]).ok_or_else(|| format!("`{}` is not a country code", f[5]))?) },
            admin1: f[6].to_owned(),
            point: if f[7].is_empty() && f[8].is_empty() { None } else { Some(parse_point(f[7], f[8])?) },
            radius_km: parse_number(f[9], "radius_km")?,
            population: parse_number(f[10], "population")?,
            line: format!("{origin}: `{}`", f[0]),
        }));
        Ok(())
    })?;
    if !header_seen {
        return Err(Error::source_line(origin, 0, "no header line; see data/curated/SCHEMA.md"));
    }
    Ok(())
}

fn parse_target(text: &str, prefix: &str) -> Result<Target, String> {
    let country = |code: &str| CountryCode::new(code).ok_or_else(|| format!("`{code}` is not a country code"));
    // A file would cut it.
    let own = |id: String| if id.len() <= MAX_ID { Ok(Target::Id(PlaceId::Other(id))) } else { Err(format!("the id is longer than {MAX_ID} bytes")) };
    Ok(match text.split_once(':') {
        Some(("country", code)) => Target::Country(country(code)?),
        Some(("iso", code)) => Target::Iso(code.to_owned()),
        Some(("admin1", code)) => Target::Admin1(code.to_owned()),
        Some(("city", rest)) => {
            let (code, name) = rest.split_once('/').ok_or_else(|| format!("`{text}`: a city is written city:FR/Lyon"))?;
            Target::City(country(code)?, name.to_owned())
        }
        Some(("geonames", number)) => Target::Id(PlaceId::GeoNames(geoname_id(number)?)),
        Some(_) => own(text.to_owned())?,
        None if text.is_empty() => return Err("the id is empty".into()),
        None => own(format!("{prefix}:{text}"))?,
    })
}

/// The id of a line that hides an entry; a name may stand beside it for people.
fn parse_hidden(f: &[&str], prefix: &str) -> Result<PlaceId, String> {
    let alone = f[2].is_empty() && f[4..HEADER.len()].iter().all(|field| field.is_empty());
    if let (Target::Id(id), true) = (parse_target(f[0], prefix)?, alone) {
        return Ok(id);
    }
    Err(format!("`{}`: a row that hides an entry has its id (geonames:N, or with the prefix of its gazetteer), perhaps its name, and nothing else", f[0]))
}

/// `[kind=]text[@lang][{from..to}]`; an English name, the default, is as good as the displayed one.
fn parse_name(text: &str) -> Result<SourceName<String>, String> {
    let (text, period) = split_period(text)?;
    let (kind, text) = match text.split_once('=') {
        Some((kind, rest)) => (Some(parse_kind(kind.trim())?), rest),
        None => (None, text),
    };
    let (text, lang) = match text.rsplit_once('@') {
        Some((name, lang)) if (2..=3).contains(&lang.trim().len()) => (name, lang.trim()),
        _ => (text, "en"),
    };
    // An article in front belongs to the sentence, not to the name (The Hague has a capital).
    let text = text.trim().strip_prefix("the ").unwrap_or(text);
    let usual = if lang == "en" { NameKind::Official } else { NameKind::Alternate };
    Ok(SourceName { text: text.trim().to_owned(), kind: kind.unwrap_or(usual), period })
}

/// Takes the period off the end of a name.
fn split_period(text: &str) -> Result<(&str, Option<Period>), String> {
    match text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once('{')) {
        Some((name, period)) => Ok((name, Some(period.parse().map_err(|e| format!("`{}`: {e}", name.trim()))?))),
        None => Ok((text, None)),
    }
}

fn parse_kind(kind: &str) -> Result<NameKind, String> {
    Ok(match kind {
        "official" => NameKind::Official,
        "historical" => NameKind::Historical,
        "abbreviation" => NameKind::Abbreviation,
        "demonym" => NameKind::Demonym,
        "metonym" => NameKind::Metonym,
        _ => return Err(format!("`{kind}` is not a kind of name: official, historical, abbreviation, demonym or metonym")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let text = format!(
            "# c\n{}\ndonbas\tDonbas\tДонбас@uk|demonym=Donbasite\tL\tRGN\tUA\t\t48.3\t38.0\t120\t\niso:US-KY\t\tabbreviation=Ky.\t\t\t\t\t\t\t\t\n",
            HEADER.join("\t")
        );
        let mut rows = Vec::new();
        read_table("t", "exonym", text.as_bytes(), |line| match line {
            Line::Row(r) => rows.push(r),
            Line::Hide(id) => panic!("{id} is not to be hidden"),
        })
        .unwrap();
        assert_eq!(rows[0].target, Target::Id(PlaceId::Other("exonym:donbas".into())));
        assert_eq!(rows[0].names[0], SourceName::new("Донбас".into(), NameKind::Alternate));
        assert_eq!(rows[0].names[1].kind, NameKind::Demonym);
        assert_eq!(rows[1].target, Target::Iso("US-KY".into()));
        assert!(rows[1].point.is_none());
    }

    #[test]
    fn a_wrong_header_is_told() {
        let e = read_table("t.tsv", "x", "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\n".as_bytes(), |_| ()).unwrap_err();
        assert!(e.to_string().starts_with("t.tsv line 1: the header must be"), "{e}");
    }

    #[test]
    fn hiding_takes_an_id_and_nothing_else() {
        let read = |row: &str| {
            let mut hidden = Vec::new();
            let text = format!("{}\n{row}\n", HEADER.join("\t"));
            let each = |line| {
                if let Line::Hide(id) = line {
                    hidden.push(id.to_string())
                }
            };
            read_table("t", "acme", text.as_bytes(), each).map(|()| hidden)
        };
        assert_eq!(read("geonames:703448\tKyiv\t\thide\t\t\t\t\t\t\t").unwrap(), ["geonames:703448"]);
        assert_eq!(read("depot-7\t\t\thide\t\t\t\t\t\t\t").unwrap(), ["acme:depot-7"]);
        for wrong in ["country:UA\t\t\thide\t\t\t\t\t\t\t", "geonames:1\t\tKiev\thide\t\t\t\t\t\t\t", "geonames:1\t\t\thide\t\t\t\t50\t30\t\t"] {
            assert!(read(wrong).unwrap_err().to_string().contains("hides an entry"), "{wrong}");
        }
    }
}
