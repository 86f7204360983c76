"""Claims as rows: what each role, measure and event binds. Distances are 100 km a piece unless said otherwise."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.reasoning.programme import Chain, Node, system
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import Row, Variables
from tests.reasoning import problems
from tests.reasoning.building import chain, claim, event
from tests.reasoning.exact import feasible

ONE = chain((100, 100))
TWO = chain((100, 100), (100, 100))
WAITS = chain((100, 100), (100, 100), stops=(1.0,))


def fits(ground: Chain, *claims) -> bool:
    """Whether the claims hold as printed."""
    return Problem(ground, claims).clash(0.0) is None


@pytest.mark.parametrize("role", ["average", "moving average", "cruising", "limit", "maximum", "reach"])
def test_too_few_hours_contradict_every_role_of_a_speed(role):
    assert not fits(ONE, claim("v", "50 km/h", role), claim("t", "1 h"))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("average", False),
        ("moving average", True),
        ("cruising", True),
        ("limit", True),
        ("maximum", True),
        ("reach", True),
    ],
)
def test_too_many_hours_contradict_an_average_alone(role, may):
    assert fits(ONE, claim("v", "50 km/h", role), claim("t", "4 h")) is may


def test_an_average_counts_the_stops_and_a_moving_average_does_not():
    hours = claim("t", "2 h", on=(0, 1))
    assert fits(WAITS, claim("v", "100 km/h", "average", on=(0, 1)), hours)
    assert not fits(WAITS, claim("v", "100 km/h", "moving average", on=(0, 1)), hours)
    assert fits(WAITS, claim("v", "200 km/h", "moving average", on=(0, 1)), hours)


def test_moving_hours_leave_out_stops_on_the_way():
    speed = claim("v", "100 km/h", "limit", on=(0, 1))
    assert fits(WAITS, speed, claim("t", "2 h", "moving", on=(0, 1)))
    assert not fits(WAITS, speed, claim("t", "2 h", "elapsed", on=(0, 1)))
    assert fits(WAITS, speed, claim("t", "3 h", "elapsed", on=(0, 1)))


def test_a_known_stop_has_a_least_time_and_no_greatest():
    assert not fits(WAITS, claim("w", "0.5 h", "stop", on=(1,)))
    assert fits(WAITS, claim("w", "500 h", "stop", on=(1,)))


def test_a_bound_on_one_piece_leaves_the_other_free():
    slow = claim("v", "50 km/h", "limit", on=(0,))
    assert fits(TWO, slow, claim("t", "3 h", on=(0, 1)))
    assert not fits(TWO, slow, claim("t", "1 h", on=(0,)))


def test_a_limit_somewhere_is_no_contradiction_of_a_reach_elsewhere():
    reach = claim("r", "80 km/h", "reach", on=(1,))
    assert fits(TWO, claim("v", "45 km/h", "limit", on=(0,)), reach)
    assert not fits(TWO, claim("v", "60 km/h", "maximum", on=(0, 1)), reach)


def test_an_open_maximum_is_a_capability():
    assert not fits(ONE, claim("a", "over 100 km/h", "maximum"), claim("b", "80 km/h", "maximum"))


def test_claims_share_one_uncertain_distance():
    # Either claim alone fits 90-110 km; together they would need it to be two lengths at once.
    ground = chain((90, 110))
    short, long = claim("a", "exactly 90 km"), claim("b", "exactly 110 km")
    assert fits(ground, short)
    assert fits(ground, long)
    assert not fits(ground, short, long)


@pytest.mark.parametrize(("late", "may"), [("12:00", False), ("13:00", True), ("15:00", True)])
def test_clock_times_bound_the_hours_between(late, may):
    left = event("left", "departed", "2025-09-01 12:00", 0)
    arrived = event("arrived", "arrived", f"2025-09-01 {late}", 1)
    assert fits(ONE, left, arrived, claim("v", "100 km/h", "limit")) is may


def test_a_stop_lies_between_arriving_and_leaving():
    arrived = event("in", "arrived", "2025-09-01 12:00", 1)
    assert not fits(WAITS, arrived, event("out", "departed", "2025-09-01 12:30", 1))
    assert fits(WAITS, arrived, event("out", "departed", "2025-09-01 13:00", 1))


def test_a_crossing_may_lie_anywhere_in_the_stop_around_it():
    around = event("in", "arrived", "2025-09-01 12:00", 1), event("out", "departed", "2025-09-01 14:00", 1)
    for hour, may in (("11:59", False), ("12:00", True), ("13:00", True), ("14:00", True), ("14:01", False)):
        assert fits(WAITS, *around, event("over", "crossed", f"2025-09-01 {hour}", 1)) is may


def test_a_border_is_crossed_once_however_long_the_stop():
    first, second = (event(hour, "crossed", f"2025-09-01 {hour}:00", 1) for hour in ("12", "18"))
    assert fits(TWO, first)
    assert fits(TWO, second)
    assert not fits(TWO, first, second)


def test_a_standing_train_is_seen_at_a_place_more_than_once():
    assert fits(TWO, *(event(hour, "passed", f"2025-09-01 {hour}:00", 1) for hour in ("12", "18")))


def test_underway_means_after_leaving_and_before_arriving():
    trip = event("left", "departed", "2025-09-01 12:00", 0), event("in", "arrived", "2025-09-01 18:00", 2)
    for hour, may in (("11:59", False), ("12:00", True), ("18:00", True), ("18:01", False)):
        assert fits(TWO, *trip, event("seen", "underway", f"2025-09-01 {hour}", 0)) is may


def test_an_event_at_the_end_of_the_way_needs_no_stop_there():
    for at in (0, 2):
        assert fits(TWO, event("over", "crossed", "2025-09-01 12:00", at))


def test_find_looks_between_the_nodes_it_is_told():
    there_and_back = Chain((Node("a"), Node("b"), Node("a")), TWO.pieces)
    assert there_and_back.find("a") == 0
    assert there_and_back.find("a", 1, 2) == 2
    assert there_and_back.find("b", 2) is None


@settings(max_examples=400)
@given(problems.problems())
def test_the_solver_says_what_exact_fractions_say(problem):
    # Six systems of each problem, 2,400 in all: every slack of a band's edge, with and without the first claim.
    for slack, claims in itertools.product((0.0, 1.0, 1.5), (problem.assertions, problem.assertions[1:])):
        rows = system(problem.chain, claims, slack)
        found = Problem(problem.chain, claims).clash(slack)
        if feasible(problem.variables, rows):
            assert found is None
        elif not feasible(problem.variables, rows, looser=problems.DOUBT):
            assert found is not None


@settings(max_examples=150)
@given(problems.problems(), st.sampled_from([0.0, 1.0]))
def test_what_clashes_by_the_solver_clashes_in_exact_fractions(problem, slack):
    named = problem.clash(slack)
    if named is not None:
        core = [claim_ for claim_ in problem.assertions if claim_.id in named]
        assert not feasible(problem.variables, system(problem.chain, core, slack))


def test_the_exact_oracle_knows_its_trade():
    table = Variables()
    table.add("x", 0.0, 5.0)
    table.add("t", -float("inf"))
    assert feasible(table, [])
    assert feasible(table, [Row({"x": -1.0}, -5.0, "at least the bound")])
    assert not feasible(table, [Row({"x": -1.0}, -5.5, "above the bound")])
    assert feasible(table, [Row({"t": 1.0}, -100.0, "a free unknown goes below zero")])
    both = [Row({"x": 1.0, "t": 1.0}, -1.0, "a"), Row({"t": -1.0}, 0.0, "b")]
    assert not feasible(table, both)
    assert feasible(table, [*both[:1], both[1]._replace(bound=1.0)])
