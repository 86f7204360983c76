"""A true journey, told as people tell it: rounded, hedged truly, by clocks of two zones. None is ever accused."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given as random
from hypothesis import settings
from hypothesis import strategies as st

from geodata.outcome import Verdict
from geodata.reasoning import Question, judge
from geodata.units import MILE_KM
from tests.reasoning.building import POLICY, asked, given, happened, said

ZONES = ("Asia/Pyongyang", "Asia/Shanghai", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")
FAIR = (Verdict.AGREE, Verdict.STRAINED, Verdict.UNKNOWN)


def told(true: float, digits: int, hedge: str, unit: str) -> str:
    """A number rounded to some digits; rounded up it is "nearly", rounded down "over", where those are said."""
    step = 10.0 ** (math.floor(math.log10(true)) + 1 - digits)
    rounding = {"nearly": math.ceil, "over": math.floor, "at most": math.ceil}.get(hedge, round)
    printed = rounding(true / step) * step
    return f"{hedge} {printed:.6f}".strip().rstrip("0").rstrip(".") + f" {unit}"


hedges = st.sampled_from(["", "about", "nearly", "over", "at most"])


@st.composite
def trips(draw: st.DrawFn) -> Question:
    km, kmh = draw(st.floats(40, 9_000)), draw(st.floats(15, 320))
    hours = km / kmh * draw(st.floats(1.0, 1.6))  # what it moves, and what it stands
    ground = given(km * draw(st.floats(0.97, 1.0)), km * draw(st.floats(1.0, 1.03)))
    parts = draw(st.sets(st.sampled_from(["average", "moving", "maximum", "hours", "km", "clocks"]), min_size=1))
    claims = []
    for part, fast in (("average", km / hours), ("moving", kmh), ("maximum", kmh * 1.2)):
        if part in parts:
            number, unit = (fast / MILE_KM, "mph") if draw(st.booleans()) else (fast, "km/h")
            text = told(number, draw(st.integers(2, 3)), draw(hedges), unit)
            claims.append(said(part, text, part))
    if "hours" in parts:
        days = hours > 40 and draw(st.booleans())
        claims.append(said("hours", told(hours / 24 if days else hours, 2, draw(hedges), "days" if days else "h")))
    if "km" in parts:
        claims.append(said("km", told(km, draw(st.integers(2, 4)), draw(hedges), "km")))
    if "clocks" in parts:
        left = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 525_000)))
        for name, what, at in (("l", "departed", left), ("a", "arrived", left + timedelta(hours=hours))):
            zone = draw(st.sampled_from(ZONES))
            local = at.astimezone(ZoneInfo(zone))
            claims.append(happened(name, what, f"{local:%Y-%m-%d %H:%M}", zones=(zone,)))
    return asked(*claims, scope=ground)


@settings(max_examples=300)
@random(trips())
def test_a_true_journey_told_in_round_numbers_fits(trip):
    judgement = judge(trip, POLICY)
    assert judgement.verdict in FAIR, [claim.text for claim in trip.said]
