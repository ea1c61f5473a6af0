//! Which stems an ending may follow.

use super::language::Shape;
use super::letters::Letters;

/// The names of a shape.
#[derive(Debug)]
pub(super) struct Stems {
    /// The ending of the names.
    pub ending: String,
    /// Its letters.
    letters: usize,
    after: Letters,
    except: Vec<String>,
}

/// What of a word stands before an ending.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem<'a> {
    /// The letters.
    pub text: &'a str,
    last: Letters,
    /// How many there are, at most two.
    letters: usize,
}

impl Stem<'_> {
    pub fn new(text: &str) -> Stem<'_> {
        let mut letters = text.chars().rev();
        let last = letters.next();
        let letters = usize::from(last.is_some()) + usize::from(letters.next().is_some());
        Stem { text, last: last.map(Letters::from).unwrap_or_default(), letters }
    }
}

impl Stems {
    pub fn new(shape: &Shape) -> Stems {
        let Shape { ending, after, except } = shape;
        Stems { after: Letters::of(after), letters: ending.chars().count(), ending: ending.clone(), except: except.clone() }
    }

    /// The stem of a name, if it is one of these.
    pub fn stem<'a>(&self, name: &'a str) -> Option<&'a str> {
        name.strip_suffix(self.ending.as_str()).filter(|stem| self.take(Stem::new(stem)))
    }

    /// Whether a stem with the ending behind it is one of these names. Of fewer than three letters are only names whose
    /// stem is the whole of them (Ош).
    #[inline]
    pub fn take(&self, stem: Stem<'_>) -> bool {
        let long_enough = stem.letters >= 2 || stem.letters + self.letters >= 3;
        let fits = self.after.is_empty() || self.after.meets(stem.last);
        long_enough && fits && !self.except.iter().any(|e| stem.text.ends_with(e.as_str()))
    }

    /// Whether some stem with this end could be one of these.
    pub fn may_end_in(&self, end: &str) -> bool {
        end.is_empty() || self.after.is_empty() || self.after.meets(Stem::new(end).last)
    }
}
