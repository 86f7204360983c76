"""JSON Schema of what people write: places, lines, ways, sources, origins, journeys and reports."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from geodata.formats.json_format import dumps
from geodata.records import Journey, LineFile, OriginsFile, PlacesFile, Report, SourcesFile, WaysFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, type[BaseModel]] = {
    "places.yaml": PlacesFile,
    "sources.yaml": SourcesFile,
    "origins.yaml": OriginsFile,
    "ways.yaml": WaysFile,
    "lines/<line>.yaml": LineFile,
    "<journey>/journey.yaml": Journey,
    "<journey>/reports/<report>.yaml": Report,
}

_ITEMS = {"minLength": "minItems", "maxLength": "maxItems"}


class _AsWritten(GenerateJsonSchema):
    """What a file may hold: where the records put one value into a list before they look at it, one value too."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> dict[str, Any]:
        inner = super().function_before_schema(schema)
        if inner.get("type") != "array":
            return inner
        one = inner["items"] if "items" in inner else inner["prefixItems"][0]
        return {"anyOf": [one, inner]}

    def generate_inner(self, schema: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's union of all core schemas
        found = super().generate_inner(schema)
        if "anyOf" not in found:
            return found
        # How many items there may be, which pydantic writes beside the validator as if it were characters.
        many = {_ITEMS[key]: value for key, value in found.items() if key in _ITEMS}
        found["anyOf"] = [{**one, **many} if one.get("type") == "array" else one for one in found["anyOf"]]
        return {key: value for key, value in found.items() if key not in _ITEMS}


def schemas_by_kind() -> dict[str, str]:
    """The schema of each kind of file by itself, for editors: "report" and so on."""
    schemas = {}
    for name, model in _FILES.items():
        kind = {"lines": "line"}.get(name.split("/")[0], model.__name__.removesuffix("File").lower())
        one = model.model_json_schema(by_alias=True, schema_generator=_AsWritten, mode="validation")
        schemas[kind] = dumps({"$schema": DRAFT, **one, "title": f"geodata {name}"})
    return schemas


def records_schema() -> str:
    """One schema for every kind of record file: a file is valid if it is valid as one of them."""
    definitions: dict[str, Any] = {}
    kinds = []
    for name, model in _FILES.items():
        one = model.model_json_schema(
            by_alias=True, ref_template="#/$defs/{model}", schema_generator=_AsWritten, mode="validation"
        )
        definitions.update(one.pop("$defs", {}))
        definitions[model.__name__] = {**one, "description": f"{name}: {one.get('description', '')}".strip()}
        kinds.append({"$ref": f"#/$defs/{model.__name__}"})
    return dumps(
        {"$schema": DRAFT, "title": "geodata records", "anyOf": kinds, "$defs": dict(sorted(definitions.items()))}
    )
