"""Linear feasibility with HiGHS: does any point satisfy all rows, and if not, which ones clash?

Presolve is off and the simplex method on, so that an infeasible answer comes with a dual ray: weights
of rows whose weighted sum no point within the variables' bounds can satisfy. Such a certificate names
the clashing rows, and it can be checked, and carried to other numbers, without the solver.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

Weights: TypeAlias = Mapping[tuple[str, int], float]
"""A certificate: how much each row counts, by its tag and its place among the rows of that tag."""
Terms: TypeAlias = Mapping[str, float]
"""A linear expression: coefficients by variable. Rows share them, so nobody changes one."""

POINTS_KEPT = 4


class SolverDoubtError(Exception):
    """The solver gave no clean answer; the caller's verdict is then unknown."""


class Row(NamedTuple):
    """Σ coefficient·variable ≤ bound, on behalf of a claim (or of the ground)."""

    terms: Terms
    bound: float
    tag: str


@dataclass
class Variables:
    """Names with their bounds, in a fixed order.

    ``points`` are solutions of earlier systems over the same variables: where one of them satisfies the
    next system to the last digit, no solver need be asked.
    """

    low: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)
    points: list[Terms] = field(default_factory=list, compare=False, repr=False)

    def add(self, name: str, low: float, high: float = math.inf) -> str:
        """Declare a variable; returns its name."""
        self.low[name], self.high[name] = low, high
        return name

    @cached_property
    def laid_out(self) -> tuple[dict[str, int], Any, Any, Any, Any]:
        """As the solver takes them, once all are declared: places by name, low, high, no costs, all continuous."""
        import numpy as np

        names = {name: i for i, name in enumerate(self.low)}
        low, high = (np.array(list(ends.values()), dtype=np.double) for ends in (self.low, self.high))
        return names, low, high, np.zeros(len(names)), np.zeros(len(names), dtype=np.int32)


@lru_cache(maxsize=1)
def _highs() -> Any:  # noqa: ANN401 - highspy has no types
    import highspy

    return highspy


@lru_cache(maxsize=1)
def _solver() -> Any:  # noqa: ANN401
    """The one solver of this process; each model replaces the last.

    It is of the class beneath ``Highs``, which since 1.16 prints a banner before it can be told to be silent.
    """
    solver = _highs().Highs.__mro__[1]()
    for option, value in (
        ("output_flag", False),
        ("presolve", "off"),
        ("solver", "simplex"),
        ("threads", 1),
        ("random_seed", 0),
    ):
        solver.setOptionValue(option, value)
    return solver


@lru_cache(maxsize=64)
def _no_least(many: int) -> Any:  # noqa: ANN401
    """Every row is bounded from above alone."""
    import numpy as np

    return np.full(many, -math.inf)


_solves = 0


def solves() -> int:
    """How many systems this process has solved; for benchmarks."""
    return _solves


def _load(variables: Variables, rows: Sequence[Row], objective: Mapping[str, float] | None = None) -> Any:  # noqa: ANN401
    """The solver with this system in it."""
    highspy, solver = _highs(), _solver()
    import numpy as np

    names, low, high, nothing, continuous = variables.laid_out
    cost = nothing
    if objective:
        cost = nothing.copy()
        for name, weight in objective.items():
            cost[names[name]] = weight
    starts, index, value = [0], list[int](), list[float]()
    for row in rows:
        index += map(names.__getitem__, row.terms)
        value += row.terms.values()
        starts.append(len(index))
    status = solver.passModel(
        len(names),
        len(rows),
        len(index),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        cost,
        low,
        high,
        _no_least(len(rows)),
        np.array([row.bound for row in rows], dtype=np.double),
        np.array(starts, dtype=np.int32),
        np.array(index, dtype=np.int32),
        np.array(value, dtype=np.double),
        continuous,
    )
    if status == highspy.HighsStatus.kError:
        raise SolverDoubtError("the solver refused the system")
    return solver


def _run(solver: Any) -> Any:  # noqa: ANN401
    global _solves  # noqa: PLW0603 - a counter for benchmarks
    _solves += 1
    if solver.run() != _highs().HighsStatus.kOk:
        raise SolverDoubtError("the solver warned")
    return solver.getModelStatus()


