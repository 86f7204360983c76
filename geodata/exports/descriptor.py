"""``datapackage.json``: Data Package v2, with fields, keys, sources, licences and hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from geodata.exports.folder import DESCRIPTOR
from geodata.exports.package import LICENCE, LICENCE_URL, NAME, TITLE, Package
from geodata.tables import SCHEMA_VERSION, Column, Table

PROFILE = "https://datapackage.org/profiles/2.0"
_MEDIA = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".sqlite": "application/vnd.sqlite3",
    ".gpkg": "application/geopackage+sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".gpx": "application/gpx+xml",
    ".parquet": "application/vnd.apache.parquet",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".md": "text/markdown",
    ".cff": "application/yaml",
}
_SPDX = {
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC-BY-4.0": LICENCE_URL,
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def write(package: Package, folder: Path) -> None:
    """``datapackage.json``, from the files that stand in the folder."""
    files = sorted(path.name for path in folder.iterdir())
    text = json.dumps(_descriptor(package, folder, files), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


def _descriptor(package: Package, folder: Path, files: list[str]) -> dict[str, Any]:
    has_csv = {name.removesuffix(".csv") for name in files if name.endswith(".csv")}
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": NAME,
        "title": TITLE,
        "description": f"Claims of news reports about train journeys, and whether they can all be true. "
        f"Credit: {package.credit_line}",
        "version": package.version,
        "keywords": ["data journalism", "fact checking", "railways"],
        "contributors": [{"title": "The geodata contributors", "roles": ["creator"]}],
        "licenses": _licences(package),
        "sources": _sources(package),
        "geodata": {
            "schema": SCHEMA_VERSION,
            "policy": package.outcome.policy.get("version"),
            "journeys": sorted(package.records.journeys),
            "files": files,
        },
        "resources": [_resource(package, folder / name, has_csv) for name in files],
    }


def _licences(package: Package) -> list[dict[str, str]]:
    """Of the whole, then of rows that carry another; a name of our own ("fact") is none."""
    names = {filed.record.licence for filed in package.records.sources.values()} - {LICENCE}
    title = "Of the records; a row with a licence of its own names it"
    first = {"name": LICENCE, "path": LICENCE_URL, "title": title}
    return [first, *({"name": name, "path": _SPDX[name]} for name in sorted(names) if name in _SPDX)]


def _sources(package: Package) -> list[dict[str, str]]:
    found = []
    for key, filed in sorted(package.records.sources.items()):
        source = filed.record
        note = f"{source.licence}; {source.credit}" if source.credit else source.licence
        found.append(
            {"title": source.title, **({"path": source.url} if source.url else {}), "id": key, "licence": note}
        )
    return found


def _resource(package: Package, path: Path, has_csv: set[str]) -> dict[str, Any]:
    stem, suffix = path.name.removesuffix(path.suffix), path.suffix
    name = stem if suffix == ".csv" else path.name
    about: dict[str, Any] = {
        "name": name.lower(),
        "path": path.name,
        "format": suffix.removeprefix("."),
        "mediatype": _MEDIA[suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_hash(path)}",
    }
    if suffix == ".xlsx":  # readers take its first sheet, and guess types where none are given
        first = package.tables["claims"]
        return {
            **about,
            "type": "table",
            "title": f"{first.title}; a sheet for each table",
            "schema": _schema(package, first, set()),
        }
    if suffix != ".csv":
        return about
    table = package.tables[stem]
    return {
        **about,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(package, table, has_csv),
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(package: Package, table: Table[Any], has_csv: set[str]) -> dict[str, Any]:
    keys = [
        {"fields": [column.name], "reference": {"resource": column.to, "fields": [package.tables[column.to].names[0]]}}
        for column in table.columns
        if column.to in has_csv
    ]
    return {
        "fields": [_field(column, is_key=i == 0) for i, column in enumerate(table.columns)],
        "missingValues": [""],
        "primaryKey": [table.names[0]],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column[Any], *, is_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    if is_key:
        field["constraints"] = {"required": True, "unique": True}
    return field
