"""Questions typed by hand: clock times of places that only their kilometres are known of, ways there and back."""

from __future__ import annotations

import pytest

import geodata
from geodata.errors import UsageError
from geodata.outcome import Verdict
from geodata.reasoning import Ask, ask, load_policy
from geodata.reasoning.phrases import LANGUAGES
from geodata.reasoning.sentences import sentence

POLICY = load_policy()

KM = (500.0, 510.0)


@pytest.fixture(scope="module")
def records():
    return geodata.load()


def hours(records, asked):
    """Between the clocks: what they leave to an average over those kilometres."""
    low, high = ask(asked, records, load_policy())[0].needs["speed"]
    assert low is not None
    assert high is not None
    return sum(KM) / (low + high)


def asked(left, arrived, zone=None, ends=("Anywhere", "Elsewhere")):
    return Ask(ends[0], ends[1], ["50 km/h"], left=left, arrived=arrived, zone=zone, ground_km=KM, speed_role="average")


def test_each_end_may_have_a_zone_of_its_own(records):
    # New York is five hours behind London in winter.
    clocks = ("2024-01-10 20:00", "2024-01-11 11:00")
    assert hours(records, asked(*clocks, "Europe/London")) == pytest.approx(15, rel=0.02)
    assert hours(records, asked(*clocks, "America/New_York,Europe/London")) == pytest.approx(10, rel=0.02)
    assert hours(records, asked(*clocks, "America/New_York, Europe/London")) == pytest.approx(10, rel=0.02)


def test_a_known_place_keeps_its_zone_when_its_kilometres_are_given(records):
    clocks = ("2025-09-01 12:00", "2025-09-01 21:00")  # Beijing is an hour behind Pyongyang
    assert hours(records, asked(*clocks, ends=("Pyongyang", "Beijing"))) == pytest.approx(10, rel=0.02)


@pytest.mark.parametrize(
    ("left", "arrived"),
    [("2025-09-01T12:00+09:00", "2025-09-01T21:00+0800"), ("2025-09-01T03:00Z", "2025-09-01 1 pm+00:00")],
)
def test_a_time_with_its_offset_needs_no_zone(records, left, arrived):
    assert hours(records, asked(left, arrived)) == pytest.approx(10, rel=0.02)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe/London,Mars/Olympus", ",Europe/London", ""])
def test_a_zone_that_is_none_is_said(records, zone):
    with pytest.raises(UsageError, match="no IANA time zone"):
        ask(asked("2024-01-10 20:00", "2024-01-11 11:00", zone), records, load_policy())


def test_what_runs_past_one_way_is_tried_there_and_back(records):
    found, question = ask(Ask("Pyongyang", "Moscow", ("20,000 km", "three weeks")), records, POLICY)
    assert (found.verdict, found.side, found.round_trip) == (Verdict.CONFLICT, "over", Verdict.AGREE)
    assert "There and back the numbers would fit." in found.sentence
    for lang in LANGUAGES:
        assert sentence(found, question, POLICY, {}, lang)


@pytest.mark.parametrize("quantities", [("40,000 km",), ("800 km",), ("10,200 km",)])
def test_what_fits_or_fits_neither_way_is_not(records, quantities):
    found, _ = ask(Ask("Pyongyang", "Moscow", quantities), records, POLICY)
    assert found.round_trip is None


def test_numbers_open_to_one_side_lack_one_that_is_not(records):
    found, _ = ask(Ask("Pyongyang", "Beijing", ("over 60 km/h", "over 30 hours")), records, POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert found.missing == ("a number that is not open to that side",)
