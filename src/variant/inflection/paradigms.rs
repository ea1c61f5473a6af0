//! The paradigms of one language, indexed by the endings of forms.

use rustc_hash::FxHashMap;

use super::form::{CaseSet, Form, Kind, Lemma, Number};
use super::language::{Class, Derivation, Language, Shape};
use super::letters::Letters;

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
}

/// A derivation.
#[derive(Debug)]
struct Making {
    kind: Kind,
    of: Stems,
    made: String,
}

/// The names of a shape.
#[derive(Debug)]
struct Stems {
    ending: String,
    letters: usize,
    after: Letters,
    except: Vec<String>,
}

/// A form with some ending may belong to a class.
#[derive(Clone, Copy, Debug)]
struct Rule {
    class: usize,
    cases: CaseSet,
}

impl Paradigms {
    pub(super) fn new(language: Language) -> Paradigms {
        let Language { code, prepositions, classes, derivations, .. } = language;
        let classes: Vec<Declension> = classes.into_iter().map(Declension::new).collect();
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
        let derivations = derivations.into_iter().map(Making::new).collect();
        Paradigms { code, prepositions, classes, derivations, endings, rules, longest }
    }

    /// The code of the language: `uk`.
    pub fn code(&self) -> &str {
        &self.code
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
            for rule in &self.rules[rules.clone()] {
                self.undo_by(*rule, stem, out, start);
            }
        }
    }

    fn undo_by(&self, rule: Rule, stem: &str, out: &mut Vec<Lemma>, start: usize) {
        let class = &self.classes[rule.class];
        if !class.names.take(stem) {
            return;
        }
        let form = Form { cases: rule.cases, ..class.form };
        Lemma::add(out, start, form, [stem, &class.names.ending]);
        for making in &self.derivations {
            let made = making.before_ending(class).and_then(|made| stem.strip_suffix(made));
            if let Some(name) = made.filter(|name| making.of.take(name)) {
                Lemma::add(out, start, Form { kind: making.kind, ..form }, [name, &making.of.ending]);
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
        }
        for making in &self.derivations {
            let Some(stem) = making.of.stem(name) else { continue };
            for class in &self.classes {
                let Some(made) = making.before_ending(class) else { continue };
                let stem = [stem, made].concat();
                if class.names.take(&stem) {
                    class.decline(&stem, making.kind, &mut out);
                }
            }
        }
        out
    }
}

impl Declension {
    fn new(class: Class) -> Declension {
        let Class { kind, gender, number, shape, forms } = class;
        Declension { form: Form { kind, cases: CaseSet::default(), number, gender }, names: Stems::new(shape), forms }
    }

    fn decline(&self, stem: &str, kind: Kind, out: &mut Vec<(Form, String)>) {
        out.extend(self.forms.iter().map(|(cases, ending)| (Form { kind, cases: *cases, ..self.form }, [stem, ending].concat())));
    }
}

impl Making {
    fn new(derivation: Derivation) -> Making {
        let Derivation { kind, of, made } = derivation;
        Making { kind, of: Stems::new(of), made }
    }

    /// What stands between the name's stem and the endings of a class, if the class declines what is made: of region
    /// nouns a part of it may belong to the class's endings.
    fn before_ending(&self, class: &Declension) -> Option<&str> {
        match (self.kind, class.form.kind, class.form.number) {
            (Kind::Adjective, Kind::Attribute, _) => Some(&self.made),
            (Kind::Region, Kind::Noun, Number::Singular) => self.made.strip_suffix(class.names.ending.as_str()),
            _ => None,
        }
    }
}

impl Stems {
    fn new(shape: Shape) -> Stems {
        let Shape { ending, after, except } = shape;
        Stems { after: Letters::of(&after), letters: ending.chars().count(), ending, except }
    }

    /// The stem of a name, if it is one of these.
    fn stem<'a>(&self, name: &'a str) -> Option<&'a str> {
        name.strip_suffix(self.ending.as_str()).filter(|stem| self.take(stem))
    }

    /// Whether a stem with the ending behind it is one of these names. Shorter than three letters is only a name whose
    /// stem is the whole of it (Ош).
    fn take(&self, stem: &str) -> bool {
        let mut letters = stem.chars();
        let last = letters.next_back();
        let long_enough = self.letters >= 3 || letters.next_back().is_some() || last.is_some() && self.letters == 2;
        let fits = self.after.is_empty() || last.is_some_and(|c| self.after.has(c));
        long_enough && fits && !self.except.iter().any(|e| stem.ends_with(e.as_str()))
    }
}
