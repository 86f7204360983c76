"""What if it had gone at another speed: the numbers that ``whatif.js`` moves one train with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from geodata.ground import Fix
from geodata.pages.case import Case
from geodata.pages.graph import Graph
from geodata.pages.peoples import COUNTRIES
from geodata.pages.tongue import say, spoken
from geodata.pages.track import Track
from geodata.pages.view import Reach, Scene
from geodata.pages.wording import FIXED, span
from geodata.reasoning.phrases import phrases

KEYS = ("nk", "st", "cn", "h")
"""Speed to the border, hours at it, speed after it, hours on the way; the address's hash uses them too."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A native range control."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    value: float

    @property
    def shown(self) -> str:
        """Its value with the unit."""
        return f"{self.value:g}{FIXED}{self.unit}"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The panel: its sliders at the pair that was printed most, and all that the script needs."""

    sliders: tuple[Slider, ...]
    sentence: str
    line: tuple[tuple[object, ...], ...]
    """The drawn line: latitude, longitude, kilometres, and the name where a place is."""
    data: dict[str, object]


def what_if(case: Case, track: Track, scene: Scene, graph: Graph) -> WhatIf:
    """The panel for a track; one speed alone where no border is crossed."""
    middle = (track.ground.low_km + track.ground.high_km) / 2
    usual = _usual(scene, track)
    speed, hours = usual or (_round_speed(track), ceil(middle / _round_speed(track)))
    speed, hours = round(speed), round(hours * 2) / 2  # as the sliders step
    fastest = 1000.0 if set(track.modes) == {"air"} else max(150.0, ceil(speed * 1.5 / 10) * 10)
    longest = float(ceil(max(graph.hours, hours) * 1.25))
    sliders = [Slider("nk", _home(case, track, graph), "km/h", 10, fastest, 1, speed)]
    if graph.borders:
        sliders.append(Slider("st", say("Stop at the border"), "h", 0, 24, 0.25, 0))
        sliders.append(Slider("cn", _abroad(case, track, graph), "km/h", 10, fastest, 1, speed))
    sliders.append(Slider("h", say("Hours on the way"), "h", 0, longest, 0.5, hours))
    stretch = middle / track.length_km
    line = tuple(_fix(case, fix, stretch) for fix in track.way.fixes)
    data: dict[str, object] = {
        "line": line,
        "ground": [round(track.ground.low_km, 1), round(track.ground.high_km, 1)],
        "borders": [round(km, 1) for km in graph.borders],
        "goal": case.place(track.end).name,
        "clocks": list(_clocks(graph)),
        "presets": {reach.letter: _preset(reach) for reach in scene.reaches if _on(reach, track)},
        "start": {slider.key: slider.value for slider in sliders},
        "words": _words(several=len(graph.borders) > 1),
    }
    product = span(speed * hours, speed * hours, "km")
    sentence = say("{speed} km/h for {hours} h is {km}.", speed=f"{speed:g}", hours=f"{hours:g}", km=product)
    return WhatIf(tuple(sliders), sentence, line, data)


def _fix(case: Case, fix: Fix, stretch: float) -> tuple[object, ...]:
    """Latitude, longitude, kilometres; then the name of the place, which at a border the page's words tell."""
    at = (round(fix.lat, 3), round(fix.lon, 3), round(fix.low_km * stretch, 1))
    filed = case.records.places.get(fix.place or "")
    return at if filed is None or filed.record.kind == "border" else (*at, case.place(fix.place).name)


def _on(reach: Reach, track: Track) -> bool:
    return reach.run is not None and reach.run.direction == track.direction


def _usual(scene: Scene, track: Track) -> tuple[float, float] | None:
    """The pair for the whole track that most outlets print."""
    whole = [r for r in scene.reaches if _on(r, track) and r.run and r.run.from_km == 0]
    best = max(whole, key=lambda reach: reach.prints, default=None)
    return (best.run.kmh[1], best.run.hours[1]) if best and best.run else None


def _round_speed(track: Track) -> float:
    return 800.0 if set(track.modes) == {"air"} else 60.0


def _preset(reach: Reach) -> list[float]:
    run = reach.run
    if run is None:
        raise AssertionError
    hours = run.hours[1] + run.from_km / run.kmh[1]  # a stretch that begins later is joined on at the same speed
    return [round(run.kmh[1]), 0, round(run.kmh[1]), round(hours * 2) / 2]


def _home(case: Case, track: Track, graph: Graph) -> str:
    if not graph.borders:
        return say("Speed")
    country = case.records.places[track.start or ""].record.country[0]
    return say("Speed in {country}", country=say(COUNTRIES.get(country, country)))


def _abroad(case: Case, track: Track, graph: Graph) -> str:
    if len(graph.borders) > 1:
        return say("Speed after the border")
    country = case.records.places[track.end or ""].record.country[0]
    return say("Speed in {country}", country=say(COUNTRIES.get(country, country)))


def _clocks(graph: Graph) -> Iterator[tuple[str, int]]:
    """The places whose clocks are told, with the minute of the day at the assumed departure."""
    for row in graph.clocks:
        at = graph.clock(row, 0)
        if at:
            yield row.name, at.hour * 60 + at.minute


def _words(*, several: bool) -> dict[str, str]:
    marks = phrases(spoken()).numbers
    border = say("{a} km/h to the first border, {s} h at each, then {b} km/h") if several else ""
    return {
        "one": say("{a} km/h"),
        "two": border or say("{a} km/h to the border, then {b} km/h"),
        "three": border or say("{a} km/h to the border, {s} h there, then {b} km/h"),
        "short": say("{how} for {h} h is {km} km: {where}, {short} km short. {goal} needs {need} h."),
        "close": say("{how} for {h} h is {km} km: within the length of the way. {goal} needs {need} h."),
        "arrives": say("{how} reaches {goal} after {need} h and leaves {spare} h of the {h}."),
        "then": say("Leaving at {left}, it is then {then}."),
        "clock": say("{time} in {place}"),
        "around": say("around {place}"),
        "between": say("between {a} and {b}"),
        "border": say("at the border"),
        "kmh": say("{value} kilometres per hour"),
        "group": marks.group,
        "decimal": marks.decimal,
        "from": str(marks.group_from),
        "hours": say("{value} hours"),
    }
