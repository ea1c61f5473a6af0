//! Reading a romanization standard as people write it (`data/romanization/README.md`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::variant::{MAX_FROM, PlainStandard, Standard, StandardKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    title: String,
    language: String,
    script: String,
    kind: StandardKind,
    source: String,
    #[serde(default)]
    vowels: Vowels,
    #[serde(default)]
    between: String,
    #[serde(default)]
    capitals: String,
    #[serde(default)]
    same: String,
    #[serde(default)]
    sets: BTreeMap<String, String>,
    #[serde(default)]
    letters: String,
    #[serde(default)]
    syllables: String,
    #[serde(default)]
    rule: Vec<RuleSource>,
    #[serde(default, rename = "test")]
    _tests: Vec<TestSource>,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Vowels {
    #[default]
    Written,
    Unwritten,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSource {
    letters: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// Only its form is looked at here: what the tests say is checked by the crate's own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to refuse unknown fields")]
struct TestSource {
    native: String,
    roman: String,
    folded: Option<String>,
}

/// Reads one standard; `origin` is told in messages.
///
/// # Errors
/// When the text is no TOML, a field is unknown or missing, or a rule cannot be read or can never apply; the message
/// tells the file and what to do. The tests inside are not run.
pub fn read_standard(origin: &str, toml_text: &str) -> Result<Standard> {
    let source: Source = toml::from_str(toml_text).map_err(|e| {
        let line = e.span().map_or(0, |s| toml_text.get(..s.start).unwrap_or("").matches('\n').count() + 1);
        Error::source_line(origin, line, e.message())
    })?;
    source.compile().and_then(Standard::try_from).map_err(|e| Error::source_line(origin, 0, e.to_string()))
}

impl Source {
    fn compile(self) -> Result<PlainStandard> {
        let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(well_formed) {
            return Err(Error::message(format!("the id `{}` is not made of a-z, 0-9 and -", self.id)));
        }
        let mut rules = Rules { named: &self.sets, sets: Vec::new(), list: Vec::new() };
        for rule in &self.rule {
            rules.add(&rule.letters, &rule.after, &rule.before)?;
        }
        rules.add(&self.letters, "", "")?;
        rules.add_syllables(&self.syllables)?;
        rules.check()?;
        let text = rules.text();
        Ok(PlainStandard {
            id: self.id,
            title: self.title,
            language: self.language,
            script: self.script,
            kind: self.kind,
            source: self.source,
            unwritten: self.vowels == Vowels::Unwritten,
            between: self.between,
            capitals: self.capitals,
            same: self.same,
            sets: rules.sets,
            rules: text,
        })
    }
}

/// The rules in the order of the file; a context is the number of a set, 0 for any.
struct Rules<'a> {
    named: &'a BTreeMap<String, String>,
    sets: Vec<String>,
    list: Vec<(&'a str, &'a str, usize, usize)>,
}

impl<'a> Rules<'a> {
    /// Reads `from=to` pairs that share their context.
    fn add(&mut self, pairs: &'a str, after: &str, before: &str) -> Result<()> {
        let (after, before) = (self.set(after)?, self.set(before)?);
        for pair in pairs.split_whitespace() {
            let (from, to) = split_pair(pair)?;
            self.list.push((from, to, after, before));
        }
        Ok(())
    }

    /// Syllables of Latin letters. Where the last consonant could as well begin the next one, it does: Henan is He-nan.
    fn add_syllables(&mut self, pairs: &'a str) -> Result<()> {
        if pairs.is_empty() {
            return Ok(());
        }
        let pairs = pairs.split_whitespace().map(split_pair).collect::<Result<Vec<_>>>()?;
        let syllables: BTreeSet<&str> = pairs.iter().map(|(from, _)| *from).collect();
        let no_vowel = self.set("!aeiouü")?;
        for (from, to) in pairs {
            let shorter = from.strip_suffix(['n', 'g', 'r']).is_some_and(|s| syllables.contains(s));
            self.list.push((from, to, 0, if shorter { no_vowel } else { 0 }));
        }
        Ok(())
    }

    /// The number of the set that a context means: letters, `^`, `@name`; after `!` all others.
    fn set(&mut self, context: &str) -> Result<usize> {
        if context.is_empty() {
            return Ok(0);
        }
        let (sign, items) = context.strip_prefix('!').map_or(("", context), |rest| ("!", rest));
        let mut letters = BTreeSet::new();
        for item in items.split_whitespace() {
            match item.strip_prefix('@') {
                Some(name) => {
                    let set = self.named.get(name).ok_or_else(|| Error::message(format!("there is no set `{name}`: write it under sets")))?;
                    letters.extend(set.chars().filter(|c| !c.is_whitespace()));
                }
                None => letters.extend(item.chars()),
            }
        }
        check_letters(letters.iter().copied())?;
        let set: String = sign.chars().chain(letters).collect();
        let at = self.sets.iter().position(|s| *s == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        Ok(at + 1)
    }

    /// Refuses rules that never apply because one written before takes all they could.
    fn check(&self) -> Result<()> {
        let mut by_letters: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for &(from, _, after, before) in &self.list {
            let earlier = by_letters.entry(from).or_default();
            if earlier.iter().any(|&(a, b)| self.covers(a, after) && self.covers(b, before)) {
                return Err(Error::message(format!("a rule for `{from}` never applies: another before it takes the same; leave one out")));
            }
            earlier.push((after, before));
        }
        if self.list.is_empty() {
            return Err(Error::message("no rules: write letters = \"а=a б=b …\""));
        }
        Ok(())
    }

    /// Whether a context holds wherever another does.
    fn covers(&self, wide: usize, narrow: usize) -> bool {
        let set = |n: usize| n.checked_sub(1).map(|at| self.sets[at].strip_prefix('!').map_or((false, self.sets[at].as_str()), |s| (true, s)));
        match (set(wide), set(narrow)) {
            (None, _) => true,
            (_, None) => false,
            (Some((false, wide)), Some((false, narrow))) => narrow.chars().all(|c| wide.contains(c)),
            (Some((true, wide)), Some((false, narrow))) => !narrow.chars().any(|c| wide.contains(c)),
            (Some((true, wide)), Some((true, narrow))) => wide.chars().all(|c| narrow.contains(c)),
            (Some((false, _)), Some((true, _))) => false,
        }
    }

    /// The rules as they are serialised: `from=to`, or `from=to=after=before`.
    fn text(&self) -> String {
        let rule = |&(from, to, after, before): &(&str, &str, usize, usize)| match (after, before) {
            (0, 0) => format!("{from}={to}"),
            _ => format!("{from}={to}={after}={before}"),
        };
        self.list.iter().map(rule).collect::<Vec<_>>().join(" ")
    }
}

fn split_pair(pair: &str) -> Result<(&str, &str)> {
    let (from, to) = pair
        .split_once('=')
        .filter(|(from, to)| !from.is_empty() && !to.contains('='))
        .ok_or_else(|| Error::message(format!("`{pair}` is not a pair: write `щ=shch`, without spaces around =, and `ь=` for a letter that is left out")))?;
    check_letters(from.chars())?;
    if from.chars().count() > MAX_FROM {
        return Err(Error::message(format!("`{from}` has more than {MAX_FROM} letters")));
    }
    Ok((from, to))
}

/// Rules are written in small letters; capitals follow from them.
fn check_letters(mut letters: impl Iterator<Item = char>) -> Result<()> {
    match letters.find(|c| c.is_uppercase()) {
        Some(c) => Err(Error::message(format!("`{c}` is a capital: rules are written in small letters"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Result<Standard> {
        let head = "id = 'x'\ntitle = 'X'\nlanguage = 'ru'\nscript = 'Cyrl'\nkind = 'press'\nsource = 'none'\n";
        read_standard("x.toml", &format!("{head}{rest}"))
    }

    #[test]
    fn longest_first_then_as_written() {
        let standard = read("sets = { vowels = 'ая' }\nletters = 'а=a з=z г=g зг=zgh я=ia'\nrule = [{ letters = 'я=ya', after = '^ @vowels' }]").unwrap();
        assert_eq!(standard.romanize("Язга азя ая ЗГ Зг"), "Yazgha azia aya ZGH Zgh");
        assert_eq!(standard.id(), "x");
    }

    #[test]
    fn messages_say_what_to_do() {
        for (rest, message) in [
            ("letters = 'а=a'\ncolour = 1", "x.toml line 8: unknown field `colour`"),
            ("letters = 'а'", "x.toml: `а` is not a pair"),
            ("letters = 'А=a'", "`А` is a capital"),
            ("letters = 'а=a а=b'", "a rule for `а` never applies"),
            ("letters = 'а=a'\nrule = [{ letters = 'а=b', after = '^б' }, { letters = 'а=c', after = 'б' }]", "never applies"),
            ("letters = 'а=a'\nrule = [{ letters = 'а=b', after = '@vowels' }]", "no set `vowels`"),
            ("same = 'ё=е'\nletters = 'а=a'", "`ё` is to be read as `е`"),
            ("", "no rules"),
        ] {
            let error = read(rest).unwrap_err().to_string();
            assert!(error.contains(message), "{rest}: {error}");
        }
    }
}
