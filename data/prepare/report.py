"""The report of a run: rows written, names dropped, points doubted."""

from collections import Counter
from pathlib import Path

from clean import Cleaner
from countries import Country
from load_geonames import Subdivision
from outlines import Outlines
from text import fold
from tsv import read_rows

MAX_LINES = 60
FAR_OUTSIDE_KM = 50.0


class Report:
    """Collects figures during a run and prints them."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.cleaners: dict[str, Cleaner] = {}
        self.doubted_points: list[str] = []
        self.outside: list[str] = []
        self.recoded: list[str] = []
        self.unresolved_iso: list[str] = []
        self.settlements: list[str] = []
        self._methods: dict[int, Counter[str]] = {}
        self._pairs = 0

    def methods(self, divisions: list[Subdivision]) -> None:
        """Counts how the points of the divisions were made, by level."""
        for division in divisions:
            self._methods.setdefault(division.level, Counter())[division.method] += 1

    def outlines(
        self, outlines: Outlines, countries: dict[str, Country], divisions: list[Subdivision]
    ) -> None:
        """Notes first-level divisions and countries whose point lies far outside."""
        found: list[tuple[float, str]] = []
        numeric = {iso: f"{int(c.info['isonumeric']):03d}" for iso, c in countries.items()}
        entries = [(c.iso, c.iso, c.point, c.method) for c in countries.values()]
        entries += [
            (d.country, f"{d.key} {d.name}", d.point, d.method)
            for d in divisions if d.level == 1
        ]
        for country, label, point, method in entries:
            off = outlines.km_outside(point, numeric[country])
            if off > FAR_OUTSIDE_KM:
                found.append((-off, f"{label}: {off:.0f} km ({method})"))
        self.outside = [line for _, line in sorted(found)]

    def pairs(self, places: Path, alternates: Path) -> None:
        """Counts distinct (entry, folded name) pairs over both files of names."""
        seen: set[tuple[int, str]] = set()
        for row in read_rows(places):
            id_ = int(row[0])
            seen.update((id_, fold(n)) for n in (row[1], *row[3].split(",")) if n)
        seen.update((int(row[1]), fold(row[3])) for row in read_rows(alternates))
        self._pairs = len(seen)

    def print(self, out: Path) -> None:
        """Prints everything to standard output."""
        print("Files")
        for name, count in self.rows.items():
            print(f"  {name:24} {count:9,} rows {(out / name).stat().st_size:12,} bytes")
        print(f"Distinct (entry, folded name) pairs: {self._pairs:,}")
        for kind, cleaner in self.cleaners.items():
            print(f"Names of {kind}")
            for reason, count in sorted(cleaner.tally.items(), key=lambda i: (-i[1], i[0])):
                examples = "; ".join(cleaner.examples.get(reason, []))
                print(f"  {count:9,} {reason}" + (f" ({examples})" if examples else ""))
        for level, methods in sorted(self._methods.items()):
            line = ", ".join(f"{m} {n:,}" for m, n in sorted(methods.items()))
            print(f"Points of level {level}: {line}")
        for title, lines in (
            ("Points far off the places (ISO: refused, curated: kept)", self.doubted_points),
            ("Points outside the outline of their country", self.outside),
            ("CLDR subdivision codes moved or dropped", self.recoded),
            ("ISO codes without an entry", self.unresolved_iso),
            ("Ukrainian settlements", self.settlements),
        ):
            print(f"{title}: {len(lines)}")
            for line in lines[:MAX_LINES]:
                print(f"  {line}")
            if len(lines) > MAX_LINES:
                print(f"  … and {len(lines) - MAX_LINES} more")
