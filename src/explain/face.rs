//! The methods that explain.

use super::explanation::{Explanation, Reason};
use super::others::Others;
use super::phrases::phrase;
use super::rivals::rivals;
use super::title::title;
use crate::document::{Document, Mention};
use crate::resolve::Evidence;

/// Evidence that would be written as 0.0 explains nothing.
const LEAST: f32 = 0.05;

impl Document {
    /// Why the entry of a mention was preferred, with the other mentions that spoke for it; `None` where there is no mention
    /// of that number, or none with an entry.
    ///
    /// Evidence is kept in the records as rules and weights. Which mentions were behind it is found again in the document:
    /// those that are closest and fit. So it costs time that grows with the number of mentions.
    ///
    /// ```
    /// let extractor = exonym::Extractor::embedded();
    /// let document = extractor.extract("Rockets hit the village of Desna in the Chernigov region.");
    /// let why = document.explain(0).unwrap();
    /// assert_eq!(why.place, "Desna, Chernihiv Oblast, UA");
    /// assert_eq!(why.reasons[0].words, "named with “Chernigov” (Chernihiv Oblast), where it lies");
    /// println!("{why}");
    /// ```
    pub fn explain(&self, mention: usize) -> Option<Explanation> {
        explain(&self.mentions, mention)
    }
}

impl Mention {
    /// Why its entry was preferred, told from this mention alone, in no time that matters; `None` where it has no entry.
    /// [`Document::explain`] names the other mentions that spoke for it.
    ///
    /// ```
    /// let document = exonym::Extractor::embedded().extract("Rockets hit the village of Desna.");
    /// let why = document.mentions[0].explain().unwrap();
    /// assert!(why.reasons.iter().any(|reason| reason.words.starts_with("population ")));
    /// ```
    pub fn explain(&self) -> Option<Explanation> {
        explain(std::slice::from_ref(self), 0)
    }
}

fn explain(mentions: &[Mention], index: usize) -> Option<Explanation> {
    let mention = mentions.get(index)?;
    let place = mention.place.as_ref()?;
    let others = Others { mentions, mention, place };
    let mut evidence: Vec<Evidence> = mention.candidates.first()?.evidence.iter().copied().filter(|e| e.weight.abs() >= LEAST).collect();
    evidence.sort_by(|a, b| (a.weight < 0.0).cmp(&(b.weight < 0.0)).then(b.weight.abs().total_cmp(&a.weight.abs())));
    let reasons = evidence.into_iter().map(|evidence| Reason { words: phrase(evidence, &others), evidence }).collect();
    Some(Explanation { place: title(place), reasons, rivals: rivals(&mention.candidates, &others) })
}
