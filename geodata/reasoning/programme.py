"""One programme: a direction of a journey cut into pieces, and claims as linear rows over them.

Unknowns: kilometres D, moving hours m and standing hours s of each piece, hours w of each stop
between pieces and the hours c of it that lie before the crossing, the hour of departure T0, and
one capability V of the vehicle. Clock variables of later places are substituted: they are T0 plus
the hours before. A speed bound is a number, so D ≤ b·m is linear even where D is uncertain, and
the programme is exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import Halo
from geodata.reasoning.solver import Row, Terms, Variables

MANY_H = 1e6
"""Hours and capabilities are bounded by a million before they reach the solver."""
AGES_H = 4e6
"""The hour of departure lies within 450 years of the epoch: at an end without bound the solver may give up."""
GROUND = ""
"""The tag of rows that no claim stands for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two cuts: km as an interval, the countries it lies in, and the fastest that its mode goes."""

    low_km: float
    high_km: float
    countries: tuple[str, ...] = ()
    fastest_kmh: float = math.inf


@dataclass(frozen=True, slots=True)
class Node:
    """A cut: the place there, and the least time that trains stand."""

    place: str | None
    stop_low_h: float = 0.0
    stop_high_h: float = math.inf


@dataclass(frozen=True)
class Chain:
    """Pieces between nodes; there is one node more than there are pieces."""

    nodes: tuple[Node, ...]
    pieces: tuple[Piece, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # every answer that is remembered is known by its chain
        return hash((self.nodes, self.pieces))

    def find(self, place: str, first: int = 0, last: int | None = None) -> int | None:
        """Index of the node at that place, from node ``first`` to node ``last``."""
        stop = len(self.nodes) if last is None else last + 1
        return next((i for i in range(first, stop) if self.nodes[i].place == place), None)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim ready for the programme, with every word already given a reading.

    ``what`` is a speed's role ("moving average" for the role ``moving``), "elapsed", "moving",
    "stop", "distance", or an event's kind. ``first``–``last`` are node indices; ``pieces`` the
    pieces the number speaks of.
    """

    id: str
    what: str
    value: Halo | Moment
    first: int
    last: int
    pieces: tuple[int, ...]


CLOCK = frozenset({"departed", "arrived", "crossed", "passed", "underway"})
CAPS = frozenset({"cruising", "limit", "maximum", "reach"})


@lru_cache(maxsize=64)
def variables_of(chain: Chain) -> Variables:
    """The unknowns with the ground as their bounds: the ground itself is never stretched.

    One table for all questions about a chain: what was found out over it is not found out again.
    """
    table = Variables()
    for i, piece in enumerate(chain.pieces):
        table.add(f"D{i}", piece.low_km, piece.high_km)
        table.add(f"m{i}", 0.0, MANY_H)
        table.add(f"s{i}", 0.0, MANY_H)
    for j, node in enumerate(chain.nodes[1:-1], start=1):
        table.add(f"w{j}", node.stop_low_h, min(node.stop_high_h, MANY_H))
        table.add(f"c{j}", 0.0, MANY_H)
    table.add("T0", -AGES_H, AGES_H)
    table.add("V", 0.0, MANY_H)
    return table


@lru_cache(maxsize=64)
def ground_rows(chain: Chain) -> tuple[Row, ...]:
    """What holds whatever is claimed, under no claim's name.

    A border is crossed once, while the train is there; and nothing is faster than the record of its mode.
    """
    crossed = [Row({f"c{j}": 1.0, f"w{j}": -1.0}, 0.0, GROUND) for j in range(1, len(chain.nodes) - 1)]
    bounded = [(i, piece.fastest_kmh) for i, piece in enumerate(chain.pieces) if piece.fastest_kmh < math.inf]
    return (*crossed, *(Row({f"D{i}": 1 / kmh, f"m{i}": -1.0}, 0.0, GROUND) for i, kmh in bounded))


@lru_cache(maxsize=256)
def elapsed(first: int, last: int, *, arrive_only: bool = True) -> Terms:
    """Hours from leaving node ``first`` to reaching node ``last`` (or to leaving it)."""
    terms = {f"{x}{i}": 1.0 for i in range(first, last) for x in "ms"}
    terms.update({f"w{j}": 1.0 for j in range(first + 1, last)})
    if not arrive_only:
        terms[f"w{last}"] = 1.0
    return terms


def measure(assertion: Assertion) -> Terms:
    """The linear expression of a duration or a distance."""
    return _measures(assertion.what, assertion.first, assertion.last, assertion.pieces)[0]


@lru_cache(maxsize=256)
def _measures(what: str, first: int, last: int, pieces: tuple[int, ...]) -> tuple[Terms, Terms]:
    """The expression and its negative."""
    if what == "distance":
        terms = _each("D", pieces)
    elif what == "moving":
        terms = _each("m", pieces)
    elif what == "stop":
        terms = _each("w", (first,))
    else:
        terms = _door_to_door(first, last, pieces)
    return terms, _less(terms)


