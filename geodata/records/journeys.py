"""Journeys: documented trips, leg by leg."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from geodata.records.atlas import Halt
from geodata.records.reports import EmbeddedReport
from geodata.records.words import Day, Language, Mode, Name, RecordFile, Slug, Slugs, Standing, Text, Waivable


class Stop(Halt):
    """A stop on a leg, at a named place."""

    at: Slug


class Leg(Waivable):
    """One move from place to place by one mode, outbound or on the way back."""

    direction: Literal["out", "back"]
    start: Slug = Field(alias="from")
    end: Slug = Field(alias="to")
    mode: Mode
    on: Day | None = Field(
        default=None, description="Day of departure, at the place left; decides which lines were open."
    )
    via: tuple[Slug, ...] = Field(default=(), description="Places known to lie on the way, in order.")
    ways: dict[Slug, dict[Slug, Standing]] = Field(
        default_factory=dict, description="Standing of ways on this leg, by way group, where it differs from ways.yaml."
    )
    stops: tuple[Stop, ...] = ()
    source: Slugs | None = None
    note: Text | None = None


class Journey(RecordFile, Waivable):
    """``<journey>/journey.yaml``: who went where and how, and what nobody knows about it."""

    title: Name
    names: dict[Language, Name] = Field(
        default_factory=dict, description="The title in other languages, by language tag."
    )
    traveller: Name | None = None
    left: Day | None = None
    home: Day | None = None
    vehicle: Name | None = None
    legs: dict[Slug, Leg] = Field(
        default_factory=dict, description="In order of travel; empty for records about trains at large."
    )
    unknown: tuple[Text, ...] = Field(default=(), description="What is not known, in words.")
    note: Text | None = None
    reports: dict[Slug, EmbeddedReport] = Field(default_factory=dict, description="Reports of a small journey.")
