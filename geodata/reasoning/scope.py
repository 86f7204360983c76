"""From the ground of some legs to the chain that a programme runs over.

The way is cut at leg ends, borders, known stops and every place that a claim names. Stops are
taken at their lower bound and without an upper one: that is the one assumption about them, the
same for ``ask``, ``check`` and the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from geodata.ground import Route
from geodata.outcome import Ground, SectionKm
from geodata.reasoning.policy import Air
from geodata.reasoning.programme import Chain, Node, Piece


@dataclass(frozen=True, slots=True)
class LegGround:
    """One leg of the scope with its route; ``stops`` are least hours by place, borders included."""

    id: str
    direction: str
    route: Route
    stops: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scope:
    """The legs that some claims speak of, in order of travel."""

    legs: tuple[LegGround, ...]
    air: Air
    fastest_kmh: Mapping[str, float] = field(default_factory=dict)
    _chains: dict[tuple[frozenset[str], bool, float, float], Chain] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def has_possible(self) -> bool:
        """Whether merely possible ways differ from the usual ones."""
        ground = self.ground
        return (ground.possible_low_km, ground.possible_high_km) not in (
            (None, None),
            (ground.low_km, ground.high_km),
        )

    @property
    def ground(self) -> Ground:
        """The ground of all legs added up; the weakest basis stands for the whole."""
        grounds = [leg.route.ground for leg in self.legs]
        if len(grounds) == 1:
            return grounds[0]
        bases = {ground.basis for ground in grounds}
        basis = next(b for b in ("given", "detour", "geodesic", "lines") if b in bases)
        sections: tuple[SectionKm, ...] = tuple(section for ground in grounds for section in ground.sections)
        return Ground(
            round(sum(g.low_km for g in grounds), 3),
            round(sum(g.high_km for g in grounds), 3),
            sum(g.geodesic_km or 0.0 for g in grounds),
            basis,
            sections,
            round(sum(g.low_km if g.possible_low_km is None else g.possible_low_km for g in grounds), 3),
            round(sum(g.high_km if g.possible_high_km is None else g.possible_high_km for g in grounds), 3),
            tuple(sorted({source for g in grounds for source in g.sources})),
        )

    def chain(self, cuts: Iterable[str], *, possible: bool, stretch: float = 0.0, stop_more_h: float = 0.0) -> Chain:
        """The chain over usual ways, or over possible ones too, cut at those places.

        ``stretch`` lengthens every piece by that share and ``stop_more_h`` every known stop, for
        judging how robust a verdict is.
        """
        key = frozenset(cuts), possible, stretch, stop_more_h
        if key not in self._chains:
            self._chains[key] = self._laid(*key)
        return self._chains[key]

    def _laid(self, wanted: frozenset[str], possible: bool, stretch: float, stop_more_h: float) -> Chain:  # noqa: FBT001
        nodes: list[Node] = []
        pieces: list[Piece] = []
        for leg in self.legs:
            stops = {place: max(0.0, h + stop_more_h) for place, h in leg.stops.items()}
            if not nodes:
                nodes.append(Node(leg.route.start.id))
            for low, high, countries, end in leg.route.cut(wanted.union(stops), possible=possible):
                if leg.route.ground.basis == "geodesic":  # airports lie off the named points, and flights stray
                    low, high = max(0.0, low - self.air.ends_km), high * self.air.stray  # noqa: PLW2901
                fastest = self.fastest_kmh.get(leg.route.mode, math.inf)
                pieces.append(Piece(low * (1 + stretch), high * (1 + stretch), countries, fastest))
                nodes.append(Node(end, stops.get(end or "", 0.0), math.inf))
        return Chain(tuple(nodes), tuple(pieces))

    def span(self, chain: Chain, leg: str | None) -> tuple[int, int] | None:
        """First and last node of a leg, of a direction (out, back), or of everything (round, None)."""
        if leg is None or leg == "round":
            return 0, len(chain.nodes) - 1
        spans = [(first, last) for part, first, last in self.ends(chain) if leg in (part.id, part.direction)]
        return (spans[0][0], spans[-1][1]) if spans else None

    def ends(self, chain: Chain) -> Iterator[tuple[LegGround, int, int]]:
        """Each leg with its first and last node."""
        at = 0
        for part in self.legs:
            end = chain.find(part.route.end.id, at + 1) if part.route.end.id else None
            end = at + 1 if end is None else end
            yield part, at, end
            at = end
