"""The ground as records: places, railway lines with their posts, parallel ways, sources."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from geodata.records.words import (
    Address,
    Countries,
    Day,
    Grade,
    Hours,
    Km,
    Language,
    MisfitError,
    Mode,
    Name,
    Number,
    Record,
    RecordFile,
    Slug,
    Slugs,
    Standing,
    Text,
    Waivable,
    Zones,
)


class Source(Waivable):
    """A work that figures are taken from, with the licence that its figures carry."""

    title: Text
    url: Address | None = None
    publisher: Name | None = None
    licence: Name = Field(description="SPDX id, or 'fact' for a single figure cited from a work under another licence.")
    credit: Name | None = Field(default=None, description="The credit that the licence asks for.")
    accessed: Day | None = None
    note: Text | None = None


class SourcesFile(RecordFile):
    """``sources.yaml``."""

    sources: dict[Slug, Source]


class Halt(Record):
    """How long trains stop at a place: hours as an interval, open above where nothing is known."""

    low_h: Hours
    high_h: Hours | None = None
    reason: Text
    source: Slugs | None = None


class Place(Waivable):
    """A named WGS 84 point with country and IANA time zone.

    A border belongs to two countries and two zones, in any order, and carries the stop that
    trains make there.
    """

    name: Name
    names: dict[Language, Name] = Field(default_factory=dict, description="The name in other scripts, by language tag.")
    also: tuple[Name, ...] = Field(default=(), description="Other spellings a reader may type.")
    kind: Literal["station", "city", "town", "border", "airport", "port", "halt", "point"] = "station"
    country: Countries
    zone: Zones
    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    within_km: Km | None = Field(default=None, description="How far off the point may be, where it is not exact.")
    source: Slugs
    grade: Grade
    stop: Halt | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _border_has_two_countries(self) -> Self:
        if (self.kind == "border") != (len(self.country) == 2):
            raise MisfitError("a border has two countries, any other place has one", "country")
        return self


class PlacesFile(RecordFile):
    """``places.yaml``."""

    places: dict[Slug, Place]


def _post(value: object) -> object:
    """``km: 217`` is ``km: [217, 217]``."""
    return [value, value] if isinstance(value, int | float) and not isinstance(value, bool) else value


Post: TypeAlias = Annotated[tuple[Km, Km], BeforeValidator(_post)]


class Station(Waivable):
    """A place on a line.

    ``km`` is its post, counted from the start of the line. Where sources disagree it is an
    interval: the low ends of a line's posts form one consistent chainage, the high ends another.
    A station without a post is placed between its neighbours in proportion to the geodesics.
    """

    place: Slug
    km: Post | None = None
    source: Slugs | None = None
    grade: Grade | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _post_has_a_source(self) -> Self:
        if self.km is not None and (self.source is None or self.grade is None):
            raise MisfitError("a post needs its source and grade", "km")
        if self.km is not None and self.km[0] > self.km[1]:
            raise MisfitError(f"low end {self.km[0]:g} km lies above high end {self.km[1]:g} km", "km")
        return self


Year: TypeAlias = Annotated[int, Field(strict=True, ge=1800, le=2200)]


class Years(Record):
    """The years a line was open, both included; no end where it still runs."""

    start: Year = Field(alias="from")
    end: Year | None = Field(default=None, alias="to")
    source: Slugs | None = None


class Line(Waivable):
    """A railway (or road) with its stations in order, at published kilometres."""

    name: Name
    names: dict[Language, Name] = Field(default_factory=dict)
    mode: Mode = "rail"
    gauge_mm: Annotated[int, Field(strict=True, ge=300, le=3000)] | None = None
    operator: Name | None = None
    open: Years | None = None
    standing: Standing = Field(default="usual", description="Whether long-distance trains usually run here.")
    stations: Annotated[tuple[Station, ...], Field(min_length=2)]
    note: Text | None = None

    @model_validator(mode="after")
    def _posts_rise(self) -> Self:
        first, last = self.stations[0], self.stations[-1]
        if first.km is None or last.km is None:
            where = 0 if first.km is None else len(self.stations) - 1
            raise MisfitError("the first and the last station need a post (km)", "stations", where)
        posts = [(i, station) for i, station in enumerate(self.stations) if station.km is not None]
        for (_, before), (i, after) in itertools.pairwise(posts):
            assert before.km is not None  # noqa: S101 - filtered just above; tells mypy
            assert after.km is not None  # noqa: S101
            if after.km[0] <= before.km[0] or after.km[1] <= before.km[1]:
                message = (
                    f"posts must rise: {after.place} at {after.km[0]:g}–{after.km[1]:g} km"
                    f" follows {before.place} at {before.km[0]:g}–{before.km[1]:g} km"
                )
                raise MisfitError(message, "stations", i, "km")
        return self


class LineFile(RecordFile):
    """``lines/<line>.yaml``: one line, and the places that only this line needs."""

    line: Line
    places: dict[Slug, Place] = Field(default_factory=dict)


class Way(Record):
    """One of several parallel paths between the same two places, as lines in order of travel."""

    lines: Slugs
    standing: Standing
    name: Name | None = None
    source: Slugs | None = None
    note: Text | None = None


class WayGroup(Waivable):
    """Parallel ways between two places: distance over them is an interval."""

    start: Slug = Field(alias="from")
    end: Slug = Field(alias="to")
    ways: Annotated[dict[Slug, Way], Field(min_length=2)]
    note: Text | None = None


class WaysFile(RecordFile):
    """``ways.yaml``: which lines run beside each other, and how they stand."""

    groups: dict[Slug, WayGroup]
