"""How far rows must be relaxed before they hold together.

What holds at one slack holds at every greater one, so the certificate of one infeasible slack stays a
proof up to the slack where its weighted sum turns; that is where the solver is asked next. Two or
three certificates lead to the edge, where bisection would ask a dozen times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from geodata.reasoning.solver import Row, Variables, Weights, certificate, margin

MOST_CERTIFICATES = 8
CREEPING = 0.01
HALVED = 200
"""How much coarser the edge is where the solver is asked by halves: each half costs a solve."""


def least(variables: Variables, rows_at: Callable[[float], Sequence[Row]], top: float, fine: float) -> float:
    """The least t in [0, top] at which the rows hold together, to ``fine``; inf if they never do.

    ``rows_at`` must relax as t grows: what holds at one t holds at every greater one.
    """
    t = 0.0
    for asked in range(MOST_CERTIFICATES):
        if asked == 2 and t < CREEPING * min(top, 1.0):  # nothing bounds the ground: no certificate reaches far
            break
        weights = certificate(variables, rows_at(t))
        if weights is None:
            return t
        if t >= top:
            return math.inf
        t = _turn(variables, rows_at, weights, (t, top), fine)
    return _bisect(lambda s: certificate(variables, rows_at(s)) is None, t, top, fine)


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
    low, high = 0, many

    def over(step: int) -> float:
        return margin(variables, rows_at(end if step == many else start + (end - start) * step / many), weights)

    proved, short = over(low), over(high)
    if short > 0:
        return end
    if proved <= 0:  # it never proved anything by itself: one step on
        high = 1
    halve = False
    while high - low > 1:
        # The margin falls nearly straight, so a straight line finds the turn soon; halves find it in any case.
        share = 0.5 if halve or not math.isfinite(short) else proved / (proved - short)
        step = min(max(low + int((high - low) * share), low + 1), high - 1)
        width, found = high - low, over(step)
        if found > 0:
            low, proved = step, found
        else:
            high, short = step, found
        halve = 2 * (high - low) > width
    return end if high == many else start + (end - start) * high / many


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
