"""What rows are made of: each claim, event and statement with everything that belongs to it, found once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from geodata import units
from geodata.errors import UsageError
from geodata.outcome import ClaimReading, EventReading, Interval, LegOutcome, Outcome, StatementOutcome, Verdict
from geodata.reasoning import Policy
from geodata.reasoning.hedges import classify, halo
from geodata.records import Claim, EmbeddedReport, Event, Journey, Leg, Records, Source
from geodata.tables.cells import joined
from geodata.units import Kind

HARSHEST = (Verdict.CONFLICT, Verdict.TENSION, Verdict.STRAINED, Verdict.AGREE, Verdict.UNKNOWN)
"""Of several statements that hold one claim, the row of the claim names the first of these."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with its journey and its path.

    The path is ``journey/report/statement``, with ``@journey`` behind it where the report speaks
    of another journey than the one it is filed under.
    """

    id: str
    journey: str
    found: StatementOutcome
    entries: tuple[str, ...]
    """Ids of its claims and events within the report."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or event with its path, its report, its journey and the statement that it stands in."""

    id: str
    report_id: str
    report: EmbeddedReport
    journey: str
    entry: Claim | Event
    judged: Judged | None = None
    reading: ClaimReading | None = None
    timing: EventReading | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """A leg of a journey with its place in the order of travel and its ground."""

    id: str
    journey: str
    position: int
    leg: Leg
    found: LegOutcome | None


class Subjects:
    """Records and outcome together; what is asked for often is looked up by its path."""

    def __init__(self, records: Records, outcome: Outcome, policy: Policy) -> None:
        self.records = records
        self.policy = policy
        self.outcome = outcome
        self.judged: tuple[Judged, ...] = tuple(self._judged())
        self._holding: dict[str, tuple[Judged, ...]] = {}
        for judged in self.judged:
            for name in judged.entries:
                path = f"{judged.found.report}/{name}"
                self._holding[path] = (*self._holding.get(path, ()), judged)
        self._times = {event.id: event for journey in outcome.journeys for event in journey.events}

    def _judged(self) -> Iterator[Judged]:
        for journey in self.outcome.journeys:
            for found in journey.statements:
                home = found.report.split("/")[0]
                path = f"{found.report}/{found.id}{'' if journey.id == home else f'@{journey.id}'}"
                listed = self.records.reports[found.report].record.statements.get(found.id)
                names = listed.of if listed else (reading.id for reading in found.judgement.claims)
                yield Judged(path, journey.id, found, tuple(dict.fromkeys(names)))

    def claims(self, journey: str | None = None) -> Iterator[Said]:
        """Every claim once, report by report; those of one journey if it is named."""
        return self._entries("claims", journey)

    def events(self, journey: str | None = None) -> Iterator[Said]:
        """Every event once, the same way."""
        return self._entries("events", journey)

    def _entries(self, kind: str, wanted: str | None) -> Iterator[Said]:
        for report_id in sorted(self.records.reports):
            report = self.records.reports[report_id].record
            home = report_id.split("/")[0]
            entries: Mapping[str, Claim | Event] = getattr(report, kind)
            for name, entry in entries.items():
                journey = entry.journey or home
                if wanted is None or wanted == journey:
                    yield self._said(report_id, report, journey, name, entry)

    def _said(self, report_id: str, report: EmbeddedReport, journey: str, name: str, entry: Claim | Event) -> Said:
        path = f"{report_id}/{name}"
        holding = self._holding.get(path, ())
        judged = min(holding, key=lambda j: HARSHEST.index(j.found.judgement.verdict), default=None)
        readings = chain.from_iterable(j.found.judgement.claims for j in holding)
        reading = next((one for one in readings if one.id == name), None)
        return Said(path, report_id, report, journey, entry, judged, reading, self._times.get(path))

    def journeys(self) -> Iterator[tuple[str, Journey]]:
        """Every journey by its id."""
        return ((key, self.records.journeys[key].record) for key in sorted(self.records.journeys))

    def trips(self) -> Iterator[Trip]:
        """Every leg of every journey."""
        found = {(journey.id, leg.id): leg for journey in self.outcome.journeys for leg in journey.legs}
        for key, journey in self.journeys():
            for i, (name, leg) in enumerate(journey.legs.items(), start=1):
                yield Trip(f"{key}/{name}", key, i, leg, found.get((key, name)))

    def stretch(self, said: Said) -> tuple[str | None, str | None]:
        """From where to where a claim speaks: its own places, else the ends of the legs that it names."""
        entry, legs = said.entry, self.records.journeys[said.journey].record.legs
        named = [leg for name, leg in legs.items() if entry.leg in (name, leg.direction, "round")]
        start, end = (entry.start, entry.end) if isinstance(entry, Claim) else (None, None)
        return start or (named[0].start if named else None), end or (named[-1].end if named else None)

    def bounds(self, said: Said) -> Interval:
        """A claim's bounds in its canonical unit: as the check took them, else as the policy reads its words."""
        if said.reading is not None:
            return said.reading.low, said.reading.high
        quantity = printed(said.entry)
        hedge = classify(said.entry.hedge_as or said.entry.hedge, self.policy)
        if quantity is None or hedge is None:
            return None, None
        low, high = halo(quantity, hedge, self.policy).at(1.0)
        return round(low, 6), None if math.isinf(high) else round(high, 6)

    def licences(self, sources: Iterable[str]) -> str | None:
        """The licences that figures from these sources carry, in one cell."""
        return joined(dict.fromkeys(source.licence for source in self._sources(sources)))

    def credits(self, sources: Iterable[str]) -> str | None:
        """The credits that those licences ask for, in one cell."""
        return joined(dict.fromkeys(source.credit for source in self._sources(sources) if source.credit))

    def _sources(self, wanted: Iterable[str]) -> Iterator[Source]:
        shelf = self.records.sources
        return (shelf[source].record for source in wanted if source in shelf)


def printed(entry: Claim | Event) -> units.Quantity | None:
    """The number of a claim as printed; None for a clock time, a remark, and a number that cannot be read."""
    if not isinstance(entry, Claim) or entry.kind == "other":
        return None
    return _read(entry.printed, entry.kind)


@lru_cache(maxsize=4096)
def _read(text: str, kind: Kind) -> units.Quantity | None:
    """Reports print the same few numbers, and several columns ask for each."""
    try:
        return units.read(text, kind)
    except UsageError:
        return None
