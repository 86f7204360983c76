"""CNT: does a count of trips agree with the journeys on record?

The records hold what was documented, not all that happened: too few journeys on record decide nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning.hedges import classify, halo
from geodata.reasoning.policy import Policy
from geodata.records import Claim, EmbeddedReport, Filed, Journey
from geodata.rules.rule import Case, Fault

WORDS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_TRIPS = re.compile(
    r"(?P<number>[\w,]+) (?P<earlier>earlier |previous )?(?:foreign |overseas )?(?:trips?|journeys?|visits?)",
    re.IGNORECASE,
)
MODES = {"rail": " by rail", "road": " by road", "air": " by air", "sea": " by sea", None: ""}


@dataclass(frozen=True, slots=True)
class _Count:
    """A claim that counts trips: the printed number, and the range that its words allow.

    ``earlier``: without the journey that the report is about.
    """

    name: str
    claim: Claim
    number: float
    low: float
    high: float
    earlier: bool


def trips(case: Case) -> Iterator[Fault]:
    """Every count of trips leaves room for the journeys on record, and a count of all for its parts."""
    for report in case.records.reports.values():
        counts = [
            count
            for name, claim in report.record.claims.items()
            if (count := _count(name, claim, case.policy)) is not None
        ]
        for count in counts:
            message = _against_records(case, report, count) or _against_parts(count, counts)
            if message is not None:
                journey = count.claim.journey or report.id.split("/")[0]
                mark = report.mark("claims", count.name, "count")
                yield Fault(mark, message, journey, f"{report.id}/{count.name}")


def _count(name: str, claim: Claim, policy: Policy) -> _Count | None:
    """The claim as a count of trips; None where it counts something else, or does not say what."""
    match = _TRIPS.fullmatch(" ".join((claim.count or "").split()))
    found = match and number(claim, match["number"], policy)
    if not match or not found:
        return None
    return _Count(name, claim, *found, earlier=match["earlier"] is not None)


def number(claim: Claim, word: str, policy: Policy) -> tuple[float, float, float] | None:
    """A count as printed, and the range that its words allow; None where either cannot be read."""
    hedge = classify(claim.hedge_as or claim.hedge, policy)
    if hedge is None:
        return None
    try:
        quantity = units.read(str(WORDS.get(word.casefold(), word)), "count")
    except UsageError:
        return None
    low, high = halo(quantity, hedge, policy).at(1.0)
    return quantity.low_canonical, low, high


def _against_records(case: Case, report: Filed[EmbeddedReport], count: _Count) -> str | None:
    """The count beside the journeys of the same traveller that were under way before the report."""
    claim = count.claim
    about_id = claim.journey or report.id.split("/")[0]
    about = case.records.journeys.get(about_id)
    traveller = about.record.traveller if about is not None else None
    if traveller is None:
        return f"unknown: {_told(count)} cannot be compared; missing is whose trips they are (the journey's traveller)"
    found = [
        journey.id
        for journey in case.records.journeys.values()
        if journey.record.traveller == traveller
        and not (count.earlier and journey.id == about_id)
        and _fits(case, report, claim, journey.record)
    ]
    many = f"{len(found)} {'is' if len(found) == 1 else 'are'} on record"
    listed = f" ({', '.join(sorted(found))})" if found else ""
    if len(found) > count.high:
        return f"{_told(count)}, while {many}{listed}"
    if len(found) < count.low:
        return f"unknown: {_told(count)}, while {many}{listed}; missing is a record of every trip"
    return None


def _fits(case: Case, report: Filed[EmbeddedReport], claim: Claim, journey: Journey) -> bool:
    """Whether the count would take in this journey: in time, by that mode, to that country."""
    legs = list(journey.legs.values())
    left = journey.left or next((leg.on for leg in legs if leg.on is not None), None)
    if not legs or left is None or left > report.record.published.date:
        return False
    if claim.by is not None and legs[0].mode != claim.by:
        return False
    ends = [case.records.places.get(leg.end) for leg in legs]
    return claim.within is None or any(place and claim.within in place.record.country for place in ends)


def _against_parts(count: _Count, counts: list[_Count]) -> str | None:
    """A count of all trips against its parts, by mode, from the same voice."""
    if count.claim.by is not None:
        return None
    same = (count.claim.voice, count.claim.journey, count.claim.within)
    parts = [c for c in counts if c.claim.by and (c.claim.voice, c.claim.journey, c.claim.within) == same]
    if sum(part.low for part in parts) <= count.high or math.isinf(count.high):
        return None
    return f"{_told(count)}, while its parts are {' and '.join(_told(part) for part in parts)}"


def _told(count: _Count) -> str:
    claim = count.claim
    hedge = f"{claim.hedge} " if claim.hedge else ""
    return f"{hedge}{claim.count}{MODES[claim.by]}"
