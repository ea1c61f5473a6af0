//! Names that stand in a text in a case form, or as adjectives: «в Чернигове», «черниговские власти».

use super::walk::Hit;
use crate::gazetteer::{Bytes, Gazetteer};
use crate::span::Span;
use crate::text::{Gap, Tokens};
use crate::variant::inflection::{CaseSet, Kind, Lemma, Paradigms};
use crate::variant::{Road, RoadKind};

/// Words that an inflected name has at most.
const LONGEST: usize = 3;
/// Adjectives of fewer bytes are not looked for among words in small letters.
const SHORTEST_ADJECTIVE: usize = 10;
/// A word inside a name in small letters has no more bytes: Frankfurt nad Menem, Ростов-на-Дону.
const LONGEST_PARTICLE: usize = 6;

/// Finds inflected names; holds only scratch space.
#[derive(Debug, Default)]
pub(crate) struct Inflected {
    lemmas: Vec<Lemma>,
}

impl Inflected {
    /// Adds the listed names that words of the text are forms of, with the roads to them.
    pub fn find(&mut self, tokens: &Tokens, paradigms: &Paradigms, layers: &[Gazetteer<Bytes>], out: &mut Vec<(Hit, Road)>) {
        for first in 0..tokens.len() {
            let token = &tokens[first];
            if token.is_caseless() || token.has_digit() || token.is_dotted() {
                continue;
            }
            let governed = preposition_before(tokens, first).map(|word| paradigms.governs(word)).unwrap_or_default();
            if !token.is_capitalized() {
                if token.fold_len() >= SHORTEST_ADJECTIVE || is_region_adjective(tokens.fold(first)) {
                    self.find_one(tokens, [first, first], governed, paradigms, layers, out);
                }
                if tokens.get(first + 1).is_some_and(|next| next.gap == Gap::Space && !next.is_capitalized()) && is_region_adjective(tokens.fold(first + 1)) {
                    self.find_one(tokens, [first, first + 1], governed, paradigms, layers, out);
                }
                continue;
            }
            for last in first..tokens.len().min(first + LONGEST) {
                // The last word may be generic, in small letters: Черниговской области.
                if last > first && !matches!(tokens[last].gap, Gap::Space | Gap::Hyphen) {
                    break;
                }
                if last > first + 1 && !tokens[last - 1].is_capitalized() && !(tokens[last - 1].fold_len() <= LONGEST_PARTICLE && tokens[last].is_capitalized())
                {
                    break;
                }
                self.find_one(tokens, [first, last], governed, paradigms, layers, out);
            }
        }
    }

    fn find_one(
        &mut self,
        tokens: &Tokens,
        [first, last]: [usize; 2],
        governed: CaseSet,
        paradigms: &Paradigms,
        layers: &[Gazetteer<Bytes>],
        out: &mut Vec<(Hit, Road)>,
    ) {
        let words: [&str; LONGEST] = std::array::from_fn(|i| if first + i <= last { tokens.stem(first + i) } else { "" });
        let words = &words[..=last - first];
        self.lemmas.clear();
        paradigms.undo_name(words, &mut self.lemmas);
        let is_name = tokens[first].is_capitalized() || first < last;
        // Where nouns have capitals too, an adjective is told by the noun behind it: die Kiewer Börse.
        let is_noun = paradigms.capitalizes_nouns() && !tokens.get(last + 1).is_some_and(|next| next.gap == Gap::Space && next.is_capitalized());
        let span = Span::new(tokens[first].span.start, tokens[last].stem_end());
        let stem = tokens[last].has_ending();
        for lemma in &self.lemmas {
            let kind = match lemma.form.kind {
                Kind::Noun | Kind::Attribute if is_name => RoadKind::Inflection,
                Kind::Adjective if !is_noun => RoadKind::Adjective,
                Kind::Region if is_name => RoadKind::RegionNoun,
                _ => continue,
            };
            // A preposition before the name tells its case; adjectives agree with what follows them.
            let contradicted = kind != RoadKind::Adjective && !governed.is_empty() && governed.and(lemma.form.cases).is_empty();
            let is_spelled = kind == RoadKind::Inflection && lemma.text.split(' ').eq(words.iter().copied());
            if contradicted || is_spelled {
                continue;
            }
            for (layer, gazetteer) in layers.iter().enumerate() {
                // Londoner is listed as the people of London: what is listed knows better.
                if kind == RoadKind::Adjective && paradigms.capitalizes_nouns() && gazetteer.look_up(words[0]).name.is_some() {
                    continue;
                }
                let Some(number) = gazetteer.look_up(&lemma.text).name else { continue };
                out.push((Hit { span, stem, layer, name: gazetteer.name_table().name(number) }, Road { kind, ..Road::LISTED }));
            }
        }
    }
}

/// Whether a folded word ends like the adjectives by which Poles name their regions, behind the generic word and in small
/// letters as it is: w województwie podlaskim.
fn is_region_adjective(word: &str) -> bool {
    ["skie", "ckie", "skiego", "ckiego", "skiemu", "ckiemu", "skim", "ckim", "ski", "cki"].iter().any(|ending| word.ends_with(ending))
}

/// The word right before a name.
fn preposition_before(tokens: &Tokens, first: usize) -> Option<&str> {
    (first > 0 && tokens[first].gap == Gap::Space).then(|| tokens.fold(first - 1))
}
