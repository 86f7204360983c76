"""Records and outcome → the files of the gallery, as text. Pure: same input, same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geodata.ground import Atlas
from geodata.outcome import JourneyOutcome, Outcome
from geodata.pages import basemap, claims, grouping, headline, method
from geodata.pages.case import Case
from geodata.pages.chart import plot, told
from geodata.pages.csp import embedded_json, policy
from geodata.pages.drawing import Drawing, draw
from geodata.pages.graph import graph
from geodata.pages.leaflet import engine, zoomable
from geodata.pages.page import JourneyPage
from geodata.pages.projection import EARTH_KM
from geodata.pages.scene import scene
from geodata.pages.sightings import sightings
from geodata.pages.tongue import say, spoken
from geodata.pages.track import main_track, tracks
from geodata.pages.version import version
from geodata.pages.view import Link, Scene
from geodata.pages.whatif import what_if
from geodata.pages.wording import CHIPS, days
from geodata.records import Records

if TYPE_CHECKING:
    from jinja2 import Environment

_WIDE, _NARROW, _CARD = (640, 500), (343, 300), (560, 300)
_GRAPH_WIDE, _GRAPH_NARROW = (500, 500), (343, 400)
CONTACT = Link("Open an issue in the project’s tracker.")
_BEYOND = 0.25
"""How far beyond the first view a reader may move the zoomable map, in widths of it."""


def render_gallery(records: Records, outcome: Outcome) -> dict[str, str]:
    """File names (``index.html``, ``<journey>.html``) to complete HTML documents.

    A journey without legs has no page of its own; its claims stand on the index.
    """
    atlas = Atlas(records)
    pages = [_page(records, journey, atlas, outcome.policy) for journey in outcome.journeys]
    mapped = [page for page in pages if page.scene is not None]
    written = {"index.html": _index(pages)}
    return written | {f"{page.id}.html": _journey(page) for page in mapped}


def _page(records: Records, found: JourneyOutcome, atlas: Atlas, policy_used: dict[str, object]) -> JourneyPage:
    journey = records.journeys[found.id].record
    routes = {leg.id: atlas.leg(journey.legs[leg.id]) for leg in found.legs if leg.id in journey.legs}
    case = Case(records, found, journey, routes)
    known = tracks(case)
    track = main_track(case, known)
    drawn, letters = scene(case, known)
    charted = graph(case, track, drawn) if track and drawn else None
    return JourneyPage(
        id=found.id,
        title=journey.title,
        kicker=" · ".join(filter(None, (journey.title, days(journey.left, journey.home)))),
        headline=headline.headline(case),
        standfirst=headline.standfirst(case, track),
        destination=case.place(track.end).name if track else "",
        length=claims.length(track.ground) if track else None,
        scene=drawn,
        graph=charted,
        what_if=what_if(case, track, drawn, charted) if track and drawn and charted else None,
        tallies=claims.tallies(found.statements),
        sayings=claims.sayings(found.statements),
        groups=grouping.groups(case, letters),
        conflicts=claims.conflicts(case),
        sightings=sightings(case),
        ground=method.ground(case, track),
        method=method.method(case, track, policy_used),
        credits=method.sources(case),
        counts=claims.counts(case),
        version=version(case),
    )


def _journey(page: JourneyPage) -> str:
    if page.scene is None:
        raise AssertionError
    wide = draw(page.scene, _WIDE, detail=2)
    narrow = draw(page.scene, _NARROW, detail=1)
    base = basemap.window(wide.frame.box(_BEYOND), page.scene.borders, wide.frame.grain_deg * 1.1)
    element, drawing_script = zoomable(page.scene, base, wide.frame.cone.unproject(wide.frame.centre))
    scripts = [engine().script, _own("crs.js"), drawing_script, _own("page.js"), _own("whatif.js"), _own("take.js")]
    return _write(
        "journey.html.j2",
        scripts=scripts,
        styles=[engine().style, _style("page.css")],
        html=element,
        page=page,
        wide=wide,
        narrow=narrow,
        alt=_told(page),
        charts=[plot(page.graph, _GRAPH_WIDE, wide=True), plot(page.graph, _GRAPH_NARROW, wide=False)]
        if page.graph
        else [],
        graph_alt=told(page.graph) if page.graph else "",
        ranged=any(reach.pale for reach in page.scene.reaches),
        standings={way.standing for way in page.scene.ways},
        disputed=any(disputed for disputed, _ in wide.borders),
        scene_json=embedded_json(
            _furniture(page.scene, wide, narrow) | {"run": page.what_if.data if page.what_if else None}
        ),
    )


def _index(pages: list[JourneyPage]) -> str:
    mapped = [page for page in pages if page.scene is not None]
    return _write(
        "index.html.j2",
        scripts=[],
        styles=[_style("page.css")],
        cards=[(page, draw(page.scene, _CARD, detail=0)) for page in mapped if page.scene],
        lists=[page for page in pages if page.scene is None],
    )


def _told(page: JourneyPage) -> str:
    """The map in a sentence, for those who do not see it."""
    places = [station.place.name for station in (page.scene.stations if page.scene else ()) if station.rank < 3]
    reaches = page.scene.reaches if page.scene else ()
    ends = "; ".join(f"{reach.letter}: {reach.pair}, {reach.gap}" for reach in reaches)
    return f"Map of the way through {', '.join(places)}." + (f" Where the hours run out: {ends}." if ends else "")


def _furniture(scene: Scene, wide: Drawing, narrow: Drawing) -> dict[str, object]:
    """What ``page.js`` adds to the zoomable map: all record text that it shows, and where it stands."""
    cone = wide.frame.cone
    return {
        "cone": {"south": cone.south, "north": cone.north, "middle": cone.middle, "earth": EARTH_KM},
        "around": {"centre": wide.frame.centre, "km": [side * _BEYOND * wide.frame.km_per_px for side in _WIDE]},
        "minor": [
            {"at": station.at, "name": station.place.name, "local": station.place.local, "lang": station.place.lang}
            for station in scene.stations
            if station.rank == 3
        ],
        "wide": _set(wide, local=True),
        "narrow": _set(narrow, local=False),
    }


def _facts(page: JourneyPage) -> dict[str, object]:
    return {"run": page.what_if.data if page.what_if else None, "id": page.id, "version": page.version}


def _set(drawing: Drawing, *, local: bool) -> dict[str, object]:
    frame = drawing.frame
    return {
        "frame": {
            "centre": frame.cone.unproject(frame.centre),
            "km": [frame.width * frame.km_per_px, frame.height * frame.km_per_px],
        },
        "countries": [{"words": words, "at": frame.lat_lon(at)} for words, at in drawing.countries],
        "waters": [{"text": text, "at": frame.lat_lon(at)} for text, at in drawing.waters],
        "names": [
            {
                "at": name.station.at,
                "rank": name.station.rank,
                "name": name.station.place.name,
                "local": name.station.place.local if local else None,
                "lang": name.station.place.lang,
                "dx": name.spot.dx if name.spot else 0,
                "dy": name.spot.dy if name.spot else 0,
                "anchor": name.spot.anchor if name.spot else None,
            }
            for name in drawing.names
        ],
        "marks": [
            {
                "at": mark.reaches[0].spot,
                "dx": mark.dx,
                "dy": mark.dy,
                "text_dx": mark.text.dx,
                "anchor": mark.text.anchor,
                "lines": mark.lines,
                "badges": [[reach.letter, dx] for reach, dx in mark.badges],
            }
            for mark in drawing.marks
        ],
    }


@cache
def _own(name: str) -> str:
    """A file of this package; scripts and styles without their indents and the lines that are comments."""
    text = files("geodata.pages").joinpath(name).read_text(encoding="utf-8")
    if name.endswith((".js", ".css")):
        text = re.sub(r"^\s+|^\s*//.*\n|^/\*.*\*/\n", "", text, flags=re.MULTILINE)
    return text


@cache
def _style(name: str) -> str:
    """A style sheet with the dark colours filled in where it asks for them."""
    return _own(name).replace("/* dark.css */", _own("dark.css").replace("\n", " ").strip())


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("geodata.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals["_"] = say
    return made


def _write(template: str, *, scripts: list[str], styles: list[str], html: str = "", **shown: object) -> str:
    """Fill a template. Only our own scripts, styles and folium's element stand unescaped, and the policy names them."""
    from markupsafe import Markup

    if any("</script" in text.lower() or "</style" in text.lower() for text in (*scripts, *styles)):
        raise AssertionError
    trusted: Mapping[str, object] = {
        "scripts": [Markup(text) for text in scripts],  # noqa: S704 - ours and Leaflet's, numbers from folium
        "styles": [Markup(text) for text in styles],  # noqa: S704
        "leaflet_html": Markup(html),  # noqa: S704 - an empty element with a numbered id
    }
    text = (
        _templates()
        .get_template(template)
        .render(
            policy=policy(scripts, styles),
            chips=CHIPS,
            lang=spoken(),
            contact=CONTACT,
            borders_credit=basemap.CREDIT,
            leaflet_version=engine().version,
            leaflet_licence=_own("data/leaflet-licence.txt").strip(),
            **trusted,
            **shown | ({"scene_json": Markup(shown["scene_json"])} if "scene_json" in shown else {}),  # noqa: S704 - escaped JSON
        )
    )
    return text.rstrip() + "\n"
