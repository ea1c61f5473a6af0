//! The skeleton of a name: what stays of it however it is spelled, in whatever script.
//!
//! Consonants by the classes that traditions of spelling mix up (h, g, kh and k are one, all sibilants are one), a vowel
//! only where the name begins with one, doubled classes once. `petrykaw`, `petrikov`, `петрыкаў` are all `PTRKV`; the
//! idea is that of Soundex (Russell 1918), the classes are those of romanizations. Skeletons are written into gazetteer
//! files: whoever changes one rule must rename the section that holds them.

use crate::format::hash;

/// No skeleton is longer; names that agree so far are compared letter by letter anyway.
const LONGEST: usize = 20;

/// Readings of one name at most.
const READINGS: usize = 16;

/// What a letter is to a skeleton.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sound {
    /// A consonant, by its class.
    Class(u8),
    /// Two consonants.
    Two(u8, u8),
    Vowel,
    /// A vowel that is a consonant beside one: u of Latin, у of Cyrillic.
    Glide,
    /// Says nothing: signs, points.
    Silent,
}

use Sound::{Class, Glide, Silent, Two, Vowel};

/// How letters that traditions read in two ways are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// `ch` is the sound of loch, as in German, Polish and Czech.
    pub ch_is_kh: bool,
    /// `c` is that of cat or of Slavic ts wherever the position says the other.
    pub c_is_other: bool,
    /// `j` is that of French and English, not of German.
    pub j_is_zh: bool,
    /// و and ו are consonants wherever they can be.
    pub waw_is_v: bool,
}

impl Reading {
    /// All readings under which a name has a skeleton of its own, the usual one first.
    pub fn all(folded: &str) -> impl Iterator<Item = Reading> + '_ {
        let (ch, c) = (folded.contains("ch"), has_lone_c(folded));
        let (j, waw) = (folded.contains('j'), folded.contains(['و', 'ו']));
        (0..READINGS as u8).filter(move |n| (n & 1 == 0 || ch) && (n & 2 == 0 || c) && (n & 4 == 0 || j) && (n & 8 == 0 || waw)).map(|n| Reading {
            ch_is_kh: n & 1 != 0,
            c_is_other: n & 2 != 0,
            j_is_zh: n & 4 != 0,
            waw_is_v: n & 8 != 0,
        })
    }
}

fn has_lone_c(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    (0..bytes.len())
        .any(|i| bytes[i] == b'c' && !matches!(bytes.get(i + 1), Some(b'h' | b'z')) && (i == 0 || bytes[i - 1] != b's' || bytes.get(i + 1) != Some(&b'h')))
}

/// A skeleton under construction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Skeleton {
    classes: [u8; LONGEST],
    len: u8,
}

impl Skeleton {
    /// The skeleton of a folded name; of scripts without letters for sounds, or without knowledge of theirs here, none.
    pub fn of(folded: &str, reading: Reading) -> Option<Skeleton> {
        let mut skeleton = Skeleton::default();
        let known = folded.split(' ').all(|word| skeleton.push_word(word, reading));
        (known && skeleton.len > 0).then_some(skeleton)
    }

    /// The skeletons of a folded name under all readings, the usual one's first, each once.
    pub fn all(folded: &str) -> impl Iterator<Item = Skeleton> {
        let mut all = [None; READINGS];
        for skeleton in Reading::all(folded).filter_map(|reading| Skeleton::of(folded, reading)) {
            if let Some(free) = all.iter().position(|known| known.is_none_or(|known| known == skeleton)) {
                all[free] = Some(skeleton);
            }
        }
        all.into_iter().flatten()
    }

