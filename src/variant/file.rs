//! The file of what is known of spellings: a container whose sections are JSON, read whole when it is opened.

#[cfg(feature = "compile")]
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::counterpart::Counterparts;
use super::distance::{Costs, Replacement};
use super::inflection::Inflection;
use super::languages::Languages;
use super::parts::Parts;
use super::romanize::Romanization;
use crate::error::{Error, Result};
use crate::format::{Container, Tag};

/// What a file holds: a list a section.
pub(crate) mod sections {
    use crate::format::Tag;

    /// Costs of replacing chunks of letters.
    pub const COSTS: Tag = Tag(*b"COST");
    /// Parts of names that are translated.
    pub const PARTS: Tag = Tag(*b"PART");
    /// Languages of names, by country.
    pub const LANGUAGES: Tag = Tag(*b"LANG");
    /// Standards of romanization.
    pub const STANDARDS: Tag = Tag(*b"ROMN");
    /// Directions of counterparts.
    pub const COUNTERPARTS: Tag = Tag(*b"CNTP");
    /// Languages with their paradigms.
    pub const INFLECTION: Tag = Tag(*b"INFL");
}

/// What is known of spellings: how names are written from script to script, from language to language.
#[derive(Debug)]
pub struct Variants {
    pub(crate) costs: Costs,
    pub(crate) parts: Parts,
    pub(crate) languages: Languages,
    pub(crate) romanization: Romanization,
    pub(crate) counterparts: Counterparts,
    pub(crate) inflection: Inflection,
}

impl Variants {
    /// Opens a file of variants, compares every section with its checksum and reads it whole: a millisecond or two.
    ///
    /// # Errors
    /// When the bytes are no such file, or damaged.
    pub fn open(bytes: impl AsRef<[u8]>) -> Result<Variants> {
        let container = Container::open(vec![bytes])?;
        container.verify()?;
        let romanization = Romanization::new(section(&container, sections::STANDARDS)?);
        Ok(Variants {
            costs: Costs::new(section::<Replacement, _>(&container, sections::COSTS)?),
            parts: Parts::new(section(&container, sections::PARTS)?),
            languages: Languages::new(section(&container, sections::LANGUAGES)?, &romanization),
            romanization,
            counterparts: Counterparts::new(section(&container, sections::COUNTERPARTS)?),
            inflection: Inflection::new(section(&container, sections::INFLECTION)?),
        })
    }

    /// How names are written in Latin letters.
    pub fn romanization(&self) -> &Romanization {
        &self.romanization
    }

    /// What names are called in related languages of the same script.
    pub fn counterparts(&self) -> &Counterparts {
        &self.counterparts
    }

    /// The cases of names.
    pub fn inflection(&self) -> &Inflection {
        &self.inflection
    }

    /// What is inside the program; read when it is first asked for.
    ///
    /// # Panics
    /// When the program was linked with a damaged `exonym-data`; its tests make sure that it is not.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Variants {
        static EMBEDDED: std::sync::LazyLock<Variants> =
            std::sync::LazyLock::new(|| Variants::open(exonym_data::VARIANTS).expect("the embedded variants are intact"));
        &EMBEDDED
    }
}

/// Reads one section.
fn section<T: DeserializeOwned, B: AsRef<[u8]>>(container: &Container<B>, tag: Tag) -> Result<Vec<T>> {
    serde_json::from_slice(container.section(tag)).map_err(|e| Error::format(tag.to_string(), format!("not what this version reads: {e}")))
}

/// The bytes of a section.
#[cfg(feature = "compile")]
pub(crate) fn section_bytes<T: Serialize>(rows: &[T]) -> Result<Vec<u8>> {
    serde_json::to_vec(rows).map_err(|e| Error::message(e.to_string()))
}
