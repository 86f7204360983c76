"""What a journey's map shows: ways, stations, borders, and where the hours run out."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TypeAlias

from geodata.ground import Alignment
from geodata.outcome import LegOutcome, StatementOutcome
from geodata.pages.case import Case
from geodata.pages.clipping import Path
from geodata.pages.faces import Face, about_pair, face
from geodata.pages.projection import LatLon
from geodata.pages.tongue import say
from geodata.pages.track import Track, placed
from geodata.pages.view import Reach, Run, Scene, Station, Way
from geodata.pages.wording import chip, listed, outlets_told, rank

_LETTERS = 12
"""More marks than this hide each other; what is printed most and what is harshest comes first."""
_SEEN_KM = 8.0
"""A stretch is drawn at least this long: where the line's length is one number, it would be a point."""


Letters: TypeAlias = dict[tuple[str, str], str]
"""The letter of a statement's mark, by report and statement."""


def scene(case: Case, known: tuple[Track, ...]) -> tuple[Scene | None, Letters]:
    """The map of a journey, and the letters of the statements that have a mark on it.

    None where no leg has a drawn way. A leg that runs back over the same places is drawn once.
    """
    drawn = tuple(_drawn_legs(case))
    if not drawn:
        return None, {}
    ways = tuple(way for leg in drawn for way in _ways(case.routes[leg.id].alignments))
    passed = [place for leg in drawn for place in _places(case.routes[leg.id].alignments[0])]
    reaches, letters = _reaches(case, known)
    found = Scene(
        ways=ways,
        stations=tuple(_stations(case, drawn)),
        reaches=reaches,
        borders=tuple(_crossings(case, passed)),
        countries=frozenset(country for place in passed for country in case.records.places[place].record.country),
        flown={leg.mode for leg in drawn} == {"air"},
    )
    return found, letters


def _drawn_legs(case: Case) -> Iterator[LegOutcome]:
    seen: set[frozenset[str]] = set()
    for leg in case.outcome.legs:
        ends = frozenset((leg.start, leg.end))
        if leg.id in case.routes and case.routes[leg.id].alignments and ends not in seen:
            seen.add(ends)
            yield leg


def _path(alignment: Alignment) -> Path:
    return tuple((fix.lat, fix.lon) for fix in alignment.fixes)


def _places(alignment: Alignment) -> tuple[str, ...]:
    return tuple(fix.place for fix in alignment.fixes if fix.place)


def _ways(alignments: tuple[Alignment, ...]) -> Iterator[Way]:
    yield Way("main", _path(alignments[0]))
    for other in alignments[1:]:
        yield Way("possible" if other.standing == "possible" else "usual", _path(other))


def _crossings(case: Case, passed: list[str]) -> Iterator[frozenset[str]]:
    """The pairs of countries between which the way crosses, each once, in order."""
    at = [case.records.places[place].record.country for place in passed]
    pairs = [frozenset(country) for country in at if len(country) == 2]
    pairs += [frozenset((*a, *b)) for a, b in itertools.pairwise(at) if len(a) == len(b) == 1 and a != b]
    yield from dict.fromkeys(pairs)


def _stations(case: Case, legs: Iterable[LegOutcome]) -> Iterator[Station]:
    """Every located place of every way, once, ranked by what it is on this journey."""
    ends = line_ends(case)
    ranks: dict[str, int] = {}
    spots: dict[str, LatLon] = {}
    for leg in legs:
        for alignment in case.routes[leg.id].alignments:
            chain = _places(alignment)
            spots |= {fix.place: (fix.lat, fix.lon) for fix in alignment.fixes if fix.place}
            for i, place in enumerate(chain):
                beside = {p for p in (chain[max(i - 1, 0)], chain[min(i + 1, len(chain) - 1)]) if _is_border(case, p)}
                rank = 1 if place in (leg.start, leg.end) else 2 if place in ends or beside else 3
                ranks[place] = min(rank, ranks.get(place, 3))
    for place, rank in ranks.items():
        record = case.records.places[place].record
        if not _is_border(case, place) and record.kind != "point":
            yield Station(case.place(place), spots[place], rank)


