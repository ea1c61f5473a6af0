//! The labels of tokens: nothing, the beginning of a name of some class, its inside.

/// The classes of a chain, in the order of their labels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    /// Classes of names.
    pub classes: usize,
    /// Where its labels stand in a row of weights, "nothing" left out.
    pub at: usize,
}

/// Names of anything: the outermost ones.
pub(crate) const NAMES: Scheme = Scheme { classes: 4, at: 0 };
/// Place names, inside other names too.
pub(crate) const TOPONYMS: Scheme = Scheme { classes: 1, at: 8 };

/// The label of what is no name.
pub(crate) const NOTHING: usize = 0;

/// The classes of [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameClass {
    Person = 0,
    Organization = 1,
    Place = 2,
    Other = 3,
}

impl NameClass {
    const ALL: [NameClass; 4] = [NameClass::Person, NameClass::Organization, NameClass::Place, NameClass::Other];

    /// The class that a label of [`NAMES`] begins or goes on with.
    pub fn of_label(label: usize) -> Option<NameClass> {
        Self::ALL.get(label.checked_sub(1)? / 2).copied()
    }
}

impl Scheme {
    /// Number of labels.
    pub const fn labels(&self) -> usize {
        1 + 2 * self.classes
    }

    /// The label of the first token of a name.
    pub const fn begin(class: usize) -> usize {
        1 + 2 * class
    }

    /// The label of its other tokens.
    pub const fn inside(class: usize) -> usize {
        2 + 2 * class
    }

    /// Whether the label is of the first token of a name.
    pub const fn begins(label: usize) -> bool {
        label % 2 == 1
    }

    /// Whether one label may stand behind another: the inside of a name behind the same name only.
    pub const fn may_follow(&self, from: usize, to: usize) -> bool {
        to == NOTHING || Self::begins(to) || from == to || from + 1 == to
    }
}
