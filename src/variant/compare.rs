//! Whether a spelling is one of a name, and by which road.

use super::file::Variants;
use super::languages::NameLanguage;
use super::road::{Road, RoadKind};
use super::romanize::Standard;
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
        if of_name != Script::Latin && of_spelling == Script::Latin {
            let may_begin = self.romanization.may_begin(name, spelling);
            let romanized = if may_begin { self.languages.of_name(name, country).find_map(|l| self.romanized(l, name, spelling, room)) } else { None };
            let romanized = romanized.filter(|road| road.cost <= limit);
            if limit == 0.0 {
                return romanized;
            }
            if romanized.is_some() {
                return romanized.filter(|_| self.nearest(name, country, spelling, FARTHEST, room).is_some());
            }
        }
        self.road_beside_standards(name, country, spelling, limit, room)
    }

    /// As [`road`](Self::road), but for what standards give: names whose consonants differ are written so by none.
    pub(crate) fn road_beside_standards(&self, name: &str, country: &str, spelling: &str, limit: f32, room: &mut CompareRoom) -> Option<Road> {
        let (of_name, of_spelling) = (Script::of(name)?, Script::of(spelling)?);
        match (of_name, of_spelling) {
            (Script::Latin, _) => {}
            (_, Script::Latin) if self.has_counterparts(name, country) => {
                let cost = self.nearest(name, country, spelling, FARTHEST, room)?;
                let of_counterpart = self.of_counterpart(name, country, spelling, room).filter(|road| road.cost <= limit);
                return of_counterpart.or((cost <= limit).then_some(Road { kind: RoadKind::Fuzzy, standard: None, cost }));
            }
            _ if of_name == of_spelling && self.is_counterpart(name, country, spelling, room) => {
                return Some(Road { kind: RoadKind::Counterpart, standard: None, cost: 0.0 });
            }
            _ => {}
        }
        self.fuzzy(name, country, spelling, limit, room)
    }

    /// How far a Latin spelling is from a native name in the language that it is nearest to, if no farther than `limit` or hardly.
    fn nearest(&self, name: &str, country: &str, spelling: &str, limit: f32, room: &mut CompareRoom) -> Option<f32> {
        self.languages.of_name(name, country).filter_map(|l| self.distance_under(l, name, spelling, limit, room)).min_by(f32::total_cmp)
    }

    /// The road from a name to a spelling to which no rule leads.
    fn fuzzy(&self, name: &str, country: &str, spelling: &str, limit: f32, room: &mut CompareRoom) -> Option<Road> {
        let (of_name, of_spelling) = (Script::of(name)?, Script::of(spelling)?);
        let cost = match (of_name, of_spelling) {
            (Script::Latin, Script::Latin) if name == spelling || limit == 0.0 => return None,
            (Script::Latin, Script::Latin) => self.costs.distance(name, spelling, limit)?,
            (_, Script::Latin) => self.nearest(name, country, spelling, limit, room)?,
            _ if of_name == of_spelling => {
                let language = self.languages.of_name(name, country).next()?;
                self.write(self.reference(language)?, spelling, room);
                let spelling = std::mem::take(&mut room.folded);
                let cost = self.distance_under(language, name, &spelling, limit, room);
                room.folded = spelling;
                cost?
            }
            _ => return None,
        };
        (cost <= limit).then_some(Road { kind: RoadKind::Fuzzy, standard: None, cost })
    }

    /// Whether places of a country have names that are romanized.
    pub(crate) fn writes_names_of(&self, country: &str) -> bool {
        self.languages.of_country(country).next().is_some()
    }

    /// The standard by which a road leads.
    pub(crate) fn standard_of(&self, road: &Road) -> Option<&Standard> {
        self.romanization.standards().get(usize::from(road.standard?))
    }

    /// The standard that spellings of a language's names are measured against.
    fn reference(&self, language: &NameLanguage) -> Option<&Standard> {
        self.romanization.standards().get(usize::from(language.reference_number?))
    }

    /// How far a spelling is from a name as the language's standard of reference romanizes it, if it is no farther than
    /// `limit`, or hardly.
    fn distance_under(&self, language: &NameLanguage, name: &str, spelling: &str, limit: f32, room: &mut CompareRoom) -> Option<f32> {
        let standard = self.reference(language)?;
        let limit = limit.min(FARTHEST);
        self.write(standard, name, room);
        if standard.is_skeleton() {
            let [bare, other] = &mut room.bare;
            bare.clear();
            other.clear();
            bare.extend(without_vowels(&room.folded));
            other.extend(without_vowels(spelling));
            let cost = self.costs.distance(bare, other, limit)?;
            return Some(cost + VOWELS_UNKNOWN);
        }
        self.costs.distance(&room.folded, spelling, limit)
    }

    /// The road of a spelling that some standard of the language gives for the name.
    fn romanized(&self, language: &NameLanguage, name: &str, spelling: &str, room: &mut CompareRoom) -> Option<Road> {
        for &number in &language.standards {
            let standard = &self.romanization.standards()[usize::from(number)];
            if !standard.may_give(name, spelling) {
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

    /// Whether other languages of the country may have counterparts of a name.
    fn has_counterparts(&self, name: &str, country: &str) -> bool {
        self.languages.of_name(name, country).next().is_some_and(|own| self.counterpart_languages(own, country).next().is_some())
    }

    /// The languages of the country in which counterparts of a language's names are known.
    fn counterpart_languages(&self, own: &NameLanguage, country: &str) -> impl Iterator<Item = &NameLanguage> {
        let others = self.counterparts.directions().filter(|(from, _)| *from == own.code);
        others.filter_map(move |(_, to)| self.languages.of_country(country).find(|l| l.code == to))
    }

    /// What `each` makes of the first counterpart of a name that it makes something of.
    fn counterparts_of<T>(
        &self,
        name: &str,
        country: &str,
        each: impl Fn(&NameLanguage, &str, &mut CompareRoom) -> Option<T>,
        room: &mut CompareRoom,
    ) -> Option<T> {
        let own = self.languages.of_name(name, country).next()?;
        let mut counterparts = std::mem::take(&mut room.counterparts);
        let found = self.counterpart_languages(own, country).find_map(|to| {
            counterparts.clear();
            self.counterparts.write(&own.code, &to.code, name, &mut counterparts);
            counterparts.iter().find_map(|counterpart| each(to, counterpart, room))
        });
        room.counterparts = counterparts;
        found
    }

    /// Leaves a name, romanized and folded, in the room.
    fn write(&self, standard: &Standard, name: &str, room: &mut CompareRoom) {
        room.written.clear();
        standard.romanize_into(name, &mut room.written);
        room.folded.clear();
        fold_letters(&room.written, &mut room.folded);
    }
}