    /// Adds a folded word; says whether its letters are known.
    pub fn push_word(&mut self, word: &str, reading: Reading) -> bool {
        if word.is_ascii() {
            self.push_latin(word.as_bytes(), reading);
            return true;
        }
        let word = word.strip_prefix("ال").unwrap_or(word);
        let mut vowel_before = false;
        let mut chars = word.chars().peekable();
        let mut start = true;
        while let Some(c) = chars.next() {
            let last = chars.peek().is_none();
            let Some(mut sound) = sound_of(c, start, last, reading) else { return false };
            if c.is_ascii() && c.is_ascii_alphabetic() {
                sound = latin_sound(c as u8);
            }
            // Greek writes b, d and g with two letters, and u with two.
            match (c, chars.peek()) {
                ('μ', Some('π')) => (sound, _) = (Class(b'B'), chars.next()),
                ('ν', Some('τ')) => (sound, _) = (Class(b'D'), chars.next()),
                ('γ', Some('κ' | 'γ')) => (sound, _) = (Class(b'K'), chars.next()),
                ('ο', Some('υ')) => (sound, _) = (Vowel, chars.next()),
                _ => {}
            }
            if sound == Glide {
                let vowel_behind = chars.peek().is_some_and(|&n| matches!(sound_of(n, false, false, reading), Some(Vowel)));
                sound = if vowel_before && !vowel_behind { Class(b'V') } else { Vowel };
            }
            self.push(sound);
            vowel_before = matches!(sound, Vowel);
            start = false;
        }
        true
    }

    fn push_latin(&mut self, word: &[u8], reading: Reading) {
        let is_vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        let mut i = 0;
        while i < word.len() {
            let next = word.get(i + 1).copied().unwrap_or(0);
            let (sound, len) = match (word[i], next) {
                (b's', b'c') if word.get(i + 2) == Some(&b'h') => (Class(b'S'), 3),
                (b'c', b'h') => (Class(if reading.ch_is_kh { b'K' } else { b'S' }), 2),
                (b's' | b'z', b'h' | b'z') | (b'c', b'z') => (Class(b'S'), 2),
                (b'c', _) => {
                    let soft = matches!(next, b'e' | b'i' | b'y');
                    (Class(if soft != reading.c_is_other { b'S' } else { b'K' }), 1)
                }
                (b'k' | b'g', b'h') => (Class(b'K'), 2),
                (b'p', b'h') => (Class(b'V'), 2),
                (b't', b'h') => (Class(b'T'), 2),
                (b'r', b'z') => (Class(b'R'), 2),
                (b'j', _) => (if reading.j_is_zh { Class(b'S') } else { Vowel }, 1),
                // The silent end of Arabic names.
                (b'h', 0) if i > 0 && matches!(word[i - 1], b'a' | b'e') => (Silent, 1),
                (b'u', _) => (if i > 0 && is_vowel(word[i - 1]) && !is_vowel(next) { Class(b'V') } else { Vowel }, 1),
                (b, _) => (latin_sound(b), 1),
            };
            self.push(sound);
            i += len;
        }
    }

    fn push(&mut self, sound: Sound) {
        match sound {
            Class(class) => self.push_class(class),
            Two(first, second) => {
                self.push_class(first);
                self.push_class(second);
            }
            Vowel | Glide => {
                if self.len == 0 {
                    self.push_class(b'A');
                }
            }
            Silent => {}
        }
    }

    fn push_class(&mut self, class: u8) {
        let len = usize::from(self.len);
        // Doubled classes count once; ts, tz, dz and the like are one sibilant.
        match self.classes[..len].last() {
            Some(&last) if last == class => {}
            Some(b'T' | b'D') if class == b'S' => self.classes[len - 1] = b'S',
            _ if len < LONGEST => {
                self.classes[len] = class;
                self.len += 1;
            }
            _ => {}
        }
        // A sibilant made of two may now stand behind another.
        let len = usize::from(self.len);
        if len >= 2 && self.classes[len - 1] == self.classes[len - 2] {
            self.classes[len - 1] = 0;
            self.len -= 1;
        }
    }

