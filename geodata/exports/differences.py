"""Two exports compared, in words: which verdicts and numbers moved, and what came or went."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata.errors import UsageError
from geodata.exports.folder import DESCRIPTOR

_FIRST = ("statements", "claims", "events", "reports", "legs")
"""What a reader asks about first."""


def differences(old: Path, new: Path) -> tuple[str, ...]:
    """One line for each difference between two exported folders; none where they hold the same.

    Raises UsageError for a folder that is no export, or one without CSV tables.
    """
    before, after = _descriptor(old), _descriptor(new)
    lines = []
    for what, key in (("data version", ("version",)), ("schema version", ("geodata", "schema"))):
        was, now = _at(before, key), _at(after, key)
        if was != now:
            lines.append(f"{what}: {was} → {now}")
    tables = dict.fromkeys((*_FIRST, *_tables(before), *_tables(after)))
    for table in tables:
        if table in _tables(before) and table in _tables(after):
            lines += _in_table(table, old, new)
        elif table in _tables(before) or table in _tables(after):
            lines.append(f"table {table}: {'gone' if table in _tables(before) else 'new'}")
    return tuple(lines)


def _descriptor(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("geodata"), dict):
        raise UsageError(f"{folder.as_posix()} is no export: no {DESCRIPTOR} of geodata in it")
    if not _tables(found):
        raise UsageError(f"{folder.as_posix()} holds no CSV tables to compare; export it with --format csv")
    return found


def _tables(descriptor: dict[str, Any]) -> list[str]:
    return [r["name"] for r in descriptor.get("resources", ()) if r.get("type") == "table"]


def _at(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    for key in path:
        value = value.get(key)
    return value


def _rows(folder: Path, table: str) -> dict[str, dict[str, str]]:
    try:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            key = (reader.fieldnames or [""])[0]
            return {row[key]: row for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"cannot read {(folder / f'{table}.csv').as_posix()}: {error}") from None


def _in_table(table: str, old: Path, new: Path) -> Iterator[str]:
    before, after = _rows(old, table), _rows(new, table)
    noun = table.removesuffix("s")
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            yield f"{noun} {key}: gone"
        elif key not in before:
            yield f"{noun} {key}: new"
        elif before[key] != after[key]:
            yield f"{noun} {key}: {'; '.join(_changed(before[key], after[key]))}"


def _changed(was: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name in dict.fromkeys((*was, *now)):
        a, b = was.get(name, ""), now.get(name, "")
        if a != b:
            yield f"{name} {_shown(a)} → {_shown(b)}"


def _shown(cell: str) -> str:
    return "nothing" if not cell else cell if len(cell) <= 60 else f"{cell[:59]}…"