def keys(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """The name of each row: its tag, and how many rows of that tag stand before it."""
    seen: dict[str, int] = {}
    named = []
    for row in rows:
        number = seen.get(row.tag, 0)
        seen[row.tag] = number + 1
        named.append((row.tag, number))
    return named


def certificate(variables: Variables, rows: Sequence[Row]) -> Weights | None:
    """None if all rows can hold together; else weights that prove they cannot.

    Without a usable ray every row weighs the same: all stay under suspicion. Raises SolverDoubtError
    for every solver answer but optimal and infeasible.
    """
    if _known_to_hold(variables.points, rows):
        return None
    status = _highs().HighsModelStatus
    solver = _load(variables, rows)
    answer = _run(solver)
    if answer == status.kOptimal:
        ends = zip(variables.low.items(), variables.high.values(), solver.getSolution().col_value, strict=True)
        point = {name: min(max(x, low), high) for (name, low), high, x in ends}
        variables.points[:] = [point, *variables.points[: POINTS_KEPT - 1]]
        return None
    if answer != status.kInfeasible:
        raise SolverDoubtError(f"the solver answered {solver.modelStatusToString(answer)}")
    found, has_ray, ray = solver.getDualRay()
    weights: dict[tuple[str, int], float] = {}
    if found == _highs().HighsStatus.kOk and has_ray:
        largest = max((abs(weight) for weight in ray), default=0.0)
        for key, weight in zip(keys(rows), ray, strict=False):
            if abs(weight) > 1e-9 * max(largest, 1e-12):
                weights[key] = abs(weight) / largest
    return weights or dict.fromkeys(keys(rows), 1.0)


def _known_to_hold(points: list[Terms], rows: Sequence[Row]) -> bool:
    """Whether one of these points satisfies all rows; it then comes first, since the next system is often alike."""
    for i, point in enumerate(points):
        # The last rows first: they are those of the newest claim, which the point has not met.
        if all(sum([point[name] * w for name, w in row.terms.items()]) <= row.bound for row in reversed(rows)):
            points.insert(0, points.pop(i))
            return True
    return False


def margin(variables: Variables, rows: Sequence[Row], weights: Weights) -> float:
    """How far the weighted sum of these rows is beyond every point within the bounds: above 0 it proves a clash.

    Rows that are no longer there weigh nothing; what the rest proves is proved all the same.
    """
    total: dict[str, float] = {}
    seen: dict[str, int] = {}  # as in ``keys``: this is asked so often that nothing is laid out first
    bound = 0.0
    for terms, row_bound, tag in rows:
        number = seen[tag] = seen.get(tag, -1) + 1
        weight = weights.get((tag, number))
        if weight:
            bound += weight * row_bound
            for name, coefficient in terms.items():
                total[name] = total.get(name, 0.0) + weight * coefficient
    least = 0.0
    # What cancels, cancels: a free variable must not spoil the sum by the last digit.
    nothing = 1e-9 * max(map(abs, total.values()), default=0.0)
    for name, coefficient in total.items():
        if coefficient > nothing:
            least += coefficient * variables.low[name]
        elif coefficient < -nothing:
            least += coefficient * variables.high[name]
    return least - bound - 1e-9 * max(1.0, abs(bound))


def extremes(variables: Variables, rows: Sequence[Row], target: Terms) -> tuple[float | None, float | None] | None:
    """Least and greatest value of a linear expression under the rows; None in a place where it has no bound.

    None altogether if the rows clash. Raises SolverDoubtError as ``certificate`` does.
    """
    status = _highs().HighsModelStatus
    ends: list[float | None] = []
    solver = _load(variables, rows, target)
    for sense in (_highs().ObjSense.kMinimize, _highs().ObjSense.kMaximize):
        solver.clearSolver()  # from the other end it would at times warn where it need not
        solver.changeObjectiveSense(sense)
        answer = _run(solver)
        if answer == status.kInfeasible:
            return None
        if answer in (status.kUnbounded, status.kUnboundedOrInfeasible):
            ends.append(None)
        elif answer == status.kOptimal:
            ends.append(solver.getObjectiveValue())
        else:
            raise SolverDoubtError(f"the solver answered {solver.modelStatusToString(answer)}")
    return ends[0], ends[1]
