"""STR: names that two things share, things that nothing uses, and entries that cannot mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.errors import Mark, UsageError
from geodata.ground import fold
from geodata.reasoning.clock import iso
from geodata.records import Claim, EmbeddedReport, Event, Filed, Journey, Place, WayGroup
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, among, each
from geodata.rules.subjects import Part


def shared_name(case: Case) -> Iterator[Fault]:
    """No name is that of two places, so that whoever types it is understood."""
    first: dict[str, Filed[Place]] = {}
    for place in case.records.places.values():
        record = place.record
        for name in dict.fromkeys((record.name, *record.names.values(), *record.also)):
            other = first.setdefault(fold(name), place)
            if other is not place:
                message = f'"{name}" is also a name of {other.id}; whoever types it must be asked: drop it from one'
                yield Fault(_where(place, name), message, related=(_where(other, name),))


def _where(place: Filed[Place], name: str) -> Mark:
    record, key = place.record, fold(name)
    if fold(record.name) == key:
        return place.mark("name")
    tag = next((tag for tag, value in record.names.items() if fold(value) == key), None)
    if tag is not None:
        return place.mark("names", tag)
    return place.mark("also", next(i for i, value in enumerate(record.also) if fold(value) == key))


def known_zone(_: Case, place: Filed[Place]) -> Iterator[Fault]:
    """Every zone of a place is in the time zone data."""
    for zone in place.record.zone:
        try:
            iso(0.0, zone)
        except UsageError as error:
            yield Fault(place.mark("zone"), str(error))


def _named_places(case: Case) -> set[str]:
    named = {station.record.place for station in subjects.stations(case)}
    for group in case.records.ways.values():
        named |= {group.record.start, group.record.end}
    for leg in subjects.legs(case):
        named |= {leg.record.start, leg.record.end, *leg.record.via, *(stop.at for stop in leg.record.stops)}
    for entry in subjects.entries(case):
        record = entry.record
        named |= {record.at or ""} if isinstance(record, Event) else {record.start or "", record.end or ""}
    return named


def used_places(case: Case) -> Iterator[Fault]:
    """Something names every place."""
    named = _named_places(case)
    for place in case.records.places.values():
        if place.id not in named:
            message = f"no line, way, leg, claim or event names {place.id}; use it, or take it out"
            yield Fault(place.mark(key=True), message)


def direction_travelled(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """Where a claim says out, back or round, the journey has such legs."""
    journey, leg = subjects.journey_of(case, entry), entry.record.leg
    if journey is None or leg not in ("out", "back", "round"):
        yield Lacks("a claim or event that names a direction")
    elif not subjects.legs_of(case, entry):
        message = (
            f"journey {journey.id} has no leg {leg if leg != 'round' else 'at all'}; add the leg, or leave leg out"
        )
        yield entry.fault(message, "leg", related=(journey.mark("legs", key=True),))


def said_once(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault]:
    """No report holds the same claim twice."""
    seen: dict[tuple[object, ...], str] = {}
    for name, claim in report.record.claims.items():
        skipped = {"says", "note", "paragraph", "origin", "origin_basis", "waive"}
        what = tuple(sorted((key, str(value)) for key, value in claim if key not in skipped))
        first = seen.setdefault(what, name)
        if first != name:
            message = f"{name} says what {first} says; a number that is printed twice is one claim"
            related = (report.mark("claims", first, key=True),)
            home = report.id.split("/")[0]
            yield Fault(report.mark("claims", name, key=True), message, home, f"{report.id}/{name}", related)


def says_something(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault]:
    """Every report says something: a claim or an event."""
    if not report.record.claims and not report.record.events:
        message = "holds neither claims nor events; record what it prints, or take it out"
        yield Fault(report.mark(key=True), message, report.id.split("/")[0])


def open_together(case: Case, group: Filed[WayGroup]) -> Iterator[Fault]:
    """The lines of every parallel way were once open in one year."""
    for name, way in group.record.ways.items():
        open_ = [(line, case.records.lines[line].record.open) for line in way.lines if line in case.records.lines]
        years = [(line, span.start, span.end or 9999) for line, span in open_ if span is not None]
        if not years:
            continue
        last = max(years, key=lambda span: span[1])
        first = min(years, key=lambda span: span[2])
        if last[1] > first[2]:
            message = f"way {name} of {group.id}: {last[0]} opened in {last[1]}, {first[0]} closed in {first[2]}"
            related = tuple(case.records.lines[line].mark("open") for line in (last[0], first[0]))
            yield Fault(group.mark("ways", name, key=True), f"{message}; no train ran over both", related=related)


def direction_in_order(_: Case, journey: Filed[Journey]) -> Iterator[Fault | Lacks]:
    """A leg begins where the leg before it of the same direction ended."""
    before: dict[str, str] = {}
    if len(journey.record.legs) < 2:
        yield Lacks("a journey of two legs")
    for name, leg in journey.record.legs.items():
        earlier = journey.record.legs[before[leg.direction]] if leg.direction in before else None
        if earlier is not None and earlier.end != leg.start:
            message = f"leg {name} begins at {leg.start}, but leg {before[leg.direction]} before it ended at"
            related = (journey.mark("legs", before[leg.direction], "to"),)
            text = f"{message} {earlier.end}; add the leg between, or put them in the order of travel"
            yield Fault(journey.mark("legs", name, "from"), text, journey.id, None, related)
        before[leg.direction] = name


def nothing(_: Case) -> Iterator[Fault]:
    """Faults of this rule are found elsewhere: while reading, or once all others have answered."""
    return iter(())


RULES: tuple[Rule, ...] = (
    Rule(
        "STR007",
        "waiver-without-use",
        "warning",
        "Every waiver names a rule and holds back one of its findings.",
        "While the rule is not asked of the record, as with --as-of.",
        nothing,
    ),
    Rule(
        "STR008",
        "shared-name",
        "info",
        "No name is that of two places.",
        "Two places that are truly called the same.",
        among(subjects.places, shared_name),
        usual=False,
    ),
    Rule(
        "STR009",
        "unknown-zone",
        "error",
        "Every zone of a place is in the time zone data.",
        "A zone newer than the tzdata package.",
        each(subjects.places, known_zone),
    ),
    Rule(
        "STR010",
        "unused-place",
        "info",
        "Something names every place.",
        "A place kept so that it can be asked for.",
        among(subjects.places, used_places),
        usual=False,
    ),
    Rule(
        "STR011",
        "no-such-direction",
        "error",
        "Where a claim says out, back or round, the journey has such legs.",
        "Never.",
        each(subjects.entries, direction_travelled),
    ),
    Rule(
        "STR012",
        "said-twice",
        "warning",
        "No report holds the same claim twice.",
        "Never; what is printed in two paragraphs is one claim.",
        each(subjects.reports, said_once),
    ),
    Rule(
        "STR013",
        "empty-report",
        "info",
        "Every report holds a claim or an event.",
        "A report kept as the first print of an origin.",
        each(subjects.reports, says_something),
    ),
    Rule(
        "STR014",
        "never-open-together",
        "error",
        "The lines of every parallel way were open in one year.",
        "A line whose years are recorded too narrowly.",
        each(subjects.way_groups, open_together),
    ),
    Rule(
        "STR015",
        "broken-journey",
        "warning",
        "Each leg begins where the one before it in its direction ended.",
        "A move between two stations of one town that nobody recorded.",
        each(subjects.journeys, direction_in_order),
    ),
)
