"""Reports: one publication each, with the numbers and clock times that it prints."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from geodata.records.words import (
    Address,
    Count,
    Country,
    Day,
    Language,
    Measure,
    MisfitError,
    Modality,
    Mode,
    Name,
    Record,
    RecordFile,
    Role,
    Slug,
    Slugs,
    Text,
    Waivable,
    Zones,
)

QUANTITIES = ("speed", "duration", "distance", "count", "other")


class Entry(Waivable):
    """What claims and events share: scope, who says it and how, where it came from."""

    journey: Slug | None = Field(default=None, description="Where it is not the journey of this folder.")
    leg: Slug | None = Field(
        default=None,
        description="A leg's id, or out, back or round for all legs of a direction or both; none: tied to no leg.",
    )
    voice: Name | None = Field(default=None, description="The source that the report names; none: the report itself.")
    modality: Modality = "reported"
    hedge: Name | None = Field(
        default=None, description="The words that loosen the number, as printed, in the report's language."
    )
    hedge_as: Name | None = Field(
        default=None, description="The same in a word of the policy's table, where it does not know the printed one."
    )
    origin: Slug | None = None
    origin_basis: Literal["named", "matched"] | None = Field(
        default=None, description="named: the report says where the number is from; matched: we infer it."
    )
    paragraph: Count | None = Field(default=None, description="Where in the text, counted from 1.")
    says: Text | None = Field(
        default=None, description="A paraphrase in our own words; never a sentence of the article."
    )
    note: Text | None = None

    @model_validator(mode="after")
    def _origin_has_a_basis(self) -> Self:
        if (self.origin is None) != (self.origin_basis is None):
            there = "origin_basis" if self.origin is None else "origin"
            raise MisfitError("origin and origin_basis (named or matched) stand together", there)
        return self


class Claim(Entry):
    """One number that a report prints: exactly one of speed, duration, distance, count, other."""

    speed: Name | None = None
    duration: Name | None = None
    distance: Name | None = None
    count: Name | None = None
    other: Name | None = None
    also: Name | None = Field(default=None, description="The conversion printed beside it in brackets; the same claim.")
    role: Role | None = Field(default=None, description="What a speed means; default ambiguous.")
    measure: Measure | None = Field(default=None, description="What a duration counts; default elapsed.")
    start: Slug | None = Field(
        default=None, alias="from", description="Where the number's stretch begins, if not with the leg."
    )
    end: Slug | None = Field(
        default=None, alias="to", description="Where the number's stretch ends, if not with the leg."
    )
    within: Country | None = Field(default=None, description="The territory that the number speaks of.")
    by: Mode | None = Field(default=None, description="The mode it speaks of, where it is not the leg's.")
    train: Literal["special", "ordinary", "high-speed"] = Field(
        default="special", description="Which train the number is about."
    )

    @property
    def kind(self) -> str:
        """Which of the five quantities this claim prints."""
        return next(name for name in QUANTITIES if getattr(self, name) is not None)

    @property
    def printed(self) -> str:
        """The number as printed, in its unit."""
        return str(getattr(self, self.kind))

    @model_validator(mode="after")
    def _one_quantity(self) -> Self:
        printed = (self.speed, self.duration, self.distance, self.count, self.other)
        if printed.count(None) == len(printed) - 1 and self.role is None and self.measure is None:
            return self  # as nearly all are: a corpus has thousands
        given = [name for name in QUANTITIES if getattr(self, name) is not None]
        if not given and (blank := [name for name in QUANTITIES if name in self.model_fields_set]):
            raise MisfitError("is left blank; write the number as printed, with its unit", blank[0])
        if len(given) != 1:
            message = f"needs exactly one of {', '.join(QUANTITIES)}; has {', '.join(given) or 'none'}"
            raise MisfitError(message, *given[1:2])
        if self.role is not None and given != ["speed"]:
            raise MisfitError(f"only a speed has a role, and this is a {given[0]}", "role")
        if self.measure is not None and given != ["duration"]:
            raise MisfitError(f"only a duration has a measure, and this is a {given[0]}", "measure")
        return self


class Event(Entry):
    """A clock time at a place.

    ``underway``: somewhere between departure and arrival at that time. ``other``: a dated
    event that moves no train (a parade), kept for comparison and left out of the arithmetic.
    """

    event: Literal["departed", "crossed", "passed", "arrived", "underway", "other"]
    at: Slug | None = None
    when: Name = Field(description="A date, with words or a time: '2025-09-02 about 16:00', 'by 2025-09-02 12:25'.")
    zone: Zones | None = Field(
        default=None, description="IANA zones the printed clock may be in; default: those of the place."
    )

    @model_validator(mode="after")
    def _a_place_or_none(self) -> Self:
        if (self.at is None) != (self.event in {"underway", "other"}) and self.event != "other":
            message = "every event but underway and other happens at a place"
            raise MisfitError(message, "event" if self.at is None else "at")
        return self


class Reviewed(Record):
    """An editor has looked: the verdict and the clashing claims that were computed on that day."""

    verdict: Literal["agree", "strained", "tension", "conflict", "unknown"]
    clash: tuple[Slugs, ...] = Field(default=(), description="The minimal conflicts, each a list of claim ids.")
    policy: Count
    on: Day
    reason: Text


class Statement(Waivable):
    """The claims and events of one voice in one modality of one report that must hold together."""

    of: Slugs
    reviewed: Reviewed | None = None
    note: Text | None = None


class Published(Record):
    """When a report appeared, and how that is known."""

    date: Day
    basis: Literal["stated", "inferred", "archive"]
    note: Text | None = None


class EmbeddedReport(Waivable):
    """One publication; it stands once, whatever it speaks of."""

    outlet: Name
    title: Name | None = None
    url: Address | None = None
    archive: Address | None = None
    archive_id: Name | None = Field(
        default=None, description="Where there is no address: the label under which the text is kept."
    )
    published: Published
    accessed: Day | None = None
    corrected: Day | None = None
    withdrawn: Day | None = None
    language: Language
    claims: dict[Slug, Claim] = Field(default_factory=dict)
    events: dict[Slug, Event] = Field(default_factory=dict)
    statements: dict[Slug, Statement] = Field(default_factory=dict)
    note: Text | None = None

    @model_validator(mode="after")
    def _can_be_found_again(self) -> Self:
        if self.url is None and self.archive is None and self.archive_id is None:
            message = "needs url, archive or archive_id"
            raise ValueError(message)
        both = self.claims.keys() & self.events.keys()
        if both:
            raise MisfitError(f"claims and events share the id {min(both)}; rename one", "events", min(both))
        return self


class Report(EmbeddedReport, RecordFile):
    """``<journey>/reports/<report>.yaml``: a publication in a file of its own."""


class Origin(Waivable):
    """Where a number first came from: one utterance that reports repeat."""

    who: Name
    what: Text
    on: Annotated[str, Field(strict=True, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    report: Name | None = Field(default=None, description="journey/report of the first print, where it is recorded.")
    basis: Literal["original", "relay", "inference"] = Field(description="What stands behind it.")
    note: Text | None = None


class OriginsFile(RecordFile):
    """``origins.yaml``."""

    origins: dict[Slug, Origin]