def line_ends(case: Case) -> frozenset[str]:
    """The places at the ends of lines: junctions, mostly."""
    lines = case.records.lines.values()
    return frozenset(station.place for line in lines for station in (line.record.stations[0], line.record.stations[-1]))


def _is_border(case: Case, place: str) -> bool:
    return case.records.places[place].record.kind == "border"


def _reaches(case: Case, known: tuple[Track, ...]) -> tuple[tuple[Reach, ...], Letters]:
    """One mark per track, stretch, chip and product of speed and hours, least far first."""
    together: dict[tuple[float, float, int, str, float, float], list[_Said]] = defaultdict(list)
    for statement in case.outcome.statements:
        judgement, where, printed = statement.judgement, placed(case, statement, known), face(case, statement)
        if printed is None or judgement.ground is None or where is None or not about_pair(statement):
            continue
        harsh = rank(chip(judgement.verdict, judgement.side))
        key = (round(printed.high_km, 1), round(printed.low_km, 1), -harsh, where[0].direction, where[1], where[2])
        together[key].append(_Said(statement, printed, *where))

    def weight(item: tuple[tuple[float, float, int, str, float, float], list[_Said]]) -> tuple[int, int]:
        return (len({case.outlet(each.statement.report).text for each in item[1]}), -item[0][2])

    marks = sorted(sorted(together.items(), key=lambda item: item[0]), key=weight, reverse=True)[:_LETTERS]
    marks.sort(key=lambda item: item[0])
    reaches = tuple(_reach(case, ascii_uppercase[i], group) for i, (_, group) in enumerate(marks))
    letters = {
        (said.statement.report, said.statement.id): ascii_uppercase[i]
        for i, (_, group) in enumerate(marks)
        for said in group
    }
    return reaches, letters


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with what it multiplies to and where its stretch lies."""

    statement: StatementOutcome
    printed: Face
    track: Track
    from_km: float
    to_km: float


def _reach(case: Case, letter: str, group: list[_Said]) -> Reach:
    said = group[0]
    first, printed, way, ground = said.statement, said.printed, said.track.way, said.statement.judgement.ground
    if ground is None:
        raise AssertionError
    best = Face(printed.high_km, printed.high_km)
    least, most = best.short_km(ground)
    arrives = least <= 0
    room = max(0.0, (_SEEN_KM - (most - least)) / 2)
    pairs = Counter(each.printed.pair for each in group)
    origin = " " + say("from {place}", place=case.place(case.ends(first)[0]).name) if said.from_km > 0 else ""
    goal = " " + say("to {place}", place=case.goal(first).name) if said.to_km < said.track.length_km else ""
    outlets = tuple(dict.fromkeys(case.outlet(each.statement.report).text for each in group))
    count = f"{outlets_told(len(outlets))}: " if len(outlets) > 3 else ""

    def back(short_low: float, short_high: float) -> Path:
        return way.between(max(said.to_km - short_high, 0.0), max(said.to_km - short_low, 0.0))

    return Reach(
        letter=letter,
        pair=min(pairs, key=lambda pair: (-pairs[pair], pair)) + origin + goal,
        face=printed.product,
        most=best.product,
        gap=printed.gap(ground),
        least_gap=best.gap(ground),
        chip=chip(first.judgement.verdict, first.judgement.side),
        outlets=f"{count}{listed(outlets, 2)}",
        prints=len(outlets),
        goal=case.goal(first).name,
        track=() if arrives else back(least - room, most + room),
        pale=back(max(most, 0), printed.short_km(ground)[1]) if printed.low_km < printed.high_km else (),
        spot=way.at(said.to_km if arrives else said.to_km - (least + most) / 2),
        run=Run(
            said.track.direction,
            said.from_km,
            said.to_km,
            (ground.low_km, ground.high_km),
            printed.kmh,
            printed.lasts_h,
        )
        if printed.kmh and printed.lasts_h
        else None,
    )
