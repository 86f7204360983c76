"""What a project asks of geodata in its own ``pyproject.toml`` ([tool.geodata]) or ``geodata.toml``.

Data only: which records to check, which rules, how loud. Nothing in it runs, nothing is written
because of it, and no path in it leads out of the project's folder. A key of ``geodata.toml``
goes before the same key of ``pyproject.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from geodata.errors import Mark, UnreadableError

MAX_BYTES: Final = 1 << 20
Loudness: TypeAlias = Literal["error", "warning", "info", "off"]
LEVELS: Final = get_args(Loudness)
FAIL_ON: Final = ("error", "warning", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project asks for; None or empty where it leaves the choice.

    ``places`` tells where each key stands, for messages about what only others can judge.
    """

    records: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Loudness] = field(default_factory=dict)
    fail_on: str | None = None
    policy: Path | None = None
    baseline: Path | None = None
    places: Mapping[str, Mark] = field(default_factory=dict, compare=False)


KEYS: Final = ("records", "select", "ignore", "levels", "fail-on", "policy", "baseline")


def configured_records(here: Path) -> Path | None:
    """The records folder that the project in ``here`` names; None where it names none.

    Raises UnreadableError as ``read_settings`` does.
    """
    return read_settings(here).records


def read_settings(here: Path) -> Settings:
    """Everything that the project in ``here`` asks for.

    Raises UnreadableError for a file that is no TOML, for a key or value that is not known, and
    for a path that leads out of the project.
    """
    given: dict[str, Any] = {}
    places: dict[str, Mark] = {}
    for name, keys in (("pyproject.toml", ("tool", "geodata")), ("geodata.toml", ())):
        path = here / name
        if not path.is_file():
            continue
        text = _text(path, name)
        table = _table(text, name, keys)
        for key, value in table.items():
            place = _place(text, name, key)
            given[key.replace("-", "_")] = _value(key, value, here, place)
            places[key] = place
    return Settings(**given, places=places)


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise UnreadableError(Mark(name), f"is larger than {MAX_BYTES >> 20} MiB")
        return raw.decode("utf-8").replace("\r\n", "\n")
    except (UnicodeDecodeError, OSError) as error:
        raise UnreadableError(Mark(name), f"cannot be read as TOML: {error}") from None


def _table(text: str, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        table: object = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a plain ValueError
        raise UnreadableError(Mark(name), f"cannot be read as TOML: {error}") from None
    for key in keys:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise UnreadableError(Mark(name), f'{".".join(keys)} must be a table with the key records, such as "routes"')
    return table


def _place(text: str, name: str, key: str) -> Mark:
    """Where a key stands, as far as its line shows it; TOML's own reader keeps no places."""
    found = re.search(rf"^[ \t]*(?:\[?[\w.-]+\.)?[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", text, re.MULTILINE)
    if found is None:
        return Mark(name)
    indent = len(found[0]) - len(found[0].lstrip(" \t"))
    return Mark(name, text[: found.start()].count("\n") + 1, indent + 1)


def _value(key: str, value: object, here: Path, place: Mark) -> object:
    if key in ("records", "policy", "baseline"):
        return _path(key, value, here, place)
    if key in ("select", "ignore"):
        if isinstance(value, list) and all(isinstance(code, str) for code in value):
            return tuple(code.upper() for code in value)
        raise UnreadableError(place, f'{key} must be a list of codes of rules, or the start of them: ["XCL", "GEO001"]')
    if key == "fail-on":
        return _one_of("fail-on", value, FAIL_ON, place)
    if key == "levels":
        if not isinstance(value, dict):
            raise UnreadableError(place, 'levels must be a table, such as {PRV001 = "warning", TIM = "off"}')
        return {code.upper(): _one_of(f"levels.{code}", level, LEVELS, place) for code, level in value.items()}
    near = get_close_matches(key, KEYS, n=1) if len(key) < 100 else []
    hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(KEYS)}"
    raise UnreadableError(place, f'unknown key "{_short(key)}"{hint}')


def _path(key: str, value: object, here: Path, place: Mark) -> Path:
    if isinstance(value, str) and value and "\0" not in value and _below(here / value, here):
        return Path(value)
    what, example = ("a folder", "routes") if key == "records" else ("a file", f"{key}.{_SUFFIX[key]}")
    raise UnreadableError(place, f'{key} must name {what} inside this one, such as "{example}"')


_SUFFIX: Final = {"policy": "yaml", "baseline": "json"}


def _one_of(key: str, value: object, known: tuple[str, ...], place: Mark) -> str:
    if isinstance(value, str) and value in known:
        return value
    near = get_close_matches(value, known, n=1) if isinstance(value, str) and len(value) < 100 else []
    hint = f'; did you mean "{near[0]}"?' if near else ""
    raise UnreadableError(place, f"{_short(key)} must be one of {', '.join(known)}{hint}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _below(path: Path, here: Path) -> bool:
    try:
        return path.resolve().is_relative_to(here.resolve())
    except (OSError, RuntimeError):  # a circle of links
        return False
