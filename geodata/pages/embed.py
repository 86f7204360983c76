"""The small page that other sites put in a frame: static, one map, the findings, one link."""

from __future__ import annotations

from dataclasses import replace

from geodata.pages.assets import colours, fill, own
from geodata.pages.desk import Desk
from geodata.pages.drawing import draw
from geodata.pages.journey import map_told
from geodata.pages.page import JourneyPage
from geodata.pages.view import Reach

MAP = (360, 300)
SHOWN = 4


def embed(page: JourneyPage, desk: Desk) -> str:
    """The whole document."""
    if page.scene is None:
        raise AssertionError
    chosen = _chosen([reach for reach in page.scene.reaches if reach.run])
    return fill(
        "embed.html.j2",
        desk,
        scripts=[own("embed.js")],
        styles=[colours(desk) + own("map.css") + own("embed.css")],
        page=page,
        drawing=draw(replace(page.scene, reaches=chosen), MAP, detail=1),
        alt=map_told(page),
        reaches=[(reach, *_share(reach, page.graph.ground[1])) for reach in chosen if page.graph],
    )


def _share(reach: Reach, whole_km: float) -> tuple[float, float]:
    """How much of the whole way the figures cover, at least and at most, in hundredths."""
    run = reach.run
    if run is None:
        raise AssertionError
    low, high = (min((run.from_km + run.kmh[i] * run.hours[i]) / whole_km, 1) * 100 for i in (0, 1))
    return round(low, 1), round(high, 1)


def _chosen(reaches: list[Reach]) -> tuple[Reach, ...]:
    """The harshest findings and the pairs printed most, in the order of their letters."""
    order = {"short": 0, "over": 0, "round": 1, "fits": 2, "none": 3}
    best = sorted(reaches, key=lambda reach: (order[reach.chip.tone], -reach.prints, reach.letter))[:SHOWN]
    return tuple(sorted(best, key=lambda reach: reach.letter))
