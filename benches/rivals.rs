//! exonym's matcher beside the tools one would otherwise reach for, in one process, round by round.
//!
//! `cargo bench --features compile --bench rivals` prints the tables; `-- --write` also puts them into
//! `benches/README.md`. Other arguments: `--rounds N` (at least seven), `--names LABEL` (one set of names
//! only: `100k`, `embedded`), `--only WORD` (contenders with that word in their names), `--gazetteer FILE`
//! (one more set of names, those of a gazetteer file).
//!
//! # What each counts
//!
//! The question is: which names of the gazetteer stand in the text as whole words, in any case, the longest at
//! each start? Before anything is timed, the answers are compared.
//!
//! * The *delimited* automata (`aho-corasick`, `daachorse`) hold every name with a space on both sides and search
//!   a folded text in which one space stands before, between and behind the words; the search resumes at the
//!   closing space of a match. They and the walk over an `fst` from every word answer the question for the folded
//!   text exactly, and must agree to the name with a set of strings asked at every word.
//! * The *checked* automata hold the bare names, as the manuals show it, and drop what does not end at word
//!   boundaries. They lose names: a match that begins inside a word, or ends in one, swallows the true one.
//! * exonym is given the text as it is. It reports overlapping names too, so its figure is not that of the others:
//!   it only begins at words that may be names (capitals; in caseless scripts any), it does not join words across
//!   a comma or the end of a sentence, and it finds names in words with endings. Two things are asserted: the
//!   fold of everything it reports is a name; and of the names that the others find at a capital, with
//!   nothing but single spaces between their words, it finds all but one in a hundred, as long or longer (the
//!   rest are words that the two foldings cut differently: inner dots and apostrophes). Its time includes
//!   cutting and folding the text, verifying every name against the stored one and reading all its postings.
//! * The offsets of the others are those of the folded text: carrying them back is not in their times.
//!
//! `wc -w` is a process of its own, over a file, start included; the scalar scan counts words of bytes that are
//! ASCII letters, digits or outside ASCII, and is 1.0 in the tables.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};
use daachorse::charwise::CharwiseDoubleArrayAhoCorasickBuilder;
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use exonym::{Bytes, EntryId, Extractor, Gazetteer, Span, fold};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of text a contender reads in one round, about.
const ROUND_BYTES: usize = 8 << 20;
/// A round of the whole pipeline reads less.
const PIPELINE_BYTES: usize = 1 << 19;
const MIN_ROUNDS: usize = 7;
/// A DFA that would take more is not built.
const DFA_LIMIT: usize = 2 << 30;
/// Automata over more names are not built.
const AUTOMATON_LIMIT: usize = 2_000_000;

fn main() {
    let options = Options::read();
    // `cargo test --benches` runs this as well, and is not about time.
    if !options.bench {
        return;
    }
    let folding = Folding::new();
    let world = Gazetteer::embedded();
    let texts = texts(&world, &folding);
    let mut report = Report::default();
    report.heading(&texts);
    for text in &texts {
        let bare = time_all(&mut without_names(text, &folding), text, &options);
        report.bare(text, &bare);
    }
    for (label, names, gazetteer) in name_sets(&world, &options) {
        eprintln!("{label}: {} names", names.len());
        let mut contenders = with_names(&names, gazetteer, &folding, &options);
        report.sizes(&label, names.len(), &contenders);
        let set: HashSet<&str> = names.iter().map(String::as_str).collect();
        for text in &texts {
            assert_answers(&mut contenders, &set, text);
            let timed = time_all(&mut contenders, text, &options);
            report.names(&label, text, &timed);
        }
    }
    if options.only.is_none() {
        report.stages(&texts, &options);
    }
    print!("{}", report.out);
    if options.write {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md"), &report.out).expect("benches/ is writable");
    }
}

// ---------------------------------------------------------------------------------------------------------------
// exonym: the only place that knows how its matcher is reached.

/// exonym over one gazetteer.
///
/// TO BE SWAPPED: the matcher is not public yet, so this runs the whole pipeline and finds mentions, not names.
struct Exonym {
    extractor: Extractor,
}

impl Exonym {
    /// Whether all names are reported, so that the answers can be compared.
    const REPORTS_NAMES: bool = false;

    fn new(gazetteer: Gazetteer<Bytes>) -> Exonym {
        Exonym { extractor: exonym::ExtractorBuilder::new(gazetteer, exonym::lexicon::Lexicon::embedded()).build() }
    }

    fn gazetteer(&self) -> &Gazetteer<Bytes> {
        &self.extractor.layers().gazetteers()[0]
    }

