"""Quantities as people print them: "60 km/h", "2½ days", "65 h 40 min", "1,364 km", "16-20 hours".

A quantity keeps its number and unit as printed (the grain of a number depends on them) and
gives its canonical value in km, h or km/h. Whatever can be read in two ways is refused with
both readings; nothing is guessed.
"""

from geodata.units.numbers import last_place, normalise
from geodata.units.reading import Quantity, converts, equivalent, read
from geodata.units.spellings import (
    CALENDAR_DAY,
    CANONICAL,
    DAY,
    EAST_ASIAN,
    HOUR,
    KM,
    KMH,
    LIMITS,
    MILE_KM,
    NAUTICAL_MILE_KM,
    NIGHT,
    UNITS,
    WEEK,
    DecimalMark,
    Kind,
    Unit,
)

__all__ = [
    "CALENDAR_DAY",
    "CANONICAL",
    "DAY",
    "EAST_ASIAN",
    "HOUR",
    "KM",
    "KMH",
    "LIMITS",
    "MILE_KM",
    "NAUTICAL_MILE_KM",
    "NIGHT",
    "UNITS",
    "WEEK",
    "DecimalMark",
    "Kind",
    "Quantity",
    "Unit",
    "converts",
    "equivalent",
    "last_place",
    "normalise",
    "read",
]
