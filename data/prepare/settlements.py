"""Ukrainian settlements that only KATOTTG knows, in the curated schema.

Each stands in the middle of its hromada (of its raion, if no other settlement of the hromada
has coordinates) with a radius that says how far off that may be.
"""

from collections import Counter
from pathlib import Path

import curated
import katottg
from geo import distance_km, quantile
from katottg import Settlement
from load_geonames import Place
from settlement_match import SMALL_VILLAGE, Match, Matcher, locator
from settlement_points import Placed
from text import fold
from tsv import CURATED_HEADER, degrees, read_records, write_rows
from ukrainian import romanize

COUNTRY = "UA"
# One settlement of so many is held out to measure by.
HELD_OUT = 5


def _curated_places(directory: Path, places: list[Place]) -> list[Place]:
    """Settlements of the curated tables, in the oblast of the place nearest to them."""
    found = []
    for number, (name, names, point) in enumerate(
        curated.settlements(directory, COUNTRY, "uk"), start=1
    ):
        nearest = min(places, key=lambda p: (distance_km(point, (p.lat, p.lon)), p.id))
        found.append(Place(
            id=-number, name=name, alternates=names, lat=point[0], lon=point[1],
            country=COUNTRY, admin1=nearest.admin1, population=0, timezone="",
        ))
    return found


def _measure(anchors: list[Match]) -> list[str]:
    """Lines on how well settlements are placed that are held out."""
    held = [(s, p) for s, p in anchors if int(s.code[-5:]) % HELD_OUT == 0]
    by_others = locator((s, p) for s, p in anchors if int(s.code[-5:]) % HELD_OUT)
    found: list[tuple[Settlement, Placed, float, int]] = []
    for settlement, place in held:
        placed = by_others.place(settlement)
        if placed:
            off = distance_km(placed.point, (place.lat, place.lon))
            found.append((settlement, placed, off, place.population))
    lines = [f"{len(found):,} of {len(anchors):,} settlements of known coordinates held out"]
    for title, chosen in (
        ("all", found),
        ("villages", [f for f in found if f[0].category == "C"]),
        (f"villages of fewer than {SMALL_VILLAGE} people",
         [f for f in found if f[0].category == "C" and 0 < f[3] < SMALL_VILLAGE]),
        ("by hromada", [f for f in found if f[1].area == "hromada"]),
        ("by raion", [f for f in found if f[1].area == "raion"]),
    ):
        if not chosen:
            continue
        within = sum(off <= round(placed.radius_km) for _, placed, off, _ in chosen)
        lines.append(
            f"{title}: {len(chosen):,}, {100 * within / len(chosen):.1f} % within the radius, "
            f"median error {quantile([off for _, _, off, _ in chosen], 0.5):.1f} km, "
            f"median radius {quantile([p.radius_km for _, p, *_ in chosen], 0.5):.1f} km"
        )
    return lines


def _row(settlement: Settlement, placed: Placed, admin1: str) -> tuple[str, ...]:
    # A hundredth of a degree is a kilometre, and more would pretend to be known.
    lat, lon = (degrees(round(value, 2)) for value in placed.point)
    return (
        f"katottg-{settlement.code.lower()}", romanize(settlement.name),
        f"{settlement.name}@uk", "P", "PPL", COUNTRY, admin1, lat, lon,
        str(round(placed.radius_km)), "",
    )


def _refuse_references(
    directory: Path, rows: list[tuple[str, ...]], known: list[Place]
) -> None:
    """Raises where `city:UA/Name` of a curated table would come to mean a new row: one is
    displayed by that name and no other place is."""
    displayed = {fold(row[1]) for row in rows} - {fold(p.name) for p in known}
    prefix = f"city:{COUNTRY}/"
    for path in sorted(directory.glob("*.tsv")):
        for row in read_records(path):
            if row["id"].startswith(prefix) and fold(row["id"][len(prefix):]) in displayed:
                raise ValueError(
                    f"{path.name}: {row['id']} would mean a village; write geonames:N"
                )


def write(
    path: Path, unpacked: Path, curated_tables: Path, places: dict[int, Place]
) -> tuple[int, list[str]]:
    """Writes the table; returns the number of rows and lines for the report."""
    listed, counts = katottg.load(unpacked)
    known = [p for p in places.values() if p.country == COUNTRY]
    matcher = Matcher(listed, [*known, *_curated_places(curated_tables, known)])
    expected = locator(matcher.anchors)
    rows = []
    areas: Counter[str] = Counter()
    radii = []
    for settlement in matcher.left:
        placed = expected.place(settlement)
        if placed is None:
            raise ValueError(
                f"{settlement.code} {settlement.name}: no settlement of its raion has "
                "known coordinates; add it to data/curated"
            )
        areas[placed.area] += 1
        radii.append(placed.radius_km)
        rows.append(_row(settlement, placed, matcher.oblasts[settlement.oblast]))
    _refuse_references(curated_tables, rows, known)
    left = Counter(s.category for s in matcher.left)
    lines = [
        "objects by category: " + ", ".join(f"{k} {n:,}" for k, n in sorted(counts.items())),
        f"{len(matcher.matches):,} of {len(listed):,} settlements are held: "
        + ", ".join(f"{k} {n:,}" for k, n in matcher.tally.items()),
        f"{len(matcher.places_left):,} Ukrainian places are no settlement of KATOTTG",
        "new by category: " + ", ".join(f"{k} {n:,}" for k, n in sorted(left.items())),
        "new by area: " + ", ".join(f"{k} {n:,}" for k, n in sorted(areas.items()))
        + f"; median radius {quantile(radii, 0.5):.1f} km, largest {max(radii):.1f} km",
        "new cities: " + ", ".join(s.name for s in matcher.left if s.category == "M"),
        *_measure(matcher.anchors),
    ]
    return write_rows(path, [CURATED_HEADER, *rows]) - 1, lines