    /// Calls `found` with every name that was verified in `text` and the sum of its postings, so that all are read.
    fn scan(&mut self, text: &str, mut found: impl FnMut(Span, u64)) {
        for mention in self.extractor.extract(text).mentions {
            found(mention.span, 0);
        }
    }
}

impl Finder for Exonym {
    fn name(&self) -> &str {
        "**exonym** (the whole pipeline)"
    }
    fn count(&mut self, text: &str) -> u64 {
        let (mut names, mut postings) = (0, 0u64);
        self.scan(text, |_, sum| {
            names += 1;
            postings = postings.wrapping_add(sum);
        });
        black_box(postings);
        names
    }
    fn reads_original(&self) -> bool {
        true
    }
    fn index_bytes(&self) -> Option<usize> {
        let bytes = self.gazetteer().sections().iter().filter(|s| is_name_section(&s.tag.to_string())).map(|s| s.range.len()).sum();
        Some(bytes)
    }
    fn exonym(&mut self) -> Option<&mut Exonym> {
        Some(self)
    }
}

// ---------------------------------------------------------------------------------------------------------------
// The contenders.

/// Something that finds names, or words, in a text.
trait Finder {
    /// What it is called in the tables.
    fn name(&self) -> &str;
    /// How many it finds.
    fn count(&mut self, text: &str) -> u64;
    /// Whether it is given the text as it is, not the folded one.
    fn reads_original(&self) -> bool {
        false
    }
    /// Whether its count must be that of the set of strings.
    fn is_exact(&self) -> bool {
        false
    }
    /// What its index takes.
    fn index_bytes(&self) -> Option<usize> {
        None
    }
    /// Itself, if it is exonym.
    fn exonym(&mut self) -> Option<&mut Exonym> {
        None
    }
}

/// A contender that is a function.
struct Plain<F> {
    name: &'static str,
    original: bool,
    exact: bool,
    bytes: Option<usize>,
    count: F,
}

impl<F: FnMut(&str) -> u64> Finder for Plain<F> {
    fn name(&self) -> &str {
        self.name
    }
    fn count(&mut self, text: &str) -> u64 {
        (self.count)(text)
    }
    fn reads_original(&self) -> bool {
        self.original
    }
    fn is_exact(&self) -> bool {
        self.exact
    }
    fn index_bytes(&self) -> Option<usize> {
        self.bytes
    }
}

type Contenders<'a> = Vec<Box<dyn Finder + 'a>>;

/// The contenders that know no names.
fn without_names<'a>(text: &'a Text, folding: &'a Folding) -> Contenders<'a> {
    let plain = |name, count: fn(&str) -> u64| Plain { name, original: true, exact: false, bytes: None, count };
    let mut buffer = String::new();
    let folded = move |text: &str| {
        folding.fold_into(text, &mut buffer, None);
        buffer.len() as u64
    };
    let mut contenders: Contenders<'a> = vec![
        Box::new(plain(SCALAR, scalar_words)),
        Box::new(plain("`unicode_word_indices` alone", |t| t.unicode_word_indices().count() as u64)),
        Box::new(Plain { name: "the folding that is given to the others", original: true, exact: false, bytes: None, count: folded }),
    ];
    if let Some(file) = &text.file {
        contenders.push(Box::new(WordCount { file: file.path().to_owned() }));
    }
    contenders
}

const SCALAR: &str = "scalar scan for words";

/// Byte by byte from the beginning of a word to its end, as one writes it first. The sum makes it know the ends.
fn scalar_words(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let is_word = |b: u8| b >= 0x80 || b.is_ascii_alphanumeric();
    let (mut words, mut ends, mut at) = (0, 0, 0);
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        while at < bytes.len() && is_word(bytes[at]) {
            at += 1;
        }
        words += 1;
        ends ^= at;
    }
    black_box(ends);
    words
}

/// The program `wc -w`, over a file with all documents.
struct WordCount {
    file: std::path::PathBuf,
}

impl WordCount {
    fn run(&self) -> Option<u64> {
        let output = Command::new("wc").arg("-w").arg(&self.file).env("LC_ALL", "C.UTF-8").stderr(Stdio::null()).output().ok()?;
        std::str::from_utf8(&output.stdout).ok()?.split_whitespace().next()?.parse().ok()
    }
}

impl Finder for WordCount {
    fn name(&self) -> &str {
        WC
    }
    /// It is given nothing: it reads its file.
    fn count(&mut self, _: &str) -> u64 {
        self.run().expect("wc ran before")
    }
}

const WC: &str = "`wc -w`, a process";

const CNFA: &str = "aho-corasick, contiguous NFA, delimited";

