"""Random small problems for Hypothesis: one to three pieces, up to six claims of every kind."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import strategies as st

from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import Halo
from geodata.reasoning.programme import Assertion, Chain, Node, Piece
from geodata.reasoning.search import Problem

SPEEDS = ("average", "moving average", "cruising", "limit", "maximum", "reach")
CLOCKS = ("departed", "crossed", "passed", "arrived", "underway")

DOUBT = Fraction(1, 100_000)
"""How far a row must be moved before a disagreement counts; the solver itself is exact to 1e-7."""


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    # Coarse steps: what two solvers disagree on is then a mistake, not the last digit of a float.
    lengths = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), min_size=1, max_size=3))
    stops = [draw(st.sampled_from([0.0, 0.25, 1.0, 3.0])) for _ in lengths]
    fastest = draw(st.sampled_from([math.inf, math.inf, 125.0]))
    pieces = tuple(Piece(50.0 * low, 50.0 * (low + more), (), fastest) for low, more in lengths)
    return Chain((Node(None), *(Node(None, stop) for stop in stops)), pieces)


@st.composite
def halos(draw: st.DrawFn, low: int, high: int, step: int) -> Halo:
    """A multiple of ``step``, loose by none to two steps; at times open to one side."""
    x = float(step * draw(st.integers(low, high)))
    below, above = (step * draw(st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0])) for _ in "ab")
    end = draw(st.sampled_from(["both", "both", "both", "over", "under"]))
    return Halo(x, x, math.inf if end == "under" else below, math.inf if end == "over" else above)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    early = float(draw(st.integers(0, 30)))
    late = early + draw(st.sampled_from([0.0, 0.5, 6.0]))
    end = draw(st.sampled_from(["both", "both", "by", "after"]))
    fuzz = draw(st.sampled_from([0.0, 0.5, 1.0]))
    return Moment("", "UTC", None if end == "by" else early, None if end == "after" else late, fuzz, fuzz)


@st.composite
def assertions(draw: st.DrawFn, name: str, pieces: int, *, clocks: bool = True) -> Assertion:
    kinds = [*SPEEDS, "elapsed", "elapsed", "moving", "distance"]
    if pieces > 1:
        kinds.append("stop")
    if clocks:
        kinds += CLOCKS
    what = draw(st.sampled_from(kinds))
    if what in CLOCKS:
        at = draw(st.integers(0, pieces))
        return Assertion(name, what, draw(moments()), at, at, ())
    if what == "stop":
        at = draw(st.integers(1, pieces - 1))
        return Assertion(name, what, draw(halos(1, 10, 1)), at, at, ())
    first = draw(st.integers(0, pieces - 1))
    last = draw(st.integers(first + 1, pieces))
    # Numbers that a train of that ground could have: else nearly all problems clash at once.
    number = halos(4, 12, 10) if what in SPEEDS else halos(1, 20, 50) if what == "distance" else halos(1, 15, 2)
    return Assertion(name, what, draw(number), first, last, tuple(range(first, last)))


@st.composite
def problems(draw: st.DrawFn, most: int = 6, *, clocks: bool = True) -> Problem:
    chain = draw(chains())
    count = draw(st.integers(min(3, most), most))
    return Problem(chain, tuple(draw(assertions("abcdef"[i], len(chain.pieces), clocks=clocks)) for i in range(count)))
