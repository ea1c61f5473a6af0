//! `exonym build`, `exonym build-lexicon`, `exonym build-variants` and `exonym learn-costs`.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clap::Args;
use exonym::compile::{ActorsBuilder, GazetteerBuilder, LexiconBuilder, VariantsBuilder, check_writable, learn_costs, temporary_of, write_atomically};
use exonym::{CountryCode, Error, Gazetteer, Result};
use indicatif::{ProgressBar, ProgressBarIter, ProgressStyle};

use crate::report::complain;

#[derive(Args)]
#[command(after_help = "A table of your own needs only --table; its columns are explained in data/curated/SCHEMA.md.\n\
    Laid over another gazetteer (--gazetteer), its entries are added; one with the id of an entry below overrides that entry;\n\
    a row with an id and the class `hide` hides that entry.\n\
    Exit status: 0 the file is written; 2 it is not, and what stood there is untouched; 130 interrupted.\n\
    Example: exonym build --name acme --table depots.tsv --output acme.exo")]
pub struct BuildArgs {
    /// Name of the gazetteer; also the prefix of the ids of its own entries
    #[arg(long)]
    name: String,
    /// Version, for saying what answered
    #[arg(long, default_value = "1")]
    data_version: String,
    /// GeoNames table of places (allCountries.txt, cities500.txt, UA.txt)
    #[arg(long, value_name = "FILE")]
    geonames: Vec<PathBuf>,
    /// GeoNames alternateNamesV2.txt
    #[arg(long, value_name = "FILE")]
    alternate_names: Vec<PathBuf>,
    /// GeoNames admin1CodesASCII.txt
    #[arg(long, value_name = "FILE")]
    admin1: Vec<PathBuf>,
    /// GeoNames admin2Codes.txt
    #[arg(long, value_name = "FILE")]
    admin2: Vec<PathBuf>,
    /// GeoNames countryInfo.txt
    #[arg(long, value_name = "FILE")]
    country_info: Vec<PathBuf>,
    /// GeoNames hierarchy.txt
    #[arg(long, value_name = "FILE")]
    hierarchy: Vec<PathBuf>,
    /// ISO 3166-2 codes and their GeoNames ids, two columns
    #[arg(long, value_name = "FILE")]
    iso_codes: Vec<PathBuf>,
    /// Curated table
    #[arg(long, value_name = "FILE")]
    table: Vec<PathBuf>,
    /// Words that stand for each other in names, two columns
    #[arg(long, value_name = "FILE")]
    name_parts: Vec<PathBuf>,
    /// A source and its licence for the provenance: "GeoNames cities500=CC BY 4.0"
    #[arg(long, value_name = "TITLE=LICENCE")]
    source: Vec<String>,
    /// Where the file goes; written whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Divide the gazetteer: how names lead to entries goes to this second file
    #[arg(long, value_name = "FILE")]
    names_output: Option<PathBuf>,
}

pub fn build(args: &BuildArgs) -> Result<ExitCode> {
    let outputs = || args.names_output.iter().chain([&args.output]);
    let ending = remove_when_interrupted(outputs())?;
    outputs().try_for_each(|path| check_writable(path))?;
    let mut builder = GazetteerBuilder::new(&args.name, &args.data_version);
    for source in &args.source {
        let (title, licence) = source.split_once('=').ok_or_else(|| Error::message(format!("--source `{source}`: write TITLE=LICENCE")))?;
        builder.source(title, licence);
    }
    type Read = fn(&mut GazetteerBuilder, &str, Input) -> Result<()>;
    let steps: [(&[PathBuf], Read); 9] = [
        (&args.name_parts, |b, o, i| b.read_name_parts(o, i)),
        (&args.country_info, |b, o, i| b.read_country_info(o, i)),
        (&args.admin1, |b, o, i| b.read_admin1(o, i)),
        (&args.admin2, |b, o, i| b.read_admin2(o, i)),
        (&args.iso_codes, |b, o, i| b.read_iso_codes(o, i)),
        (&args.hierarchy, |b, o, i| b.read_hierarchy(o, i)),
        (&args.geonames, |b, o, i| b.read_places(o, i)),
        (&args.alternate_names, |b, o, i| b.read_alternate_names(o, i)),
        (&args.table, |b, o, i| b.read_table(o, i)),
    ];
    let progress = Progress::new();
    for (files, read) in steps {
        for file in files {
            let input = progress.open(file)?;
            read(&mut builder, &file.display().to_string(), input)?;
        }
    }
    let written = builder.write(&args.output, args.names_output.as_deref(), |stage| progress.stage(stage));
    let _ending = ending.lock();
    let report = written?;
    progress.finish();
    for warning in &report.warnings {
        complain(format_args!("warning: {warning}"));
    }
    complain(format_args!("{}: {} entries, warnings: {}", args.output.display(), report.entries, report.warnings.len()));
    Ok(ExitCode::SUCCESS)
}