    /// How many classes it has: the fewer, the less it tells.
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// The skeletons that differ by one consonant: two swapped, one left out, one more, another.
    pub fn slips(&self) -> impl Iterator<Item = Skeleton> + '_ {
        const CLASSES: &[u8] = b"BPVDTKSLMNR";
        let own = &self.classes[..usize::from(self.len)];
        let made = move |classes: &mut dyn Iterator<Item = u8>| {
            let mut slip = Skeleton::default();
            classes.for_each(|class| slip.push_class(class));
            slip
        };
        let swapped = (1..own.len()).map(move |i| {
            made(&mut (0..own.len()).map(|j| {
                own[if j == i {
                    i - 1
                } else if j + 1 == i {
                    i
                } else {
                    j
                }]
            }))
        });
        let left_out = (0..own.len()).map(move |i| made(&mut own.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, &c)| c)));
        let more =
            (0..=own.len()).flat_map(move |i| CLASSES.iter().map(move |&c| made(&mut own[..i].iter().copied().chain([c]).chain(own[i..].iter().copied()))));
        let others =
            (0..own.len()).flat_map(move |i| CLASSES.iter().map(move |&c| made(&mut own.iter().enumerate().map(|(j, &o)| if i == j { c } else { o }))));
        swapped.chain(left_out).chain(more).chain(others).filter(move |slip| slip != self)
    }

    /// The hash under which names of this skeleton in a country are found; without one, those of well-known places.
    pub fn hash(&self, country: Option<[u8; 2]>) -> u64 {
        let len = usize::from(self.len);
        let mut bytes = [0; LONGEST + 2];
        bytes[..len].copy_from_slice(&self.classes[..len]);
        bytes[len..len + 2].copy_from_slice(&country.unwrap_or([0, 0]));
        hash::token(&bytes[..len + 2], len + 2)
    }
}

fn latin_sound(b: u8) -> Sound {
    match b {
        b'b' => Class(b'B'),
        b'p' => Class(b'P'),
        b'v' | b'w' | b'f' => Class(b'V'),
        b'd' => Class(b'D'),
        b't' => Class(b'T'),
        b'k' | b'g' | b'h' | b'q' => Class(b'K'),
        b'x' => Two(b'K', b'S'),
        b's' | b'z' | b'c' => Class(b'S'),
        b'l' => Class(b'L'),
        b'm' => Class(b'M'),
        b'n' => Class(b'N'),
        b'r' => Class(b'R'),
        b'0'..=b'9' => Class(b),
        _ => Vowel,
    }
}

