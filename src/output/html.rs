//! A report.

use crate::document::Document;

/// A page.
pub fn to_html(_documents: &[(&str, &Document)]) -> String {
    String::new()
}
