"""STR: do the records hang together, and can every word in them be read?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning import hedges
from geodata.reasoning.clock import read_when
from geodata.records import Claim, EmbeddedReport, Event, Filed
from geodata.rules.rule import Case, Fault

FEW = 8
"""Known ids that a message names where none is like the missing one."""

_HOMES: Mapping[str, str] = {
    "place": "places.yaml",
    "source": "sources.yaml",
    "origin": "origins.yaml",
    "way group": "ways.yaml",
    "line": "the folder lines",
}
"""Where records of a kind are added."""


def references(case: Case) -> Iterator[Fault]:
    """Every id that a record names exists."""
    for places in case.records.places.values():
        yield from _missing(places, "source", places.record.source, case.records.sources, "source")
        if places.record.stop is not None:
            cited = places.record.stop.source or ()
            yield from _missing(places, ("stop", "source"), cited, case.records.sources, "source")
    yield from _in_lines(case)
    yield from _in_journeys(case)
    for report in case.records.reports.values():
        yield from _in_report(case, report)


def _in_lines(case: Case) -> Iterator[Fault]:
    records = case.records
    for line in records.lines.values():
        cited = (line.record.open.source or ()) if line.record.open else ()
        yield from _missing(line, ("open", "source"), cited, records.sources, "source")
        for i, station in enumerate(line.record.stations):
            yield from _missing(line, ("stations", i, "place"), (station.place,), records.places, "place")
            yield from _missing(line, ("stations", i, "source"), station.source or (), records.sources, "source")
    for group in records.ways.values():
        for key, place in (("from", group.record.start), ("to", group.record.end)):
            yield from _missing(group, (key,), (place,), records.places, "place")
        for name, way in group.record.ways.items():
            yield from _missing(group, ("ways", name, "lines"), way.lines, records.lines, "line")


def _in_journeys(case: Case) -> Iterator[Fault]:
    records = case.records
    for journey in records.journeys.values():
        for name, leg in journey.record.legs.items():
            for key, named in (("from", (leg.start,)), ("to", (leg.end,)), ("via", leg.via)):
                yield from _missing(journey, ("legs", name, key), named, records.places, "place")
            yield from _missing(journey, ("legs", name, "ways"), leg.ways, records.ways, "way group")
            for group, ways in leg.ways.items():
                if group in records.ways:
                    known = records.ways[group].record.ways
                    yield from _missing(journey, ("legs", name, "ways", group), ways, known, f"way of {group}")
            for i, stop in enumerate(leg.stops):
                at = ("legs", name, "stops", i)
                yield from _missing(journey, (*at, "at"), (stop.at,), records.places, "place")
                yield from _missing(journey, (*at, "source"), stop.source or (), records.sources, "source")
            yield from _missing(journey, ("legs", name, "source"), leg.source or (), records.sources, "source")


def _in_report(case: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault]:
    records, home = case.records, report.id.split("/")[0]
    for kind, entries in (("claims", report.record.claims), ("events", report.record.events)):
        for name, entry in entries.items():
            path = (kind, name)
            journey = entry.journey or home
            if entry.origin is not None:
                yield from _missing(report, (*path, "origin"), (entry.origin,), records.origins, "origin", home)
            if journey not in records.journeys:
                yield from _missing(report, (*path, "journey"), (journey,), records.journeys, "journey", home)
                continue
            legs = {*records.journeys[journey].record.legs, "out", "back", "round"}
            if entry.leg is not None:
                yield from _missing(report, (*path, "leg"), (entry.leg,), legs, "leg", home)
            named = {"at": entry.at} if isinstance(entry, Event) else {"from": entry.start, "to": entry.end}
            for key, place in named.items():
                if place is not None:
                    yield from _missing(report, (*path, key), (place,), records.places, "place", home)
    known = {*report.record.claims, *report.record.events}
    for name, statement in report.record.statements.items():
        yield from _missing(report, ("statements", name, "of"), statement.of, known, "claim or event", home)
        for i, clash in enumerate(statement.reviewed.clash if statement.reviewed else ()):
            at = ("statements", name, "reviewed", "clash", i)
            yield from _missing(report, at, clash, known, "claim or event", home)


def _missing(
    filed: Filed[object],
    path: tuple[object, ...] | str,
    names: Collection[str],
    known: Collection[str],
    what: str,
    journey: str | None = None,
) -> Iterator[Fault]:
    where = (path,) if isinstance(path, str) else path
    for i, name in enumerate(names):
        if name not in known:
            # A key of a mapping; or an item of a list, which a lone value is for its own place.
            mark = filed.mark(*where, name, key=True) if isinstance(names, Mapping) else filed.mark(*where, i)
            yield Fault(mark, f"no {what} {name} on record{_instead(name, known, what)}", journey)


def _instead(name: str, known: Collection[str], what: str) -> str:
    """What to write in place of an id that does not exist: the nearest one, or where it could be added."""
    near = get_close_matches(name, sorted(known), n=1)
    if near:
        return f"; did you mean {near[0]}?"
    if what in _HOMES:
        return f"; add it to {_HOMES[what]}"
    return f"; known here: {', '.join(sorted(known))}" if 0 < len(known) <= FEW else ""


def numbers(case: Case) -> Iterator[Fault]:
    """Every printed number can be read, in a unit of its kind."""
    for report, name, claim in _claims(case):
        if claim.kind in ("speed", "duration", "distance"):
            try:
                mark = hedges.mark_of(claim.hedge, case.policy)
                units.read(claim.printed, claim.kind, mark=mark)  # type: ignore[arg-type]
            except UsageError as error:
                yield _on(report, "claims", name, claim.kind, str(error))


def hedge_words(case: Case) -> Iterator[Fault]:
    """Every printed hedge is in the policy's table, or the record says how it is meant."""
    for report, name, claim in _claims(case):
        key = "hedge" if claim.hedge_as is None else "hedge_as"
        words = getattr(claim, key)
        if hedges.classify(words, case.policy) is None:
            known = [word for table in case.policy.words.values() for word in table]
            near = get_close_matches(words.casefold(), known, n=1, cutoff=0.8)
            hint = (
                f'did you mean "{near[0]}"?' if near else f"say the same with hedge_as: {', '.join(case.policy.hedges)}"
            )
            message = f'"{words}" is not in the policy\'s table of hedges; {hint}'
            yield _on(report, "claims", name, key, message)


