"""KML 2.2, one file for each journey: ways, places, reaches, claims.

Written by the standard library: the two libraries that could are an LGPL one and one with its own
object for every tag. Google Earth shows a description as HTML, so record text goes into data
fields and, escaped twice, nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from geodata.exports.geojson import ends
from geodata.exports.markup import Markup, document
from geodata.exports.package import Package
from geodata.exports.shapes import Point
from geodata.tables import Cell, show

_STYLES = {"main": ("ff8c3c00", 4), "other": ("ff8c8c8c", 2), "reach": ("ff2222cc", 6)}


def write(package: Package, folder: Path) -> None:
    """``<journey>.kml`` for each journey."""
    for journey, filed in sorted(package.records.journeys.items()):
        with document(folder / f"{journey}.kml") as out:  # noqa: SIM117 - the file, then what is in it
            with out.element("kml", {"xmlns": "http://www.opengis.net/kml/2.2"}):
                with out.element("Document"):
                    out.leaf("name", filed.record.title)
                    about = f"Data version {package.version}. Credit: {package.credit_line}"
                    out.leaf("description", escape(about))
                    _styles(out)
                    _journey(package, journey, out)


def _styles(out: Markup) -> None:
    for name, (colour, width) in _STYLES.items():
        with out.element("Style", {"id": name}), out.element("LineStyle"):
            out.leaf("color", colour)
            out.leaf("width", str(width))


def _journey(package: Package, journey: str, out: Markup) -> None:
    ways = [way for way in package.drawn if way.journey == journey]
    with out.element("Folder"):
        out.leaf("name", "Ways")
        for way in ways:
            data = {"alignment": way.id, "standing": way.way.standing, "licence": way.licence, "credit": way.credit}
            _placemark(out, way.id, "main" if way.is_main else "other", data, way.points)
    with out.element("Folder"):
        out.leaf("name", "Where speed times hours ends")
        for reach in package.reaches():
            if reach.judged.journey == journey:
                found: dict[str, Cell] = {
                    "verdict": reach.judged.found.judgement.verdict.value,
                    "sentence": reach.judged.found.judgement.sentence,
                    "face_km": reach.face_km,
                    "short_low_km": reach.short_low_km,
                    "short_high_km": reach.short_high_km,
                    "credit": reach.credit,
                }
                _placemark(out, reach.judged.id, "reach", found, reach.points)
    passed = {fix.place for way in ways for fix in way.way.fixes}
    with out.element("Folder"):
        out.leaf("name", "Places")
        for row in package.tables["places"].records():
            if row["place"] in passed:
                _placemark(out, str(row["name"]), "", row, [(float(row["lon"] or 0), float(row["lat"] or 0))])
    with out.element("Folder"):
        out.leaf("name", "Claims")
        for said, row in package.claims(journey):
            _placemark(out, said.id, "", row, ends(package, row), scattered=True)


def _placemark(
    out: Markup,
    name: str,
    style: str,
    data: Mapping[str, Cell],
    points: Sequence[Point],
    *,
    scattered: bool = False,
) -> None:
    with out.element("Placemark"):
        out.leaf("name", name)
        if style:
            out.leaf("styleUrl", f"#{style}")
        with out.element("ExtendedData"):
            for key, cell in data.items():
                if cell is not None:
                    with out.element("Data", {"name": key}):
                        out.leaf("value", show(cell))
        if len(points) == 1:
            _point(out, points[0])
        elif scattered and points:
            with out.element("MultiGeometry"):
                for point in points:
                    _point(out, point)
        elif points:
            with out.element("LineString"):
                out.leaf("tessellate", "1")
                out.leaf("coordinates", " ".join(f"{show(lon)},{show(lat)}" for lon, lat in points))


def _point(out: Markup, point: Point) -> None:
    with out.element("Point"):
        out.leaf("coordinates", f"{show(point[0])},{show(point[1])}")
