"""Values to records: pydantic checks them, and every fault gets its place and plain words."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Annotated, Final, TypeGuard, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geodata.catalog.positions import Positions, Steps, Value, locate, standing
from geodata.catalog.text import shown, visible
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError
from geodata.records import words

M = TypeVar("M", bound=BaseModel)

SLUG_IN_WORDS: Final = "a slug: small letters, digits and hyphens, at most 64"

_PATTERNS: Final = {
    get_args(words.Slug)[1].pattern: SLUG_IN_WORDS,
    get_args(words.Country)[1].pattern: "a country code of two capital letters, such as KP",
    get_args(words.Code)[1].pattern: "the code of a rule, such as PRV001",
    get_args(words.Language)[1].pattern: "a language tag, such as en, ko or zh-Hant",
}

_TYPES: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
}

_PRINTED: Final = {"speed": "60 km/h", "duration": "20 h", "distance": "1,364 km", "count": "21 cars", "also": "37 mph"}

_LIMITS: Final = {
    "greater_than_equal": ("ge", "below"),
    "greater_than": ("gt", "not above"),
    "less_than_equal": ("le", "above"),
    "less_than": ("lt", "not below"),
}


def validated(model: type[M], value: Value) -> M:
    """The record of class ``model`` that a file's value says; raises ValidationError."""
    # Field names that stand in for Python keywords (start for from) are no keys of a file.
    return model.model_validate(value, by_alias=True, by_name=False)


def bind(model: type[M], value: Value, places: Callable[[], Positions], file: str) -> M:
    """The record of class ``model`` that a file's value says; ``places`` is asked for positions if there are faults.

    Raises UnreadableRecordsError with one located error per fault, in the order of the file.
    """
    try:
        return validated(model, value)
    except ValidationError as error:
        positions = places()
        told = error.errors(include_url=False)
        misspelt = {
            (*fault["loc"][:-1], _nearest(fault["loc"][-1], _known(model, fault["loc"])))
            for fault in told
            if fault["type"] == "extra_forbidden"
        }
        faults: dict[tuple[Mark, object], UnreadableError] = {}
        for fault in told:
            if fault["type"] == "missing" and fault["loc"] in misspelt:
                continue  # it is there, under a wrong name
            if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
                continue  # its items are at fault, and told one by one
            place, message = _located(model, fault, positions, file)
            # A union, or km: 217 for [217, 217], tells one fault twice; keys missing side by side share a place.
            same = (place, message if fault["type"] == "missing" else None)
            faults.setdefault(same, UnreadableError(place, visible(message)))
        raise UnreadableRecordsError(tuple(sorted(faults.values(), key=lambda found: found.mark))) from None


def _located(model: type[BaseModel], fault: ErrorDetails, positions: Positions, file: str) -> tuple[Mark, str]:
    path: Steps = fault["loc"]
    if fault["type"] == "extra_forbidden":
        known = _known(model, path)
        else_known = f"; known here: {', '.join(known)}" if known else "; remove it"
        guess = _did_you_mean(path[-1], known) or else_known
        return locate(file, positions, path, key=True), f"unknown key {shown(path[-1])}{guess}"
    if fault["type"] == "missing":
        parent = path[:-1]
        return locate(file, positions, parent), f"{_label(parent, positions)}missing key {shown(path[-1])}"
    if path and path[-1] == "[key]" and standing(path, positions) != path:
        what = _PATTERNS.get(fault.get("ctx", {}).get("pattern"), "shaped differently")
        return locate(file, positions, path[:-1], key=True), f"key {shown(path[-2])}: must be {what}"
    path = (*path, *getattr(fault.get("ctx", {}).get("error"), "at", ()))
    return locate(file, positions, path), _label(path, positions) + _in_words(fault, _wanted(model, fault, path))


def _wanted(model: type[BaseModel], fault: ErrorDetails, path: Steps) -> str | None:
    """What should stand there, where the fault alone does not say it well; else None."""
    if fault["type"] == "string_type" and path[-1:] and path[-1] in _PRINTED:
        return f"the number with its unit, as printed, such as {_PRINTED[str(path[-1])]}"
    if fault["type"] in ("model_type", "model_attributes_type") and path:
        record = _plain(_below(_holder(model, path), path[-1]))
        fields = record.model_fields.items() if _is_model(record) else ()
        needed = [field.alias or name for name, field in fields if field.is_required()]
        return f"a mapping (key: value) with {', '.join(needed)}" if needed else None
    alone = _alone(model, path) if fault["type"] == "tuple_type" else None
    return f"{alone}, or a list" if alone else None


