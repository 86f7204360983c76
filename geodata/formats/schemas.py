"""JSON Schemas of what people write and of what ``check --format json`` prints."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from geodata.formats.json_format import dumps
from geodata.outcome import Outcome
from geodata.records import Journey, LineFile, OriginsFile, PlacesFile, Report, SourcesFile, WaysFile

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, type[BaseModel]] = {
    "places.yaml": PlacesFile,
    "sources.yaml": SourcesFile,
    "origins.yaml": OriginsFile,
    "ways.yaml": WaysFile,
    "lines/<line>.yaml": LineFile,
    "<journey>/journey.yaml": Journey,
    "<journey>/reports/<report>.yaml": Report,
}


def records_schema() -> str:
    """One schema for every kind of record file: a file is valid under exactly one of them."""
    definitions: dict[str, Any] = {}
    kinds = []
    for name, model in _FILES.items():
        one = model.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
        definitions.update(one.pop("$defs", {}))
        definitions[model.__name__] = {**one, "description": f"{name}: {one.get('description', '')}".strip()}
        kinds.append({"$ref": f"#/$defs/{model.__name__}"})
    return dumps(
        {"$schema": _DRAFT, "title": "geodata records", "anyOf": kinds, "$defs": dict(sorted(definitions.items()))}
    )


def outcome_schema() -> str:
    """The keys and types of the outcome, from the classes that hold it."""
    one = TypeAdapter(Outcome).json_schema(ref_template="#/$defs/{model}")
    return dumps({"$schema": _DRAFT, **one})
