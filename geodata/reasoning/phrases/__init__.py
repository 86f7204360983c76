"""The words of every sentence, one table per language: data beside this module, and how a language writes numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from geodata.catalog import read_mapping
from geodata.errors import UsageError
from geodata.reasoning.clock import iso
from geodata.reasoning.missing import Missing
from geodata.records.words import Country, Language, Name, Record, RecordFile, Text

LANGUAGES = ("en", "ko", "zh", "ja", "fr", "es", "de", "ru")

Unit: TypeAlias = Literal["km", "kmh", "h", "min"]
Join: TypeAlias = Literal["and", "or", "list", "clash", "sentence", "stop"]
Week: TypeAlias = Annotated[tuple[Name, ...], Field(min_length=7, max_length=7)]


class Numbers(Record):
    """How figures are written: marks, and from how many digits on thousands are set apart."""

    decimal: Name
    group: Name
    group_from: Annotated[int, Field(strict=True, ge=4, le=9)]
    range: Name


class Phrases(RecordFile):
    """One language; ``en.yaml`` says what each key is for."""

    language: Language
    numbers: Numbers
    units: dict[Unit, Name]
    joins: dict[Join, Annotated[str, Field(strict=True, max_length=20)]]
    weekdays: Week
    short_weekdays: Week
    months: Annotated[tuple[Name, ...], Field(min_length=12, max_length=12)]
    ways: dict[Name, Name]
    no_ways: dict[Name, Name]
    countries: dict[Country, Name]
    """The countries of the family's journeys; any other goes by its code."""
    events: dict[Name, Name]
    say: dict[Name, Text]
    missing: dict[Name, Text]

    def clause(self, key: str, **fields: str) -> str:
        """A template with its fields; neither capital nor full stop."""
        return self.say[key].format(**fields)

    def sentence(self, clause: str) -> str:
        """The clause with a capital and a full stop."""
        return f"{clause[:1].upper()}{clause[1:]}{self.joins['stop']}"

    def join(self, how: Join, parts: Iterable[str]) -> str:
        """Parts in a row, as the language sets them side by side."""
        return self.joins[how].join(parts)

    def wanting(self, what: str) -> str:
        """A missing input, in this language where its kind is known."""
        return self.missing[what.key].format(**what.fields) if isinstance(what, Missing) else what

    def km(self, low: float, high: float) -> str:
        """A distance as a reader says it: "1,324–1,371 km"; below ten kilometres with a decimal."""
        return self._range("km", low, high, 1 if high < 10 else 0)

    def hours(self, low: float, high: float) -> str:
        """A duration: "26.5–27.4 h", whole hours without a decimal; below an hour in minutes."""
        if 0 < high < 1:
            return self._range("min", low * 60, high * 60, 0 if high * 60 >= 1 else 1)
        return self._range("h", low, high, 1)

    def kmh(self, low: float, high: float) -> str:
        """A speed: "66.2–68.5 km/h"."""
        return self._range("kmh", low, high, 1)

    def _range(self, unit: Unit, low: float, high: float, digits: int) -> str:
        a, b = self.number(low, digits), self.number(high, digits)
        return self.units[unit].format(n=a if a == b else f"{a}{self.numbers.range}{b}")

    def number(self, x: float, digits: int = 1) -> str:
        """The figure with at most so many decimals; more where it would else vanish: 0.04."""
        while digits and 0 < x < 10.0**-digits and digits < 4:
            digits += 1
        whole, _, rest = f"{x:.{digits}f}".partition(".")
        rest = rest.rstrip("0")
        if len(whole) >= self.numbers.group_from:
            whole = f"{int(whole):,}".replace(",", self.numbers.group)
        return f"{whole}{self.numbers.decimal}{rest}" if rest else whole

    def moment(self, hours: float, zone: str) -> str:
        """An instant, told in that zone: "Tue 2 Sep 03:00"."""
        local = datetime.fromisoformat(iso(hours, zone))
        return self.say["moment"].format(**self._date(local, self.short_weekdays), time=f"{local:%H:%M}")

    def day(self, local: datetime) -> str:
        """A calendar day: "Tuesday 2 Sep"."""
        return self.say["day"].format(**self._date(local, self.weekdays))

    def _date(self, local: datetime, weekdays: tuple[str, ...]) -> dict[str, str]:
        return {
            "weekday": weekdays[local.weekday()],
            "day": str(local.day),
            "month": self.months[local.month - 1],
        }


@lru_cache(maxsize=len(LANGUAGES))
def phrases(lang: str = "en") -> Phrases:
    """The table of that language, read when it is first asked for. Raises UsageError for one that is not there."""
    if lang not in LANGUAGES:
        raise UsageError(f'no sentences in "{lang[:20]}"; there are {", ".join(LANGUAGES)}')
    return read_mapping(Path(__file__).with_name(f"{lang}.yaml"), Phrases)
