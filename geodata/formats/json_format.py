"""The outcome as JSON; keys may be added, never renamed. Same input, same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from geodata.outcome import (
    ClaimReading,
    Finding,
    Ground,
    Interval,
    JourneyOutcome,
    Judgement,
    Outcome,
    RuleCount,
    SectionKm,
    StatementOutcome,
)
from geodata.reasoning.clock import iso

VERSION = 1


def dumps(value: object) -> str:
    """JSON text as every command prints it: indented, UTF-8, no NaN, ending in a newline."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_json(outcome: Outcome) -> str:
    """The whole outcome as one JSON object."""
    return dumps(
        {
            "version": VERSION,
            "read": list(outcome.read),
            "policy": outcome.policy,
            "journeys": [_journey(journey) for journey in outcome.journeys],
            "findings": [finding_json(finding) for finding in outcome.findings],
            "counts": [_count(count) for count in outcome.counts],
            "waived": [{**finding_json(one.finding), "reason": one.reason} for one in outcome.waived],
            "baselined": outcome.baselined,
        }
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with its place; lines and columns count from 1."""
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "file": finding.mark.file,
        "line": finding.mark.line,
        "column": finding.mark.column,
        "journey": finding.journey,
        "claim": finding.claim,
        "related": [{"file": mark.file, "line": mark.line, "column": mark.column} for mark in finding.related],
    }


def _count(count: RuleCount) -> dict[str, Any]:
    return {
        "rule": count.rule,
        "pass": count.passed,
        "fail": count.failed,
        "not_applicable": count.not_applicable,
        "missing": list(count.missing),
    }


def section_json(section: SectionKm) -> dict[str, Any]:
    """One stretch of the ground."""
    return {
        "line": section.line,
        "from": section.start,
        "to": section.end,
        "low_km": _round(section.low_km),
        "high_km": _round(section.high_km),
        "ways": list(section.ways),
        "sources": list(section.sources),
    }


def ground_json(ground: Ground) -> dict[str, Any]:
    """How far it is."""
    return {
        "low_km": _round(ground.low_km),
        "high_km": _round(ground.high_km),
        "geodesic_km": _round(ground.geodesic_km),
        "basis": ground.basis,
        "possible_low_km": _round(ground.possible_low_km),
        "possible_high_km": _round(ground.possible_high_km),
        "sections": [section_json(section) for section in ground.sections],
        "sources": list(ground.sources),
    }


def range_json(ends: Interval, *, instant: bool = False) -> list[float | str | None]:
    """An interval; instants as ISO 8601 in UTC, to the minute."""
    return [None if end is None else iso(end) if instant else _round(end) for end in ends]


def events_of(judgement: Judgement) -> frozenset[str]:
    """The ids of those claims that are clock times."""
    return frozenset(claim.id for claim in judgement.claims if claim.kind == "event")


def judgement_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement's own keys, shared by ``ask`` and ``check``."""
    events = events_of(judgement)
    return {
        "verdict": judgement.verdict.value,
        "side": judgement.side,
        "tension": judgement.tension,
        "misfit": judgement.misfit,
        "robust": judgement.robust,
        "sentence": judgement.sentence,
        "conflicts": [list(conflict) for conflict in judgement.conflicts],
        "needs": {key: range_json(ends, instant=key in events) for key, ends in judgement.needs.items()},
        "readings": [
            {**asdict(reading), "verdict": reading.verdict.value, "conflicts": [list(c) for c in reading.conflicts]}
            for reading in judgement.readings
        ],
        "missing": list(judgement.missing),
        "face_km": judgement.face_km,
        "drop": list(judgement.drop),
        "complete": judgement.complete,
        "resorts": list(judgement.resorts),
        "round_trip": judgement.round_trip,
        "fragile_because": list(judgement.fragile_because),
    }


def _journey(journey: JourneyOutcome) -> dict[str, Any]:
    return {
        "id": journey.id,
        "file": journey.file,
        "legs": [
            {"id": leg.id, "mode": leg.mode, "from": leg.start, "to": leg.end, "ground": ground_json(leg.ground)}
            for leg in journey.legs
        ],
        "events": [asdict(event) for event in journey.events],
        "statements": [_statement(statement) for statement in journey.statements],
        "conflicts": [{**asdict(clash), "claims": list(clash.claims)} for clash in journey.conflicts],
    }


def _statement(statement: StatementOutcome) -> dict[str, Any]:
    review = statement.reviewed
    return {
        "id": statement.id,
        "report": statement.report,
        "voice": statement.voice,
        "modality": statement.modality,
        "leg": statement.leg,
        "file": statement.mark.file,
        "line": statement.mark.line,
        "column": statement.mark.column,
        "claims": [_claim(claim) for claim in statement.judgement.claims],
        "basis": None if statement.judgement.ground is None else statement.judgement.ground.basis,
        **judgement_json(statement.judgement),
        "reviewed": None if review is None else {**asdict(review), "clash": [list(c) for c in review.clash]},
    }


def _claim(claim: ClaimReading) -> dict[str, Any]:
    """A claim; a clock time's bounds are instants, where the programme counts hours."""
    if claim.kind != "event":
        return asdict(claim)
    low, high = range_json((claim.low, claim.high), instant=True)
    return {**asdict(claim), "low": low, "high": high, "unit": "UTC"}


def _round(value: float | None) -> float | None:
    """Three digits behind the point: a metre, four seconds; more would be noise of the solver."""
    return None if value is None else round(value, 3)
