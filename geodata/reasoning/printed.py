"""The printed numbers themselves: their product at face value, and the bounds that the words leave to each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geodata.outcome import ClaimReading
from geodata.reasoning.clock import Moment, iso
from geodata.reasoning.questions import Question, Said, printed_hours

UNIT = {"speed": "km/h", "duration": "h", "distance": "km"}


def face_km(said: Sequence[Said]) -> float | None:
    """Speed × hours as printed, where there is one speed and one time for the same stretch.

    Ends of printed ranges are averaged; None where two speeds or two durations were printed.
    """
    speeds = [one for one in said if one.kind == "speed"]
    spans = [one for one in said if one.kind == "duration"]
    hours = printed_hours(said)
    if not speeds or hours is None or any(one.within for one in (*speeds, *spans)):
        return None
    if len({_middle(one) for one in speeds}) > 1 or len({_middle(one) for one in spans}) > 1:
        return None
    if len({(one.leg, one.start, one.end) for one in (*speeds, *spans)}) > 1:
        return None
    return round(_middle(speeds[0]) * sum(hours) / 2, 3)


def _middle(said: Said) -> float:
    value = said.values[0]
    return math.nan if isinstance(value, Moment) else (value.low + value.high) / 2


def as_read(question: Question) -> tuple[ClaimReading, ...]:
    """The claims with the bounds they have at slack 1; events as ISO instants in their text."""
    readings = []
    for said in question.said:
        value = said.values[0]
        role = None if said.kind != "speed" else said.senses[0] if len(said.senses) == 1 else "ambiguous"
        role = "moving" if role == "moving average" else role
        if isinstance(value, Moment):
            early, late = value.at(1.0)
            text = f"{said.text} ({'' if early is None else iso(early)}/{'' if late is None else iso(late)})"
            readings.append(ClaimReading(said.id, "event", text, early, late, "h", None))
            continue
        low, high = value.at(1.0)
        end = None if math.isinf(high) else round(high, 6)
        readings.append(ClaimReading(said.id, said.kind, said.text, round(low, 6), end, UNIT[said.kind], role))
    return tuple(readings)
