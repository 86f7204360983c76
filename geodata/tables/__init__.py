"""Records and outcome as tables: what the data package, the pages' downloads and pandas share.

A package rather than one module: what reports say and what the ground says are two ideas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import UsageError
from geodata.outcome import Outcome
from geodata.records import Records
from geodata.tables import atlas, said, verdicts
from geodata.tables.cells import SEPARATOR
from geodata.tables.subjects import Judged, Said, Subjects
from geodata.tables.table import Cell, Column, Table, show

if TYPE_CHECKING:
    import pandas as pd

    from geodata.reasoning import Policy

SCHEMA_VERSION: Final = "1.0.0"
"""Semantic version of the tables: a column added moves the second number, one renamed or gone the first."""

__all__ = [
    "SCHEMA_VERSION", "SEPARATOR", "Cell", "Column", "Judged", "Said", "Subjects", "Table", "data_version", "show",
    "subjects", "tables", "tables_of", "to_dataframe",
]  # fmt: skip


def subjects(records: Records, outcome: Outcome, policy: Policy | None = None) -> Subjects:
    """What the rows are made of. Raises UsageError for records that name ids which do not exist."""
    from geodata.reasoning import load_policy

    dangling = next((finding for finding in outcome.findings if finding.rule == "STR002"), None)
    if dangling is not None:
        message = f"the records do not hang together ({dangling.mark}: {dangling.message}); geodata check lists all"
        raise UsageError(message)
    return Subjects(records, outcome, policy or load_policy())


def tables_of(found: Subjects) -> Mapping[str, Table[Any]]:
    """Every table by its name; a table comes before those that refer to it, where that can be."""
    made = (
        atlas.sources(found), atlas.places(found), atlas.lines(found), atlas.stations(found), atlas.between(found),
        atlas.ways(found), atlas.journeys(found), atlas.legs(found), said.origins(found), said.reports(found),
        verdicts.statements(found), said.claims(found), said.events(found), verdicts.members(found),
        verdicts.differences(found),
    )  # fmt: skip
    return MappingProxyType({table.name: table for table in made})


def tables(records: Records, outcome: Outcome, policy: Policy | None = None) -> Mapping[str, Table[Any]]:
    """Every table by its name: claims, statements, reports, places and so on.

    Raises UsageError for records that name ids which do not exist.
    """
    return tables_of(subjects(records, outcome, policy))


def to_dataframe(records: Records, outcome: Outcome | None = None, table: str = "claims") -> pd.DataFrame:
    """One table as a pandas DataFrame; records that come without an outcome are checked first.

    Raises UsageError where pandas is not installed, and for an unknown table.
    """
    if outcome is None:
        from geodata.checking import check

        outcome = check(records)
    found = tables(records, outcome)
    if table not in found:
        raise UsageError(f'no table "{table}"; there are {", ".join(found)}')
    return found[table].to_dataframe()


def data_version(made: Mapping[str, Table[Any]]) -> str:
    """What these rows are called: the latest day they name as a CalVer, and eight digits of their hash.

    The same rows have the same version on every machine, and a changed cell another one.
    """
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    latest = "0001-01-01"
    days = {("reports", "published"), ("reports", "accessed"), ("reports", "corrected"), ("reports", "withdrawn"),
            ("sources", "accessed"), ("statements", "reviewed_on")}  # fmt: skip
    for table in made.values():
        watched = [i for i, name in enumerate(table.names) if (table.name, name) in days]
        for row in table.rows():
            digest.update("\x1f".join(map(show, row)).encode() + b"\x1e")
            latest = max([latest, *(str(row[i]) for i in watched if row[i])])
    year, month, day = (int(part) for part in latest.split("-"))
    return f"{year}.{month}.{day}+{digest.hexdigest()[:8]}"
