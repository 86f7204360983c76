"""Documented journeys by rail, road, air and sea, and the same with an error planted in them.

A true journey must not be accused: not as printed, not with its numbers hedged otherwise, not with any one of them
left out. A planted error must be seen, unless its file says why arithmetic cannot see it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import pytest
from pydantic import Field

import geodata
from geodata.catalog import read_mapping
from geodata.outcome import Verdict
from geodata.reasoning import Ask, ask, load_policy
from geodata.reasoning.hedges import read_hedged, role_of
from geodata.records.words import Address, Mode, Name, Number, Record, Slug, Text

POLICY = load_policy()
SEEN: dict[str | None, set[Verdict]] = {
    "conflict": {Verdict.CONFLICT},
    "tension": {Verdict.TENSION, Verdict.CONFLICT},
    "agree": {Verdict.AGREE, Verdict.STRAINED, Verdict.UNKNOWN},
}
Kind: TypeAlias = Literal[
    "unit-slip",
    "lost-zone",
    "missed-day",
    "one-way-for-round-trip",
    "straight-line-for-rail",
    "decimal-slip",
    "average-too-high",
    "average-too-low",
]


class Source(Record):
    title: Name
    url: Address


class Journey(Record):
    """``note`` is for the reader."""

    is_true: Literal["yes", "no"]
    start: Name | None = None
    end: Name | None = None
    ground_km: tuple[Number | int, Number | int] | None = None
    zone: Name | None = None
    left: Name | None = None
    arrived: Name | None = None
    said: tuple[Name, ...] = ()
    sources: dict[Slug, Text] = Field(default_factory=dict)
    note: Text | None = None
    planted: Kind | None = None
    base: Slug | None = None
    expect: Literal["conflict", "tension", "agree"] | None = None
    why: Text | None = None


class Journeys(Record):
    mode: Mode
    sources: dict[Slug, Source]
    journeys: dict[Slug, Journey]


FILES = [read_mapping(path, Journeys) for path in sorted((Path(__file__).parent / "cases" / "journeys").glob("*.yaml"))]
CASES = {name: (file, case) for file in FILES for name, case in file.journeys.items()}
TRUE = [name for name, (_, case) in CASES.items() if case.is_true == "yes"]
PLANTED = [name for name, (_, case) in CASES.items() if case.is_true == "no"]


def question(name: str) -> Ask:
    """The case as it is asked; what a planted one does not name is its base's."""
    file, case = CASES[name]
    base = case if case.base is None else file.journeys[case.base]
    whole = base.model_copy(update=case.model_dump(exclude_unset=True))
    assert whole.start is not None
    assert whole.end is not None
    return Ask(
        whole.start,
        whole.end,
        whole.said,
        file.mode,
        left=whole.left,
        arrived=whole.arrived,
        zone=whole.zone,
        ground_km=None if whole.ground_km is None else (float(whole.ground_km[0]), float(whole.ground_km[1])),
    )


@pytest.fixture(scope="module")
def verdict():
    records = geodata.load()
    return lambda asked: ask(asked, records, POLICY)[0].verdict


def hedged(text: str, word: str) -> str:
    """The quantity under another hedge, its role kept: "averaging about 87 mph" → "average 87 mph"."""
    words, _, _ = read_hedged(text, POLICY)
    return " ".join((role_of(words, POLICY) or "", word, text[len(words) :])).strip()


def without(asked: Ask) -> list[Ask]:
    """The question with each of its claims left out in turn."""
    said = asked.quantities
    fewer = [replace(asked, quantities=(*said[:i], *said[i + 1 :])) for i in range(len(said))]
    fewer += [replace(asked, left=None)] if asked.left else []
    fewer += [replace(asked, arrived=None)] if asked.arrived else []
    return [one for one in fewer if one.quantities or one.left or one.arrived]


@pytest.mark.parametrize("name", TRUE)
def test_a_true_journey_is_not_accused(verdict, name):
    assert verdict(question(name)) is not Verdict.CONFLICT


@pytest.mark.parametrize("name", TRUE)
def test_nor_with_its_numbers_hedged_otherwise(verdict, name):
    asked = question(name)
    for word in ("", "about"):
        other = replace(asked, quantities=tuple(hedged(text, word) for text in asked.quantities))
        assert verdict(other) is not Verdict.CONFLICT, word


@pytest.mark.parametrize("name", TRUE)
def test_nor_with_any_one_claim_left_out(verdict, name):
    for fewer in without(question(name)):
        assert verdict(fewer) is not Verdict.CONFLICT, fewer


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_seen_where_arithmetic_can_see_it(verdict, name):
    assert verdict(question(name)) in SEEN[CASES[name][1].expect]


def test_the_set_is_large_and_half_of_it_is_true():
    assert len(CASES) >= 80
    assert {file.mode for file in FILES} == {"rail", "road", "air", "sea"}
    assert all(len(file.journeys) >= 8 for file in FILES)
    assert abs(len(TRUE) - len(PLANTED)) <= len(CASES) / 20


def test_ids_are_not_used_twice():
    assert len(CASES) == sum(len(file.journeys) for file in FILES)


def test_every_kind_of_error_is_planted_and_most_are_seen():
    kinds = Counter(CASES[name][1].planted for name in PLANTED)
    assert kinds.keys() == set(get_args(Kind))
    unseen = [name for name in PLANTED if CASES[name][1].expect == "agree"]
    assert len(unseen) <= len(PLANTED) / 10


@pytest.mark.parametrize("name", TRUE)
def test_a_true_journey_has_its_figures_from_named_sources(name):
    file, case = CASES[name]
    assert case.said
    assert case.sources
    assert case.sources.keys() <= file.sources.keys()
    assert case.planted is None
    assert case.base is None


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_case_says_what_was_changed_and_what_is_expected(name):
    file, case = CASES[name]
    assert case.planted
    assert case.expect
    assert case.why
    assert case.base in file.journeys
    assert file.journeys[case.base].is_true == "yes"
    assert case.sources.keys() <= file.sources.keys()
    assert question(name) != question(case.base)
