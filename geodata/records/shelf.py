"""All records together, each with the file it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from geodata.errors import Mark
from geodata.records.atlas import Line, Place, Source, WayGroup
from geodata.records.journeys import Journey
from geodata.records.reports import EmbeddedReport, Origin

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Filed(Generic[T_co]):
    """A record with its id and its place in a file.

    ``mark(*path)`` gives the place of a key below it, or of the nearest one above that exists.
    """

    id: str
    file: str
    record: T_co
    mark: Callable[..., Mark] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that was read. Reports are keyed ``journey/report``; all other ids are plain."""

    sources: Mapping[str, Filed[Source]] = field(default_factory=dict)
    places: Mapping[str, Filed[Place]] = field(default_factory=dict)
    lines: Mapping[str, Filed[Line]] = field(default_factory=dict)
    ways: Mapping[str, Filed[WayGroup]] = field(default_factory=dict)
    origins: Mapping[str, Filed[Origin]] = field(default_factory=dict)
    journeys: Mapping[str, Filed[Journey]] = field(default_factory=dict)
    reports: Mapping[str, Filed[EmbeddedReport]] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    """The files that were read, in order."""
    _on: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def reports_on(self, journey: str) -> tuple[str, ...]:
        """The reports that may speak of a journey, sorted: those beside it, and those whose entries name it."""
        if not self._on:
            for key in sorted(self.reports):
                report = self.reports[key].record
                entries = (*report.claims.values(), *report.events.values())
                for home in {key.split("/")[0], *(entry.journey for entry in entries if entry.journey)}:
                    self._on.setdefault(home, []).append(key)
        return tuple(self._on.get(journey, ()))
