"""A train graph laid out in one window: pixels, y downwards. Pages draw it twice, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from geodata.pages.asides import Aside, asides
from geodata.pages.graph import Glimpse, Graph, HoursKm, Level, Ray
from geodata.pages.layout import Sheet, Spot, sampled, text_width
from geodata.pages.projection import Point
from geodata.pages.tongue import say
from geodata.pages.view import Reach
from geodata.pages.wording import number, short_day, span

Pixels = Callable[[HoursKm], Point]
_STEPS = (0.5, 1, 2, 3, 4, 6, 12, 24, 48, 72, 96, 168, 336)
_ROW = 15.0


@dataclass(frozen=True, slots=True)
class Post:
    """A place at the left edge: its name in one line or two, its kilometres, where it stands."""

    level: Level
    y: float
    label: float | None
    lines: tuple[str, ...]
    km: str


@dataclass(frozen=True, slots=True)
class Line:
    """A ray as paths."""

    ray: Ray
    solid: str
    carried: str
    fan: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Badges:
    """The letters of the rays that end at one point, away from it, with up to one line of text."""

    reaches: tuple[Reach, ...]
    x: float
    y: float
    dx: float
    dy: float
    text: Spot
    line: str

    @property
    def badges(self) -> tuple[tuple[Reach, float], ...]:
        """Each badge with its own offset across."""
        way = 1 if self.text.anchor == "start" else -1
        return tuple((reach, self.dx + way * 22 * i) for i, reach in enumerate(self.reaches))


@dataclass(frozen=True, slots=True)
class Whisker:
    """A sighting: a thick bar for when it was, a thin one for when it may have been since departure."""

    seen: Glimpse
    y: float
    bar: tuple[float, float]
    thin: tuple[float, float]
    label: Spot | None

    @property
    def x(self) -> float:
        """The middle of the bar."""
        return round((self.bar[0] + self.bar[1]) / 2, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """One graph, ready to be written down."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    per_h: float
    per_km: float
    posts: tuple[Post, ...]
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, tuple[tuple[float, str], ...]], ...]
    lines: tuple[Line, ...]
    badges: tuple[Badges, ...]
    whiskers: tuple[Whisker, ...]
    band: tuple[float, float]
    band_told: tuple[float, str] | None
    possible: float | None
    borders: tuple[float, ...]
    notes: tuple[Aside, ...]


def plot(graph: Graph, size: tuple[float, float], *, wide: bool) -> Chart:
    """Lay a graph out. Narrow: fewer names, letters alone at the rays."""
    letter = 12.5 if wide else 11.5
    named = [level for level in graph.levels if level.rank < 3 and not level.border]
    # A name that would take more than a third of the width stands in two lines.
    left = min(
        max((_wide((level.place.name,), level, letter) for level in named), default=60) + 12,
        size[0] * (0.36 if wide else 0.4),
    )
    rows = len(graph.clocks) + (2 if graph.clocks else 1)
    top, right, bottom = 20.0, size[0] - 14, size[1] - _ROW * rows - 15
    most_km = max(graph.ground[1], max((ray.end[1] for ray in graph.rays), default=0.0)) * 1.03
    per_h, per_km = (right - left) / graph.hours, (bottom - top) / most_km

    def px(at: HoursKm) -> Point:
        return (left + at[0] * per_h, bottom - at[1] * per_km)

    step = next((s for s in _STEPS if s * per_h >= (58 if wide else 46)), _STEPS[-1])
    ticks = [i * step for i in range(int(graph.hours / step) + 1)]
    track = [p for ray in graph.rays for line in (ray.solid, ray.carried) for p in sampled([px(at) for at in line], 8)]
    band = (round(bottom - graph.ground[1] * per_km, 1), round(bottom - graph.ground[0] * per_km, 1))
    borders = [bottom - level.km * per_km for level in graph.levels if level.border]
    dashes = [point for y in borders for point in sampled([(left, y), (right, y)], 8)]
    sheet = Sheet(right, bottom, track, dashes)
    sheet.boxes.append((0, 0, left + 2, size[1]))  # the names of places stand there
    told = span(graph.ground[0], graph.ground[1], "km")
    band_told = (round(band[1] + 13, 1), told) if band[1] - top > 30 else (round(band[0] - 4, 1), told)
    sheet.boxes.append((left, band_told[0] - 12, left + text_width(told, 11.5) + 12, band_told[0] + 4))
    notes = tuple(asides(graph, lambda km: bottom - km * per_km, (left, right), (top + bottom) / 2, band_told))
    sheet.boxes.extend(note.box for note in notes)
    points = [px(((each.hours[0] + each.hours[1]) / 2, each.km)) for each in graph.seen]
    sheet.dots.extend(points)
    for each in graph.seen:
        lo, hi = px((max(each.possible[0], 0), each.km)), px((min(each.possible[1], graph.hours), each.km))
        sheet.boxes.append((lo[0], lo[1] - 5, hi[0], lo[1] + 5))
    badges = tuple(_badges(graph, sheet, px, letter, wide=wide))
    firsts = {each.told: each for each in reversed(graph.seen) if wide and each.km > 0}  # a place is named once
    whiskers = tuple(
        _whisker(graph, sheet, px, each, letter if firsts.get(each.told) is each else 0) for each in graph.seen
    )
    return Chart(
        width=size[0],
        height=size[1],
        left=round(left, 1),
        top=top,
        right=right,
        bottom=bottom,
        per_h=round(per_h, 4),
        per_km=round(per_km, 5),
        posts=tuple(_posts(graph, bottom, per_km, letter, left - 12)),
        ticks=tuple((round(left + hour * per_h, 1), number(hour, 0 if step >= 1 else 1)) for hour in ticks),
        rows=tuple(_rows(graph, ticks, step, left, per_h, letter)),
        lines=tuple(_line(ray, px) for ray in graph.rays),
        badges=badges,
        whiskers=whiskers,
        band=band,
        band_told=band_told,
        possible=round(bottom - graph.possible_km * per_km, 1) if graph.possible_km < graph.ground[0] else None,
        borders=tuple(round(bottom - km * per_km, 1) for km in graph.borders),
        notes=notes,
    )


