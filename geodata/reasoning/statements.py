"""Statements: the claims and events of one voice in one modality of one report, made into questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from geodata import units
from geodata.errors import Mark, UsageError
from geodata.ground import Atlas
from geodata.reasoning.asking import SENSES, known_stops
from geodata.reasoning.clock import read_when
from geodata.reasoning.hedges import classify, halo, mark_of, role_of, stops_unsaid
from geodata.reasoning.missing import missing
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.scope import LegGround, Scope
from geodata.records import Claim, EmbeddedReport, Event, Filed, Journey, Leg, Records, Statement

ARITHMETIC = ("speed", "duration", "distance")


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement ready to be judged.

    ``claims`` are ids of claims and events within the report; ``unread`` names those whose words
    could not be read, with the reason, so that the verdict says what is missing.
    """

    id: str
    journey: str
    report: str
    voice: str | None
    modality: str
    leg: str | None
    claims: tuple[str, ...]
    question: Question
    mark: Mark
    explicit: Statement | None
    outlet: str = ""


class Speech:
    """What all reports say about one journey, statement by statement."""

    def __init__(self, records: Records, atlas: Atlas, policy: Policy, journey: str) -> None:
        self.records = records
        self.atlas = atlas
        self.policy = policy
        self.filed: Filed[Journey] = records.journeys[journey]

    @cached_property
    def statements(self) -> tuple[Stated, ...]:
        """All statements, report by report: those that editors wrote down, then the rest, grouped."""
        return tuple(
            stated
            for key in self.records.reports_on(self.filed.id)
            for stated in self._of_report(self.records.reports[key])
        )

    def legs(self) -> Iterator[tuple[str, Leg]]:
        """The journey's legs whose places are on record."""
        for key, leg in self.filed.record.legs.items():
            if all(place in self.records.places for place in (leg.start, leg.end, *leg.via)):
                yield key, leg

    def _of_report(self, filed: Filed[EmbeddedReport]) -> Iterator[Stated]:
        report, home = filed.record, filed.id.split("/")[0]
        taken: set[str] = set()
        for key, statement in report.statements.items():
            entries: dict[str, Claim | Event] = {
                name: entry for name in statement.of if (entry := _entry(report, name)) is not None
            }
            taken |= entries.keys()
            if entries and all((entry.journey or home) == self.filed.id for entry in entries.values()):
                yield self._stated(filed, key, entries, statement, filed.mark("statements", key, key=True))
        if report.withdrawn is not None:  # its claims are kept, and nothing is held against it any longer
            return
        everything: dict[str, Claim | Event] = {**report.claims, **report.events}
        rest = {
            name: entry
            for name, entry in everything.items()
            if name not in taken and (entry.journey or home) == self.filed.id and _counts(entry)
        }
        groups: dict[tuple[object, ...], dict[str, Claim | Event]] = {}
        for name, entry in rest.items():
            key_ = (
                entry.leg,
                entry.voice,
                entry.modality,
                getattr(entry, "by", None),
                getattr(entry, "train", "special"),
            )
            groups.setdefault(key_, {})[name] = entry
        names = (name for number in count(1) if (name := f"rest-{number}") not in report.statements)
        for name, group in zip(names, groups.values(), strict=False):
            first = next(iter(group))
            kind = "claims" if first in report.claims else "events"
            yield self._stated(filed, name, group, None, filed.mark(kind, first, key=True))

    def _stated(
        self,
        filed: Filed[EmbeddedReport],
        key: str,
        entries: Mapping[str, Claim | Event],
        statement: Statement | None,
        mark: Mark,
    ) -> Stated:
        said, lacks = [], []
        for name, entry in entries.items():
            if not _counts(entry):
                if isinstance(entry, Claim) and entry.kind in ARITHMETIC:
                    lacks.append(missing("other_train", claim=name))
                continue
            try:
                said.append(self._said(name, entry))
            except UsageError as error:
                lacks.append(missing("unreadable", claim=name, reason=error))
        legs = {entry.leg for entry in entries.values()}
        lead = next(iter(entries.values()))
        strict = [entry.modality for entry in entries.values() if entry.modality != "typical"]
        scope = self._scope(entries)
        if scope is None and legs != {None}:
            lacks.append(missing("leg"))
        return Stated(
            id=key,
            journey=self.filed.id,
            report=filed.id,
            voice=lead.voice,
            modality=strict[0] if strict else "typical",
            leg=next((leg for leg in sorted(legs, key=str) if leg is not None), None),
            claims=tuple(entries),
            question=Question(tuple(said), scope, tuple(lacks)),
            mark=mark,
            explicit=statement,
            outlet=filed.record.outlet,
        )

    def _scope(self, entries: Mapping[str, Claim | Event]) -> Scope | None:
        """The ground of the legs that these entries name; None where they name none."""
        wanted = {entry.leg for entry in entries.values() if entry.leg is not None}
        places = {p for e in entries.values() for p in _places(e) if p in self.records.places}
        modes = {entry.by for entry in entries.values() if isinstance(entry, Claim)} - {None}
        picked = [(key, leg) for key, leg in self.legs() if wanted & {key, leg.direction, "round"}]
        if not picked:
            return None
        legs = []
        for key, leg in picked:
            other = next(iter(modes)) if len(modes) == 1 else None
            if other is not None and other != leg.mode:
                known = self.records.places.keys()  # STR002 tells which one is not
                ends = {
                    tuple(
                        place if (place := getattr(e, end, None)) in known else getattr(leg, end)
                        for end in ("start", "end")
                    )
                    for e in entries.values()
                }
                spots = [self.atlas.gazetteer.spot(place) for place in min(ends)]
                route = self.atlas.route(spots, mode=other, on=leg.on)
            else:
                route = self.atlas.leg(leg, through=sorted(places))
            stops = known_stops(self.records, route) | {stop.at: stop.low_h for stop in leg.stops}
            legs.append(LegGround(key, leg.direction, route, stops))
        return Scope(tuple(legs), self.policy.air, dict(self.policy.fastest_kmh.items()))

    def _said(self, name: str, entry: Claim | Event) -> Said:
        """The entry with its words weighed. Raises UsageError for words that cannot be read."""
        if isinstance(entry, Event):
            return self._event(name, entry)
        kind = entry.kind
        quantity = units.read(entry.printed, kind, mark=mark_of(entry.hedge, self.policy))  # type: ignore[arg-type]
        words = entry.hedge_as or entry.hedge
        hedge = classify(words, self.policy)
        if hedge is None:
            message = f'hedge "{words}" is not in the policy; say the same with hedge_as, in a word of its table'
            raise UsageError(message)
        role = entry.role or role_of(words, self.policy) or "ambiguous"
        senses = (
            SENSES[role] if kind == "speed" else (entry.measure or "elapsed",) if kind == "duration" else ("distance",)
        )
        if senses in (("trip",), ("stay",)):
            senses = ("elapsed",) if senses == ("trip",) else ("stop",)
        text = " ".join(f"{entry.hedge or ''} {entry.printed}".split())
        return Said(
            name,
            kind,  # type: ignore[arg-type]
            text,
            senses,
            (halo(quantity, hedge, self.policy),),
            entry.leg,
            entry.start,
            entry.end,
            entry.within,
            stops_unsaid=kind == "speed" and entry.role is None and stops_unsaid(words, self.policy),
        )

    def _event(self, name: str, event: Event) -> Said:
        place = self.records.places.get(event.at or "")
        zones = event.zone or (place.record.zone if place else self._home_zones())
        moments = tuple(read_when(event.when, zone, self.policy) for zone in zones)
        return Said(name, "clock", " ".join(event.when.split()), (event.event,), moments, event.leg, event.at)

    def _home_zones(self) -> tuple[str, ...]:
        """Zones of both ends, for an event that names no place."""
        legs = [leg for _, leg in self.legs()]
        places = [self.records.places[place].record for leg in legs[:1] for place in (leg.start, leg.end)]
        return tuple(dict.fromkeys(place.zone[0] for place in places)) or ("UTC",)


def _entry(report: EmbeddedReport, name: str) -> Claim | Event | None:
    return report.claims.get(name) or report.events.get(name)


def _counts(entry: Claim | Event) -> bool:
    """Whether the arithmetic can use it: counts, remarks and high-speed trains are kept, not solved."""
    if isinstance(entry, Event):
        return entry.event != "other"
    return entry.kind in ARITHMETIC and entry.train != "high-speed"


def _places(entry: Claim | Event) -> tuple[str, ...]:
    if isinstance(entry, Event):
        return (entry.at,) if entry.at else ()
    return tuple(place for place in (entry.start, entry.end) if place)
