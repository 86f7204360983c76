"""The shortest line over the earth: a floor under every way on the ground.

WGS 84 ellipsoid, Karney's method (C. F. F. Karney, J. Geodesy 87, 2013), through geopy.
Never a sphere: that is off by up to half a per cent, in either direction.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import ceil
from typing import Any


@lru_cache(maxsize=65536)
def geodesic_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres between two points given in degrees; exact to well under a metre."""
    return float(_ellipsoid().measure((lat_a, lon_a), (lat_b, lon_b)))


@cache
def _ellipsoid() -> Any:  # noqa: ANN401 - geopy has no types, and stays in here
    """Geopy's measure in kilometres over WGS 84; it sets up the ellipsoid's series once, not with each distance."""
    from geopy.distance import geodesic

    return geodesic()


def geodesic_points(
    lat_a: float, lon_a: float, lat_b: float, lon_b: float, step_km: float = 100.0
) -> tuple[tuple[float, float, float], ...]:
    """Points between two others along the geodesic, evenly apart by at most ``step_km``: latitude, longitude, km.

    The ends are left out; longitudes lie within -180 to 180 degrees.
    """
    from geographiclib.geodesic import Geodesic

    line = Geodesic.WGS84.InverseLine(lat_a, lon_a, lat_b, lon_b)
    steps = max(1, ceil(line.s13 / 1000 / step_km))
    found = (line.Position(line.s13 * i / steps) for i in range(1, steps))
    return tuple((float(one["lat2"]), float(one["lon2"]), float(one["s12"]) / 1000) for one in found)


def parse_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude from "39.0,125.7"; None if the text is not two numbers.

    Numbers out of range are returned as they are: the caller names the place in its message.
    """
    parts = text.split(",")
    if len(parts) != 2 or "_" in text:  # float() would take 1_000
        return None
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except ValueError:
        return None
    return lat, lon
