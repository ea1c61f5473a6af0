"""Outlines of countries from Natural Earth, to check points against."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Iterator

from geo import Point, distance_km

Ring = list[Point]


class Outlines:
    """Tells whether a point lies in a country; countries by ISO numeric code."""

    def __init__(self, unpacked: Path) -> None:
        path = unpacked / "world-atlas/package/countries-10m.json"
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = list(_decoded(topology))
        self._polygons: dict[str, list[list[Ring]]] = defaultdict(list)
        for geometry in topology["objects"]["countries"]["geometries"]:
            shapes = geometry.get("arcs", [])
            if geometry["type"] == "Polygon":
                shapes = [shapes]
            for polygon in shapes:
                rings = [_ring(indices, arcs) for indices in polygon]
                self._polygons[geometry.get("id", "")].append(rings)

    def km_outside(self, point: Point, country: str) -> float:
        """How far the point lies outside the country, roughly; 0 if inside or unknown."""
        polygons = self._polygons.get(country, [])
        for outer, *holes in polygons:
            if _inside(point, outer) and not any(_inside(point, h) for h in holes):
                return 0.0
        corners = (corner for outer, *_ in polygons for corner in outer)
        return min((distance_km(point, corner) for corner in corners), default=0.0)


def _decoded(topology: dict) -> Iterator[Ring]:
    """The arcs as (lat, lon) points."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"], topology["transform"]["translate"]
    )
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((y * scale_y + move_y, x * scale_x + move_x))
        yield points


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """Joins arcs to a ring whose longitudes run on across the antimeridian."""
    joined: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        joined += arc[1:] if joined else arc
    ring, turn = joined[:1], 0.0
    for (_, before), (lat, lon) in zip(joined, joined[1:]):
        if lon - before > 180:
            turn -= 360
        elif lon - before < -180:
            turn += 360
        ring.append((lat, lon + turn))
    return ring


def _inside(point: Point, ring: Ring) -> bool:
    return any(_crossings(point[0], point[1] + turn, ring) % 2 for turn in (-360, 0, 360))


def _crossings(lat: float, lon: float, ring: Ring) -> int:
    """How many edges of the ring a ray from the point to the east crosses."""
    count = 0
    for (lat_a, lon_a), (lat_b, lon_b) in zip(ring, ring[1:] + ring[:1]):
        if (lat_a > lat) != (lat_b > lat):
            if lon < lon_a + (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a):
                count += 1
    return count
