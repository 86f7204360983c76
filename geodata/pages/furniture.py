"""What the scripts of a journey's page are given: all record text that they show, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.pages.drawing import Drawing
from geodata.pages.page import JourneyPage
from geodata.pages.projection import EARTH_KM
from geodata.pages.tongue import say
from geodata.pages.view import Scene

BEYOND = 0.16
"""How far beyond the first view a reader may move the zoomable map, in widths of it."""


def furniture(page: JourneyPage, wide: Drawing, narrow: Drawing, tiles: str | None = None) -> dict[str, object]:
    """Everything for ``page.js``, ``whatif.js`` and ``take.js``."""
    if page.scene is None:
        raise AssertionError
    frame = wide.frame
    lats, lons = zip(*page.scene.points, strict=True)
    return {
        "tiles": tiles,
        "bounds": [[min(lats), min(lons)], [max(lats), max(lons)]],
        "id": page.id,
        "words": {
            "map": say("Zoomable map of the way. Arrow keys move it, plus and minus zoom."),
            "whole": say("Whole way"),
            "closer": say("Zoom in"),
            "farther": say("Zoom out"),
        },
        "version": page.version,
        "run": page.what_if.data if page.what_if else None,
        "cone": {"south": frame.cone.south, "north": frame.cone.north, "middle": frame.cone.middle, "earth": EARTH_KM},
        "around": {
            "centre": frame.centre,
            "km": [side * BEYOND * frame.km_per_px for side in (frame.width, frame.height)],
        },
        "minor": _minor(page.scene, page.what_if.line if page.what_if else ()),
        "wide": _set(wide, local=True),
        "narrow": _set(narrow, local=False),
    }


def _minor(scene: Scene, line: Sequence[Sequence[object]]) -> dict[str, list[object]]:
    """Names that come with zooming, by the language of their local form ("" where there is none).

    Latitude, longitude, name, local name; of a place on the line of the what-if train: its number there, local name.
    """
    numbers = {(at[0], at[1], *at[3:]): i for i, at in enumerate(line)}
    found: dict[str, list[object]] = {}
    for station in scene.stations:
        if station.rank == 3:
            spot = (*(round(value, 3) for value in station.at), station.place.name)
            known = [numbers[spot]] if spot in numbers else [*spot]
            row = [*known, *filter(None, [station.place.local])]
            found.setdefault(station.place.lang or "", []).append(row)
    return found


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
