"""Answers to ``ask`` and ``distance`` as text and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.formats.json_format import dumps, events_of, ground_json, judgement_json, range_json, section_json
from geodata.formats.words import chip, printable
from geodata.outcome import Ground, Interval, Judgement

_UNITS = {"speed": "kmh", "duration": "h", "distance": "km"}
_FLAGS = (*_UNITS, "left", "arrived")


def answer_text(judgement: Judgement, policy: int) -> str:
    """The verdict in both words, the sentence, and what it rests on."""
    mark, words = chip(judgement.verdict, judgement.side)
    side = f" ({judgement.side})" if judgement.side else ""
    lines = [f"{mark} {words}: {judgement.verdict}{side}", judgement.sentence]
    if judgement.tension is not None:
        misfit = f", misfit {judgement.misfit:.1%}" if judgement.misfit is not None else ""
        lines.append(
            f"tension {judgement.tension}{misfit}, {judgement.robust}; policy {policy}; known stops at their least"
        )
    return "".join(f"{printable(line)}\n" for line in lines)


def answer_json(judgement: Judgement, implied: Mapping[str, Interval], policy: Mapping[str, object]) -> str:
    """The answer as JSON; ``needs`` goes by quantity and unit, and holds what nobody gave as well."""
    events = events_of(judgement)
    answer = judgement_json(judgement)
    answer["needs"] = {
        _with_unit(key): range_json(ends, instant=key in events) for key, ends in {**implied, **judgement.needs}.items()
    }
    for holder in (answer, *answer["readings"]):
        holder["conflicts"] = [sorted(conflict, key=_by_flag) for conflict in holder["conflicts"]]
    answer["ground"] = ground_json(judgement.ground) if judgement.ground else None
    return dumps({**answer, "policy": dict(policy)})


def _with_unit(key: str) -> str:
    """Keys such as "speed_kmh"; a second speed is "speed-2_kmh"; clock times have no unit."""
    unit = _UNITS.get(key.split("-", maxsplit=1)[0])
    return f"{key}_{unit}" if unit else key


def _by_flag(key: str) -> tuple[int, str]:
    """In the order of the flags that claims are given by."""
    return _FLAGS.index(key.split("-", maxsplit=1)[0]), key


def distance_text(start: str, end: str, ground: Ground, names: Mapping[str, str]) -> str:
    """The interval, the geodesic, and a line for each stretch with its sources; ``names`` of places by id."""
    lines = [f"{start} to {end}: {_km(ground.low_km, ground.high_km)} ({ground.basis})"]
    if ground.geodesic_km is not None and ground.basis != "geodesic":
        lines.append(f"  shortest line over the earth: {_km(ground.geodesic_km, ground.geodesic_km)}")
    if ground.possible_low_km is not None and (ground.possible_low_km, ground.possible_high_km) != (
        ground.low_km,
        ground.high_km,
    ):
        lines.append(
            f"  over possible ways too: {_km(ground.possible_low_km, ground.possible_high_km or ground.high_km)}"
        )
    for part in ground.sections:
        ways = f"; ways: {', '.join(part.ways)}" if part.ways else ""
        sources = f" [{', '.join(part.sources)}]" if part.sources else ""
        first, last = (names.get(place, place) for place in (part.start, part.end))
        lines.append(f"  {first} – {last}: {_km(part.low_km, part.high_km)}, {part.line}{ways}{sources}")
    if ground.basis == "detour":
        lines.append("  no line is on record: this is the shortest line with a guess at the detour, weak ground")
    return "".join(f"{printable(line)}\n" for line in lines)


def distance_json(start: str, end: str, ground: Ground) -> str:
    """The same as JSON; places and sources by their ids."""
    answer = ground_json(ground)
    answer["sections"] = [section_json(section) for section in ground.sections]
    return dumps({"from": start, "to": end, **answer})


def _km(low: float, high: float) -> str:
    a, b = f"{low:,.1f}".removesuffix(".0"), f"{high:,.1f}".removesuffix(".0")
    return f"{a} km" if a == b else f"{a}–{b} km"
