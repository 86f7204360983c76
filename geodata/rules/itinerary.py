"""TIM: does a journey run forward in time, over lines that were open?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from geodata.records import Event, Filed, Journey, Leg, Line
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, each
from geodata.rules.subjects import Part
from geodata.rules.timing import DAY_H, begins, on_two_days


def home_after_left(_: Case, journey: Filed[Journey]) -> Iterator[Fault | Lacks]:
    """Nobody is home before leaving."""
    left, home = journey.record.left, journey.record.home
    if left is None or home is None:
        yield Lacks("left and home")
    elif home < left:
        yield on_two_days(
            journey,
            f"home on {home}, before leaving on {left}; mend one of the days",
            journey.mark("home"),
            journey.mark("left"),
        )


def legs_in_order(_: Case, journey: Filed[Journey]) -> Iterator[Fault | Lacks]:
    """The days of the legs follow each other in the order of travel."""
    dated = [(name, leg.on) for name, leg in journey.record.legs.items() if leg.on is not None]
    if len(dated) < 2:
        yield Lacks("two legs with their days")
    for (before, first), (name, then) in itertools.pairwise(dated):
        if then < first:
            message = f"leg {name} on {then} comes after leg {before} on {first}; legs stand in the order of travel"
            yield on_two_days(journey, message, journey.mark("legs", name, "on"), journey.mark("legs", before, "on"))


def leg_within_journey(_: Case, leg: Part[Leg]) -> Iterator[Fault | Lacks]:
    """Every leg is travelled while the journey lasts."""
    journey, on = leg.within.record, leg.record.on
    if on is None or (journey.left is None and journey.home is None):
        yield Lacks("the day of the leg, and left or home of the journey")
    elif journey.left is not None and on < journey.left:
        yield on_two_days(
            leg.within,
            f"leg on {on}, before leaving on {journey.left}; mend one of the days",
            leg.mark("on"),
            leg.within.mark("left"),
        )
    elif journey.home is not None and on > journey.home:
        message = f"leg on {on}, after being home on {journey.home}"
        yield on_two_days(leg.within, message, leg.mark("on"), leg.within.mark("home"))


def event_within_journey(case: Case, event: Part[Event]) -> Iterator[Fault | Lacks]:
    """Every event of a leg happens while the journey lasts, a day of grace at each end for zones."""
    journey, when = subjects.journey_of(case, event), subjects.moment(case, event.record)
    if journey is None or when is None or event.record.leg is None or event.record.event == "other":
        yield Lacks("a readable event of a leg")
        return
    left, home = journey.record.left, journey.record.home
    low, high = when.at(1.0)
    if left is not None and high is not None and high < begins(left) - DAY_H:
        message = f"{event.record.when} lies before the journey, which began on {left}; look at the day, and at the leg"
        yield event.fault(message, "when", related=(journey.mark("left"),))
    elif home is not None and low is not None and low > begins(home) + 2 * DAY_H:
        message = f"{event.record.when} lies after the journey, which ended on {home}; look at the day, and at the leg"
        yield event.fault(message, "when", related=(journey.mark("home"),))
    elif left is None and home is None:
        yield Lacks("left or home of the journey")


def years_in_order(_: Case, line: Filed[Line]) -> Iterator[Fault | Lacks]:
    """No line closed before it opened."""
    years = line.record.open
    if years is None or years.end is None:
        yield Lacks("the year a line closed")
    elif years.end < years.start:
        message = f"closed in {years.end}, before it opened in {years.start}; mend one of the years"
        yield Fault(line.mark("open", "to"), message, related=(line.mark("open", "from"),))


def way_was_open(case: Case, leg: Part[Leg]) -> Iterator[Fault | Lacks]:
    """A way that a leg gives a standing was open on its day."""
    if not leg.record.ways or leg.record.on is None:
        yield Lacks("a leg with its day and the standing of a way")
        return
    for group, ways in leg.record.ways.items():
        known = case.records.ways[group].record.ways if group in case.records.ways else {}
        for way, standing in ways.items():
            for name in known[way].lines if way in known else ():
                line = case.records.lines.get(name)
                if line is not None and standing != "possible":
                    yield from _closed(case, leg, way, name, (group, way))


def _closed(case: Case, leg: Part[Leg], way: str, line: str, path: tuple[str, str]) -> Iterator[Fault]:
    if not case.atlas.network.open_on(line, leg.record.on, leg.record.mode):
        message = (
            f"way {way} runs over {line}, which was not open to {leg.record.mode} on {leg.record.on}; look at both"
        )
        related = (case.records.lines[line].mark("open"),)
        yield Fault(leg.mark("ways", *path), message, leg.within.id, None, related)


RULES: tuple[Rule, ...] = (
    Rule(
        "TIM007",
        "home-before-left",
        "error",
        "No journey ends before it begins.",
        "Never.",
        each(subjects.journeys, home_after_left),
    ),
    Rule(
        "TIM008",
        "legs-out-of-order",
        "error",
        "The days of a journey's legs follow each other.",
        "Over the date line, by a day.",
        each(subjects.journeys, legs_in_order),
    ),
    Rule(
        "TIM009",
        "leg-outside-journey",
        "error",
        "Every leg lies between left and home.",
        "Never.",
        each(subjects.legs, leg_within_journey),
    ),
    Rule(
        "TIM010",
        "event-outside-journey",
        "warning",
        "Every event of a leg lies between left and home, give or take a day.",
        "A report that is wrong about the day; that is what it says.",
        each(subjects.events, event_within_journey),
    ),
    Rule(
        "TIM011",
        "closed-before-open",
        "error",
        "No line closed before it opened.",
        "Never.",
        each(subjects.lines, years_in_order),
    ),
    Rule(
        "TIM012",
        "way-closed-that-day",
        "error",
        "A way that a leg is said to take was open on its day.",
        "In the year of an opening or closing.",
        each(subjects.legs, way_was_open),
    ),
)
