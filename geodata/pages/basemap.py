"""Land, lakes, rivers and borders of a window, cut from one file built once.

``basemap_build/`` says how ``data/basemap.json`` was made. Borders are kept by the pair of
countries that share them, so that only those a journey crosses are drawn; no name is kept.
The file ends at 180°, so no ring crosses the antimeridian and clipping in degrees is safe.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil, cos, hypot, radians
from typing import Any, TypeAlias

from geodata.pages.projection import LatLon

Path: TypeAlias = tuple[LatLon, ...]
Box: TypeAlias = tuple[float, float, float, float]
"""South, west, north, east; degrees."""

CREDIT = "De facto borders, Natural Earth 4.1"


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies in a window: rings under the even-odd rule, and lines; borders are ``(disputed, line)``."""

    land: tuple[Path, ...]
    lakes: tuple[Path, ...]
    rivers: tuple[Path, ...]
    borders: tuple[tuple[bool, Path], ...]

    @property
    def points(self) -> int:
        """How much there is to draw."""
        return sum(map(len, (*self.land, *self.lakes, *self.rivers, *(line for _, line in self.borders))))


def window(box: Box, pairs: Iterable[frozenset[str]], grain_deg: float = 0.0, most: int = 2600) -> Basemap:
    """The basemap inside ``box``, with the borders of the given pairs of ISO 3166 codes.

    No line is moved by more than a grain; islands and lakes of a few grains across, and rivers
    hardly longer, are left out. The grain grows until no more than ``most`` points are left, so
    a page on half a continent is no heavier than one on a province.
    """
    stored = _stored()
    wanted, disputed, decode = set(pairs), set(stored["disputed"]), _decoder(stored["unit"])
    keys = sorted(key for key in stored["borders"] if frozenset(key.split("-")) in wanted)

    def lines(paths: list[list[int]]) -> tuple[Path, ...]:
        return tuple(part for path in paths for part in clip_line(decode(path), box))

    whole = Basemap(
        land=tuple(filter(None, (clip_ring(decode(ring), box) for ring in stored["land"]))),
        lakes=tuple(filter(None, (clip_ring(decode(ring), box) for ring in stored["lakes"]))),
        rivers=lines(stored["rivers"]),
        borders=tuple((key in disputed, line) for key in keys for line in lines(stored["borders"][key])),
    )
    seen = _simple(whole, grain_deg)
    while grain_deg > 0 and seen.points > most:
        grain_deg *= 1.3
        seen = _simple(seen, grain_deg)
    return Basemap(
        tuple(_bent(ring) for ring in seen.land), tuple(_bent(ring) for ring in seen.lakes), seen.rivers, seen.borders
    )


def _simple(base: Basemap, grain_deg: float) -> Basemap:
    def rings(paths: tuple[Path, ...]) -> tuple[Path, ...]:
        large = (path for path in paths if _across(path) > 3 * grain_deg)
        return tuple(ring for ring in (thinned(path, grain_deg) for path in large) if len(ring) > 3)

    return Basemap(
        rings(base.land),
        rings(base.lakes),
        tuple(thinned(line, grain_deg) for line in base.rivers if _across(line) > 24 * grain_deg),
        tuple((disputed, thinned(line, grain_deg)) for disputed, line in base.borders),
    )


def thinned(path: Path, grain_deg: float) -> Path:
    """The path with the fewest points that stay within a grain of it (Douglas and Peucker 1973); its ends stay.

    Points closer than half a grain to the last one kept are dropped first: that is quick, and the
    rest has little left to do.
    """
    kept = list(path[:1])
    for here in path[1:-1]:
        if max(abs(here[0] - kept[-1][0]), abs(here[1] - kept[-1][1])) >= grain_deg / 2:
            kept.append(here)
    kept += path[1:][-1:]
    if grain_deg <= 0 or len(kept) < 4:
        return tuple(kept)
    squeeze = cos(radians(sum(lat for lat, _ in kept) / len(kept)))
    needed, open_ = {0, len(kept) - 1}, [(0, len(kept) - 1)]
    while open_:
        first, last = open_.pop()
        far, worst = _farthest(kept, first, last, squeeze)
        if worst > grain_deg:
            needed.add(far)
            open_ += [(first, far), (far, last)]
    return tuple(kept[i] for i in sorted(needed))


