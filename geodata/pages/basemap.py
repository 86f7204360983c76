"""Land, lakes, rivers and borders of a window, cut from one file built once.

``basemap_build/`` says how ``data/basemap.json`` was made. Borders are kept by the pair of
countries that share them, so that only those a journey crosses are drawn; no name is kept.
The file goes once around from 12° west, so no ring crosses the antimeridian; a window that lies
beyond its ends sees it a turn farther on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from math import ceil

from geodata.pages.clipping import Box, Path, clip_line, clip_ring, sparse, thinned
from geodata.pages.projection import Frame, LatLon, Point

CREDIT = "De facto borders, Natural Earth 4.1"


@dataclass(frozen=True, slots=True)
class Basemap:
    """What a window shows, in its pixels: rings under the even-odd rule, lines, borders ``(disputed, line)``."""

    land: tuple[Path, ...]
    lakes: tuple[Path, ...]
    rivers: tuple[Path, ...]
    borders: tuple[tuple[bool, Path], ...]

    @property
    def points(self) -> int:
        """How much there is to draw."""
        return sum(map(len, (*self.land, *self.lakes, *self.rivers, *(line for _, line in self.borders))))

    def on_land(self, at: Point) -> bool:
        """Whether a point lies on drawn land: a ray to the right meets its rings an odd number of times."""
        met = 0
        for ring in self.land:
            before = ring[-1]
            for here in ring:
                if (before[1] > at[1]) != (here[1] > at[1]):
                    share = (at[1] - before[1]) / (here[1] - before[1])
                    met += before[0] + (here[0] - before[0]) * share > at[0]
                before = here
        return met % 2 == 1


@lru_cache(maxsize=64)
def window(frame: Frame, seen: Box, pairs: frozenset[frozenset[str]], most: int = 2600) -> Basemap:
    """What a rectangle of a window shows, in its pixels, with the borders of the given pairs of ISO 3166 codes.

    No line is moved by more than a grain, a pixel at first; islands and lakes of a few grains across,
    and rivers hardly longer, are left out. The grain grows until no more than ``most`` points are left,
    so a page on half a continent is no heavier than one on a province.
    """
    stored, box, grain = _stored(), frame.box(seen), 0.75
    keys = sorted(key for key in stored.borders if frozenset(key.split("-")) in pairs)

    def flat(path: Path) -> Path:
        # Points closer than can be seen are dropped before they are projected, which takes longest.
        return tuple(map(frame.px, sparse(path, 2 * frame.grain_deg)))

    def rings(shapes: Iterable[_Shape]) -> tuple[Path, ...]:
        near = (clip_ring(path, box) for path in _near(shapes, box, 3 * frame.grain_deg))
        return tuple(filter(None, (clip_ring(flat(_bent(path)), seen) for path in near if path)))

    def lines(shapes: Iterable[_Shape], least: float) -> tuple[Path, ...]:
        near = (part for path in _near(shapes, box, least * frame.grain_deg) for part in clip_line(path, box))
        return tuple(part for path in near for part in clip_line(flat(path), seen))

    found = Basemap(
        land=rings(stored.land),
        lakes=rings(stored.lakes),
        rivers=lines(stored.rivers, 24),
        borders=tuple((key in stored.disputed, line) for key in keys for line in lines(stored.borders[key], 0)),
    )
    while found.points > 2.5 * most:  # of points a grain apart about two in five are needed: that is quick to see
        grain *= max(1.15, (found.points / 2.5 / most) ** 0.6)
        found = _each(found, grain, sparse)
    found = _each(found, grain, thinned)
    while found.points > most:
        grain *= max(1.15, (found.points / most) ** 0.6)
        found = _each(found, grain, thinned)
    return found


def _each(base: Basemap, grain: float, thin: Callable[[Path, float], Path]) -> Basemap:
    """Every path thinned; islands and lakes of a few grains across, and short rivers, left out."""

    def rings(paths: tuple[Path, ...]) -> tuple[Path, ...]:
        large = (path for path in paths if _across(path) > 3 * grain)
        return tuple(ring for ring in (thin(path, grain) for path in large) if len(ring) > 3)

    return Basemap(
        rings(base.land),
        rings(base.lakes),
        tuple(thin(line, grain) for line in base.rivers if _across(line) > 24 * grain),
        tuple((disputed, thin(line, grain)) for disputed, line in base.borders),
    )


def _across(path: Path) -> float:
    """The longer side of a path's box."""
    xs, ys = zip(*path, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A stored path with the box that it fills."""

    path: Path
    box: Box


@dataclass(frozen=True, slots=True)
class _Stored:
    """The whole file."""

    land: tuple[_Shape, ...]
    lakes: tuple[_Shape, ...]
    rivers: tuple[_Shape, ...]
    borders: dict[str, tuple[_Shape, ...]]
    disputed: frozenset[str]


@cache
def _stored() -> _Stored:
    read = json.loads(files("geodata.pages").joinpath("data/basemap.json").read_text(encoding="utf-8"))

    def shapes(paths: list[list[int]]) -> tuple[_Shape, ...]:
        return tuple(_shape(path, read["unit"]) for path in paths)

    return _Stored(
        land=shapes(read["land"]),
        lakes=shapes(read["lakes"]),
        rivers=shapes(read["rivers"]),
        borders={key: shapes(paths) for key, paths in read["borders"].items()},
        disputed=frozenset(read["disputed"]),
    )


def _shape(deltas: list[int], unit: int) -> _Shape:
    lons, lats = ([step / unit for step in accumulate(deltas[i::2])] for i in (0, 1))
    return _Shape(tuple(zip(lats, lons, strict=True)), (min(lats), min(lons), max(lats), max(lons)))


def _near(shapes: Iterable[_Shape], box: Box, least: float) -> Iterator[Path]:
    """Those at least so large whose boxes meet the window; what lies beyond an end of the file is a turn farther on."""
    south, west, north, east = box
    for turn in (-360, 0, 360):
        for shape in shapes:
            low, left, high, right = shape.box
            if high - low < least and right - left < least:
                continue
            if low <= north and high >= south and left + turn <= east and right + turn >= west:
                yield tuple((lat, lon + turn) for lat, lon in shape.path) if turn else shape.path


def _bent(ring: Path) -> Path:
    """The ring with steps of at most a few degrees: a cut along a parallel must bend with it when it is projected."""
    points: list[LatLon] = []
    before = ring[-1]
    for here in ring:
        steps = ceil(max(abs(here[0] - before[0]), abs(here[1] - before[1])) / 3)
        for i in range(1, steps):
            share = i / steps
            points.append((before[0] + (here[0] - before[0]) * share, before[1] + (here[1] - before[1]) * share))
        points.append(here)
        before = here
    return tuple(points)
