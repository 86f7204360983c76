"""The worked cases of the semantics, one file each: on the sketch's model, and as the design decides.

``sketch`` holds what the first sketch of the reasoning computed: averages over moving time, stops
with an upper bound, a border crossed at the hour of arriving there. ``here``, where it stands, is
what this project computes instead, with its reason. ``any`` is an end that hangs on the sketch's
upper bound for stops, which no model of ours has.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from geodata import units
from geodata.reasoning import search
from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import halo
from geodata.reasoning.programme import Assertion, Chain, Node, Piece, system
from geodata.reasoning.search import Problem
from tests.reasoning.building import POLICY
from tests.reasoning.exact import feasible

CASES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "cases" / "semantics").glob("*.yaml"))
}
ROUNDING = 0.02
EVERY = pytest.mark.parametrize("name", CASES)
CHANGED = pytest.mark.parametrize("name", [name for name, case in CASES.items() if "here" in case])


def problem(case: dict[str, Any], *, sketch: bool) -> Problem:
    pieces = tuple(Piece(low, high) for low, high in case["ground"]["pieces_km"])
    stops = [Node(None, low, high) if sketch else Node(None, low) for low, high in case["ground"]["stops_h"]]
    claims = (_assertion(key, claim, len(pieces), sketch=sketch) for key, claim in case["claims"].items())
    return Problem(Chain((Node(None), *stops, Node(None)), pieces), tuple(claims))


def _assertion(key: str, claim: dict[str, Any], pieces: int, *, sketch: bool) -> Assertion:
    if "event" in claim:
        # The sketch knew one clock time per place, that of arriving there.
        what = "arrived" if sketch and claim["event"] == "crossed" else claim["event"]
        return Assertion(
            key, what, Moment("", "UTC", *claim["hours"], *claim["fuzz_h"]), claim["cut"], claim["cut"], ()
        )
    kind = next(kind for kind in ("speed", "duration", "distance") if kind in claim)
    value = halo(units.read(claim[kind], kind), claim.get("hedge", "bare"), POLICY)
    on = tuple(claim.get("pieces", range(pieces)))
    what = claim.get("role", {"duration": "elapsed"}.get(kind, kind))
    what = "moving average" if sketch and what == "average" else what
    return Assertion(key, what, value, on[0], on[-1] + 1, on)


def expected(case: dict[str, Any], *, sketch: bool) -> dict[str, Any]:
    return case["sketch"] if sketch else {**case["sketch"], **case.get("here", {})}


def conflicts(found: dict[str, Any]) -> set[frozenset[str]]:
    return {frozenset(conflict) for conflict in found.get("conflicts", ())}


def test_the_twenty_five_cases_are_there():
    wanted = [
        *(f"b{i}" for i in range(1, 14)),
        *(f"h{i}" for i in range(1, 8)),
        *(f"k{i}" for i in range(1, 5)),
        "pool",
    ]
    assert sorted(CASES) == sorted(wanted)


@pytest.mark.parametrize("sketch", [True, False], ids=["sketch", "here"])
@EVERY
def test_tension_and_verdict(name, sketch):
    found, wanted = problem(CASES[name], sketch=sketch), expected(CASES[name], sketch=sketch)
    tension = search.tension(found, POLICY.cap)
    assert tension == pytest.approx(wanted["tension"], abs=ROUNDING)
    assert POLICY.band(tension) == wanted["verdict"]


@pytest.mark.parametrize("sketch", [True, False], ids=["sketch", "here"])
@EVERY
def test_misfit(name, sketch):
    wanted = expected(CASES[name], sketch=sketch)["misfit"]
    assert search.misfit(problem(CASES[name], sketch=sketch)) == pytest.approx(wanted, abs=0.001)


@pytest.mark.parametrize("sketch", [True, False], ids=["sketch", "here"])
@EVERY
def test_minimal_conflicts(name, sketch):
    found, complete = search.conflicts(problem(CASES[name], sketch=sketch))
    assert complete
    assert set(found) == conflicts(expected(CASES[name], sketch=sketch))


@pytest.mark.parametrize("sketch", [True, False], ids=["sketch", "here"])
@EVERY
def test_what_the_others_leave(name, sketch):
    case = problem(CASES[name], sketch=sketch)
    for key, (low, high) in expected(CASES[name], sketch=sketch).get("needs", {}).items():
        claim = next(claim for claim in case.assertions if claim.id == key)
        left = search.left_by_others(case, claim)
        assert left is not None
        for end, want in zip(left, (low, high), strict=True):
            assert want == "any" or end == (None if want is None else pytest.approx(want, abs=0.06))


@pytest.mark.parametrize("sketch", [True, False], ids=["sketch", "here"])
@EVERY
def test_conflicts_hold_in_exact_fractions(name, sketch):
    case = problem(CASES[name], sketch=sketch)
    for conflict in conflicts(expected(CASES[name], sketch=sketch)):
        core = [claim for claim in case.assertions if claim.id in conflict]
        assert not feasible(case.variables, system(case.chain, core, 1.0))
        for spared in core:
            rest = [claim for claim in core if claim is not spared]
            assert feasible(case.variables, system(case.chain, rest, 1.0))


@CHANGED
def test_every_departure_from_the_sketch_says_why_and_changes_something(name):
    here = dict(CASES[name]["here"])
    assert here.pop("because")
    assert any(CASES[name]["sketch"].get(key) != value for key, value in here.items())


def test_a_great_circle_would_have_let_the_first_claim_pass():
    # 810 km, the straight line, in place of the railway: the classic trap.
    first = problem(CASES["b1"], sketch=True)
    trap = dataclasses.replace(first, chain=Chain(first.chain.nodes, (Piece(140, 140), Piece(670, 670))))
    assert POLICY.band(search.tension(trap)) == "agree"
