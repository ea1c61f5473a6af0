//! The paradigms of one language, indexed by the endings of forms.

use rustc_hash::FxHashMap;

use super::form::{CaseSet, Form, Kind, Lemma, Number};
use super::language::{Class, Derivation, Language};
use super::stems::{Stem, Stems};

/// The paradigms of a language, ready for use. Words are folded, as [`fold`](crate::fold) does it.
#[derive(Debug)]
pub struct Paradigms {
    code: String,
    prepositions: Vec<(String, CaseSet)>,
    classes: Vec<Declension>,
    derivations: Vec<Making>,
    /// For each ending of a form, where its rules are.
    endings: FxHashMap<String, std::ops::Range<usize>>,
    rules: Vec<Rule>,
    /// Bytes of the longest ending.
    longest: usize,
}

/// A class: forms of one number and gender.
#[derive(Debug)]
struct Declension {
    form: Form,
    names: Stems,
    forms: Vec<(CaseSet, String)>,
    /// What it declines beside names: what stands between the name's stem and its own endings, and the derivation. Of
    /// region nouns a part of what is made belongs to the endings.
    made: Vec<(String, usize)>,
}

/// A derivation: what is made of which names.
#[derive(Debug)]
struct Making {
    kind: Kind,
    of: Stems,
}

/// A form with some ending may belong to a class.
#[derive(Clone, Copy, Debug)]
struct Rule {
    class: usize,
    cases: CaseSet,
}

impl Paradigms {
    pub(super) fn new(language: &Language) -> Paradigms {
        let classes: Vec<Declension> = language.classes.iter().map(|class| Declension::new(class, &language.derivations)).collect();
        let mut sorted: Vec<(&str, Rule)> = Vec::new();
        for (class, declension) in classes.iter().enumerate() {
            sorted.extend(declension.forms.iter().map(|(cases, ending)| (ending.as_str(), Rule { class, cases: *cases })));
        }
        sorted.sort_by_key(|(ending, _)| *ending);
        let mut endings: FxHashMap<String, std::ops::Range<usize>> = FxHashMap::default();
        let mut start = 0;
        for of_ending in sorted.chunk_by(|a, b| a.0 == b.0) {
            endings.insert(of_ending[0].0.to_owned(), start..start + of_ending.len());
            start += of_ending.len();
        }
        let rules = sorted.iter().map(|(_, rule)| *rule).collect();
        let longest = sorted.iter().map(|(ending, _)| ending.len()).max().unwrap_or(0);
        let derivations = language.derivations.iter().map(|d| Making { kind: d.kind, of: Stems::new(&d.of) }).collect();
        let (code, prepositions) = (language.code.clone(), language.prepositions.clone());
        Paradigms { code, prepositions, classes, derivations, endings, rules, longest }
    }

    /// The code of the language: `uk`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether all nouns are written with a capital, as in German.
    pub fn capitalizes_nouns(&self) -> bool {
        self.code == "de"
    }

    /// The cases that may follow a folded preposition; none for other words.
    pub fn governs(&self, preposition: &str) -> CaseSet {
        self.prepositions.iter().find(|(word, _)| word == preposition).map(|(_, cases)| *cases).unwrap_or_default()
    }

    /// Adds every name that a folded word can be a form of, itself too where it can be a nominative. What the gazetteer
    /// does not know of them is not meant.
    pub fn undo(&self, form: &str, out: &mut Vec<Lemma>) {
        let start = out.len();
        let cuts = std::iter::once(form.len()).chain(form.char_indices().rev().map(|(at, _)| at));
        for at in cuts.take_while(|at| form.len() - at <= self.longest) {
            let (stem, ending) = form.split_at(at);
            let Some(rules) = self.endings.get(ending) else { continue };
            let stem = Stem::new(stem);
            for rule in &self.rules[rules.clone()] {
                self.undo_by(*rule, stem, out, start);
            }
        }
    }

    fn undo_by(&self, rule: Rule, stem: Stem<'_>, out: &mut Vec<Lemma>, start: usize) {
        let class = &self.classes[rule.class];
        if !class.names.take(stem) {
            return;
        }
        let form = Form { cases: rule.cases, ..class.form };
        Lemma::add(out, start, form, [stem.text, &class.names.ending]);
        for (made, derivation) in &class.made {
            let Some(name) = stem.text.strip_suffix(made.as_str()) else { continue };
            let Making { kind, of } = &self.derivations[*derivation];
            if of.take(Stem::new(name)) {
                Lemma::add(out, start, Form { kind: *kind, ..form }, [name, &of.ending]);
            }
        }
    }

    /// Every form of a folded word that may be a name, the adjectives and region nouns made of it, and their forms.
    /// Each of them can be undone.
    pub fn decline(&self, name: &str) -> Vec<(Form, String)> {
        let mut out = Vec::new();
        for class in &self.classes {
            if let Some(stem) = class.names.stem(name) {
                class.decline(stem, class.form.kind, &mut out);
            }
            for (made, derivation) in &class.made {
                let Making { kind, of } = &self.derivations[*derivation];
                let Some(stem) = of.stem(name) else { continue };
                let stem = [stem, made].concat();
                if class.names.take(Stem::new(&stem)) {
                    class.decline(&stem, *kind, &mut out);
                }
            }
        }
        out
    }
}

impl Declension {
    fn new(class: &Class, derivations: &[Derivation]) -> Declension {
        let names = Stems::new(&class.shape);
        let made = derivations.iter().enumerate().filter_map(|(i, d)| {
            let before_ending = match (d.kind, class.kind, class.number) {
                (Kind::Adjective, Kind::Attribute, _) => &d.made,
                (Kind::Region, Kind::Noun, Number::Singular) => d.made.strip_suffix(class.shape.ending.as_str())?,
                _ => return None,
            };
            names.may_end_in(before_ending).then(|| (before_ending.to_owned(), i))
        });
        let form = Form { kind: class.kind, cases: CaseSet::default(), number: class.number, gender: class.gender };
        Declension { form, made: made.collect(), names, forms: class.forms.clone() }
    }

    fn decline(&self, stem: &str, kind: Kind, out: &mut Vec<(Form, String)>) {
        out.extend(self.forms.iter().map(|(cases, ending)| (Form { kind, cases: *cases, ..self.form }, [stem, ending].concat())));
    }
}
