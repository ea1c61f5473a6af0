//! How well spellings lead home: every alias of a list of settlements, put in a sentence and looked for.
//!
//!     cargo run --release --features cli --example aliases -- [FILE] [--sample N] [--errors N --errors-of KIND]
//!
//! The file has a settlement a line: `{"name","aliases":[…],"place","region","lat","lon"}`. It lies beside the checkout
//! and not in it; where it is missing the program says so and ends well.

mod rivals;
mod sentences;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{error, fs};

use clap::{Parser, ValueEnum};
use exonym::{Bytes, EntryId, Extractor, Gazetteer, Mention, MentionKind, Point, Worker};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use rivals::{Rivals, is_settlement};
use sentences::{Sentence, Settlement, TEMPLATES};

/// Nearer than this, two points are of one settlement.
const RIGHT_KM: f64 = 5.0;
/// Farther than this, an answer sends its reader to another place.
const FAR_KM: f64 = 30.0;
/// From this score an answer counts as given.
const SURE: f32 = 0.5;
/// How many of the candidates are looked at.
const FIRST_FEW: usize = 3;
const METHODS: [&str; 4] = ["exonym", "folded look-up", "Damerau-Levenshtein ≤ 2", "Jaro-Winkler ≥ 0.9"];

#[derive(Parser)]
struct Options {
    /// Settlements, one a line
    #[arg(default_value = "../shared/eval/dev/aliases-a.jsonl")]
    file: PathBuf,
    /// Use one template, 1 to 4, for all aliases
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=TEMPLATES as i64))]
    template: Option<u8>,
    /// Take that many settlements
    #[arg(long)]
    sample: Option<usize>,
    /// Which ones a sample takes
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Print that many failures, and no table
    #[arg(long)]
    errors: Option<usize>,
    /// Print those of one kind
    #[arg(long)]
    errors_of: Option<Failure>,
    /// Print those that a folded look-up does not find
    #[arg(long)]
    not_folded: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Failure {
    /// A held settlement: no place was found
    Missed,
    /// A held settlement: the right place is among the first three, and not first
    Below,
    /// A held settlement: the right place is not among the first three
    Elsewhere,
    /// One that is not held: placed with score 0.5 or more, and far away
    Invented,
}

/// What a method makes of an alias.
#[derive(Clone, Copy, Default)]
struct Verdict {
    answered: bool,
    /// The first answer is right.
    first: bool,
    /// One of the first three is.
    among: bool,
    /// Given as sure, and far away.
    far: bool,
    time: Duration,
}

/// An alias, and what became of it.
struct Trial<'s> {
    settlement: &'s Settlement,
    alias: &'s str,
    sentence: Sentence,
    /// A settlement of this name, or of another alias, is in the gazetteer, at the right point.
    strict: bool,
    /// Any settlement is, at the right point.
    wide: bool,
    /// A folded look-up gives an entry at the right point.
    folded: bool,
    /// No other settlement of the file has the alias in this region, so that the sentence says which is meant.
    alone: bool,
    verdicts: [Verdict; METHODS.len()],
    /// The first method's answer.
    mention: Option<Mention>,
}

impl Trial<'_> {
    fn failure(&self) -> Option<Failure> {
        let verdict = self.verdicts[0];
        match self.strict {
            false => (!self.wide && verdict.far).then_some(Failure::Invented),
            true if verdict.first => None,
            true if !verdict.answered => Some(Failure::Missed),
            true => Some(if verdict.among { Failure::Below } else { Failure::Elsewhere }),
        }
    }
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let options = Options::parse();
    if !options.file.is_file() {
        println!("skipped: {} is not there", options.file.display());
        return Ok(());
    }
    let mut settlements: Vec<Settlement> = fs::read_to_string(&options.file)?.lines().map(Settlement::parse).collect::<Result<_, _>>()?;
    if let Some(n) = options.sample {
        settlements.sort_by_cached_key(|s| xxh3_64_with_seed(format!("{} {} {}", s.name, s.lat, s.lon).as_bytes(), options.seed));
        settlements.truncate(n);
    }

    let gazetteer = Gazetteer::embedded();
    let rivals = Rivals::new(&gazetteer);
    let extractor = Extractor::embedded();
    let shares = count_shares(&settlements);
    let bench = Bench { gazetteer: &gazetteer, rivals: &rivals, shares: &shares, template: options.template.map(usize::from) };
    let tried: Vec<Vec<Trial>> = settlements.par_iter().map_init(|| extractor.worker(), |worker, s| bench.try_all(s, worker)).collect();

    match options.errors {
        Some(n) => {
            let wanted = |t: &&Trial| t.failure().is_some_and(|f| options.errors_of.is_none_or(|of| of == f)) && !(options.not_folded && t.folded);
            tried.iter().flatten().filter(wanted).take(n).for_each(print_failure);
        }
        None => print_tables(&tried),
    }
    Ok(())
}

