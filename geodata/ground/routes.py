"""How far it is: the ground of one leg as hops, each an interval over its parallel ways."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from geodata.errors import UsageError
from geodata.ground.alignment import Alignment, Fix
from geodata.ground.gazetteer import Gazetteer, Spot
from geodata.ground.geodesic import geodesic_km, geodesic_points
from geodata.ground.hops import Hop, interval, stretches
from geodata.ground.network import Network, Section
from geodata.ground.ways import Ways
from geodata.outcome import Ground
from geodata.records import Leg, Records

DETOUR: Mapping[str, tuple[float, float]] = {"rail": (1.1, 1.8), "road": (1.1, 1.8), "sea": (1.0, 2.5)}
"""Without a line, a way is this many geodesics long. Rail: five long lines of the corridor
measured 1.35 to 1.68; the others are set as wide. Weak ground: only blatant conflicts survive it."""

Stretch: TypeAlias = tuple[float, float, tuple[str, ...], str | None]
"""Low km, high km, the countries it lies in, and the place at its end."""


@dataclass(frozen=True, slots=True)
class Route:
    """The ground of one leg: ``hops`` in order of travel, or none where no line is known."""

    start: Spot
    end: Spot
    mode: str
    ground: Ground
    hops: tuple[Hop, ...] = ()
    alignments: tuple[Alignment, ...] = field(default=(), compare=False)
    _cut: dict[tuple[frozenset[str], bool], tuple[Stretch, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def places(self) -> tuple[str, ...]:
        """The places at the ends of the hops, in order; empty without lines."""
        return (self.hops[0].start, *(hop.end for hop in self.hops)) if self.hops else ()

    def cut(self, places: frozenset[str], *, possible: bool) -> tuple[Stretch, ...]:
        """The route in stretches: cut at those places and wherever another country begins.

        Over the usual ways, or over possible ones too. One stretch where no line is known.
        """
        key = places, possible
        if key not in self._cut:  # every statement about a leg asks for nearly the same
            self._cut[key] = tuple(self._stretches(places, possible=possible))
        return self._cut[key]

    def _stretches(self, places: frozenset[str], *, possible: bool) -> Iterator[Stretch]:
        if not self.hops:
            yield self.ground.low_km, self.ground.high_km, (), self.end.id
        run: list[Hop] = []
        for hop, following in itertools.zip_longest(self.hops, self.hops[1:]):
            run.append(hop)
            if hop.end in places or following is None or following.countries != hop.countries:
                low, high = interval(run, possible=possible)
                yield low, high, hop.countries, hop.end
                run = []


class Atlas:
    """Everything that can be measured with these records."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.gazetteer = Gazetteer(records)
        self._network: Network | None = None
        self._singles: dict[Section, Hop] = {}
        self._parts: dict[tuple[str, str, frozenset[str]], tuple[Section, ...] | None] = {}
        self._routes: dict[tuple[object, ...], Route] = {}

    @property
    def network(self) -> Network:
        """The lines as a network, built when first needed."""
        if self._network is None:
            self._network = Network(self.records)
        return self._network

    def leg(self, leg: Leg, through: Iterable[str] = ()) -> Route:
        """The ground of a recorded leg; ``through`` are places it is further known to have passed."""
        spots = [self.gazetteer.spot(place) for place in (leg.start, *leg.via, leg.end)]
        return self.route(spots, mode=leg.mode, on=leg.on, standings=leg.ways, through=through)

    def route(
        self,
        spots: Sequence[Spot],
        *,
        mode: str = "rail",
        on: date | None = None,
        standings: Mapping[str, Mapping[str, str]] | None = None,
        through: Iterable[str] = (),
    ) -> Route:
        """How far it is from the first spot to the last through those between, by one mode.

        The least way over usual lines open that day, widened over parallel ways; by air the
        geodesic; else the geodesic with a detour. Raises UsageError for fewer than two spots.
        """
        if len(spots) < 2:
            message = "a distance needs two places"
            raise UsageError(message)
        standing = frozenset((group, *way) for group, ways in (standings or {}).items() for way in ways.items())
        pinned = self.network.beside & {*(spot.id for spot in spots[1:-1]), *through}
        # Most statements ask for the same few routes: each is measured once.
        key = (*spots, mode, self.network.running(mode, on), standing, pinned)
        if key not in self._routes:
            self._routes[key] = self._measured(spots, mode, on, standings or {}, pinned)
        return self._routes[key]

    def _measured(
        self,
        spots: Sequence[Spot],
        mode: str,
        on: date | None,
        standings: Mapping[str, Mapping[str, str]],
        pinned: frozenset[str],
    ) -> Route:
        floor = sum(geodesic_km(a.lat, a.lon, b.lat, b.lon) for a, b in itertools.pairwise(spots))
        if mode == "air":
            return self._without_lines(spots, mode, Ground(floor, floor, floor, "geodesic"))
        way = self.way([spot.id for spot in spots], mode, on)
        if way is None:
            low, high = DETOUR[mode]
            return self._without_lines(spots, mode, Ground(floor * low, floor * high, floor, "detour"))
        if not way:  # it ends where it starts
            return self._without_lines(spots, mode, Ground(0.0, 0.0, 0.0, "lines", (), 0.0, 0.0))
        running = self.network.running(mode, on)
        hops = Ways(self.records, self.network, running, standings, pinned, self._singles).hops(way)
        ground = self._ground(hops, spots)
        return Route(spots[0], spots[-1], mode, ground, hops, tuple(self._alignments(hops)))

    def _without_lines(self, spots: Sequence[Spot], mode: str, ground: Ground) -> Route:
        """Drawn along the geodesics from spot to spot."""
        fixes, km = [Fix(spots[0].lat, spots[0].lon, spots[0].id, 0.0, 0.0)], 0.0
        for a, b in itertools.pairwise(spots):
            for lat, lon, at_km in geodesic_points(a.lat, a.lon, b.lat, b.lon):
                fixes.append(Fix(lat, lon, None, km + at_km, km + at_km))
            km += geodesic_km(a.lat, a.lon, b.lat, b.lon)
            fixes.append(Fix(b.lat, b.lon, b.id, km, km))
        return Route(spots[0], spots[-1], mode, ground, (), (Alignment(mode, "usual", tuple(fixes)),))

    def way(
        self, places: Sequence[str | None], mode: str = "rail", on: date | None = None
    ) -> tuple[Section, ...] | None:
        """The least way through those places over usual lines, with as little as can be over merely possible ones.

        None where no line leads on, or a place is none on record.
        """
        running = self.network.running(mode, on)
        way: list[Section] = []
        for a, b in itertools.pairwise(places):
            part = self._part(a, b, running) if a and b else None
            if part is None:
                return None
            way.extend(part)
        return tuple(way)

    def _part(self, start: str, end: str, running: frozenset[str]) -> tuple[Section, ...] | None:
        """The least way from one place to another over those lines."""

        def possible(line: str) -> bool:
            return self.records.lines[line].record.standing == "possible"

        key = start, end, running
        if key not in self._parts:
            self._parts[key] = self.network.least(start, end, running.__contains__, possible)
        return self._parts[key]

    def _ground(self, hops: Sequence[Hop], spots: Sequence[Spot]) -> Ground:
        low, high = interval(hops, possible=False)
        least, most = interval(hops, possible=True)
        parts = tuple(stretches(hops))
        return Ground(
            low_km=round(low, 3),
            high_km=round(high, 3),
            geodesic_km=geodesic_km(spots[0].lat, spots[0].lon, spots[-1].lat, spots[-1].lon),
            basis="lines",
            sections=parts,
            possible_low_km=round(least, 3),
            possible_high_km=round(most, 3),
            sources=tuple(sorted({source for part in parts for source in part.sources})),
        )

    def _alignments(self, hops: Sequence[Hop]) -> Iterator[Alignment]:
        """The whole route over the main ways, then each other way over its own part."""
        yield self._drawn("route", "usual", [s for hop in hops for s in hop.main.path], 0.0, 0.0)
        yield from self._beside(hops, 0.0, 0.0)

    def _beside(self, hops: Sequence[Hop], low: float, high: float) -> Iterator[Alignment]:
        """The ways beside the main ones, and beside parts of those, from a chainage on."""
        for hop in hops:
            for option in hop.options:
                if option is not hop.main:
                    yield self._drawn(option.name, option.standing, option.path, low, high)
            yield from self._beside(hop.main.hops, low, high)
            low += sum(section.low_km for section in hop.main.path)
            high += sum(section.high_km for section in hop.main.path)

    def _drawn(self, name: str, standing: str, sections: Sequence[Section], low: float, high: float) -> Alignment:
        first = self.records.places[sections[0].start].record
        fixes = [Fix(first.lat, first.lon, sections[0].start, low, high)]
        for section in sections:
            place = self.records.places[section.end].record
            low, high = low + section.low_km, high + section.high_km
            fixes.append(Fix(place.lat, place.lon, section.end, low, high))
        return Alignment(name, standing, tuple(fixes))  # type: ignore[arg-type]
