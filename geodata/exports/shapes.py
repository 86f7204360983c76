"""Lines on the map: the ways of every leg, and how far speed times hours carries along them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from geodata.ground import Alignment, Atlas, Fix
from geodata.ground.stray import stray_km
from geodata.records import Place
from geodata.tables import Judged, Subjects

STEP_KM: Final = 25.0
"""How far apart the points of a drawn way are at most; between places they are interpolated."""

Point: TypeAlias = tuple[float, float]
"""Longitude, then latitude, as maps on the web have it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One way of one leg. The first of a leg runs from end to end; others only where they part from it."""

    id: str
    journey: str
    leg: str
    direction: str
    mode: str
    way: Alignment
    within_km: tuple[float | None, ...]
    """How far off each of its points may be, at most; None where nothing says so."""
    is_main: bool
    licence: str | None
    credit: str | None

    @property
    def points(self) -> tuple[Point, ...]:
        """The line."""
        return tuple((fix.lon, fix.lat) for fix in self.way.fixes)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where speed times hours, as printed, ends on the way, and how much is then missing."""

    judged: Judged
    leg: str
    points: tuple[Point, ...]
    face_km: float
    short_low_km: float
    short_high_km: float
    licence: str | None
    credit: str | None


def drawn(subjects: Subjects) -> Iterator[Drawn]:
    """Every way of every leg whose places are on record."""
    atlas = Atlas(subjects.records)
    for trip in subjects.trips():
        if trip.found is None:
            continue
        seen: set[str] = set()
        on_lines = trip.found.ground.basis == "lines"
        for i, bare in enumerate(atlas.leg(trip.leg).alignments):
            way = bare.spaced(STEP_KM) if on_lines else bare
            name = way.name if way.name not in seen else f"{way.name}@{way.fixes[0].place}"
            seen.add(way.name)
            sources = [source for fix in way.fixes for source in _sources(subjects, fix.place)]
            sources += trip.found.ground.sources
            licence, credit = subjects.licences(sources), subjects.credits(sources)
            within = _within(subjects, way, on_lines=on_lines)
            yield Drawn(
                f"{trip.id}/{name}", trip.journey, trip.id, trip.leg.direction, trip.leg.mode, way, within, i == 0,
                licence, credit,
            )  # fmt: skip


def _within(subjects: Subjects, way: Alignment, *, on_lines: bool) -> tuple[float | None, ...]:
    """A place's own doubt; between two places, how far the track may stray from the straight line."""
    places = [_place(subjects, fix) for fix in way.fixes]
    found = [place.within_km if place else None for place in places]
    known = [i for i, place in enumerate(places) if place]
    if not on_lines:
        return tuple(found)
    for first, last in pairwise(known):
        start, end, a, b = places[first], places[last], way.fixes[first], way.fixes[last]
        if start and end and last > first + 1:
            length = max(b.low_km - a.low_km, b.high_km - a.high_km)
            found[first + 1 : last] = [round(stray_km(start, end, length), 1)] * (last - first - 1)
    return tuple(found)


def _place(subjects: Subjects, fix: Fix) -> Place | None:
    filed = subjects.records.places.get(fix.place or "")
    return filed.record if filed else None


def _sources(subjects: Subjects, place: str | None) -> Sequence[str]:
    filed = subjects.records.places.get(place or "")
    return filed.record.source if filed else ()


def reaches(subjects: Subjects, ways: Sequence[Drawn]) -> Iterator[Reach]:
    """One line for each statement that prints a speed and hours for a stretch of one drawn leg."""
    for judged in subjects.judged:
        judgement = judged.found.judgement
        if judgement.face_km is None or judgement.ground is None:
            continue
        for way in ways:
            named = judged.found.leg in (way.leg.rpartition("/")[2], way.direction)
            ends = _ends(way.way, judgement.start, judgement.end)
            if not (way.is_main and way.journey == judged.journey and named and ends):
                continue
            short = judgement.ground.low_km - judgement.face_km, judgement.ground.high_km - judgement.face_km
            line = _until(way.way, *ends, judgement.face_km, sum(short) / 2)
            yield Reach(
                judged, way.leg, line, judgement.face_km, round(short[0], 3), round(short[1], 3),
                way.licence, way.credit,
            )  # fmt: skip
            break


def _ends(way: Alignment, start: str | None, end: str | None) -> tuple[Fix, Fix] | None:
    """The points of the way at the ends of a stretch; None where they are not on it in this order."""
    at = {fix.place: fix for fix in way.fixes if fix.place}
    first, last = at.get(start or ""), at.get(end or "")
    return (first, last) if first and last and first.low_km < last.low_km else None


def _until(way: Alignment, first: Fix, last: Fix, face_km: float, short_km: float) -> tuple[Point, ...]:
    """The way from the first point to where the kilometres run out; all of it where they do not.

    Measured back from the end, since ways differ in the middle; from the start where less is left
    than that.
    """
    stop = last.low_km - max(short_km, 0.0)
    if stop <= first.low_km:
        stop = min(first.low_km + face_km, last.low_km)
    return tuple((lon, lat) for lat, lon in way.between(first.low_km, stop))
