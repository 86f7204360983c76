"""Judgements: the kindest reading leads, sides, robustness, and everything that stays undecided."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given as random
from hypothesis import strategies as st

from geodata.outcome import Verdict
from geodata.reasoning import Said, implied, judge, relaxing, search
from geodata.reasoning.hedges import Halo
from geodata.reasoning.sentences import sentence
from geodata.reasoning.solver import SolverDoubtError
from tests.reasoning.building import CHINA, KOREA, NAMES, POLICY, asked, given, happened, railway, said

LONG = railway()  # 1,317–1,377 km
DAY, NEXT = "2025-09-01", "2025-09-02"


def verdict(*claims: Said, scope=LONG) -> str:
    return judge(asked(*claims, scope=scope), POLICY).verdict


def test_an_ambiguous_speed_is_tried_as_average_and_as_limit_and_both_are_told():
    found = judge(asked(said("v", "60 km/h"), said("t", "40 h"), scope=LONG), POLICY)
    assert {reading.assumes["v"]: reading.verdict for reading in found.readings} == {
        "average": Verdict.CONFLICT,
        "limit": Verdict.AGREE,
    }
    assert found.verdict is Verdict.AGREE
    assert found.tension == min(reading.tension for reading in found.readings if reading.tension is not None)


def test_the_kindest_zone_leads():
    # 1,317 km at 60 km/h take just under 22 h: from noon to 09:30 is 21.5 h on one clock, 22.5 on two.
    left = happened("left", "departed", f"{DAY} 12:00", "pyongyang")
    arrived = happened("in", "arrived", f"{NEXT} 09:30", "beijing", zones=(KOREA, CHINA))
    found = judge(asked(left, arrived, said("v", "exactly 60 km/h", "limit"), scope=LONG), POLICY)
    tensions = {reading.assumes["in"]: reading.tension for reading in found.readings}
    assert tensions.keys() == {KOREA, CHINA}
    assert found.tension == tensions[CHINA] == 0
    assert tensions[KOREA] != 0


@pytest.mark.parametrize("role", ["ambiguous", "moving", "cruising", "limit", "maximum", "reach"])
def test_too_many_hours_are_stops_unless_the_speed_is_an_average(role):
    assert verdict(said("v", "60 km/h", role), said("t", "100 h")) is Verdict.AGREE


@pytest.mark.parametrize("role", ["ambiguous", "average", "moving", "cruising", "limit", "maximum", "reach"])
def test_a_speed_is_told_in_the_word_of_its_role(role):
    (read, _) = judge(asked(said("v", "60 km/h", role), said("t", "20 h"), scope=LONG), POLICY).claims
    assert read.role == role


def test_too_many_hours_for_an_average_run_past():
    found = judge(asked(said("v", "60 km/h", "average"), said("t", "100 h"), scope=LONG), POLICY)
    assert (found.verdict, found.side) == (Verdict.CONFLICT, "over")


@pytest.mark.parametrize("role", ["ambiguous", "average", "moving", "cruising", "limit", "maximum"])
def test_too_few_hours_end_short_whatever_the_speed_means(role):
    found = judge(asked(said("v", "50 km/h", role), said("t", "nearly 20 h"), scope=LONG), POLICY)
    assert (found.verdict, found.side) == (Verdict.CONFLICT, "short")
    assert found.conflicts == (("t", "v"),)
    assert found.face_km == 1000


def test_a_side_is_told_only_of_a_conflict():
    assert judge(asked(said("v", "60 km/h"), said("t", "20 h"), scope=LONG), POLICY).side is None
    assert judge(asked(said("v", "60 km/h"), scope=LONG), POLICY).side is None


def test_an_arrival_before_the_departure_is_a_conflict_of_its_own_kind():
    left, arrived = happened("left", "departed", f"{NEXT} 12:00"), happened("in", "arrived", f"{DAY} 12:00")
    found = judge(asked(left, arrived, scope=LONG), POLICY)
    assert (found.verdict, found.side) == (Verdict.CONFLICT, "apart")
    assert found.conflicts == (("in", "left"),)


def test_a_speed_and_hours_tied_to_no_way_decide_nothing():
    assert verdict(said("v", "60 km/h"), said("t", "20 h"), scope=None) is Verdict.UNKNOWN


def test_two_figures_for_one_quantity_lie_apart():
    found = judge(asked(said("a", "20 h"), said("b", "60 h"), scope=LONG), POLICY)
    assert (found.verdict, found.side) == (Verdict.CONFLICT, "apart")


def test_only_a_possible_way_saves_it():
    # 55 km/h for 20 h are 1,100 km; a way of 1,122-1,132 fits them well, the usual 1,722-1,732 not at all.
    claims = said("v", "55 km/h", "average"), said("t", "20 h")
    usual = railway(china=(1500, 1500))
    detour = railway(china=(1500, 1500), possible=(900, 900))
    assert judge(asked(*claims, scope=usual), POLICY).verdict is Verdict.CONFLICT
    found = judge(asked(*claims, scope=detour), POLICY)
    assert found.verdict is Verdict.STRAINED  # at the kindest, however well it would fit there
    assert "over a way on which nobody reported the train" in sentence(
        found, asked(*claims, scope=detour), POLICY, NAMES
    )
    assert {reading.assumes["ways"] for reading in found.readings} == {"usual", "possible"}
    assert found.robust == "fragile"


def test_a_conflict_holds_on_possible_ways_too():
    claims = said("v", "50 km/h"), said("t", "nearly 20 h")
    scope = railway(possible=(1090, 1090))
    found = judge(asked(*claims, scope=scope), POLICY)
    assert found.verdict is Verdict.CONFLICT
    assert {reading.assumes["ways"] for reading in found.readings} == {"usual", "possible"}
    assert "on every possible way too" in sentence(found, asked(*claims, scope=scope), POLICY, NAMES)


def test_a_possible_way_is_not_tried_where_the_usual_one_does():
    found = judge(asked(said("v", "70 km/h"), said("t", "20 h"), scope=railway(possible=(900, 900))), POLICY)
    assert found.verdict is Verdict.AGREE
    assert {reading.assumes["ways"] for reading in found.readings} == {"usual"}


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        (said("v", "60 km/h"), "hours or clock times"),
        (said("t", "20 h"), "a speed or a distance"),
        (happened("left", "departed", f"{DAY} afternoon", "pyongyang"), "a second clock time"),
    ],
    ids=["speed", "duration", "departure"],
)
def test_one_claim_alone_decides_nothing_and_says_what_is_missing(claim, missing):
    found = judge(asked(claim, scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert missing in " ".join(found.missing)
    assert (found.tension, found.side, found.robust) == (None, None, None)


def test_no_claim_at_all_decides_nothing():
    found = judge(asked(scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert found.missing


def test_a_lone_speed_tied_to_no_way_decides_nothing():
    assert verdict(said("v", "60 km/h"), scope=None) is Verdict.UNKNOWN


def test_three_numbers_tied_to_no_way_are_held_against_each_other():
    claims = said("v", "60 km/h"), said("t", "20 h"), said("d", "4,500 km")
    assert judge(asked(*claims, scope=None), POLICY).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("text", "expected", "side"),
    [
        ("1,350 km", "agree", None),
        ("about 1,300 km", "agree", None),
        ("800 km", "conflict", "short"),
        ("3,000 km", "conflict", "over"),
    ],
)
def test_a_distance_alone_is_held_against_the_lines(text, expected, side):
    found = judge(asked(said("d", text), scope=LONG), POLICY)
    assert (found.verdict, found.side) == (expected, side)


def test_a_place_off_the_line_is_named():
    found = judge(
        asked(happened("x", "passed", f"{DAY} 12:00", "vladivostok"), said("v", "60 km/h"), scope=LONG), POLICY
    )
    assert found.verdict is Verdict.UNKNOWN
    assert any("vladivostok" in missing and "x" in missing for missing in found.missing)


def test_a_territory_off_the_line_is_named():
    found = judge(asked(said("v", "60 km/h", within="RU"), said("t", "20 h"), scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert any("RU" in missing for missing in found.missing)


def test_a_stretch_against_the_direction_is_named():
    found = judge(asked(said("d", "900 km", start="beijing", end="bridge"), scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert any("d runs from beijing to bridge" in missing for missing in found.missing)


def test_a_leg_that_is_not_travelled_is_named():
    found = judge(asked(said("d", "900 km", leg="home"), scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert any("home" in missing for missing in found.missing)


@pytest.mark.parametrize("scope", [LONG, None], ids=["rail", "no way"])
@pytest.mark.parametrize("place", [None, "pyongyang", "beijing"])
def test_a_stay_at_an_end_of_the_way_is_out_of_reach_and_no_crash(place, scope):
    stay = Said("stay", "duration", "2 days", ("stop",), (Halo(48, 48, 12, 12),), start=place)
    found = judge(asked(stay, said("v", "60 km/h"), said("t", "20 h"), scope=scope), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert any("stay" in missing for missing in found.missing)


def test_a_stop_on_the_way_counts():
    stop = Said("stop", "duration", "6 h", ("stop",), (Halo(6, 6, 0.5, 0.5),), start="bridge")
    hours = said("t", "24 h"), said("v", "60 km/h", "limit")
    assert verdict(*hours) is Verdict.AGREE
    found = judge(asked(stop, *hours, scope=LONG), POLICY)
    assert found.conflicts == (("stop", "t", "v"),)


def test_parts_of_the_way_are_weighed_on_their_own_kilometres():
    # 232 km at 45 take five hours, 1,095 at 80 another fourteen.
    north, china = said("north", "45 km/h", "limit", within="KP"), said("china", "80 km/h", "reach", within="CN")
    assert verdict(north, china, said("t", "20 h")) is Verdict.AGREE
    assert verdict(north, china, said("t", "exactly 15 h")) is Verdict.CONFLICT
    assert verdict(said("d", "230 km", start="pyongyang", end="bridge")) is Verdict.AGREE
    assert verdict(said("d", "500 km", start="pyongyang", end="bridge")) is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("hours", "robust"),
    [
        ("exactly 10 h", "robust"),  # 500 km of 1,317
        ("30 h", "robust"),  # time to spare under any policy
        ("20 h", "fragile"),  # conflict, but 1,000 km need hedges only twice as wide
    ],
)
def test_a_verdict_near_an_edge_is_fragile(hours, robust):
    assert judge(asked(said("v", "53 km/h", "limit"), said("t", hours), scope=LONG), POLICY).robust == robust


def test_needs_tell_what_the_rest_leaves_to_each_number():
    found = judge(asked(said("v", "50 km/h", "average"), said("t", "nearly 20 h"), scope=LONG), POLICY)
    low, high = found.needs["v"]
    assert low == pytest.approx(1317 / 20.25, abs=0.02)
    assert high == pytest.approx(1377 / 17.5, abs=0.02)
    low, high = found.needs["t"]
    assert low == pytest.approx(1317 / 55, abs=0.001)
    assert high == pytest.approx(1377 / 45, abs=0.001)


def test_needs_come_from_the_first_conflict_where_the_rest_clashes_anyway():
    found = judge(asked(said("v", "50 km/h"), said("t", "20 h"), said("d", "3,000 km"), scope=LONG), POLICY)
    assert list(found.needs["d"]) == pytest.approx([1317, 1377])


def test_implied_fills_in_what_nobody_gave():
    speed = asked(said("v", "exactly 60 km/h", "average"), scope=LONG)
    assert implied(speed, 0.0).keys() == {"duration"}
    assert list(implied(speed, 0.0)["duration"]) == pytest.approx([1317 / 60, 1377 / 60])
    hours = asked(said("t", "20 h"), scope=LONG)
    low, high = implied(hours, 0.0)["speed"]
    assert low == pytest.approx(1317 / 20, abs=0.02)
    assert high == pytest.approx(1377 / 20, abs=0.02)
    assert implied(asked(said("t", "20 h"), scope=None)) == {}


@pytest.mark.parametrize("claims", [("60 km/h", "20 h"), ("60 km/h",), ("20 h",), ("1,350 km",)])
def test_a_doubt_of_the_solver_is_unknown_and_told_in_a_sentence(monkeypatch, claims):
    def doubt(*_: object, **__: object) -> None:
        raise SolverDoubtError("it warned")

    search.forget()
    monkeypatch.setattr(relaxing, "certificate", doubt)
    monkeypatch.setattr(search, "certificate", doubt)
    monkeypatch.setattr(search, "extremes", doubt)
    question = asked(*(said(str(i), text) for i, text in enumerate(claims)), scope=LONG)
    found = judge(question, POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert "it warned" in " ".join(found.missing)
    assert "Not decided" in sentence(found, question, POLICY, NAMES)


def test_too_many_readings_are_unknown_not_endless():
    found = judge(asked(*(said(f"v{i}", "60 km/h") for i in range(7)), said("t", "20 h"), scope=LONG), POLICY)
    assert found.verdict is Verdict.UNKNOWN
    assert any("readings" in missing for missing in found.missing)


def test_bands_are_the_policys():
    harsh = POLICY.model_copy(
        update={"bands": POLICY.bands.model_copy(update={"agree": 0.1, "strained": 0.2, "tension": 0.3})}
    )
    question = asked(said("v", "about 60 km/h"), said("t", "about 20 h"), scope=LONG)
    assert judge(question, POLICY).verdict is Verdict.AGREE
    assert judge(question, harsh).verdict is Verdict.CONFLICT


@random(st.integers(30, 90), st.integers(10, 40), st.integers(800, 2000))
def test_slower_never_makes_too_few_hours_kinder(v, t, km):
    ground = given(km, km)
    faster, slower = (
        judge(asked(said("v", f"{speed} km/h", "limit"), said("t", f"{t} h"), scope=ground), POLICY)
        for speed in (v + 10, v)
    )
    # Grains differ from number to number, so only a clear step in speed is compared at face value.
    if (v + 10) * t < km:
        assert slower.misfit >= faster.misfit  # type: ignore[operator]


def test_the_printed_claims_come_back_as_read():
    found = judge(asked(said("v", "over 60 km/h"), said("t", "20 h"), scope=LONG), POLICY)
    v, t = found.claims
    assert (v.id, v.kind, v.text, v.unit, v.role, v.high) == ("v", "speed", "over 60 km/h", "km/h", "ambiguous", None)
    assert (t.low, t.high, t.role) == (17.5, 22.5, None)


def test_a_judgement_is_the_same_twice():
    question = asked(said("v", "60 km/h"), said("t", "20 h"), scope=LONG)
    assert dataclasses.asdict(judge(question, POLICY)) == dataclasses.asdict(judge(question, POLICY))
