"""Statements held against each other: information on sources, never one report's contradiction."""

from __future__ import annotations

import pytest

from geodata.reasoning import judge, load_policy
from geodata.reasoning.apart import apart
from geodata.reasoning.between import clashes
from tests.small_atlas import report, speech

POLICY = load_policy()

SLOW = "  slow: {leg: out, speed: 30 km/h, role: average, voice: An expert}\n"
FAST = "  fast: {leg: out, duration: 3 h, voice: A wire}\n"
DUE = "  due: {leg: out, event: arrived, at: cho, when: 2025-09-02 08:00, modality: forecast}\n"


def seen(hour: str, modality: str = "observed", name: str = "seen") -> str:
    return f"  {name}: {{leg: out, event: arrived, at: cho, when: 2025-09-02 {hour}, modality: {modality}}}\n"


def found(folder, **reports):
    stated = speech(folder, **reports).statements
    judged = {(s.report, s.id): judge(s.question, POLICY) for s in stated}
    return list(clashes(stated, judged, POLICY))


def test_two_voices_of_one_report_differ(tmp_path):
    (clash,) = found(tmp_path, daily=report("claims:\n" + SLOW + FAST))
    assert clash.kind == "sources differ"
    assert set(clash.claims) == {"trip/daily/slow", "trip/daily/fast"}
    assert clash.tension is not None
    assert clash.tension > POLICY.bands.tension


def test_the_sentence_names_every_claim_and_accuses_nobody(tmp_path):
    (clash,) = found(tmp_path, daily=report("claims:\n" + SLOW + FAST))
    for words in ("30 km/h (An expert in The Daily)", "3 h (A wire in The Daily)", "cannot all be true"):
        assert words in clash.sentence
    assert "trip/daily" not in clash.sentence


def test_two_days_for_one_arrival_are_told_as_days_not_as_a_score(tmp_path):
    told = "events:\n" + seen("23:00", "reported", "told").replace("2025-09-02", "2025-09-01")
    sight = "events:\n" + seen("16:00")
    (clash,) = found(tmp_path, daily=report(told), trip__reports__other=report(sight, outlet="The Other"))
    assert clash.tension is None
    assert clash.sentence.startswith("Different days: Monday 1 Sep against Tuesday 2 Sep. ")
    assert "arrived 2025-09-01 23:00 (The Daily)" in clash.sentence
    assert "arrived 2025-09-02 16:00 (The Other)" in clash.sentence


def test_a_whole_day_is_one_day_and_a_night_is_none(tmp_path):
    # 2025-09-01 ends at midnight and does not reach into Tuesday; a night lies in two days.
    whole = "events:\n" + seen("", "reported", "told").replace("2025-09-02 ,", "2025-09-01,")
    sight = "events:\n" + seen("16:00")
    (clash,) = found(tmp_path / "a", daily=report(whole), trip__reports__other=report(sight))
    assert clash.sentence.startswith("Different days: ")
    night = "events:\n" + seen("night", "reported", "told").replace("2025-09-02", "2025-09-01")
    (clash,) = found(tmp_path / "b", daily=report(night), trip__reports__other=report(sight))
    assert clash.tension is not None
    assert not clash.sentence.startswith("Different days: ")


def test_two_voices_that_can_both_be_right_are_left_in_peace(tmp_path):
    assert not found(tmp_path, daily=report("claims:\n" + SLOW + FAST.replace("3 h", "10 h")))


def test_two_reports_of_hearsay_are_not_compared(tmp_path):
    # Else every pair of papers would be: only what was seen, or came out otherwise, is worth a line.
    assert not found(tmp_path, daily=report("claims:\n" + SLOW), trip__reports__other=report("claims:\n" + FAST))


def test_a_report_is_compared_with_what_was_seen_elsewhere(tmp_path):
    claims = "claims:\n  hours: {leg: out, duration: 5 h}\nevents:\n" + seen("08:00", "reported", "told")
    sight = "events:\n" + seen("16:00")
    (clash,) = found(tmp_path, daily=report(claims), trip__reports__other=report(sight))
    assert clash.kind == "sources differ"
    assert set(clash.claims) == {"trip/daily/told", "trip/other/seen"}


def test_a_forecast_that_a_sighting_missed_turned_out_otherwise(tmp_path):
    (clash,) = found(
        tmp_path, daily=report("events:\n" + DUE), trip__reports__other=report("events:\n" + seen("16:00"))
    )
    assert clash.kind == "turned out otherwise"
    assert set(clash.claims) == {"trip/daily/due", "trip/other/seen"}


