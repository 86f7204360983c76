"""How far a printed number may be read: from its hedge class and its grain to an interval.

Round numbers are read on a coarse scale (Krifka 2007; Lasersohn 1999): the width comes from the
grain of the number in the unit it was printed in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from geodata import units
from geodata.reasoning.policy import HedgeWidths, Policy
from geodata.units import CALENDAR_DAY, DAY, NIGHT, Quantity


@dataclass(frozen=True, slots=True)
class Halo:
    """A number as it may be read, in the canonical unit.

    At slack λ it lies in [low − λ·below, high + λ·above]; ``below`` or ``above`` is infinite
    where the words leave that side open. ``low == high`` unless a range was printed.
    """

    low: float
    high: float
    below: float
    above: float

    def at(self, slack: float) -> tuple[float, float]:
        """The interval at that slack; never below zero, possibly up to infinity."""
        low = 0.0 if math.isinf(self.below) else max(0.0, self.low - slack * self.below)
        high = math.inf if math.isinf(self.above) else self.high + slack * self.above
        return low, high

    def off_by(self, misfit: float) -> tuple[float, float]:
        """The interval when every printed number may be off by that relative error, hedge or not."""
        low = 0.0 if math.isinf(self.below) else self.low / (1 + misfit)
        high = math.inf if math.isinf(self.above) else self.high * (1 + misfit)
        return low, high


@lru_cache(maxsize=4096)
def grain(x: float, cap: float) -> float:
    """Largest 1 or 5 times a power of ten that divides x and is at most ``cap`` x: 20 → 5, 60 → 10, 1,364 → 1."""
    steps = (s * 10.0**k for k in range(6, -5, -1) for s in (5, 1))
    for step in steps:
        if step <= x * cap + 1e-9 and abs(x / step - round(x / step)) < 1e-6 * max(1.0, x / step):
            return step
    return x * cap / 2  # thirds and the like: as coarse as a half


def halo(quantity: Quantity, hedge: str, policy: Policy) -> Halo:
    """How far the quantity may be read under a hedge class of the policy, or under several ("about+over")."""
    widths = [_of_its_kind(policy.hedges[name], quantity, policy) for name in hedge.split("+")]  # type: ignore[index]
    factor = quantity.unit.factor
    least = {"distance": policy.distance_least, "speed": policy.speed_least}.get(quantity.kind, 0.0)
    below = max(_width(width.below, quantity.low, policy, least) for width in widths) * factor
    above = max(_width(width.above, quantity.high, policy, least) for width in widths) * factor
    low, high = quantity.low_canonical, quantity.high_canonical
    counted = CALENDAR_DAY if "calendar" in hedge and quantity.unit is DAY else quantity.unit
    soft = quantity.low > 1 and all(width.below in ("h", "a") for width in widths)
    if (counted in (CALENDAR_DAY, NIGHT) or (counted is DAY and soft)) and quantity.low == int(quantity.low):
        row = policy.calendar[counted.name]  # type: ignore[index]
        low, high = max(0.0, low - row.fewer * factor), high + row.more * factor
        below, above = max(below, row.give[0] * factor), max(above, row.give[1] * factor)
    return Halo(low, high, below, above)


def _of_its_kind(widths: HedgeWidths, quantity: Quantity, policy: Policy) -> HedgeWidths:
    other = widths.speed if quantity.kind == "speed" else None
    return widths if other is None else policy.hedges[other]


def _width(rule: str, x: float, policy: Policy, least: float) -> float:
    if rule == "open":
        return math.inf
    h = max(policy.single * x if x in (0.5, 1.0) else grain(x, policy.grain_cap) / 2, least * x)
    a = max(h, policy.relative * x)
    if rule == "place":
        return max(a, units.last_place(x))
    return {"h": h, "h/5": max(h / 5, least * x), "a": a, "leak": max(policy.leak * a, least * x)}[rule]
