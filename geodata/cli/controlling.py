"""What the command line and the project's settings together ask of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import Mark, UnreadableError, UsageError

if TYPE_CHECKING:
    from geodata.rules.control import Control
    from geodata.settings import Settings


def control_of(settings: Settings, select: str, ignore: str, baseline: Path | None) -> Control:
    """Flags go before settings. Raises UsageError or UnreadableError for a code that fits no rule."""
    from geodata.rules.baseline import read_baseline
    from geodata.rules.control import Control

    for key, codes in (("select", settings.select), ("ignore", settings.ignore), ("levels", tuple(settings.levels))):
        _configured(key, codes, settings.places)
    known = read_baseline(baseline) if baseline is not None else None
    chosen = Control(
        select=_typed(select) or settings.select,
        ignore=_typed(ignore) or settings.ignore,
        levels=settings.levels,
    )
    return chosen if known is None else Control(chosen.select, chosen.ignore, chosen.levels, known)


def rule_codes() -> tuple[str, ...]:
    """The code of every rule."""
    from geodata.rules import CATALOGUE

    return tuple(rule.code for rule in CATALOGUE)


def nearest(code: str) -> str:
    """What to say after "no rule X": the nearest codes, by code or by name."""
    from geodata.rules import CATALOGUE

    names = {rule.name.upper(): rule.code for rule in CATALOGUE} | {code: code for code in rule_codes()}
    near = dict.fromkeys(names[name] for name in get_close_matches(code.upper()[:80], names, n=3, cutoff=0.6))
    if near:
        return f"; did you mean {' or '.join(near)}?"
    return f"; families are {', '.join(dict.fromkeys(code[:3] for code in rule_codes()))}; see geodata rules"


def _typed(text: str) -> tuple[str, ...]:
    """Rule codes or the start of them, from one flag; one that fits no rule is a typo."""
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if wrong := _unknown(codes):
        raise UsageError(f"no rule {wrong}{nearest(wrong)}")
    return codes


def _configured(key: str, codes: Sequence[str], places: object) -> None:
    if wrong := _unknown(codes):
        mark = places[key] if isinstance(places, dict) and key in places else Mark("geodata.toml")
        raise UnreadableError(mark, f"{key}: no rule {wrong[:60]}{nearest(wrong)}")


def _unknown(codes: Sequence[str]) -> str | None:
    known = rule_codes()
    return next((code for code in codes if not any(name.startswith(code) and code for name in known)), None)
