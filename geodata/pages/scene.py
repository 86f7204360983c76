"""What a journey's map shows: ways, stations, borders, and where the hours run out."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import TypeAlias

from geodata.ground import Alignment
from geodata.outcome import LegOutcome, StatementOutcome
from geodata.pages.basemap import Path
from geodata.pages.case import Case
from geodata.pages.faces import Face, face
from geodata.pages.view import Reach, Scene, Station, Way
from geodata.pages.wording import CHIPS, chip, how_many, listed
from geodata.records import Claim

_LETTERS = len(ascii_uppercase)
_SEEN_KM = 8.0
"""A stretch is drawn at least this long: where the line's length is one number, it would be a point."""


Letters: TypeAlias = dict[tuple[str, str], str]
"""The letter of a statement's mark, by report and statement."""


def scene(case: Case) -> tuple[Scene | None, Letters]:
    """The map of a journey, and the letters of the statements that have a mark on it.

    None where no leg has a drawn way. A leg that runs back over the same places is drawn once.
    """
    drawn = tuple(_drawn_legs(case))
    if not drawn:
        return None, {}
    ways = tuple(way for leg in drawn for way in _ways(case.routes[leg.id].alignments))
    passed = [place for leg in drawn for place in _places(case.routes[leg.id].alignments[0])]
    reaches, letters = _reaches(case)
    found = Scene(
        ways=ways,
        stations=tuple(_stations(case, drawn)),
        reaches=reaches,
        borders=tuple(_crossings(case, passed)),
        countries=frozenset(country for place in passed for country in case.records.places[place].record.country),
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
    lines = case.records.lines.values()
    line_ends = {station.place for line in lines for station in (line.record.stations[0], line.record.stations[-1])}
    ranks: dict[str, int] = {}
    for leg in legs:
        for alignment in case.routes[leg.id].alignments:
            chain = _places(alignment)
            for i, place in enumerate(chain):
                beside = {p for p in (chain[max(i - 1, 0)], chain[min(i + 1, len(chain) - 1)]) if _is_border(case, p)}
                rank = 1 if place in (leg.start, leg.end) else 2 if place in line_ends or beside else 3
                ranks[place] = min(rank, ranks.get(place, 3))
    for place, rank in ranks.items():
        record = case.records.places[place].record
        if not _is_border(case, place) and record.kind != "point":
            yield Station(case.place(place), (record.lat, record.lon), rank)


def _is_border(case: Case, place: str) -> bool:
    return case.records.places[place].record.kind == "border"


def _reaches(case: Case) -> tuple[tuple[Reach, ...], Letters]:
    """One mark per leg, chip and product of speed and hours, least far first."""
    together: dict[tuple[float, float, int, str], list[tuple[StatementOutcome, Face]]] = defaultdict(list)
    for statement in case.outcome.statements:
        judgement, leg, printed = statement.judgement, case.leg(statement), face(case, statement)
        if printed is None or judgement.ground is None or leg is None or _ends_elsewhere(case, statement, leg):
            continue
        if leg.id in case.routes and case.routes[leg.id].alignments:
            harsh = CHIPS.index(chip(judgement.verdict, judgement.side))
            key = (round(printed.high_km, 1), round(printed.low_km, 1), -harsh, leg.id)
            together[key].append((statement, printed))
    marks = sorted(together.items(), key=lambda item: item[0])[:_LETTERS]
    reaches = tuple(_reach(case, ascii_uppercase[i], key[-1], group) for i, (key, group) in enumerate(marks))
    letters = {(s.report, s.id): ascii_uppercase[i] for i, (_, group) in enumerate(marks) for s, _ in group}
    return reaches, letters


def _ends_elsewhere(case: Case, statement: StatementOutcome, leg: LegOutcome) -> bool:
    """Whether figures are about a stretch that stops before the leg's end: they cannot be measured back from it."""
    return any(claim.end not in {None, leg.end} for claim in _multiplied(case, statement))


def _multiplied(case: Case, statement: StatementOutcome) -> Iterator[Claim]:
    """The statement's speeds and durations, as recorded."""
    for reading in statement.judgement.claims:
        record = case.said(statement.report, reading.id)
        if isinstance(record, Claim) and reading.kind in {"speed", "duration"}:
            yield record


def _reach(case: Case, letter: str, leg: str, group: list[tuple[StatementOutcome, Face]]) -> Reach:
    first, printed = group[0]
    way, ground = case.routes[leg].alignments[0], first.judgement.ground
    if ground is None:
        raise AssertionError
    end = way.fixes[-1].low_km
    best = Face(printed.high_km, printed.high_km)
    least, most = best.short_km(ground)
    arrives = least <= 0
    room = max(0.0, (_SEEN_KM - (most - least)) / 2)
    pairs = Counter(each.pair for _, each in group)
    starts = sorted({claim.start for claim in _multiplied(case, first) if claim.start} - {way.fixes[0].place})
    origin = f" from {case.place(starts[0]).name}" if starts else ""
    outlets = tuple(dict.fromkeys(case.outlet(statement.report).text for statement, _ in group))
    count = f"{how_many(len(outlets), 'outlet').lower()}: " if len(outlets) > 3 else ""
    return Reach(
        letter=letter,
        pair=min(pairs, key=lambda pair: (-pairs[pair], pair)) + origin,
        face=printed.product,
        most=best.product,
        gap=printed.gap(ground),
        least_gap=best.gap(ground),
        chip=chip(first.judgement.verdict, first.judgement.side),
        outlets=f"{count}{listed(outlets, 2)}",
        track=() if arrives else way.back_from_end(least - room, most + room),
        pale=way.back_from_end(max(most, 0), printed.short_km(ground)[1]) if printed.low_km < printed.high_km else (),
        spot=way.at(end if arrives else end - (least + most) / 2),
    )
