"""GeoPackage 1.3, for QGIS: ways, places, reaches and claims as layers, the other tables as attributes.

Written by the standard library: its few tables cost less than GDAL, which weighs 100 MB. No
spatial index: some thousand features need none, and QGIS can add one.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from geodata.exports import geojson
from geodata.exports.package import TITLE, Package
from geodata.exports.shapes import Point
from geodata.exports.sql import database, declared, insertion, quoted
from geodata.tables import Cell, Table

FILE = "geodata.gpkg"
WGS84: Final = 4326
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_CORE = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
Shape: TypeAlias = tuple[bytes, Sequence[Point]]
"""A geometry as GeoPackage stores it, and its points."""

_ALIGNMENT = ("alignment", "journey", "leg", "mode", "standing", "licence", "credit")
_REACH = {
    "statement": "TEXT", "journey": "TEXT", "leg": "TEXT", "verdict": "TEXT", "side": "TEXT", "sentence": "TEXT",
    "face_km": "REAL", "short_low_km": "REAL", "short_high_km": "REAL", "licence": "TEXT", "credit": "TEXT",
}  # fmt: skip


def write(package: Package, folder: Path) -> None:
    """``geodata.gpkg``."""
    with database(folder / FILE) as connection:
        for statement in _CORE.split(";\n"):
            connection.execute(statement)
        connection.executemany(
            insertion("gpkg_spatial_ref_sys", 6),
            [
                ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
                ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
                ("WGS 84", WGS84, "EPSG", WGS84, _WKT, "longitude and latitude in degrees"),
            ],
        )
        layers = _Layers(connection, package)
        layers.alignments()
        layers.reach()
        layers.claims()
        layers.places()
        for table in package.tables.values():
            if table.name not in ("claims", "places"):
                layers.attributes(table)
    # After COMMIT: these are written into the header at once. "GPKG", and version 1.3.
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA application_id = 1196444487")
    connection.execute("PRAGMA user_version = 10300")
    connection.close()


class _Layers:
    """The tables of one GeoPackage, added one by one."""

    def __init__(self, connection: sqlite3.Connection, package: Package) -> None:
        self.connection = connection
        self.package = package

    def alignments(self) -> None:
        """The ways of every leg."""
        features = (
            (
                _lines(way.points),
                (way.id, way.journey, way.leg, way.mode, way.way.standing, way.licence, way.credit),
            )
            for way in self.package.drawn
        )
        self._layer("alignments", "Ways of every leg", "MULTILINESTRING", [f"{n} TEXT" for n in _ALIGNMENT], features)

    def reach(self) -> None:
        """Where speed times hours ends."""
        features = (
            (
                _lines(reach.points),
                (
                    reach.judged.id, reach.judged.journey, reach.leg, reach.judged.found.judgement.verdict.value,
                    reach.judged.found.judgement.side, reach.judged.found.judgement.sentence, reach.face_km,
                    reach.short_low_km, reach.short_high_km, reach.licence, reach.credit,
                ),
            )
            for reach in self.package.reaches()
        )  # fmt: skip
        columns = [f"{name} {kind}" for name, kind in _REACH.items()]
        self._layer("reach", "How far speed times hours carries", "MULTILINESTRING", columns, features)

    def claims(self) -> None:
        """Every claim, at the places that it speaks of."""
        table = self.package.tables["claims"]
        features = ((_points(geojson.ends(self.package, row)), tuple(row.values())) for _, row in self.package.claims())
        self._layer("claims", table.description, "MULTIPOINT", [*map(declared, table.columns)], features)

    def places(self) -> None:
        """Every place."""
        table = self.package.tables["places"]
        lon, lat = table.names.index("lon"), table.names.index("lat")
        features = ((_point((float(row[lon] or 0), float(row[lat] or 0))), row) for row in self.package.rows(table))
        self._layer("places", table.description, "POINT", [*map(declared, table.columns)], features)

    def attributes(self, table: Table[Any]) -> None:
        """A table without a shape."""
        columns = ", ".join(map(declared, table.columns))
        self._create(table.name, columns, ())
        self._contents(table.name, "attributes", table.description, None)
        rows = ((i, *row) for i, row in enumerate(self.package.rows(table), start=1))
        self.connection.executemany(insertion(table.name, len(table.columns) + 1), rows)

    def _create(self, name: str, columns: str, geometry: Sequence[str]) -> None:
        parts = ("fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *geometry, columns)
        self.connection.execute(f"CREATE TABLE {quoted(name)} ({', '.join(parts)})")

    def _layer(
        self,
        name: str,
        description: str,
        kind: str,
        columns: Sequence[str],
        features: Iterable[tuple[Shape, tuple[Cell, ...]]],
    ) -> None:
        self._create(name, ", ".join(columns), [f"geom {kind}"])
        box: list[float] | None = None
        insert = insertion(name, len(columns) + 2)
        for i, ((blob, points), cells) in enumerate(features, start=1):
            self.connection.execute(insert, (i, blob or None, *cells))
            for lon, lat in points:
                low = box or [lon, lat, lon, lat]
                box = [min(low[0], lon), min(low[1], lat), max(low[2], lon), max(low[3], lat)]
        self._contents(name, "features", description, box)
        row = (name, "geom", kind, WGS84, 0, 0)
        self.connection.execute(insertion("gpkg_geometry_columns", 6), row)

    def _contents(self, name: str, kind: str, description: str, box: Sequence[float] | None) -> None:
        day = f"{self.package.day}T00:00:00.000Z"  # the day of the data; the clock has no say
        about = f"{description} {TITLE}, version {self.package.version}. Credit: {self.package.credit_line}"
        srs = WGS84 if kind == "features" else None
        row = (name, kind, name, about, day, *(box or (None,) * 4), srs)
        self.connection.execute(insertion("gpkg_contents", 10), row)


def _head(points: Sequence[Point]) -> bytes:
    """GeoPackage's own header: little endian, no envelope; 0x10 says that the geometry is empty."""
    return b"GP" + struct.pack("<BBi", 0, 0x01 if points else 0x11, WGS84)


def _point(point: Point) -> Shape:
    return _head([point]) + struct.pack("<BIdd", 1, 1, *point), [point]


def _points(points: Sequence[Point]) -> Shape:
    if not points:
        return b"", ()
    body = b"".join(struct.pack("<BIdd", 1, 1, *point) for point in points)
    return _head(points) + struct.pack("<BII", 1, 4, len(points)) + body, points


def _lines(points: Sequence[Point]) -> Shape:
    """Always a multi-line: one that crosses the 180th meridian has two parts, and a layer has one kind."""
    line = geojson.line(points)
    parts = line["coordinates"] if line["type"] == "MultiLineString" else [line["coordinates"]]
    body = b"".join(
        struct.pack("<BII", 1, 2, len(part)) + b"".join(struct.pack("<dd", *point) for point in part) for part in parts
    )
    return _head(points) + struct.pack("<BII", 1, 5, len(parts)) + body, points
