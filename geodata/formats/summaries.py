"""What stands on record, in a few words each: beside the verdicts, what a change can move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

from geodata.records import Claim, EmbeddedReport, Event, Filed, Line, Origin, Place, Records, Source, WayGroup

Summaries: TypeAlias = Mapping[str, Mapping[str, str]]
"""By kind and id."""


def summaries(records: Records, below: tuple[str, ...] = ()) -> Summaries:
    """Every record of these files, or of files below these folders; of all where none is named.

    A claim or event goes by its report: ``journey/report/claim``.
    """
    told: dict[str, dict[str, str]] = {}
    for kind, shelf, words in _shelves(records):
        told[kind] = {key: words(filed.record) for key, filed in shelf.items() if _wanted(filed, below)}
    told["claim"] = {}
    for key in told["report"]:
        report = records.reports[key].record
        told["claim"] |= {f"{key}/{name}": _claim(claim) for name, claim in report.claims.items()}
        told["claim"] |= {f"{key}/{name}": _event(event) for name, event in report.events.items()}
    return told


def _shelves(records: Records) -> Iterator[tuple[str, Mapping[str, Filed[Any]], Callable[[Any], str]]]:
    yield "place", records.places, _place
    yield "line", records.lines, _line
    yield "way group", records.ways, _group
    yield "source", records.sources, _source
    yield "origin", records.origins, _origin
    yield "report", records.reports, _report


def _wanted(filed: Filed[Any], below: tuple[str, ...]) -> bool:
    return not below or any(PurePath(filed.file).is_relative_to(path) for path in below)


def _place(place: Place) -> str:
    return f"{place.name} at {place.lat:g}, {place.lon:g} ({', '.join(place.country)}; {', '.join(place.zone)})"


def _line(line: Line) -> str:
    posts = (f"{one.place} {one.km[0]:g}–{one.km[1]:g}" for one in line.stations if one.km is not None)
    years = f", open {line.open.start}–{line.open.end or ''}" if line.open else ""
    return f"{line.name}, {line.standing}{years}: {', '.join(posts)}"


def _group(group: WayGroup) -> str:
    ways = (f"{name} {way.standing} over {', '.join(way.lines)}" for name, way in group.ways.items())
    return f"{group.start} to {group.end}: {'; '.join(ways)}"


def _source(source: Source) -> str:
    return f"{source.title}, {source.url or source.publisher or 'nowhere'}, {source.licence}"


def _origin(origin: Origin) -> str:
    return f"{origin.who}, {origin.on or 'no day'}, {origin.basis}"


def _report(report: EmbeddedReport) -> str:
    where = report.url or report.archive or report.archive_id
    return f"{report.outlet}, {where}, {report.published.date}"


def _claim(claim: Claim) -> str:
    words = (claim.hedge, claim.printed, claim.role, claim.voice, claim.modality)
    return ", ".join(word for word in words if word)


def _event(event: Event) -> str:
    words = (event.event, event.at, event.when, event.voice, event.modality)
    return ", ".join(word for word in words if word)
