//! Parts of names that are written in more ways than one: Saint and St, Fort and Ft.

use std::collections::HashMap;
use std::io::BufRead;

use super::geonames::for_each_line;
use crate::error::Result;
use crate::text::fold;

/// Folded words, and for each the words that may stand in its place.
#[derive(Clone, Debug, Default)]
pub(super) struct NameParts {
    others: HashMap<String, Vec<String>>,
}

impl NameParts {
    /// Reads two columns of words, one pair a line.
    pub fn read(&mut self, origin: &str, input: impl BufRead) -> Result<()> {
        for_each_line(origin, input, 2, |f| {
            let (a, b) = (fold(f[0]), fold(f[1]));
            self.others.entry(a.clone()).or_default().push(b.clone());
            self.others.entry(b).or_default().push(a);
            Ok(())
        })
    }

    /// The other ways to write a folded name.
    pub fn variants<'a>(&'a self, key: &'a str) -> impl Iterator<Item = String> + 'a {
        let words = key.split(' ').filter_map(|word| Some((word, self.others.get(word)?)));
        words.flat_map(move |(word, others)| {
            others.iter().map(move |other| {
                let words: Vec<&str> = key.split(' ').map(|w| if w == word { other } else { w }).collect();
                words.join(" ")
            })
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
