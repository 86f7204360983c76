"""TIM: do the days follow each other as they must?"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from geodata.errors import Mark
from geodata.reasoning.clock import EPOCH, show
from geodata.records import Claim, EmbeddedReport, Event, Filed, Journey, Leg, Line, Statement
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, each
from geodata.rules.subjects import Part

LATEST_ZONE_H = 12.0
"""A day ends last at UTC−12: until then something can still have appeared on it."""

DAY_H = 24.0


def _hours(day: date) -> float:
    """Hours since the clock's epoch at which that day begins in UTC."""
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) - EPOCH).total_seconds() / 3600


def seen_before_told(case: Case, event: Part[Event]) -> Iterator[Fault | Lacks]:
    """No report tells as happened what happens after it appeared."""
    if event.record.modality not in ("reported", "observed"):
        yield Lacks("an event told as happened")
        return
    when = subjects.moment(case, event.record)
    if when is None or when.earliest is None:
        yield Lacks("a time that begins somewhere")
        return
    out: date = event.within.record.published.date
    revised = event.within.record.corrected or out
    early = when.at(1.0)[0] or 0.0
    if early > _hours(max(out, revised)) + DAY_H + LATEST_ZONE_H:
        message = (
            f"{event.record.event} at {show(when.earliest, when.zone)} ({when.zone}) is told as"
            f" {event.record.modality}, but the report appeared on {out}; a forecast, or a wrong day?"
        )
        yield event.fault(message, "when", related=(event.within.mark("published", "date"),))


def review_after_report(_: Case, statement: Part[Statement]) -> Iterator[Fault | Lacks]:
    """No review is older than the report that it is about."""
    review, out = statement.record.reviewed, statement.within.record.published.date
    if review is None:
        yield Lacks("a review")
    elif review.on < out:
        message = f"reviewed on {review.on}, before the report appeared on {out}"
        yield statement.fault(message, "reviewed", "on", related=(statement.within.mark("published", "date"),))


def later_than_published(
    key: str,
) -> Callable[[Case, Filed[EmbeddedReport]], Iterator[Fault | Lacks]]:
    """A question: the day under that key is not before the report appeared."""

    def question(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault | Lacks]:
        day: date | None = getattr(report.record, key)
        if day is None:
            yield Lacks(key)
        elif day < report.record.published.date:
            message = f"{key} on {day}, before it was published on {report.record.published.date}"
            yield _of(report, message, report.mark(key), report.mark("published", "date"))

    return question


