"""How far claims must be stretched to fit (λ*, δ*), which of them clash, what each is left.

λ* is the least slack at which all claims hold together (``relaxing``).

Minimal conflicts come from the same certificates: each infeasible set is shrunk to a minimal one, and
the minimal hitting sets of those found name the next sets to try (Reiter 1987), until every one of
them leaves the rest feasible. That finds them all.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import Halo
from geodata.reasoning.programme import (
    GROUND,
    MANY_H,
    Assertion,
    Chain,
    crossing,
    elapsed,
    is_speed,
    measure,
    speed_rows,
    system,
    variables_of,
)
from geodata.reasoning.relaxing import Edge, least
from geodata.reasoning.solver import Row, Terms, Variables, Weights, certificate, extremes, margin

STEP = 0.002
"""λ* is trusted to this; it is printed with two digits."""
FINE = 1e-5
"""How finely λ* is sought."""
TOP = 64.0
FASTEST_KMH = 40_000.0
MOST_CONFLICTS = 200
"""Beyond this many minimal conflicts the search stops, and says so."""
COPIES = 512
"""Answers remembered of each kind: newsrooms print each other's numbers, and equal claims are solved once."""


@dataclass(frozen=True)
class Problem:
    """Claims over one chain; the ground is never stretched, whatever the slack."""

    chain: Chain
    assertions: tuple[Assertion, ...]

    @cached_property
    def variables(self) -> Variables:
        """The unknowns with the ground as bounds."""
        return variables_of(self.chain)

    @cached_property
    def plain(self) -> Problem:
        """The same with ids that say nothing but their order: what all copies of some numbers have in common."""
        ids = {name: f"{i:06}" for i, name in enumerate(self.ids)}
        return Problem(
            self.chain, tuple(Assertion(ids[a.id], a.what, a.value, a.first, a.last, a.pieces) for a in self.assertions)
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its claims, sorted."""
        return tuple(sorted({claim.id for claim in self.assertions}))

    def clash(
        self,
        slack: float = 1.0,
        misfit: float | None = None,
        *,
        only: frozenset[str] | None = None,
        extra: Sequence[Row] = (),
    ) -> frozenset[str] | None:
        """Ids of claims that clash at that slack, or None if all (or ``only`` those) can hold."""
        claims = [assertion for assertion in self.assertions if only is None or assertion.id in only]
        rows = system(self.chain, claims, slack, misfit)
        found = certificate(self.variables, [*rows, *extra])
        return None if found is None else frozenset(tag for tag, _ in found) - {GROUND}

    def on(self, chain: Chain) -> Problem:
        """The same claims on another ground of the same shape."""
        return Problem(chain, self.assertions)


def tension(problem: Problem, cap: float = TOP) -> float:
    """λ*: how far every hedge must be widened before the claims fit; ``cap`` where nothing helps."""
    return min(_tension(problem.plain).at, cap)


@lru_cache(maxsize=COPIES)
def _tension(problem: Problem) -> Edge:
    return least(problem.variables, lambda t: system(problem.chain, problem.assertions, t), TOP, FINE)


def clash_too(problem: Problem, known: Problem, slack: float) -> bool:
    """Whether claims clash at that slack; tried first is what proves the tension of ``known``, the same elsewhere."""
    return _clash(problem.plain, slack, _tension(known.plain).proof) is not None


def _clash(problem: Problem, slack: float, proof: Weights | None) -> frozenset[str] | None:
    """As ``Problem.clash``, without the solver where the proof of another slack or ground holds here."""
    rows = system(problem.chain, problem.assertions, slack)
    if proof is None or margin(problem.variables, rows, proof) <= 0:
        proof = certificate(problem.variables, rows)
    return None if proof is None else frozenset(tag for tag, _ in proof) - {GROUND}


def misfit(problem: Problem) -> float:
    """δ*: the relative error that every printed number would need, hedges aside; at most 4.

    Good to a tenth of a per cent, which is what sentences print.
    """
    return _misfit(problem.plain)


@lru_cache(maxsize=COPIES)
def _misfit(problem: Problem) -> float:
    edge = least(problem.variables, lambda d: system(problem.chain, problem.assertions, 1.0, d), 4.0, FINE / 2)
    return min(edge.at, 4.0)


def conflicts(problem: Problem, slack: float = 1.0) -> tuple[tuple[frozenset[str], ...], bool]:
    """All minimal sets of claims that cannot hold together at that slack, and whether that is all.

    A set is minimal when each claim in it is needed: without it the rest fits.
    """
    found, complete = _conflicts(problem.plain, slack)
    ids = problem.ids
    return tuple(frozenset(ids[int(claim)] for claim in conflict) for conflict in found), complete


@lru_cache(maxsize=COPIES)
def _conflicts(problem: Problem, slack: float) -> tuple[tuple[frozenset[str], ...], bool]:
    every = frozenset(assertion.id for assertion in problem.assertions)
    found: list[frozenset[str]] = []
    mended: list[frozenset[str]] = []  # sets that, dropped, leave the rest feasible
    tried: set[frozenset[str]] = set()
    queue = deque([frozenset[str]()])
    while queue and len(found) < MOST_CONFLICTS:
        dropped = queue.popleft()
        if dropped in tried or any(enough <= dropped for enough in mended):
            continue
        tried.add(dropped)
        known = next((conflict for conflict in found if not conflict & dropped), None)
        if known is None:
            named = (
                problem.clash(slack, only=every - dropped)
                if dropped
                else _clash(problem, slack, _tension(problem).proof)
            )
            if named is None:
                mended.append(dropped)
                continue
            known = _shrink(problem, slack, named & every)
            found.append(known)
        queue.extend(dropped | {claim} for claim in sorted(known))
    return tuple(sorted(found, key=lambda c: (len(c), sorted(c)))), len(found) < MOST_CONFLICTS


def _shrink(problem: Problem, slack: float, named: frozenset[str]) -> frozenset[str]:
    """A minimal clashing subset: drop each claim in turn, keep it only if the rest then fits."""
    core = named
    for claim in sorted(named):
        if claim in core and len(core) > 1:
            smaller = problem.clash(slack, only=core - {claim})
            if smaller is not None:
                core = smaller & (core - {claim})
    return core


def left_by_others(problem: Problem, claim: Assertion, slack: float = 1.0) -> tuple[float | None, float | None] | None:
    """The range that the ground and the other claims leave to this one's own number.

    Canonical units, or hours since the epoch for an event; None at an end that is open; None
    altogether if the others already clash.
    """
    others = Problem(problem.chain, tuple(a for a in problem.assertions if a.id != claim.id))
    return _left_by(others.plain, replace(claim, id="(left)"), slack)


@lru_cache(maxsize=COPIES)
def _left_by(others: Problem, claim: Assertion, slack: float) -> tuple[float | None, float | None] | None:
    if is_speed(claim):
        return _speed_left(others, claim, slack)
    rows = system(others.chain, others.assertions, slack)
    if claim.what in {"elapsed", "moving", "stop", "distance"}:
        return _open(extremes(others.variables, rows, measure(claim)))
    return _known(extremes(others.variables, rows, instant(others.chain, claim)), others, slack)


def forget() -> None:
    """Forget every answer, for those who measure what the next one costs."""
    for remembered in (_tension, _misfit, _conflicts, _left_by, variables_of):
        remembered.cache_clear()


def instant(chain: Chain, claim: Assertion) -> Terms:
    """The instant of an event as a linear expression; a passage is taken at its arrival."""
    if claim.what == "crossed":
        return crossing(chain, claim.first)
    end = len(chain.nodes) - 1
    inner = claim.what == "departed" and 0 < claim.first < end
    return {"T0": 1.0, **elapsed(0, claim.first, arrive_only=not inner)}


def _known(
    ends: tuple[float | None, float | None] | None, others: Problem, slack: float
) -> tuple[float | None, float | None] | None:
    """An instant a lifetime from every printed one is where the bounds of the variables end, not what is left."""
    if ends is None:
        return None
    printed = [edge for a in others.assertions if isinstance(a.value, Moment) for edge in a.value.at(slack)]
    clocks = [edge for edge in printed if edge is not None]
    low, high = (None if end is None or all(abs(end - clock) > MANY_H / 2 for clock in clocks) else end for end in ends)
    return low, high


def _open(ends: tuple[float | None, float | None] | None) -> tuple[float | None, float | None] | None:
    """Ends at the bounds of the variables are no bounds of the claim."""
    if ends is None:
        return None
    low, high = ends
    if high is not None and high > 1e5:
        high = None
    return (None if low is None else round(max(low, 0.0), 6)), high


def _speed_left(others: Problem, claim: Assertion, slack: float) -> tuple[float | None, float | None] | None:
    """The speed itself is what the rows relax with: they are linear only for a fixed number."""
    if others.clash(slack) is not None:
        return None
    fixed = system(others.chain, others.assertions, slack)

    def at_most(v: float) -> list[Row]:
        return fixed + speed_rows(claim, 0.0, max(v, 0.01))

    def at_least(u: float) -> list[Row]:
        return fixed + speed_rows(claim, FASTEST_KMH - u, math.inf)

    low = min(least(others.variables, at_most, FASTEST_KMH, 5 * FINE).at, FASTEST_KMH)
    capability = claim.what == "maximum" and isinstance(claim.value, Halo) and math.isinf(claim.value.above)
    if not capability and claim.what not in {"average", "moving average", "reach"}:
        return low, None
    slowness = least(others.variables, at_least, FASTEST_KMH, 5 * FINE).at
    return low, None if slowness == 0.0 else FASTEST_KMH - min(slowness, FASTEST_KMH)
