"""Tension, misfit, minimal conflicts and what is left: laws that hold for every small problem."""

from __future__ import annotations

import dataclasses
import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata import units
from geodata.reasoning import relaxing, search, solver
from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import Halo, halo
from geodata.reasoning.programme import Assertion, Chain
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import Row, Variables
from tests.reasoning import problems
from tests.reasoning.building import POLICY, chain, claim, event, open_end
from tests.reasoning.test_cases import CASES
from tests.reasoning.test_cases import problem as case_problem

SLACKS = st.sampled_from([0.0, 1.0, 1.5])
EVERY = st.data()


def tighter(assertion: Assertion, share: float) -> Assertion:
    """The same number, held to a share of its widths (half of nothing is nothing)."""
    value = assertion.value
    if isinstance(value, Moment):
        closer: Halo | Moment = dataclasses.replace(
            value, fuzz_early=value.fuzz_early * share, fuzz_late=value.fuzz_late * share
        )
    else:
        closer = dataclasses.replace(value, below=value.below * share, above=value.above * share)
    return dataclasses.replace(assertion, value=closer)


def swapped(problem: Problem, old: Assertion, new: Assertion) -> Problem:
    return Problem(problem.chain, tuple(new if a is old else a for a in problem.assertions))


@given(problems.problems(), EVERY)
def test_tension_does_not_fall_when_a_claim_is_tightened(problem, data):
    one = data.draw(st.sampled_from(problem.assertions))
    harder = swapped(problem, one, tighter(one, 0.5))
    assert search.tension(harder) >= search.tension(problem) - search.STEP


@given(problems.problems(), EVERY)
def test_tension_does_not_rise_when_a_claim_is_dropped(problem, data):
    one = data.draw(st.sampled_from(problem.assertions))
    rest = Problem(problem.chain, tuple(a for a in problem.assertions if a is not one))
    assert search.tension(rest) <= search.tension(problem) + search.STEP


@given(problems.problems())
def test_the_tension_is_where_the_claims_begin_to_fit(problem):
    tension = search.tension(problem)
    if tension < search.TOP:
        assert problem.clash(tension) is None
    if tension > 0:
        assert problem.clash(max(0.0, tension - 2 * search.STEP)) is not None


@given(problems.problems(), SLACKS)
def test_every_conflict_clashes_and_is_minimal(problem, slack):
    found, complete = search.conflicts(problem, slack)
    assert complete
    for conflict in found:
        assert problem.clash(slack, only=conflict) is not None
        for claim_ in conflict:
            assert problem.clash(slack, only=conflict - {claim_}) is None


@given(problems.problems(), SLACKS)
def test_the_conflicts_are_those_of_brute_force(problem, slack):
    found, _ = search.conflicts(problem, slack)
    minimal: list[frozenset[str]] = []
    ids = [a.id for a in problem.assertions]
    for subset in map(frozenset, itertools.chain.from_iterable(itertools.combinations(ids, k) for k in range(1, 7))):
        if not any(known <= subset for known in minimal) and problem.clash(slack, only=subset) is not None:
            minimal.append(subset)
    assert sorted(map(sorted, found)) == sorted(map(sorted, minimal))


@given(problems.problems(), SLACKS)
def test_there_is_a_conflict_exactly_when_not_all_fits(problem, slack):
    assert bool(search.conflicts(problem, slack)[0]) is (problem.clash(slack) is not None)


@given(problems.problems(), EVERY)
def test_the_order_of_claims_does_not_matter(problem, data):
    shuffled = Problem(problem.chain, tuple(data.draw(st.permutations(problem.assertions))))
    assert search.conflicts(shuffled) == search.conflicts(problem)
    assert search.tension(shuffled) == pytest.approx(search.tension(problem), abs=search.STEP)


@given(problems.problems(), EVERY)
def test_widening_never_makes_a_conflict(problem, data):
    one = data.draw(st.sampled_from(problem.assertions))
    wider = swapped(problem, one, tighter(one, 2.0))
    before, after = search.conflicts(problem)[0], search.conflicts(wider)[0]
    for conflict in after:
        assert any(known <= conflict for known in before)


@given(problems.problems())
def test_a_wider_ground_never_makes_a_conflict(problem):
    pieces = tuple(dataclasses.replace(p, low_km=p.low_km / 2, high_km=p.high_km * 2) for p in problem.chain.pieces)
    if problem.clash() is None:
        assert problem.on(Chain(problem.chain.nodes, pieces)).clash() is None


