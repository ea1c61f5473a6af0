"""Countries: their representative points, feature codes and names."""

import re
from dataclasses import dataclass, field
from math import pi, sqrt
from pathlib import Path

import load_names
from geo import Point
from load_names import TaggedName

_COORDINATES = re.compile(r"(\d+) (\d+) ([NS]), *(\d+) (\d+) ([EW])")


@dataclass
class Country:
    """A country or dependent territory."""

    iso: str
    info: dict
    code: str
    point: Point
    method: str
    precision_km: float
    tagged: list[TaggedName] = field(default_factory=list)
    untagged: set[str] = field(default_factory=set)

    @property
    def id(self) -> int:
        """The GeoNames id."""
        return int(self.info["geonameid"])


def parse_coordinates(text: str) -> Point | None:
    """Reads `49 00 N, 32 00 E`."""
    match = _COORDINATES.search(text or "")
    if not match:
        return None
    lat = int(match[1]) + int(match[2]) / 60
    lon = int(match[4]) + int(match[5]) / 60
    return (-lat if match[3] == "S" else lat), (-lon if match[6] == "W" else lon)


def build(
    infos: dict[str, dict], unpacked: Path, curated: dict[str, Point], codes: dict[str, str]
) -> dict[str, Country]:
    """All countries with points and feature codes, without names."""
    book = load_names.factbook(unpacked)
    countries: dict[str, Country] = {}
    for iso, info in sorted(infos.items()):
        page = book.get(info["fips"].lower(), {})
        text = page.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        point, method = parse_coordinates(text), "factbook"
        if f"country:{iso}" in curated:
            point, method = curated[f"country:{iso}"], "curated"
        if point is None:
            raise ValueError(f"no point for {iso}; add one to the curated points")
        dependent = "Dependency status" in page.get("Government", {})
        countries[iso] = Country(
            iso=iso, info=info, code=codes.get(iso, "PCLD" if dependent else "PCLI"),
            point=point, method=method,
            precision_km=max(3.0, sqrt(float(info["areakm2"] or 0) / pi)),
        )
    return countries
