"""What nothing on record says makes a tension of a conflict: averages without stops, ways that no guess foresaw."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from geodata import load
from geodata.outcome import Judgement, Verdict
from geodata.reasoning import Ask, Question, ask, explain
from geodata.reasoning.phrases import LANGUAGES
from geodata.reasoning.sentences import sentence
from tests.reasoning.building import POLICY

RECORDS = load()
GHAN = Ask("A", "B", ("average 85 km/h", "54 hours"), ground_km=(2979.0, 2979.0))


def asked(question: Ask, **changed: Any) -> tuple[Judgement, Question]:
    return ask(dataclasses.replace(question, **changed), RECORDS, POLICY)


def test_an_average_may_leave_out_the_hours_at_stations():
    found, question = asked(GHAN)
    assert (found.verdict, found.side, found.resorts) == (Verdict.TENSION, None, ("standing",))
    assert found.tension == POLICY.bands.tension
    assert found.robust == "fragile"
    assert "an average that leaves stops out" in found.fragile_because
    assert "leaves out 19 h of stops" in found.sentence
    told = " ".join(explain(found, question, POLICY, RECORDS).paragraph)
    assert "No conflict all the same: with an average that leaves stops out" in told
    for lang in LANGUAGES:
        assert "19" in sentence(found, question, POLICY, {}, lang)


@pytest.mark.parametrize(
    "changed",
    [
        {"quantities": ("average 85 km/h, stops included", "54 hours")},
        {"quantities": ("85 km/h average including halts", "54 hours")},
        {"quantities": ("85 km/h", "54 hours"), "speed_role": "average"},  # who writes the role says what is meant
        {"by": "sea"},  # ships do not stop on the way
        {"quantities": ("average 120 km/h", "54 hours")},  # more than half of the hours
        {"quantities": ("average 85 km/h", "5.4 hours"), "ground_km": (297.9, 297.9)},  # no such stops within a day
        {"quantities": ("average 30 km/h", "54 hours")},  # no stop makes an average lower
    ],
    ids=["included", "halts", "role", "sea", "half", "short", "too low"],
)
def test_an_average_that_counts_them_or_could_not_leave_so_many_out_is_a_conflict(changed):
    found, _ = asked(GHAN, **changed)
    assert (found.verdict, found.resorts) == (Verdict.CONFLICT, ())


def test_what_fits_needs_no_resort():
    found, _ = asked(GHAN, quantities=("average 55 km/h", "54 hours"))
    assert (found.verdict, found.resorts) == (Verdict.AGREE, ())


PETERSBURG, MOSCOW = "59.9293,30.3609", "55.7767,37.6550"


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (PETERSBURG, MOSCOW, "650 km"),  # the railway is all but straight
        ("60.1719,24.9414", "59.3300,18.0570", "1,700 km"),  # Helsinki–Stockholm round the gulf
        ("46.0207,7.7491", "45.9342,7.6310", "250 km"),  # Zermatt–Breuil-Cervinia, on two sides of a mountain
    ],
)
def test_a_true_length_that_the_guess_of_a_detour_misses_is_no_conflict(start, end, km):
    found, _ = asked(Ask(start, end, (km,)))
    assert (found.verdict, found.resorts) == (Verdict.TENSION, ("way",))
    assert "a way far from what its shortest line lets one guess" in found.sentence


@pytest.mark.parametrize(("km", "side"), [("400 km", "short"), ("10,000 km", "over")])
def test_no_way_is_shorter_than_the_shortest_line_nor_many_times_as_long(km, side):
    found, _ = asked(Ask(PETERSBURG, MOSCOW, (km,)))
    assert (found.verdict, found.side, found.resorts) == (Verdict.CONFLICT, side, ())


def test_a_flight_round_closed_air_is_no_conflict():
    # Helsinki–Tokyo is 7,800 km; since 2022 flights take about 12,900.
    found, _ = asked(Ask("60.317,24.963", "35.772,140.393", ("12,900 km",), by="air"))
    assert (found.verdict, found.resorts) == (Verdict.TENSION, ("way",))


def test_two_resorts_may_be_needed_at_once():
    found, _ = asked(Ask(PETERSBURG, "56.1290,40.4066", ("average 100 km/h", "30 hours", "5,000 km")))
    assert found.resorts in ((), ("standing", "way"))


@pytest.mark.parametrize(
    ("by", "arrived", "verdict"),
    [
        ("rail", "18:40", Verdict.CONFLICT),  # 1,324 km in forty minutes
        ("rail", "22:00", Verdict.AGREE),
        ("air", "18:40", Verdict.AGREE),
    ],
)
def test_nothing_is_faster_than_the_record_of_its_mode(by, arrived, verdict):
    trip = Ask("Pyongyang", "Beijing", by=by, left="2025-09-01 18:00+09:00", arrived=f"2025-09-01 {arrived}+09:00")
    found, _ = asked(trip)
    assert found.verdict is verdict


def test_hours_alone_that_no_train_has_are_a_conflict():
    found, _ = asked(Ask("Pyongyang", "Beijing", ("half an hour",)))
    assert (found.verdict, found.side) == (Verdict.CONFLICT, "short")
    assert "the fastest on record is 603 km/h" in found.sentence
