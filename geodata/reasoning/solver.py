"""Linear feasibility with HiGHS: does any point satisfy all rows, and if not, which ones clash?

Presolve is off and the simplex method on, so that an infeasible answer comes with a dual ray
whose non-zero entries name the clashing rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


class SolverDoubtError(Exception):
    """The solver gave no clean answer; the caller's verdict is then unknown."""


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coefficient·variable ≤ bound, on behalf of a claim (or of the ground)."""

    terms: dict[str, float]
    bound: float
    tag: str


@dataclass(slots=True)
class Variables:
    """Names with their bounds, in a fixed order."""

    low: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, low: float, high: float = math.inf) -> str:
        """Declare a variable; returns its name."""
        self.low[name], self.high[name] = low, high
        return name


@lru_cache(maxsize=1)
def _highs() -> Any:  # noqa: ANN401 - highspy has no types
    import highspy

    return highspy


_solves = 0


def solves() -> int:
    """How many systems this process has solved; for benchmarks."""
    return _solves


def _model(variables: Variables, rows: Sequence[Row], objective: dict[str, float] | None = None) -> Any:  # noqa: ANN401
    highspy = _highs()
    import numpy as np

    names = {name: i for i, name in enumerate(variables.low)}
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(names), len(rows)
    cost = np.zeros(len(names))
    for name, weight in (objective or {}).items():
        cost[names[name]] = weight
    lp.col_cost_ = cost
    lp.col_lower_ = np.array([_inf(v) for v in variables.low.values()], dtype=np.double)
    lp.col_upper_ = np.array([_inf(v) for v in variables.high.values()], dtype=np.double)
    lp.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    lp.row_upper_ = np.array([row.bound for row in rows], dtype=np.double)
    starts, index, value = [0], [], []
    for row in rows:
        for name, coefficient in row.terms.items():
            if coefficient:
                index.append(names[name])
                value.append(coefficient)
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value, dtype=np.double)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - highspy takes options by position
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("solver", "simplex")
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        message = "the solver refused the system"
        raise SolverDoubtError(message)
    return solver


def _inf(value: float) -> float:
    return math.copysign(_highs().kHighsInf, value) if math.isinf(value) else value


def _run(solver: Any) -> Any:  # noqa: ANN401
    global _solves  # noqa: PLW0603 - a counter for benchmarks
    _solves += 1
    highspy = _highs()
    if solver.run() != highspy.HighsStatus.kOk:
        message = "the solver warned"
        raise SolverDoubtError(message)
    return solver.getModelStatus()


def clash(variables: Variables, rows: Sequence[Row]) -> frozenset[str] | None:
    """None if all rows can hold together; else the tags of rows that cannot.

    Raises SolverDoubtError for every solver answer but optimal and infeasible.
    """
    status = _highs().HighsModelStatus
    solver = _model(variables, rows)
    answer = _run(solver)
    if answer == status.kOptimal:
        return None
    if answer != status.kInfeasible:
        message = f"the solver answered {solver.modelStatusToString(answer)}"
        raise SolverDoubtError(message)
    found, has_ray, ray = solver.getDualRay()
    if found != _highs().HighsStatus.kOk or not has_ray:
        return frozenset(row.tag for row in rows)  # no certificate: every row stays under suspicion
    named = frozenset(row.tag for row, weight in zip(rows, ray, strict=False) if abs(weight) > 1e-9)
    return named or frozenset(row.tag for row in rows)


def extremes(
    variables: Variables, rows: Sequence[Row], target: dict[str, float]
) -> tuple[float | None, float | None] | None:
    """Least and greatest value of a linear expression under the rows; None in a place where it has no bound.

    None altogether if the rows clash. Raises SolverDoubtError as ``clash`` does.
    """
    status = _highs().HighsModelStatus
    ends: list[float | None] = []
    for sign in (1.0, -1.0):
        solver = _model(variables, rows, {name: sign * weight for name, weight in target.items()})
        answer = _run(solver)
        if answer == status.kInfeasible:
            return None
        if answer in (status.kUnbounded, status.kUnboundedOrInfeasible):
            ends.append(None)
        elif answer == status.kOptimal:
            ends.append(sign * solver.getObjectiveValue())
        else:
            message = f"the solver answered {solver.modelStatusToString(answer)}"
            raise SolverDoubtError(message)
    return ends[0], ends[1]
