"""Writes places, codes, countries and alternate names in the formats of GeoNames."""

from collections import Counter
from pathlib import Path
from typing import Iterable, Iterator

import load_names
from clean import SMALL_PLACE, Cleaner, tidy
from countries import Country
from load_geonames import Place, Subdivision
from load_names import TaggedName
from text import fold, strip_accents
from tsv import degrees, write_rows


def _ascii(name: str) -> str:
    text = strip_accents(name)
    return text if text.isascii() else fold(name).title() if fold(name).isascii() else ""


def _small(place: Place) -> bool:
    return place.population < SMALL_PLACE and not place.code.startswith(("PPLA", "PPLC"))


def place_rows(
    places: Iterable[Place],
    divisions: Iterable[Subdivision],
    countries: Iterable[Country],
    cleaners: dict[str, Cleaner],
) -> Iterator[tuple]:
    """Rows of the 19-column dump, sorted by id."""
    entries: list[Place | Subdivision | Country] = [*places, *divisions, *countries]
    for entry in sorted(entries, key=lambda e: e.id):
        if isinstance(entry, Place):
            kept = cleaners["places"].clean(
                entry.name, entry.alternates, entry.country, _small(entry)
            )
            yield (
                entry.id, entry.name, entry.ascii or _ascii(entry.name), ",".join(kept),
                degrees(entry.lat), degrees(entry.lon), "P", entry.code, entry.country, "",
                entry.admin1, entry.admin2, "", "", entry.population,
                entry.elevation, entry.dem, entry.timezone, "",
            )
        elif isinstance(entry, Subdivision):
            kept = cleaners["divisions"].clean(entry.name, entry.alternates, entry.country)
            yield (
                entry.id, entry.name, _ascii(entry.name), ",".join(kept),
                degrees(entry.point[0]), degrees(entry.point[1]), "A", f"ADM{entry.level}",
                entry.country, "", entry.admin1, entry.admin2, "", "", entry.population,
                "", "", "", "",
            )
        else:
            name = tidy(entry.info["name"])
            names = {n.name for n in entry.tagged} | entry.untagged
            kept = cleaners["countries"].clean(name, names, entry.iso)
            yield (
                entry.id, name, _ascii(name), ",".join(kept),
                degrees(entry.point[0]), degrees(entry.point[1]), "A", entry.code,
                entry.iso, "", "00", "", "", "", entry.info["population"],
                "", "", "", "",
            )


def alternate_rows(
    unpacked: Path,
    places: dict[int, Place],
    divisions: list[Subdivision],
    countries: dict[str, Country],
    tagged: dict[str, list[TaggedName]],
    cleaner: Cleaner,
) -> Iterator[tuple]:
    """Rows of alternateNamesV2: id, entry, language, name, preferred, short …"""
    collected: dict[int, list[TaggedName]] = {}
    for name in load_names.libgeonames(unpacked):
        if int(name.key) in places:
            collected.setdefault(int(name.key), []).append(name)
    for division in divisions:
        if division.iso in tagged:
            collected.setdefault(division.id, []).extend(tagged[division.iso])
    for country in countries.values():
        collected.setdefault(country.id, []).extend(country.tagged)
    iso_of = {d.id: d.country for d in divisions} | {c.id: c.iso for c in countries.values()}
    number = 0
    for id_ in sorted(collected):
        country_code = places[id_].country if id_ in places else iso_of[id_]
        names = collected[id_]
        small = id_ in places and _small(places[id_])
        kept = set(cleaner.clean("", (n.name for n in names), country_code, small))
        seen: set[tuple[str, str]] = set()
        for name in sorted(names, key=lambda n: (n.lang, not n.preferred, n.name)):
            text, base = tidy(name.name), name.lang.split("-")[0]
            if text not in kept or (base, text) in seen:
                continue
            seen |= {(base, text)}
            number += 1
            yield (
                number, id_, name.lang, text, "1" if name.preferred else "",
                "1" if name.short else "", "", "", "", "",
            )


def write_codes(out: Path, divisions: list[Subdivision]) -> Counter[str]:
    """Writes admin1CodesASCII.txt and admin2Codes.txt."""
    counts: Counter[str] = Counter()
    for level, file in ((1, "admin1CodesASCII.txt"), (2, "admin2Codes.txt")):
        chosen = sorted(
            (d.key, d.name, _ascii(d.name) or d.name, d.id)
            for d in divisions if d.level == level and d.admin1
        )
        counts[file] = write_rows(out / file, chosen)
    return counts


def write_country_info(path: Path, countries: dict[str, Country]) -> int:
    """Writes countryInfo.txt."""
    rows = []
    for iso, country in sorted(countries.items()):
        info = country.info
        rows.append((
            iso, info["iso3"], f"{int(info['isonumeric']):03d}", info["fips"],
            tidy(info["name"]), info["capital"], info["areakm2"], info["population"],
            info["continentcode"], info["tld"], info["currencycode"], info["currencyname"],
            info["phone"], "", info["postalcoderegex"], info["languages"], country.id,
            info["neighbours"], "",
        ))
    return write_rows(path, rows)


def write_iso(
    path: Path,
    divisions: list[Subdivision],
    unknown: list[tuple[str, str, str]],
    countries: dict[str, Country],
    as_countries: dict[str, str],
) -> tuple[int, list[str]]:
    """Writes ISO 3166-2 code, GeoNames id, country, admin 1 and 2; lists the unresolved."""
    rows = {d.iso: (d.iso, d.id, d.country, d.admin1, d.admin2) for d in divisions if d.iso}
    for iso, code in as_countries.items():
        rows.setdefault(iso, (iso, countries[code].id, code, "", ""))
    unresolved = [f"{iso} {name}" for name, iso, _ in unknown if iso and iso not in rows]
    header = [("iso", "geonameid", "country", "admin1", "admin2")]
    return write_rows(path, header + sorted(rows.values())) - 1, unresolved
