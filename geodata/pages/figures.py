"""Speed and hours as a headline prints them, and how many outlets stand behind them."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.outcome import StatementOutcome
from geodata.pages.case import Case
from geodata.pages.faces import face
from geodata.pages.tongue import say, spoken
from geodata.pages.wording import FIXED, how_many, number, tight
from geodata.records import Claim

_LOOSE = frozenset(
    {
        "about",
        "almost",
        "around",
        "at least",
        "at most",
        "less than",
        "more than",
        "nearly",
        "over",
        "roughly",
        "some",
        "up to",
    }
)
"""Hedges that read well before a figure; any other stays in the table."""


def outlets(case: Case, group: Sequence[StatementOutcome]) -> int:
    """How many outlets print one of these."""
    return len({case.outlet(statement.report).text for statement in group})


def counted(count: int) -> str:
    """``Three`` in English, where a headline begins with it; figures in any other language."""
    return how_many(count, "", "").strip() if spoken() == "en" else number(count)


def figures(case: Case, group: Sequence[StatementOutcome]) -> str:
    """``50 km/h for nearly 20 hours``, with the hedges that all of the group share."""
    printed = [each for each in (face(case, statement) for statement in group) if each]
    pairs = sorted((each.speed, each.hours) for each in printed if each.speed and each.hours)
    if not pairs:
        return printed[0].product
    speed, hours = max(pairs, key=pairs.count)
    long = say("{n} hours", n=hours.removesuffix(" h")).replace(" ", FIXED) if hours.endswith(" h") else hours
    return say(
        "{speed} for {hours}",
        speed=f"{_hedge(case, group, 'speed')}{tight(speed)}",
        hours=f"{_hedge(case, group, 'duration')}{tight(long)}",
    )


def _hedge(case: Case, group: Sequence[StatementOutcome], kind: str) -> str:
    found = set()
    for statement in group:
        records = (case.said(statement.report, c.id) for c in statement.judgement.claims if c.kind == kind)
        for record in records:
            if isinstance(record, Claim):
                found.add((record.hedge or record.hedge_as or "").casefold())
    return f"{say(next(iter(found)))} " if len(found) == 1 and found <= _LOOSE else ""
