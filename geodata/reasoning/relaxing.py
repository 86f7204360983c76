"""How far rows must be relaxed before they hold together.

What holds at one slack holds at every greater one, so the certificate of one infeasible slack stays a
proof up to the slack where its weighted sum turns; that is where the solver is asked next. Two or
three certificates lead to the edge, where bisection would ask a dozen times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from geodata.reasoning.solver import Row, Variables, Weights, certificate, margin

MOST_CERTIFICATES = 8
CREEPING = 0.01
HALVED = 200
"""How much coarser the edge is where the solver is asked by halves: each half costs a solve."""


class Edge(NamedTuple):
    """The least slack at which rows hold together, and the last certificate that led there: they clash short of it."""

    at: float
    proof: Weights | None


def least(variables: Variables, rows_at: Callable[[float], Sequence[Row]], top: float, fine: float) -> Edge:
    """The least t in [0, top] at which the rows hold together, to ``fine``; inf if they never do.

    ``rows_at`` must relax as t grows: what holds at one t holds at every greater one.
    """
    t, proof = 0.0, None
    for asked in range(MOST_CERTIFICATES):
        if asked == 2 and t < CREEPING * min(top, 1.0):  # nothing bounds the ground: no certificate reaches far
            break
        weights = certificate(variables, rows_at(t))
        if weights is None:
            return Edge(t, proof)
        proof = weights
        if t >= top:
            return Edge(math.inf, proof)
        t = _turn(variables, rows_at, weights, (t, top), fine)
    return Edge(_bisect(lambda s: certificate(variables, rows_at(s)) is None, t, top, fine), proof)


def _turn(
    variables: Variables,
    rows_at: Callable[[float], Sequence[Row]],
    weights: Weights,
    ends: tuple[float, float],
    fine: float,
) -> float:
    """The t at which a certificate stops proving anything, just beyond it; the far end if it never does."""
    start, end = ends
    many = 1 << max(math.ceil(math.log2((end - start) / fine)), 0)  # steps from end to end

    def over(step: int) -> tuple[float, float]:
        return step, margin(variables, rows_at(end if step == many else start + (end - start) * step / many), weights)

    known = [over(0), over(many)]
    if known[1][1] > 0:
        return end
    # Without a proof of its own (the solver gave no ray) it ends one step on.
    low, high = 0, many if known[0][1] > 0 else 1
    while high - low > 1:
        guess = _zero(known[-3:]) if len(known) % 6 else None  # a half now and then, so that it ends in any case
        step = (low + high) // 2 if guess is None else min(max(int(guess), low + 1), high - 1)
        known.append(over(step))
        low, high = (step, high) if known[-1][1] > 0 else (low, step)
    return end if high == many else start + (end - start) * high / many


def _zero(points: Sequence[tuple[float, float]]) -> float | None:
    """Where the curve through two or three points comes down to zero; None where it does not.

    A speed stands below the line, hours above it: the sums of a certificate run along straight lines
    and hyperbolas, y = (p + q·x) / (r + x).
    """
    (a, fa), (b, fb) = points[-2:]
    if not (math.isfinite(fa) and math.isfinite(fb)) or fa == fb:
        return None
    if len(points) == 3 and math.isfinite(points[0][1]):
        c, fc = points[0]
        bent = (b - a) * (fc - fb) * fa + (b - c) * (fb - fa) * fc
        if bent:
            return b + (b - a) * (b - c) * fb * (fa - fc) / bent
    return b + (b - a) * fb / (fa - fb)


def _bisect(fits: Callable[[float], bool], low: float, top: float, fine: float) -> float:
    """Where certificates creep, the solver is asked by halves; ``low`` does not fit."""
    high = min(max(1.0, 2 * low), top)
    while not fits(high):
        if high >= top:
            return math.inf
        low, high = high, min(2 * high, top)
    while high - low > HALVED * fine:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high
