"""Which settlements of KATOTTG the gazetteer holds already."""

from collections import Counter, defaultdict
from math import inf
from typing import Callable, Iterable, Iterator

from geo import Point, distance_km
from katottg import SETTLEMENTS, Settlement
from load_geonames import Place
from settlement_points import Anchor, Locator
from text import is_script
from ukrainian import key, skeleton

# What a category is worth against a distance in stated radii.
_CATEGORY_WORTH = {"M": 1.0, "T": 0.5, "X": 0.5, "C": 0.0}

# A village of fewer people is small.
SMALL_VILLAGE = 700

Match = tuple[Settlement, Place]


def locator(matches: Iterable[Match]) -> Locator:
    """Places settlements by those that are matched."""
    return Locator(
        Anchor(s, (p.lat, p.lon), s.category == "C" and 0 < p.population < SMALL_VILLAGE)
        for s, p in matches
    )


def _cyrillic(place: Place) -> set[str]:
    return {key(n) for n in (place.name, *place.alternates) if is_script(n, "CYRILLIC")}


class Matcher:
    """Pairs settlements with places of the same name, one with one.

    In the raion of the place first: names in Ukrainian that its usual name agrees with,
    then any Ukrainian name, then names alike in any language. At last, usual names wherever the
    place lies where the settlement is expected, though the sources put it in another raion.
    """

    def __init__(self, settlements: list[Settlement], places: Iterable[Place]) -> None:
        self._settlements = settlements
        self._places = sorted(places, key=lambda p: p.id)
        raions = {s.raion for s in settlements}
        self._raion = {p.id: p.admin2 if p.admin2 in raions else "" for p in self._places}
        self.oblasts = self._first_level(raions)
        self.matches: dict[str, Place] = {}
        self.anchors: list[Match] = []
        self.tally: Counter[str] = Counter()
        self._taken: set[int] = set()
        for kind, same in (
            ("usual name", self._usual), ("other name", self._other), ("alike", self._alike),
        ):
            pairs = list(self._pairs(same))
            for settlement, place in self._single(pairs):
                self._match(settlement, place, kind)
                if kind != "alike" and self._raion[place.id]:
                    self.anchors.append((settlement, place))
            self._decide(pairs, f"{kind}, of several")
        self._across()

    def _first_level(self, raions: set[str]) -> dict[str, str]:
        """GeoNames codes of the oblasts, by the second-level codes of their places."""
        found: dict[str, set[str]] = defaultdict(set)
        for place in self._places:
            if self._raion[place.id]:
                found[place.admin2[:2]].add(place.admin1)
        wanted = {raion[:2] for raion in raions}
        doubtful = {o: sorted(found[o]) for o in sorted(wanted) if len(found[o]) != 1}
        if doubtful:
            raise ValueError(f"KATOTTG oblasts without one code of GeoNames: {doubtful}")
        return {oblast: min(found[oblast]) for oblast in sorted(wanted)}

    @property
    def places_left(self) -> list[Place]:
        """Places of no settlement."""
        return [p for p in self._places if p.id not in self._taken]

    @property
    def left(self) -> list[Settlement]:
        """Settlements of no place."""
        return [s for s in self._settlements if s.code not in self.matches]

    @staticmethod
    def _usual(place: Place) -> set[str]:
        usual = skeleton(place.name)
        return {n for n in _cyrillic(place) if skeleton(n) == usual}

    @staticmethod
    def _other(place: Place) -> set[str]:
        return _cyrillic(place)

    @staticmethod
    def _alike(place: Place) -> set[str]:
        names = (place.name, *(n for n in place.alternates if is_script(n, "CYRILLIC")))
        return {s for s in map(skeleton, names) if len(s) > 2}

    def _pairs(
        self, names: Callable[[Place], set[str]], across: bool = False
    ) -> Iterator[Match]:
        """Settlements and places left that share a name and the raion.

        Of a place without a raion the oblast suffices, and with `across` the name alone.
        """
        spelled = skeleton if names == self._alike else key
        index: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
        for settlement in self.left:
            name = spelled(settlement.name)
            index[settlement.raion, name].append(settlement)
            index[self.oblasts[settlement.oblast], name].append(settlement)
            index["", name].append(settlement)
        for place in self.places_left:
            # Four digits are a raion, two a first-level code.
            scope = "" if across else self._raion[place.id] or place.admin1
            shared = {s for name in names(place) for s in index.get((scope, name), ())}
            yield from ((settlement, place) for settlement in sorted(shared))

    @staticmethod
    def _single(pairs: list[Match]) -> list[Match]:
        """Pairs of which neither side stands in another."""
        settlements = Counter(s.code for s, _ in pairs)
        places = Counter(p.id for _, p in pairs)
        return [(s, p) for s, p in pairs if settlements[s.code] == 1 == places[p.id]]

    def _match(self, settlement: Settlement, place: Place, kind: str) -> None:
        self.matches[settlement.code] = place
        self._taken.add(place.id)
        self.tally[kind] += 1

    def _decide(self, pairs: list[Match], kind: str) -> None:
        """Of several, the nearest to its hromada's middle, cities before villages."""
        expected = locator(self.anchors)
        costs = []
        for settlement, place in pairs:
            if settlement.code in self.matches or place.id in self._taken:
                continue
            cost = _off(expected, settlement, place) - _CATEGORY_WORTH[settlement.category]
            rank = SETTLEMENTS.index(settlement.category)
            costs.append((cost, rank, -place.population, settlement.code, place.id,
                          settlement, place))
        for *_, settlement, place in sorted(costs, key=lambda c: c[:5]):
            if settlement.code not in self.matches and place.id not in self._taken:
                self._match(settlement, place, kind)

    def _across(self) -> None:
        """Places that the codifier puts elsewhere, where the point agrees."""
        expected = locator(self.anchors)
        pairs = [
            (s, p) for s, p in self._pairs(self._usual, across=True)
            if _off(expected, s, p) - _CATEGORY_WORTH[s.category] <= 1
        ]
        self._decide(pairs, "across raions")


def _off(expected: Locator, settlement: Settlement, place: Place) -> float:
    """How far the place lies from where the settlement is expected, in stated radii."""
    placed = expected.place(settlement)
    if placed is None:
        return inf
    point: Point = (place.lat, place.lon)
    return distance_km(placed.point, point) / placed.radius_km
