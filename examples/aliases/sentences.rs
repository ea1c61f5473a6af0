//! The settlements of the file, and a sentence for each of their aliases.

use std::ops::Range;

use exonym::Point;
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// How many templates there are.
pub const TEMPLATES: usize = 4;

/// A line of the file. Names are in small letters; some fields have spaces at their ends.
#[derive(Debug, Deserialize)]
pub struct Settlement {
    pub name: String,
    pub aliases: Vec<String>,
    pub place: String,
    pub region: String,
    pub lat: f64,
    pub lon: f64,
}

impl Settlement {
    pub fn parse(line: &str) -> serde_json::Result<Settlement> {
        let mut settlement: Settlement = serde_json::from_str(line)?;
        let trim = |text: &mut String| *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        [&mut settlement.name, &mut settlement.place, &mut settlement.region].into_iter().chain(&mut settlement.aliases).for_each(trim);
        settlement.aliases.retain(|alias| !alias.is_empty());
        Ok(settlement)
    }

    pub fn point(&self) -> Point {
        Point::new(self.lat, self.lon)
    }
}

/// A text that mentions an alias, and where.
pub struct Sentence {
    pub text: String,
    pub alias: Range<usize>,
    pub template: usize,
}

impl Sentence {
    /// Which template, an alias decides by its hash, so that every run asks the same.
    pub fn new(alias: &str, settlement: &Settlement, template: Option<usize>) -> Sentence {
        let template = template.unwrap_or_else(|| (xxh3_64_with_seed(alias.as_bytes(), 0) % TEMPLATES as u64) as usize + 1);
        let (alias, region) = (title(alias), title(&settlement.region));
        let generic = |word: &&str| ["Region", "Oblast", "Republic", "District", "Raion"].contains(word);
        let the_region = if region.split(' ').any(|word| generic(&word)) { format!("the {region}") } else { region.clone() };
        let what = match settlement.place.as_str() {
            known @ ("village" | "hamlet" | "town" | "city") => known,
            _ => "settlement",
        };
        let (before, after) = match (template, region.is_empty()) {
            (1, true) => ("Shelling was reported in ".to_owned(), " on Tuesday.".to_owned()),
            (1, false) => ("Shelling was reported in ".to_owned(), format!(", {region}, on Tuesday.")),
            (3, true) => (format!("Residents of the {what} of "), " were evacuated on Monday.".to_owned()),
            (3, false) => (format!("Residents of the {what} of "), format!(" in {the_region} were evacuated on Monday.")),
            (4, false) => (format!("In {the_region}, the power went out in "), " on Friday morning.".to_owned()),
            (_, true) => ("Two people were wounded in ".to_owned(), " last week.".to_owned()),
            (_, false) => ("Two people were wounded in ".to_owned(), format!(" in {the_region} last week.")),
        };
        let span = before.len()..before.len() + alias.len();
        Sentence { text: before + &alias + &after, alias: span, template }
    }
}

/// As a newspaper would write it: `mykilske na dnipri` is Mykilske na Dnipri.
pub fn title(name: &str) -> String {
    let small = ["na", "i", "nad", "pod", "pid", "of", "u", "v", "z"];
    let words = name.split(' ').enumerate().map(|(i, word)| if i > 0 && small.contains(&word) { word.to_owned() } else { capitalize(word) });
    words.collect::<Vec<_>>().join(" ")
}

/// With its first letter and those behind hyphens and brackets large.
fn capitalize(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if out.is_empty() || out.ends_with(['-', '(']) { out.extend(c.to_uppercase()) } else { out.push(c) }
    }
    out
}