/// exonym and its rivals over one set of names.
fn with_names<'a>(names: &'a [String], gazetteer: Option<Gazetteer<Bytes>>, folding: &'a Folding, options: &Options) -> Contenders<'a> {
    let mut contenders: Contenders<'a> = vec![Box::new(Plain { name: SCALAR, original: true, exact: false, bytes: None, count: scalar_words })];
    if let Some(gazetteer) = gazetteer {
        contenders.push(Box::new(Exonym::new(gazetteer)));
    }
    let wanted = |name: &str| options.wants(name);
    if names.len() <= AUTOMATON_LIMIT {
        let delimited: Vec<String> = names.iter().map(|n| format!(" {n} ")).collect();
        aho_corasicks(&mut contenders, names, &delimited, folding, &wanted);
        daachorses(&mut contenders, names, &delimited, &wanted);
    }
    fsts(&mut contenders, names, folding);
    contenders.retain(|c| c.name() == SCALAR || c.name() == CNFA || wanted(c.name()));
    contenders
}

fn aho_corasicks<'a>(contenders: &mut Contenders<'a>, names: &[String], delimited: &[String], folding: &'a Folding, wanted: &dyn Fn(&str) -> bool) {
    // Every delimited name begins with a space, so the prefilter would stop at every word; it is slower with it.
    let build = |kind, names: &[String], prefilter| {
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).start_kind(StartKind::Unanchored).prefilter(prefilter);
        builder.build(names).expect("the names fit an automaton")
    };
    let delimited_count = |automaton: &AhoCorasick, text: &str| {
        let (mut found, mut at) = (0, 0);
        while let Some(m) = automaton.find(Input::new(text).span(at..text.len())) {
            found += 1;
            at = m.end() - 1;
        }
        found
    };
    let nfa = std::rc::Rc::new(build(AhoCorasickKind::ContiguousNFA, delimited, false));
    let bytes = Some(nfa.memory_usage());
    let shared = nfa.clone();
    let count = move |text: &str| delimited_count(&nfa, text);
    contenders.push(Box::new(Plain { name: CNFA, original: false, exact: true, bytes, count }));

    let mut buffer = String::new();
    let count = move |text: &str| {
        folding.fold_into(text, &mut buffer, None);
        delimited_count(&shared, &buffer)
    };
    contenders.push(Box::new(Plain { name: "the same, folding included", original: true, exact: true, bytes, count }));

    let name = "aho-corasick, contiguous NFA, checked";
    if wanted(name) {
        let nfa = build(AhoCorasickKind::ContiguousNFA, names, true);
        let bytes = Some(nfa.memory_usage());
        let count = move |text: &str| nfa.find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        contenders.push(Box::new(Plain { name, original: false, exact: false, bytes, count }));
    }

    let name = "aho-corasick, DFA, delimited";
    if wanted(name) && dfa_bytes(delimited) <= DFA_LIMIT {
        let dfa = build(AhoCorasickKind::DFA, delimited, false);
        let bytes = Some(dfa.memory_usage());
        let count = move |text: &str| delimited_count(&dfa, text);
        contenders.push(Box::new(Plain { name, original: false, exact: true, bytes, count }));
    }
}

/// What a DFA of the names, sorted, would take: a state for each distinct prefix, in each a transition for each class of bytes.
fn dfa_bytes(names: &[String]) -> usize {
    let (mut states, mut before) = (0, "");
    let mut bytes = [false; 256];
    for name in names {
        let shared = name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        states += name.len() - shared;
        name.bytes().for_each(|b| bytes[usize::from(b)] = true);
        before = name;
    }
    states * (bytes.iter().filter(|&&b| b).count() + 1).next_power_of_two() * 4
}

