//! The table of disputed territories, and what is told from a point of view.
#![cfg(feature = "embedded")]

use std::collections::{BTreeMap, BTreeSet};

use exonym::{CountryCode, Document, EntryId, Extractor, Gazetteer};

fn code(code: &str) -> CountryCode {
    CountryCode::new(code).unwrap_or_else(|| panic!("`{code}` is no country"))
}

fn seen_by(state: &str, text: &str) -> Document {
    Extractor::builder().point_of_view(code(state)).build().extract(text)
}

/// The country of the only place.
fn country(document: &Document) -> Option<String> {
    let [mention] = &document.mentions[..] else { panic!("{:?}", document.mentions) };
    mention.place.as_ref().unwrap().country.map(|c| c.to_string())
}

#[test]
fn rows_are_about_entries_of_the_gazetteer() {
    let world = Gazetteer::embedded();
    let entries: BTreeMap<String, EntryId> = (0..world.len() as u32).map(EntryId).map(|e| (world.id(e).to_string(), e)).collect();
    let mut seen = BTreeSet::new();
    let mut rows = exonym_data::DISPUTED.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(rows.next(), Some("id\tname\tcountry\tviews\ttold\tnote"));
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, name, country, views, told, note] = columns[..] else { panic!("six columns, tabs between them: {row}") };
        assert!(!note.is_empty(), "says nothing of why: {row}");
        match id.strip_prefix("country:") {
            Some(whole) => assert!(whole == country && world.has_country(code(whole)), "no such country: {row}"),
            None => {
                let entry = *entries.get(id).unwrap_or_else(|| panic!("no entry has this id: {row}"));
                let known = world.country(entry).map_or_else(|| "-".to_owned(), |c| c.to_string());
                assert_eq!((world.name(entry), known.as_str()), (name, country), "the gazetteer has it otherwise: {row}");
            }
        }
        assert!(told == "-" || world.has_country(code(told)), "told of no country: {row}");
        for state in views.split(',') {
            assert!(world.has_country(code(state)), "seen by no country: {row}");
            assert!(seen.insert((id, state)), "a second row for {state}: {row}");
        }
    }
    assert!(seen.len() > 200, "{} rows", seen.len());
}

#[test]
fn the_country_is_the_one_that_the_state_sees() {
    let text = "A drone hit Sevastopol.";
    assert_eq!(country(&Extractor::embedded().extract(text)).unwrap(), "UA");
    assert_eq!(country(&seen_by("RU", text)).unwrap(), "RU");
    assert_eq!(country(&seen_by("UA", text)).unwrap(), "UA");
    assert_eq!(country(&seen_by("CN", "An earthquake shook Taipei.")).unwrap(), "CN");
    assert_eq!(country(&seen_by("RS", "Police closed roads in Pristina.")).unwrap(), "RS");
    assert_eq!(country(&seen_by("AR", "A ship reached the Falkland Islands.")).unwrap(), "AR");
    assert_eq!(country(&seen_by("RU", "Tourists returned to Sukhumi.")), None, "a state without a code");
    assert_eq!(country(&seen_by("RU", "A drone hit Kyiv.")).unwrap(), "UA");
}

#[test]
fn candidates_and_focus_follow() {
    let document = seen_by("RU", "A drone hit Sevastopol.");
    assert_eq!(document.mentions[0].candidates[0].country, Some(code("RU")));
    assert_eq!(document.focus.countries.iter().map(|c| c.country).collect::<Vec<_>>(), [code("RU")]);
    assert_eq!((document.focus.admin1[0].country, document.focus.admin1[0].name.as_str()), (Some(code("RU")), "Sevastopol City"));
}

#[test]
fn nothing_but_the_country_changes() {
    let text = "Rockets hit Kherson, Donetsk and the village of Desna in the Chernigov region; Simferopol and Taipei were quiet. Prices rose in Paris.";
    let mut usual = Extractor::embedded().extract(text);
    for state in ["RU", "CN", "FR"] {
        let mut seen = seen_by(state, text);
        assert_eq!(seen == usual, state == "FR", "a state without rows sees what the gazetteer has");
        [&mut seen, &mut usual].into_iter().for_each(without_countries);
        assert_eq!(seen, usual);
        usual = Extractor::embedded().extract(text);
    }
}

fn without_countries(document: &mut Document) {
    for mention in &mut document.mentions {
        mention.place.iter_mut().for_each(|place| place.country = None);
        // Who governs a place that stands for its government follows the country.
        mention.actor = None;
        mention.candidates.iter_mut().for_each(|candidate| candidate.country = None);
    }
    document.focus.countries.clear();
    document.focus.admin1.iter_mut().for_each(|division| division.country = None);
}
