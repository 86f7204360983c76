"""One line per finding, for editors and for reading while one types: ``file:line:column: level CODE message``."""

from __future__ import annotations

from geodata.formats.words import printable
from geodata.outcome import Outcome


def as_concise(outcome: Outcome) -> str:
    """The findings alone; nothing at all where there are none."""
    return "".join(f"{printable(f'{f.mark}: {f.level} {f.rule} {f.message}')}\n" for f in outcome.findings)
