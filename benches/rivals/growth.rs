//! How exonym's time grows with the names.

use crate::name_set::{EMBEDDED, NameSet};
use crate::ours;
use crate::report::Report;
use crate::texts::Text;
use crate::timing::{medians, megabytes_per_second, ratio};

/// Adds the table: exonym over each text with each set of names, the sets in turn in every round.
pub fn measure(report: &mut Report, sets: &[NameSet], texts: &[Text], rounds: usize) {
    report.line("\n## Growth: exonym's time by the number of names\n");
    report.line("The same text with more names; there is more to find then, and a name means more. Times relative to the");
    report.line("embedded names, and to the next smaller set.\n");
    report.line("| text | names | found | meanings | MB/s | time × embedded | time × next smaller |\n|---|---|---:|---:|---:|---:|---:|");
    for text in texts {
        let mut contenders: Vec<_> = sets.iter().map(|set| ours::contender(&set.gazetteer)).collect();
        let found: Vec<u64> = contenders.iter_mut().map(|contender| contender.count(text)).collect();
        let mut runs: Vec<_> = contenders.iter_mut().map(|contender| || contender.count(text)).collect();
        let times = medians(rounds, &mut runs);
        let embedded = sets.iter().position(|set| set.label == EMBEDDED).map(|i| times[i]);
        for (i, (set, &time)) in sets.iter().zip(&times).enumerate() {
            let smaller = i.checked_sub(1).map(|smaller| times[smaller]);
            let [embedded, smaller] = [embedded, smaller].map(|other| other.map_or(String::new(), |other| format!("{:.2}", ratio(time, other))));
            let meanings = ours::count_meanings(&set.gazetteer, &text.original);
            let speed = megabytes_per_second(text.len, time);
            report.line(format_args!("| {} | {} | {} | {meanings} | {speed:.0} | {embedded} | {smaller} |", text.label, set.label, found[i]));
        }
    }
}