fn daachorses(contenders: &mut Contenders<'_>, names: &[String], delimited: &[String], wanted: &dyn Fn(&str) -> bool) {
    let kind = daachorse::MatchKind::LeftmostLongest;
    // Its prefilter gains nothing where every name begins with a space.
    let name = "daachorse, bytewise, delimited";
    if wanted(name) {
        let automaton: DoubleArrayAhoCorasick<u32> =
            DoubleArrayAhoCorasickBuilder::new().match_kind(kind).use_prefilter(false).build(delimited).expect("the names fit an automaton");
        let bytes = Some(automaton.heap_bytes());
        let count = move |text: &str| {
            let (mut found, mut at) = (0, 0);
            while let Some(m) = automaton.leftmost_find_iter(&text[at..]).next() {
                found += 1;
                at += m.end() - 1;
            }
            found
        };
        contenders.push(Box::new(Plain { name, original: false, exact: true, bytes, count }));
    }
    let name = "daachorse, charwise, delimited";
    if wanted(name) {
        let automaton: CharwiseDoubleArrayAhoCorasick<u32> =
            CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(kind).use_prefilter(false).build(delimited).expect("the names fit an automaton");
        let bytes = Some(automaton.heap_bytes());
        let count = move |text: &str| {
            let (mut found, mut at) = (0, 0);
            while let Some(m) = automaton.leftmost_find_iter(&text[at..]).next() {
                found += 1;
                at += m.end() - 1;
            }
            found
        };
        contenders.push(Box::new(Plain { name, original: false, exact: true, bytes, count }));
    }
    let name = "daachorse, bytewise, checked";
    if wanted(name) {
        let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasickBuilder::new().match_kind(kind).build(names).expect("the names fit an automaton");
        let bytes = Some(automaton.heap_bytes());
        let count = move |text: &str| automaton.leftmost_find_iter(text).filter(|m| is_whole(text, m.start(), m.end())).count() as u64;
        contenders.push(Box::new(Plain { name, original: false, exact: false, bytes, count }));
    }
}

/// Whether a match in a folded text begins and ends at word boundaries.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[start - 1] == b' ' && bytes[end] == b' '
}

fn fsts<'a>(contenders: &mut Contenders<'a>, names: &[String], folding: &'a Folding) {
    let set = std::rc::Rc::new(fst::Set::from_iter(names).expect("the names are sorted"));
    let bytes = Some(set.as_fst().as_bytes().len());
    let gated = set.clone();
    let count = move |text: &str| {
        let (mut found, mut at) = (0, 1);
        while at < text.len() {
            match longest(&set, &text.as_bytes()[at..]) {
                Some(len) => {
                    found += 1;
                    at += len + 1;
                }
                None => at += next_word(&text.as_bytes()[at..]),
            }
        }
        found
    };
    contenders.push(Box::new(Plain { name: "fst, walked at every word", original: false, exact: true, bytes, count }));

    let (mut buffer, mut words) = (String::new(), Vec::new());
    let count = move |text: &str| {
        folding.fold_into(text, &mut buffer, Some(&mut words));
        words.iter().filter(|w| w.capital && longest(&gated, &buffer.as_bytes()[w.folded..]).is_some()).count() as u64
    };
    contenders.push(Box::new(Plain { name: "fst, walked at capitals, folding included", original: true, exact: false, bytes, count }));
}

/// The length of the longest name at the beginning of a folded text.
fn longest(set: &fst::Set<Vec<u8>>, text: &[u8]) -> Option<usize> {
    let fst = set.as_fst();
    let mut node = fst.root();
    let mut best = None;
    for (i, &b) in text.iter().enumerate() {
        if b == b' ' && node.is_final() {
            best = Some(i);
        }
        match node.find_input(b) {
            Some(edge) => node = fst.node(node.transition_addr(edge)),
            None => break,
        }
    }
    best
}

fn next_word(text: &[u8]) -> usize {
    text.iter().position(|&b| b == b' ').map_or(text.len(), |i| i + 1)
}

// ---------------------------------------------------------------------------------------------------------------
// Folding for the others: a table, so that it does not slow them down.

/// What a character becomes in a folded text.
#[derive(Clone, Copy)]
enum Folded {
    /// Between words.
    Gap,
    /// Nothing: it vanishes inside a word.
    Nothing,
    /// These letters.
    Letters([u8; 8], u8),
}

/// The folds of all characters of the basic plane, each as [`exonym::fold`] gives it.
struct Folding {
    table: Vec<Folded>,
}

/// A word of a folded text.
struct Word {
    folded: usize,
    start: usize,
    end: usize,
    capital: bool,
}

impl Folding {
    fn new() -> Folding {
        let one = |n: u32| {
            let Some(c) = char::from_u32(n) else { return Folded::Gap };
            let letters = fold(c.encode_utf8(&mut [0; 4]));
            let mut bytes = [0; 8];
            match letters.len() {
                0 if matches!(c, '\'' | '’' | 'ʼ' | 'ʹ' | '`' | '\u{300}'..='\u{36F}') => Folded::Nothing,
                len @ 1..=8 if !letters.contains(' ') => {
                    bytes[..len].copy_from_slice(letters.as_bytes());
                    Folded::Letters(bytes, len as u8)
                }
                _ => Folded::Gap,
            }
        };
        Folding { table: (0..0x1_0000).map(one).collect() }
    }

