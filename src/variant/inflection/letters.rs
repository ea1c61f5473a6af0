//! Sets of folded letters.

/// Small letters of plain Latin and Cyrillic, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u128);

impl Letters {
    /// The letters of a text; others than Latin and Cyrillic ones are left out.
    pub fn of(text: &str) -> Letters {
        Letters(text.chars().fold(0, |set, c| set | bit(c)))
    }

    /// Whether they have a letter in common.
    pub fn meets(self, other: Letters) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<char> for Letters {
    fn from(c: char) -> Letters {
        Letters(bit(c))
    }
}

fn bit(c: char) -> u128 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        'а'..='џ' => 1 << (c as u32 - 'а' as u32 + 32),
        _ => 0,
    }
}
