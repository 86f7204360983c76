"""Land, lakes, rivers and borders of a window, cut from one file built once.

``basemap_build/`` says how ``data/basemap.json`` was made. Borders are kept by the pair of
countries that share them, so that only those a journey crosses are drawn; no name is kept.
The file goes once around from 12° west, so no ring crosses the antimeridian and clipping in
degrees is safe; a window that lies beyond its ends sees it a turn farther on.
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
from geodata.pages.projection import LatLon

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

    def on_land(self, at: LatLon) -> bool:
        """Whether a point lies on drawn land: a ray to the north meets its rings an odd number of times."""
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
def window(box: Box, pairs: frozenset[frozenset[str]], grain_deg: float = 0.0, most: int = 2600) -> Basemap:
    """The basemap inside ``box``, with the borders of the given pairs of ISO 3166 codes.

    No line is moved by more than a grain; islands and lakes of a few grains across, and rivers
    hardly longer, are left out. The grain grows until no more than ``most`` points are left, so
    a page on half a continent is no heavier than one on a province.
    """
    stored = _stored()
    keys = sorted(key for key in stored.borders if frozenset(key.split("-")) in pairs)

    def lines(shapes: Iterable[_Shape], least: float) -> tuple[Path, ...]:
        return tuple(part for path in _near(shapes, box, least) for part in clip_line(path, box))

    def rings(shapes: Iterable[_Shape]) -> tuple[Path, ...]:
        return tuple(filter(None, (clip_ring(path, box) for path in _near(shapes, box, 3 * grain_deg))))

    whole = Basemap(
        land=rings(stored.land),
        lakes=rings(stored.lakes),
        rivers=lines(stored.rivers, 24 * grain_deg),
        borders=tuple((key in stored.disputed, line) for key in keys for line in lines(stored.borders[key], 0)),
    )
    # Of points a grain apart about two in five are needed: that is counted first, for it is quick.
    seen = _each(whole, grain_deg, sparse)
    while grain_deg > 0 and seen.points > 2.5 * most:
        grain_deg *= _coarser(seen.points / 2.5 / most)
        seen = _each(seen, grain_deg, sparse)
    seen = _each(seen, grain_deg, thinned)
    while grain_deg > 0 and seen.points > most:
        grain_deg *= _coarser(seen.points / most)
        seen = _each(seen, grain_deg, thinned)
    return Basemap(
        tuple(_bent(ring) for ring in seen.land), tuple(_bent(ring) for ring in seen.lakes), seen.rivers, seen.borders
    )


def _coarser(times: float) -> float:
    """How much larger a grain leaves so many times fewer points: somewhat less than as many times."""
    return float(max(1.15, times**0.8))


def _each(base: Basemap, grain_deg: float, thin: Callable[[Path, float], Path]) -> Basemap:
    """Every path thinned; islands and lakes of a few grains across, and short rivers, left out."""

    def rings(paths: tuple[Path, ...]) -> tuple[Path, ...]:
        large = (path for path in paths if _across(path) > 3 * grain_deg)
        return tuple(ring for ring in (thin(path, grain_deg) for path in large) if len(ring) > 3)

    return Basemap(
        rings(base.land),
        rings(base.lakes),
        tuple(thin(line, grain_deg) for line in base.rivers if _across(line) > 24 * grain_deg),
        tuple((disputed, thin(line, grain_deg)) for disputed, line in base.borders),
    )


def _across(path: Path) -> float:
    """The longer side of a path's box, in degrees."""
    lats, lons = zip(*path, strict=True)
    return float(max(max(lats) - min(lats), max(lons) - min(lons)))


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
    """The ring with steps of at most one degree: a cut along a parallel must bend with it when it is drawn."""
    points: list[LatLon] = []
    for here, then in zip(ring, (ring[1:] + ring[:1]), strict=True):
        steps = max(1, ceil(max(abs(then[0] - here[0]), abs(then[1] - here[1]))))
        points += [
            (here[0] + (then[0] - here[0]) * i / steps, here[1] + (then[1] - here[1]) * i / steps) for i in range(steps)
        ]
    return tuple(points)
