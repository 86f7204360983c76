"""Where and when it was seen: clock times at places, in the order in which they lie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from geodata.outcome import EventReading
from geodata.pages.case import Case
from geodata.pages.claims import HAPPENED
from geodata.pages.tongue import say
from geodata.pages.view import Link, Place, Sighting
from geodata.pages.wording import clock_span, when
from geodata.reasoning.clock import EPOCH, iso


def sightings(case: Case, rows: Mapping[str, str]) -> tuple[Sighting, ...]:
    """Every clock time once, earliest first.

    ``rows``: reports to the ids of their rows in the table of claims, which has their addresses already.
    """
    ordered = sorted(case.outcome.events, key=lambda event: (event.earliest or event.latest, event.latest, event.id))
    found: dict[tuple[str | None, str, str, str, bool], list[Link]] = {}
    for event in ordered:
        what = say(HAPPENED.get(event.event, event.event))
        key = (event.at, what, when(event.text), _local(case, event), event.modality == "forecast")
        outlet, row = case.outlet(event.id), rows.get("/".join(event.id.split("/")[:2]))
        found.setdefault(key, []).append(Link(outlet.text, f"#{row}") if row and outlet.url else outlet)
    first = {key[0]: key for key in reversed(found)}  # a name in its own script stands once
    return tuple(
        Sighting(
            case.place(at) if first[at][1:] == (what, printed, clock, forecast) else Place(case.place(at).name),
            what,
            printed,
            clock,
            tuple(dict.fromkeys(outlets)),
            forecast,
        )
        for (at, what, printed, clock, forecast), outlets in found.items()
    )


def _local(case: Case, event: EventReading) -> str:
    """The clock at the place; at a border that of its first zone; without a place UTC."""
    filed = case.records.places.get(event.at or "")
    zone = filed.record.zone[0] if filed else "UTC"
    first, last = (_at(instant, zone) if instant else None for instant in (event.earliest, event.latest))
    told = clock_span(first, last)
    return (
        say("{time}, {zone} time", time=told, zone=zone.rsplit("/", 1)[-1].replace("_", " "))
        if filed
        else f"{told} UTC"
    )


def _at(instant: str, zone: str) -> datetime:
    hours = (datetime.fromisoformat(instant) - EPOCH).total_seconds() / 3600
    return datetime.fromisoformat(iso(hours, zone))
