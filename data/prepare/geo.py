"""Plane and spherical geometry on WGS 84 degrees."""

from math import asin, cos, degrees, atan2, radians, sin, sqrt
from typing import Iterable, Sequence

Point = tuple[float, float]

EARTH_RADIUS_KM = 6371.0088


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance of two (lat, lon) points."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat = (lat_b - lat_a) / 2
    half_lon = radians(b[1] - a[1]) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def weighted_mean(points: Sequence[Point], weights: Iterable[float]) -> Point:
    """Mean direction of points on the sphere, so the antimeridian does no harm."""
    x = y = z = 0.0
    for (lat, lon), weight in zip(points, weights):
        phi, lam = radians(lat), radians(lon)
        x += weight * cos(phi) * cos(lam)
        y += weight * cos(phi) * sin(lam)
        z += weight * sin(phi)
    return degrees(atan2(z, sqrt(x * x + y * y))), degrees(atan2(y, x))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which the given share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
