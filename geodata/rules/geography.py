"""GEO: does the curated ground agree with the earth?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import PurePath

from geodata.ground import DETOUR, geodesic_km
from geodata.ground.countries import countries_at, touches
from geodata.ground.network import Section, sections, widest_gap
from geodata.ground.zones import zones_by_country
from geodata.reasoning.zones import is_zone
from geodata.records import Filed, Journey, Leg, Line
from geodata.rules.rule import Case, Fault

SLACK_KM = 1.0
"""Posts are printed to a kilometre at best."""
LONG_LINE_KM = 50.0
"""From here on a line is held to its geodesic as a whole too: shorter ones are spurs, links and loops."""
BORDER_KM = 5.0
"""How far off a drawn border may lie (1:50 million, generalised). The worst right point on record needs 2 to 5 km."""
TURN_KM = 2.0
"""Less there and back is a matter of which of two stations of a town is named."""
GAP_KM = 60.0
"""How far apart neighbouring points of a line should lie at most."""


def below_geodesic(case: Case) -> Iterator[Fault]:
    """No section is shorter, on either chainage, than the geodesic between its stations.

    Rounding and doubtful points are allowed for.
    """
    for line_id, line in case.records.lines.items():
        for section in sections(case.records, line_id, line):
            floor, within = _measured(case, section.start, section.end)
            low = min(section.low_km, section.high_km)
            if low + SLACK_KM + within < floor:
                message = (
                    f"{section.start} to {section.end} is {low:.1f} km by the posts,"
                    f" below the geodesic of {floor:.1f} km; look at the posts and at both points"
                )
                yield _at_end(line, section, message)


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
                yield Fault(group.mark("ways", name, key=True), f"{message}; add the line between")


def implausible_detour(case: Case) -> Iterator[Fault]:
    """No section, and no long line from end to end, is a more winding way than lines are.

    The bound is the same that ground without a line is given: 1.8 geodesics by rail and road. The
    45 lines on record come to 1.55 at most from end to end, their sections to 1.75 where the ends
    are sure (spirals and switchbacks), once rounded posts are allowed for.
    """
    for line_id, line in case.records.lines.items():
        if line.record.mode not in DETOUR:
            continue
        bound, run = DETOUR[line.record.mode][1], tuple(sections(case.records, line_id, line))
        whole = [(run[0].start, run[-1].end, run)] if len(run) > 1 else []
        for start, end, part in [*((s.start, s.end, (s,)) for s in run), *whole]:
            km = max(sum(s.low_km for s in part), sum(s.high_km for s in part))
            floor, within = _measured(case, start, end)
            if km > bound * (floor + within) + SLACK_KM and (len(part) == 1 or km > LONG_LINE_KM):
                message = (
                    f"{start} to {end} is {km:.1f} km by the posts, {_times(km, floor)} the geodesic of {floor:.1f} km;"
                    f" more than {bound:g} is no likely way: look at the posts and at both points"
                )
                yield _at_end(line, part[-1], message)


def outside_country(case: Case) -> Iterator[Fault]:
    """Every place lies in its country, a border in both, as far as a generalised border can tell."""
    for place in case.records.places.values():
        record = place.record
        within = BORDER_KM + (record.within_km or 0.0)
        for country in record.country:
            if touches(country, record.lat, record.lon, within) is False:
                found = " or ".join(countries_at(record.lat, record.lon)) or "no country"
                message = (
                    f"the point {record.lat:g}, {record.lon:g} lies in {found}, more than {within:g} km from {country};"
                    " look at the country, and whether latitude and longitude are in this order"
                )
                yield Fault(place.mark("lat"), message)


def foreign_zone(case: Case) -> Iterator[Fault]:
    """Every time zone of a place is one of its country, and each country of a border has one."""
    tables = zones_by_country()
    for place in case.records.places.values():
        countries, zones = place.record.country, place.record.zone
        if not all(map(is_zone, zones)):
            continue  # STR009 has told which one is none
        for country in countries:
            if country not in tables:
                yield Fault(place.mark("country"), f"{country} is no country of the table of time zones; use ISO 3166")
            elif not tables[country].intersection(zones):
                own = sorted(tables[country])
                shown = ", ".join(own[:4]) + (" …" if len(own) > 4 else "")
                yield Fault(place.mark("zone"), f"no zone of {country} is among {', '.join(zones)}; it has {shown}")
        known = frozenset().union(*(tables.get(country, frozenset()) for country in countries))
        strange = [zone for zone in zones if zone not in known]
        if strange and known.intersection(zones):
            yield Fault(place.mark("zone"), f"{', '.join(strange)} is no zone of {' or '.join(countries)}")


def leg_astray(case: Case) -> Iterator[Fault]:
    """The places that a leg is recorded to go by lie on its way."""
    for journey in case.records.journeys.values():
        for name, leg in journey.record.legs.items():
            stops = (leg.start, *leg.via, leg.end)
            if not case.records.places.keys() >= set(stops):
                continue  # STR002 has told which one is missing
            if leg.via and leg.mode in DETOUR:
                yield from _via_astray(case, journey, name, leg, stops)


def _via_astray(case: Case, journey: Filed[Journey], name: str, leg: Leg, stops: tuple[str, ...]) -> Iterator[Fault]:
    parts = [case.atlas.way((a, b), leg.mode, leg.on) for a, b in itertools.pairwise(stops)]
    for i, (place, before, after) in enumerate(zip(leg.via, parts, parts[1:], strict=False)):
        message = None
        if not before or not after:
            if case.atlas.way((leg.start, leg.end), leg.mode, leg.on):
                message = f"no line of that day leads by {place}, though one leads from {leg.start} to {leg.end}"
        else:
            turned = _turned_km(before, after)
            if turned > TURN_KM and leg.start != leg.end:
                message = f"{place} is not on the way: the lines lead there and {turned:.0f} km back the same way"
        if message:
            yield Fault(journey.mark("legs", name, "via", i), f"leg {name}: {message}", journey.id)


def _turned_km(before: tuple[Section, ...], after: tuple[Section, ...]) -> float:
    """How far the second way runs back over the first."""
    km = 0.0
    for there, back in zip(reversed(before), after, strict=False):
        if back != there.reversed():
            break
        km += max(back.low_km, back.high_km)
    return km


def wide_gap(case: Case) -> Iterator[Fault]:
    """The points of a line lie close enough to draw it and to say where a train is.

    Asked of lines that lie in one folder with journeys: who keeps journeys over the shipped lines
    cannot mend those.
    """
    homes = {_home(journey.file) for journey in case.records.journeys.values()}
    for line_id, line in case.records.lines.items():
        if homes and _home(line.file) not in homes:
            continue
        gap = widest_gap(case.records, line_id, line)
        if gap is not None and max(gap.low_km, gap.high_km) > GAP_KM:
            km = max(gap.low_km, gap.high_km)
            message = f"the largest gap between points of {line_id} is {gap.start} to {gap.end}, {km:.0f} km"
            yield _at_end(line, gap, f"{message}; {GAP_KM:g} km is the aim")


def _home(file: str) -> PurePath:
    """The folder of records that a file belongs to: lines and journeys lie one folder below it."""
    return PurePath(file).parent.parent


def _measured(case: Case, start: str, end: str) -> tuple[float, float]:
    """The geodesic between two places, and how far off both points may be together; km."""
    a, b = (case.records.places[place].record for place in (start, end))
    return geodesic_km(a.lat, a.lon, b.lat, b.lon), (a.within_km or 0.0) + (b.within_km or 0.0)


def _times(km: float, floor: float) -> str:
    return f"{km / floor:.1f} times" if floor > 0.05 else "against"


def _at_end(line: Filed[Line], section: Section, message: str) -> Fault:
    index = next(i for i, station in enumerate(line.record.stations) if station.place == section.end)
    return Fault(line.mark("stations", index), message)
