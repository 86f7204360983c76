"""What rules are asked of: claims, events, statements, legs and the rest, one by one, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from geodata import units
from geodata.errors import Mark, UsageError
from geodata.ground.network import sections
from geodata.reasoning.clock import Moment, read_when
from geodata.reasoning.hedges import mark_of
from geodata.records import (
    Claim,
    EmbeddedReport,
    Event,
    Filed,
    Journey,
    Leg,
    Line,
    Origin,
    Place,
    Source,
    Statement,
    Station,
    WayGroup,
)
from geodata.rules.rule import Case, Fault

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[R_co]):
    """A record inside another: a claim of a report, a leg of a journey, a station of a line."""

    within: Filed[Any]
    path: tuple[str | int, ...]
    record: R_co

    @property
    def name(self) -> str:
        """Its own id, or its number in a list."""
        return str(self.path[-1])

    @property
    def home(self) -> str:
        """The journey in whose folder it lies."""
        return self.within.id.split("/")[0]

    def mark(self, *path: str | int) -> Mark:
        """The place of a value of this record; of its own id without a path."""
        whole = (*self.path, *path)
        return self.within.mark(*whole, key=not path and isinstance(whole[-1], str))

    def fault(self, message: str, *path: str | int, related: tuple[Mark, ...] = ()) -> Fault:
        """A fault at that place, under the id of this record."""
        return Fault(self.mark(*path), message, self.home, f"{self.within.id}/{self.name}", related)


def places(case: Case) -> Iterator[Filed[Place]]:
    """All places."""
    yield from case.records.places.values()


def sources(case: Case) -> Iterator[Filed[Source]]:
    """All works that figures are taken from."""
    yield from case.records.sources.values()


def origins(case: Case) -> Iterator[Filed[Origin]]:
    """All utterances that reports repeat."""
    yield from case.records.origins.values()


def lines(case: Case) -> Iterator[Filed[Line]]:
    """All lines."""
    yield from case.records.lines.values()


def way_groups(case: Case) -> Iterator[Filed[WayGroup]]:
    """All groups of parallel ways."""
    yield from case.records.ways.values()


def journeys(case: Case) -> Iterator[Filed[Journey]]:
    """All journeys."""
    yield from case.records.journeys.values()


def reports(case: Case) -> Iterator[Filed[EmbeddedReport]]:
    """All reports."""
    yield from case.records.reports.values()


def stations(case: Case) -> Iterator[Part[Station]]:
    """All stations of all lines."""
    for line in lines(case):
        for i, station in enumerate(line.record.stations):
            yield Part(line, ("stations", i), station)


def legs(case: Case) -> Iterator[Part[Leg]]:
    """All legs of all journeys."""
    for journey in journeys(case):
        for name, leg in journey.record.legs.items():
            yield Part(journey, ("legs", name), leg)


def claims(case: Case) -> Iterator[Part[Claim]]:
    """All claims of all reports."""
    for report in reports(case):
        for name, claim in report.record.claims.items():
            yield Part(report, ("claims", name), claim)


def events(case: Case) -> Iterator[Part[Event]]:
    """All events of all reports."""
    for report in reports(case):
        for name, event in report.record.events.items():
            yield Part(report, ("events", name), event)


def entries(case: Case) -> Iterator[Part[Claim | Event]]:
    """All claims and events."""
    yield from chain(claims(case), events(case))


def named(case: Case) -> Iterator[object]:
    """Everything that names others by their ids."""
    shelves = (case.records.places, case.records.lines, case.records.ways, case.records.origins, case.records.journeys)
    yield from chain.from_iterable(shelf.values() for shelf in shelves)
    yield from chain(entries(case), statements(case))


def judged(case: Case) -> Iterator[object]:
    """All statements that were judged, those that editors wrote down and the rest."""
    yield from chain.from_iterable(journey.statements for journey in case.journeys)


def ways(case: Case) -> Iterator[object]:
    """All parallel ways."""
    yield from chain.from_iterable(group.record.ways.values() for group in case.records.ways.values())


def sections_of_lines(case: Case) -> Iterator[object]:
    """All sections of all lines."""
    for key, line in case.records.lines.items():
        yield from sections(case.records, key, line)


def statements(case: Case) -> Iterator[Part[Statement]]:
    """All statements that editors wrote down."""
    for report in reports(case):
        for name, statement in report.record.statements.items():
            yield Part(report, ("statements", name), statement)


def journey_of(case: Case, entry: Part[Claim | Event]) -> Filed[Journey] | None:
    """The journey that a claim or event speaks of, if it is on record."""
    return case.records.journeys.get(entry.record.journey or entry.home)


def legs_of(case: Case, entry: Part[Claim | Event]) -> tuple[Leg, ...]:
    """The legs that a claim or event names."""
    journey = journey_of(case, entry)
    if journey is None or entry.record.leg is None:
        return ()
    wanted = entry.record.leg
    return tuple(leg for key, leg in journey.record.legs.items() if wanted in (key, leg.direction, "round"))


def printed(case: Case, claim: Claim, kind: str) -> tuple[float, float] | None:
    """The number as printed, in km, h or km/h; None for another kind or where it cannot be read (STR003 tells)."""
    if claim.kind != kind:
        return None
    try:
        quantity = units.read(claim.printed, kind, mark=mark_of(claim.hedge, case.policy))  # type: ignore[arg-type]
    except UsageError:
        return None
    return quantity.low_canonical, quantity.high_canonical


def moment(case: Case, event: Event) -> Moment | None:
    """A printed time in the first of its zones; None where it cannot be read (STR005 tells)."""
    place = case.records.places.get(event.at or "")
    zones = event.zone or (place.record.zone if place else ("UTC",))
    try:
        return read_when(event.when, zones[0], case.policy)
    except UsageError:
        return None
