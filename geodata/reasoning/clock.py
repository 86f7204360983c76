"""Clock words: "2025-09-01 afternoon", "by 2025-09-02 12:25", "early Tuesday 2025-09-02", "2025-09-02 about 16:00".

A printed time becomes an interval of absolute hours with a fuzz at each edge, in the zone of its
place on that day. The interval holds every instant that the words allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from geodata.errors import UsageError
from geodata.reasoning.policy import Policy
from geodata.reasoning.zones import ANY_ZONE, EPOCH, instants, printable, zone_of

__all__ = ["ANY_ZONE", "EPOCH", "Moment", "different_days", "iso", "read_when", "show"]


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
    return instant.astimezone(zone_of(zone)).isoformat(timespec="minutes")


def show(hours: float, zone: str) -> str:
    """The instant as a reader says it: "Tue 2 Sep 03:00"."""
    local = (EPOCH + timedelta(minutes=round(hours * 60))).astimezone(zone_of(zone))
    days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{days[local.weekday()]} {local.day} {months[local.month - 1]} {local:%H:%M}"


def different_days(moment_a: Moment, moment_b: Moment) -> tuple[str, str] | None:
    """The days that two printed times of one thing name ("2025-09-01", "2025-09-02"), where they name different ones.

    None where one local day fits both at full fuzz, each by the clock of its own zone: "night"
    and "early hours" of the next day meet, "Monday" and "early Tuesday" do not.
    """
    spans = []
    for moment in (moment_a, moment_b):
        low, high = moment.at(1.0)
        first = date.min if low is None else _local_day(low, moment.zone)
        last = date.max if high is None else _local_day(high - 1 / 3600 if high != low else high, moment.zone)
        spans.append((first, last))
    (first_a, last_a), (first_b, last_b) = spans
    if first_a <= last_b and first_b <= last_a:
        return None
    return _printed_day(moment_a), _printed_day(moment_b)


def _local_day(hours: float, zone: str) -> date:
    return (EPOCH + timedelta(hours=hours)).astimezone(zone_of(zone)).date()


def _printed_day(moment: Moment) -> str:
    match = _DAY.search(moment.text)
    edge = moment.earliest if moment.earliest is not None else moment.latest
    return match[0] if match or edge is None else _local_day(edge, moment.zone).isoformat()  # type: ignore[index]


_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b[.,]?"
)
_ABOUT = r"(?:about|around|circa|shortly (?:before|after)|some|~)(?: |$)?"
_WHEN = re.compile(
    rf"(?P<about>{_ABOUT})?(?P<after>(?:not before|after|since)(?: |$))?"
    r"(?P<by>(?:by|before|until|(?:not|no) later than)(?: |$))?(?P<core>.*)"
)
_TIME = re.compile(
    rf"(?P<about>{_ABOUT})?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::[0-5]\d)?"
    r" ?(?P<half>am|pm|a\.m\.|p\.m\.)?(?P<offset>z| ?utc| ?gmt|(?:\+(?:0\d|1[0-4])|-(?:0\d|1[01])):?[0-5]\d)?"
)
_HALF = re.compile(r"[ap]\.?m\b\.?")
_RANGE = re.compile(r"(?:between |from )?(?P<first>\d.*?)(?: ?- ?| to | and )(?P<second>\d.*)")
_BETWEEN_TIMES = re.compile(r"(?<=[\dm]) ?– ?(?=\d{1,2}(?:[:.]\d\d\b| ?[ap]\.?m))")


def read_when(text: str, zone: str, policy: Policy) -> Moment:
    """Read a printed time in ``zone`` (ANY_ZONE where none is known), unless it carries its own offset.

    Raises UsageError with one line for a date that does not exist, a weekday that is not that
    date's, and for words not in the policy.
    """
    plain = printable(" ".join(_BETWEEN_TIMES.sub(" - ", text).split()).replace("–", "-"))
    day, words = _day_and_words(plain)
    match = _WHEN.fullmatch(words)
    about, after, by, core = match.groups() if match else (None, None, None, words)
    if about and not core:
        raise UsageError(f'"{plain[:60]}" does not say how far from that day; leave "about" out, or write by or after')
    low, high, fuzz_early, fuzz_late, firm = _span(f"{about or ''}{core}", day, zone, policy, plain)
    used = "UTC" if zone == ANY_ZONE else zone
    if by:
        return Moment(plain, used, None, high, 0.0, 0.0 if firm else fuzz_late)
    if after:
        return Moment(plain, used, low, None, 0.0 if firm else fuzz_early, 0.0)
    return Moment(plain, used, low, high, fuzz_early, fuzz_late)


def _day_and_words(plain: str) -> tuple[date, str]:
    """The one date, checked against a weekday beside it, and the other words."""
    match = _DAY.search(plain)
    if match is None:
        raise UsageError(
            f'cannot read the time "{plain[:60]}"; write YYYY-MM-DD, then HH:MM or words such as "early hours"'
        )
    try:
        day = date.fromisoformat(match[0])
    except ValueError:
        raise UsageError(f'"{plain[:60]}": there is no day {match[0]}') from None
    if not 1800 <= day.year <= 2200:
        raise UsageError(f'"{plain[:60]}": the year {day.year} is outside 1800 to 2200')
    before = plain[: match.start()].casefold()
    after = re.sub(r"^(?:t(?=\d)|[ ,]+)", "", plain[match.end() :].casefold())
    words = f"{before} {after}"
    for named in _WEEKDAY.findall(words):
        if not _WEEKDAYS[day.weekday()].startswith(named):
            right = _WEEKDAYS[day.weekday()].capitalize()
            raise UsageError(f'"{plain[:60]}": {match[0]} is a {right}; give the day or the date that is meant')
    words = re.sub(r"\b(?:on|in|the|of|at)\b", " ", _WEEKDAY.sub(" ", words))
    return day, " ".join(words.split()).strip(" ,")


Span: TypeAlias = tuple[float, float, float, float, bool]
"""Earliest, latest, the fuzz of each, and whether it is one firm point of the clock."""


def _span(rest: str, day: date, zone: str, policy: Policy, whole: str) -> Span:
    if not rest:
        return instants(day, 0.0, zone)[0], instants(day, 24.0, zone)[1], 0.0, 0.0, False
    loose = re.match(_ABOUT, rest)
    core = rest[loose.end() :] if loose else rest
    if core == "midnight":
        raise UsageError(f'"{whole[:60]}": midnight of that day can be 00:00 or 24:00; write one of them')
    if core in policy.clock:
        word = policy.clock[core]
        fuzz = [max(give, policy.time_fuzz.about if loose else 0.0) for give in word.fuzz]
        low, high = instants(day, word.hours[0], zone)[0], instants(day, word.hours[1], zone)[1]
        return low, high, fuzz[0], fuzz[1], word.hours[0] == word.hours[1] and not loose
    match = _TIME.fullmatch(rest)
    if match is None and (pair := _RANGE.fullmatch(core)) and all(map(_TIME.fullmatch, pair.groups())):
        low, high, early, late, _ = _range(pair, day, zone, policy, whole)
        give = policy.time_fuzz.about if loose else 0.0
        return low, high, max(early, give), max(late, give), False
    if match is None:
        known = ", ".join(sorted(policy.clock))
        raise UsageError(f'cannot read "{rest[:40]}" in "{whole[:60]}"; known words are {known}')
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise UsageError(f'"{whole[:60]}": {hour} {match["half"]} is no time of the day')
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise UsageError(f'"{whole[:60]}": {hour}:{minute:02d} is no time of the day')
    give = policy.time_fuzz.about if loose else policy.time_fuzz.hour if minute == 0 else policy.time_fuzz.minute
    if match["offset"]:
        at = instants(day, hour + minute / 60, "UTC")[0] - _offset_h(match["offset"].strip())
        return at, at, give, give, not loose
    low, high = instants(day, hour + minute / 60, zone)
    return low, high, give, give, not loose


def _range(pair: re.Match[str], day: date, zone: str, policy: Policy, whole: str) -> Span:
    """Between two printed times: "11 to 1 pm" begins before noon, and "22:00 - 02:00" ends on the next day."""
    first, second = pair["first"], pair["second"]
    _, high, _, late, _ = _span(second, day, zone, policy, whole)
    named = _HALF.search(second) if not _HALF.search(first) else None
    begins = [f"{first} {half}" for half in (named[0], "am")] if named else [first]
    spans = [_span(text, day, zone, policy, whole) for text in begins]
    low, _, early, _, _ = next((span for span in spans if span[0] <= high), spans[0])
    if high < low:
        _, high, _, late, _ = _span(second, day + timedelta(days=1), zone, policy, whole)
    return low, high, early, late, False


def _offset_h(text: str) -> float:
    if text in ("z", "utc", "gmt"):
        return 0.0
    digits = text[1:].replace(":", "")
    hours = int(digits[:2]) + int(digits[2:]) / 60
    return -hours if text[0] == "-" else hours
