"""CNV: is a number printed twice, in two units, the same number?"""

from __future__ import annotations

from collections.abc import Iterator

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning.hedges import mark_of
from geodata.rules.rule import Case, Fault

_BRACKETS = {"(", "（"}


def wrong_conversion(case: Case) -> Iterator[Fault]:
    """Every conversion printed beside a number, in brackets or under ``also``, is that number in its unit."""
    for report in case.records.reports.values():
        journey = report.id.split("/")[0]
        for name, claim in report.record.claims.items():
            if claim.kind not in units.CANONICAL or (claim.also is None and not _BRACKETS & set(claim.printed)):
                continue
            mark = mark_of(claim.hedge, case.policy)
            try:
                first = units.read(claim.printed, claim.kind, mark=mark)
            except UsageError:
                continue  # STR003 has told why
            beside = [(claim.kind, None)] if claim.also is None else [(claim.kind, None), ("also", claim.also)]
            for key, text in beside:
                message = _differs(first, text, mark)
                if message is not None:
                    yield Fault(report.mark("claims", name, key), message, journey, f"{report.id}/{name}")


def _differs(first: units.Quantity, text: str | None, mark: units.DecimalMark | None) -> str | None:
    """Why the conversion is another number; None where it is the same, or none was printed."""
    try:
        second = first.also if text is None else units.read(text, first.kind, mark=mark)
    except UsageError as error:
        return str(error)
    if second is None or units.converts(first, second):
        return None
    main = first.text.split("(")[0].strip()
    return f"{main} is {units.equivalent(first, second.unit)}, not {second.text}; look up what the report prints"
