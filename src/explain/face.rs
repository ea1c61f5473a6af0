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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{CandidateRecord, MentionKind, Variant, VariantRule};
    use crate::gazetteer::{CountryCode, FeatureClass, NameKind, Place, PlaceId};
    use crate::geo::Point;
    use crate::resolve::{Rule, Scope};
    use crate::span::Span;

    fn place(id: u32, name: &str, code: &str, admin1: Option<&str>, lat: f64) -> Place {
        Place {
            id: PlaceId::GeoNames(id),
            name: name.to_owned(),
            country: CountryCode::new("UA"),
            admin1: admin1.map(str::to_owned),
            feature_class: if code.starts_with("PPL") { FeatureClass::P } else { FeatureClass::A },
            feature_code: code.to_owned(),
            point: Point::new(lat, 31.0),
            population: None,
            precision_km: None,
        }
    }

    fn candidate(place: &Place, evidence: &[(Rule, Scope, f32)]) -> CandidateRecord {
        let evidence = evidence.iter().map(|&(rule, scope, weight)| Evidence { rule, scope, weight }).collect();
        CandidateRecord { id: place.id.clone(), name: place.name.clone(), country: place.country, point: place.point, score: 1.0, evidence }
    }

    fn mention(at: usize, text: &str, place: Place, evidence: &[(Rule, Scope, f32)]) -> Mention {
        Mention {
            span: Span::new(at, at + text.len()),
            text: text.to_owned(),
            kind: MentionKind::Place,
            usage: None,
            within: None,
            score: 1.0,
            candidates: vec![candidate(&place, evidence)],
            place: Some(place),
            footing: None,
            actor: None,
            variant: None,
        }
    }

    fn words(why: &Explanation) -> Vec<&str> {
        why.reasons.iter().map(|reason| reason.words.as_str()).collect()
    }

    /// What a single rule is told as, of a settlement without a document.
    fn told(rule: Rule, weight: f32, change: impl FnOnce(&mut Mention)) -> String {
        let mut one = mention(0, "Lisne", place(1, "Lisne", "PPL", None, 50.0), &[(rule, Scope::Prior, weight)]);
        change(&mut one);
        one.explain().unwrap().reasons[0].words.clone()
    }

    #[test]
    fn other_mentions_are_named() {
        let village = place(1, "Lisne", "PPL", Some("Sumy Oblast"), 51.0);
        let mut rival = candidate(&place(2, "Lisne", "PPL", None, 48.0), &[(Rule::Prominence, Scope::Prior, 4.0)]);
        rival.score = 0.07;
        let evidence = [
            (Rule::Prominence, Scope::Prior, 2.5),
            (Rule::NameKind, Scope::Prior, -1.6),
            (Rule::Containment, Scope::Local, 5.0),
            (Rule::SameCountry, Scope::Document, 1.9),
            (Rule::SameAdmin1, Scope::Document, 1.2),
            (Rule::Nearby, Scope::Document, 0.9),
            (Rule::Hint, Scope::Caller, 0.01),
        ];
        let mut first = mention(15, "Lisne", village, &evidence);
        first.candidates.push(rival);
        let mentions = vec![
            mention(0, "Ukraine", place(9, "Ukraine", "PCLI", None, 49.0), &[]),
            first,
            mention(25, "Sumska", place(3, "Sumy Oblast", "ADM1", Some("Sumy Oblast"), 51.0), &[(Rule::Containment, Scope::Local, 2.5)]),
            mention(40, "Sumy", place(4, "Sumy", "PPLA", Some("Sumy Oblast"), 50.91), &[]),
        ];
        let document = Document { mentions, ..Document::default() };
        let why = document.explain(1).unwrap();
        let sentence = "Lisne, Sumy Oblast, UA: named with “Sumska” (Sumy Oblast), where it lies (local, +5.0), \
            a settlement of unknown population (prior, +2.5), 3 other mentions lie in Ukraine (document, +1.9), \
            2 other mentions lie in Sumy Oblast (document, +1.2), 10 km from Sumy (document, +0.9); against it: \
            not its usual name (prior, −1.6); next: Lisne, UA, 334 km away (share 0.07), no container named beside it (−5.0), \
            fewer other names in its country (−1.9), fewer in its division (−1.2), fewer close by (−0.9), \
            but the name is more its own (+1.6), better known (+1.5).";
        assert_eq!(why.to_string(), sentence);
        assert_eq!(words(&document.explain(2).unwrap()), ["named with “Lisne”, which lies in it"]);
        let lines = format!("{why:#}");
        assert!(lines.starts_with(" +5.0  local     named with “Sumska” (Sumy Oblast), where it lies\n +2.5  prior "), "{lines}");
        assert!(lines.contains("\n −1.6  prior     not its usual name\n next  0.07      Lisne, UA (geonames:2), 334 km away: "), "{lines}");
    }

    #[test]
    fn rules_for_and_against_have_their_phrases() {
        let same = |_: &mut Mention| {};
        let cases = [
            (Rule::GenericHead, 3.0, "the text calls it what it is (settlement)"),
            (Rule::GenericHead, -2.0, "the text does not call it what it is (settlement)"),
            (Rule::Article, -2.5, "an article stands before it, as before few of its kind (settlement)"),
            (Rule::Coordination, 1.5, "listed with others of its kind"),
            (Rule::Hint, 4.0, "in the country or the box that the caller named"),
            (Rule::Home, 1.5, "the words of the text are those of UA texts"),
            (Rule::InUse, -2.5, "the name was not in use on the day that the caller named"),
            (Rule::Nearby, 1.0, "other names of the text may lie close by"),
            (Rule::SameCountry, 1.0, "other names of the text may lie in UA"),
        ];
        for (rule, weight, phrase) in cases {
            assert_eq!(told(rule, weight, same), phrase);
        }
        let populated = |m: &mut Mention| m.place.as_mut().unwrap().population = Some(1_234_567);
        assert_eq!(told(Rule::Prominence, 6.0, populated), "population 1,234,567");
    }

    #[test]
    fn names_and_spellings_are_told_by_the_variant() {
        let variant = |rule, standard: Option<&str>, kind, period: Option<&str>| {
            let period = period.map(|p| p.parse().unwrap());
            let variant = Variant { rule, standard: standard.map(str::to_owned), of: Some("Лісне".to_owned()), kind, period };
            move |m: &mut Mention| m.variant = Some(variant)
        };
        use VariantRule::*;
        let former = variant(Alternate, None, Some(NameKind::Historical), Some("1924..2016"));
        assert_eq!(told(Rule::NameKind, -1.4, former), "a former name (1924..2016)");
        assert_eq!(told(Rule::NameKind, -1.6, variant(Alternate, None, None, None)), "another name of “Лісне”");
        assert_eq!(told(Rule::NameKind, -3.0, variant(Demonym, None, None, None)), "a name of its people");
        assert_eq!(told(Rule::Spelling, -0.1, variant(Romanization, Some("uk-national-2010"), None, None)), "“Лісне” in Latin letters (uk-national-2010)");
        assert_eq!(told(Rule::Spelling, -0.2, variant(Inflection, None, None, None)), "a form of “Лісне”");
        assert_eq!(told(Rule::Spelling, -3.0, variant(Fuzzy, None, None, None)), "spelled nearly like “Лісне”");
    }

    #[test]
    fn what_has_no_entry_has_no_explanation() {
        let mut nowhere = mention(0, "Lisne", place(1, "Lisne", "PPL", None, 50.0), &[]);
        assert_eq!(nowhere.explain().unwrap().to_string(), "Lisne, UA; nothing else comes near.");
        nowhere.candidates.clear();
        assert_eq!(nowhere.explain(), None);
        nowhere.place = None;
        assert_eq!(Document { mentions: vec![nowhere], ..Document::default() }.explain(0), None);
        assert_eq!(Document::default().explain(0), None);
    }
}
