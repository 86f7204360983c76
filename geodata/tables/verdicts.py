"""The tables of what the arithmetic says: statements, what each holds, and where statements differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.outcome import Clash, Interval
from geodata.tables.cells import joined, rounded
from geodata.tables.subjects import Judged, Subjects
from geodata.tables.table import Cell, Column, Table


def statements(subjects: Subjects) -> Table[Judged]:
    """One row for each statement, with its verdict."""

    def ground(judged: Judged, name: str) -> Cell:
        found = judged.found.judgement.ground
        return rounded(getattr(found, name)) if found else None

    columns: tuple[Column[Judged], ...] = (
        Column("statement", "string", "Path of the statement: journey/report/statement", lambda j: j.id),
        Column("journey", "string", "Journey that it is about", lambda j: j.journey, to="journeys"),
        Column("report", "string", "Report that prints it", lambda j: j.found.report, to="reports"),
        Column("voice", "string", "Source that the report names; empty: the report itself", lambda j: j.found.voice),
        Column("modality", "string", "forecast, typical, reported or observed", lambda j: j.found.modality),
        Column("leg", "string", "Leg that it names: an id, out, back or round", lambda j: j.found.leg),
        Column("verdict", "string", "agree, strained, tension, conflict or unknown",
               lambda j: j.found.judgement.verdict.value),
        Column("side", "string", "Of a conflict: short, over or apart", lambda j: j.found.judgement.side),
        Column("tension", "number", "How far every hedge must be widened before the claims fit",
               lambda j: j.found.judgement.tension, unit="1 = as wide as the policy allows"),
        Column("misfit", "number", "Share by which every number would have to be off",
               lambda j: j.found.judgement.misfit, unit="1"),
        Column("robust", "string", "robust or fragile, when one assumption moves", lambda j: j.found.judgement.robust),
        Column("sentence", "string", "The verdict in words, with the arithmetic", lambda j: j.found.judgement.sentence),
        Column("from", "string", "Where the stretch begins", lambda j: j.found.judgement.start, to="places"),
        Column("to", "string", "Where it ends", lambda j: j.found.judgement.end, to="places"),
        Column("face_km", "number", "Speed times hours as printed", lambda j: j.found.judgement.face_km, unit="km"),
        Column("low_km", "number", "Least length of the usual ways", lambda j: ground(j, "low_km"), unit="km"),
        Column("high_km", "number", "Greatest length of the usual ways", lambda j: ground(j, "high_km"), unit="km"),
        Column("possible_low_km", "number", "Least length over possible ways too",
               lambda j: ground(j, "possible_low_km"), unit="km"),
        Column("basis", "string", "What the length rests on: lines, geodesic, detour or given",
               lambda j: j.found.judgement.ground.basis if j.found.judgement.ground else None),
        Column("missing", "string", "Of an unknown: what is missing", lambda j: joined(j.found.judgement.missing)),
        Column("reviewed_on", "date", "Day on which an editor looked at it",
               lambda j: j.found.reviewed.on if j.found.reviewed else None),
        Column("reviewed_verdict", "string", "What the editor saw computed",
               lambda j: j.found.reviewed.verdict if j.found.reviewed else None),
        Column("reviewed_reason", "string", "What the editor wrote",
               lambda j: j.found.reviewed.reason if j.found.reviewed else None),
    )  # fmt: skip
    return Table("statements", "Statements", "The claims and times of one voice in one modality of one report, and "
                 "whether they can all be true.", columns, lambda: subjects.judged, len(subjects.judged))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One claim or event of a statement."""

    judged: Judged
    name: str
    is_claim: bool

    @property
    def path(self) -> str:
        """Path of the claim or event."""
        return f"{self.judged.found.report}/{self.name}"

    @property
    def needs(self) -> Interval:
        """What the others leave to it; nothing known: (None, None)."""
        return self.judged.found.judgement.needs.get(self.name, (None, None))


def members(subjects: Subjects) -> Table[Member]:
    """One row for each claim or event of each statement."""

    def items() -> Iterator[Member]:
        for judged in subjects.judged:
            report = subjects.records.reports[judged.found.report].record
            for name in judged.entries:
                if name in report.claims or name in report.events:
                    yield Member(judged, name, name in report.claims)

    def clashes(member: Member) -> Cell:
        return int(any(member.name in conflict for conflict in member.judged.found.judgement.conflicts))

    def left(member: Member, end: int) -> Cell:
        return rounded(member.needs[end]) if member.is_claim else None

    columns: tuple[Column[Member], ...] = (
        Column("member", "string", "Path of the statement, then the id of the claim or event",
               lambda m: f"{m.judged.id}:{m.name}"),
        Column("statement", "string", "The statement", lambda m: m.judged.id, to="statements"),
        Column("claim", "string", "Its claim, or", lambda m: m.path if m.is_claim else None, to="claims"),
        Column("event", "string", "its event", lambda m: None if m.is_claim else m.path, to="events"),
        Column("clashes", "integer", "1 if it is part of a smallest set that cannot all be true", clashes),
        Column("left_low", "number", "Least that ground and other claims leave to the claim", lambda m: left(m, 0),
               unit="km/h, h or km by kind"),
        Column("left_high", "number", "Most that they leave to it", lambda m: left(m, 1),
               unit="km/h, h or km by kind"),
    )  # fmt: skip
    return Table("members", "Members of statements", "Which claims and times a statement holds, which of them clash, "
                 "and what the others leave to each.", columns, items, sum(1 for _ in items()))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A clash between statements, with the journey it is about."""

    journey: str
    clash: Clash


def differences(subjects: Subjects) -> Table[Difference]:
    """One row for each set of claims of different statements that cannot all be true."""

    def items() -> Iterator[Difference]:
        for journey in subjects.outcome.journeys:
            each = {clash.claims: clash for clash in journey.conflicts}  # two pairs of statements may share a set
            yield from (Difference(journey.id, clash) for clash in each.values())

    columns: tuple[Column[Difference], ...] = (
        Column("difference", "string", "Paths of the claims, one behind the other",
               lambda d: f"{d.journey}:{'+'.join(d.clash.claims)}"),
        Column("journey", "string", "Journey that they are about", lambda d: d.journey, to="journeys"),
        Column("kind", "string", "sources differ, or turned out otherwise", lambda d: d.clash.kind),
        Column("tension", "number", "How far every hedge must be widened before they fit", lambda d: d.clash.tension,
               unit="1 = as wide as the policy allows"),
        Column("sentence", "string", "The same in words", lambda d: d.clash.sentence),
        Column("claims", "string", "Paths of the claims", lambda d: joined(d.clash.claims)),
    )  # fmt: skip
    return Table("differences", "Differences between statements", "Claims of different statements that cannot all be "
                 "true: information, nobody's contradiction.", columns, items, sum(1 for _ in items()))  # fmt: skip
