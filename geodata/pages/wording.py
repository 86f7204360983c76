"""How pages write numbers, dates, languages and verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil, floor
from typing import Literal

from geodata.outcome import Interval, Side, Verdict
from geodata.pages.tongue import say, spoken
from geodata.reasoning.phrases import phrases

FIXED = "\u00a0"
"""Number and unit never part."""
TO = "\u2060–\u2060"
"""A range never breaks."""

Shape = Literal["circle", "diamond", "diamond-open", "square", "triangle", "cross", "ring"]
Tone = Literal["fits", "round", "short", "over", "none"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict as the page shows it: words, the shape of its mark, the name of its colour."""

    words: str
    shape: Shape
    tone: Tone
    means: str


_CHIPS: dict[tuple[Verdict, Side | None], Chip] = {
    (Verdict.AGREE, None): Chip("Fits", "circle", "fits", "The figures can all be true. That does not confirm them."),
    (Verdict.STRAINED, None): Chip(
        "Only if rounded", "diamond", "round", "As printed they miss; ordinary rounding can cover it."
    ),
    (Verdict.TENSION, None): Chip(
        "Hard to square", "diamond-open", "round", "Even generous rounding barely covers the gap."
    ),
    (Verdict.CONFLICT, "short"): Chip(
        "Ends short", "square", "short", "The hours run out before the place is reached."
    ),
    (Verdict.CONFLICT, "over"): Chip(
        "Runs past", "triangle", "over", "The figures lead past the place, or exceed any line."
    ),
    (Verdict.CONFLICT, "apart"): Chip(
        "Cannot all be true", "cross", "short", "No journey satisfies all of the figures at once."
    ),
    (Verdict.UNKNOWN, None): Chip(
        "Not decided", "ring", "none", "A figure is missing, so there is nothing to multiply."
    ),
}
_ORDER = tuple(each.shape for each in _CHIPS.values())


def chip(verdict: Verdict, side: Side | None) -> Chip:
    """The chip for a verdict; never looks at a score."""
    found = _CHIPS[verdict, (side or "apart") if verdict is Verdict.CONFLICT else None]
    return replace(found, words=say(found.words), means=say(found.means))


def chips() -> tuple[Chip, ...]:
    """Every chip in the language being spoken, from kind to harsh."""
    return tuple(replace(each, words=say(each.words), means=say(each.means)) for each in _CHIPS.values())


def rank(mark: Chip) -> int:
    """How harsh a chip is, from 0."""
    return _ORDER.index(mark.shape)


def number(value: float, digits: int = 0) -> str:
    """``1,324`` or, with digits, ``22.1``, with the marks of the page's language; never ``-0``."""
    marks = phrases(spoken()).numbers
    whole, _, rest = f"{value:.{digits}f}".partition(".")
    if set(whole + rest) <= set("-0"):
        return "0"
    if len(whole.lstrip("-")) >= marks.group_from:
        whole = f"{int(whole):,}".replace(",", marks.group)
    return f"{whole}{marks.decimal}{rest}" if rest else whole


_UNITS: dict[str, Literal["km", "kmh", "h", "min"]] = {"km": "km", "km/h": "kmh", "h": "h", "min": "min"}


def amount(value: float, unit: str, digits: int = 0) -> str:
    """A number with its unit, as the page's language sets them side by side."""
    return _with_unit(number(value, digits), unit)


def _with_unit(figure: str, unit: str) -> str:
    return phrases(spoken()).units[_UNITS[unit]].replace(" ", FIXED).format(n=figure)


def at_least(value: float) -> str:
    """Whole kilometres, rounded down: what can be said of a lower bound."""
    return amount(floor(value + 1e-6), "km")


def span(low: float | None, high: float | None, unit: str, digits: int = 0) -> str:
    """An interval with its unit; open ends in words."""
    if low is None and high is None:
        return say("any")
    if low is None:
        return say("up to {amount}", amount=amount(high or 0, unit, digits))
    if high is None:
        return say("from {amount}", amount=amount(low, unit, digits))
    first, last = number(low, digits), number(high, digits)
    return _with_unit(first if first == last else f"{first}{TO}{last}", unit)


