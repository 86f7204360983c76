"""The outcome as JSON; keys may be added, never renamed. Same input, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from geodata.outcome import Finding, Ground, JourneyOutcome, Judgement, Outcome, SectionKm, StatementOutcome

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


def judgement_json(judgement: Judgement, needs: Mapping[str, Sequence[float | None]] | None = None) -> dict[str, Any]:
    """A judgement's own keys, shared by ``ask`` and ``check``; ``needs`` replaces its ranges by other keys."""
    return {
        "verdict": judgement.verdict.value,
        "side": judgement.side,
        "tension": judgement.tension,
        "misfit": judgement.misfit,
        "robust": judgement.robust,
        "sentence": judgement.sentence,
        "conflicts": [list(conflict) for conflict in judgement.conflicts],
        "needs": {key: [_round(end) for end in ends] for key, ends in (needs or judgement.needs).items()},
        "readings": [
            {**asdict(reading), "verdict": reading.verdict.value, "conflicts": [list(c) for c in reading.conflicts]}
            for reading in judgement.readings
        ],
        "missing": list(judgement.missing),
        "face_km": judgement.face_km,
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
        "claims": [asdict(claim) for claim in statement.judgement.claims],
        **judgement_json(statement.judgement),
        "reviewed": None if review is None else {**asdict(review), "clash": [list(c) for c in review.clash]},
    }


def _round(value: float | None) -> float | None:
    """Three digits behind the point: a metre, four seconds; more would be noise of the solver."""
    return None if value is None else round(value, 3)
