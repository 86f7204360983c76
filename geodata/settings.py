"""What a project asks of geodata in its own ``pyproject.toml`` ([tool.geodata]) or ``geodata.toml``.

Data only: the one key so far is ``records``, a folder below the project's own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from geodata.errors import Mark, UnreadableError


def configured_records(here: Path) -> Path | None:
    """The records folder that the project in ``here`` names; None where it names none.

    Raises UnreadableError for a file that is no TOML and for a folder outside the project.
    """
    for name, keys in (("geodata.toml", ()), ("pyproject.toml", ("tool", "geodata"))):
        path = here / name
        if not path.is_file():
            continue
        try:
            table: object = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
            raise UnreadableError(Mark(name), f"cannot be read as TOML: {error}") from None
        for key in keys:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            raise UnreadableError(
                Mark(name), f'{".".join(keys)} must be a table with the key records, such as "routes"'
            )
        records = table.get("records")
        if records is None:
            continue
        if not isinstance(records, str) or "\0" in records or not _below(here / records, here):
            raise UnreadableError(Mark(name), 'records must name a folder inside this one, such as "routes"')
        return Path(records)
    return None


def _below(folder: Path, here: Path) -> bool:
    return folder.resolve().is_relative_to(here.resolve())
