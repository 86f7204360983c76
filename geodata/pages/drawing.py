"""A scene laid out in one window: paths as SVG text, names and marks with their places.

Pages draw it twice, wide and narrow, and hand the same places to the zoomable map.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from geodata.pages.basemap import Basemap, window
from geodata.pages.clipping import Box, Path
from geodata.pages.layout import Sheet, Spot, sampled
from geodata.pages.lettering import countries, waters
from geodata.pages.projection import Frame, Point, cone_for, frame_for
from geodata.pages.tongue import say
from geodata.pages.view import Reach, Scene, Station
from geodata.pages.wording import amount, rank

_NOTED = 8
"""With more marks than this, a map has no room for notes beside them; the key has them all."""
_MARGINS = ((56, 40), (34, 30), (104, 50))
_MOST = (200, 700, 1200)
_FINE = (1, 10, 10)
"""Free pixels at the sides, points of the basemap at most, and steps to a pixel, by detail."""
_EMPTY = Basemap((), (), (), ())
_ZOOM_BOX = {2: (48, 128), 1: (118, 46)}
"""Room for the zoom buttons: upright in the upper right corner, or lying in the lower one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A station's name at its point."""

    station: Station
    x: float
    y: float
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Mark:
    """The badges of the reaches that end at one point, away from it, with up to two lines of text."""

    reaches: tuple[Reach, ...]
    x: float
    y: float
    dx: float
    dy: float
    text: Spot
    lines: tuple[str, ...]

    @property
    def badges(self) -> tuple[tuple[Reach, float], ...]:
        """Each badge with its own offset across: in a row, from the first one away from the text."""
        way = 1 if self.text.anchor == "start" else -1
        return tuple((reach, self.dx + way * 22 * i) for i, reach in enumerate(self.reaches))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map, ready to be written down."""

    frame: Frame
    land: str
    lakes: str
    rivers: str
    borders: tuple[tuple[bool, str], ...]
    ways: tuple[tuple[str, str], ...]
    stretches: tuple[tuple[str, str], ...]
    names: tuple[Name, ...]
    marks: tuple[Mark, ...]
    countries: tuple[tuple[tuple[str, ...], Point], ...]
    waters: tuple[tuple[str, Point], ...]
    scale_px: float
    scale: str
    local: bool
    """Whether names stand in their own script, too."""
    borrowed: tuple[float, float, float] | None
    """Where land, water, borders and ways are another map's: its scale and shifts here."""


def draw(
    scene: Scene,
    size: tuple[float, float],
    *,
    detail: int,
    lends: tuple[float, float] | None = None,
    base: Drawing | None = None,
) -> Drawing:
    """Lay a scene out. ``detail`` 2: every name that fits and full notes; 1: short notes; 0: ends and bare marks.

    ``lends``: draw as much land as a narrow map of this size shows; ``base``: borrow what such a map has drawn.
    """
    margin = _MARGINS[detail]
    frame = frame_for(cone_for(scene.points), scene.points, size, margin)
    seen = _seen(frame, frame_for(frame.cone, scene.points, lends, _MARGINS[1]) if lends else None)
    ground = _EMPTY if base else window(frame, seen, frozenset(scene.borders), _MOST[detail])
    paths = [(way.standing, [frame.px(at) for at in way.path]) for way in scene.ways]
    main = [point for standing, path in paths if standing == "main" for point in sampled(path)]
    other = [point for standing, path in paths if standing != "main" for point in sampled(path)]
    stations = [station for station in scene.stations if station.rank <= (2 if detail else 1)]
    sheet = Sheet(size[0], size[1], main, other, dots=[frame.px(station.at) for station in stations])
    letter = 13.5 if detail == 2 else 12.5
    scale = _scale(frame)
    sheet.boxes.append((0, size[1] - 34, scale + 26, size[1]))
    if detail:
        wide, high = _ZOOM_BOX[detail]
        top = 0.0 if detail == 2 else size[1] - high
        sheet.boxes.append((size[0] - wide, top, size[0], top + high))

    first = [_named(sheet, frame, station, letter, detail) for station in stations if station.rank == 1]
    few = detail < 2 or len(scene.reaches) > _NOTED
    marks = tuple(_marks(sheet, frame, scene.reaches, detail, letter - 1, few=few))
    rest = [_named(sheet, frame, station, letter - 1, detail) for station in stations if station.rank > 1]
    fine = _FINE[detail]
    order = {"possible": 0, "usual": 1, "main": 2}
    return Drawing(
        frame=frame,
        land="".join(f"{_d(ring, fine)}z" for ring in ground.land),
        lakes="".join(f"{_d(ring, fine)}z" for ring in ground.lakes),
        rivers="".join(_d(line, fine) for line in ground.rivers) if detail else "",
        borders=tuple((disputed, _d(line, fine)) for disputed, line in ground.borders),
        ways=tuple((standing, _d(path, fine)) for standing, path in sorted(paths, key=lambda item: order[item[0]])),
        stretches=tuple((name, _d([frame.px(at) for at in path])) for name, path in stretches(scene.reaches)),
        borrowed=base.frame.onto(frame) if base else None,
        names=tuple(first + rest),
        marks=marks,
        countries=tuple(countries(sheet, frame, scene.countries)) if detail else (),
        waters=tuple(waters(sheet, frame, ground)) if detail == 2 else (),
        scale_px=round(scale, 1),
        scale=amount(round(scale * frame.km_per_px), "km"),
        local=detail == 2,
    )


