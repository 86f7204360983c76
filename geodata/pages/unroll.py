"""Ways across 180°: longitudes counted on, so that a line goes the short way round.

A page's plane is flat: from 170° to −170° it would draw a line over the whole globe. Drawn
longitudes may therefore lie beyond 180°; records and distances are not touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geodata.ground import Alignment, Route


def unrolled(routes: Mapping[str, Route]) -> dict[str, Route]:
    """The routes with the longitudes of all their ways counted on from where the first one starts."""
    made: dict[str, Route] = {}
    near: float | None = None
    for leg, route in routes.items():
        ways = []
        for i, way in enumerate(route.alignments):
            start = way.fixes[0].lon if near is None else near
            ways.append(_counted_on(way, start))
            if i == 0:
                near = ways[0].fixes[-1].lon
        made[leg] = replace(route, alignments=tuple(ways))
    lowest = min((fix.lon for route in made.values() for way in route.alignments for fix in way.fixes), default=0.0)
    # The basemap begins in the west of Europe and ends at 180°: what was counted past −180° joins it from the east.
    return {leg: _moved(route, 360.0) for leg, route in made.items()} if lowest < -180 else made


def _counted_on(way: Alignment, near: float) -> Alignment:
    fixes = []
    for fix in way.fixes:
        near = fix.lon + 360 * round((near - fix.lon) / 360)
        fixes.append(replace(fix, lon=near))
    return replace(way, fixes=tuple(fixes))


def _moved(route: Route, by: float) -> Route:
    ways = (replace(way, fixes=tuple(replace(fix, lon=fix.lon + by) for fix in way.fixes)) for way in route.alignments)
    return replace(route, alignments=tuple(ways))
