"""What each piece of the way would need: the speed that the hours and the other claims leave to it alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.outcome import Interval, Judgement
from geodata.reasoning import search
from geodata.reasoning.hedges import Halo
from geodata.reasoning.leading import leading
from geodata.reasoning.programme import CAPS, Assertion, Chain, is_speed
from geodata.reasoning.questions import CannotReadError, Question
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import SolverDoubtError

STILL_KMH = 0.1
"""A least speed below this is none."""


@dataclass(frozen=True, slots=True)
class PieceSpeed:
    """A stretch in one territory, and the average speed while moving that is left to it, in km/h.

    ``start`` and ``end`` are ids of places where they have one. ``kmh`` is None where the other claims
    clash without it: no speed there would make them fit.
    """

    start: str | None
    end: str | None
    countries: tuple[str, ...]
    low_km: float
    high_km: float
    kmh: Interval | None


def piece_speeds(question: Question, judgement: Judgement) -> tuple[PieceSpeed, ...]:
    """The speed of each piece, where clocks or hours lie over a way through several territories; else none.

    The kindest reading over the usual ways, every number as loose as its words allow. Claims about the
    speed of the piece itself are left out: the others say what it must be.
    """
    if question.scope is None or not any(said.kind in ("clock", "duration") for said in question.said):
        return ()
    try:
        _, problem = leading(question, judgement, possible=False)
        runs = list(_runs(problem))
        if len({problem.chain.pieces[first].countries for first, _ in runs}) < 2:
            return ()
        return tuple(_piece(problem, first, last) for first, last in runs)
    except (CannotReadError, SolverDoubtError):
        return ()


def _runs(problem: Problem) -> Iterator[tuple[int, int]]:
    """Pieces in one territory, cut where a claim begins or ends: first and last node of each run."""
    pieces = problem.chain.pieces
    cuts = {node for claim in problem.assertions for node in (claim.first, claim.last)}
    first = 0
    for node in range(1, len(pieces) + 1):
        if node == len(pieces) or node in cuts or pieces[node].countries != pieces[node - 1].countries:
            yield first, node
            first = node


def _piece(problem: Problem, first: int, last: int) -> PieceSpeed:
    chain: Chain = problem.chain
    here = tuple(range(first, last))
    probe = Assertion("(piece)", "moving average", Halo(0.0, 0.0, 0.0, math.inf), first, last, here)
    others = tuple(kept for claim in problem.assertions if (kept := _elsewhere(claim, here)) is not None)
    left = search.left_by_others(Problem(chain, others), probe)
    pieces = chain.pieces[first:last]
    if left is not None:
        fastest = min(piece.fastest_kmh for piece in pieces)
        bounded = left[1] is not None and left[1] < fastest * (1 - 1e-3)  # what any vehicle keeps to is no need
        left = (None if (left[0] or 0.0) < STILL_KMH else left[0], left[1] if bounded else None)
    return PieceSpeed(
        chain.nodes[first].place,
        chain.nodes[last].place,
        pieces[0].countries,
        sum(piece.low_km for piece in pieces),
        sum(piece.high_km for piece in pieces),
        left,
    )


def _elsewhere(claim: Assertion, here: tuple[int, ...]) -> Assertion | None:
    """What a claim says of the other pieces: a limit holds on each of them, an average only on all together.

    Claims about kilometres are left out: how far it is, the ground says.
    """
    if claim.what == "distance":
        return None
    if not is_speed(claim) or not set(claim.pieces) & set(here):
        return claim
    rest = tuple(i for i in claim.pieces if i not in here)
    return replace(claim, pieces=rest) if claim.what in CAPS and rest else None
