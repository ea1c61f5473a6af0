//! The script that a name is written in, of those whose letters stand for sounds that traditions of spelling write.

/// A script of sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Arabic,
    Hebrew,
}

impl Script {
    /// The script of a name's first letter.
    pub fn of(name: &str) -> Option<Script> {
        name.chars().find_map(|c| {
            Some(match c {
                'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
                '\u{370}'..='\u{3FF}' => Script::Greek,
                '\u{400}'..='\u{52F}' => Script::Cyrillic,
                '\u{530}'..='\u{58F}' => Script::Armenian,
                '\u{590}'..='\u{5FF}' => Script::Hebrew,
                '\u{600}'..='\u{6FF}' => Script::Arabic,
                '\u{10D0}'..='\u{10FF}' => Script::Georgian,
                _ => return None,
            })
        })
    }

    /// Its code of ISO 15924.
    pub fn code(self) -> &'static str {
        match self {
            Script::Latin => "Latn",
            Script::Cyrillic => "Cyrl",
            Script::Greek => "Grek",
            Script::Armenian => "Armn",
            Script::Georgian => "Geor",
            Script::Arabic => "Arab",
            Script::Hebrew => "Hebr",
        }
    }
}
