//! Texts that repeat (feature codes, divisions), kept once and told apart by number.

use std::collections::HashMap;

/// Distinct texts, numbered from 0 in the order they came.
#[derive(Debug, Default)]
pub(super) struct Interner {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Interner {
    /// The number of a text, a new one if it was not there.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.numbers.get(text) {
            return known;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }

    /// The number of a text that is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number that was given out.
    pub fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    /// All texts, by number.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(|t| &**t)
    }

    /// Numbers the texts anew in byte order; gives the new number of each old one.
    pub fn sort(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.texts.len() as u32).collect();
        order.sort_unstable_by_key(|&n| &self.texts[n as usize]);
        let mut renumbered = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old as usize] = new as u32;
        }
        self.texts.sort_unstable();
        for (new, text) in self.texts.iter().enumerate() {
            self.numbers.insert(text.clone(), new as u32);
        }
        renumbered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_sorts() {
        let mut i = Interner::default();
        assert_eq!((i.number("b"), i.number("a"), i.number("b")), (0, 1, 0));
        assert_eq!(i.sort(), [1, 0]);
        assert_eq!((i.text(0), i.find("b"), i.find("c")), ("a", Some(1), None));
        assert_eq!(i.texts().collect::<Vec<_>>(), ["a", "b"]);
    }
}