    /// One space before, between and behind the words. An apostrophe inside a word vanishes, but for that of a
    /// possessive s, which becomes a word; so does the dot of an abbreviation with dots inside.
    fn fold_into(&self, text: &str, out: &mut String, mut words: Option<&mut Vec<Word>>) {
        out.clear();
        if let Some(words) = &mut words {
            words.clear();
        }
        let bytes = text.as_bytes();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let next = |by: usize| bytes.get(at + c.len_utf8() + by).copied().unwrap_or(b' ');
            let folded = match self.table.get(c as usize) {
                Some(Folded::Nothing) if inside && (next(0) != b's' || next(1).is_ascii_alphanumeric()) => continue,
                Some(letters @ Folded::Letters(..)) => *letters,
                _ if c == '.' && inside && next(0).is_ascii_uppercase() => continue,
                _ => Folded::Gap,
            };
            let Folded::Letters(letters, len) = folded else {
                inside = false;
                continue;
            };
            if !inside {
                out.push(' ');
            }
            if let Some(words) = &mut words {
                if !inside {
                    words.push(Word { folded: out.len(), start: at, end: at, capital: c.is_uppercase() });
                }
                words.last_mut().expect("one has begun").end = at + c.len_utf8();
            }
            inside = true;
            out.extend(std::str::from_utf8(&letters[..usize::from(len)]).ok());
        }
        out.push(' ');
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Texts and names.

/// Documents of one kind.
struct Text {
    label: &'static str,
    original: Vec<String>,
    folded: Vec<String>,
    words: Vec<Vec<Word>>,
    /// All of them, for programs that read files.
    file: Option<tempfile::NamedTempFile>,
}

impl Text {
    fn new(label: &'static str, original: Vec<String>, folding: &Folding) -> Text {
        let (mut folded, mut words) = (Vec::new(), Vec::new());
        for document in &original {
            let (mut text, mut list) = (String::new(), Vec::new());
            folding.fold_into(document, &mut text, Some(&mut list));
            folded.push(text);
            words.push(list);
        }
        let file = tempfile::NamedTempFile::new().ok().filter(|f| std::fs::write(f.path(), original.concat()).is_ok());
        let file = file.filter(|f| WordCount { file: f.path().to_owned() }.run().is_some());
        Text { label, original, folded, words, file }
    }

    fn len(&self) -> usize {
        self.original.iter().map(String::len).sum()
    }
}

/// Documents again and again, until there are about so many bytes.
fn repeated(documents: &[String], bytes: usize) -> Vec<String> {
    up_to(documents.iter().cycle(), bytes).cloned().collect()
}

/// Documents from the front, about so many bytes.
fn up_to<'a>(documents: impl Iterator<Item = &'a String>, bytes: usize) -> impl Iterator<Item = &'a String> {
    let mut left = bytes as isize;
    documents.take_while(move |d| {
        left -= d.len() as isize;
        left > 0
    })
}

/// Documents of sentences drawn from a few samples, so that a processor does not know by heart what comes next.
/// The vocabulary stays small, which makes all contenders faster than news does.
fn shuffled(samples: &[String], bytes: usize) -> Vec<String> {
    const SENTENCES: usize = 12;
    let sentences: Vec<&str> = samples.iter().flat_map(|s| s.split_inclusive(['.', '\n'])).map(str::trim).filter(|s| s.len() > 1).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        sentences[(state % sentences.len() as u64) as usize]
    };
    let (mut documents, mut total) = (Vec::new(), 0);
    while total < bytes {
        let document = (0..SENTENCES).map(|_| draw()).collect::<Vec<_>>().join(" ");
        total += document.len();
        documents.push(document);
    }
    documents
}

fn texts(world: &Gazetteer<Bytes>, folding: &Folding) -> Vec<Text> {
    let mut texts = Vec::new();
    let news = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/dev/lgl.jsonl");
    match std::fs::read_to_string(news) {
        Ok(lines) => texts.push(Text::new("English news (LGL)", repeated(&lines.lines().filter_map(text_of).collect::<Vec<_>>(), ROUND_BYTES), folding)),
        Err(_) => eprintln!("no LGL beside the repository: left out"),
    }
    texts.push(Text::new("English samples", shuffled(&samples(&["01", "02", "03", "04", "11", "12", "13"]), ROUND_BYTES), folding));
    texts.push(Text::new("Cyrillic samples", shuffled(&samples(&["05", "06"]), ROUND_BYTES), folding));
    texts.push(Text::new("a dense list of names", dense(world), folding));
    texts
}

fn text_of(line: &str) -> Option<String> {
    let document: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(document["text"].as_str()?.to_owned())
}

fn samples(numbers: &[&str]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the samples are there").map(|e| e.expect("readable").path()).collect();
    files.sort();
    let is_wanted = |p: &&std::path::PathBuf| p.file_name().and_then(|n| n.to_str()).is_some_and(|n| numbers.iter().any(|w| n.starts_with(w)));
    files.iter().filter(is_wanted).map(|p| std::fs::read_to_string(p).expect("UTF-8")).collect()
}