/// What a letter of another script sounds like.
fn sound_of(c: char, first: bool, last: bool, reading: Reading) -> Option<Sound> {
    Some(match c {
        'a'..='z' | '0'..='9' => latin_sound(c as u8),
        // Cyrillic, with the letters of its non-Slavic languages.
        'б' | 'բ' | 'ბ' | 'ب' => Class(b'B'),
        'п' | 'π' | 'պ' | 'փ' | 'პ' | 'ფ' | 'پ' => Class(b'P'),
        'в' | 'ф' | 'ў' | 'β' | 'φ' | 'վ' | 'ֆ' | 'ვ' | 'ف' | 'ڤ' => Class(b'V'),
        'д' | 'δ' | 'դ' | 'დ' | 'د' | 'ض' | 'ذ' | 'ד' => Class(b'D'),
        'т' | 'τ' | 'θ' | 'տ' | 'թ' | 'თ' | 'ტ' | 'ت' | 'ط' | 'ث' | 'ט' | 'ת' => Class(b'T'),
        'к' | 'г' | 'х' | 'қ' | 'ғ' | 'һ' | 'ҳ' | 'ѓ' | 'ќ' => Class(b'K'),
        'κ' | 'γ' | 'χ' | 'կ' | 'ք' | 'գ' | 'խ' | 'հ' | 'ղ' => Class(b'K'),
        'კ' | 'ქ' | 'გ' | 'ყ' | 'ღ' | 'ხ' | 'ჰ' => Class(b'K'),
        'ك' | 'ق' | 'ح' | 'خ' | 'غ' | 'گ' | 'ג' | 'ח' | 'כ' | 'ך' | 'ק' => Class(b'K'),
        'ه' | 'ה' => {
            if last {
                Silent
            } else {
                Class(b'K')
            }
        }
        'з' | 'ж' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' | 'ђ' | 'ћ' | 'џ' | 'ѕ' | 'ҷ' => Class(b'S'),
        'ζ' | 'σ' | 'ս' | 'զ' | 'ժ' | 'շ' | 'ց' | 'ծ' | 'ձ' | 'ջ' | 'չ' | 'ճ' => Class(b'S'),
        'ზ' | 'ჟ' | 'ს' | 'შ' | 'ჩ' | 'ც' | 'ძ' | 'წ' | 'ჭ' | 'ჯ' => Class(b'S'),
        'س' | 'ش' | 'ص' | 'ز' | 'ظ' | 'ج' | 'ژ' | 'چ' | 'ז' | 'ס' | 'צ' | 'ץ' | 'ש' => Class(b'S'),
        'л' | 'љ' | 'λ' | 'լ' | 'ლ' | 'ل' | 'ל' => Class(b'L'),
        'м' | 'μ' | 'մ' | 'მ' | 'م' | 'מ' | 'ם' => Class(b'M'),
        'н' | 'њ' | 'ң' | 'ν' | 'ն' | 'ნ' | 'ن' | 'נ' | 'ן' => Class(b'N'),
        'р' | 'ρ' | 'ր' | 'ռ' | 'რ' | 'ر' | 'ר' => Class(b'R'),
        'ξ' => Two(b'K', b'S'),
        'ψ' => Two(b'P', b'S'),
        'ב' => {
            if first {
                Class(b'B')
            } else {
                Class(b'V')
            }
        }
        'פ' | 'ף' => {
            if first {
                Class(b'P')
            } else {
                Class(b'V')
            }
        }
        'و' | 'ו' => {
            if first || reading.waw_is_v {
                Class(b'V')
            } else {
                Vowel
            }
        }
        'у' | 'υ' | 'ւ' => Glide,
        'а' | 'е' | 'є' | 'и' | 'і' | 'ї' | 'й' | 'о' | 'ы' | 'э' | 'ю' | 'я' | 'ә' | 'ө' | 'ү' | 'ұ' | 'ј' | 'ӣ' | 'ӯ' => Vowel,
        'α' | 'ε' | 'η' | 'ι' | 'ο' | 'ω' => Vowel,
        'ա' | 'ե' | 'է' | 'ը' | 'ի' | 'յ' | 'ո' | 'օ' | 'և' => Vowel,
        'ა' | 'ე' | 'ი' | 'ო' | 'უ' => Vowel,
        'ا' | 'ي' | 'ع' | 'ى' | 'א' | 'י' | 'ע' => Vowel,
        'ь' | 'ъ' | 'ء' | 'ئ' | 'ؤ' => Silent,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skeletons(folded: &str) -> Vec<Skeleton> {
        Reading::all(folded).filter_map(|reading| Skeleton::of(folded, reading)).collect()
    }

    #[test]
    fn traditions_meet() {
        for (a, b) in [
            ("petrykaw", "петрыкаў"),
            ("petrikov", "петрыкаў"),
            ("petrykau", "петриков"),
            ("tschernihiw", "чернігів"),
            ("czernihow", "чернигов"),
            ("charkiw", "харків"),
            ("slonim", "слонім"),
            ("pushcha", "пуща"),
            ("schtschors", "щорс"),
            ("latakia", "latakiyah"),
            ("jableh", "جبله"),
            ("suwayda", "السويداء"),
            ("hasakah", "الحسكه"),
            ("thessaloniki", "θεσσαλονικη"),
            ("zugdidi", "ზუგდიდი"),
            ("gyumri", "գյումրի"),
            ("luck", "луцк"),
        ] {
            assert!(skeletons(a).iter().any(|s| skeletons(b).contains(s)), "{a} {:?} / {b} {:?}", skeletons(a), skeletons(b));
        }
        assert!(!skeletons("minsk").iter().any(|s| skeletons("pinsk").contains(s)));
        assert_eq!(skeletons("東京"), []);
    }
}
