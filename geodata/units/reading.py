"""Reading one printed quantity, and the conversion that stands in brackets beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from geodata.errors import UsageError
from geodata.units.numbers import WELL, last_place, normalise, short
from geodata.units.parts import PER_HOUR, parse
from geodata.units.spellings import CANONICAL, LIMITS, PIECE, DecimalMark, Kind, Unit

_BRACKET = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
_LOOSE = re.compile(
    r"(?:about|around|roughly|nearly|almost|some|approximately|approx|circa|ca|c|or|≈|~|약|约|約)\.? ?(?=\d)"
)


_UNITS_OF: dict[Kind, str] = {
    "speed": "km/h, mph or kn",
    "duration": "h, min, days or weeks",
    "distance": "km, miles or nmi",
    "count": "pieces",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number (or range) with its unit; ``low == high`` unless a range was printed.

    ``also`` is the conversion printed beside it in brackets: the same claim, not another one.
    """

    text: str
    kind: Kind
    low: float
    high: float
    unit: Unit
    also: Quantity | None = None

    @property
    def low_canonical(self) -> float:
        """Low end in km, h or km/h."""
        return self.low * self.unit.factor

    @property
    def high_canonical(self) -> float:
        """High end in km, h or km/h."""
        return self.high * self.unit.factor


def read(text: str, kind: Kind | None = None, *, mark: DecimalMark | None = None) -> Quantity:
    """Read one printed quantity, of ``kind`` where that is known.

    ``mark``: what the language of the words around it puts before decimals. Where that is a comma,
    1.364 is a thousand and more; where it and the unit's own spelling differ, nothing is guessed.
    Raises UsageError with one line for a number that cannot be read, has two readings, is not
    above zero, or is beyond ``LIMITS``; and for a unit that is unknown or of another kind.
    """
    return _read(text, kind, mark)


@lru_cache(maxsize=4096)  # every rule about a claim reads its number again
def _read(text: str, kind: Kind | None, mark: DecimalMark | None) -> Quantity:
    if len(text) > 200:
        raise UsageError(f'"{short(text)}" is too long for a quantity')
    plain = normalise(text)
    if re.search(r"^-|-\s*-", plain):
        raise UsageError(f'"{short(text)}": must be above 0')
    if re.match(r"[+-]?(nan|inf(inity)?)\b", plain) or re.search(r"\de[+-]?\d", plain):
        raise UsageError(f'cannot read "{short(text)}" as a number; {WELL}')
    if match := _BRACKET.fullmatch(plain):
        return _with_conversion(text, kind, mark, match)
    low, high, unit = parse(plain, text, mark)
    if unit is PIECE and kind not in (None, "count"):
        raise UsageError(f'"{short(text)}" has no unit; a {kind} is in {_UNITS_OF[kind]}')
    if kind is not None and unit.kind != kind:
        raise UsageError(f'"{short(text)}" is a {unit.kind}, not a {kind}; a {kind} is in {_UNITS_OF[kind]}')
    if low <= 0:
        raise UsageError(f'"{short(text)}": must be above 0')
    if high < low:
        raise UsageError(f'"{short(text)}": the range runs backwards')
    if high * unit.factor > LIMITS[unit.kind]:
        raise UsageError(
            f'"{short(text)}" is beyond {LIMITS[unit.kind]:,.0f} {CANONICAL[unit.kind]}, the largest {unit.kind} taken'
        )
    return Quantity(text.strip(), unit.kind, low, high, unit)


def _with_conversion(text: str, kind: Kind | None, mark: DecimalMark | None, match: re.Match[str]) -> Quantity:
    """Read "60 km/h (37 mph)" or "60 km (37 miles) per hour": the first number counts, the bracket is kept."""
    before, inside, after = match.groups()
    first = read(f"{before.rstrip()} {after.strip()}", kind, mark=mark)
    inside = inside.strip()
    if loose := _LOOSE.match(inside):
        inside = inside[loose.end() :]
    second = read(inside, mark=mark)
    if first.kind == "speed" and second.unit in PER_HOUR:  # (37 miles) per hour
        unit = PER_HOUR[second.unit]
        second = Quantity(second.text, unit.kind, second.low, second.high, unit)
    if second.kind != first.kind:
        raise UsageError(
            f'"{short(text)}": a {second.kind} in brackets is no conversion of a {first.kind}; write one of them'
        )
    return Quantity(text.strip(), first.kind, first.low, first.high, first.unit, second)


def converts(first: Quantity, second: Quantity) -> bool:
    """Whether two printings of one number agree: each end within one step of the last printed digit of either.

    Either may be the original, and newsrooms cut digits off as often as they round: 170 km is 105 or 106 miles.
    """
    if first.kind != second.kind:
        return False
    ends = ((first.low, second.low), (first.high, second.high))
    return all(
        abs(a * first.unit.factor - b * second.unit.factor)
        <= max(last_place(a) * first.unit.factor, last_place(b) * second.unit.factor) * (1 + 1e-9)
        for a, b in ends
    )


def equivalent(quantity: Quantity, unit: Unit) -> str:
    """The quantity in another unit of its kind, for a message: "37.3 mph"."""
    values = dict.fromkeys((quantity.low_canonical / unit.factor, quantity.high_canonical / unit.factor))
    return f"{'–'.join(f'{x:,.0f}' if x >= 100 else f'{x:,.1f}' for x in values)} {unit.name}"
