"""The parts of a printed quantity: number and unit, both ends of a range, a compound, nights and days.

Everything here takes the normalised text beside the text as printed, which messages quote,
and gives ``(low, high, unit)``.
"""

from __future__ import annotations

import itertools
import re
from typing import TypeAlias

from geodata.errors import UsageError
from geodata.units.numbers import AND_A_HALF, KOREAN_DAYS, in_words, number, short
from geodata.units.spellings import (
    CALENDAR_DAY,
    DAY,
    EAST_ASIAN,
    KM,
    KMH,
    KNOT,
    MILE,
    MINUTE,
    MPH,
    NAUTICAL,
    NIGHT,
    PIECE,
    UNITS,
    DecimalMark,
    Unit,
    decimal_mark,
)

Parts: TypeAlias = tuple[float, float, Unit]

PER_HOUR = {KM: KMH, MILE: MPH, NAUTICAL: KNOT}
"""The speed of which a distance is one hour's."""

_SPEED_FIRST = re.compile(r"(?:시속|时速|時速|每小时|每小時|毎時)\s*(.+)")
_RANGE_OF_DIGITS = re.compile(
    r"(.*?\d[^\d]*?)\s*(?:-|~|至|到|から|에서|\b(?:to|or|bis|oder|à|ou|a|o|до|или|đến|hoặc|hingga|sampai|atau|tot|of)\b)\s*(\d.*)"
)
_RANGE_OF_WORDS = re.compile(r"(.+?)(?: (?:to|or|bis|oder|до|или) |\s*(?:至|到|から|에서)\s*)(.+)")
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|между) (.+?) (?:and|und|y|et|e|и) (.+)")
_FROM = re.compile(r"(?:from|von|de|da|от|từ|dari|van) (?=.*\d)")
_WORD = r"[^\W\d_]+"
_THEN = r"\s*(?:,?\s*(?:and|und|y|et|e|и|và|dan|en)\s+|,\s*)?"
_COMPOUND = re.compile(rf"(\d+|{_WORD}(?=[ -]))[ -]*({_WORD}){_THEN}(\d+(?:\.\d+)?|{_WORD}(?=[ -]))[ -]*({_WORD})")
_LONGER_FIRST = re.compile(rf"(\d+|{_WORD}(?=[ -]))[ -]*({_WORD})(?![^\W\d_]){_THEN}(.+)")
_LAST_PART = re.compile(rf"(\d+(?:\.\d+)?|{_WORD}(?=[ -]))[ -]*({_WORD})")
_FALLING = '"{}": a longer unit comes before a shorter one, as in 65 h 40 min'
_IN_COMPOUNDS = UNITS | {"m": MINUTE}
"""Alone, "m" could be metres; after hours it cannot."""
_HAN = r"\d{1,3}|[一二两兩三四五六七八九十]{1,3}"
_NIGHTS_AND_DAYS = re.compile(rf"({_HAN})\s*([天日일夜晚泊박])\s*({_HAN})\s*([天日일夜晚泊박])")
_HALF_MORE = re.compile(rf"(.+?)(?:\s*(?:半|반)| (?:{AND_A_HALF}|rưỡi))")
_PIECES_AND_A_HALF = re.compile(r"(\d{1,6})[个個]半(小时|小時|钟头|鐘頭)")
_NUMBER_AT_THE_START = re.compile(r"[\d\s.,/½¼¾⅓⅔-]+")


def parse(plain: str, whole: str, mark: DecimalMark | None) -> Parts:
    """Low end, high end and unit. Raises UsageError with one line."""
    if match := _SPEED_FIRST.fullmatch(plain):
        low, high, unit = parse(match[1], whole, mark)
        if unit not in PER_HOUR:
            raise UsageError(f'"{short(whole)}" names an hour before the number; a distance follows, as in 时速60公里')
        return low, high, PER_HOUR[unit]
    return (
        _nights_and_days(plain, whole)
        or _compound(plain, whole, mark)
        or _longer(plain, whole, mark)
        or _half_more(plain, whole, mark)
        or _range(plain, whole, mark)
        or _single(plain, whole, mark)
    )


def _single(plain: str, whole: str, mark: DecimalMark | None) -> Parts:
    if plain in KOREAN_DAYS:
        return (float(KOREAN_DAYS[plain]), float(KOREAN_DAYS[plain]), DAY)
    head, unit, own = _split(plain, whole)
    value = number(head, whole, _settled(mark, own))
    return value, value, unit


def _settled(around: DecimalMark | None, unit: DecimalMark | None) -> DecimalMark | None:
    """Which mark is the decimal one, from the words around and the unit; None where they say nothing."""
    if around is None or unit is None:
        return unit if around is None else around
    return unit if around == unit else "?"


def _split(text: str, whole: str) -> tuple[str, Unit, DecimalMark | None]:
    """Number, unit and decimal mark of one part; the unit is the longest known spelling at the end."""
    for length in range(len(text), 0, -1):
        tail = text[-length:].strip(" .")
        head = text[:-length]
        glued = head[-1:] == "/" or (_letter(head[-1:]) and tail[:1].isalpha() and not EAST_ASIAN.match(tail))
        if tail in UNITS and not glued:
            return head.rstrip(" -"), UNITS[tail], decimal_mark(tail)
    if not re.search(r"[^\W\d_]|/", text):
        return text, PIECE, None
    start = _NUMBER_AT_THE_START.match(text)
    word = text[start.end() :] if start and start.end() < len(text) else text
    from difflib import get_close_matches

    near = get_close_matches(word, UNITS, n=3, cutoff=0.6)
    hint = (
        f"; did you mean {' or '.join(near)}?"
        if near
        else "; known units are km/h, mph, kn, h, min, days, weeks, km, miles, nmi"
    )
    raise UsageError(f'no unit "{short(word)}" in "{short(whole)}"{hint}')


