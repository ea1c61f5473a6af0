//! A document as JSON, written by hand: it is most of what a long run writes, and a general writer takes a tenth of its time.
//! The tests hold it equal to what `serde_json` writes.

use serde::Serialize;

use super::words::{Word, beginning};
use crate::document::{Admin1Focus, CandidateRecord, CountryFocus, Document, Focus, Mention, PlaceFocus, Variant};
use crate::gazetteer::{CountryCode, Place, PlaceId};
use crate::geo::Point;
use crate::resolve::Evidence;

/// A document as a line of JSON Lines.
pub fn json_line(document: &Document) -> String {
    /// Bytes that a document, a mention and a candidate take, mostly.
    const SIZES: [usize; 3] = [1 << 10, 1 << 8, 1 << 9];
    let candidates: usize = document.mentions.iter().map(|m| m.candidates.len()).sum();
    let mut json = Json { out: Vec::with_capacity(SIZES[0] + SIZES[1] * document.mentions.len() + SIZES[2] * candidates) };
    json.document(document);
    json.raw("\n");
    String::from_utf8(json.out).expect("made of strings")
}

struct Json {
    out: Vec<u8>,
}

impl Json {
    fn document(&mut self, document: &Document) {
        self.raw("{");
        if let Some(id) = &document.id {
            self.raw("\"id\":");
            self.text(id);
            self.raw(",");
        }
        self.raw("\"gazetteer\":");
        self.text(&document.gazetteer);
        self.raw(",\"mentions\":");
        self.list(&document.mentions, Json::mention);
        self.raw(",\"focus\":");
        self.focus(&document.focus);
        self.raw(",\"relations\":");
        self.anything(&document.relations);
        self.raw("}");
    }

    fn mention(&mut self, mention: &Mention) {
        self.raw("{\"start\":");
        self.integer(mention.span.start as u64);
        self.raw(",\"end\":");
        self.integer(mention.span.end as u64);
        self.raw(",\"text\":");
        self.text(&mention.text);
        self.raw(",\"kind\":");
        self.word(&mention.kind);
        if let Some(usage) = &mention.usage {
            self.raw(",\"usage\":");
            self.word(usage);
        }
        if let Some(within) = &mention.within {
            self.raw(",\"within\":");
            self.anything(within);
        }
        self.raw(",\"place\":");
        match &mention.place {
            Some(place) => self.place(place),
            None => self.raw("null"),
        }
        if let Some(footing) = &mention.footing {
            self.raw(",\"footing\":");
            self.anything(&footing.footing);
            self.point(footing.point);
            self.raw(",\"precision_km\":");
            self.degrees(footing.precision_km);
        }
        if let Some(actor) = &mention.actor {
            self.raw(",\"actor\":");
            self.anything(actor);
        }
        self.raw(",\"score\":");
        self.rounded(mention.score);
        self.raw(",\"candidates\":");
        self.list(&mention.candidates, Json::candidate);
        if let Some(variant) = &mention.variant {
            self.raw(",\"variant\":");
            self.variant(variant);
        }
        self.raw("}");
    }

    fn place(&mut self, place: &Place) {
        self.raw("{\"id\":");
        self.id(&place.id);
        self.raw(",\"name\":");
        self.text(&place.name);
        self.country(place.country);
        if let Some(admin1) = &place.admin1 {
            self.raw(",\"admin1\":");
            self.text(admin1);
        }
        self.raw(",\"feature_class\":");
        self.word(&place.feature_class);
        self.raw(",\"feature_code\":");
        self.text(&place.feature_code);
        self.point(place.point);
        if let Some(population) = place.population {
            self.raw(",\"population\":");
            self.integer(population);
        }
        if let Some(precision) = place.precision_km {
            self.raw(",\"precision_km\":");
            self.degrees(precision);
        }
        self.raw("}");
    }

    fn candidate(&mut self, candidate: &CandidateRecord) {
        self.raw("{\"id\":");
        self.id(&candidate.id);
        self.raw(",\"name\":");
        self.text(&candidate.name);
        self.country(candidate.country);
        self.point(candidate.point);
        self.raw(",\"score\":");
        self.rounded(candidate.score);
        self.raw(",\"evidence\":");
        self.list(&candidate.evidence, Json::evidence);
        self.raw("}");
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.raw(beginning(evidence));
        self.rounded(evidence.weight);
        self.raw("}");
    }

