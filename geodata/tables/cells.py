"""From values of the records to cells: days, instants, lists, rounded kilometres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

SEPARATOR = " | "


def day(value: date | None) -> str | None:
    """A day, ISO 8601."""
    return None if value is None else value.isoformat()


def instant(text: str) -> str | None:
    """``2025-09-01T15:00+00:00``, always UTC, as the datetime of a Table Schema: ``2025-09-01T15:00:00Z``."""
    return f"{text[:16]}:00Z" if text else None


def joined(values: Iterable[str]) -> str | None:
    """Several texts in one cell; None for none."""
    return SEPARATOR.join(values) or None


def named(names: Mapping[str, str]) -> str | None:
    """Names by language tag in one cell: ``ko: 베이징 | zh: 北京``."""
    return joined(f"{tag}: {name}" for tag, name in sorted(names.items()))


def rounded(km: float | None) -> float | None:
    """To the metre, as the command line prints it."""
    return None if km is None else round(km, 3)
