"""SQLite: every table with its keys, views, and a search in any script; Datasette's metadata beside it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geodata.exports.package import LICENCE, LICENCE_URL, TITLE, Package
from geodata.exports.sql import database, declared, insertion, quoted, references
from geodata.tables import SCHEMA_VERSION, Cell, Table

FILE = "geodata.sqlite"
METADATA = "datasette.json"

VIEWS = {
    "conflicts": """
        SELECT s.statement, s.journey, r.outlet, r.published, r.language, s.voice, s.side, s.tension, s.face_km,
               s.low_km, s.high_km, s.sentence, s.reviewed_on, r.url
        FROM statements AS s JOIN reports AS r USING (report) WHERE s.verdict = 'conflict' ORDER BY s.statement""",
    "verdicts": """
        SELECT journey, verdict, coalesce(side, '') AS side, count(*) AS statements
        FROM statements GROUP BY journey, verdict, side ORDER BY journey, verdict, side""",
    "outlets": """
        SELECT r.outlet, r.language, count(DISTINCT r.report) AS reports, count(c.claim) AS claims
        FROM reports AS r LEFT JOIN claims AS c USING (report)
        GROUP BY r.outlet, r.language ORDER BY r.outlet, r.language""",
    "credits": "SELECT DISTINCT credit, licence FROM sources WHERE credit IS NOT NULL ORDER BY credit, licence",
}

_SCRIPTS = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Hangul, kana and Han: written without spaces, so that a word in the middle of a run is none to the tokenizer."""
LONGEST = 6


def write(package: Package, folder: Path) -> None:
    """``geodata.sqlite`` and ``datasette.json``."""
    with database(folder / FILE) as connection:
        for table in package.tables.values():
            _table(connection, package, table)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
        searched = [name for name in SEARCHED if _searchable(connection, name)]
        connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)",
            [
                ("title", TITLE),
                ("version", package.version),
                ("schema", SCHEMA_VERSION),
                ("licence", LICENCE),
                ("credit", package.credit_line),
            ],
        )
    text = json.dumps(_metadata(package, searched), ensure_ascii=False, indent=2) + "\n"
    (folder / METADATA).write_text(text, encoding="utf-8", newline="\n")


def _table(connection: sqlite3.Connection, package: Package, table: Table[Any]) -> None:
    first, *rest = table.columns
    parts = [f"{declared(first)} PRIMARY KEY NOT NULL", *map(declared, rest)]
    for name, to in references(table):
        key = package.tables[to].names[0]  # SQLite would take it from the primary key; Datasette wants it named
        parts.append(f"FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(to)} ({quoted(key)})")
    connection.execute(f"CREATE TABLE {quoted(table.name)} ({', '.join(parts)})")
    connection.executemany(insertion(table.name, len(table.columns)), package.rows(table))
    for name, _ in references(table):
        connection.execute(f"CREATE INDEX {quoted(f'{table.name}_{name}')} ON {quoted(table.name)} ({quoted(name)})")


# What a search looks through, as a query that gives a row's number and its text. A claim is found by the
# names, in any script, of the places that it speaks of.
SEARCHED = {
    "claims": """
        SELECT c.rowid, concat_ws_(c.claim, c.outlet, r.title, c.voice, c.hedge, c.printed, c.paraphrase, c.note, o.who,
               j.title, j.names, a.name, a.names, a.also, b.name, b.names, b.also)
        FROM claims AS c JOIN reports AS r USING (report) JOIN journeys AS j ON j.journey = c.journey
        LEFT JOIN origins AS o ON o.origin = c.origin
        LEFT JOIN places AS a ON a.place = c."from" LEFT JOIN places AS b ON b.place = c."to" """,
    "events": """
        SELECT e.rowid, concat_ws_(e.event, r.outlet, r.title, e.voice, e.hedge, e.printed, e.paraphrase, e.note,
               p.name, p.names, p.also)
        FROM events AS e JOIN reports AS r USING (report) LEFT JOIN places AS p ON p.place = e.at""",
    "statements": """
        SELECT s.rowid, concat_ws_(s.statement, r.outlet, r.title, s.voice, s.sentence, s.reviewed_reason)
        FROM statements AS s JOIN reports AS r USING (report)""",
    "reports": "SELECT rowid, concat_ws_(report, outlet, title, url, note) FROM reports",
    "journeys": "SELECT rowid, concat_ws_(journey, title, names, traveller, vehicle, unknown, note) FROM journeys",
    "places": "SELECT rowid, concat_ws_(place, name, names, also, note) FROM places",
    "lines": "SELECT rowid, concat_ws_(line, name, names, operator, note) FROM lines",
    "origins": "SELECT rowid, concat_ws_(origin, who, what, note) FROM origins",
    "sources": "SELECT rowid, concat_ws_(source, title, publisher, note) FROM sources",
}


def _searchable(connection: sqlite3.Connection, name: str) -> bool:
    """Add a full-text index beside a table; not where this SQLite was built without one."""
    index = f"{name}_fts"
    try:
        # No content of its own: rows are found by number, and read in the table itself.
        connection.execute(f"CREATE VIRTUAL TABLE {index} USING fts5(text, content='')")
    except sqlite3.OperationalError as error:
        if "no such module" in str(error):
            return False
        raise
    connection.create_function("concat_ws_", -1, _together, deterministic=True)
    found: Iterable[tuple[int, str]] = connection.execute(SEARCHED[name])
    rows = ((number, searchable(text)) for number, text in found)
    connection.executemany(f"INSERT INTO {index} (rowid, text) VALUES (?, ?)", rows)  # noqa: S608 - our own name
    return True


def _together(*cells: Cell) -> str:
    return " \n ".join(str(cell) for cell in cells if cell is not None)


def searchable(text: str) -> str:
    """The text with every word that a run of East Asian script may hold behind it.

    北京站 is one word to a tokenizer; 北京 is found because its pieces are there as words too.
    """
    return " ".join((text, *dict.fromkeys(piece for run in _SCRIPTS.findall(text) for piece in _pieces(run))))


def _pieces(run: str) -> Iterator[str]:
    for length in range(1, min(LONGEST, len(run) - 1) + 1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def _metadata(package: Package, searched: list[str]) -> dict[str, Any]:
    """What Datasette shows above each table. Text only: it would take HTML as it is."""
    tables = {
        table.name: {
            "title": table.title,
            "description": table.description,
            "columns": {
                column.name: column.description + (f" ({column.unit})" if column.unit else "")
                for column in table.columns
            },
            **({"fts_table": f"{table.name}_fts", "fts_pk": "rowid"} if table.name in searched else {}),
        }
        for table in package.tables.values()
    }
    hidden = {f"{name}_fts": {"hidden": True} for name in searched}
    return {
        "title": TITLE,
        "description": f"Data version {package.version}. Credit: {package.credit_line}",
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "databases": {"geodata": {"tables": {**tables, **hidden}}},
    }