/// Display names from all over the world, a hundred a document, with commas between them.
fn dense(world: &Gazetteer<Bytes>) -> Vec<String> {
    let mut entry = 0;
    let mut next = || {
        entry = (entry + 7919) % world.len() as u32;
        world.name(EntryId(entry)).to_owned()
    };
    let (mut documents, mut bytes) = (Vec::new(), 0);
    while bytes < ROUND_BYTES {
        let document = (0..100).map(|_| next()).collect::<Vec<_>>().join(", ");
        bytes += document.len();
        documents.push(document);
    }
    documents
}

type NameSet = (String, Vec<String>, Option<Gazetteer<Bytes>>);

/// The sets of names, smallest first, each with a gazetteer that holds exactly them.
fn name_sets<'a>(world: &'a Gazetteer<Bytes>, options: &'a Options) -> impl Iterator<Item = NameSet> + 'a {
    let wants = |label: &str| options.names.as_ref().is_none_or(|n| n == label);
    let some = wants("100k").then(|| {
        let step = (world.name_count() / 100_000).max(1);
        let names: Vec<String> = world.all_names().step_by(step).take(100_000).collect();
        let gazetteer = gazetteer_of(&names);
        ("100k".to_owned(), names, gazetteer)
    });
    let all = wants("embedded").then_some("embedded");
    let all = all.into_iter().map(|label| (label.to_owned(), world.all_names().collect(), Some(Gazetteer::embedded())));
    let mapped = options.gazetteer.iter().map(|path| {
        let bytes = std::fs::read(path).expect("the gazetteer file is readable");
        let gazetteer = Gazetteer::open_unverified(bytes).expect("a gazetteer file").into_shared();
        (path.clone(), gazetteer.all_names().collect(), Some(gazetteer))
    });
    some.into_iter().chain(all).chain(mapped)
}

/// A gazetteer with one entry a name.
#[cfg(feature = "compile")]
fn gazetteer_of(names: &[String]) -> Option<Gazetteer<Bytes>> {
    let mut table = String::from("id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n");
    for (i, name) in names.iter().enumerate() {
        let (lat, lon) = (i % 170, i % 359);
        writeln!(table, "n{i}\t{name}\t\tP\tPPL\tUA\t\t{}\t{}\t\t", lat as i32 - 85, lon as i32 - 179).expect("a string grows");
    }
    let mut builder = exonym::compile::GazetteerBuilder::new("some", "1");
    builder.read_table("some", table.as_bytes()).expect("a table as it should be");
    let gazetteer = Gazetteer::open(builder.finish().expect("it fits").0).expect("what was written").into_shared();
    assert_eq!(gazetteer.name_count(), names.len());
    Some(gazetteer)
}

/// Without the build path exonym has no gazetteer of these names alone.
#[cfg(not(feature = "compile"))]
fn gazetteer_of(_: &[String]) -> Option<Gazetteer<Bytes>> {
    eprintln!("without `--features compile` exonym is left out of the small set");
    None
}

// ---------------------------------------------------------------------------------------------------------------
// Answers.

/// Panics where answers differ that should not.
fn assert_answers(contenders: &mut Contenders<'_>, names: &HashSet<&str>, text: &Text) {
    let longest_words = names.iter().map(|n| n.matches(' ').count() + 1).max().unwrap_or(0);
    let found: Vec<Vec<(usize, usize)>> = text.words.iter().zip(&text.folded).map(|(words, folded)| reference(words, folded, names, longest_words)).collect();
    let expected: usize = found.iter().map(Vec::len).sum();
    for contender in contenders.iter_mut() {
        if contender.is_exact() {
            assert_eq!(count(&mut **contender, text), expected as u64, "{} in {}", contender.name(), text.label);
        }
        if let Some(exonym) = contender.exonym().filter(|_| Exonym::REPORTS_NAMES) {
            assert_exonym(exonym, names, text, &found);
        }
    }
}

/// The longest name at each word, from left to right, as a range of words.
fn reference(words: &[Word], folded: &str, names: &HashSet<&str>, longest: usize) -> Vec<(usize, usize)> {
    let end = |i: usize| words.get(i + 1).map_or(folded.len(), |w| w.folded) - 1;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let last = (at..words.len().min(at + longest)).rev().find(|&last| names.contains(&folded[words[at].folded..end(last)]));
        found.extend(last.map(|last| (at, last)));
        at = last.unwrap_or(at) + 1;
    }
    found
}

