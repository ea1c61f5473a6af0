//! Many short texts in one piece of memory, four bytes of reference each.

/// An arena of texts; each stands behind its length, two bytes.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
}

impl Texts {
    /// Adds a text and tells where it is; what is beyond 65,535 bytes is cut off.
    ///
    /// # Errors
    /// When the texts outgrow four-byte references.
    pub fn push(&mut self, text: &str) -> Result<u32, String> {
        let at = u32::try_from(self.bytes.len()).map_err(|_| "the names take more than 4 GiB: build several files".to_owned())?;
        let end = (0..=text.len().min(usize::from(u16::MAX))).rev().find(|&e| text.is_char_boundary(e)).unwrap_or(0);
        self.bytes.extend_from_slice(&(end as u16).to_le_bytes());
        self.bytes.extend_from_slice(&text.as_bytes()[..end]);
        Ok(at)
    }

    /// The text at a place that [`push`](Self::push) told.
    pub fn get(&self, at: u32) -> &str {
        let at = at as usize;
        let len = usize::from(u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]));
        std::str::from_utf8(&self.bytes[at + 2..at + 2 + len]).expect("texts were UTF-8 when they came")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_got() {
        let mut texts = Texts::default();
        let long = "é".repeat(40_000);
        let places: Vec<u32> = ["Київ", "", &long].into_iter().map(|t| texts.push(t).unwrap()).collect();
        assert_eq!((texts.get(places[0]), texts.get(places[1])), ("Київ", ""));
        assert_eq!(texts.get(places[2]).len(), 65_534);
    }
}