def between(interval: Interval, unit: str) -> str:
    """A needed range: km whole, hours and km/h to one digit, rounded so that it promises no more than it holds."""
    low, high = interval
    step = 1 if unit == "km" else 10
    return span(
        None if low is None else floor(low * step + 1e-6) / step,
        None if high is None else ceil(high * step - 1e-6) / step,
        unit,
        0 if unit == "km" else 1,
    )


_WORDS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()


def how_many(count: int, singular: str, plural: str | None = None) -> str:
    """``One outlet``, ``Thirteen`` and above in figures."""
    noun = singular if count == 1 else f"{singular}s" if plural is None else plural
    return f"{_WORDS[count] if count < len(_WORDS) else number(count)} {noun}"


def outlets_told(count: int) -> str:
    """``three outlets``."""
    if spoken() != "en":
        return say("one outlet") if count == 1 else say("{n} outlets", n=number(count))
    return how_many(count, "outlet").lower()


def listed(names: Sequence[str], shown: int = 3) -> str:
    """``A, B and 4 more``."""
    if len(names) > shown + 1:
        return say("{names} and {n} more", names=", ".join(names[:shown]), n=len(names) - shown)
    return say(" and ").join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def day(value: date) -> str:
    """``2 Sep 2025``; written out here, for a page must not depend on a locale."""
    if spoken() != "en":
        return value.isoformat()
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{value.day}{FIXED}{months[value.month - 1]}{FIXED}{value.year}"


def days(first: date | None, last: date | None) -> str:
    """``1–5 Sep 2025``, or as much of it as is known."""
    if first is None or last is None or first == last:
        known = first or last
        return day(known) if known else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{TO}{day(last)}" if spoken() == "en" else f"{day(first)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def clock_span(first: datetime | None, last: datetime | None) -> str:
    """Two instants as a span, to the minute; an open end in words."""
    if first is None or last is None:
        if last is not None:
            return say("by {time}", time=f"{day(last)}, {last:%H:%M}")
        return say("from {time}", time=f"{day(first)}, {first:%H:%M}") if first else say("any time")
    if first == last:
        return f"{day(first)}, {first:%H:%M}"
    if first.date() == last.date():
        return f"{day(first)}, {first:%H:%M}{TO}{last:%H:%M}"
    return f"{day(first)}, {first:%H:%M} – {day(last)}, {last:%H:%M}"


def hours_words(value: datetime) -> str:
    """``1 Sep, 15:00``."""
    return f"{short_day(value)}, {value:%H:%M}"


def short_day(value: date) -> str:
    """``1 Sep``."""
    form = {"en": "", "de": "{d}.{m}.", "fr": "{d}/{m}", "es": "{d}/{m}", "ru": "{d}.{m:02}"}.get(spoken(), "{m}/{d}")
    return form.format(d=value.day, m=value.month) or day(value).rsplit(FIXED, 1)[0]


def tight(printed: str) -> str:
    """A printed figure, range or number with its unit, that stays on one line; days in the page's language."""
    if spoken() != "en":
        days = re.fullmatch(r"(\S+) days?", printed)
        printed = say("{n} days", n=days[1]) if days else printed
    return re.sub(r"(?<=\d) (?=\S)", FIXED, re.sub(r"(?<=\d)[-–](?=\d)", TO, printed))


def when(printed: str) -> str:
    """A clock time as records write it, with its days as pages write them."""

    def told(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return re.sub(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", told, printed)


def bound(sentence: str) -> str:
    """A sentence in which ranges, and numbers with their units, do not break."""
    joined = re.sub(r"(?<=\d)–(?=\d)", TO, sentence)
    return re.sub(r"(?<=\d) (?=(?:km/h|km|h)\b)", FIXED, joined)
