"""Subdivisions that have an ISO 3166-2 code and no GeoNames id, in the curated schema.

They get the point of the largest place of their country that bears their name, else that of the
country, with a radius that says so.
"""

from pathlib import Path

from load_geonames import Place
from text import fold
from tsv import CURATED_HEADER, degrees, write_rows

_NAMESAKE_KM = 10.0
_COUNTRY_KM = 300.0


def write(
    path: Path,
    subdivisions: list[tuple[str, str, str]],
    places: dict[int, Place],
    countries: dict[str, tuple[float, float]],
    entries_of_their_own: dict[str, str],
) -> int:
    """Writes rows for (name, ISO code, country) and returns how many there are."""
    largest: dict[tuple[str, str], Place] = {}
    for place in sorted(places.values(), key=lambda p: (p.population, -p.id)):
        for name in (place.name, *place.alternates):
            largest[place.country, fold(name)] = place
    rows = []
    for name, iso, country in subdivisions:
        if iso in entries_of_their_own:
            continue
        namesake = largest.get((country, fold(name)))
        if namesake:
            point, radius = (namesake.lat, namesake.lon), _NAMESAKE_KM
        elif country in countries:
            point, radius = countries[country], _COUNTRY_KM
        else:
            continue
        cells = (f"iso3166-2:{iso}", name, "", "A", "ADMD", country, "")
        rows.append((*cells, degrees(point[0]), degrees(point[1]), degrees(radius), ""))
    return write_rows(path, [CURATED_HEADER, *sorted(rows)]) - 1
