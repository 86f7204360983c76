"""Journeys at the edges: by air over 180°, one claim alone, hundreds of claims, a paraphrase without end."""

from __future__ import annotations

from dataclasses import replace

from geodata.errors import Mark
from geodata.ground import Atlas
from geodata.outcome import ClaimReading, JourneyOutcome, Judgement, LegOutcome, StatementOutcome, Verdict
from geodata.records import Journey
from tests.pages.conftest import World, filed, report, world


def across_the_date_line(start: str = "vladivostok", end: str = "anchorage") -> World:
    """A flight over 180°, from either side, with one claim."""
    records, found = world()
    here = records.places["beijing"].record
    places = {
        "vladivostok": here.model_copy(update={"name": "Vladivostok", "country": ("RU",), "lat": 43.4, "lon": 132.15}),
        "anchorage": here.model_copy(update={"name": "Anchorage", "country": ("US",), "lat": 61.17, "lon": -150.0}),
    }
    leg = {"direction": "out", "from": start, "to": end, "mode": "air"}
    journey = Journey.model_validate({"schema": 1, "title": "Over the line", "legs": {"out": leg}})
    far = replace(
        records,
        places={**records.places, **{key: filed(key, place) for key, place in places.items()}},
        journeys={"over": filed("over", journey)},
        reports={"over/one": filed("one", report(str, "Sky News", "800 km/h", "7 h", "about", "reported"))},
    )
    ground = Atlas(far).leg(journey.legs["out"]).ground
    statement = replace(found.journeys[0].statements[0], report="over/one")
    judgement = replace(
        statement.judgement,
        verdict=Verdict.AGREE,
        claims=(
            ClaimReading("speed", "speed", "800 km/h", 800, 800, "km/h"),
            ClaimReading("hours", "duration", "7 h", 7, 7, "h"),
        ),
        face_km=5600,
        ground=ground,
        start=start,
        end=end,
    )
    outcome = JourneyOutcome(
        "over",
        "over.yaml",
        (LegOutcome("out", "air", start, end, ground),),
        (),
        (replace(statement, judgement=judgement),),
        (),
    )
    return far, replace(found, journeys=(outcome,))


def with_statements(count: int, says: str = "It does so much.") -> World:
    """The small world with so many statements, each of figures of its own, and paraphrases of this kind."""
    records, found = world()
    journey = found.journeys[0]
    ground = journey.legs[0].ground
    reports, statements = {}, []
    for i in range(count):
        key = f"beijing-2025/r{i}"
        speed, hours = f"{30 + i % 57} km/h", f"{15 + i % 13} h"
        record = report(str, f"The Daily Outlet of Place Number {i}", speed, hours, "about", "reported")
        claims = {name: claim.model_copy(update={"says": says}) for name, claim in record.claims.items()}
        reports[key] = filed(key, record.model_copy(update={"claims": claims, "events": {}}))
        read = (
            ClaimReading("speed", "speed", speed, 30 + i % 57, 30 + i % 57, "km/h"),
            ClaimReading("hours", "duration", hours, 15 + i % 13, 15 + i % 13, "h"),
        )
        verdict = tuple(Verdict)[i % 5]
        judged = Judgement(
            verdict,
            "The numbers fit only if they are rounded generously.",
            side="short" if verdict is Verdict.CONFLICT else None,
            claims=read,
            face_km=float((30 + i % 57) * (15 + i % 13)),
            ground=ground,
        )
        statements.append(StatementOutcome("own", key, f"Voice {i % 9}", "reported", "out", Mark("f"), judged))
    many = replace(journey, statements=tuple(statements), conflicts=())
    return replace(records, reports=reports), replace(found, journeys=(many,))
