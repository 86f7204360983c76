"""Where along a way each point lies, and where a train is after so many kilometres.

Chainage comes from the published posts, section by section, never from one factor over the
whole way: hills and plains stretch differently.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fix:
    """A point on a way with its chainage from the start, km as an interval; a place where it is one."""

    lat: float
    lon: float
    place: str | None
    low_km: float
    high_km: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way, drawn through its located stations.

    ``fixes`` rise in chainage. Positions are measured on the low chainage; where high differs,
    measure from the nearer end (``back_from_end``), since ways differ in the middle.
    """

    name: str
    standing: Literal["reported", "usual", "possible"]
    fixes: tuple[Fix, ...]

    @property
    def length_km(self) -> float:
        """Length on the low chainage."""
        return self.fixes[-1].low_km - self.fixes[0].low_km

    def at(self, km: float) -> tuple[float, float]:
        """Latitude and longitude after ``km`` on the low chainage, clamped to the ends."""
        before, after, share = self._locate(km)
        lon = before.lon + (_counted_on(before.lon, after.lon) - before.lon) * share
        return (before.lat + (after.lat - before.lat) * share, _turned(lon))

    def neighbours(self, km: float) -> tuple[str | None, str | None]:
        """The last place at or before ``km`` and the first one at or after it."""
        behind = [fix.place for fix in self.fixes if fix.place and fix.low_km <= km + 1e-9]
        ahead = [fix.place for fix in self.fixes if fix.place and fix.low_km >= km - 1e-9]
        return (behind[-1] if behind else None, ahead[0] if ahead else None)

    def between(self, low_km: float, high_km: float) -> tuple[tuple[float, float], ...]:
        """The drawn points from ``low_km`` to ``high_km``, ends interpolated; at least one point.

        Across 180 degrees longitudes are counted on (179, 181): a line drawn through them stays whole.
        """
        inner = [(fix.lat, fix.lon) for fix in self.fixes if low_km < fix.low_km < high_km]
        points = [self.at(low_km)]
        for lat, lon in (*inner, self.at(high_km)):
            point = (lat, _counted_on(points[-1][1], lon))
            if point != points[-1]:
                points.append(point)
        return tuple(points)

    def back_from_end(self, short_low_km: float, short_high_km: float) -> tuple[tuple[float, float], ...]:
        """The stretch that lies ``short_low_km`` to ``short_high_km`` before the end."""
        end = self.fixes[-1].low_km
        return self.between(end - short_high_km, end - short_low_km)

    def spaced(self, step_km: float) -> Alignment:
        """The same way with points between its places, evenly, so that none is more than ``step_km`` from the next.

        They lie on the straight line, at their share of the kilometres, and are no place.
        """
        fixes = [self.fixes[0]]
        for before, after in pairwise(self.fixes):
            low, high = after.low_km - before.low_km, after.high_km - before.high_km
            steps = max(1, ceil(max(low, high) / step_km - 1e-9))
            for step in range(1, steps):
                km = before.low_km + low * step / steps
                fixes.append(Fix(*self.at(km), None, km, before.high_km + high * step / steps))
            fixes.append(after)
        return replace(self, fixes=tuple(fixes))

    def _locate(self, km: float) -> tuple[Fix, Fix, float]:
        chain = [fix.low_km for fix in self.fixes]
        index = min(max(bisect_right(chain, km) - 1, 0), len(chain) - 2)
        before, after = self.fixes[index], self.fixes[index + 1]
        length = after.low_km - before.low_km
        share = (km - before.low_km) / length if length > 0 else 0.0
        return before, after, min(max(share, 0.0), 1.0)


def _counted_on(before: float, lon: float) -> float:
    """The longitude, a turn further where that is nearer to the one before."""
    while lon - before > 180:
        lon -= 360
    while lon - before < -180:
        lon += 360
    return lon


def _turned(lon: float) -> float:
    """The longitude within -180 to 180 degrees."""
    if -180 <= lon <= 180:
        return lon
    return lon - 360 if lon > 0 else lon + 360
