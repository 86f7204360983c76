"""GeoJSON (RFC 7946): ways with their kilometres, places, reaches, claims."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from geodata.exports.package import Package
from geodata.exports.shapes import Drawn, Point, Reach


def write(package: Package, folder: Path) -> None:
    """``alignments.geojson``, ``places.geojson``, ``reach.geojson`` and ``claims.geojson``."""
    _collection(package, folder, "alignments", map(_alignment, package.drawn))
    _collection(package, folder, "places", _places(package))
    _collection(package, folder, "reach", map(_reach, package.reaches()))
    _collection(package, folder, "claims", _claims(package))


def _collection(package: Package, folder: Path, name: str, features: Iterable[dict[str, Any]]) -> None:
    """One feature to a line, written as they come."""
    head = {
        "type": "FeatureCollection",
        "name": name,
        "version": package.version,
        "licence": "CC-BY-4.0; rows with a licence of their own say so",
        "credit": package.credit_line,
    }
    with (folder / f"{name}.geojson").open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{_dumps(head)[:-1]}, "features": [')
        for i, feature in enumerate(features):
            file.write(f"{',' if i else ''}\n{_dumps(feature)}")
        file.write("\n]}\n")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _feature(key: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def line(points: Sequence[Point]) -> dict[str, Any]:
    """A line; in two or more parts where it crosses the 180th meridian, as RFC 7946 has it."""
    parts: list[list[list[float]]] = [[list(points[0])]]
    for (lon_a, lat_a), (lon_b, lat_b) in itertools.pairwise(points):
        if abs(lon_b - lon_a) > 180:
            edge = 180.0 if lon_a > 0 else -180.0
            gone = abs(edge - lon_a) / (abs(edge - lon_a) + abs(-edge - lon_b) or 1.0)
            lat = lat_a + (lat_b - lat_a) * gone
            parts[-1].append([edge, lat])
            parts.append([[-edge, lat]])
        parts[-1].append([lon_b, lat_b])
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _alignment(way: Drawn) -> dict[str, Any]:
    properties = {
        "alignment": way.id,
        "journey": way.journey,
        "leg": way.leg,
        "mode": way.mode,
        "standing": way.way.standing,
        "main": way.is_main,
        "places": [fix.place for fix in way.way.fixes],
        "chainage_low_km": [round(fix.low_km, 3) for fix in way.way.fixes],
        "chainage_high_km": [round(fix.high_km, 3) for fix in way.way.fixes],
        "within_km": list(way.within_km),
        "licence": way.licence,
        "credit": way.credit,
    }
    return _feature(way.id, line(way.points), properties)


def _places(package: Package) -> Iterator[dict[str, Any]]:
    table = package.tables["places"]
    for row in table.records():
        yield _feature(str(row["place"]), {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, row)


def _reach(reach: Reach) -> dict[str, Any]:
    judgement = reach.judged.found.judgement
    properties = {
        "statement": reach.judged.id,
        "journey": reach.judged.journey,
        "leg": reach.leg,
        "verdict": judgement.verdict.value,
        "side": judgement.side,
        "sentence": judgement.sentence,
        "face_km": reach.face_km,
        "short_low_km": reach.short_low_km,
        "short_high_km": reach.short_high_km,
        "licence": reach.licence,
        "credit": reach.credit,
    }
    return _feature(reach.judged.id, line(reach.points), properties)


def ends(package: Package, row: dict[str, Any]) -> list[Point]:
    """The places that a claim speaks of: where its stretch begins, and where it ends."""
    found = (package.point(row[key]) for key in ("from", "to"))
    return list(dict.fromkeys(point for point in found if point))


def _claims(package: Package) -> Iterator[dict[str, Any]]:
    for said, row in package.claims():
        points = [list(point) for point in ends(package, row)]
        yield _feature(said.id, {"type": "MultiPoint", "coordinates": points} if points else None, row)
