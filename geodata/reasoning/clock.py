"""Clock words: "2025-09-01 afternoon", "by 2025-09-02 12:25", "2025-09-02 about 16:00".

A printed time becomes an interval of absolute hours with a fuzz at each edge, in the zone of its
place on that day (zones from the tzdata package, never the machine's).
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from geodata.errors import UsageError
from geodata.reasoning.policy import Policy

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Hours are counted from here; any fixed instant would do."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Hours since EPOCH: somewhere in [earliest, latest], each edge giving by its fuzz at slack 1.

    ``earliest`` or ``latest`` is None where the words leave that side open ("by noon").
    """

    text: str
    zone: str
    earliest: float | None
    latest: float | None
    fuzz_early: float = 0.0
    fuzz_late: float = 0.0

    def at(self, slack: float) -> tuple[float | None, float | None]:
        """The interval at that slack: fuzz grows to 1, then every edge moves an hour per unit of slack."""
        soft, extra = min(slack, 1.0), max(0.0, slack - 1.0)
        return (
            None if self.earliest is None else self.earliest - soft * self.fuzz_early - extra,
            None if self.latest is None else self.latest + soft * self.fuzz_late + extra,
        )

    def off_by(self, misfit: float) -> tuple[float | None, float | None]:
        """The interval at full fuzz when every edge may be off by ``misfit`` days."""
        low, high = self.at(1.0)
        return (None if low is None else low - 24 * misfit, None if high is None else high + 24 * misfit)


def iso(hours: float, zone: str = "UTC") -> str:
    """The instant, to the minute, ISO 8601 with its offset."""
    instant = EPOCH + timedelta(minutes=round(hours * 60))
    return instant.astimezone(_zone(zone)).isoformat(timespec="minutes")


def show(hours: float, zone: str) -> str:
    """The instant as a reader says it: "Tue 2 Sep 03:00"."""
    local = (EPOCH + timedelta(minutes=round(hours * 60))).astimezone(_zone(zone))
    days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{days[local.weekday()]} {local.day} {months[local.month - 1]} {local:%H:%M}"


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    """A zone of the tzdata package. Raises UsageError for a name that is no IANA zone."""
    from importlib.resources import files

    if re.fullmatch(r"[A-Za-z_]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}", name):
        entry = files("tzdata").joinpath("zoneinfo", *name.split("/"))
        if entry.is_file():
            with entry.open("rb") as stream, suppress(ValueError):  # the package holds lists beside the zones
                return ZoneInfo.from_file(stream, key=name)
    message = f'no IANA time zone "{_printable(name[:60])}"; write one like Asia/Pyongyang'
    raise UsageError(message)


def _printable(text: str) -> str:
    """What a message may quote."""
    return "".join(c if c.isprintable() else "�" for c in text)


_WHEN = re.compile(
    r"(?P<by>by |before |not later than |no later than )?(?P<after>after |not before )?"
    r"(?:(?P<day>\d{4}-\d{2}-\d{2})(?:[T ,]+)?(?P<rest>.*))"
)
_ABOUT = r"(?:about|around|circa|shortly (?:before|after)|some|~) ?"
_TIME = re.compile(
    rf"(?P<about>{_ABOUT})?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::[0-5]\d)?"
    r" ?(?P<half>am|pm|a\.m\.|p\.m\.)?(?P<offset>z|[+-](?:0\d|1[0-4]):?[0-5]\d)?"
)


def read_when(text: str, zone: str, policy: Policy) -> Moment:
    """Read a printed time in ``zone``, unless it carries its own offset.

    Raises UsageError with one line for a date that does not exist and for words not in the policy.
    """
    plain = _printable(" ".join(text.split()).replace("–", "-"))
    about = re.match(r"about (?=\d{4}-)", plain)
    match = _WHEN.fullmatch(plain[about.end() :] if about else plain)
    if match is None:
        message = f'cannot read the time "{plain[:60]}"; write YYYY-MM-DD, then HH:MM or words such as "early hours"'
        raise UsageError(message)
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        message = f'"{plain[:60]}": there is no day {match["day"]}'
        raise UsageError(message) from None
    if not 1800 <= day.year <= 2200:
        message = f'"{plain[:60]}": the year {day.year} is outside 1800 to 2200'
        raise UsageError(message)
    rest = match["rest"].strip().casefold()
    until = match["by"] or rest.startswith("by ")
    rest = rest.removeprefix("by ")
    if about and rest[:1].isdigit():
        rest = f"about {rest}"
    low, high, fuzz_early, fuzz_late, used = _span(rest, day, zone, policy, plain)
    firm = low == high and not re.match(_ABOUT, rest)
    if until:
        return Moment(plain, used, None, high, 0.0, 0.0 if firm else fuzz_late)
    if match["after"]:
        return Moment(plain, used, low, None, 0.0 if firm else fuzz_early, 0.0)
    return Moment(plain, used, low, high, fuzz_early, fuzz_late)


def _span(rest: str, day: date, zone: str, policy: Policy, whole: str) -> tuple[float, float, float, float, str]:
    """Earliest, latest, the fuzz of each, and the zone used."""
    if not rest:
        return _hours(day, 0.0, zone), _hours(day, 24.0, zone), 0.0, 0.0, zone
    if rest in policy.clock:
        word = policy.clock[rest]
        return _hours(day, word.hours[0], zone), _hours(day, word.hours[1], zone), *word.fuzz, zone
    match = _TIME.fullmatch(rest)
    if match is None:
        message = f'cannot read "{rest[:40]}" in "{whole[:60]}"; known words are {", ".join(sorted(policy.clock))}'
        raise UsageError(message)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            message = f'"{whole[:60]}": {hour} {match["half"]} is no time of the day'
            raise UsageError(message)
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        message = f'"{whole[:60]}": {hour}:{minute:02d} is no time of the day'
        raise UsageError(message)
    fuzz = policy.time_fuzz
    give = fuzz.about if match["about"] else fuzz.hour if minute == 0 else fuzz.minute
    if match["offset"]:
        at = _hours(day, hour + minute / 60, "UTC") - _offset_h(match["offset"])
        return at, at, give, give, zone
    at = _hours(day, hour + minute / 60, zone)
    return at, at, give, give, zone


def _offset_h(text: str) -> float:
    if text == "z":
        return 0.0
    digits = text[1:].replace(":", "")
    hours = int(digits[:2]) + int(digits[2:]) / 60
    return -hours if text[0] == "-" else hours


def _hours(day: date, local_hours: float, zone: str) -> float:
    """Hours since EPOCH of a local clock reading; the offset is that of the day."""
    local = datetime.combine(day, time(), tzinfo=None) + timedelta(hours=local_hours)
    return (local.replace(tzinfo=_zone(zone)) - EPOCH).total_seconds() / 3600
