//! A document as JSON, written by hand: it is most of what a long run writes, and a general writer takes a tenth of its time.
//! The tests hold it equal to what `serde_json` writes.

use super::values::Json;
use super::words::beginning;
use crate::actor::{Actor, Role};
use crate::document::{Admin1Focus, CandidateRecord, CountryFocus, Document, Focus, Mention, PlaceFocus, Variant};
use crate::gazetteer::{CountryCode, Place, PlaceId};
use crate::geo::Point;
use crate::resolve::Evidence;

/// A document as a line of JSON Lines.
pub fn json_line(document: &Document) -> String {
    String::from_utf8(json_bytes(document)).expect("made of strings")
}

/// The same, as the bytes that are written to a file.
pub fn json_bytes(document: &Document) -> Vec<u8> {
    /// Bytes that a document, a mention and a candidate take, mostly.
    const SIZES: [usize; 3] = [1 << 10, 1 << 8, 1 << 9];
    let candidates: usize = document.mentions.iter().map(|m| m.candidates.len()).sum();
    let mut json = Json { out: Vec::with_capacity(SIZES[0] + SIZES[1] * document.mentions.len() + SIZES[2] * candidates) };
    json.document(document);
    json.raw("\n");
    json.out
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
            self.actor(actor);
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

    fn actor(&mut self, actor: &Actor) {
        self.raw("{\"id\":");
        self.text(actor.id.as_str());
        self.raw(",\"name\":");
        self.text(&actor.name);
        self.raw(",\"type\":");
        self.word(&actor.kind);
        self.country(actor.country);
        if !actor.roles.is_empty() {
            self.raw(",\"roles\":");
            self.list(&actor.roles, Json::role);
        }
        self.raw(",\"code\":");
        self.text(&actor.code);
        self.raw("}");
    }

    fn role(&mut self, role: &Role) {
        self.raw("{\"title\":");
        self.text(&role.title);
        if let Some(of) = &role.of {
            self.raw(",\"of\":");
            self.text(of.as_str());
        }
        if let Some(from) = &role.from {
            self.raw(",\"from\":");
            self.anything(from);
        }
        if let Some(to) = &role.to {
            self.raw(",\"to\":");
            self.anything(to);
        }
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
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::super::words::Word;
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
    fn words_are_those_of_the_records() {
        fn same<T: Word + Serialize + serde::de::DeserializeOwned>(words: &[&str]) {
            words.iter().for_each(|word| assert_eq!(serde_json::from_value::<T>((*word).into()).unwrap().word(), *word));
        }
        same::<crate::document::MentionKind>(&["place", "person", "organization", "group"]);
        same::<crate::actor::ActorType>(&["person", "government", "force", "organization", "group"]);
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
            "President Alexander Lukashenko met Foreign Minister Sergei Lavrov; the Ukrainian Armed Forces fight.",
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
