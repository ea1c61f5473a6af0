//! An explanation, and how it is written: as a sentence, or line by line.

use std::fmt::{self, Display, Formatter};

use crate::gazetteer::PlaceId;
use crate::resolve::{Evidence, Scope};

/// Why the entry of a mention was preferred.
///
/// Displayed as a sentence. With `{:#}`, each reason and each rival is a line, to stand below whatever names the place.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The entry, with its division and country: `Desna, Chernihiv Oblast, UA`.
    pub place: String,
    /// What spoke for it, then what spoke against it, the strongest first.
    pub reasons: Vec<Reason>,
    /// The other candidates that were weighed last, the likeliest first.
    pub rivals: Vec<Rival>,
}

/// A piece of evidence in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Such as `population 6,906`.
    pub words: String,
    /// The rule that spoke, how far it looked, and what it added to the log-odds.
    pub evidence: Evidence,
}

/// A candidate that was not chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Its id.
    pub id: PlaceId,
    /// Its name, with its country, and with its division where the document names the place elsewhere.
    pub place: String,
    /// Its share of the probability, 0 to 1.
    pub share: f32,
    /// How far it lies from the chosen entry.
    pub distance_km: f64,
    /// What it lacks, then what it has over the chosen entry, the most first; weights are the differences in log-odds.
    pub differences: Vec<Reason>,
}

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if f.alternate() { self.write_lines(f) } else { self.write_sentence(f) }
    }
}

impl Explanation {
    fn write_sentence(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        let (against, favour): (Vec<_>, Vec<_>) = self.reasons.iter().partition(|r| r.evidence.weight < 0.0);
        let list = |reasons: Vec<&Reason>| reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if !favour.is_empty() {
            write!(f, ": {}", list(favour))?;
        }
        if !against.is_empty() {
            write!(f, "; against it: {}", list(against))?;
        }
        for (i, rival) in self.rivals.iter().enumerate() {
            let next = if i == 0 { "next: " } else { "" };
            write!(f, "; {next}{}, {} (share {:.2})", rival.place, Away(rival.distance_km), rival.share)?;
            if i == 0 && !rival.differences.is_empty() {
                write!(f, ", {}", Differences(&rival.differences))?;
            }
        }
        f.write_str(if self.rivals.is_empty() { "; nothing else comes near." } else { "." })
    }

    fn write_lines(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for Reason { words, evidence } in &self.reasons {
            writeln!(f, "{:>5}  {:<8}  {words}", Signed(evidence.weight), scope(evidence.scope))?;
        }
        for Rival { id, place, share, distance_km, differences } in &self.rivals {
            write!(f, " next  {share:<8.2}  {place} ({id}), {}", Away(*distance_km))?;
            writeln!(f, "{}{}", if differences.is_empty() { "" } else { ": " }, Differences(differences))?;
        }
        if self.rivals.is_empty() { writeln!(f, "       nothing else comes near") } else { Ok(()) }
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.words, scope(self.evidence.scope), Signed(self.evidence.weight))
    }
}

/// What a rival lacks, and what it has instead.
struct Differences<'r>(&'r [Reason]);

impl Display for Differences<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut lacks = false;
        for (i, Reason { words, evidence }) in self.0.iter().enumerate() {
            let turns = lacks && evidence.weight > 0.0;
            lacks = evidence.weight < 0.0;
            f.write_str(if i == 0 { "" } else { ", " })?;
            f.write_str(if turns { "but " } else { "" })?;
            write!(f, "{words} ({})", Signed(evidence.weight))?;
        }
        Ok(())
    }
}

/// A distance, in kilometres.
struct Away(f64);

impl Display for Away {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 < 1.0 { f.write_str("less than 1 km away") } else { write!(f, "{} km away", Thousands(self.0.round() as u64)) }
    }
}

/// A weight with its sign, in tenths.
struct Signed(f32);

impl Display for Signed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{:.1}", if self.0 < 0.0 { '−' } else { '+' }, self.0.abs()))
    }
}

/// A number whose digits stand in groups of three.
pub(super) struct Thousands(pub u64);

impl Display for Thousands {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (i, digit) in digits.chars().enumerate() {
            let groups = i > 0 && (digits.len() - i).is_multiple_of(3);
            write!(f, "{}{digit}", if groups { "," } else { "" })?;
        }
        Ok(())
    }
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Prior => "prior",
        Scope::Local => "local",
        Scope::Document => "document",
        Scope::Caller => "caller",
    }
}
