"""The run of one direction: its legs end to end, with one count of kilometres from the start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geodata.ground import Alignment, Fix, Route
from geodata.outcome import Ground, LegOutcome, StatementOutcome
from geodata.pages.case import Case


@dataclass(frozen=True, slots=True)
class Track:
    """Legs that follow each other, drawn as one way."""

    direction: str
    legs: tuple[str, ...]
    modes: tuple[str, ...]
    way: Alignment
    ground: Ground
    """Of all legs together; the weakest basis stands for the whole."""

    @property
    def start(self) -> str | None:
        """The place where it begins."""
        return self.way.fixes[0].place

    @property
    def end(self) -> str | None:
        """The place where it ends."""
        return self.way.fixes[-1].place

    @property
    def length_km(self) -> float:
        """On the chainage that is drawn."""
        return self.way.fixes[-1].low_km

    def km(self, place: str | None) -> float | None:
        """Where a place lies; none where it is not on the way."""
        return next((fix.low_km for fix in self.way.fixes if place and fix.place == place), None)


def tracks(case: Case) -> tuple[Track, ...]:
    """One track per direction, outbound first; a leg that does not go on from the last one begins another."""
    found = []
    for direction in ("out", "back"):
        run: list[LegOutcome] = []
        for leg in case.outcome.legs:
            drawn = leg.id in case.routes and case.routes[leg.id].alignments
            if not drawn or leg.id not in case.journey.legs or case.journey.legs[leg.id].direction != direction:
                continue
            if run and run[-1].end != leg.start:
                found.append(_joined(case, direction, run))
                run = []
            run.append(leg)
        if run:
            found.append(_joined(case, direction, run))
    return tuple(found)


def main_track(case: Case, known: tuple[Track, ...]) -> Track | None:
    """The track that a page leads with: the one most statements are about, the first of equals."""
    about = [track for s in case.outcome.statements for track in known if set(case.legs(s)) & set(track.legs)]
    return max(known, key=about.count, default=None)


def cut(case: Case, track: Track, km: float) -> Track:
    """The track without the legs that begin at ``km`` or later; whole where none does, or nothing would be left."""
    at = {leg.id: leg for leg in case.outcome.legs}
    legs = [at[name] for i, name in enumerate(track.legs) if i == 0 or (track.km(at[name].start) or 0.0) < km - 1]
    return track if km <= 0 or len(legs) == len(track.legs) else _joined(case, track.direction, legs)


def placed(case: Case, statement: StatementOutcome, known: tuple[Track, ...]) -> tuple[Track, float, float] | None:
    """The track that a statement's stretch lies on, with the kilometres of its two ends; none where there is none."""
    legs, (start, end) = case.legs(statement), case.ends(statement)
    for track in known:
        first, last = track.km(start), track.km(end)
        if legs and set(legs) <= set(track.legs) and first is not None and last is not None and first < last:
            return track, first, last
    return None


def _joined(case: Case, direction: str, legs: list[LegOutcome]) -> Track:
    fixes: list[Fix] = []
    low = high = 0.0
    for leg in legs:
        part = tuple(_counted(case.routes[leg.id], leg.ground, low, high))
        fixes += part[1:] if fixes else part
        low, high = fixes[-1].low_km, fixes[-1].high_km
    return Track(
        direction=direction,
        legs=tuple(leg.id for leg in legs),
        modes=tuple(leg.mode for leg in legs),
        way=Alignment(direction, "usual", _rising(fixes)),
        ground=_together([leg.ground for leg in legs]),
    )


def _together(grounds: list[Ground]) -> Ground:
    if len(grounds) == 1:
        return grounds[0]
    bases = {ground.basis for ground in grounds}
    lows = [g.low_km if g.possible_low_km is None else g.possible_low_km for g in grounds]
    highs = [g.high_km if g.possible_high_km is None else g.possible_high_km for g in grounds]
    return Ground(
        low_km=sum(ground.low_km for ground in grounds),
        high_km=sum(ground.high_km for ground in grounds),
        geodesic_km=sum(ground.geodesic_km or 0.0 for ground in grounds),
        basis=next(basis for basis in ("given", "detour", "geodesic", "lines") if basis in bases),
        sections=tuple(section for ground in grounds for section in ground.sections),
        possible_low_km=sum(lows),
        possible_high_km=sum(highs),
        sources=tuple(sorted({source for ground in grounds for source in ground.sources})),
    )


def _counted(route: Route, ground: Ground, low: float, high: float) -> Iterator[Fix]:
    """The drawn way of a leg, counted on from ``low`` and ``high``; a way without posts is spread over its ground."""
    way = route.alignments[0]
    drawn = way.fixes[-1].low_km
    spread = ground.low_km / drawn if ground.basis != "lines" and drawn > 0 else 1.0
    for fix in way.fixes:
        yield Fix(fix.lat, fix.lon, fix.place, low + fix.low_km * spread, high + fix.high_km * spread)


def _rising(fixes: list[Fix]) -> tuple[Fix, ...]:
    return (fixes[0], *(b for a, b in pairwise(fixes) if b.low_km > a.low_km or b is fixes[-1]))
