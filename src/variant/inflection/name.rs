//! Names of several words: which of them are inflected, and whether they agree.

use super::form::{Form, Kind, Lemma};
use super::paradigms::Paradigms;

/// Readings of one name at most.
const MOST_READINGS: usize = 32;
/// Words of one name at most.
const MOST_WORDS: usize = 6;
/// Lemmas of words looked at for one name, at most.
const MOST_CHOICES: usize = 1024;

impl Paradigms {
    /// Adds the names of several folded words that they can be a form of, at most 32: those of which only the last word is
    /// inflected (Ивано-Франковской), those whose words all agree (Нижнем Новгороде, Bielsku Podlaskim), those whose first
    /// words agree and the rest stays (Ростове-на-Дону), and those of two nouns in one case (Kędzierzynie-Koźlu).
    pub fn undo_name(&self, words: &[&str], out: &mut Vec<Lemma>) {
        if let [word] = words {
            return self.undo(word, out);
        }
        let Some((last, before)) = words.split_last().filter(|_| words.len() <= MOST_WORDS) else { return };
        let start = out.len();
        let mut of_word = vec![Vec::new(); words.len()];
        for (word, lemmas) in words.iter().zip(&mut of_word) {
            self.undo(word, lemmas);
        }
        for lemma in of_word.last().into_iter().flatten().filter(|l| l.text != *last) {
            let text = format!("{} {}", before.join(" "), lemma.text);
            add(out, start, Lemma { text, form: lemma.form });
        }
        let mut choices = MOST_CHOICES;
        for inflected in (1..=words.len()).rev() {
            let chosen = Vec::with_capacity(inflected);
            Reading { words, of_word: &of_word[..inflected], start, chosen, nouns: 1, choices: &mut choices, out }.choose();
        }
        // The rarest last, lest they take the room of others.
        if words.len() == 2 {
            Reading { words, of_word: &of_word, start, chosen: Vec::with_capacity(2), nouns: 2, choices: &mut choices, out }.choose();
        }
    }
}

fn add(out: &mut Vec<Lemma>, start: usize, lemma: Lemma) {
    if out.len() - start < MOST_READINGS {
        Lemma::add(out, start, lemma.form, [&lemma.text, ""]);
    }
}

/// Readings of a name whose first words are inflected; words are chosen a lemma each, from the left.
struct Reading<'a> {
    words: &'a [&'a str],
    of_word: &'a [Vec<Lemma>],
    start: usize,
    chosen: Vec<&'a Lemma>,
    /// How many of them may be nouns.
    nouns: usize,
    /// How many may still be looked at.
    choices: &'a mut usize,
    out: &'a mut Vec<Lemma>,
}

impl Reading<'_> {
    fn choose(&mut self) {
        let Some(lemmas) = self.of_word.get(self.chosen.len()) else { return self.finish() };
        for lemma in lemmas.iter().filter(|l| matches!(l.form.kind, Kind::Noun | Kind::Attribute)) {
            if *self.choices == 0 || self.out.len() - self.start >= MOST_READINGS {
                return;
            }
            *self.choices -= 1;
            if self.chosen.iter().all(|other| may_stand_together(other, lemma, self.nouns)) {
                self.chosen.push(lemma);
                self.choose();
                self.chosen.pop();
            }
        }
    }

    fn finish(&mut self) {
        // A noun is what the others agree with; of attributes alone (Białej Podlaskiej) the first is, if they are all.
        let whole = self.chosen.len() == self.words.len();
        let noun = self.chosen.iter().find(|l| l.form.kind == Kind::Noun);
        let Some(head) = noun.or(self.chosen.first().filter(|_| whole)) else { return };
        let form = self.chosen.iter().try_fold(head.form, |form, l| {
            let cases = form.cases.and(l.form.cases);
            (!cases.is_empty()).then_some(Form { cases, ..form })
        });
        let Some(form) = form else { return };
        let chosen = self.chosen.iter().map(|l| l.text.as_str());
        let text = chosen.chain(self.words[self.chosen.len()..].iter().copied()).collect::<Vec<_>>().join(" ");
        add(self.out, self.start, Lemma { text, form });
    }
}

/// Whether two words of a name can be in one case: attributes agree with what they stand beside; two nouns, in names of
/// two words (Kędzierzyn-Koźle), need not have the same gender.
fn may_stand_together(a: &Lemma, b: &Lemma, nouns: usize) -> bool {
    match (a.form.kind, b.form.kind) {
        (Kind::Noun, Kind::Noun) => nouns > 1 && a.form.number == b.form.number && !a.form.cases.and(b.form.cases).is_empty(),
        _ => a.form.agreeing(b.form).is_some(),
    }
}