def _letter(char: str) -> bool:
    """A letter of a script that puts spaces between words."""
    return char.isalpha() and not EAST_ASIAN.match(char)


def _range(plain: str, whole: str, mark: DecimalMark | None) -> Parts | None:
    """Both ends in one unit: "16-20 hours", "16 h to 20 h", "one to two days", "between 16 and 20 hours"."""
    match = (
        _BETWEEN.fullmatch(plain)
        or _RANGE_OF_DIGITS.fullmatch(_FROM.sub("", plain, count=1) if _FROM.match(plain) else plain)
        or _RANGE_OF_WORDS.fullmatch(plain.removeprefix("from "))
    )
    if match is None:
        return None
    head, unit, own = _split(match[2], whole)
    mark = _settled(mark, own)
    first = match[1].strip()
    try:
        low = number(first, whole, mark)
    except UsageError:
        if not re.search(r"[^\W\d_]", first):
            raise
        first, other, _ = _split(first, whole)
        if other is not unit:
            raise UsageError(f'"{short(whole)}": both ends of a range need the same unit') from None
        low = number(first, whole, mark)
    return low, number(head, whole, mark), unit


def _half_more(plain: str, whole: str, mark: DecimalMark | None) -> Parts | None:
    """The half after the unit: "2天半", "20個半小時", "이틀 반", "two days and a half"."""
    if match := _PIECES_AND_A_HALF.fullmatch(plain):
        value = float(match[1]) + 0.5
        return value, value, UNITS[match[2]]
    match = _HALF_MORE.fullmatch(plain)
    if match is None:
        return None
    low, high, unit = _single(match[1], whole, mark)
    if unit is PIECE:
        return None
    return low + 0.5, high + 0.5, unit


def _compound(plain: str, whole: str, mark: DecimalMark | None) -> Parts | None:
    """A duration in its smallest unit: "65 h 40 min", "13h30m", "2 days 5 hours", "two days and five hours"."""
    match = _COMPOUND.fullmatch(plain)
    units = _IN_COMPOUNDS
    if match is None or match[2] not in units or match[4] not in units:
        return None
    if not all(part[0].isdigit() or in_words(part) is not None for part in (match[1], match[3])):
        return None  # "60 kilometres per hour"
    big, small = units[match[2]], units[match[4]]
    many, few = number(match[1], whole, mark), number(match[3], whole, mark)
    if {big, small} == {DAY, NIGHT}:
        return _calendar(*((many, few) if big is NIGHT else (few, many)), whole)
    if big.kind != "duration" or small.kind != "duration":
        return None  # "60 km an hour"
    if small.factor >= big.factor:
        raise UsageError(_FALLING.format(short(whole)))
    value = round(many * big.factor / small.factor, 9) + few
    return value, value, small


def _longer(plain: str, whole: str, mark: DecimalMark | None) -> Parts | None:
    """A duration of three parts or four, in its smallest unit: "3 days, 10 hours and 40 minutes", "2h 52m 59s"."""
    parts: list[tuple[str, str]] = []
    while match := _LONGER_FIRST.fullmatch(plain):
        parts.append((match[1], match[2]))
        plain = match[3]
    last = _LAST_PART.fullmatch(plain)
    if last is None or len(parts) < 2:
        return None
    parts.append((last[1], last[2]))
    units = [_IN_COMPOUNDS.get(unit, PIECE) for _, unit in parts]
    if any(unit.kind != "duration" or unit is NIGHT for unit in units):
        return None
    if not all(many[0].isdigit() or in_words(many) is not None for many, _ in parts):
        return None
    if any(small.factor >= big.factor for big, small in itertools.pairwise(units)):
        raise UsageError(_FALLING.format(short(whole)))
    few = units[-1]
    value = sum(
        round(number(many, whole, mark) * unit.factor / few.factor, 9)
        for (many, _), unit in zip(parts, units, strict=True)
    )
    return value, value, few


def _nights_and_days(plain: str, whole: str) -> Parts | None:
    """The same without spaces: "三天两夜", "2박 3일", "2泊3日"."""
    match = _NIGHTS_AND_DAYS.fullmatch(plain)
    if match is None or (match[2] in "天日일") == (match[4] in "天日일"):
        return None
    one, other = number(match[1], whole, None), number(match[3], whole, None)
    return _calendar(*((other, one) if match[2] in "天日일" else (one, other)), whole)


def _calendar(nights: float, days: float, whole: str) -> Parts:
    """Nights and days of one trip count the same hours twice: they are never added up."""
    if abs(days - nights) > 1:
        raise UsageError(f'"{short(whole)}": {nights:g} nights and {days:g} days are not one trip')
    return (days, days, CALENDAR_DAY) if days > nights else (nights, nights, NIGHT)
