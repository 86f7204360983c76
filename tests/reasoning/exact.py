"""Linear feasibility in exact fractions: an oracle for the solver, slow and without rounding.

Phase one of the simplex method over a dictionary (one artificial variable, Bland's rule against
cycling). It shares no code with the solver under test, only the rows that both are given.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from geodata.reasoning.programme import MANY_H
from geodata.reasoning.solver import Row, Variables

NOTHING = Fraction(0)


def feasible(variables: Variables, rows: Sequence[Row], looser: Fraction = NOTHING) -> bool:
    """Whether any point satisfies all rows and bounds.

    ``looser`` moves every row out by that much, absolute and relative: what is infeasible even
    then does not hang on a rounding error. The guards of a million are taken as no bounds at all.
    """
    columns: dict[str, list[tuple[int, int]]] = {}
    shift: dict[str, Fraction] = {}
    count = 0
    for name, low in variables.low.items():
        signs = [1, -1] if math.isinf(low) else [1]  # a free unknown is the difference of two
        columns[name] = [(count + i, sign) for i, sign in enumerate(signs)]
        shift[name] = NOTHING if math.isinf(low) else Fraction(low)
        count += len(signs)
    table = [_row(row.terms, row.bound, columns, shift, count) for row in rows]
    table += [_row({name: 1.0}, high, columns, shift, count) for name, high in variables.high.items() if high < MANY_H]
    for row in table:
        row[0] += looser * (1 + abs(row[0]))
    return _phase_one(table, count)


def _row(
    terms: Mapping[str, float],
    bound: float,
    columns: dict[str, list[tuple[int, int]]],
    shift: dict[str, Fraction],
    n: int,
) -> list[Fraction]:
    """``slack = bound - terms`` as [constant, coefficient of each column]."""
    row = [Fraction(bound), *([NOTHING] * n)]
    for name, weight in terms.items():
        row[0] -= Fraction(weight) * shift[name]
        for column, sign in columns[name]:
            row[1 + column] -= Fraction(weight) * sign
    return row


def _phase_one(table: list[list[Fraction]], n: int) -> bool:
    """Whether ``table`` has a point with all slacks and all columns at least 0."""
    worst = min(range(len(table)), key=lambda i: table[i][0], default=None)
    if worst is None or table[worst][0] >= 0:
        return True
    artificial = n + len(table)
    outside = [*range(n), artificial]
    inside = [n + i for i in range(len(table))]
    for row in table:
        row.append(Fraction(1))
    _pivot(table, inside, outside, worst, n)
    while True:
        row = table[inside.index(artificial)]
        helps = [c for c in range(len(outside)) if row[1 + c] < 0]
        if not helps:
            return row[0] == 0
        column = min(helps, key=lambda c: outside[c])
        falls = [r for r in range(len(table)) if table[r][1 + column] < 0]
        leaving = min(falls, key=lambda r: (table[r][0] / -table[r][1 + column], inside[r] != artificial, inside[r]))
        if inside[leaving] == artificial:
            return True
        _pivot(table, inside, outside, leaving, column)


def _pivot(table: list[list[Fraction]], inside: list[int], outside: list[int], r: int, c: int) -> None:
    """Solve row ``r`` for column ``c`` and put it into all others."""
    row, k = table[r], table[r][1 + c]
    solved = [-value / k for value in row]
    solved[1 + c] = 1 / k
    table[r] = solved
    for i, other in enumerate(table):
        weight = other[1 + c]
        if i != r and weight:
            table[i] = [
                weight * mine if j == 1 + c else theirs + weight * mine
                for j, (theirs, mine) in enumerate(zip(other, solved, strict=True))
            ]
    inside[r], outside[c] = outside[c], inside[r]