/// What every trial needs.
struct Bench<'b> {
    gazetteer: &'b Gazetteer<Bytes>,
    rivals: &'b Rivals<'b>,
    shares: &'b Shares<'b>,
    template: Option<usize>,
}

impl Bench<'_> {
    fn try_all<'s>(&self, settlement: &'s Settlement, worker: &mut Worker) -> Vec<Trial<'s>> {
        let (gazetteer, truth) = (self.gazetteer, settlement.point());
        let right = |e: &EntryId| gazetteer.point(*e).distance_km(truth) <= RIGHT_KM;
        // Where only the neighbourhood of a settlement is known, its point may lie near by chance.
        let is_pinned = |e: &EntryId| gazetteer.radius_km(*e).is_none_or(|km| km <= RIGHT_KM);
        let home = |spelling: &String| gazetteer.search(spelling).iter().any(|e| right(e) && is_settlement(gazetteer, *e) && is_pinned(e));
        let wide = gazetteer.within(truth, RIGHT_KM).iter().any(|n| is_settlement(gazetteer, n.entry) && is_pinned(&n.entry));
        let strict = home(&settlement.name) || settlement.aliases.iter().any(home);
        let division = self.rivals.division(&settlement.region);
        let aliases = settlement.aliases.iter().map(|alias| {
            let sentence = Sentence::new(alias, settlement, self.template);
            let (verdict, mention) = ours(worker, &sentence, truth);
            let rival = |rank: &dyn Fn() -> Vec<EntryId>| self.rival(rank, truth);
            let verdicts = [
                verdict,
                rival(&|| self.rivals.folded(alias, division)),
                rival(&|| self.rivals.edits(alias, division)),
                rival(&|| self.rivals.likeness(alias, division)),
            ];
            let folded = gazetteer.search(alias).iter().any(|e| right(e) && is_pinned(e));
            let alone = self.shares.get(&(&*settlement.region, &**alias)).is_none_or(|&n| n == 1);
            Trial { settlement, alias, sentence, strict, wide, folded, alone, verdicts, mention }
        });
        aliases.collect()
    }

    fn rival(&self, rank: &dyn Fn() -> Vec<EntryId>, truth: Point) -> Verdict {
        let start = Instant::now();
        let ranked = rank();
        let time = start.elapsed();
        let points: Vec<Point> = ranked.iter().map(|&e| self.gazetteer.point(e)).collect();
        let reach = ranked.first().and_then(|&e| self.gazetteer.radius_km(e));
        Verdict { time, ..judge(&points, reach, true, truth) }
    }
}

/// The mention that covers most of the alias, and what it is worth.
fn ours(worker: &mut Worker, sentence: &Sentence, truth: Point) -> (Verdict, Option<Mention>) {
    let start = Instant::now();
    let document = worker.extract(&sentence.text);
    let time = start.elapsed();
    let overlap = |m: &Mention| m.span.end.min(sentence.alias.end).saturating_sub(m.span.start.max(sentence.alias.start));
    let mention = document.mentions.into_iter().filter(|m| m.kind == MentionKind::Place && overlap(m) > 0).max_by_key(overlap);
    let verdict = mention.as_ref().and_then(|m| Some((m, m.place.as_ref()?))).map_or(Verdict::default(), |(mention, place)| {
        let points: Vec<Point> = std::iter::once(place.point).chain(mention.candidates.iter().skip(1).map(|c| c.point)).collect();
        judge(&points, place.precision_km, mention.score >= SURE, truth)
    });
    (Verdict { time, ..verdict }, mention)
}

/// Judges an answer by its points, the first of which reaches so far.
fn judge(points: &[Point], reach: Option<f64>, sure: bool, truth: Point) -> Verdict {
    let right = |p: &Point| p.distance_km(truth) <= RIGHT_KM;
    let far = points.first().is_some_and(|p| p.distance_km(truth) > reach.unwrap_or(0.0).max(FAR_KM));
    Verdict {
        answered: !points.is_empty(),
        first: points.first().is_some_and(right),
        among: points.iter().take(FIRST_FEW).any(right),
        far: sure && far,
        time: Duration::ZERO,
    }
}

/// How many settlements of the file a region has under an alias.
type Shares<'s> = HashMap<(&'s str, &'s str), usize>;

fn count_shares(settlements: &[Settlement]) -> Shares<'_> {
    let mut shares = Shares::new();
    for settlement in settlements {
        for alias in &settlement.aliases {
            *shares.entry((&settlement.region, alias)).or_default() += 1;
        }
    }
    shares
}

