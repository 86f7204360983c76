"""Tables as SQL: what SQLite and GeoPackage share, both written by the standard library."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata.tables import Column, Table

TYPES = {"string": "TEXT", "date": "TEXT", "datetime": "TEXT", "number": "REAL", "integer": "INTEGER"}


@contextlib.contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database, committed when the block ends well.

    No journal: the whole folder is thrown away if anything goes wrong.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def quoted(name: str) -> str:
    """A name as SQL takes it: ``from`` is a column here and a keyword there."""
    return '"' + name.replace('"', '""') + '"'


def declared(column: Column[Any]) -> str:
    """A column with its type."""
    return f"{quoted(column.name)} {TYPES[column.type]}"


def insertion(table: str, columns: int) -> str:
    """The statement that adds a row with that many columns."""
    return f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - a name of our own, quoted


def references(table: Table[Any]) -> list[tuple[str, str]]:
    """The columns that hold keys, each with the table it points to."""
    return [(column.name, column.to) for column in table.columns if column.to]
