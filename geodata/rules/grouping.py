"""XCL and GEO: do claims and legs speak of what is there?"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.records import Claim, EmbeddedReport, Event, Filed, Leg, Statement
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, each
from geodata.rules.subjects import Part

ARITHMETIC = ("speed", "duration", "distance")


def in_one_statement(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault | Lacks]:
    """No two statements hold the same claims."""
    seen: dict[frozenset[str], str] = {}
    for name, statement in report.record.statements.items():
        first = seen.setdefault(frozenset(statement.of), name)
        if first != name:
            message = f"statement {name} holds the claims of {first}; what holds together is one statement"
            related = (report.mark("statements", first, key=True),)
            home = report.id.split("/")[0]
            yield Fault(report.mark("statements", name, key=True), message, home, f"{report.id}/{name}", related)
    if not report.record.statements:
        yield Lacks("a statement")


def names_each_once(_: Case, statement: Part[Statement]) -> Iterator[Fault]:
    """No statement names one claim twice."""
    for i, name in enumerate(statement.record.of):
        first = statement.record.of.index(name)
        if first != i:
            yield statement.fault(
                f"names {name} twice; once is enough", "of", i, related=(statement.mark("of", first),)
            )


def more_than_one(_: Case, statement: Part[Statement]) -> Iterator[Fault]:
    """Every statement holds at least two claims; one alone needs none."""
    if len(set(statement.record.of)) < 2:
        message = f"statement {statement.name} holds one claim; it is judged by itself without one, too"
        yield statement.fault(message)


def tied_to_a_leg(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """Every number that the arithmetic could use is tied to a leg; a stay lies between two."""
    journey = subjects.journey_of(case, claim)
    usable = claim.record.kind in ("speed", "duration", "distance") and claim.record.measure != "stay"
    if journey is None or not journey.record.legs or not usable:
        yield Lacks("a speed, duration or distance, in a journey with legs")
    elif claim.record.leg is None:
        message = f"{claim.record.printed} is tied to no leg, so it cannot be judged; give its leg, or out, back, round"
        yield claim.fault(message)


def review_is_of_this_policy(case: Case, statement: Part[Statement]) -> Iterator[Fault | Lacks]:
    """Every review was made under the policy in force."""
    review = statement.record.reviewed
    if review is None:
        yield Lacks("a review")
    elif review.policy != case.policy.version:
        message = f"reviewed under policy {review.policy}, judged under {case.policy.version}; look again, then say so"
        yield statement.fault(message, "reviewed", "policy")


def stop_on_the_way(case: Case, leg: Part[Leg]) -> Iterator[Fault | Lacks]:
    """Every stop of a leg lies on its way."""
    route = case.route(leg.record)
    if route is None or not route.hops or not leg.record.stops:
        yield Lacks("a leg over lines, with stops")
        return
    passed = {fix.place for drawn in route.alignments for fix in drawn.fixes}
    for i, stop in enumerate(leg.record.stops):
        if stop.at in case.records.places and stop.at not in passed:
            message = (
                f"no way from {leg.record.start} to {leg.record.end} passes {stop.at}; add it under via, or look again"
            )
            yield Fault(leg.mark("stops", i, "at"), message, leg.within.id)


def territory_on_the_way(case: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """A claim about a territory is about one that its legs pass."""
    legs = subjects.legs_of(case, claim)
    routes = [route for leg in legs if (route := case.route(leg)) is not None and route.hops]
    if claim.record.within is None or not routes or len(routes) < len(legs):
        yield Lacks("a claim within a country, on legs over lines")
        return
    passed = {country for route in routes for hop in route.hops for country in hop.countries}
    if claim.record.within not in passed:
        message = (
            f"the way passes {', '.join(sorted(passed))}, not {claim.record.within}; look at within and at the leg"
        )
        yield claim.fault(message, "within")


def event_on_the_way(case: Case, event: Part[Event]) -> Iterator[Fault | Lacks]:
    """An event of a leg happens at a place that some way of the leg passes."""
    legs = subjects.legs_of(case, event)
    routes = [route for leg in legs if (route := case.route(leg)) is not None and route.hops]
    at = event.record.at
    if at not in case.records.places or not routes or len(routes) < len(legs) or event.record.event == "other":
        yield Lacks("an event at a place, on legs over lines")
        return
    passed = {fix.place for route in routes for drawn in route.alignments for fix in drawn.fixes}
    if at not in passed:
        message = f"no way from {legs[0].start} to {legs[-1].end} passes {at}; look at the leg and the place"
        yield event.fault(message, "at")


def leads_somewhere(_: Case, leg: Part[Leg]) -> Iterator[Fault]:
    """No leg ends where it begins."""
    if leg.record.start == leg.record.end and not leg.record.via:
        message = f"begins and ends at {leg.record.start}; give its end, or what it went through as via"
        yield Fault(leg.mark("to"), message, leg.within.id, None, (leg.mark("from"),))


def speaks_of_a_way(_: Case, claim: Part[Claim]) -> Iterator[Fault | Lacks]:
    """A stretch within a claim has two ends."""
    start, end = claim.record.start, claim.record.end
    if start is None or end is None:
        yield Lacks("a stretch of its own")
    elif start == end:
        yield claim.fault(f"from {start} to {start} is no stretch; give the other end", "to")


GROUND_RULES: tuple[Rule, ...] = (
    Rule(
        "GEO008",
        "stop-off-the-way",
        "error",
        "Every stop of a leg lies on a way that it can take.",
        "A way that is not on record.",
        each(subjects.legs, stop_on_the_way),
    ),
    Rule(
        "GEO009",
        "territory-off-the-way",
        "error",
        "A claim about a country is about one that its legs pass.",
        "A way that is not on record.",
        each(subjects.claims, territory_on_the_way),
    ),
    Rule(
        "GEO010",
        "event-off-the-way",
        "warning",
        "Every event of a leg happens where a way of it passes.",
        "A way that is not on record, or a station beside the line.",
        each(subjects.events, event_on_the_way),
    ),
    Rule(
        "GEO011",
        "leg-to-nowhere",
        "error",
        "No leg ends where it begins.",
        "Never; a round tour names what it went through.",
        each(subjects.legs, leads_somewhere),
    ),
    Rule(
        "GEO012",
        "stretch-to-nowhere",
        "error",
        "No claim's stretch ends where it begins.",
        "Never.",
        each(subjects.claims, speaks_of_a_way),
    ),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "XCL006",
        "same-statement-twice",
        "warning",
        "No two statements of a report hold the same claims.",
        "Never.",
        each(subjects.reports, in_one_statement),
    ),
    Rule(
        "XCL007",
        "claim-named-twice",
        "warning",
        "No statement names one claim twice.",
        "Never.",
        each(subjects.statements, names_each_once),
    ),
    Rule(
        "XCL008",
        "lonely-statement",
        "info",
        "Every statement holds at least two claims.",
        "Where one claim was reviewed against the ground.",
        each(subjects.statements, more_than_one),
        usual=False,
    ),
    Rule(
        "XCL009",
        "tied-to-no-leg",
        "info",
        "Every speed, duration and distance is tied to a leg.",
        "Numbers about trains at large, or about a stretch that no leg goes.",
        each(subjects.claims, tied_to_a_leg),
    ),
    Rule(
        "XCL010",
        "review-of-another-policy",
        "info",
        "Every review was made under the policy in force.",
        "With a policy of one's own.",
        each(subjects.statements, review_is_of_this_policy),
    ),
)
