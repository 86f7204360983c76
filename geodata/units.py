"""Quantities as people print them: "60 km/h", "2½ days", "65 h 40 min", "1,364 km", "16-20 hours".

A quantity keeps its number and unit as printed (the grain of a number depends on them) and
gives its canonical value in km, h or km/h. Whatever can be read in two ways is refused with
both readings; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from geodata.errors import UsageError

Kind: TypeAlias = Literal["speed", "duration", "distance", "count"]

CANONICAL: dict[Kind, str] = {"speed": "km/h", "duration": "h", "distance": "km", "count": ""}
LIMITS: dict[Kind, float] = {"speed": 40_000.0, "duration": 100_000.0, "distance": 1_000_000.0, "count": 1_000_000.0}
"""Largest value taken, in the canonical unit: beyond it a number is a slip, and the solver would lose digits."""

MILE_KM = 1.609344  # international mile, exact (1959 agreement)
NAUTICAL_MILE_KM = 1.852  # exact (1929, adopted by the BIPM)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one kind: ``factor`` canonical units make one of it, exactly."""

    name: str
    kind: Kind
    factor: float


KMH = Unit("km/h", "speed", 1.0)
HOUR = Unit("h", "duration", 1.0)
KM = Unit("km", "distance", 1.0)
_MPH = Unit("mph", "speed", MILE_KM)
_KNOT = Unit("kn", "speed", NAUTICAL_MILE_KM)
_MS = Unit("m/s", "speed", 3.6)
_MINUTE = Unit("min", "duration", 1 / 60)
_DAY = Unit("days", "duration", 24.0)
_WEEK = Unit("weeks", "duration", 168.0)
_MILE = Unit("miles", "distance", MILE_KM)
_NAUTICAL = Unit("nmi", "distance", NAUTICAL_MILE_KM)
_METRE = Unit("m", "distance", 0.001)
_PIECE = Unit("", "count", 1.0)

_SPELLINGS: dict[Unit, str] = {
    KMH: "km/h kmh kph kmph km/hr km/hour kms/h|kilometers per hour|kilometres per hour|kilometer per hour"
    "|kilometre per hour|km per hour|km an hour|kilometres an hour|kilometers an hour"
    "|公里/小时|公里/小時|км/ч|км/год",
    _MPH: "mph mi/h|miles per hour|miles an hour|mile per hour",
    _KNOT: "kn kt kts knot knots",
    _MS: "m/s",
    HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore час часа часов ч"
    " 小时 小時 時間 시간 giờ godzin",
    _MINUTE: "min mins minute minutes minuten minuto minutos minuti мин минут минуты 分钟 分鐘 分 분 phút",
    _DAY: "d day days tag tage tagen jour jours día días dia dias giorno giorni"
    " день дня дней сутки суток 天 日 일 ngày",
    _WEEK: "week weeks woche wochen semaine semaines semana semanas settimana settimane"
    " неделя недели недель 周 週 주 tuần",
    KM: "km kms kilometre kilometres kilometer kilometers"
    " kilomètres kilómetros quilômetros chilometri километров километра"
    " км 公里 キロ ㎞ 킬로미터",
    _MILE: "mi mile miles meilen 英里 마일",
    _NAUTICAL: "nmi|nautical mile|nautical miles",
    _METRE: "metre metres meter meters",
}


def _spellings() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for unit, text in _SPELLINGS.items():
        first, *rest = text.split("|")
        for word in [*first.split(), *rest]:
            table[word] = unit
    return table


