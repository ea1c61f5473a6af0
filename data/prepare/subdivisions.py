"""Names of administrative divisions."""

from collections import defaultdict
from pathlib import Path

import load_names
from clean import tidy
from curated import Exclusions
from load_geonames import Place, Subdivision
from load_names import TaggedName
from recode import recode
from text import fold, is_latin

# Generic words that tell a division from the city of its name.
_DISTINGUISHING = ("Oblast", "Krai")


def tagged_names(
    unpacked: Path,
    divisions: list[Subdivision],
    iso_table: dict[str, dict],
    exclusions: Exclusions,
    generic: frozenset[str],
) -> tuple[dict[str, list[TaggedName]], list[str]]:
    """Names of divisions by ISO 3166-2 code, of CLDR and of the ISO table."""
    cldr: dict[str, list[TaggedName]] = defaultdict(list)
    for name in load_names.cldr_subdivisions(unpacked):
        text = tidy(name.name.split(" (")[0])
        if text:
            cldr[name.key].append(name._replace(name=text))
    found, notes = recode(cldr, divisions, generic)
    stems = {d.iso: {fold(n)[:4] for n in (d.name, *d.aliases)} for d in divisions if d.iso}
    languages = load_names.iso639_short(unpacked)
    for name in load_names.iso_local_names(iso_table):
        text = tidy(name.name)
        # The English and Latin lists hold nicknames too ("Land of Temples").
        if is_latin(text):
            if not any(w[:4] in stems.get(name.key, ()) for w in fold(text).split()):
                continue
        found[name.key].append(
            TaggedName(name.key, languages.get(name.lang, name.lang), text)
        )
    for code, names in found.items():
        found[code] = [n for n in names if not exclusions.holds(f"iso:{code}", n.name)]
    return found, notes


def name_all(
    divisions: list[Subdivision],
    tagged: dict[str, list[TaggedName]],
    usual: dict[str, str],
    exclusions: Exclusions,
    places: dict[int, Place],
) -> None:
    """Chooses the usual English name of each division and gathers its alternates."""
    cities = {(p.country, fold(p.name)) for p in places.values()}
    for division in divisions:
        own = tagged.get(division.iso, []) if division.iso else []
        division.name = _without_city_of(division.name, division.country, cities)
        division.aliases = [_without_city_of(n, division.country, cities) for n in division.aliases]
        english = [n.name for n in own if n.lang == "en"]
        names = {division.name, *division.aliases, *(n.name for n in own)}
        division.name = _usual(division, english, usual, cities)
        if exclusions.holds(f"iso:{division.iso}", division.name):
            division.name = _with_generic(division)
        division.alternates = sorted(
            n for n in map(tidy, names)
            if n != division.name and not exclusions.holds(f"iso:{division.iso}", n)
        )


def _without_city_of(name: str, country: str, cities: set[tuple[str, str]]) -> str:
    """Richmond for the City of Richmond: a text that writes so may mean any Richmond."""
    bare = name.removeprefix("City of ")
    return bare if (country, fold(bare)) in cities else name


def _usual(
    division: Subdivision,
    english: list[str],
    usual: dict[str, str],
    cities: set[tuple[str, str]],
) -> str:
    if division.iso in usual:
        return usual[division.iso]
    if not division.iso or not english:
        return tidy(division.name)
    name = english[0]
    if (division.country, fold(name)) in cities:
        for generic in _DISTINGUISHING:
            if f"{name} {generic}" in division.aliases:
                return f"{name} {generic}"
    return name


def _with_generic(division: Subdivision) -> str:
    """A name such as "Central" with its generic word: "Central Region"."""
    longer = [a for a in division.aliases if a.startswith(division.name + " ")]
    if longer:
        return min(longer, key=lambda a: (len(a), a))
    kind = division.type.split(" ")[-1].capitalize()
    if not kind or not division.name.isascii():
        return division.name
    return f"{division.name} {kind}"
