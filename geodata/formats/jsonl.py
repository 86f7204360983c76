"""JSON Lines: one finding per line, with the keys that it has in ``--format json``."""

from __future__ import annotations

from geodata.formats.json_format import finding_json
from geodata.formats.words import printable_json
from geodata.outcome import Outcome


def as_jsonl(outcome: Outcome) -> str:
    """The findings alone; nothing at all where there are none."""
    return "".join(f"{printable_json(finding_json(finding))}\n" for finding in outcome.findings)
