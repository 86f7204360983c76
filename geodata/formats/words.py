"""The words and marks of a verdict, the same wherever one is printed; and record text made harmless."""

from __future__ import annotations

import json

from geodata.outcome import Verdict

_BY_SIDE = {"short": ("■", "Ends short"), "over": ("▲", "Runs past"), "apart": ("✕", "Cannot all be true")}
_BY_VERDICT = {
    Verdict.AGREE: ("●", "Fits"),
    Verdict.STRAINED: ("◆", "Only if rounded"),
    Verdict.TENSION: ("◈", "Hard to square"),
    Verdict.UNKNOWN: ("○", "Not decided"),
}


def chip(verdict: Verdict, side: str | None) -> tuple[str, str]:
    """Mark and words: ("■", "Ends short")."""
    return _BY_SIDE[side or "apart"] if verdict is Verdict.CONFLICT else _BY_VERDICT[verdict]


def printable(text: str) -> str:
    """The text with every control, format and line-breaking character made visible: safe on a terminal."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def printable_json(value: object, *, indent: int | None = None) -> str:
    """JSON in which no string holds a character that a terminal, a log or a line reader would act on."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