def _farthest(path: list[LatLon], first: int, last: int, squeeze: float) -> tuple[int, float]:
    """The point farthest from the chord between two others, and how far off it lies, in degrees of latitude."""
    (y0, x0), (y1, x1) = path[first], path[last]
    dx, dy = (x1 - x0) * squeeze, y1 - y0
    length = hypot(dx, dy)
    best, worst = first, 0.0
    for i in range(first + 1, last):
        px, py = (path[i][1] - x0) * squeeze, path[i][0] - y0
        off = abs(px * dy - py * dx) / length if length > 0 else hypot(px, py)
        if off > worst:
            best, worst = i, off
    return best, worst


def _across(path: Path) -> float:
    """The longer side of a path's box, in degrees."""
    lats, lons = zip(*path, strict=True)
    return float(max(max(lats) - min(lats), max(lons) - min(lons)))


@cache
def _stored() -> dict[str, Any]:
    text = files("geodata.pages").joinpath("data/basemap.json").read_text(encoding="utf-8")
    stored: dict[str, Any] = json.loads(text)
    return stored


def _decoder(unit: int) -> Callable[[list[int]], Path]:
    def decode(deltas: list[int]) -> Path:
        x = y = 0
        points = []
        for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((y / unit, x / unit))
        return tuple(points)

    return decode


def _bent(ring: Path) -> Path:
    """The ring with steps of at most one degree: a cut along a parallel must bend with it when it is drawn."""
    points: list[LatLon] = []
    for here, then in zip(ring, (ring[1:] + ring[:1]), strict=True):
        steps = max(1, ceil(max(abs(then[0] - here[0]), abs(then[1] - here[1]))))
        points += [
            (here[0] + (then[0] - here[0]) * i / steps, here[1] + (then[1] - here[1]) * i / steps) for i in range(steps)
        ]
    return tuple(points)


def _sides(box: Box) -> tuple[tuple[int, float, int], ...]:
    """The four half-planes of a box: coordinate, limit, and which way is inside."""
    south, west, north, east = box
    return ((0, south, 1), (0, north, -1), (1, west, 1), (1, east, -1))


def _cut(a: LatLon, b: LatLon, axis: int, limit: float) -> LatLon:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + (b[1 - axis] - a[1 - axis]) * share
    return (limit, other) if axis == 0 else (other, limit)


def clip_ring(ring: Path, box: Box) -> Path:
    """A ring's part inside the box (Sutherland and Hodgman 1974); empty where there is none.

    Parts that leave and come back are joined along the edge, which has no area: draw them with
    the even-odd rule and an edge that lies out of sight.
    """
    for axis, limit, inward in _sides(box):
        kept: list[LatLon] = []
        for before, here in zip((ring[-1:] + ring[:-1]), ring, strict=True):
            was_in, is_in = ((point[axis] - limit) * inward >= 0 for point in (before, here))
            if was_in != is_in:
                kept.append(_cut(before, here, axis, limit))
            if is_in:
                kept.append(here)
        ring = tuple(kept)
    return ring if len(ring) > 2 else ()


def clip_line(line: Path, box: Box) -> tuple[Path, ...]:
    """A line's parts inside the box, in order."""
    parts = [line]
    for axis, limit, inward in _sides(box):
        parts = [piece for part in parts for piece in _half(part, axis, limit, inward)]
    return tuple(parts)


def _half(line: Path, axis: int, limit: float, inward: int) -> Iterator[Path]:
    piece: list[LatLon] = []
    for i, here in enumerate(line):
        is_in = (here[axis] - limit) * inward >= 0
        if i and is_in != ((line[i - 1][axis] - limit) * inward >= 0):
            piece.append(_cut(line[i - 1], here, axis, limit))
        if is_in:
            piece.append(here)
        elif piece:
            yield tuple(piece)
            piece = []
    if len(piece) > 1:
        yield tuple(piece)