def times(case: Case) -> Iterator[Fault]:
    """Every printed time can be read in its zone."""
    for report in case.records.reports.values():
        for name, event in report.record.events.items():
            place = case.records.places.get(event.at or "")
            for zone in event.zone or (place.record.zone if place else ("UTC",)):
                try:
                    read_when(event.when, zone, case.policy)
                except UsageError as error:
                    yield _on(report, "events", name, "when", str(error))
                    break


def one_voice(case: Case) -> Iterator[Fault]:
    """A statement holds claims of one journey, one voice and one modality (typical ones may join any)."""
    for report in case.records.reports.values():
        home = report.id.split("/")[0]
        for name, statement in report.record.statements.items():
            entries = {
                key: entry
                for key in statement.of
                if (entry := report.record.claims.get(key) or report.record.events.get(key)) is not None
            }
            for what, values in (
                ("journey", {key: entry.journey or home for key, entry in entries.items()}),
                ("voice", {key: entry.voice or "the report itself" for key, entry in entries.items()}),
                ("modality", {k: entry.modality for k, entry in entries.items() if entry.modality != "typical"}),
            ):
                first = {value: key for key, value in reversed(values.items())}
                if len(first) > 1:
                    message = f"statement {name} mixes {what}: {', '.join(sorted(first))}; make one statement of each"
                    said = tuple(
                        report.mark("claims" if key in report.record.claims else "events", key, key=True)
                        for key in values
                        if key in first.values()
                    )
                    claim = f"{report.id}/{name}"
                    yield Fault(report.mark("statements", name, key=True), message, home, claim, said)


def _claims(case: Case) -> Iterator[tuple[Filed[EmbeddedReport], str, Claim]]:
    return chain.from_iterable(
        ((report, name, claim) for name, claim in report.record.claims.items())
        for report in case.records.reports.values()
    )


def _on(report: Filed[EmbeddedReport], kind: str, name: str, key: str, message: str) -> Fault:
    return Fault(report.mark(kind, name, key), message, report.id.split("/")[0], f"{report.id}/{name}")