@given(problems.problems(), EVERY, SLACKS)
def test_a_claim_fits_exactly_when_its_number_meets_what_the_others_leave(problem, data, slack):
    one = data.draw(st.sampled_from(problem.assertions))
    assume(one.what not in {"passed", "underway"})  # seen there at any time between two instants
    left = search.left_by_others(problem, one, slack)
    if left is None:
        rest = frozenset(a.id for a in problem.assertions if a is not one)
        assert problem.clash(slack, only=rest) is not None
        return
    low, high = one.value.at(slack)
    gap = max(open_end(left[0], -math.inf) - open_end(high), open_end(low, -math.inf) - open_end(left[1]))
    if abs(gap) > 0.02:  # bisection finds speeds to 0.01 km/h
        assert (problem.clash(slack) is None) is (gap < 0)


@given(problems.problems(clocks=False), EVERY)
def test_kilometres_and_hours_in_another_unit_change_nothing(problem, data):
    # Ten times the kilometres at ten times the speed takes the same hours.
    def scaled(assertion: Assertion) -> Assertion:
        value = assertion.value
        if assertion.what in {"elapsed", "moving", "stop"} or isinstance(value, Moment):
            return assertion
        return dataclasses.replace(assertion, value=Halo(*(10 * x for x in dataclasses.astuple(value))))

    pieces = tuple(
        dataclasses.replace(p, low_km=10 * p.low_km, high_km=10 * p.high_km, fastest_kmh=10 * p.fastest_kmh)
        for p in problem.chain.pieces
    )
    larger = Problem(Chain(problem.chain.nodes, pieces), tuple(map(scaled, problem.assertions)))
    assert search.conflicts(larger) == search.conflicts(problem)
    assert search.tension(larger) == pytest.approx(search.tension(problem), abs=2 * search.STEP)


@pytest.mark.parametrize("text", ["3,940 min", "65 h 40 min"])
def test_one_duration_in_two_spellings_has_one_value(text):
    value = halo(units.read(text), "bare", POLICY)
    assert value.low == pytest.approx(65 + 2 / 3)
    hours = Assertion("t", "elapsed", value, 0, 1, (0,))
    left = search.left_by_others(Problem(chain((4000, 4000)), (hours, claim("v", "60 km/h"))), hours)
    assert left is not None
    assert list(left) == pytest.approx([4000 / 65, 4000 / 55])


def test_misfit_is_the_share_by_which_every_number_is_off():
    # 50 km/h and 20 h cover 1,000 km as printed; 1,440 km need both a fifth larger: 60 km/h, 24 h.
    problem = Problem(chain((1440, 1440)), (claim("v", "50 km/h"), claim("t", "20 h")))
    assert search.misfit(problem) == pytest.approx(0.2, abs=0.001)


def test_misfit_moves_a_clock_by_days():
    # Two hours for three at the most: 100 km/h and both edges give the rest, δ days each.
    clocks = event("a", "departed", "2025-09-01 12:00", 0), event("b", "arrived", "2025-09-01 14:00", 1)
    fuzz = 2 * POLICY.time_fuzz.hour
    problem = Problem(chain((300, 300)), (*clocks, claim("v", "exactly 100 km/h", "limit")))
    off = search.misfit(problem)
    assert 2 + fuzz + 48 * off == pytest.approx(3 / (1 + off), abs=0.05)


@pytest.mark.parametrize(
    ("fits_from", "found"), [(0.0, 0.0), (0.3, 0.3), (1.0, 1.0), (5.5, 5.5), (9.0, 9.0), (9.1, math.inf)]
)
def test_least_finds_the_edge(fits_from, found):
    one = Variables()
    one.add("x", fits_from, 1e6)
    edge = relaxing.least(one, lambda t: [Row({"x": 1.0}, t, "x ≤ t")], 9.0, 0.001).at
    assert edge == pytest.approx(found, abs=0.001)
    assert edge >= fits_from - 1e-6