def test_a_forecast_that_came_true_is_not_told(tmp_path):
    assert not found(
        tmp_path, daily=report("events:\n" + DUE), trip__reports__other=report("events:\n" + seen("08:00"))
    )


def test_a_forecast_is_told_once_however_many_saw_it_missed(tmp_path):
    others = {f"trip__reports__o{i}": report("events:\n" + seen(f"1{i}:00", "reported")) for i in range(3, 6)}
    told = found(tmp_path, daily=report("events:\n" + DUE), **others)
    assert [clash.kind for clash in told] == ["turned out otherwise"]


def test_an_arrival_in_the_zone_of_either_side_is_given_the_kinder_one(tmp_path):
    # 14:00 in China and 15:00 in Korea are one instant; the border has both clocks.
    def crossing(hour: str, modality: str) -> str:
        when = f"when: 2025-09-01 {hour}, modality: {modality}"
        return f"events:\n  over: {{leg: out, event: crossed, at: bridge, {when}}}\n"

    same = {
        "daily": report(crossing("14:00", "reported")),
        "trip__reports__other": report(crossing("15:00", "observed")),
    }
    assert not found(tmp_path, **same)
    same["trip__reports__other"] = report(crossing("19:00", "observed"))
    (clash,) = found(tmp_path, **same)
    assert set(clash.claims) == {"trip/daily/over", "trip/other/over"}


def test_a_border_crossed_on_two_days_is_told(tmp_path):
    def crossing(when: str, modality: str) -> str:
        return f"events:\n  over: {{leg: out, event: crossed, at: bridge, when: {when}, modality: {modality}}}\n"

    (clash,) = found(
        tmp_path,
        daily=report(crossing("2025-09-01", "reported")),
        trip__reports__other=report(crossing("2025-09-02 about 05:00", "observed")),
    )
    assert clash.kind == "sources differ"


def test_what_does_not_hold_alone_is_left_out(tmp_path):
    own = (
        "claims:\n  v: {leg: out, speed: 30 km/h, voice: An expert}\n  t: {leg: out, duration: 3 h, voice: An expert}\n"
    )
    assert not found(tmp_path, daily=report(own + FAST))


def test_different_legs_are_not_compared(tmp_path):
    assert not found(tmp_path, daily=report("claims:\n" + SLOW + FAST.replace("leg: out", "leg: back")))


def test_the_order_of_reports_does_not_change_what_is_told(tmp_path):
    a, b = report("events:\n" + DUE), report("events:\n" + seen("16:00"))
    one = found(tmp_path / "one", daily=a, trip__reports__other=b)
    two = found(tmp_path / "two", daily=b, trip__reports__other=a)
    assert [clash.kind for clash in one] == [clash.kind for clash in two]


def times_apart(folder, *hours: str, modality: str = "reported") -> list[set[str]]:
    """Which of these times of one arrival, each of a report of its own, are told as apart."""
    files = {
        f"trip__reports__r{i}": report("events:\n" + seen(hour, modality), outlet=f"Paper {i}")
        for i, hour in enumerate(hours)
    }
    stated = speech(folder, daily=report(""), **files).statements
    judged = {(s.report, s.id): judge(s.question, POLICY) for s in stated}
    return [{claim.split("/")[1] for claim in clash.claims} for clash in apart(stated, judged, POLICY)]


@pytest.mark.parametrize(
    ("hours", "pairs"),
    [
        (("13:00", "13:00", "01:00"), [{"r0", "r2"}]),
        (("01:00", "13:00", "afternoon"), [{"r0", "r1"}]),
        (("13:00", "01:00"), [{"r0", "r1"}]),
        (("16:30", "17:00"), []),
        (("", "13:00"), []),
        (("noon", "12:38"), []),
    ],
    ids=["the odd one", "with a vague one", "two", "near", "a whole day says little", "about noon"],
)
def test_reported_times_of_one_event_that_cannot_be_one_are_apart(tmp_path, hours, pairs):
    assert times_apart(tmp_path, *hours) == pairs


@pytest.mark.parametrize("modality", ["observed", "forecast"])
def test_what_was_seen_or_foretold_is_compared_elsewhere(tmp_path, modality):
    assert times_apart(tmp_path, "13:00", "01:00", modality=modality) == []


def test_times_of_two_legs_are_times_of_two_things(tmp_path):
    there = "events:\n" + seen("13:00", "reported")
    back = there.replace("leg: out", "leg: back").replace("2025-09-02 13:00", "2025-09-06 01:00")
    stated = speech(tmp_path, daily=report(there), trip__reports__other=report(back, outlet="The Other")).statements
    judged = {(s.report, s.id): judge(s.question, POLICY) for s in stated}
    assert not list(apart(stated, judged, POLICY))
