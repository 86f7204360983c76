"""A flight's hours against the shortest line: it may be longer than that, never much, and never shorter."""

from __future__ import annotations

import pytest

from geodata import load
from geodata.outcome import Verdict
from geodata.reasoning import Ask, ask
from tests.reasoning.building import POLICY
from tests.small_atlas import report, speech

RECORDS = load()


@pytest.mark.parametrize(
    ("quantities", "verdict"),
    [
        # Pyongyang–Hanoi is 2,754 km as the crow flies: 3.4 h at 800 km/h, and 4 h leave room for a detour.
        (["800 km/h", "4 h"], Verdict.AGREE),
        (["800 km/h", "2 h"], Verdict.CONFLICT),
        (["800 km/h", "12 h"], Verdict.AGREE),  # too many hours are no contradiction for a cruising speed
        (["2,759 km"], Verdict.AGREE),
        (["3,900 km"], Verdict.AGREE),  # a flight may stray by half
        (["2,000 km"], Verdict.CONFLICT),
        (["6,000 km"], Verdict.CONFLICT),
    ],
)
def test_hours_and_kilometres_of_a_flight(quantities, verdict):
    judgement, _ = ask(Ask("Pyongyang", "Hanoi", quantities, by="air", speed_role="cruising"), RECORDS, POLICY)
    assert judgement.ground is not None
    assert judgement.ground.basis == "geodesic"
    assert judgement.verdict is verdict


def test_a_claim_by_air_within_a_journey_by_rail_is_held_against_the_shortest_line(tmp_path):
    # Ari–Cho is 300 km by rail and 256 km as the crow flies.
    claims = "claims:\n  near: {leg: out, distance: 256 km, hedge: exactly, by: air}\n"
    (stated,) = speech(tmp_path, daily=report(claims)).statements
    assert stated.question.scope is not None
    assert stated.question.scope.ground.basis == "geodesic"


def test_a_flight_of_hours_alone_is_told_what_it_would_take():
    judgement, _ = ask(Ask("Pyongyang", "Hanoi", ["5 h"], by="air"), RECORDS, POLICY)
    assert judgement.verdict is Verdict.UNKNOWN
    assert judgement.missing == ("a speed or a distance",)
    assert "In 5 h it takes 550.9 km/h on average." in judgement.sentence
