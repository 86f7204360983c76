"""How a page was checked: ground, policy, assumptions, what would change it, whom to credit."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.tongue import say
from geodata.pages.track import Track
from geodata.pages.view import Credit, Link, Stretch
from geodata.pages.wording import amount, span
from geodata.records.atlas import Halt

Entry = tuple[str, tuple[str, ...]]


def ground(case: Case, track: Track | None) -> tuple[Stretch, ...]:
    """The track's ground, stretch by stretch."""
    return tuple(
        Stretch(
            line=_lines(case, part.line),
            start=case.place(part.start).name,
            end=case.place(part.end).name,
            km=span(part.low_km, part.high_km, "km", 0 if part.high_km - part.low_km >= 1 else 1),
            sources=case.sources(part.sources),
        )
        for part in (track.ground.sections if track else ())
    )


def _lines(case: Case, ids: str) -> str:
    """``a+b | c`` with the lines' names: one way after the other, parallel ways set apart by “or”."""
    ways = (say(" and ").join(_line(case, line) for line in way.split("+")) for way in ids.split(" | "))
    return say(", or ").join(dict.fromkeys(ways))


def _line(case: Case, line: str) -> str:
    filed = case.records.lines.get(line)
    return line if filed is None else case.named(filed.record.name, filed.record.names)


def method(case: Case, track: Track | None, policy: dict[str, object]) -> tuple[Entry, ...]:
    """The entries of the method box: term and paragraphs."""
    claims = say(
        "Only printed figures, with the words around them. One voice in one report is tested at a time;"
        " a forecast is not held against what was seen later."
    )
    product = say(
        "Speed × hours is set against the whole interval of the line, never against one number or a straight"
        " line. If a speed is not an average, hours left over are time for stops."
    )
    rounding = say(
        "A printed figure may be rounded and a hedge loosens it, by a fixed table (policy version {version})."
        " Every reading of the words is tried, on every way, and the kindest leads.",
        version=policy.get("version", "–"),
    )
    limits = say("A test of arithmetic, not of truth. A claim that fits may still be wrong.")
    entries = (
        (say("The ground"), tuple(_ground_told(track))),
        (say("The claims"), (claims,)),
        (say("The sum"), (product,)),
        (say("Rounding"), (rounding,)),
        (say("Stops"), tuple(_stops(case, track)) or (say("No stop is assumed."),)),
        (say("What would change this"), tuple(_changes(case, track))),
        (say("What this is not"), (limits,)),
    )
    return tuple((term, told) for term, told in entries if told)


def _ground_told(track: Track | None) -> Iterator[str]:
    if track is None:
        return
    ground = track.ground
    if ground.basis == "lines":
        yield say("Published lengths, added stretch by stretch: {km} by the usual ways.", km=length(ground))
        least = amount(least_possible(ground), "km")
        if least_possible(ground) < ground.low_km:
            yield say("A finding must hold on ways where nobody reported the train, too: from {km}.", km=least)
    elif set(track.modes) == {"air"}:
        yield say("The shortest line over the earth: {km}. No flight is shorter.", km=length(ground))
    elif ground.geodesic_km is not None:
        floor = amount(ground.geodesic_km, "km")
        yield say(
            "No line is recorded here: taken as {km}, from a shortest line over the earth of {floor}. Weak ground.",
            km=length(ground),
            floor=floor,
        )


def _stops(case: Case, track: Track | None) -> Iterator[str]:
    for at, halt in halts(case, track).items():
        stop = amount(halt.low_h * 60, "min")
        yield (
            say("{place}: at least {stop}, with no upper limit.", place=case.place(at).name, stop=stop)
            + f" {halt.reason}"
        )


def halts(case: Case, track: Track | None) -> dict[str, Halt]:
    """The known stops on a track by place: those of its legs, then those that every train makes there."""
    found: dict[str, Halt] = {}
    for leg in track.legs if track else ():
        found |= {stop.at: stop for stop in case.journey.legs[leg].stops}
    for fix in track.way.fixes if track else ():
        halt = case.records.places[fix.place].record.stop if fix.place else None
        if halt is not None and fix.place:
            found.setdefault(fix.place, halt)
    return found


def _changes(case: Case, track: Track | None) -> Iterator[str]:
    if track is not None and track.ground.basis == "lines":
        yield say("A published length outside the interval, or a report of the train on another way.")
    if case.journey.unknown:
        yield say("What is not known:")
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
