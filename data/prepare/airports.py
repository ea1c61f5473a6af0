"""Airports that have an IATA code, in the schema of the curated tables."""

import csv
import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Iterator

import load_names
from geo import distance_km
from load_geonames import Place
from text import fold, is_latin, is_script
from translit import romanize_english
from tsv import CURATED_HEADER, degrees, write_rows

RADIUS_KM = 3
MAX_SPELLINGS = 8
LEAST_LIKENESS = 0.83
CITY_REACH_KM = 60.0
# Countries whose cities are romanized in many ways.
SPELLED_COUNTRIES = frozenset(("UA", "BY", "RU"))

_KINDS = ("International Airport", "Regional Airport", "Municipal Airport", "Airport")
# What follows the city's name in an airport's without being a name of its own.
_PLAIN = frozenset(
    "city county north south east west central metro metropolitan regional municipal "
    "international executive downtown national memorial new old army air military "
    "public private business domestic lake river island beach valley area".split()
)
_PARENTHESIS = re.compile(r"\s*\([^)]*\)\s*")
_AIRPORT = re.compile(r"(?i)\bairport$")


class CityIndex:
    """Finds places by name near a point, and the place nearest to a point."""

    def __init__(self, places: dict[int, Place]) -> None:
        self._by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places.values():
            self._cells[int(place.lat // 1), int(place.lon // 1)].append(place)
            for name in {fold(n) for n in (place.name, *place.alternates)}:
                self._by_name[place.country, name].append(place)

    def named(self, country: str, name: str, lat: float, lon: float) -> Place | None:
        """The most populous place of that name within reach of the point."""
        near = [
            p for p in self._by_name.get((country, fold(name)), ())
            if distance_km((lat, lon), (p.lat, p.lon)) <= CITY_REACH_KM
        ]
        return max(near, key=lambda p: (p.population, -p.id), default=None)

    def admin1(self, country: str, lat: float, lon: float) -> str:
        """First-level code of the nearest place of the country within two degrees."""
        row, column = int(lat // 1), int(lon // 1)
        near = [
            p for i in (-1, 0, 1) for j in (-1, 0, 1)
            for p in self._cells.get((row + i, column + j), ()) if p.country == country
        ]
        if not near:
            return ""
        return min(near, key=lambda p: (distance_km((lat, lon), (p.lat, p.lon)), p.id)).admin1


def spellings(place: Place, cyrillic: list[str]) -> list[str]:
    """The Latin alternates closest to English romanizations of the Cyrillic names."""
    sources = cyrillic or [n for n in place.alternates if is_script(n, "CYRILLIC")]
    targets = {fold(form) for n in sources for form in romanize_english(n)}
    scored: dict[str, tuple[float, str]] = {}
    for name in place.alternates:
        folded = fold(name)
        if not name[:1].isupper() or name.isupper() or not is_latin(name):
            continue
        if len(folded.split()) > len(fold(place.name).split()) or len(folded) < 4:
            continue
        if folded in scored or folded == fold(place.name):
            continue
        ratios = (SequenceMatcher(None, folded, t, autojunk=False).ratio() for t in targets)
        scored[folded] = (-max(ratios, default=0.0), name)
    chosen = sorted(scored.values())[:MAX_SPELLINGS]
    return [name for score, name in chosen if score <= -LEAST_LIKENESS]


def plain_name(raw: str) -> str:
    """The airport's name without remarks in parentheses and short forms."""
    name = " ".join(_PARENTHESIS.sub(" ", raw).split())
    name = re.sub(r"\bIntl\b", "International", name)
    name = re.sub(r"\bairport$", "Airport", name)
    return name


def names_of(
    raw: str, city: str, main: bool, place: Place | None, cyrillic: dict[int, list[str]]
) -> tuple[str, list[str]]:
    """The name and further names of an airport."""
    name = plain_name(raw)
    further: list[str] = []
    if " International Airport" in name:
        further.append(name.replace(" International Airport", " Airport"))
    kind = next((k for k in _KINDS if name.endswith(" " + k)), "")
    stem = name[: -len(kind)].strip() if kind else ""
    if " / " in stem or "/" in stem:
        further += [f"{part.strip()} {kind}" for part in stem.split("/") if part.strip()]
    if city and re.match(re.escape(city) + r"[ \-–/]", stem):
        own = stem[len(city):].strip(" -–/")
        if len(own) > 3 and own[0].isupper() and not set(own.lower().split()) & _PLAIN:
            further += [f"{own} {kind}", f"{own} Airport"]
    if city and main:
        cities = [city]
        if place is not None:
            cities.append(place.name)
            if place.country in SPELLED_COUNTRIES:
                cities += spellings(place, cyrillic.get(place.id, []))
        further += [f"{c} Airport" for c in cities]
        if "International" in kind:
            further += [f"{c} International Airport" for c in cities[:2]]
    unique: dict[str, str] = {}
    for alias in further:
        if fold(alias) != fold(name):
            unique.setdefault(fold(alias), alias)
    return name, list(unique.values())


def _cyrillic_names(unpacked: Path) -> dict[int, list[str]]:
    """Russian, Ukrainian and Belarusian names of cities by GeoNames id."""
    found: dict[int, list[str]] = defaultdict(list)
    for name in load_names.libgeonames(unpacked):
        if name.lang in ("ru", "uk", "be"):
            found[int(name.key)].append(name.name)
    return found


def _rows(unpacked: Path, index: CityIndex) -> Iterator[tuple]:
    cyrillic = _cyrillic_names(unpacked)
    path = unpacked / "airportsdata/airportsdata/airports.csv"
    with open(path, encoding="utf-8", newline="") as file:
        airports = [a for a in csv.DictReader(file) if a["iata"]]
    groups: dict[tuple[str, str, str], list[dict]] = defaultdict(list)
    for airport in airports:
        key = (airport["country"], airport["subd"], fold(airport["city"]))
        groups[key].append(airport)
    for airport in sorted(airports, key=lambda a: a["iata"]):
        city = airport["city"].strip()
        group = groups[airport["country"], airport["subd"], fold(city)]
        lat, lon = float(airport["lat"]), float(airport["lon"])
        place = index.named(airport["country"], city, lat, lon) if city else None
        main = _is_main(airport, group)
        name, further = names_of(airport["name"], city, main, place, cyrillic)
        if "|" in name or "=" in name or not name:
            continue
        further = [f for f in further if not set("|=@") & set(f)]
        yield (
            f"airport-{airport['iata'].lower()}", name, "|".join(further), "S", "AIRP",
            airport["country"], index.admin1(airport["country"], lat, lon),
            degrees(lat), degrees(lon), RADIUS_KM, "",
        )


def _is_main(airport: dict, group: list[dict]) -> bool:
    """Whether it is the only airport of its city, or the only international one."""
    civil = [a for a in group if _AIRPORT.search(a["name"])]
    if airport not in civil:
        return False
    international = [a for a in civil if re.search(r"(?i)international|\bintl\b", a["name"])]
    return len(civil) == 1 or (len(international) == 1 and international[0] is airport)


def write(path: Path, unpacked: Path, places: dict[int, Place]) -> int:
    """Writes the table and returns its number of rows."""
    index = CityIndex(places)
    return write_rows(path, [CURATED_HEADER, *_rows(unpacked, index)]) - 1
