"""Representative points of divisions, which the sources give without coordinates.

The order of trust: a curated point; the point of the ISO 3166-2 table, if it lies
near the division's places; the middle of the division's places; the place of the
same name; the point of the division above.

The middle of the places is halfway between their mean and the centre of the box
around them: of the simple estimates it comes nearest to known centres of divisions
(a median of 6 km for second-level divisions, against 9 km for the mean weighted by
population). Populations of divisions are sums over their places: estimates, too.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import Iterable

from geo import Point, distance_km, quantile, weighted_mean
from load_geonames import Place, Subdivision
from namesakes import Namesakes

MIN_PRECISION_KM = 3.0
NAMESAKE_PRECISION_KM = 10.0
COUNTRY_PRECISION_KM = 200.0
# How far a point from elsewhere may lie off the middle of the division's places: the
# greater of so many reaches of the places and so many usual breadths of a division.
REACHES, BREADTHS, SLACK_KM = 1.5, 2.0, 20.0
# Parts of other places, whose people are counted there already, or dead places.
_UNCOUNTED = frozenset(("PPLX", "PPLQ", "PPLH", "PPLW", "PPLCH"))


@dataclass(frozen=True)
class Members:
    """The places inside a division and what follows from them."""

    middle: Point
    reach_km: float
    population: int
    points: tuple[Point, ...]


def middle_of(points: list[Point]) -> Point:
    """Halfway between the mean of the points and the centre of their box."""
    mean = weighted_mean(points, [1.0] * len(points))
    lons = [lon - 360 * round((lon - mean[1]) / 360) for _, lon in points]
    lats = [lat for lat, _ in points]
    lat = (mean[0] + (min(lats) + max(lats)) / 2) / 2
    lon = (mean[1] + (min(lons) + max(lons)) / 2) / 2
    return lat, (lon + 180) % 360 - 180


def gather(places: Iterable[Place]) -> dict[str, Members]:
    """Members of every first- and second-level division by GeoNames code."""
    groups: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        first = f"{place.country}.{place.admin1}"
        groups[first].append(place)
        if place.admin2:
            groups[f"{first}.{place.admin2}"].append(place)
    members: dict[str, Members] = {}
    for code, group in groups.items():
        points = [(p.lat, p.lon) for p in group]
        middle = middle_of(points)
        reach = quantile([distance_km(middle, p) for p in points], 0.9)
        population = sum(p.population for p in group if p.code not in _UNCOUNTED)
        members[code] = Members(middle, reach, population, tuple(points))
    return members


class Locator:
    """Gives every division a point, the way it was made, and a precision."""

    def __init__(
        self,
        places: dict[int, Place],
        curated: dict[str, Point],
        iso_points: dict[str, Point],
        countries: dict[str, Point],
        areas: dict[str, float],
        generic: frozenset[str],
    ) -> None:
        self._members = gather(places.values())
        self._namesakes = Namesakes(places.values(), generic)
        self._curated = curated
        self._iso_points = iso_points
        self._countries = countries
        self._areas = areas
        self._breadths: dict[tuple[str, int], float] = {}
        self.doubted: list[str] = []

    def locate(self, divisions: list[Subdivision]) -> None:
        """Fills point, method, precision and population of all divisions in."""
        counts = Counter((d.country, d.level) for d in divisions)
        self._breadths = {
            key: sqrt(self._areas.get(key[0], 0.0) / count) for key, count in counts.items()
        }
        parents: dict[str, Subdivision] = {}
        for division in sorted(divisions, key=lambda d: (d.level, d.id)):
            members = self._members.get(division.key)
            point, method, precision = self._choose(
                division, members, parents.get(f"{division.country}.{division.admin1}")
            )
            if members is not None:
                reach = quantile([distance_km(point, p) for p in members.points], 0.9)
                precision = max(MIN_PRECISION_KM, reach)
                division.population = members.population
            division.point, division.method = point, method
            division.precision_km = precision
            if division.level == 1:
                parents[division.key] = division

    def _choose(
        self, division: Subdivision, members: Members | None, parent: Subdivision | None
    ) -> tuple[Point, str, float]:
        breadth = max(MIN_PRECISION_KM, self._breadths[division.country, division.level] / 2)
        curated = self._curated_point(division)
        if curated is not None:
            self._believable(curated, division, members)
            return curated, "curated", breadth
        iso = self._iso_points.get(division.iso)
        if iso is not None and self._believable(iso, division, members):
            return iso, "iso3166-2", breadth
        if members is not None:
            return members.middle, "places", breadth
        place = self._namesakes.find(division)
        if place is not None:
            return (place.lat, place.lon), "namesake", NAMESAKE_PRECISION_KM
        if parent is not None and division.level == 2:
            return parent.point, "parent", parent.precision_km
        return self._countries[division.country], "country", COUNTRY_PRECISION_KM

    def _curated_point(self, division: Subdivision) -> Point | None:
        ids = [f"geonames:{division.id}"]
        if division.level == 1:
            ids.append(f"admin1:{division.key}")
        if division.iso:
            ids.append(f"iso:{division.iso}")
        return next((self._curated[i] for i in ids if i in self._curated), None)

    def _believable(
        self, point: Point, division: Subdivision, members: Members | None
    ) -> bool:
        if members is None:
            return True
        off = distance_km(point, members.middle)
        breadth = self._breadths[division.country, division.level]
        if off <= max(REACHES * members.reach_km, BREADTHS * breadth) + SLACK_KM:
            return True
        self.doubted.append(
            f"{division.iso} {division.name}: {off:.0f} km off the middle of its places,"
            f" which reach {members.reach_km:.0f} km"
        )
        return False