fn assert_exonym(exonym: &mut Exonym, names: &HashSet<&str>, text: &Text, found: &[Vec<(usize, usize)>]) {
    let (mut comparable, mut missed) = (0, Vec::new());
    for ((document, words), found) in text.original.iter().zip(&text.words).zip(found) {
        let mut spans = HashSet::new();
        exonym.scan(document, |span, _| {
            let key = fold(&document[span.range()]);
            assert!(names.contains(key.as_str()), "{key} is no name");
            spans.insert((span.start, span.end));
        });
        let ends = |start: usize| spans.iter().filter(move |s| s.0 == start).map(|s| s.1).max();
        for &(first, last) in found {
            let spaced = (first..last).all(|i| &document[words[i].end..words[i + 1].start] == " ");
            if words[first].capital && spaced {
                comparable += 1;
                if ends(words[first].start).is_none_or(|end| end < words[last].end) {
                    missed.push(&document[words[first].start..words[last].end]);
                }
            }
        }
    }
    eprintln!("  {}: of {comparable} names at capitals exonym lacks {}", text.label, missed.len());
    assert!(missed.len() * 100 <= comparable, "too many: {:?} …", &missed[..missed.len().min(10)]);
}

// ---------------------------------------------------------------------------------------------------------------
// Time.

struct Options {
    bench: bool,
    write: bool,
    rounds: usize,
    names: Option<String>,
    only: Option<String>,
    gazetteer: Option<String>,
}

impl Options {
    fn read() -> Options {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let has = |name: &str| arguments.iter().any(|a| a == name);
        let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1)).cloned();
        let rounds = value("--rounds").and_then(|n| n.parse().ok()).unwrap_or(MIN_ROUNDS);
        Options {
            bench: has("--bench"),
            write: has("--write"),
            rounds: rounds.max(MIN_ROUNDS),
            names: value("--names"),
            only: value("--only"),
            gazetteer: value("--gazetteer"),
        }
    }

    fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|word| name.contains(word.as_str()))
    }
}

/// A contender's count and median time over a text.
struct Timed {
    name: String,
    found: u64,
    median: Duration,
}

fn count(contender: &mut dyn Finder, text: &Text) -> u64 {
    if contender.name() == WC {
        return contender.count("");
    }
    let documents = if contender.reads_original() { &text.original } else { &text.folded };
    documents.iter().map(|d| contender.count(d)).sum()
}

/// Each contender once a round, so that what else the machine does hits all alike.
fn time_all(contenders: &mut Contenders<'_>, text: &Text, options: &Options) -> Vec<Timed> {
    let mut times = vec![Vec::new(); contenders.len()];
    let mut found = vec![0; contenders.len()];
    for _ in 0..options.rounds {
        for (i, contender) in contenders.iter_mut().enumerate() {
            let start = Instant::now();
            found[i] = black_box(count(&mut **contender, text));
            times[i].push(start.elapsed());
        }
    }
    let mut rows = Vec::new();
    for ((contender, times), found) in contenders.iter().zip(&mut times).zip(found) {
        rows.push(Timed { name: contender.name().to_owned(), found, median: median(times) });
    }
    rows
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The median of each, each run once a round.
fn interleaved(options: &Options, runs: &mut [&mut dyn FnMut()]) -> Vec<Duration> {
    let mut times = vec![Vec::new(); runs.len()];
    for _ in 0..options.rounds {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            run();
            times.push(start.elapsed());
        }
    }
    times.iter_mut().map(|t| median(t)).collect()
}

// ---------------------------------------------------------------------------------------------------------------
// The tables.

#[derive(Default)]
struct Report {
    out: String,
}

impl Report {
    fn line(&mut self, line: impl std::fmt::Display) {
        writeln!(self.out, "{line}").expect("a string grows");
    }

    fn heading(&mut self, texts: &[Text]) {
        self.line("# exonym beside its rivals\n");
        self.line("Written by `cargo bench --features compile --bench rivals -- --write`; what each contender counts is told in `rivals.rs`.");
        self.line("Medians of interleaved rounds in one process, one thread unless said otherwise; MB/s are of the text before folding.\n");
        self.line(format_args!("Machine: {}.", machine()));
        for text in texts {
            self.line(format_args!("* {}: {:.1} MB in {} documents", text.label, text.len() as f64 / 1e6, text.original.len()));
        }
    }

    fn bare(&mut self, text: &Text, rows: &[Timed]) {
        self.line(format_args!("\n## {}: without names\n", text.label));
        self.line("| | found | MB/s | × scalar scan |\n|---|---:|---:|---:|");
        let scalar = rows[0].median;
        for row in rows {
            let speed = megabytes_per_second(text.len(), row.median);
            self.line(format_args!("| {} | {} | {speed:.0} | {:.2} |", row.name, row.found, ratio(scalar, row.median)));
        }
    }