def _alone(model: type[BaseModel], path: Steps) -> str | None:
    """What may stand alone where ``path`` leads to a list of which one needs no brackets; else None."""
    parent = _holder(model, path)
    fields = parent.model_fields.items() if parent else ()
    field = next((field for name, field in fields if path[-1] == (field.alias or name)), None)
    if field is None or words.ONE_OR_MANY not in field.metadata:
        return None
    item = get_args(get_args(_plain(field.annotation))[0])
    return _PATTERNS.get(getattr(item[1], "pattern", None), "text") if item else "text"


def _in_words(fault: ErrorDetails, wanted: str | None) -> str:  # noqa: PLR0911 - a table of sentences
    kind, value, about = fault["type"], fault["input"], fault.get("ctx", {})
    if kind in _TYPES:
        what = wanted or _TYPES[kind]
        if value is None and fault["loc"]:
            return f"is left blank; must be {what}"
        quote = what.startswith("text") and isinstance(value, int | float)
        return f"must be {what}, not {shown(value)}{'; put it in quotes' if quote else ''}"
    if kind in _LIMITS:
        name, side = _LIMITS[kind]
        return f"{shown(value)} is {side} {about[name]:g}"
    if kind == "literal_error":
        near = _did_you_mean(value, [word.strip("'") for word in about["expected"].replace(" or ", ", ").split(", ")])
        return f"must be {about['expected'].replace(chr(39), chr(34))}, not {shown(value)}{near}"
    if kind == "string_pattern_mismatch":
        return f"must be {_PATTERNS.get(about['pattern'], 'of the form ' + about['pattern'])}, not {shown(value)}"
    if kind in {"string_too_short", "too_short"}:
        return "is empty" if not value else f"needs at least {about['min_length']}, has {len(value)}"
    if kind in {"string_too_long", "too_long"}:
        unit = "characters" if kind == "string_too_long" else "items"
        return f"has {len(value)} {unit}, at most {about['max_length']} may be"
    message = str(about["error"]) if "error" in about else f"{fault['msg'][:1].lower()}{fault['msg'][1:]}"
    if value is None:
        return f"is left blank; {message}"
    return message if isinstance(value, dict | list) else f"{shown(value)}: {message}"


def _label(path: Steps, positions: Positions) -> str:
    """The last key that a file has on the way to a fault, with the item's number where it is one of a list."""
    stands = standing(path, positions)  # pydantic's path goes on into unions, and into lists made of one value
    names = [step for step in stands if isinstance(step, str)]
    if not names:
        return ""
    last = stands[-1]
    item = f" (item {last + 1})" if isinstance(last, int) else ""
    return f"{shown(names[-1])[1:-1]}{item}: "


def _known(model: type[BaseModel], path: Steps) -> list[str]:
    """The keys that may stand where ``path`` ends, in the order of the model."""
    parent = _holder(model, path)
    return [field.alias or name for name, field in parent.model_fields.items()] if parent else []


def _holder(model: type[BaseModel], path: Steps) -> type[BaseModel] | None:
    """The record that ``path`` ends in; None where that is a list, or a mapping by id."""
    annotation: object = model
    for step in path[:-1]:
        annotation = _below(annotation, step)
    parent = _plain(annotation)
    return parent if path and _is_model(parent) else None


def _nearest(word: object, known: Sequence[str]) -> str | None:
    close = get_close_matches(word, known, 1) if isinstance(word, str) and len(word) < 100 else []
    return close[0] if close else None


def _did_you_mean(word: object, known: Sequence[str]) -> str:
    guess = _nearest(word, known)
    return f'; did you mean "{guess}"?' if guess else ""


def _is_model(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _plain(annotation: object) -> object:
    """An annotation without Annotated and ``| None``."""
    while get_origin(annotation) in {Annotated, Union, types.UnionType}:
        annotation = next(arg for arg in get_args(annotation) if arg is not types.NoneType)
    return annotation


def _below(annotation: object, step: str | int) -> object:
    """The annotation of a field of a model, or of what a mapping or a list holds."""
    annotation = _plain(annotation)
    if _is_model(annotation):
        fields = annotation.model_fields
        return next((field.annotation for name, field in fields.items() if step == (field.alias or name)), None)
    held = get_args(annotation)
    return None if not held else held[-1] if get_origin(annotation) is dict else held[0]
