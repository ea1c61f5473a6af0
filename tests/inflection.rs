//! The paradigms of place names: every table's own tests, both ways, and what holds of every word.
#![cfg(feature = "compile")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exonym::compile::{read_language, read_neighbours};
use exonym::fold;
use exonym::variant::inflection::{Case, Inflection, Kind, Language, Lemma, Paradigms};
use proptest::prelude::*;

/// The tests that a file holds: of each name, by case or kind, forms with ` / ` between; of a form, names it is not of.
#[derive(serde::Deserialize)]
struct Tests {
    language: String,
    tests: BTreeMap<String, BTreeMap<String, String>>,
    not: BTreeMap<String, String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/inflection")
}

/// The files of languages, without their neighbours.
fn files() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
    let tables = files.filter(|p| p.extension().is_some_and(|e| e == "toml") && !p.ends_with("others.toml"));
    let mut files: Vec<_> = tables.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())).collect();
    files.sort();
    files
}

fn languages() -> Vec<Language> {
    let mut all: Vec<Language> = files().iter().map(|(name, text)| read_language(name, text).unwrap_or_else(|e| panic!("{e}"))).collect();
    let others = std::fs::read_to_string(folder().join("others.toml")).unwrap();
    all.extend(read_neighbours("others.toml", &others).unwrap_or_else(|e| panic!("{e}")));
    all
}