    fn sizes(&mut self, label: &str, names: usize, contenders: &Contenders<'_>) {
        self.line(format_args!("\n## {label}: {names} names\n"));
        self.line("| index | MB | bytes a name |\n|---|---:|---:|");
        for contender in contenders {
            if let Some(bytes) = contender.index_bytes() {
                self.line(format_args!("| {} | {:.1} | {:.1} |", contender.name(), bytes as f64 / 1e6, bytes as f64 / names as f64));
            }
        }
    }

    fn names(&mut self, label: &str, text: &Text, rows: &[Timed]) {
        self.line(format_args!("\n### {label} names, {}\n", text.label));
        self.line("| | found | MB/s | × scalar scan | × aho-corasick NFA |\n|---|---:|---:|---:|---:|");
        let scalar = rows[0].median;
        let rival = rows.iter().find(|r| r.name == CNFA).map(|r| r.median);
        for row in rows {
            let speed = megabytes_per_second(text.len(), row.median);
            let rival = rival.map_or("".to_owned(), |r| format!("{:.2}", ratio(r, row.median)));
            self.line(format_args!("| {} | {} | {speed:.0} | {:.2} | {rival} |", row.name, row.found, ratio(scalar, row.median)));
        }
    }

    /// Opening, matching and extracting, each by itself.
    fn stages(&mut self, texts: &[Text], options: &Options) {
        self.line("\n## Stages, embedded gazetteer\n");
        let mut open = || {
            (0..100).for_each(|_| {
                black_box(Gazetteer::embedded().len());
            });
        };
        let open = interleaved(options, &mut [&mut open])[0];
        self.line(format_args!("Opening: {:.1} µs.\n", open.as_secs_f64() * 1e6 / 100.0));
        self.line("| text | match, MB/s | extract, 1 thread, MB/s | × `wc -w` | extract, 2 threads, MB/s | × 1 thread |\n|---|---:|---:|---:|---:|---:|");
        let extractor = Extractor::embedded();
        let mut exonym = Exonym::new(Gazetteer::embedded());
        for text in texts {
            let documents: Vec<&String> = up_to(text.original.iter(), PIPELINE_BYTES).collect();
            let bytes = documents.iter().map(|d| d.len()).sum();
            let extract = |documents: &[&String]| documents.iter().map(|d| extractor.extract(d).mentions.len()).sum::<usize>();
            let program = text.file.as_ref().map(|f| WordCount { file: f.path().to_owned() });
            let times = interleaved(
                options,
                &mut [
                    &mut || {
                        black_box(documents.iter().map(|d| exonym.count(d)).sum::<u64>());
                    },
                    &mut || {
                        black_box(extract(&documents));
                    },
                    &mut || {
                        let (front, back) = documents.split_at(documents.len() / 2);
                        std::thread::scope(|s| {
                            let other = s.spawn(|| extract(back));
                            black_box(extract(front) + other.join().expect("it ends well"));
                        });
                    },
                    &mut || {
                        black_box(program.as_ref().and_then(WordCount::run));
                    },
                ],
            );
            let [matching, one, two, words] = times[..] else { unreachable!("a time for each") };
            let wc = program.as_ref().map(|_| format!("{:.3}", megabytes_per_second(bytes, one) / megabytes_per_second(text.len(), words)));
            let [matching, first, second] = [matching, one, two].map(|t| megabytes_per_second(bytes, t));
            self.line(format_args!("| {} | {matching:.0} | {first:.1} | {} | {second:.1} | {:.2} |", text.label, wc.unwrap_or_default(), second / first));
        }
    }
}

fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn ratio(base: Duration, time: Duration) -> f64 {
    base.as_secs_f64() / time.as_secs_f64()
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut features: Vec<&str> = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        let known = [
            ("SSE4.2", std::is_x86_feature_detected!("sse4.2")),
            ("AVX2", std::is_x86_feature_detected!("avx2")),
            ("BMI2", std::is_x86_feature_detected!("bmi2")),
            ("AVX-512BW", std::is_x86_feature_detected!("avx512bw")),
        ];
        features.extend(known.iter().filter(|(_, has)| *has).map(|(name, _)| name));
    }
    format!("{cores} cores, {} {}", std::env::consts::ARCH, features.join(", "))
}

/// Whether a section of a gazetteer file belongs to the name index: the names and the filters, not the postings.
fn is_name_section(tag: &str) -> bool {
    tag.starts_with("NAM") || tag.starts_with("FLT")
}
