//! One way to write the names of a language in Latin letters.

use serde::{Deserialize, Serialize};

use super::alphabet::{Alphabet, Letters};
use super::plain::{PlainStandard, StandardKind};
use super::rules::Rules;
use crate::error::{Error, Result};

/// A romanization: ordered rules from the letters of a script to Latin ones, and where they come from.
///
/// Standards are data, `data/romanization/*.toml`; serialised, they are a few strings each.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "PlainStandard", into = "PlainStandard")]
pub struct Standard {
    plain: PlainStandard,
    pub(super) alphabet: Alphabet,
    pub(super) rules: Rules,
}

impl Standard {
    /// What it is known by: `uk-national-2010`.
    pub fn id(&self) -> &str {
        &self.plain.id
    }

    /// Its name in words.
    pub fn title(&self) -> &str {
        &self.plain.title
    }

    /// The language of the names that it is for, ISO 639.
    pub fn language(&self) -> &str {
        &self.plain.language
    }

    /// The script that it reads, ISO 15924.
    pub fn script(&self) -> &str {
        &self.plain.script
    }

    /// The document that lays it down.
    pub fn source(&self) -> &str {
        &self.plain.source
    }

    /// What it is made for.
    pub fn kind(&self) -> StandardKind {
        self.plain.kind
    }

    /// Whether the script leaves short vowels unwritten, so that what comes out is a skeleton: `dmshq` for Damascus.
    pub fn is_skeleton(&self) -> bool {
        self.plain.unwritten
    }

    /// A name in Latin letters: case is kept, what the standard does not know passes through. Linear in the length.
    ///
    /// Folded names are read too; what folding took away (ё, ґ, apostrophes) is not there to be written. Letters
    /// typed in two code points count as the first of them.
    pub fn romanize(&self, native: &str) -> String {
        let mut out = String::with_capacity(native.len() + 8);
        self.romanize_into(native, &mut out);
        out
    }

    /// Whether a name can become a folded spelling, vowels apart where the script leaves them unwritten, as far as the first
    /// letters tell, of which one or two are read mostly.
    pub(crate) fn may_give(&self, native: &str, spelling: &str) -> bool {
        self.rules.may_become(Letters::of(native, &self.alphabet), spelling, self.is_skeleton())
    }

    /// The characters that are its letters, with what names that begin with them can begin with in Latin letters, as bits of
    /// the alphabet.
    pub(super) fn initials(&self) -> impl Iterator<Item = (char, u32)> {
        self.alphabet.chars().map(|(c, number)| (c, if self.is_skeleton() { u32::MAX } else { self.rules.initials(number) }))
    }

    /// [`romanize`](Self::romanize) onto the end of `out`.
    pub fn romanize_into(&self, native: &str, out: &mut String) {
        self.rules.write(Letters::of(native, &self.alphabet), out);
    }
}

impl TryFrom<PlainStandard> for Standard {
    type Error = Error;

    fn try_from(plain: PlainStandard) -> Result<Standard> {
        let (alphabet, rules) = Rules::new(&plain)?;
        Ok(Standard { plain, alphabet, rules })
    }
}

impl From<Standard> for PlainStandard {
    fn from(standard: Standard) -> PlainStandard {
        standard.plain
    }
}
