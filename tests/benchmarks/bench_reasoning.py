"""What a verdict costs, beside the plain method: ``python -m tests.benchmarks.bench_reasoning``.

The plain method stands for the sketch that the reasoning grew from: tension and misfit by bisection,
conflicts by trying every set of claims up to four, smallest first. Both use the same solver, so the
ratio is that of the methods. Times are medians of five, in one run, turn by turn; only ratios carry
over to another machine.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable

from geodata.reasoning import search, solver
from geodata.reasoning.hedges import Halo
from geodata.reasoning.programme import Assertion, Chain, Node, Piece
from geodata.reasoning.search import Problem
from tests.reasoning.test_cases import CASES, problem


def ours(one: Problem) -> None:
    """Both scores and all minimal conflicts."""
    search.tension(one)
    search.misfit(one)
    search.conflicts(one)


def plain(one: Problem) -> None:
    """The same by bisection, and by every set of up to four."""
    _bisect(lambda t: _asked(one, t) is None, 64.0, 1e-3)
    _bisect(lambda d: _asked(one, 1.0, d) is None, 4.0, 1e-4)
    found: list[frozenset[str]] = []
    ids = [assertion.id for assertion in one.assertions]
    for size in range(1, 5):
        for some in itertools.combinations(ids, size):
            chosen = frozenset(some)
            if not any(conflict <= chosen for conflict in found) and _asked(one, only=chosen) is not None:
                found.append(chosen)


def _asked(
    one: Problem, slack: float = 1.0, misfit: float | None = None, only: frozenset[str] | None = None
) -> frozenset[str] | None:
    """The solver's answer, whatever was found out before."""
    one.variables.points.clear()
    return one.clash(slack, misfit, only=only)


def _bisect(fits: Callable[[float], bool], top: float, fine: float) -> float:
    if fits(0.0):
        return 0.0
    low, high = 0.0, top
    while high - low > fine:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def pool(claims: int, seed: int = 20) -> Problem:
    """A pool that somewhat disagrees: speeds, hours and distances over two pieces, each a little off."""
    draw = random.Random(seed)
    chain = Chain((Node("a"), Node("b", 0.25), Node("c")), (Piece(222, 232), Piece(1095, 1145)))
    assertions = []
    for i in range(claims):
        off = draw.uniform(0.8, 1.25)
        what, value = draw.choice([("limit", 66.0), ("average", 62.0), ("elapsed", 21.5), ("distance", 1350.0)])
        assertions.append(
            Assertion(f"c{i:02}", what, Halo(value * off, value * off, value / 12, value / 12), 0, 2, (0, 1))
        )
    return Problem(chain, tuple(assertions))


def long_chain(pieces: int) -> Problem:
    """One speed and one duration over that many pieces."""
    nodes = (Node("start"), *(Node(None, 0.1) for _ in range(pieces - 1)), Node("end"))
    chain = Chain(nodes, tuple(Piece(10, 11) for _ in range(pieces)))
    every = tuple(range(pieces))
    speed = Assertion("speed", "average", Halo(60, 60, 5, 5), 0, pieces, every)
    hours = Assertion("hours", "elapsed", Halo(pieces / 12, pieces / 12, 1, 1), 0, pieces, every)
    return Problem(chain, (speed, hours))


def _timed(run: Callable[[Problem], None], one: Problem) -> tuple[int, float]:
    search.forget()
    before, start = solver.solves(), time.process_time()
    run(one)
    return solver.solves() - before, time.process_time() - start


def compare(name: str, one: Problem, *, beside: bool = True) -> None:
    """One line: solves and milliseconds of both, and the ratio turn by turn."""
    mine, theirs = [], []
    for _ in range(5):
        mine.append(_timed(ours, one))
        if beside:
            theirs.append(_timed(plain, one))
    line = f"{name:28} {len(one.assertions):3} claims  ours {mine[0][0]:4} solves {_ms(mine):8.1f} ms"
    if beside:
        ratio = statistics.median(b[1] / a[1] for a, b in zip(mine, theirs, strict=True))
        line += f"   plain {theirs[0][0]:5} solves {_ms(theirs):8.1f} ms   ratio {ratio:5.1f}"
    print(line)


def _ms(runs: list[tuple[int, float]]) -> float:
    return 1e3 * statistics.median(seconds for _, seconds in runs)


if __name__ == "__main__":
    for case in ("b1", "b3", "h3", "b12", "pool"):
        compare(f"case {case}", problem(CASES[case], sketch=False))
    for size in (6, 12):
        compare(f"made pool of {size}", pool(size))
    for size in (18, 25):
        compare(f"made pool of {size}", pool(size), beside=False)
    for size in (40, 400, 4000):
        compare(f"one speed over {size} pieces", long_chain(size), beside=False)
