"""Everything a page shows, as plain text and numbers: no record, no markup.

Text comes from records and is hostile; templates escape it, scripts set it as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from geodata.pages.clipping import Path
from geodata.pages.projection import LatLon
from geodata.pages.wording import Chip


@dataclass(frozen=True, slots=True)
class Link:
    """Text, with an address where one is known."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place's name, and its name in the local script with that script's language."""

    name: str
    local: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One figure or clock time as printed: figure, what it is, the hedges around it in their language, paraphrase."""

    figure: str
    about: str
    hedges: tuple[tuple[str, str | None], ...] = ()
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a statement was printed, and how it is known there; ``path`` without the page's own journey."""

    outlet: Link
    meta: str
    path: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Statements with the same figures and finding: who printed them, what they say, what the arithmetic says."""

    letter: str | None
    printed: tuple[Printed, ...]
    said: tuple[Said, ...]
    leaves: tuple[str, ...]
    chip: Chip
    gap: str | None
    note: str | None
    clash: tuple[str, ...]
    reviewed: tuple[str, ...]
    basis: str | None


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements of one origin or voice. ``note`` says how many outlets repeat it, so far as that is known.

    ``undecided``: those without a finding, which a page folds away; ``count`` is how many statements they are.
    """

    heading: str
    note: str | None
    rows: tuple[StatementRow, ...]
    undecided: bool = False

    @property
    def count(self) -> int:
        """How many statements the rows stand for."""
        return sum(len(row.printed) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A clock time at a place, with all who print it; ``clock`` is how it was understood, in local time."""

    where: Place
    what: str
    printed: str
    clock: str
    outlets: tuple[Link, ...]
    forecast: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the ground: between two places over a line, in kilometres, with its sources."""

    line: str
    start: str
    end: str
    km: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A source with the licence that its figures carry and the credit it asks for."""

    work: Link
    licence: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One speed kept up for some hours along a track; kilometres count from the track's start.

    ``ground`` is the length of the stretch that the figures are about, as an interval.
    """

    direction: str
    from_km: float
    to_km: float
    ground: tuple[float, float]
    kmh: tuple[float, float]
    hours: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the hours run out: the statements whose speed × hours give the same kilometres and verdict.

    ``track`` is the stretch of the drawn way where the larger product ends, empty where the place
    is reached; ``pale`` is the rest of it where the figures are ranges.
    """

    letter: str
    pair: str
    face: str
    most: str
    gap: str
    least_gap: str
    chip: Chip
    outlets: str
    prints: int
    goal: str
    track: Path
    pale: Path
    spot: LatLon
    run: Run | None


@dataclass(frozen=True, slots=True)
class Way:
    """A drawn way: ``main``, ``usual`` or ``possible``."""

    standing: str
    path: Path


@dataclass(frozen=True, slots=True)
class Station:
    """A station on the map. Rank 1: an end of the leg; 2: a border station or a line's end; 3: any other."""

    place: Place
    at: LatLon
    rank: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the map of a journey shows. ``borders`` are the pairs of countries whose line is crossed."""

    ways: tuple[Way, ...]
    stations: tuple[Station, ...]
    reaches: tuple[Reach, ...]
    borders: tuple[frozenset[str], ...]
    countries: frozenset[str]
    flown: bool = False
    """Whether the whole journey goes through the air, where there is no line to follow."""

    @property
    def points(self) -> Path:
        """Every point that must be in sight."""
        return tuple(point for way in self.ways for point in way.path)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements have a chip."""

    chip: Chip
    count: int
