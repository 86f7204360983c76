"""A small world for pages: three stations in two countries, two reports, an outcome made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import pytest

from geodata.errors import Mark
from geodata.ground import Atlas
from geodata.outcome import (
    ClaimReading,
    Clash,
    EventReading,
    JourneyOutcome,
    Judgement,
    LegOutcome,
    Outcome,
    Review,
    StatementOutcome,
    Verdict,
)
from geodata.pages import render_gallery
from geodata.records import EmbeddedReport, Filed, Journey, Line, Place, Records, Source, WayGroup
from geodata.writing import write_files
from tests.pages.browser import Page, browsing

T = TypeVar("T")
Text: TypeAlias = Callable[[str], str]
World: TypeAlias = tuple[Records, Outcome]

HOSTILE = (
    "<script>window.__pwned=1</script></script><img src=x onerror=window.__pwned=2>"
    "${window.__pwned=3}`{{7*7}}{% raw %}{#'\"--><!--]]>\u2028&amp;"
)
"""Ends an element, an attribute, a string, a comment and a template wherever one of them is open."""


def filed(key: str, record: T) -> Filed[T]:
    return Filed(key, f"{key}.yaml", record, lambda *path: Mark(f"{key}.yaml"))


def place(text: Text, name: str, local: str, country: list[str], lat: float, lon: float) -> Place:
    tag = {"KP": "ko", "CN": "zh"}[country[-1]]
    zone = {"KP": "Asia/Pyongyang", "CN": "Asia/Shanghai"}[country[0]]
    border = len(country) == 2
    record: dict[str, Any] = {
        "name": text(name),
        "names": {tag: text(local)},
        "country": country,
        "zone": zone,
        "lat": lat,
        "lon": lon,
        "kind": "border" if border else "station",
        "source": "map",
        "grade": "encyclopedia",
    }
    if border:
        record["stop"] = {"low_h": 0.25, "reason": text("The engine is changed.")}
    return Place.model_validate(record)


def line(text: Text, name: str, standing: str, *stations: tuple[str, float]) -> Line:
    posts = [{"place": place, "km": km, "source": "map", "grade": "official"} for place, km in stations]
    return Line.model_validate({"name": text(name), "standing": standing, "stations": posts})


def report(text: Text, outlet: str, speed: str, hours: str, hedge: str, modality: str) -> EmbeddedReport:
    said = {"leg": "out", "hedge": text(hedge), "voice": text("Agency"), "modality": modality}
    return EmbeddedReport.model_validate(
        {
            "outlet": text(outlet),
            "url": "https://example.org/news?a=1&b=2",
            "published": {"date": "2025-09-02", "basis": "stated"},
            "language": "en",
            "claims": {
                "speed": {**said, "speed": text(speed), "also": text("31 mph"), "says": text("It does so much.")},
                "hours": {**said, "duration": text(hours), "says": text("It takes so long.")},
            },
            "events": {"left": {**said, "event": "departed", "at": "pyongyang", "when": text("2025-09-01 noon")}},
            "statements": {"own": {"of": ["speed", "hours"]}},
        }
    )


def world(text: Text = str) -> World:
    """Records and outcome; every text of theirs has gone through ``text``."""
    records = Records(
        sources={"map": filed("map", Source(title=text("A map"), licence=text("ODbL-1.0"), credit=text("Mappers")))},
        places={
            "pyongyang": filed("pyongyang", place(text, "Pyongyang", "평양", ["KP"], 39.0047, 125.7364)),
            "bridge": filed("bridge", place(text, "Bridge", "다리", ["KP", "CN"], 40.1147, 124.3944)),
            "shenyang": filed("shenyang", place(text, "Shenyang", "沈阳", ["CN"], 41.7939, 123.3906)),
            "jizhou": filed("jizhou", place(text, "Jizhou", "蓟州", ["CN"], 40.1, 117.4)),
            "tianjin": filed("tianjin", place(text, "Tianjin", "天津", ["CN"], 39.1333, 117.2)),
            "beijing": filed("beijing", place(text, "Beijing", "北京", ["CN"], 39.9028, 116.4214)),
        },
        lines={
            "north": filed("north", line(text, "North", "usual", ("pyongyang", 0), ("bridge", 225), ("shenyang", 500))),
            "coast": filed("coast", line(text, "Coast", "usual", ("shenyang", 0), ("tianjin", 687), ("beijing", 824))),
            "direct": filed(
                "direct", line(text, "Direct", "possible", ("shenyang", 0), ("jizhou", 600), ("beijing", 701))
            ),
        },
        ways={
            "in": filed(
                "in",
                WayGroup.model_validate(
                    {
                        "from": "shenyang",
                        "to": "beijing",
                        "ways": {
                            "by-coast": {"lines": "coast", "standing": "usual"},
                            "direct": {"lines": "direct", "standing": "possible"},
                        },
                    }
                ),
            )
        },
        journeys={
            "beijing-2025": filed(
                "beijing-2025",
                Journey.model_validate(
                    {
                        "schema": 1,
                        "title": text("Kim to Beijing"),
                        "left": "2025-09-01",
                        "home": "2025-09-05",
                        "legs": {
                            "out": {"direction": "out", "from": "pyongyang", "to": "beijing", "mode": "rail"},
                            "back": {"direction": "back", "from": "beijing", "to": "pyongyang", "mode": "rail"},
                        },
                        "unknown": [text("Which way it took.")],
                    }
                ),
            ),
            "trains": filed("trains", Journey.model_validate({"schema": 1, "title": text("The trains at large")})),
        },
        reports={
            "beijing-2025/short": filed("short", report(text, "Short Post", "50 km/h", "20 h", "nearly", "reported")),
            "beijing-2025/round": filed("round", report(text, "Round Times", "60 km/h", "20 h", "about", "forecast")),
            "trains/slow": filed("slow", report(text, "Slow Daily", "60 km/h", "20 h", "some", "typical")),
        },
    )
    return records, outcome(records, text)


def outcome(records: Records, text: Text) -> Outcome:
    atlas = Atlas(records)
    legs = tuple(
        LegOutcome(key, leg.mode, leg.start, leg.end, atlas.leg(leg).ground)
        for key, leg in records.journeys["beijing-2025"].record.legs.items()
    )
    ground = legs[0].ground

    def judged(report: str, verdict: Verdict, kmh: float | None, leg: str | None = "out") -> StatementOutcome:
        claims = (
            ClaimReading("speed", "speed", text(f"{kmh} km/h"), 45.0, 55.0, "km/h", "ambiguous"),
            ClaimReading("hours", "duration", text("20 h"), 17.5, 20.25, "h"),
        )
        judgement = Judgement(
            verdict,
            text("Speed times hours, set against the line."),
            "short" if verdict is Verdict.CONFLICT else None,
            claims=claims,
            conflicts=(("speed", "hours"),),
            needs={"speed": (65.0, 70.0), "hours": (26.0, None)},
            missing=(text("hours"),) if verdict is Verdict.UNKNOWN else (),
            ground=ground if leg else None,
            face_km=kmh * 20 if kmh else None,
        )
        review = Review(str(verdict), (), 1, "2025-10-01", text("Looked at."))
        return StatementOutcome("own", report, text("Agency"), "reported", leg, Mark("f"), judgement, review)

    event = EventReading(
        "beijing-2025/short/left",
        "departed",
        "pyongyang",
        text("2025-09-01 noon"),
        "2025-09-01T02:30+0000",
        "2025-09-01T03:30+0000",
        "reported",
    )
    return Outcome(
        read=("journey.yaml",),
        policy={"version": 1},
        journeys=(
            JourneyOutcome(
                "beijing-2025",
                "journey.yaml",
                legs,
                (event,),
                (
                    judged("beijing-2025/round", Verdict.STRAINED, 60),
                    judged("beijing-2025/short", Verdict.CONFLICT, 50),
                ),
                (
                    Clash(
                        ("beijing-2025/short/left", "beijing-2025/round/speed"),
                        "sources differ",
                        1.2,
                        text("Two reports differ."),
                    ),
                ),
            ),
            JourneyOutcome("trains", "trains.yaml", (), (), (judged("trains/slow", Verdict.UNKNOWN, None, None),), ()),
        ),
        findings=(),
    )


def far_world(mode: str) -> World:
    """A journey over a third of the globe, with neither lines nor claims."""
    records, found = world()
    here = records.places["beijing"].record
    places = {
        "moscow": here.model_copy(update={"name": "Moscow", "lat": 55.7761, "lon": 37.655}),
        "chita": here.model_copy(update={"name": "Chita", "lat": 52.03, "lon": 113.5}),
        "khasan": here.model_copy(update={"name": "Khasan", "lat": 42.4284, "lon": 130.645}),
    }
    leg = {"direction": "out", "from": "khasan", "via": ["chita"], "to": "moscow", "mode": mode}
    journey = Journey.model_validate({"schema": 1, "title": "To Moscow", "legs": {"out": leg}})
    far = replace(
        records,
        places={**records.places, **{key: filed(key, place) for key, place in places.items()}},
        journeys={"moscow-2001": filed("moscow-2001", journey)},
    )
    ground = Atlas(far).leg(journey.legs["out"]).ground
    legs = (LegOutcome("out", mode, "khasan", "moscow", ground),)
    return far, replace(found, journeys=(JourneyOutcome("moscow-2001", "journey.yaml", legs, (), (), ()),))


def hostile(text: str) -> str:
    return f"{text} {HOSTILE}"


@pytest.fixture(scope="session")
def small_world() -> World:
    return world()


@pytest.fixture(scope="session")
def gallery(small_world: World) -> dict[str, str]:
    return render_gallery(*small_world)


@pytest.fixture(scope="session")
def hostile_gallery() -> dict[str, str]:
    return render_gallery(*world(hostile))


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory, gallery: dict[str, str], hostile_gallery: dict[str, str]) -> Path:
    """The gallery as files; the hostile one and the one of a far journey in folders beside them."""
    folder = tmp_path_factory.mktemp("maps")
    for where, pages in ((".", gallery), ("hostile", hostile_gallery), ("far", render_gallery(*far_world("rail")))):
        write_files(folder / where, pages)
    return folder


@pytest.fixture(scope="module")
def page(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A tab of a browser with a fresh profile."""
    with browsing(chromium, tmp_path_factory.mktemp("profile")) as tab:
        yield tab
