"""JSON Schema of what ``check``, ``ask`` and ``distance`` print with ``--format json``.

Every key named here is always there; keys may be added, so more of them are no fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, get_args

from geodata.formats.json_format import VERSION, dumps
from geodata.formats.schemas import DRAFT
from geodata.outcome import Basis, Level, Side, Verdict
from geodata.records.words import Modality, Mode, Role

Schema: TypeAlias = dict[str, Any]


def outcome_schema() -> str:
    """One schema for the three kinds of output: an output is valid if it is valid as one of them."""
    kinds = [{"$ref": f"#/$defs/{name}"} for name in ("check", "ask", "distance")]
    return dumps({"$schema": DRAFT, "title": "geodata output", "anyOf": kinds, "$defs": _definitions()})


def _definitions() -> Schema:
    return {
        "check": _object(
            {
                "version": {"const": VERSION},
                "read": _list(_TEXT),
                "policy": _POLICY,
                "journeys": _list(_ref("journey")),
                "findings": _list(_ref("finding")),
                "counts": _list(_ref("count")),
                "waived": _list(_object({**_FINDING, "reason": _TEXT})),
                "baselined": _COUNT,
            }
        ),
        "ask": _object({**_JUDGEMENT, "ground": {"anyOf": [_ref("ground"), {"type": "null"}]}, "policy": _POLICY}),
        "distance": _object({"from": _TEXT, "to": _TEXT, **_GROUND}),
        "journey": _object(
            {
                "id": _TEXT,
                "file": _TEXT,
                "legs": _list(
                    _object(
                        {
                            "id": _TEXT,
                            "mode": _one_of(*get_args(Mode)),
                            "from": _TEXT,
                            "to": _TEXT,
                            "ground": _ref("ground"),
                        }
                    )
                ),
                "events": _list(_ref("event")),
                "statements": _list(_ref("statement")),
                "conflicts": _list(
                    _object({"claims": _list(_TEXT), "kind": _TEXT, "tension": _or_null(_AMOUNT), "sentence": _TEXT})
                ),
            }
        ),
        "event": _object(
            {
                "id": _TEXT,
                "event": _TEXT,
                "at": _or_null(_TEXT),
                "text": _TEXT,
                "earliest": {"type": "string", "description": "ISO 8601 in UTC; empty where open."},
                "latest": {"type": "string", "description": "ISO 8601 in UTC; empty where open."},
                "modality": _one_of(*get_args(Modality)),
            }
        ),
        "statement": _object(
            {
                "id": _TEXT,
                "report": _TEXT,
                "voice": _or_null(_TEXT),
                "modality": _one_of(*get_args(Modality)),
                "leg": _or_null(_TEXT),
                **_PLACE,
                "claims": _list(_ref("claim")),
                "basis": _one_of(*get_args(Basis), None),
                **_JUDGEMENT,
                "reviewed": {"anyOf": [_ref("review"), {"type": "null"}]},
            }
        ),
        "claim": _object(
            {
                "id": _TEXT,
                "kind": _one_of("speed", "duration", "distance", "event"),
                "text": _TEXT,
                "low": _END,
                "high": _END,
                "unit": _one_of("km/h", "h", "km", "UTC"),
                "role": _one_of(*get_args(Role), None),
            }
        ),
        "review": _object(
            {
                "verdict": _VERDICT,
                "clash": _list(_list(_TEXT)),
                "policy": {"type": "integer"},
                "on": {"type": "string", "format": "date"},
                "reason": _TEXT,
            }
        ),
        "reading": _object(
            {
                "assumes": {"type": "object", "additionalProperties": _TEXT},
                "verdict": _VERDICT,
                "tension": _or_null(_AMOUNT),
                "misfit": _or_null(_AMOUNT),
                "conflicts": _list(_list(_TEXT)),
            }
        ),
        "finding": _object(_FINDING),
        "count": _object(
            {
                "rule": _CODE,
                "pass": _COUNT,
                "fail": _COUNT,
                "not_applicable": _COUNT,
                "missing": _list(_TEXT),
            }
        ),
        "ground": _object(_GROUND),
        "section": _object(
            {
                "line": _TEXT,
                "from": _TEXT,
                "to": _TEXT,
                "low_km": _AMOUNT,
                "high_km": _AMOUNT,
                "ways": _list(_TEXT),
                "sources": _list(_TEXT),
            }
        ),
    }


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _one_of(*words: str | None) -> Schema:
    return {"enum": list(words)}


_VERDICT = _one_of(*(verdict.value for verdict in Verdict))
_TEXT: Schema = {"type": "string"}
_CODE: Schema = {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_AMOUNT: Schema = {"type": "number", "minimum": 0}
_END: Schema = {
    "type": ["number", "string", "null"],
    "description": "A number in the claim's unit, or an instant in UTC (ISO 8601); null at an open end.",
}
_POLICY: Schema = _object(
    {
        "version": {"type": "integer"},
        **dict.fromkeys(("relative", "leak", "grain_cap", "single", "distance_least", "speed_least", "cap"), _AMOUNT),
        "bands": _object(dict.fromkeys(("agree", "strained", "tension"), _AMOUNT)),
        "air": _object(dict.fromkeys(("stray", "ends_km"), _AMOUNT)),
        "fastest_kmh": _object(dict.fromkeys(get_args(Mode), _AMOUNT)),
        "resorts": _object(
            {
                "standing": _object(
                    {"modes": _list(_TEXT), **dict.fromkeys(("within_a_day", "beyond"), _AMOUNT)},
                ),
                **dict.fromkeys(("surface", "air"), _object(dict.fromkeys(("times", "spare_km"), _AMOUNT))),
            }
        ),
    }
)
_PLACE: Mapping[str, Schema] = {
    "file": _TEXT,
    "line": {"type": "integer", "minimum": 1},
    "column": {"type": "integer", "minimum": 1},
}
_FINDING: Mapping[str, Schema] = {
    "rule": _CODE,
    "level": _one_of(*get_args(Level)),
    "message": _TEXT,
    **_PLACE,
    "journey": _or_null(_TEXT),
    "claim": _or_null(_TEXT),
    "related": _list(_object(_PLACE)),
}
_GROUND: Mapping[str, Schema] = {
    "low_km": _AMOUNT,
    "high_km": _AMOUNT,
    "geodesic_km": _or_null(_AMOUNT),
    "basis": _one_of(*get_args(Basis)),
    "possible_low_km": _or_null(_AMOUNT),
    "possible_high_km": _or_null(_AMOUNT),
    "sections": _list(_ref("section")),
    "sources": _list(_TEXT),
}
_JUDGEMENT: Mapping[str, Schema] = {
    "verdict": _VERDICT,
    "side": _one_of(*get_args(Side), None),
    "tension": _or_null(_AMOUNT),
    "misfit": _or_null(_AMOUNT),
    "robust": _one_of("robust", "fragile", None),
    "sentence": _TEXT,
    "conflicts": _list(_list(_TEXT)),
    "needs": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": _END, "minItems": 2, "maxItems": 2},
    },
    "readings": _list(_ref("reading")),
    "missing": _list(_TEXT),
    "face_km": _or_null(_AMOUNT),
    "drop": _list(_TEXT),
    "complete": {"type": "boolean"},
    "resorts": _list(_one_of("standing", "way")),
    "round_trip": _one_of("agree", "strained", None),
    "fragile_because": _list(_TEXT),
}
