"""Finds the place that a division is named after."""

import re
from collections import defaultdict
from typing import Iterable, Iterator

from load_geonames import Place, Subdivision
from text import fold

# Adjective endings of Slavic and Hungarian names of districts, folded.
_ADJECTIVES = tuple(re.compile(pattern + "$") for pattern in (
    r"sk(iy|ii|yi|yy|ij|y|i|aya|aja|a|oye|oe)|ск(ий|ая|ое|ой)|ськ(ий|а|е)|скі|цк(ий|ая|ое)",
    r"(ov|ev|in|en|iv|yn)sk(iy|ii|yi|yy|ij|y|i|aya|a|oye|oe)|(ов|ев|ин|ен|ів|ин)ск(ий|ая|ое|ой)"
    r"|(ів|ин)ськ(ий|а|е)",
    r"(?<=\w{5})i",
))
LONGEST_TAIL = 6


class Namesakes:
    """An index of the names of places by first-level division and by country."""

    def __init__(self, places: Iterable[Place], generic: frozenset[str]) -> None:
        self._generic = generic
        self._by_name: dict[tuple[str, str], Place] = {}
        self._names: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for place in sorted(places, key=lambda p: (p.population, -p.id)):
            area = f"{place.country}.{place.admin1}"
            for name in sorted({fold(n) for n in (place.name, *place.alternates)}):
                self._by_name[area, name] = place
                self._by_name[place.country, name] = place
                self._names[area].append((name, place))

    def find(self, division: Subdivision) -> Place | None:
        """The most populous place of the same area with one of the division's names."""
        area = f"{division.country}.{division.admin1}"
        if division.level == 1:
            area = division.country
        cores = [self._core(n) for n in (division.name, *division.aliases)]
        for core in cores:
            if core and (area, core) in self._by_name:
                return self._by_name[area, core]
        for stem in self._stems(cores):
            place = self._starting(area, stem)
            if place is not None:
                return place
        return None

    def _core(self, name: str) -> str:
        return " ".join(w for w in fold(name).split() if w not in self._generic)

    @staticmethod
    def _stems(cores: list[str]) -> Iterator[str]:
        for pattern in _ADJECTIVES:
            for core in cores:
                stem = pattern.sub("", core)
                if stem != core and len(stem) >= 4:
                    yield stem

    def _starting(self, area: str, stem: str) -> Place | None:
        for name, place in reversed(self._names.get(area, [])):
            if name.startswith(stem) and len(name) - len(stem) <= LONGEST_TAIL:
                return place
        return None
