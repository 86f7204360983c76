"""Where names and marks stand on a map, so that none covers another or the way.

Greedy, in order of importance: each tries the places around its point and takes the one that
covers least; a name of no importance that fits nowhere is left out. Pixels, y downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import cos, hypot, radians, sin
from typing import Literal, TypeAlias

from geodata.pages.projection import Point

Box: TypeAlias = tuple[float, float, float, float]
Anchor = Literal["start", "middle", "end"]

_WIDE = 0.63
"""Width of a letter in ems: a wide system font and a twelfth to spare."""
_SIDES: tuple[tuple[float, float, Anchor], ...] = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (0.8, -0.8, "start"),
    (0.8, 0.8, "start"),
    (-0.8, -0.8, "end"),
    (-0.8, 0.8, "end"),
    (0, -1, "middle"),
    (0, 1, "middle"),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A text's place relative to its point: where it starts, ends or is centred; ``dy`` to its middle line."""

    dx: float
    dy: float
    anchor: Anchor


_CELL = 6.0
"""Side of the cells in which points are counted, pixels: as far apart as ``sampled`` lays them."""


class Cells:
    """How many points lie in which cell of a grid: quick to ask about a box."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._count = Counter((int(x // _CELL), int(y // _CELL)) for x, y in points)

    def within(self, box: Box) -> int:
        """The points in the cells that a box touches."""
        if not self._count:
            return 0
        left, top, right, bottom = (int(edge // _CELL) for edge in box)
        count = self._count
        return sum(count[x, y] for x in range(left, right + 1) for y in range(top, bottom + 1) if (x, y) in count)

    def near(self, point: Point) -> bool:
        """Whether a point's own cell holds any."""
        return (int(point[0] // _CELL), int(point[1] // _CELL)) in self._count


@dataclass
class Sheet:
    """What is already drawn on a map of this size."""

    width: float
    height: float
    track: Sequence[Point]
    side_track: Sequence[Point] = ()
    boxes: list[Box] = field(default_factory=list)
    dots: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count the points of the ways once; every place that is tried asks about them."""
        self._main, self._side = Cells(self.track), Cells(self.side_track)

    def name(self, at: Point, text: str, size: float, *, needed: bool = False, gap: float = 8) -> Spot | None:
        """Put a name beside its point; none where it fits nowhere and need not stand."""
        best: tuple[float, Spot, Box] | None = None
        wide = text_width(text, size)
        for far, (i, (across, down, anchor)) in product((gap, gap * 2), enumerate(_SIDES)):
            spot = Spot(across * far, down * (far + (size * 0.45 if anchor == "middle" else 0)), anchor)
            box = _text_box((at[0] + spot.dx, at[1] + spot.dy), wide, size, anchor)
            cost = self._cost(box) + i * 0.3 + far * 0.1
            if best is None or cost < best[0]:
                best = (cost, spot, box)
        if best is None or (best[0] > 12 and not needed):
            return None
        self.boxes.append(best[2])
        return best[1]

    def badge(self, at: Point, lines: Sequence[str], size: float, badges: int) -> tuple[Point, Spot]:
        """Put a mark with its text away from its point: the offset of the mark, and its text's place relative to it."""
        wide, high, radius = max((text_width(line, size) for line in lines), default=0), len(lines) * size * 1.3, 11.0
        row = radius * 2 * badges
        best: tuple[float, Point, Spot, Box] | None = None
        for far, turn, right in product((30, 40, 56, 72, 92, 116, 140), range(0, 360, 15), (True, False)):
            offset = (far * cos(radians(turn)), far * sin(radians(turn)))
            x, y = at[0] + offset[0], at[1] + offset[1]
            reach = row - radius + (6 + wide if lines else 0)
            left, end = (x - radius, x + reach) if right else (x - reach, x + radius)
            box = (left - 2, y - max(radius, high / 2) - 2, end + 2, y + max(radius, high / 2) + 2)
            cost = far * 0.12 + (0 if right else 1.5)
            if best is not None and cost >= best[0]:
                continue  # farther away than the best without covering a thing
            leader = [(at[0] + offset[0] * i / 8, at[1] + offset[1] * i / 8) for i in range(2, 8)]
            cost += self._cost(box) * 1.5
            cost += sum(6 for point in leader for other in self.boxes if _holds(other, point))
            cost += sum(8 for point in leader if self._main.near(point))
            spot = Spot(row - radius + 6 if right else -(row - radius + 6), 0, "start" if right else "end")
            if best is None or cost < best[0]:
                best = (cost, offset, spot, box)
        if best is None:
            raise AssertionError
        self.boxes.append(best[3])
        self.dots.append((at[0] + best[1][0], at[1] + best[1][1]))
        return best[1], best[2]

    def _cost(self, box: Box) -> float:
        """How much the box would cover: other texts most, then points and ways; out of the map is worst."""
        left, top, right, bottom = box
        out = max(0, 4 - left) + max(0, 4 - top) + max(0, right - self.width + 4) + max(0, bottom - self.height + 4)
        cost = out * 5
        cost += sum(60 + _overlap(box, other) * 0.5 for other in self.boxes if _overlap(box, other) > 0)
        cost += sum(8 for point in self.dots if _holds(box, point))
        return cost + 4 * self._main.within(box) + 1.5 * self._side.within(box)


def text_width(text: str, size: float) -> float:
    """A generous guess at a text's width: scripts with square letters take an em each."""
    return sum(size if ord(letter) > 0x1100 and not 0x2000 <= ord(letter) < 0x2100 else size * _WIDE for letter in text)


def sampled(points: Sequence[Point], step: float = 6) -> list[Point]:
    """Points along a line, at most ``step`` apart."""
    out = list(points[:1])
    for a, b in pairwise(points):
        parts = max(1, int(hypot(b[0] - a[0], b[1] - a[1]) / step))
        out += [(a[0] + (b[0] - a[0]) * i / parts, a[1] + (b[1] - a[1]) * i / parts) for i in range(1, parts + 1)]
    return out


def _text_box(at: Point, wide: float, size: float, anchor: Anchor) -> Box:
    left = at[0] - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    return (left - 2, at[1] - size * 0.62, left + wide + 2, at[1] + size * 0.62)


def _overlap(a: Box, b: Box) -> float:
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether a box covers none of the others."""
    return all(_overlap(box, other) == 0 for other in taken)
