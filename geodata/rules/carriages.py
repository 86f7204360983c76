"""CNT: do reports count as many carriages in the train that ran?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geodata.records import Claim
from geodata.rules import subjects
from geodata.rules.counts import number
from geodata.rules.rule import Case, Fault
from geodata.rules.subjects import Part

_CARS = re.compile(r"(?P<number>.{1,40}) (?:cars?|carriages?|coach(?:es)?|wagons?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Train:
    """A claim that counts the carriages of the train on some legs, and how many these may be."""

    part: Part[Claim]
    journey: str
    legs: frozenset[int]
    fewest: int
    most: int
    published: date

    def with_(self, other: _Train) -> bool:
        """Whether both speak of one train, in two reports."""
        same = (self.journey, self.part.record.within) == (other.journey, other.part.record.within)
        return same and bool(self.legs & other.legs) and self.part.within.id != other.part.within.id

    def agrees(self, other: _Train) -> bool:
        """Whether some number of carriages is what both mean."""
        return self.fewest <= other.most and other.fewest <= self.most


def carriages(case: Case) -> Iterator[Fault]:
    """Every count of the carriages of a train agrees with what most reports, or the first of two, count in it."""
    trains = [train for part in subjects.claims(case) if (train := _train(case, part)) is not None]
    for train in trains:
        others = [other for other in trains if train.with_(other)]
        apart = [other for other in others if not train.agrees(other)]
        backed = 1 + sum(map(train.agrees, others))
        first = min(apart, key=_age, default=None)
        if first is not None and (backed < len(apart) or (backed == len(apart) and _age(first) < _age(train))):
            message = f"{_told(train.part.record)}, while elsewhere the same train has {', '.join(_listed(apart))}"
            yield train.part.fault(message, "count", related=(first.part.mark("count"),))


def _train(case: Case, part: Part[Claim]) -> _Train | None:
    """The claim as a count of carriages; None where it counts something else, or his trains at large."""
    claim = part.record
    match = _CARS.fullmatch(" ".join((claim.count or "").split()))
    journey = subjects.journey_of(case, part)
    legs = frozenset(map(id, subjects.legs_of(case, part)))
    found = match and number(claim, match["number"], case.policy)
    if not found or journey is None or not legs or claim.modality == "typical":
        return None
    _, low, high = found
    # Carriages are whole: "21" is between 20.5 and 21.5, and no other number is.
    most = 1 << 30 if math.isinf(high) else math.ceil(high) - 1
    return _Train(part, journey.id, legs, math.floor(low) + 1, most, part.within.record.published.date)


def _age(train: _Train) -> tuple[date, str]:
    return train.published, train.part.within.id


def _listed(trains: Sequence[_Train]) -> Iterator[str]:
    """What they print, each with the report that did first and how many did after it."""
    reports: dict[str, list[str]] = {}
    for train in sorted(trains, key=_age):
        reports.setdefault(_told(train.part.record), []).append(train.part.within.id)
    for told, (first, *more) in reports.items():
        yield f"{told} ({first}{f' and {len(more)} more' if more else ''})"


def _told(claim: Claim) -> str:
    return " ".join(f"{claim.hedge or ''} {claim.count}".split())
