//! The classes of a paradigm: rows of endings, with consonants that change before some of them.

use std::collections::BTreeMap;

use crate::text::fold;
use crate::variant::inflection::{Case, CaseSet, Class, Gender, Kind, Number, Shape};

/// What a language calls its letters, and what becomes of them.
pub(super) struct Sounds {
    /// Named sets of letters.
    pub sets: BTreeMap<String, String>,
    /// Ends of stems and what they change to before an ending with a tilde, folded.
    pub mutations: BTreeMap<String, String>,
}

impl Sounds {
    /// The folded letters of a condition: names of sets, and single letters.
    pub fn letters(&self, condition: &str) -> Result<String, String> {
        let mut all: Vec<char> = Vec::new();
        for word in condition.split_whitespace() {
            let set = match self.sets.get(word) {
                Some(set) => set.as_str(),
                None if word.chars().nth(1).is_none() => word,
                None => {
                    let known: Vec<&str> = self.sets.keys().map(String::as_str).collect();
                    return Err(format!("`{word}` is neither a letter nor a set of [letters]; those are {}", known.join(", ")));
                }
            };
            all.extend(set.split_whitespace().collect::<String>().chars().flat_map(|c| fold(&c.to_string()).chars().collect::<Vec<_>>()));
        }
        all.sort_unstable();
        all.dedup();
        Ok(all.into_iter().collect())
    }
}

/// A row of endings: for each case those it can have. A tilde stands for a changed consonant.
pub(super) struct Cells(Vec<(Case, String)>);

impl Cells {
    /// Reads a row: a cell a case, `/` between endings of one case, `-` for none, `?` where there is no form.
    pub fn read(cases: &[Case], row: &str) -> Result<Cells, String> {
        let cells: Vec<&str> = row.split_whitespace().collect();
        if cells.len() != cases.len() {
            return Err(format!("the row `{row}` has {} cells, but `cases` names {}", cells.len(), cases.len()));
        }
        let cells = cases.iter().zip(cells).filter(|(_, cell)| *cell != "?");
        let cells: Vec<_> = cells.flat_map(|(case, cell)| cell.split('/').map(|e| (*case, e.to_owned()))).collect();
        match cells.first() {
            Some((Case::Nominative, ending)) if !ending.starts_with('~') => Ok(Cells(cells)),
            _ => Err(format!("the row `{row}` begins with no plain nominative")),
        }
    }

    fn change(&self) -> bool {
        self.0.iter().any(|(_, cell)| cell.starts_with('~'))
    }

    /// The class of names in whose forms `plain` stands before the endings, `changed` before those with a tilde.
    fn class(&self, (kind, gender, number): (Kind, Option<Gender>, Number), plain: &str, changed: &str, after: String, except: Vec<String>) -> Class {
        let mut forms: Vec<(CaseSet, String)> = Vec::new();
        for (case, cell) in &self.0 {
            let form = match cell.strip_prefix('~') {
                Some(rest) => [changed, &ending(rest)].concat(),
                None => [plain, &ending(cell)].concat(),
            };
            match forms.iter_mut().find(|(_, known)| *known == form) {
                Some((cases, _)) => *cases = cases.with(*case),
                None => forms.push((CaseSet::from(*case), form)),
            }
        }
        Class { kind, gender, number, shape: Shape { ending: forms[0].1.clone(), after, except }, forms }
    }
}

/// An ending as it is written: `-` is none.
pub(super) fn ending(written: &str) -> String {
    if written == "-" { String::new() } else { fold(written) }
}

/// The classes of one row: a class for each consonant that changes, and one for the others.
pub(super) fn classes(sounds: &Sounds, form: (Kind, Option<Gender>, Number), after: &str, except: &str, cells: &Cells) -> Result<Vec<Class>, String> {
    let after = sounds.letters(after)?;
    let except: Vec<String> = except.split_whitespace().map(fold).collect();
    if !cells.change() {
        return Ok(vec![cells.class(form, "", "", after, except)]);
    }
    let ends_in = |end: &str| after.is_empty() || end.chars().next_back().is_some_and(|c| after.contains(c));
    let mut all = Vec::new();
    for (plain, changed) in sounds.mutations.iter().filter(|(plain, _)| ends_in(plain)) {
        if except.iter().any(|e| plain.ends_with(e.as_str())) {
            continue;
        }
        // What stands before must not make it one of the longer changes.
        let longer = sounds.mutations.keys().chain(&except).filter(|other| *other != plain);
        let before = longer.filter_map(|other| other.strip_suffix(plain.as_str())).map(str::to_owned).collect();
        all.push(cells.class(form, plain, changed, String::new(), before));
    }
    let others: String = after.chars().filter(|c| !sounds.mutations.contains_key(&c.to_string())).collect();
    if after.is_empty() || !others.is_empty() {
        let changing = sounds.mutations.keys().filter(|end| others.is_empty() || end.ends_with(|c| others.contains(c)));
        let except = except.into_iter().chain(changing.cloned()).collect();
        all.push(cells.class(form, "", "", others, except));
    }
    Ok(all)
}
