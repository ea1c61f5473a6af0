//! Dates as coarse as they are known, and the time between two of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A day, a month or a year of the common era: `2016-02-04`, `2016-02`, `2016`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date(u32);

impl Date {
    /// A date of the years 1 to 9999; nothing where the calendar has none. A day without a month is no date.
    pub fn new(year: u32, month: Option<u32>, day: Option<u32>) -> Option<Date> {
        let known = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=days_of(year, month)).contains(&day),
        };
        (known && (1..=9999).contains(&year)).then(|| Date(year * 10_000 + month.unwrap_or(0) * 100 + day.unwrap_or(0)))
    }

    /// Its year.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// Its month, where that is known.
    pub fn month(self) -> Option<u32> {
        Some(self.0 / 100 % 100).filter(|&month| month > 0)
    }

    /// Its day, where that is known.
    pub fn day(self) -> Option<u32> {
        Some(self.0 % 100).filter(|&day| day > 0)
    }

    /// Whether it is the same day as another or an earlier one; nothing where what is unknown of the two decides.
    pub fn is_not_after(self, other: Date) -> Option<bool> {
        if self.latest() <= other.earliest() {
            return Some(true);
        }
        if self.earliest() > other.latest() { Some(false) } else { None }
    }

    /// As a file has it, `yyyymmdd`, with zeros for what is unknown.
    #[cfg(feature = "compile")]
    pub(crate) fn packed(self) -> u32 {
        self.0
    }

    /// The inverse of [`packed`](Self::packed); nothing for zero and for what is no date.
    pub(crate) fn from_packed(packed: u32) -> Option<Date> {
        let date = Date(packed);
        Date::new(date.year(), date.month(), date.day())
    }

    fn earliest(self) -> u32 {
        self.filled(1, 1)
    }

    fn latest(self) -> u32 {
        self.filled(12, 31)
    }

    fn filled(self, month: u32, day: u32) -> u32 {
        self.year() * 10_000 + self.month().unwrap_or(month) * 100 + self.day().unwrap_or(day)
    }
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        [self.month(), self.day()].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Date> {
        let number = |part: &str, width: usize| part.parse().ok().filter(|_| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()));
        let mut parts = text.splitn(3, '-');
        let year = parts.next().and_then(|part| number(part, 4));
        let rest: Vec<Option<u32>> = parts.map(|part| number(part, 2)).collect();
        let date = match (year, &*rest) {
            (Some(year), []) => Date::new(year, None, None),
            (Some(year), [month @ Some(_)]) => Date::new(year, *month, None),
            (Some(year), [month @ Some(_), day @ Some(_)]) => Date::new(year, *month, *day),
            _ => None,
        };
        date.ok_or_else(|| Error::message(format!("`{text}` is no date: write YYYY, YYYY-MM or YYYY-MM-DD, years from 0001 on")))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = Error;

    fn try_from(text: String) -> Result<Date> {
        text.parse()
    }
}

/// When a name was in use, both ends included; an end that is not known, or not reached, is open.
///
/// ```
/// use exonym::{Date, Period};
/// let artemivsk: Period = "1924..2016-02-04".parse()?;
/// let holds = |date: &str| Ok::<_, exonym::Error>(artemivsk.holds(date.parse()?));
/// assert_eq!(holds("1991")?, Some(true));
/// assert_eq!(holds("2022-05")?, Some(false));
/// assert_eq!(holds("2016")?, None, "before February, and not after");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Period {
    /// Whether a date is within; an open end holds for ever. Nothing where what is unknown of the dates decides.
    pub fn holds(&self, date: Date) -> Option<bool> {
        let begun = self.from.map_or(Some(true), |from| from.is_not_after(date));
        let lasts = self.to.map_or(Some(true), |to| date.is_not_after(to));
        match (begun, lasts) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (begun, lasts) => begun.and(lasts),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        write!(f, "{}..{}", end(self.from), end(self.to))
    }
}

impl FromStr for Period {
    type Err = Error;

    /// Reads `from..to`; one of the ends may be empty.
    fn from_str(text: &str) -> Result<Period> {
        let fault = |what: &str| Error::message(format!("`{text}` is no period: {what}"));
        let (from, to) = text.split_once("..").ok_or_else(|| fault("write 1924..2016-02-04, 1924.. or ..2016"))?;
        let end = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
        let period = Period { from: end(from.trim())?, to: end(to.trim())? };
        match (period.from, period.to) {
            (None, None) => Err(fault("one of its ends must be known")),
            (Some(from), Some(to)) if from.is_not_after(to) == Some(false) => Err(fault("it ends before it begins")),
            _ => Ok(period),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_read_and_printed() {
        for text in ["0330", "1924", "2016-02", "2016-02-04", "2000-02-29"] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(Date::from_packed(date(text).0), Some(date(text)));
        }
        for text in ["", "24", "0000", "2016-13", "2016-00", "2016-02-30", "1900-02-29", "2016-2", "2016-02-04-01", "+016", "-", "год"] {
            assert!(text.parse::<Date>().unwrap_err().to_string().contains("is no date"), "{text}");
        }
        for packed in [0, 1, 99, 2016_0030, 2016_1301, u32::MAX] {
            assert_eq!(Date::from_packed(packed), None, "{packed}");
        }
    }

    #[test]
    fn what_is_unknown_does_not_decide() {
        assert_eq!(date("2016").is_not_after(date("2016")), None);
        assert_eq!(date("2016").is_not_after(date("2017-01")), Some(true));
        assert_eq!(date("2016-03").is_not_after(date("2016-02-29")), Some(false));
        assert_eq!(date("2016-02-04").is_not_after(date("2016-02-04")), Some(true));
    }

    #[test]
    fn periods() {
        let period: Period = "2016-02-04..".parse().unwrap();
        assert_eq!((period.holds(date("2016-02-04")), period.holds(date("2016-02-03")), period.holds(date("2016-02"))), (Some(true), Some(false), None));
        assert_eq!("..1918".parse::<Period>().unwrap().holds(date("0800")), Some(true));
        assert_eq!(" 1924 .. 2016 ".trim().parse::<Period>().unwrap().to_string(), "1924..2016");
        for text in ["1924", "..", "1961..1924", "1924...1961", "1924..61"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        let json = serde_json::to_string(&period).unwrap();
        assert_eq!(json, r#"{"from":"2016-02-04"}"#);
        assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }
}
