"""PHY: could any train, car, aircraft or ship have done this?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from geodata.ground import geodesic_km
from geodata.records import Claim, Filed, Leg, Place
from geodata.records.atlas import Halt
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, among, each
from geodata.rules.subjects import Part

SLIP_KMH: Mapping[str, float] = {"rail": 600.0, "road": 300.0, "air": 2500.0, "sea": 110.0}
"""Bounds of ours (grade: assumed), set so high that what lies above is a slip of a digit or a unit. They
accuse no journey: they send an editor back to the number."""

WALKING_KMH = 5.0


def _modes(case: Case, claim: Part[Claim]) -> set[str]:
    """The modes that a number may speak of."""
    if claim.record.by is not None:
        return {claim.record.by}
    return {leg.mode for leg in subjects.legs_of(case, claim)}


def below_record(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No speed lies above what is plausible for its mode."""
    speed, modes = subjects.printed(case, claim.record, "speed"), _modes(case, claim)
    if speed is None or not modes:
        yield Lacks("a speed of a known mode")
        return
    most = max(SLIP_KMH[mode] for mode in modes)
    if speed[0] > most:
        by = " or ".join(sorted(modes))
        message = f"{speed[0]:,.0f} km/h by {by} is more than the {most:,.0f} km/h taken for plausible"
        yield claim.fault(f"{message}; look at the number, its unit and the mode", "speed")