UNITS = _spellings()
_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d{1,6})?|\d{1,9}(?:[.,]\d{1,6})?"
_ATOM = re.compile(rf"(?P<number>{_NUMBER})?[ -]?(?P<vulgar>[½¼¾⅓⅔])?|(?P<half>half an?)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number (or range) with its unit; ``low == high`` unless a range was printed."""

    text: str
    kind: Kind
    low: float
    high: float
    unit: Unit

    @property
    def low_canonical(self) -> float:
        """Low end in km, h or km/h."""
        return self.low * self.unit.factor

    @property
    def high_canonical(self) -> float:
        """High end in km, h or km/h."""
        return self.high * self.unit.factor


def normalise(text: str) -> str:
    """The text in one spelling: plain spaces and hyphens, lower case, no digits but ASCII."""
    for dash in "‐‑‒–—−":
        text = text.replace(dash, "-")
    text = "".join(str(unicodedata.decimal(c, c)) for c in text)
    return re.sub(r" ?/ ?", "/", " ".join(text.split())).casefold()


def _number(text: str, whole: str) -> float:
    """One printed number, without its unit."""
    text = text.strip(" -")
    if text in _WORDS:
        return _WORDS[text]
    if match := re.fullmatch(r"(\w+)[ -]and[ -]a[ -]half", text):
        return _number(match[1], whole) + 0.5
    match = re.fullmatch(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](\w+)", text)
    if match and 1 <= _WORDS.get(match[2], 0) <= 9:
        return _WORDS[match[1]] + _WORDS[match[2]]
    if text in {"half", "half a", "half an"}:
        return 0.5
    if text in {"a", "an"}:
        return 1.0
    if not text:
        message = f'no number in "{_short(whole)}"; write it like 60 km/h, 2½ days or 1,364 km'
        raise UsageError(message)
    match = _ATOM.fullmatch(text)
    if match is None or not (match["number"] or match["vulgar"]):
        message = f'cannot read "{_short(text)}" in "{_short(whole)}" as a number; write it like 60, 2.5, 2½ or 1,364'
        raise UsageError(message)
    return _digits(match["number"] or "0", whole) + _VULGAR.get(match["vulgar"] or "", 0.0)


def _digits(text: str, whole: str) -> float:
    """Digits with separators: a lone point or comma before exactly three digits has two readings."""
    if re.fullmatch(r"0[.,]\d+", text):
        return float(text.replace(",", "."))
    if match := re.fullmatch(r"(\d{1,3})\.(\d{3})", text):
        fraction = match[2].rstrip("0") or "0"
        message = f'"{_short(whole)}" can be {match[1]}{match[2]} or {match[1]}.{fraction}; write one of them'
        raise UsageError(message)
    if re.fullmatch(r"\d{1,3}([ ,]\d{3})+(\.\d+)?", text):
        return float(re.sub(r"[ ,]", "", text))
    return float(text.replace(",", "."))


def _short(text: str) -> str:
    """At most 40 characters, printable ones only: what a message may quote."""
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 40 else clean[:37] + "…"


def _split(text: str, whole: str) -> tuple[str, Unit]:
    """Number and unit of one part; the unit is the longest known spelling at the end."""
    for length in range(len(text), 0, -1):
        tail = text[-length:].strip(" .")
        head = text[:-length]
        glued = head[-1:] == "/" or (head[-1:].isalpha() and tail[:1].isalpha() and tail[:1].isascii())
        if tail in UNITS and not glued:
            return head.rstrip(" -"), UNITS[tail]
    if not re.search(r"[^\W\d_]|/", text):
        return text, _PIECE
    match = re.search(r"[^\d\s.,½¼¾⅓⅔-].*$", text)
    word = match[0] if match else text
    from difflib import get_close_matches

    near = get_close_matches(word, UNITS, n=3, cutoff=0.5)
    hint = (
        f"; did you mean {' or '.join(near)}?"
        if near
        else "; known units are km/h, mph, kn, h, min, days, weeks, km, miles, nmi"
    )
    message = f'no unit "{_short(word)}" in "{_short(whole)}"{hint}'
    raise UsageError(message)


def read(text: str, kind: Kind | None = None) -> Quantity:
    """Read one printed quantity, of ``kind`` where that is known.

    Raises UsageError with one line for a number that cannot be read, has two readings, is not
    above zero, or is beyond ``LIMITS``; and for a unit that is unknown or of another kind.
    """
    if len(text) > 200:
        message = f'"{_short(text)}" is too long for a quantity'
        raise UsageError(message)
    plain = normalise(text)
    if re.search(r"^-|-\s*-", plain):
        message = f'"{_short(text)}": must be above 0'
        raise UsageError(message)
    if re.match(r"[+-]?(nan|inf(inity)?)\b", plain) or re.search(r"\d[eE][+-]?\d", plain):
        message = f'cannot read "{_short(text)}" as a number; write it like 60, 2.5, 2½ or 1,364'
        raise UsageError(message)
    low, high, unit = _compound(plain, text) or _range(plain, text) or _single(plain, text)
    if unit is _PIECE and kind not in (None, "count"):
        message = f'"{_short(text)}" has no unit; a {kind} is in {_units_of(kind)}'
        raise UsageError(message)
    if kind is not None and unit.kind != kind:
        message = f'"{_short(text)}" is a {unit.kind}, not a {kind}; a {kind} is in {_units_of(kind)}'
        raise UsageError(message)
    if low <= 0:
        message = f'"{_short(text)}": must be above 0'
        raise UsageError(message)
    if high < low:
        message = f'"{_short(text)}": the range runs backwards'
        raise UsageError(message)
    if high * unit.factor > LIMITS[unit.kind]:
        message = (
            f'"{_short(text)}" is beyond {LIMITS[unit.kind]:,.0f} {CANONICAL[unit.kind]}, the largest {unit.kind} taken'
        )
        raise UsageError(message)
    return Quantity(text.strip(), unit.kind, low, high, unit)


def _units_of(kind: Kind) -> str:
    return {
        "speed": "km/h, mph or kn",
        "duration": "h, min, days or weeks",
        "distance": "km, miles or nmi",
        "count": "pieces",
    }[kind]


def _single(plain: str, whole: str) -> tuple[float, float, Unit]:
    head, unit = _split(plain, whole)
    value = _number(head, whole)
    return value, value, unit


def _range(plain: str, whole: str) -> tuple[float, float, Unit] | None:
    """Both ends in one unit: "16-20 hours", "16 to 20 h", "16 h to 20 h"."""
    match = re.fullmatch(r"(.*?\d[^\d]*?)\s*(?:-|~|\bto\b|\bbis\b)\s*(\d.*)", plain)
    if match is None:
        return None
    head, unit = _split(match[2], whole)
    first = match[1].strip()
    if re.search(r"[^\d\s.,½¼¾⅓⅔]", first):
        first, other = _split(first, whole)
        if other is not unit:
            message = f'"{_short(whole)}": both ends of a range need the same unit'
            raise UsageError(message)
    return _number(first, whole), _number(head, whole), unit


def _compound(plain: str, whole: str) -> tuple[float, float, Unit] | None:
    """A duration in its smallest unit: "65 h 40 min", "13h30m", "2 days 5 hours"."""
    match = re.fullmatch(r"(\d+)\s*([^\W\d_]+)\s*(?:and\s+|,\s*)?(\d+(?:\.\d+)?)\s*([^\W\d_]+)", plain)
    units = UNITS | {"m": _MINUTE}  # "m" alone could be metres; after hours it cannot
    if match is None or match[2] not in units or match[4] not in units:
        return None
    big, small = units[match[2]], units[match[4]]
    if big.kind != "duration" or small.kind != "duration" or small.factor >= big.factor:
        message = f'"{_short(whole)}": a longer unit comes before a shorter one, as in 65 h 40 min'
        raise UsageError(message)
    value = round(_number(match[1], whole) * big.factor / small.factor, 9) + _number(match[3], whole)
    return value, value, small
