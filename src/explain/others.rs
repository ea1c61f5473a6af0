//! The other mentions of a document, asked which of them spoke for the place of one.

use crate::document::Mention;
use crate::gazetteer::{CountryCode, Place, PlaceId};
use crate::resolve::{NEAR_KM, Sort};

/// A mention among all of its document.
pub(super) struct Others<'d> {
    pub mentions: &'d [Mention],
    pub mention: &'d Mention,
    /// The place of the mention.
    pub place: &'d Place,
}

/// Another mention, with its place.
pub(super) type Other<'d> = (&'d Mention, &'d Place);

/// So many mentions to either side may say what a mention lies in.
const REACH: usize = 8;
/// Of a settlement, what lies so far off is still of it.
const OUTSKIRTS_KM: f64 = 30.0;

impl<'d> Others<'d> {
    /// The mention closest in the text that names what the place lies in, or, second, what lies in it.
    pub fn container(&self) -> Option<Other<'d>> {
        self.closest(|other| holds(other, self.place) || holds(self.place, other))
    }

    /// Whether the place lies in another.
    pub fn lies_in(&self, other: &Place) -> bool {
        holds(other, self.place)
    }

    /// The mention closest in the text of a place of the same sort, and unless both are countries of the same country.
    pub fn alike(&self) -> Option<Other<'d>> {
        let own = sort(self.place);
        let same_country = |other: &Place| own == Sort::Country || other.country == self.place.country;
        self.closest(|other| other.id != self.place.id && sort(other) == own && same_country(other))
    }

    /// The place closest on the map, and how many kilometres away it is.
    pub fn nearest(&self) -> Option<(&'d Place, f64)> {
        let local = self.all().filter(|(_, place)| sort(place).is_local() && place.id != self.place.id);
        let distant = local.map(|(_, place)| (place, place.point.distance_km(self.place.point))).filter(|(_, km)| *km < NEAR_KM);
        distant.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// A mention of the place by another name.
    pub fn synonym(&self) -> Option<&'d Mention> {
        self.all().find(|(_, place)| place.id == self.place.id).map(|(other, _)| other)
    }

    /// How many other mentions lie in a country.
    pub fn in_country(&self, country: CountryCode) -> usize {
        self.all().filter(|(_, place)| place.country == Some(country)).count()
    }

    /// How many other mentions lie in the first-level division of the place.
    pub fn in_admin1(&self) -> usize {
        let division = |place: &'d Place| place.admin1.as_ref().map(|admin1| (place.country, admin1));
        let own = division(self.place);
        self.all().filter(|(_, place)| own.is_some() && division(place) == own).count()
    }

    /// What the document calls a country by its display name, else its code.
    pub fn name_of(&self, country: CountryCode) -> String {
        let named = self.places().find(|(_, place)| sort(place) == Sort::Country && place.country == Some(country));
        named.map_or_else(|| country.to_string(), |(_, place)| place.name.clone())
    }

    /// The division of an entry, where it is the place of some mention.
    pub fn admin1_of(&self, id: &PlaceId) -> Option<&'d str> {
        self.places().find(|(_, place)| place.id == *id)?.1.admin1.as_deref()
    }

    fn places(&self) -> impl Iterator<Item = Other<'d>> {
        self.mentions.iter().filter_map(|m| Some((m, m.place.as_ref()?)))
    }

    /// All mentions of places but those that were resolved together with this one.
    fn all(&self) -> impl Iterator<Item = Other<'d>> {
        self.places().filter(|other| !self.is_same(other.0))
    }

    /// Whether another mention has the same spelling and place: those share their evidence.
    fn is_same(&self, other: &Mention) -> bool {
        other.text.eq_ignore_ascii_case(&self.mention.text) && other.place.as_ref().is_some_and(|place| place.id == self.place.id)
    }

    /// Of the mentions around this one, and around those that share its evidence, the closest whose place fits.
    fn closest(&self, fits: impl Fn(&Place) -> bool) -> Option<Other<'d>> {
        let same = (0..self.mentions.len()).filter(|&i| self.is_same(&self.mentions[i]));
        let pairs = same.flat_map(|i| {
            let around = &self.mentions[i.saturating_sub(REACH)..self.mentions.len().min(i + REACH + 1)];
            around.iter().map(move |other| (i, other))
        });
        let fitting = pairs.filter_map(|(i, other)| Some((i, other, other.place.as_ref().filter(|place| fits(place))?)));
        let (_, other, place) = fitting.min_by_key(|(i, other, _)| gap(&self.mentions[*i], other))?;
        Some((other, place))
    }
}

/// How far apart two mentions stand in the text.
fn gap(a: &Mention, b: &Mention) -> usize {
    a.span.start.saturating_sub(b.span.end).max(b.span.start.saturating_sub(a.span.end))
}

fn sort(place: &Place) -> Sort {
    Sort::of(place.feature_class, &place.feature_code)
}

/// Whether one place lies in another, as far as records tell.
fn holds(outer: &Place, inner: &Place) -> bool {
    if outer.id == inner.id {
        return false;
    }
    let same_country = outer.country.is_some() && outer.country == inner.country;
    let reach = |place: &Place| place.precision_km.unwrap_or(0.0);
    let within = |km: f64| outer.point.distance_km(inner.point) <= km;
    match (sort(outer), sort(inner)) {
        (Sort::Country, inner) => same_country && inner != Sort::Country,
        (_, Sort::Country) => false,
        (Sort::Admin1, _) => same_country && inner.admin1.as_ref() == Some(&outer.name),
        (Sort::Settlement, Sort::Quarter | Sort::Facility | Sort::Airport | Sort::Water | Sort::Relief) => within(OUTSKIRTS_KM),
        (Sort::Settlement, _) => false,
        _ => reach(outer) > reach(inner) && within(reach(outer)),
    }
}
