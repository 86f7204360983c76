"""How far the track may lie from the line that is drawn for it.

Between two points with known kilometres the track lies inside an ellipse: the points are its foci,
and from one over the track to the other it is so many kilometres. Nothing else is known there.
"""

from __future__ import annotations

from math import sqrt

from geodata.ground.geodesic import geodesic_km
from geodata.records import Place


def stray_km(start: Place, end: Place, length_km: float) -> float:
    """Kilometres that a track of that length may lie off the straight line from one place to the other, at most.

    The ellipse's half width, with both points moved towards each other as far as they may be off.
    """
    off = (start.within_km or 0.0, end.within_km or 0.0)
    floor = max(geodesic_km(start.lat, start.lon, end.lat, end.lon) - sum(off), 0.0)
    return sqrt(max(length_km**2 - floor**2, 0.0)) / 2 + max(off)