    fn variant(&mut self, variant: &Variant) {
        self.raw("{\"rule\":");
        self.word(&variant.rule);
        if let Some(standard) = &variant.standard {
            self.raw(",\"standard\":");
            self.text(standard);
        }
        if let Some(of) = &variant.of {
            self.raw(",\"of\":");
            self.text(of);
        }
        if let Some(kind) = &variant.kind {
            self.raw(",\"kind\":");
            self.anything(kind);
        }
        if let Some(period) = &variant.period {
            self.raw(",\"period\":");
            self.anything(period);
        }
        self.raw("}");
    }

    fn focus(&mut self, focus: &Focus) {
        self.raw("{\"countries\":");
        self.list(&focus.countries, |json, CountryFocus { country, score }| {
            json.raw("{\"country\":");
            json.text(country.as_str());
            json.raw(",\"score\":");
            json.anything(score);
            json.raw("}");
        });
        self.raw(",\"admin1\":");
        self.list(&focus.admin1, |json, Admin1Focus { country, id, name, score }| {
            json.raw("{");
            if let Some(country) = country {
                json.raw("\"country\":");
                json.text(country.as_str());
                json.raw(",");
            }
            json.share(id, name, *score);
        });
        self.raw(",\"places\":");
        self.list(&focus.places, |json, PlaceFocus { id, name, score }| {
            json.raw("{");
            json.share(id, name, *score);
        });
        self.raw("}");
    }

    /// The end of an object: what has a share of a text, and which.
    fn share(&mut self, id: &PlaceId, name: &str, score: f32) {
        self.raw("\"id\":");
        self.id(id);
        self.raw(",\"name\":");
        self.text(name);
        self.raw(",\"score\":");
        self.anything(&score);
        self.raw("}");
    }

    fn country(&mut self, country: Option<CountryCode>) {
        if let Some(country) = country {
            self.raw(",\"country\":");
            self.text(country.as_str());
        }
    }

    fn point(&mut self, point: Point) {
        self.raw(",\"lat\":");
        self.degrees(point.lat);
        self.raw(",\"lon\":");
        self.degrees(point.lon);
    }

    #[inline(always)]
    fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    fn list<T>(&mut self, all: &[T], mut each: impl FnMut(&mut Json, &T)) {
        self.raw("[");
        for (i, one) in all.iter().enumerate() {
            if i > 0 {
                self.raw(",");
            }
            each(self, one);
        }
        self.raw("]");
    }

    fn text(&mut self, text: &str) {
        if !text.bytes().fold(true, |plain, b| plain & (b >= b' ') & (b != b'"') & (b != b'\\')) {
            return self.anything(text);
        }
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
    }

    fn id(&mut self, id: &PlaceId) {
        match id {
            PlaceId::GeoNames(number) => {
                self.raw("\"geonames:");
                self.integer((*number).into());
                self.raw("\"");
            }
            PlaceId::Other(id) => self.text(id),
        }
    }

    fn word(&mut self, value: &impl Word) {
        self.raw("\"");
        self.raw(value.word());
        self.raw("\"");
    }

    fn integer(&mut self, number: u64) {
        self.digits(number, 0);
    }

    /// A score or a weight, which have four places at most. A number of six digits is the shortest that is read as its `f32`.
    fn rounded(&mut self, value: f32) {
        let units = (value * 1e4 + 0.5f32.copysign(value)) as i32;
        let is_plain = units.abs() < 1_000_000 && (units as f32 / 1e4).to_bits() == value.to_bits();
        if is_plain { self.decimal::<4>(units.into()) } else { self.anything(&value) }
    }

    /// Degrees or kilometres, which have five places at most. A number of fifteen digits is the shortest that is read as its
    /// `f64`; those below one in ten thousand are written with an exponent.
    fn degrees(&mut self, value: f64) {
        let units = (value * 1e5 + 0.5f64.copysign(value)) as i64;
        let is_plain = (10..1_000_000_000_000_000).contains(&units.abs()) && (units as f64 / 1e5).to_bits() == value.to_bits();
        if is_plain { self.decimal::<5>(units) } else { self.anything(&value) }
    }

    /// A number of units, of which there are ten to the power of `PLACES` in one.
    fn decimal<const PLACES: usize>(&mut self, units: i64) {
        if units < 0 {
            self.raw("-");
        }
        let (mut number, mut places) = (units.unsigned_abs(), PLACES);
        while places > 1 && number.is_multiple_of(10) {
            (number, places) = (number / 10, places - 1);
        }
        self.digits(number, places);
    }

