//! Text inside HTML and SVG.

use std::fmt::{self, Display, Write};

/// Text that prints so that neither an element nor a quoted attribute can end early.
pub(super) struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaper(f), "{}", self.0)
    }
}

struct Escaper<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for Escaper<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| match c {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\'' => self.0.write_str("&#39;"),
            // Control characters are not allowed in either language.
            c if c.is_control() && !matches!(c, '\n' | '\r' | '\t') => self.0.write_char('\u{fffd}'),
            c => self.0.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(Escaped("<b title=\"'&'\">\0").to_string(), "&lt;b title=&quot;&#39;&amp;&#39;&quot;&gt;\u{fffd}");
    }
}
