"""How a page was checked: ground, policy, assumptions, what would change it, whom to credit."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.outcome import LegOutcome
from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.view import Credit, Link, Stretch
from geodata.pages.wording import amount, span
from geodata.records.atlas import Halt

Entry = tuple[str, tuple[str, ...]]


def ground(case: Case, leg: LegOutcome | None) -> tuple[Stretch, ...]:
    """The leg's ground, stretch by stretch."""
    return tuple(
        Stretch(
            line=_lines(case, part.line),
            start=case.place(part.start).name,
            end=case.place(part.end).name,
            km=span(part.low_km, part.high_km, "km", 0 if part.high_km - part.low_km >= 1 else 1),
            sources=case.sources(part.sources),
        )
        for part in (leg.ground.sections if leg else ())
    )


def _lines(case: Case, ids: str) -> str:
    """``a+b | c`` with the lines' names: one way after the other, parallel ways set apart by “or”."""
    ways = (
        " and ".join(
            case.records.lines[line].record.name if line in case.records.lines else line for line in way.split("+")
        )
        for way in ids.split(" | ")
    )
    return ", or ".join(dict.fromkeys(ways))


def method(case: Case, leg: LegOutcome | None, policy: dict[str, object]) -> tuple[Entry, ...]:
    """The entries of the method box: term and paragraphs."""
    version = policy.get("version")
    table = "a fixed table" if version is None else f"a fixed table (policy version {version})"
    claims = (
        "Only printed figures, with the words around them. One voice in one report is tested at a time;"
        " a forecast is not held against what was seen later."
    )
    product = (
        "Speed × hours is set against the whole interval of the line, never against one number or a straight"
        " line. If a speed is not an average, hours left over are time for stops."
    )
    rounding = (
        f"A printed figure may be rounded and a hedge loosens it, by {table}. Every reading of the words is"
        " tried, on every way, and the kindest leads."
    )
    entries = (
        ("The ground", tuple(_ground_told(leg))),
        ("The claims", (claims,)),
        ("The sum", (product,)),
        ("Rounding", (rounding,)),
        ("Stops", tuple(_stops(case, leg)) or ("No stop is assumed.",)),
        ("What would change this", tuple(_changes(case, leg))),
        ("What this is not", ("A test of arithmetic, not of truth. A claim that fits may still be wrong.",)),
    )
    return tuple((term, told) for term, told in entries if told)


def _ground_told(leg: LegOutcome | None) -> Iterator[str]:
    if leg is None:
        return
    if leg.ground.basis == "lines":
        yield f"Published rail lengths, added stretch by stretch: {length(leg.ground)} by the usual ways."
        least = least_possible(leg.ground)
        if least < leg.ground.low_km:
            yield f"A finding must hold on ways where nobody reported the train, too: from {amount(least, 'km')}."
    elif leg.ground.geodesic_km is not None:
        floor = amount(leg.ground.geodesic_km, "km")
        yield f"No line is recorded here: taken as {length(leg.ground)}, from a geodesic of {floor}. Weak ground."


def _stops(case: Case, leg: LegOutcome | None) -> Iterator[str]:
    if leg is None or leg.id not in case.journey.legs:
        return
    halts: dict[str, Halt] = {stop.at: stop for stop in case.journey.legs[leg.id].stops}
    if leg.id in case.routes and case.routes[leg.id].alignments:
        for fix in case.routes[leg.id].alignments[0].fixes:
            halt = case.records.places[fix.place].record.stop if fix.place else None
            if halt is not None and fix.place:
                halts.setdefault(fix.place, halt)
    for at, halt in halts.items():
        yield f"{case.place(at).name}: at least {amount(halt.low_h * 60, 'min')}, with no upper limit. {halt.reason}"


def _changes(case: Case, leg: LegOutcome | None) -> Iterator[str]:
    if leg is not None and leg.ground.basis == "lines":
        yield "A published length outside the interval, or a report of the train on another way."
    if case.journey.unknown:
        yield "What is not known:"
    yield from case.journey.unknown


def sources(case: Case) -> tuple[Credit, ...]:
    """Every source behind the drawn ways and their lengths, once, in order of title."""
    grounds = [leg.ground for leg in case.outcome.legs]
    used = {source for ground in grounds for source in ground.sources}
    used |= {source for ground in grounds for part in ground.sections for source in part.sources}
    for route in case.routes.values():
        for place in {fix.place for way in route.alignments for fix in way.fixes if fix.place}:
            used |= set(case.records.places[place].record.source)
    found = [case.records.sources[source].record for source in used if source in case.records.sources]
    ordered = sorted(found, key=lambda source: (source.title.casefold(), source.title, source.url or ""))
    return tuple(Credit(Link(source.title, source.url), source.licence, source.credit) for source in ordered)
