"""The data package: everything in the records and every verdict, in the formats that desks open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from geodata.errors import UsageError
from geodata.exports.differences import differences
from geodata.exports.folder import replaced
from geodata.exports.package import Package, Writer
from geodata.exports.signature import Signature, signature
from geodata.outcome import Outcome
from geodata.reasoning import Policy
from geodata.records import Records

__all__ = ["DEFAULT", "FORMATS", "chosen", "differences", "export", "signature"]

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "csv": "csv_format",
        "geojson": "geojson",
        "sqlite": "sqlite_format",
        "gpkg": "geopackage",
        "xlsx": "xlsx",
        "kml": "kml",
        "gpx": "gpx",
        "jsonld": "jsonld",
        "parquet": "parquet",
    }
)
"""Formats by name, each with the module that writes it, imported when it is wanted."""

DEFAULT: Final = tuple(name for name in FORMATS if name != "parquet")
"""Parquet is an extra: its library weighs more than all the others together."""

_WHOLE = frozenset({"csv", "sqlite", "gpkg", "xlsx", "parquet"})
"""Formats that hold every table, not claims alone."""


def export(
    records: Records,
    outcome: Outcome,
    out: Path,
    *,
    formats: Sequence[str] = DEFAULT,
    signed: Signature | None = None,
    policy: Policy | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Write the package into the folder ``out``, in place of an earlier one, and return its data version.

    With a signature, ClaimReview items are written, else Claim items. ``policy`` is the one that
    the outcome was judged with, if not the shipped one. ``progress`` is told how many rows are
    written, and of how many. Whatever goes wrong, ``out`` stays what it was.

    Raises UsageError for an unknown format, records that do not hang together and a folder that
    holds anything else; UnwritableError for a full disk, a folder without permission, a file that
    is open elsewhere.
    """
    from geodata.exports import descriptor, notes

    names = chosen(formats)
    package = Package(records, outcome, signed, policy)
    if progress is not None:
        package = replace(package, tick=_counter(package, names, progress))
    with replaced(out) as folder:
        for name in names:
            write = cast("Writer", import_module(f"geodata.exports.{FORMATS[name]}").write)
            write(package, folder)
        notes.write(package, folder, names)
        descriptor.write(package, folder)
    return package.version


def chosen(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats in their own order, each once. Raises UsageError for an unknown one."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise UsageError(f'no format "{unknown[0] if unknown else ""}"; there are {", ".join(FORMATS)}')
    return tuple(name for name in FORMATS if name in formats)


def _counter(package: Package, formats: Sequence[str], progress: Callable[[int, int], None]) -> Callable[[int], None]:
    every = sum(table.count for table in package.tables.values())
    total = sum(every if name in _WHOLE else package.tables["claims"].count for name in formats)
    done = 0
    progress(0, total)

    def tick(rows: int) -> None:
        nonlocal done
        done += rows
        progress(min(done, total), total)

    return tick
