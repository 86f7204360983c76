"""The types that every record shares: closed vocabularies, slugs, dates, bounded text."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Slug: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text: TypeAlias = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=4000)]
Name: TypeAlias = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]
Country: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{2}$")]
Language: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Number: TypeAlias = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Km: TypeAlias = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=50_000)]
Hours: TypeAlias = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=100_000)]
Count: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=100_000)]

Code: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}[0-9]{3}$")]

Mode: TypeAlias = Literal["rail", "road", "air", "sea"]
Standing: TypeAlias = Literal["reported", "usual", "possible"]
Modality: TypeAlias = Literal["forecast", "typical", "reported", "observed"]
Role: TypeAlias = Literal["average", "moving", "cruising", "limit", "maximum", "reach", "ambiguous"]
Measure: TypeAlias = Literal["moving", "elapsed", "trip", "stay", "stop"]
Grade: TypeAlias = Literal["official", "timetable", "encyclopedia", "press", "gazetteer", "track", "derived", "assumed"]
"""How far a figure can be trusted. ``track``: measured along a mapped track; ``derived``:
computed from the named sources; ``assumed``: a bound of ours, with its reason beside it."""


class MisfitError(ValueError):
    """A value that does not fit the rest of its record: ``at`` is the way to it from there."""

    def __init__(self, message: str, *at: str | int) -> None:
        super().__init__(message)
        self.at = at


def _one_or_many(value: Any) -> Any:  # noqa: ANN401 - what a validator gets before validation
    """``a`` and ``[a]`` say the same in a record."""
    return [value] if isinstance(value, str) else value


ONE_OR_MANY = BeforeValidator(_one_or_many)


def _http_only(value: str) -> str:
    message = "must be an http or https address without spaces, quotes or braces"
    if not re.match(r"https?://[^\s<>\"'`\\{}]+$", value):
        raise ValueError(message)
    try:
        host = urlsplit(value).hostname
    except ValueError:  # brackets that hold no address
        host = None
    if not host:
        raise ValueError(f"{message}, and with a host")
    return value


def _iso_day(value: Any) -> Any:  # noqa: ANN401
    """A day as YYYY-MM-DD; the shorter ISO forms of the standard library are refused."""
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        message = "must be a day written YYYY-MM-DD"
        raise ValueError(message)
    return date.fromisoformat(value)


Address: TypeAlias = Annotated[str, StringConstraints(strict=True, max_length=2000), AfterValidator(_http_only)]
Day: TypeAlias = Annotated[date, BeforeValidator(_iso_day)]
Slugs: TypeAlias = Annotated[tuple[Slug, ...], ONE_OR_MANY, Field(min_length=1)]
Countries: TypeAlias = Annotated[tuple[Country, ...], ONE_OR_MANY, Field(min_length=1, max_length=2)]
Zones: TypeAlias = Annotated[tuple[Name, ...], ONE_OR_MANY, Field(min_length=1, max_length=4)]


class Record(BaseModel):
    """A frozen, closed model: an unknown key is an error, and so is a change."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, defer_build=True)


class RecordFile(Record):
    """What one file holds; ``schema`` heads every file."""

    schema_: Literal[1] = Field(alias="schema", description="Version of the record format; 1.")


class Waiver(Record):
    """An editor holds back what a rule finds here, for a reason, until a day (compared with ``--as-of`` only)."""

    reason: Text
    until: Day | None = None


class Waivable(Record):
    """A record on which findings can be waived; a waiver holds for everything inside it."""

    waive: dict[Code, Waiver] = Field(
        default_factory=dict, description="By code of a rule: why its finding here is held back."
    )