fn print_tables(tried: &[Vec<Trial>]) {
    let trials: Vec<&Trial> = tried.iter().flatten().collect();
    let settlements = |of: fn(&Trial) -> bool| tried.iter().filter(|t| t.first().is_some_and(of)).count();
    let (strictly, widely) = (settlements(|t| t.strict), settlements(|t| t.wide));
    println!("{} settlements, {strictly} held strictly, {widely} widely; {} aliases\n", tried.len(), trials.len());
    type Choice = fn(&Trial) -> bool;
    let groups: [(&str, Choice); 7] = [
        ("held strictly", |t| t.strict),
        ("held strictly, not found by folding", |t| t.strict && !t.folded),
        ("held strictly, one of that name in the region", |t| t.strict && t.alone),
        ("held widely", |t| t.wide),
        ("held widely, not found by folding", |t| t.wide && !t.folded),
        ("not held strictly", |t| !t.strict),
        ("not held widely", |t| !t.wide),
    ];
    println!("| settlements | aliases | method | first | in the first three | wrong | no answer | far |");
    println!("|---|--:|---|--:|--:|--:|--:|--:|");
    for (group, choice) in groups {
        let chosen: Vec<&Trial> = trials.iter().copied().filter(|t| choice(t)).collect();
        for (method, name) in METHODS.iter().enumerate() {
            let share = |of: fn(&Verdict) -> bool| percent(chosen.iter().filter(|t| of(&t.verdicts[method])).count(), chosen.len());
            let (first, among) = (share(|v| v.first), share(|v| v.among));
            let (wrong, none, far) = (share(|v| v.answered && !v.first), share(|v| !v.answered), share(|v| v.far));
            println!("| {group} | {} | {name} | {first} | {among} | {wrong} | {none} | {far} |", chosen.len());
        }
    }
    println!("\nRight: within {RIGHT_KM} km. Held strictly: a settlement whose own point is known is there and has one of the\nnames; widely: any is.");
    println!("Far: more than {FAR_KM} km off, and than the place reaches; of exonym's answers those with score {SURE} or more.");

    println!("\n| template | aliases, held strictly | exonym first | no answer |\n|--:|--:|--:|--:|");
    for template in 1..=TEMPLATES {
        let chosen: Vec<&&Trial> = trials.iter().filter(|t| t.strict && t.sentence.template == template).collect();
        let share = |of: fn(&Verdict) -> bool| percent(chosen.iter().filter(|t| of(&t.verdicts[0])).count(), chosen.len());
        println!("| {template} | {} | {} | {} |", chosen.len(), share(|v| v.first), share(|v| !v.answered));
    }

    println!("\n| method | µs an alias |\n|---|--:|");
    for (method, name) in METHODS.iter().enumerate() {
        let total: Duration = trials.iter().map(|t| t.verdicts[method].time).sum();
        println!("| {name} | {:.1} |", total.as_secs_f64() * 1e6 / trials.len().max(1) as f64);
    }
}

fn percent(n: usize, of: usize) -> String {
    format!("{:.1} %", 100.0 * n as f64 / of.max(1) as f64)
}

fn print_failure(trial: &Trial) {
    let (truth, kind) = (trial.settlement.point(), trial.failure().and_then(|f| f.to_possible_value()));
    let kind = kind.map_or(String::new(), |k| k.get_name().to_owned());
    let folded = if trial.folded { "" } else { ", not found by folding" };
    println!("{} — {kind}{folded}", trial.alias);
    println!("    {}", trial.sentence.text);
    let Settlement { name, aliases, region, lat, lon, .. } = trial.settlement;
    println!("    is {name} ({}), {region}, {lat} {lon}", aliases.join(", "));
    let Some((mention, place)) = trial.mention.as_ref().and_then(|m| Some((m, m.place.as_ref()?))) else { return };
    let variant = mention.variant.as_ref().map_or("-".to_owned(), |v| format!("{:?}", v.rule).to_lowercase());
    let admin1 = place.admin1.as_deref().unwrap_or("-");
    let (distance, score) = (place.point.distance_km(truth), mention.score);
    println!("    “{}” was {} {}, {admin1}, {distance:.0} km off, score {score:.2}, {variant}", mention.text, place.id, place.name);
    for candidate in mention.candidates.iter().take(FIRST_FEW) {
        let evidence: Vec<String> = candidate.evidence.iter().map(|e| format!("{:?} {:+.1}", e.rule, e.weight)).collect();
        println!("      {:.2} {} {} ({:.0} km): {}", candidate.score, candidate.id, candidate.name, candidate.point.distance_km(truth), evidence.join(", "));
    }
}
