"""The plane that maps are drawn on: Lambert's conformal cone, and a window on it.

Conformal, so shapes stay true; one scale bar is right all over the map. Browsers draw with the
same constants (``crs.js``), so the drawn map and the zoomable one lie on each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import atan, atan2, copysign, cos, degrees, hypot, log, pi, radians, sin, tan
from typing import TypeAlias

EARTH_KM = 6371.0088
"""Mean radius (IUGG 1980). A sphere is enough for drawing; no distance is taken from here."""

LatLon: TypeAlias = tuple[float, float]
Point: TypeAlias = tuple[float, float]


def _stretch(lat: float) -> float:
    return tan(pi / 4 + radians(lat) / 2)


@dataclass(frozen=True, slots=True)
class Cone:
    """A cone that cuts the globe at two parallels; degrees in, kilometres out, y to the north."""

    south: float
    north: float
    middle: float
    n: float = field(init=False, repr=False)
    """How far the cone is opened: meridians stand ``n`` degrees apart per degree."""
    f: float = field(init=False, repr=False)
    """Radius of the parallel where the stretch is one, kilometres."""
    origin: float = field(init=False, repr=False)
    """Radius of the parallel that gets y = 0, half-way between the two."""

    def __post_init__(self) -> None:
        """Reckon the constants once: a page projects ten thousand points."""
        low, high = _stretch(self.south), _stretch(self.north)
        n = log(cos(radians(self.south)) / cos(radians(self.north))) / log(high / low)
        f = EARTH_KM * cos(radians(self.south)) * low**n / n
        for name, value in (("n", n), ("f", f), ("origin", f / _stretch((self.south + self.north) / 2) ** n)):
            object.__setattr__(self, name, value)

    def project(self, at: LatLon) -> Point:
        """Kilometres east and north of the cone's origin."""
        radius = self.f / _stretch(max(min(at[0], 89.9), -89.9)) ** self.n
        turn = self.n * radians(at[1] - self.middle)
        return (radius * sin(turn), self.origin - radius * cos(turn))

    def unproject(self, at: Point) -> LatLon:
        """Latitude and longitude of a point on the plane."""
        side = copysign(1.0, self.n)  # a cone over the southern half opens the other way
        east, up = side * at[0], side * (self.origin - at[1])
        lat = degrees(2 * atan((abs(self.f) / hypot(east, up)) ** (1 / self.n)) - pi / 2)
        return (lat, self.middle + degrees(atan2(east, up)) / self.n)


def cone_for(points: Iterable[LatLon]) -> Cone:
    """A cone that suits these points: parallels at a sixth from either end, on the half of the globe they lie on."""
    lats, lons = zip(*points, strict=True)
    half = 1.0 if max(lats) + min(lats) >= 0 else -1.0
    low, high = sorted((half * min(lats), half * max(lats)))
    sixth = max((high - low) / 6, 0.5)
    near = round(max(low + sixth, 1.0), 1)
    far = round(max(high - sixth, near + 1.0), 1)
    south, north = sorted((half * near, half * far))
    return Cone(south=south, north=north, middle=round((min(lons) + max(lons)) / 2, 1))


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the plane: ``width`` × ``height`` pixels around a centre."""

    cone: Cone
    width: float
    height: float
    centre: Point
    km_per_px: float

    @property
    def grain_deg(self) -> float:
        """Three quarters of a pixel, in degrees of latitude: finer steps are hardly seen."""
        return self.km_per_px / 148

    def px(self, at: LatLon) -> Point:
        """Pixels from the upper left corner."""
        x, y = self.cone.project(at)
        return (
            self.width / 2 + (x - self.centre[0]) / self.km_per_px,
            self.height / 2 - (y - self.centre[1]) / self.km_per_px,
        )

    def onto(self, other: Frame) -> tuple[float, float, float]:
        """How pixels of this window become those of another on the same cone: scale, and shifts right and down."""
        scale = self.km_per_px / other.km_per_px
        right = other.width / 2 - self.width / 2 * scale + (self.centre[0] - other.centre[0]) / other.km_per_px
        down = other.height / 2 - self.height / 2 * scale - (self.centre[1] - other.centre[1]) / other.km_per_px
        return (scale, right, down)

    def lat_lon(self, at: Point) -> LatLon:
        """Where a pixel lies."""
        east, north = (at[0] - self.width / 2) * self.km_per_px, (self.height / 2 - at[1]) * self.km_per_px
        return self.cone.unproject((self.centre[0] + east, self.centre[1] + north))

    def around(self, beyond: float = 0.0) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the window, widened by ``beyond`` of its size on every side; pixels."""
        across, down = self.width * beyond, self.height * beyond
        return (-across, -down, self.width + across, self.height + down)

    def box(self, seen: tuple[float, float, float, float] | None = None) -> tuple[float, float, float, float]:
        """South, west, north, east of the window, or of a rectangle in its pixels."""
        left, top, right, bottom = seen or self.around()
        edge = [(left + (right - left) * i / 12, top + (bottom - top) * j / 12) for i in range(13) for j in range(13)]
        lats, lons = zip(*(self.lat_lon(point) for point in edge), strict=True)
        return (min(lats), min(lons), max(lats), max(lons))


def frame_for(cone: Cone, points: Iterable[LatLon], size: tuple[float, float], margin: tuple[float, float]) -> Frame:
    """The closest window of ``size`` pixels that shows all points, ``margin`` pixels left free on each side."""
    xs, ys = zip(*(cone.project(point) for point in points), strict=True)
    across, down = (size[0] - 2 * margin[0]), (size[1] - 2 * margin[1])
    km_per_px = max((max(xs) - min(xs)) / across, (max(ys) - min(ys)) / down, 0.05)
    centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return Frame(cone, size[0], size[1], centre, km_per_px)
