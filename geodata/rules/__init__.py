"""One question per function, all in one explicit tuple."""

from geodata.rules import (
    conversions,
    crossing,
    geography,
    grouping,
    leftovers,
    physics,
    provenance,
    structure,
    subjects,
    timing,
)
from geodata.rules.rule import Answer, Case, Fault, Lacks, Rule, among, each

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
    *provenance.RULES,
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
    *grouping.GROUND_RULES,
    *timing.RULES,
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
)
"""Every rule, family by family. STR001 stands for a file that could not be read at all."""

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

__all__ = ["CATALOGUE", "RULES", "UNREADABLE", "Answer", "Case", "Fault", "Lacks", "Rule", "among", "each"]
