"""The gallery's first page: every journey with a small map, all of them on one, origins with their copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.pages.assets import fill, own, sheet
from geodata.pages.desk import Desk
from geodata.pages.drawing import Drawing, draw
from geodata.pages.page import JourneyPage
from geodata.pages.projection import Point
from geodata.pages.view import Scene, Station, Way

CARD = (560, 300)
OVERVIEW, PHONE = (700, 560), (330, 264)


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey's way on the map of all: a link around its line, with a point where it ends."""

    id: str
    title: str
    line: str
    x: float
    y: float


def index(pages: Sequence[JourneyPage], origins: Mapping[str, Sequence[tuple[str, str, str]]], desk: Desk) -> str:
    """The whole document. ``origins``: heading to journey, its page and how often it is repeated there."""
    mapped = [page for page in pages if page.scene]
    overview, trips = _overview(mapped)
    return fill(
        "index.html.j2",
        desk,
        scripts=[own("index.js")],
        styles=[sheet(desk)],
        cards=[(page, draw(page.scene, CARD, detail=0)) for page in mapped if page.scene],
        lists=[page for page in pages if page.scene is None],
        overview=overview if len(mapped) > 1 else (),
        trips=trips,
        origins=origins,
        found=list(dict.fromkeys(tally.chip for page in mapped for tally in page.tallies)),
    )


def _overview(pages: Sequence[JourneyPage]) -> tuple[tuple[Drawing, ...], tuple[Trip, ...]]:
    """One map with every journey's main ways on it, wide and narrow; the narrow one borrows its lines."""
    scenes = [page.scene for page in pages if page.scene]
    if not scenes:
        return (), ()
    ends: dict[str, list[Station]] = defaultdict(list)
    for station in (station for scene in scenes for station in scene.stations if station.rank == 1):
        ends[station.place.name].append(station)
    often = sorted(ends.values(), key=lambda found: (-len(found), found[0].place.name))
    ways = tuple(way for scene in scenes for way in scene.ways if way.standing == "main")
    # Named where there is room, the places that most journeys lead to first.
    whole = Scene(ways, tuple(replace(found[0], rank=2) for found in often), (), (), frozenset())
    drawing = draw(whole, OVERVIEW, detail=1, lends=PHONE)
    narrow = draw(whole, PHONE, detail=1, base=drawing)
    return (drawing, narrow), tuple(
        _trip(page, way, drawing) for page in pages if page.scene for way in page.scene.ways[:1]
    )


def _trip(page: JourneyPage, way: Way, drawing: Drawing) -> Trip:
    points = [drawing.frame.px(at) for at in way.path]
    line = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in _apart(points))
    return Trip(page.id, page.title, line, round(points[-1][0], 1), round(points[-1][1], 1))


def _apart(points: Sequence[Point], least: float = 4) -> Sequence[Point]:
    """The points of a line that lie some pixels apart, ends included."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return [*kept, *points[-1:]]