def _wide(lines: Sequence[str], level: Level, letter: float) -> float:
    """The width of a post's name and kilometres; the names of ends are bold."""
    size = letter + 0.8 if level.rank == 1 else letter - 0.5
    return max(text_width(line, size) for line in (*lines[:-1], f"{lines[-1]} {number(level.km)}"))


def _in_lines(level: Level, room: float, letter: float) -> tuple[str, ...]:
    """A place's name in one line, or in the two that take least room where one has none; empty where both have none."""
    words = level.place.name.split(" ")
    whole = [(level.place.name,), *((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))]

    def wide(lines: Sequence[str]) -> float:
        return _wide(lines, level, letter)

    best = whole[0] if wide(whole[0]) <= room else min(whole, key=wide)
    return best if wide(best) <= room or level.rank == 1 else ()


def _posts(graph: Graph, bottom: float, per_km: float, letter: float, room: float) -> Iterator[Post]:
    """Every post; names where they have room, the more important ones first."""
    taken: list[float] = []
    apart = letter + 2
    names = [_in_lines(level, room, letter) for level in graph.levels]
    order = sorted(range(len(graph.levels)), key=lambda i: (graph.levels[i].border, graph.levels[i].rank, i))
    labels: dict[int, float | None] = {}
    for i in order:
        level = graph.levels[i]
        y = bottom - level.km * per_km
        spots = (y, y - apart / 2, y + apart / 2) if level.rank < 3 else (y,)
        space = apart * max(len(names[i]), 1) if level.rank < 3 else apart * 2
        free = next((s for s in spots if s <= bottom + 2 and all(abs(s - t) >= space for t in taken)), None)
        labels[i] = free if names[i] and not level.border else None
        if labels[i] is not None and free is not None:
            taken.append(free)
    for i, level in enumerate(graph.levels):
        label = labels[i]
        yield Post(
            level,
            round(bottom - level.km * per_km, 1),
            None if label is None else round(label, 1),
            names[i],
            number(level.km),
        )


def _rows(
    graph: Graph, ticks: Sequence[float], step: float, left: float, per_h: float, letter: float
) -> Iterator[tuple[str, tuple[tuple[float, str], ...]]]:
    """Clock times at the ticks, a row per zone, and a row of dates."""
    for row in graph.clocks:
        times = [(hour, graph.clock(row, hour)) for hour in ticks]
        short = row.zone.rsplit("/", 1)[-1].replace("_", " ")
        name = row.name if text_width(row.name, letter - 1) < left - 24 else short
        yield name, tuple((round(left + hour * per_h, 1), f"{at:%H:%M}") for hour, at in times if at)
    if graph.clocks:
        dates = [(hour, at) for hour in ticks if (at := graph.clock(graph.clocks[0], hour))]
        firsts = [next(group) for _, group in groupby(dates, key=lambda item: item[1].date())]
        apart = [item for i, item in enumerate(firsts) if step >= 12 or i == 0 or item[0] - firsts[i - 1][0] >= step]
        yield "", tuple((round(left + hour * per_h, 1), short_day(at)) for hour, at in apart)


def _line(ray: Ray, px: Pixels) -> Line:
    def d(points: Sequence[HoursKm], *, closed: bool = False) -> str:
        if not points:
            return ""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(px, points)) + ("Z" if closed else "")

    filled = len(ray.fan) > 2
    return Line(ray, d(ray.solid), d(ray.carried), d(ray.fan, closed=filled), filled)


def _badges(graph: Graph, sheet: Sheet, px: Pixels, letter: float, *, wide: bool) -> Iterator[Badges]:
    ends = sorted(graph.rays, key=lambda ray: (round(ray.end[0], 1), round(ray.end[1], 0), ray.reach.letter))
    for _, together in groupby(ends, key=lambda ray: (round(ray.end[0], 1), round(ray.end[1], 0))):
        group = tuple(together)
        x, y = px(group[0].end)
        harsh = any(ray.reach.chip.tone in {"short", "over"} for ray in group)
        line = group[0].reach.least_gap.removesuffix(" as printed") if wide and harsh else ""
        offset, text = sheet.badge((x, y), (line,) if line else (), letter, len(group))
        yield Badges(
            tuple(ray.reach for ray in group),
            round(x, 1),
            round(y, 1),
            round(offset[0], 1),
            round(offset[1], 1),
            text,
            line,
        )


def _whisker(graph: Graph, sheet: Sheet, px: Pixels, seen: Glimpse, letter: float) -> Whisker:
    def x(hour: float) -> float:
        return round(px((min(max(hour, 0.0), graph.hours), seen.km))[0], 1)

    y = round(px((0, seen.km))[1], 1)
    bar, thin = (x(seen.hours[0]), x(seen.hours[1])), (x(seen.possible[0]), x(seen.possible[1]))
    label = None
    if letter:
        middle = ((bar[0] + bar[1]) / 2, y)
        label = sheet.name(middle, say("seen at {place}", place=seen.told), letter - 1, gap=9)
    return Whisker(seen, y, bar, thin, label)
