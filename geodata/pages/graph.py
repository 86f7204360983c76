"""What the train graph of a track shows: hours across, kilometres up.

A steeper ray is a faster train. Hour 0 is an assumed departure, the middle of the narrowest one
that was printed; every sighting stems from it, so they would move together if it were another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from geodata.outcome import EventReading
from geodata.pages.case import Case
from geodata.pages.method import halts
from geodata.pages.scene import line_ends
from geodata.pages.tongue import say
from geodata.pages.track import Track
from geodata.pages.view import Place, Reach, Scene
from geodata.pages.wording import amount, hours_words, span
from geodata.reasoning.clock import EPOCH, iso
from geodata.records import Event

HoursKm = tuple[float, float]
_TOLD_H = 0.25
"""A shorter stop is in the method box alone."""


@dataclass(frozen=True, slots=True)
class Level:
    """A place at its post. Rank 1: an end; 2: beside a border or a line's end; 3: any other."""

    place: Place
    km: float
    rank: int
    border: bool = False
    stop: str | None = None


@dataclass(frozen=True, slots=True)
class Ray:
    """A speed kept up: solid as long as the hours last, then carried on to the end; a fan where figures are ranges."""

    reach: Reach
    solid: tuple[HoursKm, ...]
    carried: tuple[HoursKm, ...]
    fan: tuple[HoursKm, ...]

    @property
    def end(self) -> HoursKm:
        """Where its mark stands."""
        return self.solid[-1]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Seen at a place: hours since the assumed departure, and since any departure that was printed."""

    where: str
    km: float
    hours: tuple[float, float]
    possible: tuple[float, float]
    told: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A row of clock times under the graph, in the zone of a place."""

    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Graph:
    """One track's graph. ``departs`` counts hours from the clock's epoch; none where no departure is on record."""

    title: str
    levels: tuple[Level, ...]
    rays: tuple[Ray, ...]
    seen: tuple[Glimpse, ...]
    ground: tuple[float, float]
    possible_km: float
    hours: float
    departs: float | None
    departs_told: str | None
    clocks: tuple[Clock, ...]
    borders: tuple[float, ...] = field(default=())

    @property
    def told_km(self) -> float:
        """How far up anything is drawn: the last place that a figure or a sighting is about; 0 where none is."""
        runs = (ray.reach.run for ray in self.rays)
        return max((*(run.to_km for run in runs if run), *(each.km for each in self.seen)), default=0.0)

    def clock(self, row: Clock, hour: float) -> datetime | None:
        """Local time so many hours after the assumed departure."""
        return None if self.departs is None else datetime.fromisoformat(iso(self.departs + hour, row.zone))


def graph(case: Case, track: Track, scene: Scene) -> Graph:
    """The graph of a track with the rays of every reach that has one speed and one number of hours."""
    levels = tuple(_levels(case, track))
    rays = tuple(_ray(reach) for reach in scene.reaches if reach.run and reach.run.direction == track.direction)
    left = _departure(case, track)
    departs = round((left[0] + left[1]) / 2) if left else None
    seen = tuple(_seen(case, track, left, departs)) if left and departs is not None else ()
    ends = [ray.carried[-1][0] if ray.carried else ray.end[0] for ray in rays] + [each.hours[1] for each in seen]
    longest = max(ends if rays else [*ends, track.ground.high_km / (800 if set(track.modes) == {"air"} else 60)])
    zones = [case.records.places[place].record.zone[0] for place in (track.start, track.end) if place]
    clocks = tuple(Clock(case.place(p).name, z) for p, z in zip((track.start, track.end), zones, strict=True))
    found = Graph(
        title=f"{case.place(track.start).name} – {case.place(track.end).name}",
        levels=levels,
        rays=rays,
        seen=seen,
        ground=(track.ground.low_km, track.ground.high_km),
        possible_km=track.ground.possible_low_km or track.ground.low_km,
        hours=longest * 1.06,
        departs=departs,
        departs_told=hours_words(datetime.fromisoformat(iso(departs, zones[0]))) if departs is not None else None,
        clocks=clocks if departs is not None else (),
        borders=tuple(level.km for level in levels if level.border),
    )
    offsets = {at.utcoffset() for row in found.clocks if (at := found.clock(row, 0))}
    return replace(found, clocks=found.clocks[: len(offsets)])


