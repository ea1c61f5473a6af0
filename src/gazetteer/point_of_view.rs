//! Countries of disputed places, as one state sees them.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::divisions::Lineage;
use super::layers::{Layers, PlaceRef};
use super::place::{CountryCode, FeatureClass, PlaceId};

/// A country, or none where a state sees one that has no code.
type Told = Option<CountryCode>;

/// What one state tells otherwise than the gazetteer, by the table `data/disputed.tsv`.
#[derive(Debug, Default)]
pub(crate) struct PointOfView {
    /// Of these entries, and of everything that lies in them.
    entries: HashMap<PlaceId, Told>,
    /// Of whole countries.
    countries: HashMap<CountryCode, Told>,
    /// Countries of which parts are in dispute.
    divided: HashSet<CountryCode>,
}

/// Of entries so near to each other it may be told from one which division the other lies in.
const SURROUNDINGS_KM: f64 = 50.0;
/// So many neighbours are asked; most natural features and sites do not know their division either.
const NEIGHBOURS: usize = 16;

impl PointOfView {
    /// What the table inside the program says for a state; nothing, if it has no rows.
    #[cfg(feature = "embedded")]
    pub fn embedded(state: CountryCode) -> PointOfView {
        PointOfView::read(exonym_data::DISPUTED, state)
    }

    /// The rows of a table that are for a state. What is no row is passed over.
    #[cfg(any(feature = "embedded", test))]
    fn read(table: &str, state: CountryCode) -> PointOfView {
        let mut view = PointOfView::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(id), Some(_), Some(usual), Some(states), Some(told)) = (columns.next(), columns.next(), columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if !states.split(',').any(|code| CountryCode::new(code) == Some(state)) {
                continue;
            }
            let told = CountryCode::new(told);
            match (id.strip_prefix("country:").and_then(CountryCode::new), id.parse()) {
                (Some(country), _) => view.countries.insert(country, told),
                (None, Ok(id)) => {
                    view.divided.extend(CountryCode::new(usual));
                    view.entries.insert(id, told)
                }
            };
        }
        view
    }

    /// The country that an entry is told of: what is said of the entry itself comes first, then what is said of its
    /// divisions, the narrowest first, then what is said of its country.
    pub fn country(&self, layers: &Layers, place: PlaceRef) -> Told {
        let lineage = layers.lineage(place);
        let usual = lineage.country;
        let listed = self.listed(layers, place, lineage).or_else(|| self.of_surroundings(layers, place, lineage));
        listed.or_else(|| self.countries.get(&usual?).copied()).unwrap_or(usual)
    }

    fn listed(&self, layers: &Layers, place: PlaceRef, lineage: Lineage<PlaceRef>) -> Option<Told> {
        let places = [Some(place), lineage.admin2, lineage.admin1];
        places.into_iter().flatten().find_map(|p| self.entries.get(&layers.gazetteer(p).id(p.entry)).copied())
    }

    /// What is said of the nearest entry that lies in a division of the same country. Bays, bases and bridges stand in the
    /// gazetteer with their country alone, and belong where the towns around them do; what reaches far does not.
    fn of_surroundings(&self, layers: &Layers, place: PlaceRef, lineage: Lineage<PlaceRef>) -> Option<Told> {
        let country = lineage.country.filter(|country| lineage.admin1_number == 0 && self.divided.contains(country))?;
        let (of, entry) = (layers.gazetteer(place), place.entry);
        if of.feature(entry).0 == FeatureClass::A || of.radius_km(entry).is_some_and(|km| km > SURROUNDINGS_KM) {
            return None;
        }
        let mut nearest: Option<(f64, PlaceRef, Lineage<PlaceRef>)> = None;
        for (layer, gazetteer) in (0u32..).zip(layers.gazetteers()) {
            for neighbour in gazetteer.nearest(of.point(entry), NEIGHBOURS) {
                let (at, km) = (PlaceRef { layer, entry: neighbour.entry }, neighbour.distance_km);
                let lineage = layers.lineage(at);
                let is_nearer = km <= nearest.as_ref().map_or(SURROUNDINGS_KM, |(km, ..)| *km);
                if is_nearer && lineage.admin1_number != 0 && lineage.country == Some(country) {
                    nearest = Some((km, at, lineage));
                    break;
                }
            }
        }
        let (_, at, lineage) = nearest?;
        self.listed(layers, at, lineage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> CountryCode {
        CountryCode::new(code).unwrap()
    }

    const TABLE: &str = "# a comment\nid\tname\tcountry\tviews\ttold\tnote\n\
        geonames:1\tA town\tUA\tRU,BY\tRU\twhy\n\
        exonym:b\tAn island\t-\tRU\t-\twhy\n\
        country:XK\tKosovo\tXK\tRS,RU\tRS\twhy\n\
        not a row\n";

    #[test]
    fn rows_of_the_state_are_read() {
        let view = PointOfView::read(TABLE, code("RU"));
        assert_eq!(view.entries, [(PlaceId::GeoNames(1), Some(code("RU"))), (PlaceId::Other("exonym:b".into()), None)].into_iter().collect());
        assert_eq!(view.countries, [(code("XK"), Some(code("RS")))].into_iter().collect());
        assert_eq!(view.divided, [code("UA")].into_iter().collect());
    }

    #[test]
    fn a_state_without_rows_tells_nothing() {
        let view = PointOfView::read(TABLE, code("FR"));
        assert!(view.entries.is_empty() && view.countries.is_empty() && view.divided.is_empty());
    }

    #[test]
    #[cfg(feature = "embedded")]
    fn what_lies_in_a_division_follows_it() {
        let layers = Layers::new(vec![crate::gazetteer::Gazetteer::embedded()]);
        let told = |state: &str, id: &str| {
            let id: PlaceId = id.parse().unwrap();
            let world = &layers.gazetteers()[0];
            let entry = world.entries().find(|&entry| world.id(entry) == id).unwrap();
            PointOfView::embedded(code(state)).country(&layers, PlaceRef { layer: 0, entry }).map(|country| country.to_string())
        };
        let some = |code: &str| Some(code.to_owned());
        assert_eq!(told("RU", "geonames:694423"), some("RU"), "Sevastopol, by its division");
        assert_eq!(told("RU", "exonym:saky-airbase"), some("RU"), "an air base, by the towns around it");
        assert_eq!(told("RU", "geonames:690791"), some("UA"), "Ukraine itself");
        assert_eq!(told("RU", "geonames:703448"), some("UA"), "Kyiv");
        assert_eq!(told("RU", "geonames:6643410"), None, "Abkhazia, which has no code");
        assert_eq!(told("IL", "exonym:east-jerusalem"), some("IL"), "the entry before its division");
        assert_eq!(told("CN", "geonames:1668341"), some("CN"), "Taipei, by its country");
        assert_eq!(told("FR", "geonames:1668341"), some("TW"));
    }
}
