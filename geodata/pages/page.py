"""One journey's page: everything that its template shows, gathered."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.pages.graph import Graph
from geodata.pages.view import Credit, Scene, Sighting, StatementGroup, Stretch, Tally
from geodata.pages.whatif import WhatIf
from geodata.pages.wording import Chip


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """One journey's page."""

    id: str
    title: str
    kicker: str
    headline: str
    standfirst: tuple[str, ...]
    destination: str
    length: str | None
    scene: Scene | None
    graph: Graph | None
    what_if: WhatIf | None
    tallies: tuple[Tally, ...]
    sayings: tuple[tuple[Chip, str], ...]
    groups: tuple[StatementGroup, ...]
    conflicts: tuple[tuple[str, tuple[str, ...]], ...]
    sightings: tuple[Sighting, ...]
    ground: tuple[Stretch, ...]
    method: tuple[tuple[str, tuple[str, ...]], ...]
    credits: tuple[Credit, ...]
    counts: str
    version: str
    origins: dict[str, str]
    outlets: tuple[str, ...]
