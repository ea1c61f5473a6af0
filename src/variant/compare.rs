//! Whether a spelling is one of a name, and by which road.

use super::file::Variants;
use super::languages::{NameLanguage, languages_of};
use super::road::{Road, RoadKind};
use super::script::Script;
use crate::text::fold_letters;

/// Names that are farther from a spelling than this, by the standards that spellings are measured against, are not
/// romanized under the others.
const FARTHEST: f32 = 14.0;

/// What it costs that the script of a name does not write its vowels.
const VOWELS_UNKNOWN: f32 = 1.0;

/// A folded Latin name without its vowels.
fn without_vowels(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// Whether a spelling is the romanized name but for y before e behind consonants, which newsrooms leave out: Petrykaw for
/// Pyetrykaw.
fn is_simplified(romanized: &str, spelling: &str) -> bool {
    if romanized.len() <= spelling.len() || !romanized.contains("ye") {
        return false;
    }
    let bytes = romanized.as_bytes();
    let is_consonant = |i: usize| !matches!(bytes[i], b' ' | b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let left = bytes.iter().enumerate().filter(|&(i, &b)| !(b == b'y' && i > 0 && is_consonant(i - 1) && bytes.get(i + 1) == Some(&b'e')));
    left.map(|(_, b)| b).eq(spelling.as_bytes())
}

/// Room to write names in.
#[derive(Debug, Default)]
pub(crate) struct CompareRoom {
    written: String,
    folded: String,
    counterparts: Vec<String>,
    /// A name and a spelling without their vowels.
    bare: [String; 2],
}

impl Variants {
    /// The road from a folded name of a place in `country` to a folded spelling in Latin letters, or in those of the name;
    /// none if they are farther apart than `limit`.
    pub(crate) fn road(&self, name: &str, country: &str, spelling: &str, limit: f32, room: &mut CompareRoom) -> Option<Road> {
        let (of_name, of_spelling) = (Script::of(name)?, Script::of(spelling)?);
        if name == spelling {
            return None;
        }
        let fuzzy = |cost: f32| (cost <= limit).then_some(Road { kind: RoadKind::Fuzzy, standard: None, cost });
        match (of_name, of_spelling) {
            (Script::Latin, Script::Latin) if limit == 0.0 => None,
            (Script::Latin, Script::Latin) => fuzzy(self.costs.distance(name, spelling, limit)?),
            (_, Script::Latin) => {
                let languages = || languages_of(&self.languages, name, country);
                let romanized =
                    |room: &mut CompareRoom| languages().find_map(|l| self.romanized(&l.code, name, spelling, room)).filter(|road| road.cost <= limit);
                if limit == 0.0 {
                    return romanized(room);
                }
                let cost = languages().filter_map(|l| self.distance_under(l, name, spelling, room)).min_by(f32::total_cmp)?;
                romanized(room).or_else(|| self.of_counterpart(name, country, spelling, room)).filter(|road| road.cost <= limit).or_else(|| fuzzy(cost))
            }
            _ if of_name == of_spelling => {
                if self.is_counterpart(name, country, spelling, room) {
                    return Some(Road { kind: RoadKind::Counterpart, standard: None, cost: 0.0 });
                }
                let language = languages_of(&self.languages, name, country).next()?;
                let standard = self.romanization.standard(&language.reference)?;
                self.write(standard, spelling, room);
                let spelling = std::mem::take(&mut room.folded);
                let cost = self.distance_under(language, name, &spelling, room);
                room.folded = spelling;
                fuzzy(cost?)
            }
            _ => None,
        }
    }

    /// Whether places of a country have names that are romanized.
    pub(crate) fn writes_names_of(&self, country: &str) -> bool {
        self.languages.iter().any(|l| l.countries.iter().any(|c| c == country))
    }

    /// How far a spelling is from a name as the language's standard of reference romanizes it.
    fn distance_under(&self, language: &NameLanguage, name: &str, spelling: &str, room: &mut CompareRoom) -> Option<f32> {
        let standard = self.romanization.standard(&language.reference)?;
        self.write(standard, name, room);
        if standard.is_skeleton() {
            let [bare, other] = &mut room.bare;
            bare.clear();
            other.clear();
            bare.extend(without_vowels(&room.folded));
            other.extend(without_vowels(spelling));
            let cost = self.costs.distance(bare, other, FARTHEST)?;
            return Some(cost + VOWELS_UNKNOWN);
        }
        self.costs.distance(&room.folded, spelling, FARTHEST)
    }

    /// The road of a spelling that some standard of the language gives for the name.
    fn romanized(&self, language: &str, name: &str, spelling: &str, room: &mut CompareRoom) -> Option<Road> {
        for (number, standard) in (0u16..).zip(self.romanization.standards()).filter(|(_, s)| s.language() == language) {
            if !standard.is_skeleton() && !standard.may_give(name, spelling) {
                continue;
            }
            self.write(standard, name, room);
            let road = |cost| Some(Road { kind: RoadKind::Romanization, standard: Some(number), cost });
            if room.folded == spelling || is_simplified(&room.folded, spelling) {
                return road(0.0);
            }
            if standard.is_skeleton() && without_vowels(&room.folded).eq(without_vowels(spelling)) {
                return road(VOWELS_UNKNOWN);
            }
        }
        None
    }

    /// The road of a spelling that some standard gives for the name's counterpart in another language of the country.
    fn of_counterpart(&self, name: &str, country: &str, spelling: &str, room: &mut CompareRoom) -> Option<Road> {
        self.counterparts_of(name, country, |language, counterpart, room| self.romanized(language, counterpart, spelling, room), room)
    }

    fn is_counterpart(&self, name: &str, country: &str, spelling: &str, room: &mut CompareRoom) -> bool {
        self.counterparts_of(name, country, |_, counterpart, _| (counterpart == spelling).then_some(()), room).is_some()
    }

    /// What `each` makes of the first counterpart of a name that it makes something of.
    fn counterparts_of<T>(&self, name: &str, country: &str, each: impl Fn(&str, &str, &mut CompareRoom) -> Option<T>, room: &mut CompareRoom) -> Option<T> {
        let mut counterparts = std::mem::take(&mut room.counterparts);
        let own = languages_of(&self.languages, name, country).next()?;
        let others = || self.counterparts.directions().filter(|(from, _)| *from == own.code).map(|(_, to)| to);
        let found = others().filter(|to| self.is_spoken(to, country)).find_map(|to| {
            counterparts.clear();
            self.counterparts.write(&own.code, to, name, &mut counterparts);
            counterparts.iter().find_map(|counterpart| each(to, counterpart, room))
        });
        room.counterparts = counterparts;
        found
    }

    /// Whether places of the country have names in the language.
    fn is_spoken(&self, language: &str, country: &str) -> bool {
        self.languages.iter().any(|l| l.code == language && l.countries.iter().any(|c| c == country))
    }

    /// Leaves a name, romanized and folded, in the room.
    fn write(&self, standard: &super::Standard, name: &str, room: &mut CompareRoom) {
        room.written.clear();
        standard.romanize_into(name, &mut room.written);
        room.folded.clear();
        fold_letters(&room.written, &mut room.folded);
    }
}