def door_to_door(assertion: Assertion) -> Terms:
    """Hours on the assertion's pieces, with the stops between them where they are one stretch."""
    return _door_to_door(assertion.first, assertion.last, assertion.pieces)


@lru_cache(maxsize=256)
def _door_to_door(first: int, last: int, pieces: tuple[int, ...]) -> Terms:
    return elapsed(first, last) if pieces == tuple(range(first, last)) else _each("ms", pieces)


@lru_cache(maxsize=256)
def _each(letters: str, pieces: tuple[int, ...]) -> Terms:
    """The sum of some unknowns of some pieces."""
    return {f"{x}{i}": 1.0 for i in pieces for x in letters}


def _less(terms: Terms) -> Terms:
    return {name: -weight for name, weight in terms.items()}


def rows_of(chain: Chain, assertion: Assertion, slack: float, misfit: float | None = None) -> list[Row]:
    """The rows of one assertion at that slack λ, or at a hedge-free misfit δ."""
    value = assertion.value
    if isinstance(value, Moment):
        early, late = value.at(slack) if misfit is None else value.off_by(misfit)
        return _clock_rows(chain, assertion, early, late)
    low, high = value.at(slack) if misfit is None else value.off_by(misfit)
    return speed_rows(assertion, low, high) if is_speed(assertion) else _sum_rows(assertion, low, high)


def is_speed(assertion: Assertion) -> bool:
    """Whether it speaks of a speed."""
    return assertion.what in CAPS or assertion.what in {"average", "moving average"}


def speed_rows(assertion: Assertion, low: float, high: float) -> list[Row]:
    """Rows for a speed between ``low`` and ``high`` km/h in the sense of the assertion's role.

    Hours stand without a factor (D/b ≤ m, not D ≤ b·m), so that a certificate in which they cancel
    still does when the speed is another one.
    """
    tag = assertion.id
    if assertion.what in {"average", "moving average"}:
        moving = assertion.what == "moving average"
        hours = _each("m", assertion.pieces) if moving else door_to_door(assertion)
        km = _each("D", assertion.pieces)
        rows = []
        if high < math.inf:
            rows.append(Row({**dict.fromkeys(km, 1 / high), **dict.fromkeys(hours, -1.0)}, 0.0, tag))
        if low > 0:
            rows.append(Row({**dict.fromkeys(km, -1 / low), **dict.fromkeys(hours, 1.0)}, 0.0, tag))
        return rows
    rows = []
    if high < math.inf:
        rows += [Row({f"D{i}": 1 / high, f"m{i}": -1.0}, 0.0, tag) for i in assertion.pieces]
        if assertion.what == "maximum":
            rows.append(Row({"V": 1.0}, high, tag))
    if low > 0 and (assertion.what == "reach" or (assertion.what == "maximum" and math.isinf(high))):
        rows.append(Row({"V": -1.0}, -low, tag))
    return rows


def _sum_rows(assertion: Assertion, low: float, high: float) -> list[Row]:
    terms, less = _measures(assertion.what, assertion.first, assertion.last, assertion.pieces)
    rows = [Row(terms, high, assertion.id)] if high < math.inf else []
    if low > 0:
        rows.append(Row(less, -low, assertion.id))
    return rows


def crossing(chain: Chain, k: int) -> Terms:
    """The instant at which a cut is crossed: some time after arriving there, before leaving."""
    return _crossing(len(chain.nodes) - 1, k)


def _crossing(end: int, k: int) -> Terms:
    return {"T0": 1.0, **elapsed(0, k), **({f"c{k}": 1.0} if 0 < k < end else {})}


def _clock_rows(chain: Chain, assertion: Assertion, early: float | None, late: float | None) -> list[Row]:
    """The rows of an event, where its words bound it."""
    first, last_less = _instants(assertion.what, assertion.first, len(chain.nodes) - 1)
    rows = [Row(first, late, assertion.id)] if late is not None else []
    if early is not None:
        rows.append(Row(last_less, -early, assertion.id))
    return rows


@lru_cache(maxsize=256)
def _instants(what: str, k: int, end: int) -> tuple[Terms, Terms]:
    """The first instant of an event at node ``k`` of ``end``, and the negative of its last.

    An arrival, a departure, the one instant of a crossing, or a passage: seen there at any time between.
    A border's stop may lie before the crossing, after it, or around it.
    """
    arrive = {"T0": 1.0, **elapsed(0, k)}
    leave = {"T0": 1.0, **elapsed(0, k, arrive_only=not 0 < k < end)}
    first: Terms
    last: Terms
    if what == "underway":
        first, last = {"T0": 1.0}, {"T0": 1.0, **elapsed(0, end)}
    elif what == "departed":
        first = last = leave
    elif what == "arrived":
        first = last = arrive
    elif what == "crossed":
        first = last = _crossing(end, k)
    else:
        first, last = arrive, leave
    return first, _less(last)


def system(chain: Chain, assertions: Sequence[Assertion], slack: float, misfit: float | None = None) -> list[Row]:
    """All rows of all assertions, and those of the ground."""
    rows = [*ground_rows(chain)]
    for assertion in assertions:
        rows += rows_of(chain, assertion, slack, misfit)
    return rows
