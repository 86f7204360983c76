"""What several commands take: paths, modes, days, kilometres."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from geodata.errors import UsageError

if TYPE_CHECKING:
    from geodata.reasoning import Policy


def path_of(text: str | Path) -> Path:
    """An empty path is a slip (an unset variable), not this folder."""
    if not str(text):
        raise typer.BadParameter("is empty")
    return Path(text)


Records_ = Annotated[
    Path | None,
    typer.Option(
        "--records", metavar="DIR", parser=path_of, help="Own journeys, read over the shipped lines and places."
    ),
]
Policy_ = Annotated[
    Path | None, typer.Option("--policy", metavar="FILE", parser=path_of, help="Another table of hedges and bands.")
]
Mode_ = Literal["rail", "road", "air", "sea"]


def policy_of(path: Path | None) -> Policy:
    """The policy of that file, else the one that the project's settings name, else the shipped one."""
    from geodata.reasoning import load_policy
    from geodata.settings import read_settings

    return load_policy(path or read_settings(Path()).policy)


def day_of(text: str | None) -> date | None:
    """A day written YYYY-MM-DD. Raises UsageError for anything else."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise UsageError(f'"{text}" is no day; write YYYY-MM-DD')
    return day


def ground_of(text: str | None) -> tuple[float, float] | None:
    """Kilometres from "1300-1400" or "1300"."""
    if text is None:
        return None
    from geodata import units

    bare = text.strip()
    if not bare:
        raise UsageError("--ground-km is empty; write it like 1300-1400 or 1300")
    quantity = units.read(bare if re.search(r"[^\W\d_]", bare) else f"{bare} km", "distance")
    return quantity.low_canonical, quantity.high_canonical
