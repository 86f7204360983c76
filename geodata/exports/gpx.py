"""GPX 1.1, one file for each journey: places as waypoints, ways as tracks, claims as extensions.

Written by the standard library: the format is a page long.
"""

from __future__ import annotations

from pathlib import Path

from geodata.exports.markup import Markup, document
from geodata.exports.package import LICENCE_URL, Package
from geodata.tables import show

NAMESPACE = "urn:geodata:claims:1"


def write(package: Package, folder: Path) -> None:
    """``<journey>.gpx`` for each journey."""
    for journey, filed in sorted(package.records.journeys.items()):
        head = {"version": "1.1", "creator": "geodata", "xmlns": "http://www.topografix.com/GPX/1/1"}
        with document(folder / f"{journey}.gpx") as out, out.element("gpx", head):
            with out.element("metadata"):
                out.leaf("name", filed.record.title)
                out.leaf("desc", f"Data version {package.version}. Credit: {package.credit_line}")
                with out.element("copyright", {"author": package.credit_line}):
                    out.leaf("license", LICENCE_URL)
                with out.element("extensions"), out.element("claims", {"xmlns": NAMESPACE}):
                    _claims(package, journey, out)
            _places(package, journey, out)
            _tracks(package, journey, out)


def _claims(package: Package, journey: str, out: Markup) -> None:
    """Many a number has no place of its own, and a waypoint must have one."""
    for _, row in package.claims(journey):
        out.leaf("claim", None, {key: show(cell) for key, cell in row.items() if cell is not None})


def _places(package: Package, journey: str, out: Markup) -> None:
    passed = {fix.place for way in package.drawn if way.journey == journey for fix in way.way.fixes}
    for row in package.tables["places"].records():
        if row["place"] in passed:
            with out.element("wpt", {"lat": show(row["lat"]), "lon": show(row["lon"])}):
                out.leaf("name", show(row["name"]))
                if row["names"]:
                    out.leaf("cmt", show(row["names"]))
                out.leaf("src", "; ".join(show(row[key]) for key in ("source", "licence", "credit") if row[key]))
                out.leaf("type", show(row["kind"]))


def _tracks(package: Package, journey: str, out: Markup) -> None:
    for way in package.drawn:
        if way.journey != journey:
            continue
        with out.element("trk"):
            out.leaf("name", way.id)
            if way.credit:
                out.leaf("src", f"{way.licence}; {way.credit}")
            out.leaf("type", way.mode)
            with out.element("trkseg"):
                for lon, lat in way.points:
                    out.leaf("trkpt", None, {"lat": show(lat), "lon": show(lon)})