def _named(sheet: Sheet, frame: Frame, station: Station, size: float, detail: int) -> Name:
    x, y = frame.px(station.at)
    text = station.place.name + (f" {station.place.local}" if station.place.local and detail == 2 else "")
    spot = sheet.name((x, y), text, size, needed=station.rank == 1)
    return Name(station, round(x, 1), round(y, 1), spot)


def _marks(
    sheet: Sheet, frame: Frame, reaches: Sequence[Reach], detail: int, size: float, *, few: bool
) -> Iterable[Mark]:
    for at, together in groupby(sorted(reaches, key=lambda r: (bool(r.track), r.spot, r.letter)), key=lambda r: r.spot):
        group = tuple(together)
        if not detail:  # without a key, a mark speaks for its chip alone
            group = tuple({reach.chip: reach for reach in group}.values())
        x, y = frame.px(at)
        notes = _notes(group, detail, few=few)
        offset, text = sheet.badge((x, y), notes, size, len(group))
        yield Mark(group, round(x, 1), round(y, 1), round(offset[0], 1), round(offset[1], 1), text, notes)


def _notes(group: Sequence[Reach], detail: int, *, few: bool) -> tuple[str, ...]:
    if detail == 0:
        return ()
    if few and not any(reach.chip.tone in {"short", "over"} for reach in group):
        return ()  # where there is little room the findings that matter most have it; the key has the rest
    if not group[0].track:
        goal = say("reach {place}", place=group[0].goal)
        return (goal, say("as printed")) if detail == 2 else (goal,)
    pairs = {reach.pair for reach in group}
    pair = next(iter(pairs)) if len(pairs) == 1 else group[0].most
    return (
        (say("{pair} ends here,", pair=pair), group[0].least_gap.removesuffix(" as printed"))
        if detail == 2
        else (pair,)
    )


def stretches(reaches: Sequence[Reach]) -> Iterable[tuple[str, Path]]:
    """The stretches with the names of their styles, in drawing order: ranges first, then from kind to harsh."""
    for reach in reaches:
        if len(reach.pale) > 1:
            yield f"stretch pale t-{reach.chip.tone} k k-{reach.letter}", reach.pale
    for reach in sorted(reaches, key=lambda reach: rank(reach.chip)):
        if len(reach.track) > 1:
            yield f"stretch t-{reach.chip.tone} k k-{reach.letter}", reach.track


def _scale(frame: Frame) -> float:
    """Length in pixels of a bar of 1, 2 or 5 × 10ⁿ kilometres, at most a fifth of the map."""
    most = frame.width / 5 * frame.km_per_px
    steps = [digit * 10**power for power in range(5) for digit in (1, 2, 5)]
    return float(max((step for step in steps if step <= most), default=1) / frame.km_per_px)


def _seen(frame: Frame, other: Frame | None) -> Box:
    """The rectangle that is drawn, in pixels of the first frame: all that it and the other one show, and a rim."""
    left, top, right, bottom = frame.around()
    if other is not None:
        scale, across, down = other.onto(frame)
        left, right = min(left, across), max(right, across + other.width * scale)
        top, bottom = min(top, down), max(bottom, down + other.height * scale)
    return (left - 20, top - 20, right + 20, bottom + 20)


def _d(points: Sequence[Point], fine: int = 10) -> str:
    """An SVG path in steps of so many to a pixel, relative and without needless signs, so that it stays short."""
    grid = [(round(x * fine), round(y * fine)) for x, y in points]
    out = [f"M{grid[0][0] / fine:g} {grid[0][1] / fine:g}"]
    for (x0, y0), (x, y) in pairwise(grid):
        if (x, y) != (x0, y0):
            across, down = f"{(x - x0) / fine:g}", f"{(y - y0) / fine:g}"
            space = "l" if len(out) == 1 else "" if across[0] == "-" else " "
            out.append(space + across + ("" if down[0] == "-" else " ") + down)
    return "".join(out)
