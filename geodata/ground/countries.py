"""Which country a point lies in, give or take: polygons built once from Natural Earth.

``countries_build/`` says how ``data/countries.json`` was made. The polygons are generalised (1:50
million), so a point is never asked for exactly: a disc around it touches a country or does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians
from typing import Any

_TURNS = (-360, 0, 360)
"""Degrees: rings that cross 180° run on beyond it, on either side."""
_KM_PER_DEGREE = 111.2  # of latitude; the disc is a bound, a per cent more or less changes nothing


def touches(country: str, lat: float, lon: float, within_km: float) -> bool | None:
    """Whether the country lies within so many kilometres of the point; None for a country that is not drawn."""
    if country not in _stored()["countries"]:
        return None
    from shapely import contains_xy

    shape = _shape(country)
    # Most points lie well inside, and a disc around one touches what the point lies in.
    if any(contains_xy(shape, lon + turn, lat) for turn in _TURNS):
        return True
    return bool(shape.intersects(_disc(lat, lon, within_km)))


def countries_at(lat: float, lon: float, within_km: float = 0.0) -> tuple[str, ...]:
    """The ISO 3166 codes of all countries within so many kilometres of the point, sorted; none at sea."""
    disc = _disc(lat, lon, within_km)
    return tuple(sorted(code for code in _stored()["countries"] if _shape(code).intersects(disc)))


@cache
def _stored() -> dict[str, Any]:
    text = files("geodata.ground").joinpath("data/countries.json").read_text(encoding="utf-8")
    stored: dict[str, Any] = json.loads(text)
    return stored


@cache
def _shape(country: str) -> Any:  # noqa: ANN401 - shapely has no types, and stays in here
    from shapely import MultiPolygon, Polygon, make_valid, prepare

    polygons = []
    for rings in _stored()["countries"][country]:
        shell, *holes = (_ring(arcs) for arcs in rings)
        polygons.append(Polygon(shell, holes))
    shape = MultiPolygon(polygons)
    shape = shape if shape.is_valid else make_valid(shape)  # rounding may make a narrow neck touch itself
    prepare(shape)
    return shape


def _ring(arcs: Iterable[int]) -> list[tuple[float, float]]:
    """One ring, longitude first, in degrees; across 180° longitudes are counted on, never jumped back."""
    points: list[tuple[float, float]] = []
    for arc in arcs:
        path = _arc(arc) if arc >= 0 else _arc(~arc)[::-1]
        points += path[1:] if points else path  # an arc begins where the last one ended
    turn = 0.0
    ring = points[:1]
    for before, (lon, lat) in pairwise(points):
        if abs(lon - before[0]) > 180:
            turn += 360 if lon < before[0] else -360
        ring.append((lon + turn, lat))
    return ring


@cache
def _arc(index: int) -> list[tuple[float, float]]:
    deltas, unit = _stored()["arcs"][index], _stored()["unit"]
    x = y = 0
    points = []
    for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / unit, y / unit))
    return points


@lru_cache(maxsize=1024)  # one point is held against many countries
def _disc(lat: float, lon: float, km: float) -> Any:  # noqa: ANN401 - as above
    """The disc, longitude first, drawn once for each turn."""
    from shapely import Point, unary_union
    from shapely.affinity import scale, translate

    high = max(km, 0.001) / _KM_PER_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    disc = scale(Point(lon, lat).buffer(1.0), wide, high)
    return unary_union([translate(disc, turn) for turn in _TURNS])