def origin_before_report(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No number comes from an utterance later than the report that prints it."""
    origin = case.records.origins.get(entry.record.origin or "")
    if origin is None or origin.record.on is None:
        yield Lacks("an origin with its day")
        return
    out: date = max(entry.within.record.published.date, entry.within.record.corrected or date.min)
    said = origin.record.on
    if said > out.isoformat()[: len(said)]:
        message = f"origin {origin.id} is of {said}, but the report appeared on {out}; the number was there before"
        yield entry.fault(message, "origin", related=(origin.mark("on"),))


def home_after_left(_: Case, journey: Filed[Journey]) -> Iterator[Fault | Lacks]:
    """Nobody is home before leaving."""
    left, home = journey.record.left, journey.record.home
    if left is None or home is None:
        yield Lacks("left and home")
    elif home < left:
        yield _of(journey, f"home on {home}, before leaving on {left}", journey.mark("home"), journey.mark("left"))


def legs_in_order(_: Case, journey: Filed[Journey]) -> Iterator[Fault | Lacks]:
    """The days of the legs follow each other in the order of travel."""
    dated = [(name, leg.on) for name, leg in journey.record.legs.items() if leg.on is not None]
    if len(dated) < 2:
        yield Lacks("two legs with their days")
    for (before, first), (name, then) in itertools.pairwise(dated):
        if then < first:
            message = f"leg {name} on {then} comes after leg {before} on {first}; legs stand in the order of travel"
            yield _of(journey, message, journey.mark("legs", name, "on"), journey.mark("legs", before, "on"))


def leg_within_journey(_: Case, leg: Part[Leg]) -> Iterator[Fault | Lacks]:
    """Every leg is travelled while the journey lasts."""
    journey, on = leg.within.record, leg.record.on
    if on is None or (journey.left is None and journey.home is None):
        yield Lacks("the day of the leg, and left or home of the journey")
    elif journey.left is not None and on < journey.left:
        yield _of(leg.within, f"leg on {on}, before leaving on {journey.left}", leg.mark("on"), leg.within.mark("left"))
    elif journey.home is not None and on > journey.home:
        message = f"leg on {on}, after being home on {journey.home}"
        yield _of(leg.within, message, leg.mark("on"), leg.within.mark("home"))


def event_within_journey(case: Case, event: Part[Event]) -> Iterator[Fault | Lacks]:
    """Every event of a leg happens while the journey lasts, a day of grace at each end for zones."""
    journey, when = subjects.journey_of(case, event), subjects.moment(case, event.record)
    if journey is None or when is None or event.record.leg is None or event.record.event == "other":
        yield Lacks("a readable event of a leg")
        return
    left, home = journey.record.left, journey.record.home
    low, high = when.at(1.0)
    if left is not None and high is not None and high < _hours(left) - DAY_H:
        message = f"{event.record.when} lies before the journey, which began on {left}"
        yield event.fault(message, "when", related=(journey.mark("left"),))
    elif home is not None and low is not None and low > _hours(home) + 2 * DAY_H:
        message = f"{event.record.when} lies after the journey, which ended on {home}"
        yield event.fault(message, "when", related=(journey.mark("home"),))
    elif left is None and home is None:
        yield Lacks("left or home of the journey")


def years_in_order(_: Case, line: Filed[Line]) -> Iterator[Fault | Lacks]:
    """No line closed before it opened."""
    years = line.record.open
    if years is None or years.end is None:
        yield Lacks("the year a line closed")
    elif years.end < years.start:
        message = f"closed in {years.end}, before it opened in {years.start}"
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
        message = f"way {way} runs over {line}, which was not open to {leg.record.mode} on {leg.record.on}"
        related = (case.records.lines[line].mark("open"),)
        yield Fault(leg.mark("ways", *path), message, leg.within.id, None, related)


def no_hindsight(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No report forecasts a journey that was over."""
    journey = subjects.journey_of(case, entry)
    if journey is None or journey.record.home is None or entry.record.modality != "forecast":
        yield Lacks("a forecast for a journey that ended")
    elif entry.within.record.published.date > journey.record.home:
        out = entry.within.record.published.date
        message = f"forecast in a report of {out}, but {journey.id} was over on {journey.record.home}"
        yield entry.fault(message, "modality", related=(journey.mark("home"),))


def no_foresight(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """No report observed a leg that had not begun."""
    days = [leg.on for leg in subjects.legs_of(case, claim) if leg.on is not None]
    if not days or claim.record.modality != "observed":
        yield Lacks("a claim observed on a leg with its day")
    elif claim.within.record.published.date < min(days):
        out = claim.within.record.published.date
        message = f"observed, in a report of {out}, on a leg that began on {min(days)}; a forecast?"
        yield claim.fault(message, "modality", related=(claim.within.mark("published", "date"),))


def _of(filed: Filed[EmbeddedReport] | Filed[Journey], message: str, mark: Mark, other: Mark) -> Fault:
    return Fault(mark, message, filed.id.split("/")[0], None, (other,))


RULES: tuple[Rule, ...] = (
    Rule(
        "TIM001",
        "told-before-it-happened",
        "error",
        "No report tells as happened what lies after its day.",
        "A report brought up to date without saying so.",
        each(subjects.events, seen_before_told),
    ),
    Rule(
        "TIM002",
        "review-too-early",
        "error",
        "No review is older than its report.",
        "Never.",
        each(subjects.statements, review_after_report),
    ),
    Rule(
        "TIM003",
        "corrected-too-early",
        "error",
        "No report was corrected before it was published.",
        "Where the day of publication is inferred.",
        each(subjects.reports, later_than_published("corrected")),
    ),
    Rule(
        "TIM004",
        "withdrawn-too-early",
        "error",
        "No report was withdrawn before it was published.",
        "Where the day of publication is inferred.",
        each(subjects.reports, later_than_published("withdrawn")),
    ),
    Rule(
        "TIM005",
        "accessed-too-early",
        "error",
        "No report was read before it was published.",
        "West of the publisher, by a day.",
        each(subjects.reports, later_than_published("accessed")),
    ),
    Rule(
        "TIM006",
        "origin-too-late",
        "error",
        "No number comes from an utterance later than the report that prints it.",
        "A matched origin; a report that prints the number earlier is the better one.",
        each(subjects.entries, origin_before_report),
    ),
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
    Rule(
        "TIM013",
        "forecast-of-the-past",
        "warning",
        "No report forecasts a journey that was over.",
        "A report that quotes an old forecast.",
        each(subjects.entries, no_hindsight),
    ),
    Rule(
        "TIM014",
        "observed-too-early",
        "error",
        "No report observed a leg that had not begun.",
        "Where the day of the leg is uncertain.",
        each(subjects.claims, no_foresight),
    ),
)
