"""What a check found: findings, verdicts, and the outcome that holds them all.

Plain frozen dataclasses whose field names are the keys of ``check --format json``
(see the README). Kilometres, hours and km/h are floats; an open end is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Literal, TypeAlias

from geodata.errors import Mark

Interval: TypeAlias = tuple[float | None, float | None]
"""Low and high end, inclusive; ``None`` is an open end."""

Basis: TypeAlias = Literal["lines", "geodesic", "detour", "given"]
Side: TypeAlias = Literal["short", "over", "apart"]
Level: TypeAlias = Literal["error", "warning", "info"]


class Verdict(StrEnum):
    """Whether claims can all be true; ordered from kind to harsh, ``UNKNOWN`` apart."""

    AGREE = "agree"
    STRAINED = "strained"
    TENSION = "tension"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one subject, with a place in a file."""

    rule: str
    level: Level
    message: str
    mark: Mark
    journey: str | None = None
    claim: str | None = None
    related: tuple[Mark, ...] = ()
    """Further places that the answer speaks of."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Of how many subjects a rule's answer was pass, fail or not applicable, and what was ``missing`` there."""

    rule: str
    passed: int = 0
    failed: int = 0
    not_applicable: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a record waives, with the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class SectionKm:
    """One stretch of the ground between two places: kilometres as an interval, with sources."""

    line: str
    start: str
    end: str
    low_km: float
    high_km: float
    ways: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


WEAK: tuple[Basis, ...] = ("detour", "geodesic")
"""Ground without a line: it may refute, and confirms little."""


@dataclass(frozen=True, slots=True)
class Ground:
    """How far it is from one place to another.

    ``low_km``–``high_km`` spans the usual ways; ``possible_low_km``–``possible_high_km``
    also those on which nobody reported a train. ``geodesic_km`` is a floor under all of them.
    """

    low_km: float
    high_km: float
    geodesic_km: float | None
    basis: Basis
    sections: tuple[SectionKm, ...] = ()
    possible_low_km: float | None = None
    possible_high_km: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """A claim as the programme took it: ``text`` as printed, bounds in the canonical ``unit``."""

    id: str
    kind: str
    text: str
    low: float | None
    high: float | None
    unit: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words: which role, zone, scope and ways were assumed."""

    assumes: dict[str, str]
    verdict: Verdict
    tension: float | None
    misfit: float | None
    conflicts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the arithmetic says of some claims taken together; the kindest reading leads."""

    verdict: Verdict
    sentence: str
    side: Side | None = None
    tension: float | None = None
    misfit: float | None = None
    robust: Literal["robust", "fragile"] | None = None
    claims: tuple[ClaimReading, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    needs: dict[str, Interval] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    ground: Ground | None = None
    """The ground of the stretch that the claims speak of."""
    start: str | None = None
    end: str | None = None
    """Ids of the places at its ends, where they are recorded ones."""
    face_km: float | None = None
    """Speed × hours as printed, where the statement has one of each for the same stretch."""
    drop: tuple[str, ...] = ()
    """A smallest set of claims without which the rest can all be true."""
    complete: bool = True
    """Whether ``conflicts`` are all there are and ``drop`` is known to be a smallest set; the search is bounded."""
    resorts: tuple[str, ...] = ()
    """What keeps a tension from being a conflict, though nothing on record says so: ``standing``, ``way``."""
    round_trip: Verdict | None = None
    """Of a question that runs past one way: the verdict there and back, where it fits so."""
    fragile_because: tuple[str, ...] = ()
    """What would, moved alone, change whether the claims can be true; none where the answer is robust."""


@dataclass(frozen=True, slots=True)
class Review:
    """An editor's dated word that the computed verdict was looked at."""

    verdict: str
    clash: tuple[tuple[str, ...], ...]
    policy: int
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatementOutcome:
    """The judgement on one statement: one voice in one modality of one report."""

    id: str
    report: str
    voice: str | None
    modality: str
    leg: str | None
    mark: Mark
    judgement: Judgement
    reviewed: Review | None = None


@dataclass(frozen=True, slots=True)
class LegOutcome:
    """One move from place to place, with its ground."""

    id: str
    mode: str
    start: str
    end: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class EventReading:
    """A clock time as understood: UTC bounds, ISO 8601."""

    id: str
    event: str
    at: str | None
    text: str
    earliest: str
    latest: str
    modality: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims of different statements that cannot all be true: information, never a contradiction."""

    claims: tuple[str, ...]
    kind: Literal["sources differ", "turned out otherwise"]
    tension: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class JourneyOutcome:
    """Everything found about one journey."""

    id: str
    file: str
    legs: tuple[LegOutcome, ...]
    events: tuple[EventReading, ...]
    statements: tuple[StatementOutcome, ...]
    conflicts: tuple[Clash, ...]

    def tally(self, verdict: Verdict) -> int:
        """How many statements have that verdict."""
        return sum(statement.judgement.verdict is verdict for statement in self.statements)

    @property
    def on_weak_ground(self) -> int:
        """How many statements were decided without a line on record, by the geodesic or a guess at its detour."""
        return sum(
            statement.judgement.verdict is not Verdict.UNKNOWN
            and statement.judgement.ground is not None
            and statement.judgement.ground.basis in WEAK
            for statement in self.statements
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything a check found, in a stable order: journeys by id, findings by place."""

    read: tuple[str, ...]
    policy: dict[str, object]
    journeys: tuple[JourneyOutcome, ...]
    findings: tuple[Finding, ...]
    counts: tuple[RuleCount, ...] = ()
    """One per rule that was asked, by code."""
    waived: tuple[Waived, ...] = ()
    baselined: int = 0
    """How many findings a baseline holds back."""

    def _repr_html_(self) -> str:
        """How many statements of each journey have which verdict, for notebooks."""
        head = "".join(f"<th>{verdict}</th>" for verdict in Verdict)
        rows = ((escape(journey.id), *(journey.tally(verdict) for verdict in Verdict)) for journey in self.journeys)
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><tr><th>journey</th>{head}</tr>{body}</table><p>{len(self.findings)} findings</p>"
