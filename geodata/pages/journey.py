"""The page of one journey: one file, complete without scripts, zoomable with them."""

from __future__ import annotations

from geodata.pages import basemap
from geodata.pages.assets import fill, own, sheet
from geodata.pages.chart import Chart, plot
from geodata.pages.csp import brief, embedded_json
from geodata.pages.desk import Desk
from geodata.pages.drawing import draw
from geodata.pages.furniture import BEYOND, furniture
from geodata.pages.graph import told
from geodata.pages.leaflet import engine, zoomable
from geodata.pages.page import JourneyPage
from geodata.pages.tongue import say

WIDE, NARROW = (640, 500), (300, 270)
GRAPH_WIDE, GRAPH_NARROW = (500, 500), (310, 370)


def journey(page: JourneyPage, desk: Desk) -> str:
    """The whole document."""
    if page.scene is None:
        raise AssertionError
    wide = draw(page.scene, WIDE, detail=2, lends=NARROW)
    narrow = draw(page.scene, NARROW, detail=1, base=wide)
    most = max(750, 1800 - 6 * sum(tally.count for tally in page.tallies))  # a page's weight is shared with its claims
    base = basemap.window(wide.frame, wide.frame.around(BEYOND), frozenset(page.scene.borders), most)
    element, drawing = zoomable(page.scene, base, wide.frame, desk.tiles)
    return fill(
        "journey.html.j2",
        desk,
        scripts=[engine().script, own("crs.js"), drawing, *map(own, _SCRIPTS)],
        styles=[engine().style, sheet(desk)],
        trusted={
            "leaflet_html": element,
            "scene_json": embedded_json(brief(furniture(page, wide, narrow, desk.tiles))),
        },
        page=page,
        wide=wide,
        narrow=narrow,
        alt=map_told(page),
        snippet=snippet(page, desk),
        charts=charts(page),
        graph_alt=told(page.graph) if page.graph else "",
        ranged=any(reach.pale for reach in page.scene.reaches),
        numbers={credit.work: i for i, credit in enumerate(page.credits, 1) if credit.work.url},
        standings={way.standing for way in page.scene.ways},
    )


_SCRIPTS = ("page.js", "whatif.js", "take.js")


def snippet(page: JourneyPage, desk: Desk) -> str:
    """What another site puts into its page: a sandboxed frame, and a script that listens to that frame alone."""
    site = desk.site.rstrip("/") if desk.site else "https://YOUR-SITE/maps"
    return own("host.txt").strip().replace("SITE", site).replace("JOURNEY", page.id)


def charts(page: JourneyPage) -> tuple[Chart, ...]:
    """The train graph, wide and narrow; none where there is nothing to draw."""
    if page.graph is None:
        return ()
    return plot(page.graph, GRAPH_WIDE, wide=True), plot(page.graph, GRAPH_NARROW, wide=False)


def map_told(page: JourneyPage) -> str:
    """The map in a sentence, for those who do not see it."""
    places = [station.place.name for station in (page.scene.stations if page.scene else ()) if station.rank < 3]
    reaches = page.scene.reaches if page.scene else ()
    ends = "; ".join(f"{reach.letter}: {reach.pair}, {reach.gap}" for reach in reaches)
    told_ = say("Map of the way through {places}.", places=", ".join(places))
    return told_ + (f" {say('Where the hours run out')}: {ends}." if ends else "")
