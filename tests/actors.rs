//! Runs the sentences of `tests/suite/actors`: who is told of, of what type, for which country, in which role.
#![cfg(feature = "embedded")]

use std::fs;
use std::path::Path;

use exonym::{ActorType, Extractor, Hints, Mention, MentionKind, Usage};
use serde::Deserialize;

/// Of all cases at least so many are right in all they ask.
const LEAST: f64 = 0.9;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    date: Option<String>,
    lang: Option<String>,
    actors: Vec<Expected>,
}

/// What is expected of the words `text`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    #[serde(rename = "type")]
    actor_type: Option<ActorType>,
    kind: Option<MentionKind>,
    country: Option<String>,
    role: Option<String>,
    id: Option<String>,
    usage: Option<Usage>,
}

impl Expected {
    /// What is wrong with the answer.
    fn fault(&self, mentions: &[Mention]) -> Option<String> {
        let here: Vec<&Mention> = mentions.iter().filter(|m| m.text == self.text).collect();
        if self.actor_type.is_none() {
            let fits = |m: &&Mention| self.usage.is_none_or(|u| m.usage == Some(u)) && self.kind.is_none_or(|k| m.kind == k);
            return here
                .iter()
                .all(|m| !fits(m))
                .then(|| format!("no such mention of `{}`: {:?}", self.text, here.iter().map(|m| (m.kind, m.usage)).collect::<Vec<_>>()));
        }
        let faults: Vec<String> = here.iter().filter_map(|m| self.fault_of(m)).collect();
        if here.is_empty() {
            let around = mentions.iter().filter(|m| m.text.contains(&self.text) || self.text.contains(&m.text)).map(|m| m.text.as_str());
            return Some(format!("`{}` is not found, but {:?}", self.text, around.collect::<Vec<_>>()));
        }
        (faults.len() == here.len()).then(|| faults[0].clone())
    }

    fn fault_of(&self, mention: &Mention) -> Option<String> {
        let Some(actor) = &mention.actor else {
            // A person of whom the sentence tells nothing has a kind and no more.
            let told = self.country.is_some() || self.role.is_some() || self.actor_type != Some(ActorType::Person);
            return (told || mention.kind != MentionKind::Person).then(|| format!("`{}` is nobody, a {:?}", self.text, mention.kind));
        };
        let country = actor.country.map(|c| c.as_str().to_owned());
        let roles: Vec<&str> = actor.roles.iter().map(|r| r.title.as_str()).collect();
        let wrong = Some(actor.kind) != self.actor_type
            || self.country.is_some() && country != self.country
            || self.role.as_ref().is_some_and(|role| !roles.contains(&role.as_str()))
            || self.id.as_ref().is_some_and(|id| actor.id.as_str() != id)
            || self.usage.is_some_and(|usage| mention.usage != Some(usage));
        wrong.then(|| format!("`{}` is {} ({:?}, {country:?}, {roles:?}, {:?})", self.text, actor.id, actor.kind, mention.usage))
    }
}

#[test]
fn actors_of_the_suite() {
    let extractor = Extractor::embedded();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/actors");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut all, mut faults) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let suite: Suite = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for case in suite.case {
            all += 1;
            let hints = Hints { date: case.date.as_deref().map(|d| d.parse().unwrap()), language: case.lang.clone(), ..Hints::default() };
            let document = extractor.extract_with(&case.text, &hints);
            let wrong: Vec<String> = case.actors.iter().filter_map(|a| a.fault(&document.mentions)).collect();
            if !wrong.is_empty() {
                let name = file.file_stem().unwrap().to_string_lossy().into_owned();
                faults.push(format!("{name}/{}: {}\n    {}", case.name, wrong.join("; "), case.text));
            }
        }
    }
    let share = 1.0 - faults.len() as f64 / all as f64;
    println!("{} of {all} cases are right: {:.1} %\n{}", all - faults.len(), share * 100.0, faults.join("\n"));
    assert!(all >= 150, "{all} cases: there were more");
    assert!(share >= LEAST, "{:.1} % of {all} cases are right:\n{}", share * 100.0, faults.join("\n"));
}