def test_a_certificate_that_creeps_gives_way_to_halving():
    # x·t ≥ 100 with x unbounded: no certificate outlives a change of t, so the solver is asked by halves.
    one = Variables()
    one.add("x", 0.0, 1e6)
    one.add("y", 100.0, 100.0)
    edge = relaxing.least(
        one, lambda t: [Row({"x": 1.0}, 30.0, "x"), Row({"y": 1.0, "x": -t}, 0.0, "y")], 64.0, 1e-5
    ).at
    assert edge == pytest.approx(100 / 30, abs=2 * search.STEP)


def test_a_tension_that_nothing_helps_is_the_cap():
    # Left at noon and arrived at noon: no hedge gives time where none is printed.
    never = Problem(
        chain((100, 100)),
        (
            Assertion("t", "elapsed", Halo(1, 1, 0, 0), 0, 1, (0,)),
            Assertion("v", "limit", Halo(1, 1, 0, 0), 0, 1, (0,)),
        ),
    )
    assert search.tension(never, 8.0) == 8.0
    assert search.misfit(never) == 4.0


def test_nothing_left_when_the_others_clash():
    claims = claim("a", "exactly 100 km"), claim("b", "exactly 200 km"), claim("c", "60 km/h")
    problem = Problem(chain((50, 300)), claims)
    assert search.left_by_others(problem, claims[2]) is None
    # The grain of 200 is 50; exactly leaves a tenth of it to either side.
    assert search.left_by_others(problem, claims[0]) == pytest.approx((195.0, 205.0))


def test_an_end_without_bound_is_open():
    speed, hours = claim("v", "60 km/h", "limit"), claim("t", "20 h")
    left = search.left_by_others(Problem(chain((1300, 1300)), (speed, hours)), hours)
    assert left is not None
    assert left[0] == pytest.approx(1300 / 65)
    assert left[1] is None


def test_an_event_is_left_what_the_clock_and_the_speed_allow():
    left, arrived = event("left", "departed", "2025-09-01 12:00", 0), event("in", "arrived", "2025-09-02 12:00", 1)
    problem = Problem(chain((600, 600)), (left, arrived, claim("v", "60 km/h", "limit")))
    low, high = search.left_by_others(problem, arrived, 0.0) or (0.0, 0.0)
    assert low == pytest.approx((left.value.earliest or 0) + 10)  # type: ignore[union-attr]
    assert high is None  # a train may stand as long as it likes


def test_an_open_maximum_is_left_what_the_vehicle_can_do():
    over, limit = claim("a", "over 100 km/h", "maximum"), claim("b", "exactly 80 km/h", "maximum")
    low, high = search.left_by_others(Problem(chain((100, 100)), (over, limit)), over, 0.0) or (None, None)
    assert low == 0.0
    assert high == pytest.approx(80, abs=0.02)


def test_a_speed_beyond_every_train_is_told_as_the_fastest_tried():
    # A minute for 1,300 km is 78,000 km/h: still a number, and still true of "at least".
    problem = Problem(chain((1300, 1300)), (claim("t", "1 min"), claim("v", "60 km/h")))
    assert search.left_by_others(problem, problem.assertions[1]) == (search.FASTEST_KMH, None)


@pytest.mark.parametrize(("case", "most"), [("pool", 80), ("b1", 25), ("b12", 25), ("b7", 25)])
def test_certificates_keep_the_solves_few(case, most):
    one = case_problem(CASES[case], sketch=False)
    search.forget()
    before = solver.solves()
    search.tension(one)
    search.misfit(one)
    search.conflicts(one)
    assert solver.solves() - before <= most


@pytest.mark.parametrize("pieces", [10, 400])
def test_a_way_of_many_pieces_asks_the_solver_hardly_more_often(pieces):
    every = tuple(range(pieces))
    claims = (
        Assertion("v", "limit", Halo(60, 60, 5, 5), 0, pieces, every),
        Assertion("t", "elapsed", Halo(pieces / 10, pieces / 10, pieces / 100, pieces / 100), 0, pieces, every),
        Assertion("d", "distance", Halo(10 * pieces, 10 * pieces, pieces, pieces), 0, pieces, every),
    )
    problem = Problem(chain(*[(10.0, 11.0)] * pieces), claims)
    before = solver.solves()
    assert search.tension(problem) == pytest.approx(3.177, abs=2 * search.STEP)
    assert search.misfit(problem) == pytest.approx(0.291, abs=search.STEP)
    assert search.conflicts(problem) == ((frozenset({"v", "t"}),), True)
    assert solver.solves() - before <= 60