    /// The digits of a number, so many of them behind a point.
    fn digits(&mut self, mut number: u64, places: usize) {
        const LONGEST: usize = 24;
        let mut text = [b'0'; LONGEST];
        let mut at = LONGEST;
        for _ in 0..places {
            at -= 1;
            text[at] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        if places > 0 {
            at -= 1;
            text[at] = b'.';
        }
        loop {
            at -= 1;
            text[at] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&text[at..]);
    }

    /// What is rare.
    #[cold]
    fn anything<T: ?Sized + Serialize>(&mut self, value: &T) {
        serde_json::to_writer(&mut self.out, value).expect("plain data");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::{Rule, Scope};

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json { out: Vec::new() };
        write(&mut json);
        String::from_utf8(json.out).unwrap()
    }

    fn expected(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn numbers_and_texts_are_written_as_serde_json_does() {
        let f32s = (-20_000..20_000).map(|i| i as f32 / 1e4).chain((-3000..3000).map(|i| i as f32 / 1e2));
        f32s.chain([-0.0, 1e-5, 1.0 / 3.0, f32::NAN, f32::MAX]).for_each(|x| assert_eq!(written(|json| json.rounded(x)), expected(&x)));
        let f64s = (-2000..2000).map(|i| f64::from(i) / 1e5).chain((-900_000..900_000).step_by(37).map(|i| f64::from(i * 20) / 1e5));
        f64s.chain([-0.0, 0.1 + 0.2, 1e-7, 1e22, f64::INFINITY]).for_each(|x| assert_eq!(written(|json| json.degrees(x)), expected(&x)));
        [0, 7, 10, 1_234_567_890, u64::MAX].into_iter().for_each(|x| assert_eq!(written(|json| json.integer(x)), expected(&x)));
        ["", "Kyiv", "Київ", "a\"b", "a\\b", "a\nb", "\u{7f}"].into_iter().for_each(|x| assert_eq!(written(|json| json.text(x)), expected(&x)));
    }

    #[test]
    fn words_are_those_of_the_records() {
        fn same<T: Word + Serialize + serde::de::DeserializeOwned>(words: &[&str]) {
            words.iter().for_each(|word| assert_eq!(serde_json::from_value::<T>((*word).into()).unwrap().word(), *word));
        }
        same::<crate::document::MentionKind>(&["place", "person", "organization", "group"]);
        same::<crate::recognize::Usage>(&["literal", "metonym", "demonym", "modifier", "embedded"]);
        same::<crate::gazetteer::FeatureClass>(&["A", "H", "L", "P", "R", "S", "T", "U", "V"]);
        same::<crate::document::VariantRule>(&[
            "exact",
            "folded",
            "alternate",
            "abbreviation",
            "demonym",
            "romanization",
            "inflection",
            "translation",
            "counterpart",
            "fuzzy",
        ]);
    }

    #[test]
    fn evidence_is_written_as_serde_json_does() {
        let word = |word: &str| serde_json::Value::from(word);
        let rules = [
            "prominence",
            "name-kind",
            "generic-head",
            "containment",
            "coordination",
            "same-country",
            "same-admin1",
            "nearby",
            "hint",
            "spelling",
            "in-use",
            "article",
            "home",
        ];
        for rule in rules.map(|rule| serde_json::from_value::<Rule>(word(rule)).unwrap()) {
            for scope in ["prior", "local", "document", "caller"].map(|scope| serde_json::from_value::<Scope>(word(scope)).unwrap()) {
                let evidence = Evidence { rule, scope, weight: -1.25 };
                assert_eq!(written(|json| json.evidence(&evidence)), expected(&evidence));
            }
        }
    }

    #[test]
    #[cfg(feature = "embedded")]
    fn documents_are_written_as_serde_json_does() {
        let extractor = crate::Extractor::embedded();
        let texts = [
            "",
            "Nothing here.",
            "Rockets hit the village of Desna in the Chernigov region, said \"Joe\\Smith\" of the Kyiv City Council.\nParis, Texas; the Suwalki Gap, Ky.",
            "Жители Чернигова и Новопрокоповки. Beograd, Leningrad, the Russians, Dniepropetrovsk and Petrykaw in Belarus.",
        ];
        for text in texts {
            let mut document = extractor.extract(text);
            assert_eq!(json_line(&document), expected(&document) + "\n");
            document.id = Some("a \"name\"".to_owned());
            let spans = document.mentions.iter().map(|m| m.span);
            document.relations =
                spans.map(|span| crate::document::Relation { relation: "between".into(), span, text: "x".into(), anchors: vec![0, 1] }).collect();
            assert_eq!(json_line(&document), expected(&document) + "\n");
        }
    }
}
