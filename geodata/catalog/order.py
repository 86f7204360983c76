"""In what order the keys of a record stand: as the models declare them, long parts after the note."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from geodata.records import Claim, Event, Journey, Line, Place, Way, WayGroup
from geodata.records.journeys import Stop
from geodata.records.reports import QUANTITIES, EmbeddedReport, Report

Kind: TypeAlias = Any
"""The annotation of a field, or None where nothing is known of it."""

# Where the models declare first what several records share, people read what is said first.
_WHERE: Final = ("journey", "leg", "within", "from", "to", "by", "train")
_HOW: Final = ("measure", "hedge", "hedge_as", "role", "modality", "voice", "origin", "origin_basis", "paragraph")
_FIRST: Final[dict[type[BaseModel], tuple[str, ...]]] = {
    Claim: (*_WHERE, *QUANTITIES, "also", *_HOW),
    Event: (*_WHERE, "event", "at", "when", "zone", *_HOW),
    Journey: ("schema", "title", "names", "traveller", "vehicle"),
    Stop: ("at",),
    Way: ("name",),
}
_LONG: Final[dict[type[BaseModel], tuple[str, ...]]] = {
    EmbeddedReport: ("claims", "events", "statements"),
    Report: ("claims", "events", "statements"),
    Line: ("stations",),
    Place: ("stop",),
    WayGroup: ("ways",),
}


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a record as people write them, in canonical order."""
    declared = [field.alias or name for name, field in model.model_fields.items()]
    first = [key for key in _FIRST.get(model, ()) if key in declared]
    long = [key for key in _LONG.get(model, ()) if key in declared]
    return (*first, *(key for key in declared if key not in (*first, *long)), *long)


def record_of(kind: Kind) -> type[BaseModel] | None:
    """The record that a mapping of this kind is; None where its keys are ids, whose order is the writer's."""
    kind = _bare(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def below(kind: Kind, key: str | None) -> Kind:
    """The kind of what stands under a key, or of a list's items for None."""
    kind = _bare(kind)
    record = record_of(kind)
    if record is not None:
        fields = {field.alias or name: field.annotation for name, field in record.model_fields.items()}
        return fields.get(key or "")
    arms = get_args(kind)
    origin: object = get_origin(kind)
    if origin is dict and key is not None:
        return arms[1]
    return arms[0] if origin is tuple and key is None else None


def _bare(kind: Kind) -> Kind:
    """The annotation without its constraints and its None."""
    origin: object = get_origin(kind)
    if origin is Annotated:
        return _bare(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return next((_bare(arm) for arm in get_args(kind) if arm is not type(None)), None)
    return kind
