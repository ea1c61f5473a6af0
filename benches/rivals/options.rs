//! The arguments of the benchmark.

/// Fewer rounds make no median.
const MIN_ROUNDS: usize = 7;

/// What is asked for.
pub struct Options {
    /// `--write`: also put the tables into `benches/README.md`.
    pub write: bool,
    /// `--rounds N`: at least seven.
    pub rounds: usize,
    /// `--gazetteer FILE`, again and again: more sets of names, each labelled by the name of its file.
    pub gazetteers: Vec<String>,
    /// `--names LABEL`: one set of names only, `100k`, `embedded` or that of a file.
    names: Option<String>,
    /// `--only WORD`: contenders with that word in their names.
    only: Option<String>,
}

impl Options {
    /// Reads them; nothing where the program is run as a test.
    pub fn read() -> Option<Options> {
        let mut arguments = std::env::args().skip(1);
        let mut options = Options { write: false, rounds: MIN_ROUNDS, gazetteers: Vec::new(), names: None, only: None };
        let mut bench = false;
        let mut unknown = None;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} wants a value"));
            match argument.as_str() {
                "--bench" => bench = true,
                "--write" => options.write = true,
                "--rounds" => options.rounds = value().parse::<usize>().expect("--rounds wants a number").max(MIN_ROUNDS),
                "--gazetteer" => options.gazetteers.push(value()),
                "--names" => options.names = Some(value()),
                "--only" => options.only = Some(value()),
                _ => unknown = Some(argument),
            }
        }
        if !bench {
            return None;
        }
        assert!(unknown.is_none(), "no such argument: {}", unknown.unwrap_or_default());
        assert!(!options.write || options.is_whole(), "--write wants the whole: neither --names nor --only");
        Some(options)
    }

    /// Whether a contender is asked for.
    pub fn wants(&self, contender: &str) -> bool {
        self.only.as_ref().is_none_or(|word| contender.contains(word.as_str()))
    }

    /// Whether a set of names is asked for.
    pub fn wants_set(&self, label: &str) -> bool {
        self.names.as_ref().is_none_or(|name| name == label)
    }

    /// Whether no contender is left out, so that those without names and the stages have their place too.
    pub fn wants_all_contenders(&self) -> bool {
        self.only.is_none()
    }

    /// Whether nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.names.is_none() && self.only.is_none()
    }
}
