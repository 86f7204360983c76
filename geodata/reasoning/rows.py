"""The programme as an expert reads it: unknowns with their bounds, every row with its numbers, the certificate."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from geodata.outcome import Judgement
from geodata.reasoning.clock import iso
from geodata.reasoning.leading import leading
from geodata.reasoning.programme import GROUND, MANY_H, Chain, system
from geodata.reasoning.questions import CannotReadError, Question
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import Row, SolverDoubtError, Variables, Weights, certificate, keys

SLACK = 1.0
"""Rows are shown where every number is as loose as its words allow."""


def programme_lines(judgement: Judgement, question: Question, names: Mapping[str, str]) -> tuple[str, ...]:
    """The rows of the kindest reading at tension 1, with the certificate's weights where they clash.

    Where there is no programme, one line that says what it lacks.
    """
    try:
        assumes, problem = leading(question, judgement)
        weights = certificate(problem.variables, system(problem.chain, problem.assertions, SLACK))
    except (CannotReadError, SolverDoubtError) as error:
        return (f"no programme: missing is {error}",)
    rows = system(problem.chain, problem.assertions, SLACK)
    reading = ", ".join(f"{key}: {value}" for key, value in assumes.items())
    return (
        f"programme of the kindest reading{f' ({reading})' if reading else ''}, numbers as loose as their words allow",
        *_unknowns(problem, names),
        *_rows(rows, weights),
        *_proof(problem.variables, rows, weights),
    )


def _unknowns(problem: Problem, names: Mapping[str, str]) -> Iterator[str]:
    chain: Chain = problem.chain

    def name(node: int) -> str:
        return names.get(chain.nodes[node].place or "", chain.nodes[node].place or f"({node})")

    yield "unknowns: D km, m hours moving, s standing on a piece; w hours of a stop, c of them before a crossing;"
    yield "  T0 the hour of departure; V the most that the vehicle can do, km/h; none but T0 is negative"
    for i, piece in enumerate(chain.pieces):
        where = f" in {', '.join(piece.countries)}" if piece.countries else ""
        most = "" if math.isinf(piece.high_km) else f" ≤ {_figure(piece.high_km)}"
        yield f"  D{i}, m{i}, s{i}: {name(i)} – {name(i + 1)}{where}; {_figure(piece.low_km)} ≤ D{i}{most}"
    for j, node in enumerate(chain.nodes[1:-1], start=1):
        most = "" if node.stop_high_h >= MANY_H else f" ≤ {_figure(node.stop_high_h)}"
        yield f"  w{j}, c{j}: {name(j)}; {_figure(node.stop_low_h)} ≤ w{j}{most}"


def _rows(rows: list[Row], weights: Weights | None) -> Iterator[str]:
    yield "rows:" if weights is None else "rows, with the weight of those that clash:"
    for key, row in zip(keys(rows), rows, strict=True):
        weight = (weights or {}).get(key)
        mark = "" if weight is None else f"   × {weight:.4g}"
        yield f"  {row.tag if row.tag != GROUND else '(ground)'}: {_row(row)}{mark}"


def _row(row: Row) -> str:
    """The row in one line; one with nothing but negative weights is turned round."""
    turned = all(weight < 0 for weight in row.terms.values())
    sign = -1.0 if turned else 1.0
    bound = sign * row.bound
    edge = f"{iso(bound)}" if "T0" in row.terms else _figure(bound)
    return f"{_sum({name: sign * weight for name, weight in row.terms.items()})} {'≥' if turned else '≤'} {edge}"


def _sum(terms: Mapping[str, float]) -> str:
    text = ""
    for name, weight in terms.items():
        size = "" if abs(weight) == 1 else f"{_figure(abs(weight))} "
        sign = ("-" if weight < 0 else "") if not text else (" - " if weight < 0 else " + ")
        text += f"{sign}{size}{name}"
    return text or "0"


def _proof(variables: Variables, rows: list[Row], weights: Weights | None) -> Iterator[str]:
    """What the weighted rows add up to, and why no point within the bounds comes down to it."""
    if weights is None:
        yield "all rows can hold together"
        return
    total: dict[str, float] = {}
    bound = 0.0
    for key, row in zip(keys(rows), rows, strict=True):
        weight = weights.get(key, 0.0)
        bound += weight * row.bound
        for name, coefficient in row.terms.items():
            total[name] = total.get(name, 0.0) + weight * coefficient
    scale = max((abs(c) for c in total.values()), default=0.0)
    total = {name: c for name, c in total.items() if abs(c) > 1e-9 * max(scale, 1.0)}
    least = sum(c * (variables.low[name] if c > 0 else variables.high[name]) for name, c in total.items())
    yield f"added up: {_sum(total)} ≤ {_figure(bound)}; within the bounds it is at least {_figure(least)}: no such trip"


def _figure(x: float) -> str:
    return f"{round(x, 9) + 0.0:.6g}"
