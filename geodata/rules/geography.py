"""GEO: does the curated ground agree with the earth?"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.ground import geodesic_km
from geodata.ground.network import sections
from geodata.rules.rule import Case, Fault

SLACK_KM = 1.0
"""Posts are printed to a kilometre at best."""


def below_geodesic(case: Case) -> Iterator[Fault]:
    """No section is shorter than the geodesic between its stations, rounding and doubtful points allowed for."""
    for line_id, line in case.records.lines.items():
        for section in sections(case.records, line_id, line):
            a, b = (case.records.places[place].record for place in (section.start, section.end))
            floor = geodesic_km(a.lat, a.lon, b.lat, b.lon)
            slack = SLACK_KM + (a.within_km or 0.0) + (b.within_km or 0.0)
            if section.high_km + slack < floor:
                index = next(i for i, s in enumerate(line.record.stations) if s.place == section.end)
                message = (
                    f"{section.start} to {section.end} is {section.high_km:.1f} km by the posts,"
                    f" below the geodesic of {floor:.1f} km; look at the posts and at both points"
                )
                yield Fault(line.mark("stations", index), message)


def ways_join(case: Case) -> Iterator[Fault]:
    """The lines of every parallel way lead from one end of its group to the other."""
    for group_id, group in case.records.ways.items():
        start, end = group.record.start, group.record.end
        for name, way in group.record.ways.items():
            lines = set(way.lines)
            if not ({start, end} <= case.records.places.keys() and lines <= case.records.lines.keys()):
                continue  # STR002 has told which one is missing
            if case.atlas.network.least(start, end, lambda line, lines=lines: line in lines) is None:  # type: ignore[misc]
                message = f"way {name} of {group_id} does not lead from {start} to {end} over {', '.join(way.lines)}"
                yield Fault(group.mark("ways", name, key=True), message)
