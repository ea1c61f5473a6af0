//! What is known of a document when actors are looked for.

use crate::actor::Actors;
use crate::document::{Mention, MentionKind};
use crate::gazetteer::{CountryCode, Date, FeatureClass, PlaceId};
use crate::recognize::{Context, Usage};

/// A place name of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceName {
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    /// The mention.
    pub mention: usize,
    pub country: Option<CountryCode>,
    /// It is a country, or its people.
    pub is_country: bool,
    /// It is the capital of its country.
    pub is_capital: bool,
    /// A city or a division, which may have institutions of its own.
    pub is_local: bool,
    /// A first-level division or a region, which may have ministries.
    pub is_division: bool,
    pub is_demonym: bool,
    pub score: f32,
}

/// A document with its places.
pub(super) struct Scene<'s, 'd> {
    pub context: &'s Context<'d>,
    pub actors: &'s Actors,
    pub mentions: &'s [Mention],
    /// In text order.
    pub places: &'s [PlaceName],
    pub date: Option<Date>,
}

impl Scene<'_, '_> {
    /// The place name that ends at a token, or goes on with a generic word: Dunedin *city* council.
    pub fn place_ending(&self, last: usize) -> Option<&PlaceName> {
        let at = self.places.partition_point(|p| p.last < last);
        self.places.get(at).filter(|p| p.last == last || p.first <= last && p.last == last + 1)
    }

    /// The place name that begins at a token.
    pub fn place_at(&self, first: usize) -> Option<&PlaceName> {
        let at = self.places.partition_point(|p| p.first < first);
        self.places.get(at).filter(|p| p.first == first)
    }

    /// The place names that stand between two tokens, both included, in whole or in part.
    pub fn places_within(&self, first: usize, last: usize) -> &[PlaceName] {
        let from = self.places.partition_point(|p| p.last < first);
        let to = self.places.partition_point(|p| p.first <= last);
        &self.places[from..to.max(from)]
    }

    /// The id of the place of a name.
    pub fn place_id(&self, place: &PlaceName) -> Option<&PlaceId> {
        self.mentions[place.mention].place.as_ref().map(|p| &p.id)
    }

    /// The display name of the place of a name.
    pub fn place_name(&self, place: &PlaceName) -> &str {
        self.mentions[place.mention].place.as_ref().map_or("", |p| p.name.as_str())
    }

    /// The token before `i`, where nothing but blanks, a hyphen or the apostrophe of a plural stands between: the Emirates' army.
    pub fn before(&self, i: usize) -> Option<usize> {
        use crate::text::Gap;
        let before = i.checked_sub(1)?;
        let joined = match self.context.token(i).gap {
            Gap::Space | Gap::Line | Gap::Joined | Gap::Hyphen => true,
            Gap::Stop => matches!(&self.context.text[self.context.token(before).span.end..self.context.token(i).span.start], "' " | "’ "),
            _ => false,
        };
        joined.then_some(before)
    }

    /// Whether the folded word of a token is one of these.
    pub fn is_word(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.context.tokens.fold(i))
    }
}

/// The place names among the mentions, which are in text order.
pub(super) fn read_places(context: &Context<'_>, mentions: &[Mention], out: &mut Vec<PlaceName>) {
    out.clear();
    let mut next = 0;
    for (number, m) in mentions.iter().enumerate().filter(|(_, m)| m.kind == MentionKind::Place) {
        while next < context.tokens.len() && context.token(next).span.end <= m.span.start {
            next += 1;
        }
        let first = next;
        let Some(last) = (first..context.tokens.len()).take_while(|&i| context.token(i).span.start < m.span.end).last() else { continue };
        let place = m.place.as_ref();
        let code = place.map_or("", |p| p.feature_code.as_str());
        let class = place.map(|p| p.feature_class);
        out.push(PlaceName {
            first,
            last,
            mention: number,
            country: place.and_then(|p| p.country),
            is_country: class == Some(FeatureClass::A) && code.starts_with("PCL"),
            is_capital: code == "PPLC",
            is_division: class == Some(FeatureClass::L) || code == "ADM1",
            is_local: matches!(class, Some(FeatureClass::P | FeatureClass::L)) || code.starts_with("ADM"),
            is_demonym: m.usage == Some(Usage::Demonym),
            score: m.score,
        });
    }
}
