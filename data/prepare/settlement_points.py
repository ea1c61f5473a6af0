"""Where a settlement lies whose coordinates are not known: the middle of its neighbours.

Settlements of known coordinates (anchors) tell the middle and the spread of a hromada or,
where it has none, of a raion. The stated radius is to hold nine of ten settlements; the small
anchors tell how large it must be, since small settlements lie farther out than large ones.
"""

from collections import defaultdict
from math import sqrt
from typing import Iterable, Mapping, NamedTuple

from geo import Point, distance_km, quantile, weighted_mean
from katottg import Settlement

LEAST_RADIUS_KM = 5.0
# Of the small anchors; of the settlements that are too small to be anchors, fewer.
SHARE_WITHIN = 0.96
# A hromada's own spread counts like that many anchors against the spread usual in its oblast.
_USUAL_WEIGHT = 8.0
# So many small settlements are needed to say where nine of ten lie.
_LEAST_SMALL = 50


class Anchor(NamedTuple):
    """A settlement of known coordinates."""

    settlement: Settlement
    point: Point
    small: bool


class Area(NamedTuple):
    """A hromada or raion: the middle of its anchors and how many they are."""

    middle: Point
    anchors: int
    # Sum of squares of the anchors' distances from the middle, and its degrees of freedom.
    squares: float
    usual: float

    @property
    def deviation_km(self) -> float:
        """How far a settlement that is no anchor deviates from the middle (root mean square)."""
        freedom = self.anchors - 1
        within = (self.squares + _USUAL_WEIGHT * self.usual) / (freedom + _USUAL_WEIGHT)
        return sqrt(within * (1 + 1 / self.anchors))


class Placed(NamedTuple):
    """A point, the radius around it, and what it is the middle of: hromada or raion."""

    point: Point
    radius_km: float
    area: str


def _areas(groups: Mapping[str, list[Point]]) -> dict[str, Area]:
    """Areas by code; the spread usual in an oblast is the mean over its areas."""
    middles = {code: weighted_mean(p, [1.0] * len(p)) for code, p in groups.items()}
    squares = {
        code: sum(distance_km(middles[code], p) ** 2 for p in points)
        for code, points in groups.items()
    }
    sums: dict[str, float] = defaultdict(float)
    freedoms: dict[str, int] = defaultdict(int)
    for code, points in groups.items():
        for scope in (code[:2], ""):
            sums[scope] += squares[code]
            freedoms[scope] += len(points) - 1
    return {
        code: Area(
            middles[code], len(points), squares[code],
            sums[scope] / freedoms[scope],
        )
        for code, points in groups.items()
        for scope in (code[:2] if freedoms[code[:2]] else "",)
    }


class Locator:
    """Places settlements by anchors."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        hromadas: dict[str, list[Point]] = defaultdict(list)
        raions: dict[str, list[Point]] = defaultdict(list)
        known = sorted(anchors)
        for settlement, point, _ in known:
            hromadas[settlement.hromada].append(point)
            raions[settlement.raion].append(point)
        self._hromadas, self._raions = _areas(hromadas), _areas(raions)
        self._reach = {
            "hromada": self._within(
                [(s.hromada, p) for s, p, small in known if small], self._hromadas
            ),
            "raion": self._within(
                [(s.raion, p) for s, p, small in known if small], self._raions
            ),
        }

    @staticmethod
    def _within(known: list[tuple[str, Point]], areas: Mapping[str, Area]) -> float:
        """How many deviations hold the share of settlements, each left out in turn."""
        ratios = []
        for code, point in known:
            area = areas[code]
            if area.anchors < 2:
                continue
            # What the middle and the spread would be without the point.
            off = distance_km(area.middle, point)
            scale = area.anchors / (area.anchors - 1)
            rest = Area(
                area.middle, area.anchors - 1, max(0.0, area.squares - scale * off * off),
                area.usual,
            )
            ratios.append(scale * off / rest.deviation_km)
        if len(ratios) < _LEAST_SMALL:
            raise ValueError(f"only {len(ratios)} small settlements have known coordinates")
        return quantile(ratios, SHARE_WITHIN)

    def place(self, settlement: Settlement) -> Placed | None:
        """The point and radius of a settlement; none if its raion has no anchor."""
        for kind, areas, code in (
            ("hromada", self._hromadas, settlement.hromada),
            ("raion", self._raions, settlement.raion),
        ):
            area = areas.get(code)
            if area:
                radius = self._reach[kind] * area.deviation_km
                return Placed(area.middle, max(LEAST_RADIUS_KM, radius), kind)
        return None