static INFLECTION: LazyLock<Inflection> = LazyLock::new(|| Inflection::new(languages()));
static TESTS: LazyLock<Vec<Tests>> =
    LazyLock::new(|| files().iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"))).collect());

fn undo(paradigms: &Paradigms, form: &str) -> Vec<Lemma> {
    let form = fold(form);
    let words: Vec<&str> = form.split(' ').collect();
    let mut out = Vec::new();
    paradigms.undo_name(&words, &mut out);
    out
}

/// Whether a lemma has the label of a test: a case of the name itself, or what is made of it.
fn is(lemma: &Lemma, label: &str) -> bool {
    match label {
        "adjective" => lemma.form.kind == Kind::Adjective,
        "region" => lemma.form.kind == Kind::Region,
        case => {
            let case = Case::from_name(case).unwrap_or_else(|| panic!("`{case}` is no case"));
            matches!(lemma.form.kind, Kind::Noun | Kind::Attribute) && lemma.form.cases.has(case)
        }
    }
}

/// Every form of the tests: language, name, label, form.
fn forms() -> impl Iterator<Item = (&'static Paradigms, &'static str, &'static str, &'static str)> {
    TESTS.iter().flat_map(|file| {
        let paradigms = INFLECTION.language(&file.language).unwrap();
        let labelled = file.tests.iter().flat_map(|(name, forms)| forms.iter().map(move |(label, forms)| (name, label, forms)));
        labelled.flat_map(move |(name, label, forms)| forms.split(" / ").map(move |form| (paradigms, name.as_str(), label.as_str(), form)))
    })
}

#[test]
fn forms_are_undone() {
    let mut faults = Vec::new();
    for (paradigms, name, label, form) in forms() {
        let lemmas = undo(paradigms, form);
        if !lemmas.iter().any(|l| l.text == fold(name) && is(l, label)) {
            let others: Vec<&str> = lemmas.iter().map(|l| l.text.as_str()).collect();
            faults.push(format!("{}: {form} is {label} of {name}, but is undone to {}", paradigms.code(), others.join(", ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_are_declined() {
    let mut faults = Vec::new();
    for (paradigms, name, label, form) in forms().filter(|(_, name, ..)| !fold(name).contains(' ')) {
        let declined = paradigms.decline(&fold(name));
        let found = declined.iter().any(|(f, text)| *text == fold(form) && is(&Lemma { text: String::new(), form: *f }, label));
        if !found {
            faults.push(format!("{}: {name} has no {label} {form}", paradigms.code()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn declined_forms_are_undone() {
    for (paradigms, name, ..) in forms() {
        for word in fold(name).split(' ') {
            for (form, text) in paradigms.decline(word) {
                let lemmas = undo(paradigms, &text);
                let found = lemmas.iter().any(|l| l.text == word && l.form.kind == form.kind && l.form.cases.and(form.cases) == form.cases);
                assert!(found, "{}: {text} of {word}: {lemmas:?}", paradigms.code());
            }
        }
    }
}

#[test]
fn nothing_else_is_undone() {
    let mut faults = Vec::new();
    for file in TESTS.iter() {
        let paradigms = INFLECTION.language(&file.language).unwrap();
        for (form, names) in &file.not {
            let lemmas = undo(paradigms, form);
            for name in names.split(" / ").filter(|name| lemmas.iter().any(|l| l.text == fold(name))) {
                faults.push(format!("{}: {form} is undone to {name}", file.language));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lemmas_are_few() {
    let mut of_language: BTreeMap<&str, (usize, usize, usize, String)> = BTreeMap::new();
    for (paradigms, _, _, form) in forms().filter(|(.., form)| !fold(form).contains(' ')) {
        let n = undo(paradigms, form).len();
        let (count, sum, most, worst) = of_language.entry(paradigms.code()).or_default();
        (*count, *sum) = (*count + 1, *sum + n);
        if n > *most {
            (*most, *worst) = (n, form.to_owned());
        }
    }
    for (code, (count, sum, most, worst)) in of_language {
        let lemmas: Vec<String> = undo(INFLECTION.language(code).unwrap(), &worst).into_iter().map(|l| l.text).collect();
        println!("{code}: {:.1} lemmas a form, {most} at most ({worst}: {})", sum as f64 / count as f64, lemmas.join(", "));
        assert!(sum <= 8 * count && most <= 20, "{code}");
    }
}

/// Sentences as a reporter would write them, and whether their language is one of ours.
#[rustfmt::skip]
const SENTENCES: &[(&str, &str)] = &[
    ("ru", "Поезд до Нижнего Новгорода задержали на два часа, потому что под Владимиром ремонтировали мост."),
    ("ru", "В Чернигове и Сумах отключили свет"),
    ("uk", "Потяг до Кривого Рогу затримали на дві години, бо біля Полтави ремонтували міст."),
    ("uk", "У Чернігові та Сумах вимкнули світло"),
    ("be", "Цягнік да Гомеля затрымалі на дзве гадзіны, бо каля Віцебска рамантавалі мост."),
    ("be", "У Брэсце адключылі святло"),
    ("pl", "Pociąg do Białegostoku opóźnił się o dwie godziny, bo pod Warszawą naprawiano most."),
    ("pl", "W Katowicach i w Łodzi nie ma prądu"),
    ("cs", "Vlak do Českých Budějovic měl dvě hodiny zpoždění, protože se u Prahy opravoval most."),
    ("hr", "Vlak iz Rijeke kasnio je dva sata jer se kod Karlovca popravlja most, a putnici su čekali."),
    ("sr", "Воз из Новог Сада касни два сата јер се код Београда поправља мост."),
    ("bg", "Влакът от Варна закъсня с два часа, защото край София ремонтираха моста."),
    ("lt", "Traukinys iš Šiaulių vėlavo dvi valandas, nes prie Vilniaus buvo taisomas tiltas."),
    ("lv", "Vilciens no Daugavpils kavējās divas stundas, jo pie Rīgas laboja tiltu."),
    ("", "The train to Warsaw was two hours late because a bridge near Lodz was being repaired."),
    ("de", "Der Zug nach Prag hatte zwei Stunden Verspätung, weil bei Dresden eine Brücke gebaut wurde."),
    ("", "Le train de Varsovie avait deux heures de retard, car on réparait un pont près de Łódź."),
    ("", "El tren de Riga llegó dos horas tarde porque se reparaba un puente cerca de la ciudad."),
    ("", "Il treno per Belgrado era in ritardo di due ore, perché si riparava un ponte."),
    ("", "Kiev'den gelen tren iki saat gecikti, çünkü şehrin yakınında bir köprü onarılıyordu."),
    ("", "O trem de Vilnius atrasou duas horas porque uma ponte estava em obras."),
    ("", "De trein naar Kiev had twee uur vertraging omdat er aan een brug werd gewerkt."),
    ("", "Trenul de la Cernăuți a întârziat două ore pentru că se repara un pod."),
    ("", "Vlak do Popradu meškal dve hodiny, pretože sa pri Košiciach opravoval most."),
    ("", "Το τρένο για το Κίεβο καθυστέρησε δύο ώρες."),
    ("", "去基辅的火车晚点两个小时。"),
    ("", ""),
    ("", "Nis 12, 1999 - OK"),
];

#[test]
fn languages_are_guessed() {
    let faults: Vec<String> = SENTENCES
        .iter()
        .filter_map(|(code, text)| {
            let guess = INFLECTION.guess(text).code.and_then(|code| INFLECTION.language(code)).map_or("", Paradigms::code);
            (guess != *code).then(|| format!("`{text}` is taken for `{guess}`, not `{code}`"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn prepositions_govern() {
    let governs = |code: &str, word: &str, case| INFLECTION.language(code).unwrap().governs(word).has(case);
    assert!(governs("ru", "в", Case::Locative) && governs("ru", "в", Case::Accusative) && !governs("ru", "в", Case::Genitive));
    assert!(governs("uk", "біля", Case::Genitive) && governs("pl", "pod", Case::Instrumental) && governs("lt", "is", Case::Genitive));
    assert!(governs("ru", "дом", Case::Nominative) == governs("ru", "", Case::Nominative));
    assert!(INFLECTION.language("xx").is_none());
}

#[test]
fn tables_survive_being_stored() {
    let languages = languages();
    let stored = serde_json::to_string(&languages).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Language>>(&stored).unwrap(), languages);
    assert!(stored.len() < 400_000, "{} bytes", stored.len());
    println!("{} bytes of JSON", stored.len());
}

#[test]
fn faults_of_tables_are_told() {
    let table = |extra: &str| {
        let head = "language = 'xx'\nscript = 'Latin'\nsource = 's'\nalphabet = 'ab'\nfunction_words = 'a'\nspeakers = 1\ncases = 'nominative genitive'\n";
        read_language("xx.toml", &format!("{head}{extra}")).map(|_| ()).unwrap_err().to_string()
    };
    for (extra, told) in [
        ("colour = 'red'", "unknown field `colour`"),
        ("[[noun]]\nlike = 'Baba'\nendings = 'a'", "has 1 cells, but `cases` names 2"),
        ("[[noun]]\nlike = 'Babo'\nendings = 'a i'", "the class of `Babo` does not take `Babo` itself"),
        ("[[noun]]\nlike = 'Baba'\nafter = 'hrad'\nendings = 'a i'", "`hrad` is neither a letter nor a set"),
        ("[[noun]]\nlike = 'Baba'\nendings = '~a i'", "begins with no plain nominative"),
        ("[prepositions]\nablative = 'in'", "`ablative` is no case"),
        ("[[region]]\nlike = 'Baba Babinsko'\nof = 'o'\nmade = 'insko'", "`Babinsko` does not come from `Baba`"),
    ] {
        let message = table(extra);
        assert!(message.starts_with("xx.toml") && message.contains(told), "{message}");
    }
}

/// What a caller may undo: words near to the tables', and anything at all.
fn any_word() -> impl Strategy<Value = String> {
    prop_oneof!["[а-яіїєўёґј]{0,12}", "[a-zšžčąęółėā]{0,12}", "\\PC{0,12}", "[а-я]{0,5}(ского|щине|ами|овой|ська|owie|iuose)"]
}

proptest! {
    #[test]
    fn any_word_is_undone(word in any_word()) {
        for paradigms in INFLECTION.languages() {
            let mut out = Vec::new();
            paradigms.undo(&word, &mut out);
            prop_assert!(out.len() <= 32, "{}: {} lemmas of {word}", paradigms.code(), out.len());
            for lemma in &out {
                let declined = paradigms.decline(&lemma.text);
                prop_assert!(declined.iter().any(|(form, text)| *text == word && form.kind == lemma.form.kind), "{}: {word} is no form of {lemma:?}", paradigms.code());
            }
            for (_, form) in paradigms.decline(&word) {
                let mut out = Vec::new();
                paradigms.undo(&form, &mut out);
                prop_assert!(out.iter().any(|l| l.text == word), "{}: {form} of {word}", paradigms.code());
            }
        }
    }

    #[test]
    fn any_name_is_undone(words in prop::collection::vec(any_word(), 0..9), text in "\\PC{0,900}") {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for paradigms in INFLECTION.languages() {
            let mut out = Vec::new();
            paradigms.undo_name(&words, &mut out);
            prop_assert!(out.len() <= 32);
        }
        INFLECTION.guess(&text);
    }
}

/// Figures for whoever changes tables or engine: `cargo test --release --features compile --test inflection -- --ignored --nocapture`.
#[test]
#[ignore = "measures"]
fn speed() {
    let stored = serde_json::to_string(&languages()).unwrap();
    let open = || Inflection::new(serde_json::from_str(&stored).unwrap());
    time("open", 5, || drop(open()));
    time("open, all languages ready", 5, || assert!(open().languages().count() > 5));
    for (code, word) in [("ru", "чернигове"), ("ru", "черниговской"), ("uk", "чернігові"), ("pl", "warszawie"), ("lt", "klaipedoje")]
    {
        let (paradigms, mut out) = (INFLECTION.language(code).unwrap(), Vec::new());
        time(word, 2_000, || {
            out.clear();
            paradigms.undo(word, &mut out);
        });
    }
    let (paradigms, mut out) = (INFLECTION.language("ru").unwrap(), Vec::new());
    time("нижнем новгороде", 2_000, || {
        out.clear();
        paradigms.undo_name(&["нижнем", "новгороде"], &mut out);
    });
    for (code, text) in SENTENCES.iter().filter(|(_, text)| text.len() > 60).step_by(3) {
        let long = text.repeat(10);
        time(&format!("guess of `{code}`"), 2_000, || {
            assert_eq!(INFLECTION.guess(&long).code.and_then(|code| INFLECTION.language(code)).map_or("", Paradigms::code), *code)
        });
    }
}

/// Prints the best of ten runs: other programs use the machine too.
fn time(what: &str, times: u32, mut work: impl FnMut()) {
    let runs = (0..10).map(|_| {
        let start = std::time::Instant::now();
        (0..times).for_each(|_| work());
        start.elapsed().as_secs_f64() * 1e6 / f64::from(times)
    });
    println!("{what}: {:.2} µs", runs.fold(f64::INFINITY, f64::min));
}
