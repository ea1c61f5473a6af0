//! Whether a name was in use when the document was written.

use crate::gazetteer::{Date, NameKind, Period};

/// What makes up for being a name of the past: it was not then.
const PRESENT: f32 = 1.2;
/// Nobody can write a name that is yet to be given.
const NOT_YET: f32 = -2.5;
/// Texts go on using a name for a generation, and it counts as one of the past already …
const JUST_OUT: f32 = -0.6;
const GENERATION: u32 = 30;
/// … and then tell of history in it, more rarely from year to year, though never as rarely as this.
const LATER: f32 = -0.01;
const LONG_OUT: f32 = -1.5;

/// Log-odds for a name of such a kind and period in a text of a date; none where the dates do not decide.
pub(super) fn weight(kind: NameKind, period: Period, date: Date) -> f32 {
    match period.holds(date) {
        None => 0.0,
        Some(true) if kind == NameKind::Historical => PRESENT,
        Some(true) => 0.0,
        Some(false) => match period.to.filter(|to| to.is_not_after(date) == Some(true)) {
            Some(to) => {
                let years = (date.year() - to.year()).saturating_sub(GENERATION);
                (JUST_OUT + LATER * years as f32).max(LONG_OUT)
            }
            None => NOT_YET,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(kind: NameKind, period: &str, date: &str) -> f32 {
        weight(kind, period.parse().unwrap(), date.parse().unwrap())
    }

    #[test]
    fn a_name_of_the_past_was_not_always_one() {
        let leningrad = |date| weigh(NameKind::Historical, "1924-01-26..1991-09-06", date);
        assert_eq!(leningrad("1985-06-01"), PRESENT);
        assert_eq!(leningrad("1991-09-06"), PRESENT);
        assert_eq!(leningrad("1991-09-07"), JUST_OUT);
        assert_eq!(leningrad("1924-01-25"), NOT_YET);
        assert_eq!(leningrad("1991"), 0.0, "before September, and not after");
    }

    #[test]
    fn names_of_today_have_nothing_to_make_up_for() {
        let bakhmut = |date| weigh(NameKind::Official, "2016-02-04..", date);
        assert_eq!((bakhmut("2022"), bakhmut("2016"), bakhmut("1980-01-01")), (0.0, 0.0, NOT_YET));
    }

    #[test]
    fn it_says_a_little_more_from_year_to_year_that_a_name_is_out_of_use() {
        let out = |date| weigh(NameKind::Historical, "1925..1961", date);
        assert_eq!((out("1962"), out("1991")), (JUST_OUT, JUST_OUT));
        assert!(out("2020") < out("1991") && out("2020") > LONG_OUT);
        assert_eq!((out("2200"), out("9999")), (LONG_OUT, LONG_OUT));
    }
}
