"""One question per function, all in one explicit tuple."""

from collections.abc import Mapping
from types import MappingProxyType

from geodata.rules import (
    carriages,
    conversions,
    counts,
    crossing,
    geography,
    grouping,
    itinerary,
    leftovers,
    origins,
    physics,
    provenance,
    sourcing,
    structure,
    subjects,
    timing,
)
from geodata.rules.rule import Answer, Case, Fault, Lacks, Rule, among, each


def _by_code(*rules: Rule) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.code))


RULES: tuple[Rule, ...] = (
    Rule(
        "STR002",
        "dangling-reference",
        "error",
        "Every id that a record names exists.",
        "Never.",
        among(subjects.named, structure.references),
    ),
    Rule(
        "STR003",
        "unreadable-number",
        "error",
        "Every printed number can be read, in a unit of its kind.",
        "A unit or a way of writing numbers that is not known yet.",
        among(subjects.claims, structure.numbers),
    ),
    Rule(
        "STR004",
        "unknown-hedge",
        "error",
        "Every printed hedge is in the policy's table, or the record says how it is meant.",
        "Words that say nothing of the number.",
        among(subjects.claims, structure.hedge_words),
    ),
    Rule(
        "STR005",
        "unreadable-time",
        "error",
        "Every printed time can be read in its zone.",
        "A way of writing times that is not known yet.",
        among(subjects.events, structure.times),
    ),
    Rule(
        "STR006",
        "mixed-statement",
        "error",
        "A statement holds claims of one journey, one voice and one modality.",
        "Never.",
        among(subjects.statements, structure.one_voice),
    ),
    *leftovers.RULES,
    *_by_code(*provenance.RULES, *sourcing.RULES),
    Rule(
        "CNV001",
        "wrong-conversion",
        "warning",
        "Every conversion printed beside a number is that number, to the last digit.",
        "A conversion rounded more coarsely than its digits show.",
        among(subjects.claims, conversions.wrong_conversion),
    ),
    Rule(
        "GEO001",
        "below-geodesic",
        "error",
        "No section is shorter than the geodesic between its stations.",
        "A doubtful point or post; say within_km, or leave the post out.",
        among(subjects.sections_of_lines, geography.below_geodesic),
    ),
    Rule(
        "GEO002",
        "broken-way",
        "error",
        "The lines of every parallel way join its two ends.",
        "Never.",
        among(subjects.ways, geography.ways_join),
    ),
    Rule(
        "GEO003",
        "implausible-detour",
        "warning",
        "No section, and no line over 50 km from end to end, winds more than 1.8 times its geodesic.",
        "A spiral, a switchback or a loop; say within_km where a point is doubtful, or leave the post out.",
        among(subjects.lines, geography.implausible_detour),
    ),
    Rule(
        "GEO004",
        "outside-country",
        "error",
        "Every place lies in its country, a border in both, give or take 5 km.",
        "An islet or a sandbank that the generalised polygons leave out; say within_km.",
        among(subjects.places, geography.outside_country),
    ),
    Rule(
        "GEO005",
        "foreign-zone",
        "error",
        "Every time zone of a place is one of its country, by the tables of the tzdata package.",
        "An old or second name of a zone, which the tables do not list.",
        among(subjects.places, geography.foreign_zone),
    ),
    Rule(
        "GEO006",
        "leg-astray",
        "warning",
        "The places that a leg goes by lie on its way.",
        "A train that ran into a terminus and out again.",
        among(subjects.legs, geography.leg_astray),
    ),
    Rule(
        "GEO007",
        "wide-gap",
        "info",
        "No two neighbouring points of a line lie more than 60 km apart along it.",
        "A straight line over a plain, which needs no more points.",
        among(subjects.lines, geography.wide_gap),
    ),
    *grouping.GROUND_RULES,
    *_by_code(*timing.RULES, *itinerary.RULES),
    *physics.RULES,
    Rule(
        "XCL001",
        "conflict-not-reviewed",
        "error",
        "Every statement whose claims cannot all be true was looked at by an editor.",
        "Where a hedge, a role or the ground is recorded wrongly.",
        among(subjects.judged, crossing.conflict_not_reviewed),
    ),
    Rule(
        "XCL002",
        "review-drifted",
        "error",
        "What an editor reviewed is still what is computed.",
        "After a change of policy.",
        among(subjects.judged, crossing.review_drifted),
    ),
    Rule(
        "XCL003",
        "review-not-needed",
        "error",
        "No review is kept for claims that no longer clash.",
        "After a change of policy.",
        among(subjects.judged, crossing.review_not_needed),
    ),
    Rule(
        "XCL004",
        "tension",
        "warning",
        "No statement is hard to square.",
        "Near the edge of a band; see whether it is fragile.",
        among(subjects.judged, crossing.tension),
    ),
    Rule(
        "XCL005",
        "between-statements",
        "info",
        "No two statements about one way differ.",
        "Voices may mean different trains or stretches.",
        among(subjects.entries, crossing.between_statements),
    ),
    *grouping.RULES,
    Rule(
        "ORG001",
        "drift",
        "info",
        "A number keeps its figures, hedge, role and stretch from report to report of one named origin.",
        "Where the origin itself gave the number in several forms.",
        among(subjects.claims, origins.drift),
    ),
    Rule(
        "ORG002",
        "same-figures",
        "info",
        "No two reports print the same figures without naming where they are from.",
        "Round figures that many would arrive at.",
        among(subjects.claims, origins.same_figures),
    ),
    Rule(
        "CNT001",
        "count-of-trips",
        "info",
        "Every count of trips agrees with the journeys on record.",
        "Where the records do not hold every trip; it then says unknown.",
        among(subjects.claims, counts.trips),
    ),
    Rule(
        "CNT002",
        "carriages-differ",
        "info",
        "Reports count as many carriages in the train of one leg.",
        "Where carriages were added or taken off on the way.",
        among(subjects.claims, carriages.carriages),
    ),
)
"""Every rule, family by family. STR001 stands for a file that could not be read at all."""

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "STR": "structure",
        "PRV": "provenance",
        "CNV": "conversions",
        "GEO": "geography",
        "TIM": "time",
        "PHY": "physics",
        "XCL": "claims against each other",
        "ORG": "origins",
        "CNT": "counts",
    }
)
"""What the first three letters of a code stand for."""

UNREADABLE = Rule(
    "STR001",
    "unreadable-file",
    "error",
    "Every file can be read, and has the shape of a record.",
    "Never.",
    leftovers.nothing,
)
"""Asked while the files are read, before there are records to ask about."""

CATALOGUE: tuple[Rule, ...] = (UNREADABLE, *RULES)

__all__ = ["CATALOGUE", "FAMILIES", "RULES", "UNREADABLE", "Answer", "Case", "Fault", "Lacks", "Rule", "among", "each"]