def above_walking(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No speed lies below a walking pace."""
    speed = subjects.printed(case, claim.record, "speed")
    if speed is None:
        yield Lacks("a speed")
    elif speed[1] < WALKING_KMH:
        message = f"{speed[1]:g} km/h is below a walking pace ({WALKING_KMH:g} km/h); look at the number and its unit"
        yield claim.fault(message, "speed")


def _ride(case: Case, claim: Part[Claim]) -> tuple[Leg, float, float] | None:
    """The one leg that an elapsed or moving duration speaks of, with least and most kilometres.

    The least is the geodesic: it may refute, never confirm. The most are those of possible ways.
    """
    record, legs = claim.record, subjects.legs_of(case, claim)
    ends = (record.start, record.end, record.within, record.by)
    if len(legs) != 1 or any(ends) or record.measure not in (None, "elapsed", "moving") or record.train == "high-speed":
        return None
    route = case.route(legs[0])
    if route is None:
        return None
    a, b = route.start, route.end
    most = route.ground.possible_high_km or route.ground.high_km
    return legs[0], geodesic_km(a.lat, a.lon, b.lat, b.lon), most


def not_too_soon(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No duration is so short that even the shortest line over the earth needs more than is plausible for the mode."""
    hours, ride = subjects.printed(case, claim.record, "duration"), _ride(case, claim)
    if hours is None or ride is None or not hours[1]:
        yield Lacks("a duration of one whole leg")
        return
    leg, least, _ = ride
    speed, most = least / hours[1], SLIP_KMH[leg.mode]
    if speed > most:
        message = (
            f"{leg.start} to {leg.end} is {least:,.0f} km over the earth; in {hours[1]:g} h that takes"
            f" {speed:,.0f} km/h by {leg.mode}, more than the {most:,.0f} km/h taken for plausible; look at the number"
        )
        yield claim.fault(message, "duration")


def not_too_late(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No duration is so long that one could have walked."""
    hours, ride = subjects.printed(case, claim.record, "duration"), _ride(case, claim)
    if hours is None or ride is None or not hours[0] or claim.record.measure == "trip":
        yield Lacks("a duration of one whole leg")
        return
    leg, _, most = ride
    speed = most / hours[0]
    if speed < WALKING_KMH:
        message = (
            f"{leg.start} to {leg.end} is at most {most:,.0f} km; in {hours[0]:g} h that is {speed:.1f} km/h,"
            f" below a walking pace ({WALKING_KMH:g} km/h); is it the whole trip, or another unit?"
        )
        yield claim.fault(message, "duration")


def part_within_whole(part: str) -> Callable[[Case, Part[Claim]], Iterator[Fault | Lacks]]:
    """A question: the hours of that measure are not more than the elapsed ones of the same voice on the same leg."""

    def question(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
        if claim.record.measure != part:
            yield Lacks(f"hours of {part} beside elapsed ones")
            return
        mine = subjects.printed(case, claim.record, "duration")
        wholes = [
            (other, hours)
            for other, record in claim.within.record.claims.items()
            if record.measure in (None, "elapsed") and _scope(record) == _scope(claim.record)
            for hours in [subjects.printed(case, record, "duration")]
            if hours is not None
        ]
        if mine is None or not wholes:
            yield Lacks(f"hours of {part} beside elapsed ones")
            return
        for other, hours in wholes:
            if mine[0] > hours[1]:
                message = f"{mine[0]:g} h of {part} do not fit into the {hours[1]:g} h elapsed ({other}); look at both"
                yield claim.fault(message, "duration", related=(claim.within.mark("claims", other, "duration"),))

    return question


def _scope(claim: Claim) -> tuple[object, ...]:
    return claim.journey, claim.leg, claim.voice, claim.modality, claim.start, claim.end, claim.train, claim.by


def average_below_maximum(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No average lies above the maximum that the same voice gives for the same stretch."""
    mine = subjects.printed(case, claim.record, "speed")
    tops = [
        (name, other)
        for name, other in claim.within.record.claims.items()
        if other.role in ("maximum", "limit")
        and (other.within, *_scope(other)) == (claim.record.within, *_scope(claim.record))
    ]
    if mine is None or claim.record.role not in ("average", "moving", "cruising") or not tops:
        yield Lacks("an average beside a maximum")
        return
    for name, other in tops:
        top = subjects.printed(case, other, "speed")
        if top is not None and mine[0] > top[1]:
            message = f"{claim.record.role} {mine[0]:g} km/h lies above the {other.role} of {top[1]:g} km/h ({name})"
            yield claim.fault(
                f"{message}; look at both", "speed", related=(claim.within.mark("claims", name, "speed"),)
            )


def _halts(case: Case) -> Iterator[Halt]:
    yield from (place.record.stop for place in subjects.places(case) if place.record.stop is not None)
    yield from chain.from_iterable(leg.record.stops for leg in subjects.legs(case))


def halts_in_order(case: Case) -> Iterator[Fault]:
    """The least of a stop is not above its most."""
    for place in subjects.places(case):
        if place.record.stop is not None and _backwards(place.record.stop):
            yield _backward(place, place.record.stop, "stop", "high_h")
    for leg in subjects.legs(case):
        for i, stop in enumerate(leg.record.stops):
            if _backwards(stop):
                yield _backward(leg.within, stop, *leg.path, "stops", i, "high_h")


def _backwards(halt: Halt) -> bool:
    return halt.high_h is not None and halt.high_h < halt.low_h


def _backward(filed: Filed[Place], halt: Halt, *path: str | int) -> Fault:
    message = f"a stop of at least {halt.low_h:g} h and at most {halt.high_h:g} h; put the smaller one under low_h"
    return Fault(filed.mark(*path), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "PHY001",
        "implausible-speed",
        "error",
        "No speed lies above what is plausible for its mode.",
        "A report that prints the impossible: waive it.",
        each(subjects.claims, below_record),
    ),
    Rule(
        "PHY002",
        "below-walking-pace",
        "warning",
        "No speed lies below a walking pace.",
        "A train at a crossing or in a yard.",
        each(subjects.claims, above_walking),
    ),
    Rule(
        "PHY003",
        "too-soon",
        "error",
        "No duration needs more than is plausible for its mode, even over the shortest line.",
        "A report that prints the impossible: waive it.",
        each(subjects.claims, not_too_soon),
    ),
    Rule(
        "PHY004",
        "slower-than-walking",
        "warning",
        "No duration of a leg is so long that one could have walked.",
        "A leg with a long stay on the way.",
        each(subjects.claims, not_too_late),
    ),
    Rule(
        "PHY005",
        "stop-above-elapsed",
        "error",
        "No stop is longer than the elapsed hours of the same voice.",
        "Where the two numbers mean different stretches.",
        each(subjects.claims, part_within_whole("stop")),
    ),
    Rule(
        "PHY006",
        "moving-above-elapsed",
        "error",
        "No moving hours are more than the elapsed ones of the same voice.",
        "Where the two numbers mean different stretches.",
        each(subjects.claims, part_within_whole("moving")),
    ),
    Rule(
        "PHY007",
        "average-above-maximum",
        "error",
        "No average lies above the maximum that the same voice gives.",
        "A limit that holds on a part of the stretch only.",
        each(subjects.claims, average_below_maximum),
    ),
    Rule(
        "PHY008",
        "stop-runs-backwards",
        "error",
        "The least of a stop is not above its most.",
        "Never.",
        among(_halts, halts_in_order),
    ),
)
