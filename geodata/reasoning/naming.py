"""Finding a statement by what a person calls it: journey/report/claim or journey/report/statement."""

from __future__ import annotations

from difflib import get_close_matches

from geodata.errors import UsageError
from geodata.ground import Atlas
from geodata.reasoning.policy import Policy
from geodata.reasoning.statements import Speech, Stated
from geodata.records import Records


def statements_named(records: Records, policy: Policy, path: str) -> tuple[Stated, ...]:
    """The statement of that name, or those that the claim or event of that name is part of.

    Raises UsageError with the nearest name for one that is not there, and for a claim that the arithmetic
    leaves out.
    """
    report, _, name = path.strip().rpartition("/")
    filed = records.reports.get(report)
    if filed is None:
        raise UsageError(_unknown("report", report or path, list(records.reports)))
    home = report.split("/")[0]
    entries = (*filed.record.claims.values(), *filed.record.events.values())
    atlas = Atlas(records)
    stated = [
        one
        for journey in sorted({entry.journey or home for entry in entries} & records.journeys.keys())
        for one in Speech(records, atlas, policy, journey).statements
        if one.report == report
    ]
    found = tuple(one for one in stated if one.id == name) or tuple(one for one in stated if name in one.claims)
    if found:
        return found
    if name in filed.record.claims or name in filed.record.events:
        raise UsageError(f"{path} is not part of the arithmetic: no statement takes it up")
    known = [*filed.record.claims, *filed.record.events, *(one.id for one in stated)]
    raise UsageError(_unknown("claim or statement", path, [f"{report}/{one}" for one in known]))


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.0)
    return f'no {what} "{name[:200]}"; the nearest is {near[0]}' if near else f'no {what} "{name[:200]}" on record'