/// A source file that moves a bar as it is read.
type Input = BufReader<ProgressBarIter<File>>;

/// Bytes read of each source, then the stages of the build; shown on terminals only.
struct Progress {
    bar: ProgressBar,
}

impl Progress {
    fn new() -> Progress {
        // indicatif draws nothing where standard error is no terminal.
        Progress { bar: ProgressBar::new(0) }
    }

    fn open(&self, path: &Path) -> Result<Input> {
        let file = File::open(path).map_err(|e| Error::io("open", path, e))?;
        self.bar.set_style(ProgressStyle::with_template("{bar:30} {percent:>3} %  {bytes_per_sec}  {eta}  {msg}").expect("a valid template"));
        self.bar.reset();
        self.bar.set_length(file.metadata().map_or(0, |m| m.len()));
        self.bar.set_message(path.display().to_string());
        Ok(BufReader::with_capacity(1 << 20, self.bar.wrap_read(file)))
    }

    fn stage(&self, what: &'static str) {
        self.bar.set_style(ProgressStyle::with_template("{spinner} {elapsed}  {msg}").expect("a valid template"));
        self.bar.reset();
        self.bar.set_message(what);
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// On Ctrl-C, SIGTERM or SIGHUP, ends with status 130 and leaves no temporary file behind. What it returns is locked from
/// then on, so that a build whose temporary file is taken away does not end first, with a complaint.
fn remove_when_interrupted<'a>(outputs: impl Iterator<Item = &'a PathBuf>) -> Result<Arc<Mutex<()>>> {
    let ending = Arc::new(Mutex::new(()));
    let held = Arc::clone(&ending);
    let temporaries: Vec<PathBuf> = outputs.filter_map(|path| temporary_of(path)).collect();
    let remove = move || {
        let _held = held.lock();
        for file in &temporaries {
            // Mostly there is none yet.
            let _ = std::fs::remove_file(file);
        }
        std::process::exit(130);
    };
    ctrlc::set_handler(remove).map_err(|e| Error::message(format!("cannot wait for interrupts: {e}")))?;
    Ok(ending)
}

fn open(path: &Path) -> Result<BufReader<File>> {
    File::open(path).map(BufReader::new).map_err(|e| Error::io("open", path, e))
}

/// What faults of a file are told of.
fn origin(path: &Path) -> String {
    path.display().to_string()
}

/// Writes a file, and says how large it is.
fn put(output: &Path, bytes: &[u8]) -> Result<ExitCode> {
    write_atomically(output, bytes)?;
    complain(format_args!("{}: {} bytes", output.display(), bytes.len()));
    Ok(ExitCode::SUCCESS)
}

#[derive(Args)]
pub struct LexiconArgs {
    /// Words with frequencies as word, given name and surname (0-255), four columns
    #[arg(long, value_name = "FILE")]
    words: Vec<PathBuf>,
    /// Cue words, see data/lexicon/cues.tsv
    #[arg(long, value_name = "FILE")]
    cues: Vec<PathBuf>,
    /// Words that tell where a text is at home, see data/lexicon/homes.tsv
    #[arg(long, value_name = "FILE")]
    homes: Vec<PathBuf>,
    /// Where the file goes; written whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub fn build_lexicon(args: &LexiconArgs) -> Result<ExitCode> {
    let mut builder = LexiconBuilder::new();
    for path in &args.words {
        builder.read_words(&origin(path), open(path)?)?;
    }
    for path in &args.cues {
        builder.read_cues(&origin(path), open(path)?)?;
    }
    for path in &args.homes {
        builder.read_homes(&origin(path), open(path)?)?;
    }
    put(&args.output, &builder.finish()?)
}

#[derive(Args)]
pub struct ActorsArgs {
    /// The folder of tables: persons/, bodies/ and grammar/, see data/actors/SCHEMA.md
    #[arg(long, value_name = "FOLDER")]
    tables: PathBuf,
    /// Version, for saying what answered
    #[arg(long, default_value = "1")]
    data_version: String,
    /// Where the file goes; written whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

/// Reads a table of the grammar, whose name is told of faults.
type ReadTable = fn(&mut ActorsBuilder, &str, BufReader<File>) -> Result<()>;

pub fn build_actors(args: &ActorsArgs) -> Result<ExitCode> {
    let mut builder = ActorsBuilder::new();
    let grammar = |name: &str| args.tables.join("grammar").join(name);
    let readers: [(&str, ReadTable); 8] = [
        ("cases.tsv", ActorsBuilder::read_cases),
        ("name_words.tsv", ActorsBuilder::read_name_words),
        ("countries.tsv", ActorsBuilder::read_countries),
        ("institutions.tsv", ActorsBuilder::read_institutions),
        ("titles.tsv", ActorsBuilder::read_titles),
        ("modifiers.tsv", ActorsBuilder::read_modifiers),
        ("demonyms.tsv", ActorsBuilder::read_demonyms),
        ("sectors.tsv", ActorsBuilder::read_sectors),
    ];
    for (name, read) in readers {
        let path = grammar(name);
        read(&mut builder, &origin(&path), open(&path)?)?;
    }
    for path in files_of(&args.tables.join("persons"), "tsv")? {
        builder.read_persons(&origin(&path), open(&path)?)?;
    }
    for path in files_of(&args.tables.join("bodies"), "tsv")? {
        builder.read_bodies(&origin(&path), open(&path)?)?;
    }
    put(&args.output, &builder.finish(args.data_version.trim())?)
}

#[derive(Args)]
pub struct VariantsArgs {
    /// Costs of replacing chunks of letters, see data/variants/costs.tsv
    #[arg(long, value_name = "FILE")]
    costs: Vec<PathBuf>,
    /// Parts of names that are translated, see data/variants/parts.tsv
    #[arg(long, value_name = "FILE")]
    parts: Vec<PathBuf>,
    /// Languages of names, see data/variants/languages.tsv
    #[arg(long, value_name = "FILE")]
    languages: Vec<PathBuf>,
    /// A folder of standards of romanization, see data/romanization/README.md
    #[arg(long, value_name = "FOLDER")]
    romanization: Option<PathBuf>,
    /// What names are called in related languages, see data/variants/counterparts.toml
    #[arg(long, value_name = "FILE")]
    counterparts: Vec<PathBuf>,
    /// A folder of paradigms, see data/inflection/README.md
    #[arg(long, value_name = "FOLDER")]
    inflection: Option<PathBuf>,
    /// Where the file goes; written whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

/// The TOML files of a folder in the order of their names, with their texts.
fn toml_files(folder: Option<&Path>) -> Result<Vec<(String, String)>> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let read = |path: PathBuf| Ok((path.display().to_string(), std::fs::read_to_string(&path).map_err(|e| Error::io("read", &path, e))?));
    files_of(folder, "toml")?.into_iter().map(read).collect()
}

/// The files of a folder that end so, in the order of their names.
fn files_of(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let listed = std::fs::read_dir(folder).and_then(|files| files.map(|file| Ok(file?.path())).collect::<std::io::Result<Vec<_>>>());
    let mut paths = listed.map_err(|e| Error::io("list", folder, e))?;
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}

pub fn build_variants(args: &VariantsArgs) -> Result<ExitCode> {
    let mut builder = VariantsBuilder::new();
    for path in &args.costs {
        builder.read_costs(&origin(path), open(path)?)?;
    }
    for path in &args.parts {
        builder.read_parts(&origin(path), open(path)?)?;
    }
    for path in &args.languages {
        builder.read_languages(&origin(path), open(path)?)?;
    }
    for (origin, text) in toml_files(args.romanization.as_deref())? {
        builder.read_standard(&origin, &text)?;
    }
    for path in &args.counterparts {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io("read", path, e))?;
        builder.read_counterparts(&origin(path), &text)?;
    }
    for (origin, text) in toml_files(args.inflection.as_deref())? {
        builder.read_language(&origin, &text, origin.ends_with("others.toml"))?;
    }
    put(&args.output, &builder.finish()?)
}

#[derive(Args)]
pub struct CostsArgs {
    /// ISO 3166-1 codes of the countries whose places are learned from
    #[arg(long, value_name = "CC", required = true, value_delimiter = ',')]
    countries: Vec<String>,
    /// Where the table goes; written whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub fn learn(args: &CostsArgs) -> Result<ExitCode> {
    let country = |code: &String| CountryCode::new(code).ok_or_else(|| Error::message(format!("`{code}` is not an ISO 3166-1 code: two capital letters")));
    let countries = args.countries.iter().map(country).collect::<Result<Vec<_>>>()?;
    let mut table = format!(
        "# What it costs, in log-odds, that one chunk of letters stands for another: learned from the Latin names of the places of {}\n\
         # by `exonym learn-costs`. ^ and $ mark letters at the beginning and the end\n# of a word; a blank is written _, nothing -. From the gazetteer's sources (CC BY 4.0).\n",
        args.countries.join(" ")
    );
    for (from, to, cost) in learn_costs(&Gazetteer::embedded(), &countries) {
        table += &format!("{from}\t{to}\t{cost}\n");
    }
    write_atomically(&args.output, table.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
