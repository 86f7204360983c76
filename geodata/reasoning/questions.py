"""What was said, weighed word by word, and every way to understand it over a chain of pieces."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from geodata.outcome import Ground
from geodata.reasoning.clock import Moment
from geodata.reasoning.hedges import Halo
from geodata.reasoning.missing import Missing, missing
from geodata.reasoning.programme import Assertion, Chain, Node, Piece
from geodata.reasoning.scope import Scope

MOST_READINGS = 64


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or an event with its words weighed; what is ambiguous in it is still open.

    ``senses``: the roles a speed may have, or the one thing another number measures.
    ``values``: one halo, or one moment for each zone that the printed clock may be in.
    """

    id: str
    kind: Literal["speed", "duration", "distance", "clock"]
    text: str
    senses: tuple[str, ...]
    values: tuple[Halo | Moment, ...]
    leg: str | None = None
    start: str | None = None
    end: str | None = None
    within: str | None = None
    stops_unsaid: bool = False
    """An average by its words alone, which do not say whether stops count."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places it names."""
        return tuple(place for place in (self.start, self.end) if place is not None)


@dataclass(frozen=True, slots=True)
class Question:
    """Claims that should hold together, and the ground they speak of (None: tied to no way)."""

    said: tuple[Said, ...]
    scope: Scope | None
    missing: tuple[str, ...] = ()


class CannotReadError(Exception):
    """The claims cannot be laid on the way: one names a place it does not touch, or they have too many readings.

    ``what`` says what is missing.
    """

    def __init__(self, what: Missing) -> None:
        super().__init__(what)
        self.what = what


def chain_of(question: Question, *, possible: bool, stretch: float = 0.0, stop_more_h: float = 0.0) -> Chain:
    """The question's chain; claims tied to no way get one piece of any length."""
    if question.scope is None:
        return Chain((Node(None), Node(None)), (Piece(0.0, math.inf),))
    cuts = {place for said in question.said for place in said.places}
    return question.scope.chain(cuts, possible=possible, stretch=stretch, stop_more_h=stop_more_h)


def assertions(question: Question, chain: Chain) -> Iterator[tuple[dict[str, str], tuple[Assertion, ...]]]:
    """Every reading: what it assumes, and the claims as it takes them. Raises CannotReadError."""
    choices = []
    for said in question.said:
        first, last, pieces = stretch(said, question.scope, chain)
        choices.append(
            [
                ({**_assume(said, sense, value)}, Assertion(said.id, sense, value, first, last, pieces))
                for sense in said.senses
                for value in said.values
            ]
        )
    many = math.prod(len(choice) for choice in choices)
    if many > MOST_READINGS:
        raise CannotReadError(missing("plain_words", many=many, most=MOST_READINGS))
    for combination in itertools.product(*choices):
        assumed: dict[str, str] = {}
        for assume, _ in combination:
            assumed.update(assume)
        yield assumed, tuple(assertion for _, assertion in combination)


def _assume(said: Said, sense: str, value: Halo | Moment) -> dict[str, str]:
    if len(said.senses) > 1:
        return {said.id: sense}
    if len(said.values) > 1 and isinstance(value, Moment):
        return {said.id: value.zone}
    return {}


def stretch(said: Said, scope: Scope | None, chain: Chain) -> tuple[int, int, tuple[int, ...]]:
    """First and last node, and the pieces, that a claim speaks of."""
    if scope is None:
        return (0, 1, (0,)) if said.senses != ("stop",) else _stay(said, 0, chain)
    span = scope.span(chain, said.leg)
    if span is None:
        raise CannotReadError(missing("leg_here", leg=said.leg, claim=said.id))
    ends = []
    for place, default in ((said.start, span[0]), (said.end, span[1])):
        node = default if place is None else chain.find(place, *span)
        if node is None:
            raise CannotReadError(missing("place_here", place=place, claim=said.id))
        ends.append(node)
    first, last = ends
    if said.kind == "clock":
        at = last if said.start is None and said.senses == ("arrived",) else first
        return at, at, ()
    if said.senses == ("stop",):
        return _stay(said, first, chain)
    if first >= last:
        start, end = (chain.nodes[node].place for node in (first, last))
        raise CannotReadError(missing("direction", claim=said.id, start=start or said.start, end=end or said.end))
    pieces = tuple(i for i in range(first, last) if said.within is None or said.within in chain.pieces[i].countries)
    if not pieces:
        raise CannotReadError(missing("territory", country=said.within, claim=said.id))
    return first, last, pieces


def _stay(said: Said, node: int, chain: Chain) -> tuple[int, int, tuple[int, ...]]:
    """A stop has hours of its own only between two pieces; at an end of the way nothing bounds it."""
    if not 0 < node < len(chain.pieces):
        raise CannotReadError(missing("stay", claim=said.id))
    return node, node, ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The stretch that all numbers of a question speak of: its ground and the places at its ends."""

    ground: Ground
    start: str | None
    end: str | None


def subject_of(question: Question) -> Subject | None:
    """The common stretch of all claims; the whole scope where they speak of different ones.

    Raises CannotReadError.
    """
    scope = question.scope
    if scope is None:
        return None
    whole = Subject(scope.ground, scope.legs[0].route.start.id, scope.legs[-1].route.end.id)
    spans = [said for said in question.said if said.kind != "clock" and said.senses != ("stop",)]
    stretches = {(said.leg, said.start, said.end) for said in spans}
    if len(stretches) != 1 or scope.ground.basis != "lines":
        return whole
    usual, every = chain_of(question, possible=False), chain_of(question, possible=True)
    first, last, _ = stretch(spans[0], scope, usual)
    if (first, last) == (0, len(usual.pieces)):
        return whole
    low, high = (round(sum(getattr(p, end) for p in usual.pieces[first:last]), 3) for end in ("low_km", "high_km"))
    least, most = (round(sum(getattr(p, end) for p in every.pieces[first:last]), 3) for end in ("low_km", "high_km"))
    ground = Ground(low, high, None, "lines", (), least, most, scope.ground.sources)
    return Subject(ground, usual.nodes[first].place, usual.nodes[last].place)


def printed_hours(said: Iterable[Said]) -> tuple[float, float] | None:
    """The hours that were printed: a duration, else the time between a departure and an arrival."""
    said = tuple(said)
    for one in said:
        if one.kind == "duration" and one.senses in (("elapsed",), ("moving",)) and isinstance(one.values[0], Halo):
            return one.values[0].low, one.values[0].high
    ends = {one.senses[0]: one.values[0] for one in said if one.kind == "clock" and one.start is None}
    left, arrived = ends.get("departed"), ends.get("arrived")
    if not isinstance(left, Moment) or not isinstance(arrived, Moment):
        return None
    if left.earliest is None or left.latest is None or arrived.earliest is None or arrived.latest is None:
        return None
    least, most = arrived.earliest - left.latest, arrived.latest - left.earliest
    return (least, most) if least > 0 else None