def _levels(case: Case, track: Track) -> Iterator[Level]:
    known, ends = halts(case, track), line_ends(case)
    chain = [fix for fix in track.way.fixes if fix.place]
    for i, fix in enumerate(chain):
        record = case.records.places[fix.place or ""].record
        if record.kind == "point":
            continue
        border = record.kind == "border"
        beside = any(case.records.places[n.place or ""].record.kind == "border" for n in chain[max(i - 1, 0) : i + 2])
        rank = 1 if i in (0, len(chain) - 1) else 2 if beside or fix.place in ends else 3
        halt = known.get(fix.place or "")
        stop = say("stop ≥ {time}", time=_short(halt.low_h)) if halt and halt.low_h >= _TOLD_H else None
        yield Level(case.place(fix.place), fix.low_km, rank, border, stop)


def _short(hours: float) -> str:
    return amount(hours * 60, "min") if hours < 1.5 else amount(hours, "h", 1 if hours % 1 else 0)


def _ray(reach: Reach) -> Ray:
    run = reach.run
    if run is None:
        raise AssertionError
    start = run.from_km
    top = start + (run.ground[0] + run.ground[1]) / 2
    slow, fast = run.kmh
    short, long = run.hours
    begin = start / fast  # a stretch that begins later is joined on at the same speed
    arrives = (top - start) / fast
    end = min(long, arrives)
    first, last = (begin, start), (begin + end, start + end * fast)
    carried = (last, (begin + arrives, top)) if arrives > long else ()
    fan: tuple[HoursKm, ...] = ()
    if slow < fast:
        least = min(long, (top - start) / slow)
        fan = (first, (begin + least, start + least * slow), last)
    elif short < end:
        fan = ((begin + short, start + short * fast), last)
    solid = (first, last)
    return Ray(reach, solid, carried, fan)


def _departure(case: Case, track: Track) -> tuple[float, float] | None:
    """The narrowest departure from the track's start that was printed, in hours since the epoch."""
    spans = [
        span
        for event in case.outcome.events
        if event.event == "departed"
        and event.at == track.start
        and (span := _span(event))
        and event.modality != "forecast"
    ]
    return min(spans, key=lambda span: (span[1] - span[0], span), default=None)


def _span(event: EventReading) -> tuple[float, float] | None:
    if not event.earliest or not event.latest:
        return None
    first, last = ((datetime.fromisoformat(t) - EPOCH).total_seconds() / 3600 for t in (event.earliest, event.latest))
    return first, last


def _seen(case: Case, track: Track, left: tuple[float, float], departs: float) -> Iterator[Glimpse]:
    """Each sighting once: at a place, a span that holds a narrower one says nothing more."""
    spans: dict[str, list[tuple[float, float]]] = {}
    for event in case.outcome.events:
        span, record = _span(event), case.said(event.id, event.id)
        of_track = not (isinstance(record, Event) and record.leg) or record.leg in (*track.legs, track.direction)
        if (
            span
            and of_track
            and event.modality != "forecast"
            and event.event != "other"
            and track.km(event.at) is not None
        ):
            spans.setdefault(event.at or "", []).append(span)
    for place, found in spans.items():
        for span in _narrow(found):
            if span[1] - span[0] > 12 and place != track.start:
                continue  # a whole day says nothing on a scale of hours
            km = track.km(place) or 0.0
            name = case.place(place).name
            mine = (span[0] - departs, span[1] - departs)
            possible = mine if place == track.start else (max(span[0] - left[1], 0.0), max(span[1] - left[0], 0.0))
            if possible[1] >= 0 and (place != track.start or span == left):
                yield Glimpse(name, km, mine, possible, name)


def _narrow(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    known = sorted(set(spans), key=lambda span: (span[1] - span[0], span))
    kept: list[tuple[float, float]] = []
    for each in known:
        if not any(each[0] <= other[0] and other[1] <= each[1] for other in kept):
            kept.append(each)
    return sorted(kept)


def told(graph: Graph) -> str:
    """The graph in a sentence or two, for those who do not see it."""
    rays = "; ".join(
        say(
            "{letter}: {pair} ends after {km}",
            letter=ray.reach.letter,
            pair=ray.reach.pair,
            km=amount(ray.end[1], "km"),
        )
        for ray in graph.rays
    )
    sightings = (
        say("seen at {place} {hours} after the assumed departure", place=each.told, hours=span(*each.hours, "h"))
        for each in graph.seen
        if each.km > 0
    )
    seen = "; ".join(dict.fromkeys(sightings))
    about = say("Train graph {title}: hours across, kilometres up.", title=graph.title)
    return " ".join(filter(None, (about, rays and f"{rays}.", seen and f"{seen[0].upper()}{seen[1:]}.")))
