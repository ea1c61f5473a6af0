//! Parts of names that are written in more ways than one: Saint and St, Fort and Ft.

use std::io::BufRead;

use super::geonames::for_each_line;
use crate::error::Result;
use crate::text::fold;

/// Pairs of folded words that stand for each other.
#[derive(Clone, Debug, Default)]
pub(super) struct NameParts {
    pairs: Vec<(String, String)>,
}

impl NameParts {
    /// Reads two columns of words, one pair a line.
    pub fn read(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 2, |f| {
            let (a, b) = (fold(f[0]), fold(f[1]));
            self.pairs.push((a.clone(), b.clone()));
            self.pairs.push((b, a));
            Ok(())
        })
    }

    /// The other ways to write a folded name.
    pub fn variants<'a>(&'a self, key: &'a str) -> impl Iterator<Item = String> + 'a {
        self.pairs.iter().filter_map(move |(from, to)| {
            if !key.contains(from.as_str()) {
                return None;
            }
            let words: Vec<&str> = key.split(' ').map(|w| if w == from { to } else { w }).collect();
            let variant = words.join(" ");
            (variant != key).then_some(variant)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saints() {
        let mut parts = NameParts::default();
        parts.read("t", "Saint\tSt.\n".as_bytes()).unwrap();
        assert_eq!(parts.variants("st petersburg").collect::<Vec<_>>(), ["saint petersburg"]);
        assert_eq!(parts.variants("boston").count(), 0);
    }
}
