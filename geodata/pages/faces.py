"""Speed × hours as printed: how far the figures of a statement lead, taken at face value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.errors import UsageError
from geodata.outcome import Ground, StatementOutcome
from geodata.pages.case import Case
from geodata.pages.tongue import say
from geodata.pages.wording import amount, span, tight
from geodata.records import Claim
from geodata.units import read


@dataclass(frozen=True, slots=True)
class Face:
    """Kilometres as an interval, for "50–60 km/h" is one; the two figures where there is one of each."""

    low_km: float
    high_km: float
    speed: str | None = None
    hours: str | None = None
    kmh: tuple[float, float] | None = None
    lasts_h: tuple[float, float] | None = None

    @property
    def product(self) -> str:
        """``1,000 km``."""
        return span(self.low_km, self.high_km, "km")

    @property
    def pair(self) -> str:
        """``50 km/h for 20 h``; the product where there is no one pair."""
        if not (self.speed and self.hours):
            return self.product
        return say("{speed} for {hours}", speed=tight(self.speed), hours=tight(self.hours))

    def short_km(self, ground: Ground) -> tuple[float, float]:
        """How far before the end the figures stop, at least and at most; negative beyond it."""
        return (ground.low_km - self.high_km, ground.high_km - self.low_km)

    def gap(self, ground: Ground) -> str:
        """The same in words."""
        least, most = self.short_km(ground)
        if least > 0:
            return say("{km} short as printed", km=span(least, most, "km"))
        if most <= 0:
            return say("{km} more than the line as printed", km=span(-most, -least, "km"))
        if self.low_km == self.high_km:
            return say("up to {km} short as printed", km=amount(most, "km"))
        return say(
            "from {low} short to {high} more than the line as printed",
            low=amount(most, "km"),
            high=amount(-least, "km"),
        )


def about_pair(statement: StatementOutcome) -> bool:
    """Whether a statement's finding is about its speed and hours; a clash of other figures says nothing of them."""
    judgement = statement.judgement
    kinds = {claim.id: claim.kind for claim in judgement.claims}
    clashing = {kinds.get(path) for clash in judgement.conflicts for path in clash}
    return not clashing or bool(clashing & {"speed", "duration", None})


def face(case: Case, statement: StatementOutcome) -> Face | None:
    """What the statement's speed and hours multiply to; none where they do not."""
    km = statement.judgement.face_km
    if km is None:
        return None
    speeds, hours = (list(_printed(case, statement, kind)) for kind in ("speed", "duration"))
    if len(speeds) != 1 or len(hours) != 1:
        return Face(km, km)
    try:
        fast, long = read(speeds[0], "speed"), read(hours[0], "duration")
    except UsageError:
        return Face(km, km)
    low, high = fast.low_canonical * long.low_canonical, fast.high_canonical * long.high_canonical
    if not low - 1 <= km <= high + 1:
        return Face(km, km)
    return Face(
        low,
        high,
        speeds[0],
        hours[0],
        (fast.low_canonical, fast.high_canonical),
        (long.low_canonical, long.high_canonical),
    )


def _printed(case: Case, statement: StatementOutcome, kind: str) -> Iterable[str]:
    """The figures of one kind, without the hedges that a reading's text carries."""
    for reading in statement.judgement.claims:
        if reading.kind == kind:
            record = case.said(statement.report, reading.id)
            yield record.printed if isinstance(record, Claim) else reading.text
