"""One question per function, all in one explicit tuple."""

from geodata.rules import conversions, crossing, geography, structure
from geodata.rules.rule import Case, Fault, Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "STR002", "dangling-reference", "error", "Every id that a record names exists.", "Never.", structure.references
    ),
    Rule(
        "STR003",
        "unreadable-number",
        "error",
        "Every printed number can be read, in a unit of its kind.",
        "A unit or a way of writing numbers that is not known yet.",
        structure.numbers,
    ),
    Rule(
        "STR004",
        "unknown-hedge",
        "error",
        "Every printed hedge is in the policy's table, or the record says how it is meant.",
        "Words that say nothing of the number.",
        structure.hedge_words,
    ),
    Rule(
        "STR005",
        "unreadable-time",
        "error",
        "Every printed time can be read in its zone.",
        "A way of writing times that is not known yet.",
        structure.times,
    ),
    Rule(
        "STR006",
        "mixed-statement",
        "error",
        "A statement holds claims of one journey, one voice and one modality.",
        "Never.",
        structure.one_voice,
    ),
    Rule(
        "CNV001",
        "wrong-conversion",
        "warning",
        "Every conversion printed beside a number is that number, to the last digit.",
        "A conversion rounded more coarsely than its digits show.",
        conversions.wrong_conversion,
    ),
    Rule(
        "GEO001",
        "below-geodesic",
        "error",
        "No section is shorter than the geodesic between its stations.",
        "A doubtful point or post; say within_km, or leave the post out.",
        geography.below_geodesic,
    ),
    Rule(
        "GEO002",
        "broken-way",
        "error",
        "The lines of every parallel way join its two ends.",
        "Never.",
        geography.ways_join,
    ),
    Rule(
        "GEO003",
        "implausible-detour",
        "warning",
        "No section, and no line over 50 km from end to end, winds more than 1.8 times its geodesic.",
        "A spiral, a switchback or a loop; say within_km where a point is doubtful, or leave the post out.",
        geography.implausible_detour,
    ),
    Rule(
        "GEO004",
        "outside-country",
        "error",
        "Every place lies in its country, a border in both, give or take 5 km.",
        "An islet or a sandbank that the generalised polygons leave out; say within_km.",
        geography.outside_country,
    ),
    Rule(
        "GEO005",
        "foreign-zone",
        "error",
        "Every time zone of a place is one of its country, by the tables of the tzdata package.",
        "An old or second name of a zone, which the tables do not list.",
        geography.foreign_zone,
    ),
    Rule(
        "GEO006",
        "leg-astray",
        "warning",
        "Every leg leads somewhere, and the places it goes by lie on its way.",
        "A train that ran into a terminus and out again.",
        geography.leg_astray,
    ),
    Rule(
        "GEO007",
        "wide-gap",
        "info",
        "No two neighbouring points of a line lie more than 60 km apart along it.",
        "A straight line over a plain, which needs no more points.",
        geography.wide_gap,
    ),
    Rule(
        "XCL001",
        "conflict-not-reviewed",
        "error",
        "Every statement whose claims cannot all be true was looked at by an editor.",
        "Where a hedge, a role or the ground is recorded wrongly.",
        crossing.conflict_not_reviewed,
    ),
    Rule(
        "XCL002",
        "review-drifted",
        "error",
        "What an editor reviewed is still what is computed.",
        "After a change of policy.",
        crossing.review_drifted,
    ),
    Rule(
        "XCL003",
        "review-not-needed",
        "error",
        "No review is kept for claims that no longer clash.",
        "After a change of policy.",
        crossing.review_not_needed,
    ),
    Rule(
        "XCL004",
        "tension",
        "warning",
        "No statement is hard to square.",
        "Near the edge of a band; see whether it is fragile.",
        crossing.tension,
    ),
    Rule(
        "XCL005",
        "between-statements",
        "info",
        "No two statements about one way differ.",
        "Voices may mean different trains or stretches.",
        crossing.between_statements,
    ),
)
"""Every rule, in the order of its code. STR001 stands for a file that could not be read at all."""

__all__ = ["RULES", "Case", "Fault", "Rule"]
