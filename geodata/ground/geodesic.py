"""The shortest line over the earth: a floor under every way on the ground.

WGS 84 ellipsoid, Karney's method (C. F. F. Karney, J. Geodesy 87, 2013), through geographiclib, on which
geopy's geodesic rests too: the same numbers without the tenth of a second that importing geopy's geocoders takes.
Never a sphere: that is off by up to half a per cent, in either direction.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from math import ceil


@lru_cache(maxsize=65536)
def geodesic_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres between two points given in degrees; exact to well under a metre."""
    from geographiclib.geodesic import Geodesic

    return float(Geodesic.WGS84.Inverse(lat_a, lon_a, lat_b, lon_b, Geodesic.DISTANCE)["s12"]) / 1000


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
    """Latitude and longitude from "39.0,125.7", or from degrees with their sign: "39°02′N 125°45′E"; else None.

    Decimal numbers out of range are returned as they are: the caller names the place in its message.
    """
    if "°" in text:
        return _with_degree_signs(text)
    parts = text.split(",")
    if len(parts) != 2 or "_" in text:  # float() would take 1_000
        return None
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except ValueError:
        return None
    return lat, lon


def _with_degree_signs(text: str) -> tuple[float, float] | None:
    from geopy.point import Point

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # geopy also warns of what it refuses
            point = Point.from_string(text)
    except ValueError:
        return None
    return float(point.latitude), float(point.longitude)
