"""Paths cut to a box and thinned to a grain; degrees or pixels alike."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import TypeAlias

from geodata.pages.projection import LatLon

Path: TypeAlias = tuple[LatLon, ...]
Box: TypeAlias = tuple[float, float, float, float]
"""The least and the most of both coordinates: south, west, north, east, or left, top, right, bottom."""


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
        inside = [(point[axis] - limit) * inward >= 0 for point in ring]
        if all(inside):
            continue
        kept: list[LatLon] = []
        before, was_in = ring[-1], inside[-1]
        for here, is_in in zip(ring, inside, strict=True):
            if was_in != is_in:
                kept.append(_cut(before, here, axis, limit))
            if is_in:
                kept.append(here)
            before, was_in = here, is_in
        if len(kept) < 3:
            return ()
        ring = tuple(kept)
    return ring if len(ring) > 2 else ()


def clip_line(line: Path, box: Box) -> tuple[Path, ...]:
    """A line's parts inside the box, in order."""
    parts = [line]
    for axis, limit, inward in _sides(box):
        parts = [piece for part in parts for piece in _half(part, axis, limit, inward)]
    return tuple(parts)


def _half(line: Path, axis: int, limit: float, inward: int) -> Iterator[Path]:
    inside = [(point[axis] - limit) * inward >= 0 for point in line]
    if all(inside):
        if len(line) > 1:
            yield line
        return
    piece: list[LatLon] = []
    for i, here in enumerate(line):
        if i and inside[i] != inside[i - 1]:
            piece.append(_cut(line[i - 1], here, axis, limit))
        if inside[i]:
            piece.append(here)
        elif piece:
            yield tuple(piece)
            piece = []
    if len(piece) > 1:
        yield tuple(piece)


def sparse(path: Path, grain: float) -> Path:
    """The path without the points closer than half a grain to the last one kept; its ends stay."""
    kept, half = list(path[:1]), grain / 2
    for here in path[1:-1]:
        if abs(here[0] - kept[-1][0]) >= half or abs(here[1] - kept[-1][1]) >= half:
            kept.append(here)
    return (*kept, *path[1:][-1:])


def thinned(path: Path, grain: float) -> Path:
    """The path with the fewest points that stay within a grain of it (Douglas and Peucker 1973); its ends stay.

    It is made sparse first: the rest has little left to do.
    """
    kept = sparse(path, grain)
    if len(kept) < 4:
        return kept
    needed, open_ = {0, len(kept) - 1}, [(0, len(kept) - 1)]
    while open_:
        first, last = open_.pop()
        far, worst = _farthest(kept, first, last)
        if worst > grain:
            needed.add(far)
            open_ += [(first, far), (far, last)]
    return tuple(kept[i] for i in sorted(needed))


def _farthest(path: Path, first: int, last: int) -> tuple[int, float]:
    """The point farthest from the chord between two others, and how far off it lies."""
    (y0, x0), (y1, x1) = path[first], path[last]
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy)
    if length > 0:  # what does not change from point to point is taken out of the product of vectors
        right, up = dy / length, dx / length
        rest = x0 * right - y0 * up
        away = [abs(x * right - y * up - rest) for y, x in path[first + 1 : last]]
    else:
        away = [hypot(x - x0, y - y0) for y, x in path[first + 1 : last]]
    worst = max(away, default=0.0)
    return (first + 1 + away.index(worst), worst) if away else (first, 0.0)
