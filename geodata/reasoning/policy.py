"""The policy: every figure of judgement in one versioned table, printed with every verdict."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import Field, model_validator

from geodata.catalog import read_mapping
from geodata.outcome import Verdict
from geodata.records.words import Mode, Name, Number, Record, RecordFile, Role

HedgeClass: TypeAlias = Literal[
    "bare", "exact", "about", "nearly", "close", "over", "odd", "under", "up to", "calendar"
]
Width: TypeAlias = Literal["h", "h/5", "a", "leak", "place", "open"]
Positive: TypeAlias = Annotated[Number, Field(gt=0, le=1000)]
Share: TypeAlias = Annotated[Number, Field(ge=0, le=1)]


class HedgeWidths(Record):
    """How far a number may be read below and above what was printed."""

    below: Width
    above: Width
    speed: HedgeClass | None = Field(default=None, description="The class that it is of a speed, where another.")


class CalendarWidths(Record):
    """How many days fewer and more than a count of days or nights; ``give``: how many again of each at slack 1."""

    fewer: Annotated[Number, Field(ge=0, le=2)]
    more: Annotated[Number, Field(ge=0, le=2)]
    give: tuple[Annotated[Number, Field(ge=0, le=2)], Annotated[Number, Field(ge=0, le=2)]]


class Bands(Record):
    """Upper ends of the verdicts, in tension; above ``tension`` it is a conflict."""

    agree: Positive
    strained: Positive
    tension: Positive

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.agree <= self.strained <= self.tension:
            raise ValueError("bands must rise: agree, strained, tension")
        return self


class ClockWord(Record):
    """A part of the day: local hours, and how far each edge may give."""

    hours: tuple[Annotated[Number, Field(ge=0, le=24)], Annotated[Number, Field(ge=0, le=36)]]
    fuzz: tuple[Annotated[Number, Field(ge=0, le=12)], Annotated[Number, Field(ge=0, le=12)]]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.hours[0] > self.hours[1]:
            raise ValueError("the hours must not run backwards; past midnight they go on above 24")
        return self


class TimeFuzz(Record):
    """How far a printed time may be off, in hours."""

    hour: Annotated[Number, Field(ge=0, le=12)]
    minute: Annotated[Number, Field(ge=0, le=12)]
    about: Annotated[Number, Field(ge=0, le=12)]


class Air(Record):
    """How flights relate to the shortest line between two named points."""

    stray: Annotated[Number, Field(ge=1, le=10)]
    ends_km: Annotated[Number, Field(ge=0, le=500)]


class Standing(Record):
    """Share of the hours that an average may leave out, standing: on a ride of a day, and beyond."""

    modes: tuple[Mode, ...]
    within_a_day: Share
    beyond: Share


class Far(Record):
    """How much longer than the shortest line a way may be of which nothing else is known."""

    times: Annotated[Number, Field(ge=1, le=100)]
    spare_km: Annotated[Number, Field(ge=0, le=5000)]


class Resorts(Record):
    """Assumptions that nothing on record supports; they make a tension of a conflict, and nothing kinder."""

    standing: Standing
    surface: Far
    air: Far


class Policy(RecordFile):
    """The whole table; see ``policy.yaml`` beside this module for what each figure means."""

    version: Annotated[int, Field(strict=True, ge=1)]
    grain_cap: Share
    single: Share
    relative: Share
    leak: Share
    distance_least: Share
    speed_least: Share
    cap: Annotated[Number, Field(gt=0, le=64)]
    bands: Bands
    air: Air
    fastest_kmh: dict[Mode, Annotated[Number, Field(gt=0, le=40_000)]]
    resorts: Resorts
    hedges: dict[HedgeClass, HedgeWidths]
    calendar: dict[Literal["days", "calendar days", "nights"], CalendarWidths]
    words: dict[HedgeClass, tuple[Name, ...]]
    decimal_comma: tuple[Name, ...]
    decimal_point: tuple[Name, ...]
    door_to_door: tuple[Name, ...]
    roles: dict[Role, tuple[Name, ...]]
    clock: dict[Name, ClockWord]
    time_fuzz: TimeFuzz

    @model_validator(mode="after")
    def _every_class_has_a_row(self) -> Self:
        for table in (self.hedges, self.words):
            missing = [name for name in get_args(HedgeClass) if name not in table]
            if missing:
                raise ValueError(f"no row for {', '.join(missing)}")
        if len(self.calendar) < 3:
            raise ValueError("calendar needs three rows, days, calendar days and nights")
        return self

    def band(self, tension: float) -> Verdict:
        """The verdict for a tension (λ*)."""
        if tension <= self.bands.agree:
            return Verdict.AGREE
        if tension <= self.bands.strained:
            return Verdict.STRAINED
        return Verdict.TENSION if tension <= self.bands.tension else Verdict.CONFLICT

    def summary(self) -> dict[str, object]:
        """What is printed with a verdict: the version and the figures, without the word lists."""
        return {
            "version": self.version,
            "relative": self.relative,
            "leak": self.leak,
            "grain_cap": round(self.grain_cap, 6),
            "single": self.single,
            "distance_least": self.distance_least,
            "speed_least": self.speed_least,
            "cap": self.cap,
            "bands": self.bands.model_dump(),
            "air": self.air.model_dump(),
            "fastest_kmh": dict(self.fastest_kmh),
            "resorts": self.resorts.model_dump(mode="json"),
        }


@lru_cache(maxsize=8)
def load_policy(path: Path | None = None) -> Policy:
    """The policy in that file, or the one that is shipped. Raises UnreadableError."""
    return read_mapping(path or Path(__file__).with_name("policy.yaml"), Policy)
