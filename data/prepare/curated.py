"""Reads points that the curated tables set, and the small tables of this directory."""

from pathlib import Path

from geo import Point
from text import fold
from tsv import read_records


def points(directory: Path) -> dict[str, Point]:
    """Points by id (`country:`, `admin1:`, `iso:`, `geonames:`) of the point tables."""
    found: dict[str, Point] = {}
    for path in sorted(directory.glob("*_points.tsv")):
        for row in read_records(path):
            if row["lat"] and row["lon"]:
                found[row["id"]] = (float(row["lat"]), float(row["lon"]))
    return found


def settlements(directory: Path, country: str, lang: str) -> list[tuple[str, list[str], Point]]:
    """Names in the language and points of the settlements that the tables add in the
    country, parts of cities left out; the usual name comes first."""
    found = []
    for path in sorted(directory.glob("*.tsv")):
        for row in read_records(path):
            if (row["class"], row["country"]) != ("P", country) or row["code"] == "PPLX":
                continue
            names = [n for n, _, tag in (x.rpartition("@") for x in row["names"].split("|"))
                     if tag == lang]
            point = (float(row["lat"]), float(row["lon"]))
            found.append((row["name"], names, point))
    return found


def mapping(path: Path, key: str, value: str) -> dict[str, str]:
    """A two-column table as a dictionary."""
    return {row[key]: row[value] for row in read_records(path)}


def words(path: Path) -> frozenset[str]:
    """A one-column table as a set of folded words."""
    return frozenset(fold(row["word"]) for row in read_records(path))


class Exclusions:
    """Names that must not be given to an entry."""

    def __init__(self, path: Path) -> None:
        self._pairs = {(row["id"], fold(row["name"])) for row in read_records(path)}

    def holds(self, id_: str, name: str) -> bool:
        """Whether the name is excluded for the entry with this id."""
        folded = fold(name)
        everywhere = not id_.startswith("geonames:") and ("*", folded) in self._pairs
        return (id_, folded) in self._pairs or everywhere
