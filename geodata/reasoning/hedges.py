"""From the words around a number to how far the number may be read.

Round numbers are read on a coarse scale (Krifka 2007; Lasersohn 1999): the width comes from the
grain of the number in the unit it was printed in.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning.policy import Policy
from geodata.units import Kind, Quantity

CLASSES = ("bare", "exact", "about", "nearly", "close", "over", "under")


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


def grain(x: float, cap: float) -> float:
    """Largest 1 or 5 times a power of ten that divides x and is at most ``cap`` x: 20 → 5, 60 → 10, 1,364 → 1."""
    steps = (s * 10.0**k for k in range(6, -5, -1) for s in (5, 1))
    for step in steps:
        if step <= x * cap + 1e-9 and abs(x / step - round(x / step)) < 1e-6 * max(1.0, x / step):
            return step
    return x * cap / 2  # thirds and the like: as coarse as a half


def halo(quantity: Quantity, hedge: str, policy: Policy) -> Halo:
    """How far the quantity may be read under a hedge class of the policy."""
    widths = policy.hedges[hedge]  # type: ignore[index]
    factor = quantity.unit.factor
    least = policy.distance_least if quantity.kind == "distance" else 0.0
    return Halo(
        quantity.low_canonical,
        quantity.high_canonical,
        _width(widths.below, quantity.low, policy, least) * factor,
        _width(widths.above, quantity.high, policy, least) * factor,
    )


def _width(rule: str, x: float, policy: Policy, least: float) -> float:
    if rule == "open":
        return math.inf
    h = max(grain(x, policy.grain_cap) / 2, least * x)
    a = max(h, policy.relative * x)
    return {"h": h, "h/5": max(h / 5, least * x), "a": a, "leak": max(policy.leak * a, least * x)}[rule]


def classify(words: str | None, policy: Policy) -> str | None:
    """The class of printed hedge words; "bare" for none, None when the table does not know them.

    Longest phrases first; the first word of an unknown phrase never decides. Where several known
    words stand together ("typically about"), the one that is not bare wins.
    """
    if not words:
        return "bare"
    rest = f" {_plain(words)} "
    if rest.strip() in CLASSES:
        return rest.strip()
    found: list[str] = []
    phrases = [(word, name) for name, words_ in policy.words.items() for word in words_]
    for word, name in sorted(phrases, key=lambda entry: (-len(entry[0]), entry)):
        spaced = f" {_plain(word)} "
        if spaced in rest:
            rest = rest.replace(spaced, " ")
            found.append(name)
    if re.sub(r"\s|\b(of|at|a|an|the|it|is|but|and|be|to|has|in|for)\b", "", rest):
        return None
    strong = [name for name in found if name != "bare"]
    return strong[0] if strong else "bare"


def _plain(words: str) -> str:
    """Words in one spelling, without the commas and stops between them."""
    return " ".join(re.sub(r"[,;.…]", " ", units.normalise(words)).split())


def role_of(words: str | None, policy: Policy) -> str | None:
    """The role that words such as "averaging around" give a speed; None where they say nothing of it."""
    spaced = f" {_plain(words or '')} "
    for role, phrases in policy.roles.items():
        if any(f" {_plain(phrase)} " in spaced for phrase in phrases):
            return role
    return None


_NUMBER_STARTS = re.compile(
    r"[-+−]?\s?(?:\d|[½¼¾⅓⅔]|\.\d)|\b(?:nan|inf(?:inity)?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)


def read_hedged(text: str, policy: Policy, kind: Kind | None = None) -> tuple[str, str, Quantity]:
    """Split "nearly 20 hours" into (hedge words, class, quantity).

    Raises UsageError when there is no number, or the words before it are not in the policy's table.
    """
    plain = text.strip()
    if plus := re.fullmatch(r"(\d+)(?:-plus|\+)\s*(.*)", plain):
        return "plus", "over", units.read(f"{plus[1]} {plus[2]}", kind)
    match = _NUMBER_STARTS.search(plain)
    words, number = (plain[: match.start()].strip(), plain[match.start() :]) if match else ("", plain)
    name = classify(words, policy)
    if name is None:
        clean = "".join(c if c.isprintable() else "�" for c in words)[:40]
        message = (
            f'no hedge "{clean}" in the policy; known ones are about, nearly, close to, over, under, up to, exactly'
        )
        raise UsageError(message)
    return words, name, units.read(number, kind)
