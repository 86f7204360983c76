"""Railways as a network: sections between neighbouring stations, and the least way over them.

Distances are intervals (low, high) in km. A line's low posts form one chainage and its high
posts another; a section's interval is the difference on each.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from geodata.ground.polyline import steps_km
from geodata.records import Filed, Line, Records, Station


@dataclass(frozen=True, slots=True)
class Section:
    """The piece of a line between neighbouring stations, in the direction of travel.

    ``low_km`` and ``high_km`` are its lengths on the line's low and high chainage; beside a
    disputed post the "high" one may be the shorter.
    """

    line: str
    start: str
    end: str
    low_km: float
    high_km: float
    sources: tuple[str, ...]

    def reversed(self) -> Section:
        """The same piece, run the other way."""
        return Section(self.line, self.end, self.start, self.low_km, self.high_km, self.sources)


class Network:
    """All sections of all lines, by the places they touch."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._running: dict[tuple[str, int | None], frozenset[str]] = {}
        self._from: dict[str, list[Section]] = {}
        for line_id, filed in records.lines.items():
            for section in sections(records, line_id, filed):
                self._from.setdefault(section.start, []).append(section)
                self._from.setdefault(section.end, []).append(section.reversed())
        self.groups: dict[str, list[tuple[str, str]]] = {}
        """Groups of parallel ways by the places they join: which, and the other place."""
        for group_id, group in records.ways.items():
            for start, end in {(group.record.start, group.record.end), (group.record.end, group.record.start)}:
                self.groups.setdefault(start, []).append((group_id, end))
        self.beside = frozenset(
            station.place
            for group in records.ways.values()
            for way in group.record.ways.values()
            for line in way.lines
            if line in records.lines
            for station in records.lines[line].record.stations
        )
        """Every place that some parallel way may touch."""

    def touches(self, place: str) -> bool:
        """Whether any line stops there."""
        return place in self._from

    def least(
        self,
        start: str,
        end: str,
        may_use: Callable[[str], bool],
        shuns: Callable[[str], bool] = lambda _: False,
    ) -> tuple[Section, ...] | None:
        """The way with the fewest low kilometres over lines that ``may_use`` allows; None if there is none.

        Kilometres of lines that it ``shuns`` are kept fewest first: they are run where nothing else leads on.
        Ties fall to the way whose places come first in the alphabet, so that the answer is stable.
        """
        best: set[str] = set()
        came: dict[str, Section] = {}
        queue: list[tuple[float, float, str, int, Section | None]] = [(0.0, 0.0, start, 0, None)]
        count = 0
        while queue:
            shunned, km, place, _, section = heapq.heappop(queue)
            if place in best:
                continue
            best.add(place)
            if section is not None:
                came[place] = section
            if place == end:
                return _trace(came, start, end)
            for onward in self._from.get(place, ()):
                if onward.end not in best and may_use(onward.line):
                    count += 1  # keeps the heap from comparing sections
                    cost = shunned + (onward.low_km if shuns(onward.line) else 0.0)
                    heapq.heappush(queue, (round(cost, 6), round(km + onward.low_km, 6), onward.end, count, onward))
        return None

    def running(self, mode: str, day: date | None) -> frozenset[str]:
        """The lines of that mode that ran on that day; on any day when none is given."""
        key = mode, None if day is None else day.year  # the records know of years alone
        if key not in self._running:
            self._running[key] = frozenset(line for line in self._records.lines if self.open_on(line, day, mode))
        return self._running[key]

    def open_on(self, line_id: str, day: date | None, mode: str) -> bool:
        """Whether a line of that mode ran on that day; any day when none is given."""
        line = self._records.lines[line_id].record
        if line.mode != mode:
            return False
        if day is None or line.open is None:
            return True
        return line.open.start <= day.year and (line.open.end is None or day.year <= line.open.end)


def _trace(came: dict[str, Section], start: str, end: str) -> tuple[Section, ...]:
    way: list[Section] = []
    place = end
    while place != start:
        way.append(came[place])
        place = came[place].start
    return tuple(reversed(way))


def sections(records: Records, line_id: str, filed: Filed[Line]) -> Iterator[Section]:
    """The sections of one line in its own direction; stations without a known place are skipped.

    A station without a post is placed between its neighbours with posts in proportion to the
    geodesics along the stations between them.
    """
    run: list[Station] = []
    for station in filed.record.stations:
        if station.place not in records.places:
            continue
        run.append(station)
        if station.km is not None and len(run) > 1:
            yield from _between_posts(records, line_id, run)
            run = [station]


def widest_gap(records: Records, line_id: str, filed: Filed[Line]) -> Section | None:
    """The section of a line with the most kilometres between two points; None where it has no section."""
    return max(sections(records, line_id, filed), key=lambda s: max(s.low_km, s.high_km), default=None)


def _between_posts(records: Records, line_id: str, run: list[Station]) -> Iterator[Section]:
    """The sections of a run of stations of which the first and the last have posts."""
    first, last = run[0].km, run[-1].km
    if first is None or last is None:
        return
    low, high = last[0] - first[0], last[1] - first[1]
    sources = tuple(sorted({*(run[0].source or ()), *(run[-1].source or ())}))
    places = [station.place for station in run]
    for a, b, share in zip(places, places[1:], _shares(records, places), strict=False):
        yield Section(line_id, a, b, low * share, high * share, sources)


def _shares(records: Records, places: list[str]) -> list[float]:
    """Each step's part of the whole, by geodesic; 1 for a single step (and nothing is measured)."""
    if len(places) == 2:
        return [1.0]
    points = [(records.places[p].record.lat, records.places[p].record.lon) for p in places]
    steps = list(steps_km(points))
    total = sum(steps)
    return [step / total if total else 1 / len(steps) for step in steps]
