"""TIM: do the days follow each other as they must?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from geodata.errors import Mark
from geodata.reasoning.clock import EPOCH, show
from geodata.records import Claim, EmbeddedReport, Event, Filed, Journey, Statement
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, each
from geodata.rules.subjects import Part

LATEST_ZONE_H = 12.0
"""A day ends last at UTC−12: until then something can still have appeared on it."""

DAY_H = 24.0
LAST_DAY = date.max - timedelta(days=1)


def begins(day: date) -> float:
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
    if early > begins(max(out, revised)) + DAY_H + LATEST_ZONE_H:
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
        message = f"reviewed on {review.on}, before the report appeared on {out}; mend one of the days"
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
            message = f"{key} on {day}, before it was published on {report.record.published.date}; mend one of the days"
            yield on_two_days(report, message, report.mark(key), report.mark("published", "date"))

    return question


def origin_before_report(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No number comes from an utterance later than the report that prints it."""
    origin = case.records.origins.get(entry.record.origin or "")
    if origin is None or origin.record.on is None:
        yield Lacks("an origin with its day")
        return
    out: date = max(entry.within.record.published.date, entry.within.record.corrected or date.min)
    said = origin.record.on
    if (
        said > (min(out, LAST_DAY) + timedelta(days=1)).isoformat()[: len(said)]
    ):  # where it was said, it may be the day after
        message = f"origin {origin.id} is of {said}, but the report appeared on {out}; the number was there before"
        yield entry.fault(message, "origin", related=(origin.mark("on"),))


def no_hindsight(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No report forecasts a journey that was over."""
    journey = subjects.journey_of(case, entry)
    if journey is None or journey.record.home is None or entry.record.modality != "forecast":
        yield Lacks("a forecast for a journey that ended")
    elif entry.within.record.published.date > journey.record.home:
        out = entry.within.record.published.date
        message = (
            f"forecast in a report of {out}, but {journey.id} was over on {journey.record.home}; told as happened?"
        )
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


def on_two_days(filed: Filed[EmbeddedReport] | Filed[Journey], message: str, mark: Mark, other: Mark) -> Fault:
    """A fault at one day, with the other day beside it."""
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
