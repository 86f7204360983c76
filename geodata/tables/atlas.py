"""The tables of the ground: journeys, legs, places, lines with their posts and sections, ways, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.ground.network import Section, sections
from geodata.ground.stray import stray_km
from geodata.outcome import Verdict
from geodata.records import Filed, Journey, Line, Place, Source, Station, Way
from geodata.tables.cells import day, joined, named, rounded
from geodata.tables.subjects import Subjects, Trip
from geodata.tables.table import Cell, Column, Table


def journeys(subjects: Subjects) -> Table[tuple[str, Journey]]:
    """One row for each journey."""
    found = {journey.id: journey for journey in subjects.outcome.journeys}
    columns: tuple[Column[tuple[str, Journey]], ...] = (
        Column("journey", "string", "Id of the journey", lambda p: p[0]),
        Column("title", "string", "Its title", lambda p: p[1].title),
        Column("names", "string", "The title by language tag", lambda p: named(p[1].names)),
        Column("traveller", "string", "Who travelled", lambda p: p[1].traveller),
        Column("vehicle", "string", "By what", lambda p: p[1].vehicle),
        Column("left", "date", "First day", lambda p: day(p[1].left)),
        Column("home", "date", "Last day", lambda p: day(p[1].home)),
        *(
            Column(f"statements_{verdict}", "integer", f"How many statements have the verdict {verdict}",
                   lambda p, verdict=verdict: found[p[0]].tally(verdict) if p[0] in found else 0)  # type: ignore[misc]
            for verdict in Verdict
        ),
        Column("unknown", "string", "What is not known, in words", lambda p: joined(p[1].unknown)),
        Column("note", "string", "What a reader should know", lambda p: p[1].note),
    )  # fmt: skip
    return Table("journeys", "Journeys", "The documented trips.", columns, subjects.journeys,
                 len(subjects.records.journeys))  # fmt: skip


def legs(subjects: Subjects) -> Table[Trip]:
    """One row for each leg of each journey, with how far it is."""

    def ground(trip: Trip, name: str) -> Cell:
        return rounded(getattr(trip.found.ground, name)) if trip.found else None

    def sources(trip: Trip) -> tuple[str, ...]:
        return trip.found.ground.sources if trip.found else ()

    columns: tuple[Column[Trip], ...] = (
        Column("leg", "string", "Path of the leg: journey/leg", lambda t: t.id),
        Column("journey", "string", "Its journey", lambda t: t.journey, to="journeys"),
        Column("position", "integer", "Place in the order of travel, from 1", lambda t: t.position),
        Column("direction", "string", "out or back", lambda t: t.leg.direction),
        Column("mode", "string", "rail, road, air or sea", lambda t: t.leg.mode),
        Column("from", "string", "Where it begins", lambda t: t.leg.start, to="places"),
        Column("to", "string", "Where it ends", lambda t: t.leg.end, to="places"),
        Column("on", "date", "Day of departure", lambda t: day(t.leg.on)),
        Column("via", "string", "Places known to lie on the way", lambda t: joined(t.leg.via)),
        Column("stops", "string", "Places where it is known to have stopped",
               lambda t: joined(s.at for s in t.leg.stops)),
        Column("low_km", "number", "Least length of the usual ways", lambda t: ground(t, "low_km"), unit="km"),
        Column("high_km", "number", "Greatest length of the usual ways", lambda t: ground(t, "high_km"), unit="km"),
        Column("possible_low_km", "number", "Least length over possible ways too",
               lambda t: ground(t, "possible_low_km"), unit="km"),
        Column("possible_high_km", "number", "Greatest length over possible ways too",
               lambda t: ground(t, "possible_high_km"), unit="km"),
        Column("geodesic_km", "number", "Shortest line over the earth", lambda t: ground(t, "geodesic_km"), unit="km"),
        Column("basis", "string", "What the length rests on: lines, geodesic, detour or given",
               lambda t: t.found.ground.basis if t.found else None),
        Column("sources", "string", "Sources of the length", lambda t: joined(sources(t))),
        Column("licence", "string", "Licences of those sources", lambda t: subjects.licences(sources(t))),
        Column("credit", "string", "Credits that they ask for", lambda t: subjects.credits(sources(t))),
        Column("note", "string", "What a reader should know", lambda t: t.leg.note),
    )  # fmt: skip
    count = sum(len(filed.record.legs) for filed in subjects.records.journeys.values())
    return Table("legs", "Legs", "The moves from place to place, with how far it is.", columns, subjects.trips,
                 count)  # fmt: skip


def places(subjects: Subjects) -> Table[Filed[Place]]:
    """One row for each point."""
    columns: tuple[Column[Filed[Place]], ...] = (
        Column("place", "string", "Id of the place", lambda f: f.id),
        Column("name", "string", "Usual English name", lambda f: f.record.name),
        Column("names", "string", "Names by language tag", lambda f: named(f.record.names)),
        Column("also", "string", "Other spellings", lambda f: joined(f.record.also)),
        Column("kind", "string", "station, city, town, border, airport, port, halt or point", lambda f: f.record.kind),
        Column("country", "string", "ISO 3166; a border has two", lambda f: joined(f.record.country)),
        Column("zone", "string", "IANA time zone; a border has two", lambda f: joined(f.record.zone)),
        Column("lat", "number", "Latitude, WGS 84", lambda f: f.record.lat, unit="degrees"),
        Column("lon", "number", "Longitude, WGS 84", lambda f: f.record.lon, unit="degrees"),
        Column("within_km", "number", "How far off the point may be", lambda f: f.record.within_km, unit="km"),
        Column("stop_low_h", "number", "Least time that trains stand here",
               lambda f: f.record.stop.low_h if f.record.stop else None, unit="h"),
        Column("stop_high_h", "number", "Most; empty: not known",
               lambda f: f.record.stop.high_h if f.record.stop else None, unit="h"),
        Column("stop_reason", "string", "Why they stand", lambda f: f.record.stop.reason if f.record.stop else None),
        Column("source", "string", "Sources of the point", lambda f: joined(f.record.source)),
        Column("grade", "string", "How far to trust it", lambda f: f.record.grade),
        Column("licence", "string", "Licences of those sources", lambda f: subjects.licences(f.record.source)),
        Column("credit", "string", "Credits that they ask for", lambda f: subjects.credits(f.record.source)),
        Column("note", "string", "What a reader should know", lambda f: f.record.note),
    )  # fmt: skip
    shelf = subjects.records.places
    return Table("places", "Places", "Named points: stations, borders, cities.", columns,
                 lambda: (shelf[key] for key in sorted(shelf)), len(shelf))  # fmt: skip


def lines(subjects: Subjects) -> Table[Filed[Line]]:
    """One row for each railway."""
    columns: tuple[Column[Filed[Line]], ...] = (
        Column("line", "string", "Id of the line", lambda f: f.id),
        Column("name", "string", "Usual English name", lambda f: f.record.name),
        Column("names", "string", "Names by language tag", lambda f: named(f.record.names)),
        Column("mode", "string", "rail, road, air or sea", lambda f: f.record.mode),
        Column("gauge_mm", "integer", "Gauge", lambda f: f.record.gauge_mm, unit="mm"),
        Column("operator", "string", "Who runs it", lambda f: f.record.operator),
        Column("open_from", "integer", "First year in which it was open",
               lambda f: f.record.open.start if f.record.open else None),
        Column("open_to", "integer", "Last year; empty: still open",
               lambda f: f.record.open.end if f.record.open else None),
        Column("standing", "string", "reported, usual or possible", lambda f: f.record.standing),
        Column("low_km", "number", "Length on the low posts", lambda f: _post(f.record.stations[-1], 0), unit="km"),
        Column("high_km", "number", "Length on the high posts", lambda f: _post(f.record.stations[-1], 1), unit="km"),
        Column("note", "string", "Doubts of the line as a whole", lambda f: f.record.note),
    )  # fmt: skip
    shelf = subjects.records.lines
    return Table("lines", "Lines", "The railways that the journeys ran on.", columns,
                 lambda: (shelf[key] for key in sorted(shelf)), len(shelf))  # fmt: skip


def _post(station: Station, end: int) -> float | None:
    return station.km[end] if station.km else None


def stations(subjects: Subjects) -> Table[tuple[str, int, Station]]:
    """One row for each station of each line, with its published post."""
    shelf = subjects.records.lines

    def items() -> Iterator[tuple[str, int, Station]]:
        return ((key, i, s) for key in sorted(shelf) for i, s in enumerate(shelf[key].record.stations, start=1))

    columns: tuple[Column[tuple[str, int, Station]], ...] = (
        Column("station", "string", "Line, then place", lambda s: f"{s[0]}/{s[2].place}"),
        Column("line", "string", "The line", lambda s: s[0], to="lines"),
        Column("position", "integer", "Place on the line, from 1", lambda s: s[1]),
        Column("place", "string", "The place", lambda s: s[2].place, to="places"),
        Column("low_km", "number", "Its published post; the lower of two", lambda s: _post(s[2], 0), unit="km"),
        Column("high_km", "number", "The higher of two", lambda s: _post(s[2], 1), unit="km"),
        Column("source", "string", "Sources of the post", lambda s: joined(s[2].source or ())),
        Column("grade", "string", "How far to trust it", lambda s: s[2].grade),
        Column("licence", "string", "Licences of those sources", lambda s: subjects.licences(s[2].source or ())),
        Column("credit", "string", "Credits that they ask for", lambda s: subjects.credits(s[2].source or ())),
        Column("note", "string", "What a reader should know", lambda s: s[2].note),
    )  # fmt: skip
    return Table("stations", "Stations", "The stations of the lines with their published kilometres.", columns, items,
                 sum(1 for _ in items()))  # fmt: skip


def between(subjects: Subjects) -> Table[Section]:
    """One row for each piece of a line between neighbouring stations."""
    shelf = subjects.records.lines

    def items() -> Iterator[Section]:
        return (section for key in sorted(shelf) for section in sections(subjects.records, key, shelf[key]))

    columns: tuple[Column[Section], ...] = (
        Column("section", "string", "Line, first place, last place", lambda s: f"{s.line}/{s.start}/{s.end}"),
        Column("line", "string", "The line", lambda s: s.line, to="lines"),
        Column("from", "string", "First station, in the order of the line", lambda s: s.start, to="places"),
        Column("to", "string", "Next station", lambda s: s.end, to="places"),
        Column("low_km", "number", "Least length", lambda s: rounded(min(s.low_km, s.high_km)), unit="km"),
        Column("high_km", "number", "Greatest length", lambda s: rounded(max(s.low_km, s.high_km)), unit="km"),
        Column("stray_km", "number", "How far the track may lie from the straight line between the two, at most",
               lambda s: _stray(subjects, s), unit="km"),
        Column("sources", "string", "Sources of the posts that it is measured between", lambda s: joined(s.sources)),
        Column("licence", "string", "Licences of those sources", lambda s: subjects.licences(s.sources)),
        Column("credit", "string", "Credits that they ask for", lambda s: subjects.credits(s.sources)),
    )  # fmt: skip
    return Table("sections", "Sections", "The pieces of the lines between neighbouring stations.", columns, items,
                 sum(1 for _ in items()))  # fmt: skip


def _stray(subjects: Subjects, section: Section) -> float:
    start, end = (subjects.records.places[place].record for place in (section.start, section.end))
    return round(stray_km(start, end, max(section.low_km, section.high_km)), 1)


@dataclass(frozen=True, slots=True)
class Parallel:
    """One way of a group of parallel ones."""

    group: str
    name: str
    start: str
    end: str
    way: Way


def ways(subjects: Subjects) -> Table[Parallel]:
    """One row for each of the ways that run beside each other."""
    shelf = subjects.records.ways

    def items() -> Iterator[Parallel]:
        for key in sorted(shelf):
            group = shelf[key].record
            yield from (Parallel(key, name, group.start, group.end, way) for name, way in group.ways.items())

    columns: tuple[Column[Parallel], ...] = (
        Column("way", "string", "Group, then way", lambda p: f"{p.group}/{p.name}"),
        Column("name", "string", "What it is called", lambda p: p.way.name),
        Column("from", "string", "One end", lambda p: p.start, to="places"),
        Column("to", "string", "The other", lambda p: p.end, to="places"),
        Column("lines", "string", "Its lines, in order", lambda p: joined(p.way.lines)),
        Column("standing", "string", "reported, usual or possible", lambda p: p.way.standing),
        Column("sources", "string", "Who says that trains run here", lambda p: joined(p.way.source or ())),
        Column("note", "string", "What a reader should know", lambda p: p.way.note),
    )  # fmt: skip
    return Table("ways", "Ways", "Lines that run beside each other; distance over them is an interval.", columns,
                 items, sum(1 for _ in items()))  # fmt: skip


def sources(subjects: Subjects) -> Table[Filed[Source]]:
    """One row for each work that lengths and points are taken from."""
    columns: tuple[Column[Filed[Source]], ...] = (
        Column("source", "string", "Id of the source", lambda f: f.id),
        Column("title", "string", "Its title", lambda f: f.record.title),
        Column("url", "string", "Its address", lambda f: f.record.url),
        Column("publisher", "string", "Who published it", lambda f: f.record.publisher),
        Column("licence", "string", "SPDX id, or fact: single figures cited", lambda f: f.record.licence),
        Column("credit", "string", "The credit that the licence asks for", lambda f: f.record.credit),
        Column("accessed", "date", "Day on which it was read", lambda f: day(f.record.accessed)),
        Column("note", "string", "Mirror copies, and what the work says", lambda f: f.record.note),
    )  # fmt: skip
    shelf = subjects.records.sources
    return Table("sources", "Sources", "The works that lengths and points are taken from.", columns,
                 lambda: (shelf[key] for key in sorted(shelf)), len(shelf))  # fmt: skip
