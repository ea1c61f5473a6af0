//! Readers of the GeoNames dump formats (<https://download.geonames.org/export/dump/readme.txt>).
//!
//! All are tab-separated UTF-8 without quoting; each reader calls back once a line and names the line of a fault.

use std::io::BufRead;

use super::record::{Record, SourceName, parse_number, parse_point};
use crate::error::{Error, Result};
use crate::gazetteer::{CountryCode, FeatureClass, NameKind, PlaceId};

/// Calls `each` with the fields of every line that is neither empty nor a comment.
pub(super) fn for_each_line(origin: &str, mut input: impl BufRead, least: usize, mut each: impl FnMut(&[&str]) -> Result<(), String>) -> Result<()> {
    let mut buffer = Vec::new();
    for number in 1.. {
        buffer.clear();
        if input.read_until(b'\n', &mut buffer).map_err(|e| Error::io("read", origin, e))? == 0 {
            break;
        }
        let line = std::str::from_utf8(&buffer).map_err(|_| Error::source_line(origin, number, "not UTF-8: convert the file"))?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.trim_end_matches('\r');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < least {
            return Err(Error::source_line(origin, number, format!("{} columns, at least {least} are needed", fields.len())));
        }
        each(&fields).map_err(|what| Error::source_line(origin, number, what))?;
    }
    Ok(())
}

/// The 19-column table of places (`allCountries.txt`, `cities500.txt`, `UA.txt`).
pub(super) fn read_places(origin: &str, input: impl BufRead, mut each: impl FnMut(&Record<'_>) -> Result<(), String>) -> Result<()> {
    for_each_line(origin, input, 15, |f| {
        let Some(class) = FeatureClass::new(f[6]) else { return Ok(()) };
        let others = std::iter::once(f[2]).filter(|ascii| *ascii != f[1]).chain(f[3].split(','));
        each(&Record {
            id: PlaceId::GeoNames(geoname_id(f[0])?),
            name: f[1],
            names: others.map(|name| SourceName::new(name, NameKind::Alternate)).collect(),
            class,
            code: f[7],
            country: CountryCode::new(f[8]),
            admin1: f[10],
            admin2: f[11],
            point: parse_point(f[4], f[5])?,
            population: parse_number(f[14], "population")?,
            radius_km: 0.0,
        })
    })
}

/// A row of `alternateNamesV2.txt`.
pub(super) struct AlternateName<'a> {
    pub geoname_id: u32,
    pub name: SourceName<&'a str>,
}

/// `alternateNamesV2.txt`, without links, codes and post codes.
pub(super) fn read_alternate_names(origin: &str, input: impl BufRead, mut each: impl FnMut(AlternateName<'_>) -> Result<(), String>) -> Result<()> {
    /// Values of the language column that are no languages.
    const CODES: [&str; 11] = ["link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny", "abbr"];
    for_each_line(origin, input, 4, |f| {
        let language = f[2];
        if CODES.contains(&language) && language != "abbr" {
            return Ok(());
        }
        let set = |i: usize| f.get(i).is_some_and(|v| *v == "1");
        let kind = match () {
            _ if language == "abbr" => NameKind::Abbreviation,
            _ if set(7) => NameKind::Historical,
            _ if language == "en" && !set(6) => NameKind::Official,
            _ => NameKind::Alternate,
        };
        each(AlternateName { geoname_id: geoname_id(f[1])?, name: SourceName::new(f[3], kind) })
    })
}

/// `admin1CodesASCII.txt` and `admin2Codes.txt`: the code with its dots and the GeoNames id.
pub(super) fn read_admin_codes(origin: &str, input: impl BufRead, mut each: impl FnMut(&str, u32)) -> Result<()> {
    for_each_line(origin, input, 4, |f| {
        each(f[0], geoname_id(f[3])?);
        Ok(())
    })
}

/// `countryInfo.txt`: the country's code and GeoNames id.
pub(super) fn read_country_info(origin: &str, input: impl BufRead, mut each: impl FnMut(CountryCode, u32)) -> Result<()> {
    for_each_line(origin, input, 17, |f| {
        let country = CountryCode::new(f[0]).ok_or_else(|| format!("`{}` is not an ISO country code", f[0]))?;
        // Dissolved countries stand there without an id.
        if !f[16].is_empty() && f[16] != "0" {
            each(country, geoname_id(f[16])?);
        }
        Ok(())
    })
}

/// `hierarchy.txt`: parent and child.
pub(super) fn read_hierarchy(origin: &str, input: impl BufRead, mut each: impl FnMut(u32, u32)) -> Result<()> {
    for_each_line(origin, input, 2, |f| {
        each(geoname_id(f[0])?, geoname_id(f[1])?);
        Ok(())
    })
}

pub(super) fn geoname_id(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|&n: &u32| n < 1 << 31).ok_or_else(|| format!("`{text}` is not a GeoNames id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place() {
        let line = "623581\tPyetrykaw\tPyetrykaw\tPetrikov,Петрыкаў\t52.1289\t28.4921\tP\tPPLA2\tBY\t\t02\t\t\t\t10591\t\t125\tEurope/Minsk\t2019-09-05\n";
        let mut count = 0;
        let each = |r: &Record<'_>| {
            assert_eq!(r.id, PlaceId::GeoNames(623581));
            assert_eq!(r.names.iter().map(|n| n.text).collect::<Vec<_>>(), ["Petrikov", "Петрыкаў"]);
            assert_eq!(r.population, 10591);
            count += 1;
            Ok(())
        };
        read_places("t", line.as_bytes(), each).unwrap();
        assert_eq!(count, 1);
    }

    #[test]
    fn faults_name_their_line() {
        let e = read_places("t.txt", "# c\n1\tx\n".as_bytes(), |_| Ok(())).unwrap_err();
        assert_eq!(e.to_string(), "t.txt line 2: 2 columns, at least 15 are needed");
        let e = read_hierarchy("h.txt", "a\tb\n".as_bytes(), |_, _| ()).unwrap_err();
        assert!(e.to_string().contains("`a` is not a GeoNames id"));
    }
}
