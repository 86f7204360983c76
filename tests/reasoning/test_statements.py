"""From reports to questions: who says what together, over which ground, in which sense."""

from __future__ import annotations

import pytest

from geodata.reasoning import judge, load_policy
from geodata.reasoning.clock import Moment
from tests.small_atlas import DAILY, at, place_of, report, speech

POLICY = load_policy()


def of(folder, text, **more):
    """The statements of one report by id."""
    return {stated.id: stated for stated in speech(folder, daily=report(text), **more).statements}


def test_a_statement_that_an_editor_wrote_comes_as_written(tmp_path):
    text = report(
        "claims:\n  v: {leg: out, speed: 60 km/h}\n  t: {leg: out, duration: 5 h}\nstatements:\n  «own: {of: [v, t]}\n"
    )
    (stated,) = speech(tmp_path, daily=text).statements
    assert (stated.id, stated.report, stated.journey) == ("own", "trip/daily", "trip")
    assert stated.claims == ("v", "t")
    assert stated.mark.file.endswith(DAILY)
    assert at(stated.mark) == place_of(text)
    assert stated.explicit is not None


def test_what_no_editor_joined_is_grouped_by_voice_and_modality(tmp_path):
    found = of(
        tmp_path,
        """claims:
  a: {leg: out, speed: 60 km/h, voice: A wire}
  b: {leg: out, duration: 5 h, voice: A wire}
  c: {leg: out, speed: 40 km/h, voice: An expert}
  d: {leg: out, duration: 9 h, voice: A wire, modality: forecast}
  e: {leg: back, duration: 9 h, voice: A wire}
  own: {leg: out, duration: 6 h}
""",
    )
    assert [(s.voice, s.modality, s.claims) for s in found.values()] == [
        ("A wire", "reported", ("a", "b")),
        ("An expert", "reported", ("c",)),
        ("A wire", "forecast", ("d",)),
        ("A wire", "reported", ("e",)),
        (None, "reported", ("own",)),
    ]


def test_a_withdrawn_report_is_held_to_nothing_that_no_editor_joined(tmp_path):
    claims = "claims:\n  speed: {leg: out, speed: 50 km/h}\n  hours: {leg: out, duration: 20 h}\n"
    assert of(tmp_path / "stands", claims)
    assert not of(tmp_path / "withdrawn", f"withdrawn: 2025-09-04\n{claims}")


def test_claims_in_a_statement_are_not_told_twice(tmp_path):
    found = of(
        tmp_path,
        "claims:\n  a: {leg: out, speed: 60 km/h}\n  b: {leg: out, duration: 5 h}\n  c: {leg: out, distance: 300 km}\n"
        "statements:\n  own: {of: [a, b]}\n",
    )
    assert [s.claims for s in found.values()] == [("a", "b"), ("c",)]


def test_what_is_typical_joins_what_is_told(tmp_path):
    found = of(
        tmp_path,
        "claims:\n  a: {leg: out, speed: 60 km/h, modality: typical}\n"
        "  b: {leg: out, duration: 5 h, modality: forecast}\n"
        "statements:\n  own: {of: [a, b]}\n",
    )
    assert found["own"].modality == "forecast"


@pytest.mark.parametrize(
    ("words", "senses"),
    [
        ("speed: 60 km/h", ("average", "limit")),
        ("speed: 60 km/h, hedge: averaging around", ("average",)),
        ("speed: 60 km/h, hedge: averaging around, role: limit", ("limit",)),
        ("speed: 60 km/h, role: moving", ("moving average",)),
        ("speed: 60 km/h, hedge: cannot exceed", ("maximum",)),
        ("duration: 5 h", ("elapsed",)),
        ("duration: 5 h, measure: moving", ("moving",)),
        ("duration: 5 h, measure: trip", ("elapsed",)),
        ("duration: 5 h, measure: stop", ("stop",)),
        ("distance: 300 km", ("distance",)),
    ],
)
def test_the_sense_of_a_number(tmp_path, words, senses):
    (stated,) = of(tmp_path, f"claims:\n  a: {{leg: out, {words}}}\n").values()
    assert stated.question.said[0].senses == senses


def test_hedge_as_weighs_a_word_that_no_table_knows(tmp_path):
    (stated,) = of(tmp_path, "claims:\n  a: {leg: out, duration: 20 h, hedge: presque, hedge_as: nearly}\n").values()
    (said,) = stated.question.said
    assert said.text == "presque 20 h"
    assert said.values[0].at(1.0) == (17.5, 20.25)


@pytest.mark.parametrize("bad", ["speed: 60 furlongs", "speed: 60 km/h, hedge: allegedly"])
def test_a_claim_that_cannot_be_read_is_named_and_the_rest_is_judged(tmp_path, bad):
    (stated,) = of(
        tmp_path,
        f"claims:\n  odd: {{leg: out, {bad}}}\n  v: {{leg: out, speed: 60 km/h}}\n  t: {{leg: out, duration: 2 h}}\n",
    ).values()
    assert [said.id for said in stated.question.said] == ["v", "t"]
    found = judge(stated.question, POLICY)
    assert found.verdict == "conflict"
    assert any("odd" in missing for missing in found.missing)


@pytest.mark.parametrize(
    "entry", ["count: '3', leg: out", "other: bad food, leg: out", "speed: 300 km/h, train: high-speed, leg: out"]
)
def test_what_is_no_arithmetic_about_this_train_is_left_out(tmp_path, entry):
    assert not of(tmp_path, f"claims:\n  a: {{{entry}}}\n")


def test_a_number_about_another_train_is_told_as_missing(tmp_path):
    found = of(
        tmp_path,
        "claims:\n  a: {leg: out, speed: 300 km/h, train: high-speed}\n  b: {leg: out, duration: 5 h}\n"
        "statements:\n  own: {of: [a, b]}\n",
    )
    assert any("a speaks of another" in missing for missing in judge(found["own"].question, POLICY).missing)


def test_an_event_is_read_in_the_zones_of_its_place(tmp_path):
    found = of(
        tmp_path,
        """events:
  left: {leg: out, event: departed, at: ari, when: 2025-09-01 12:00}
  over: {leg: out, event: crossed, at: bridge, when: 2025-09-01 14:00}
  told: {leg: out, event: crossed, at: bridge, when: 2025-09-01 14:00, zone: Asia/Shanghai}
  other: {event: other, when: 2025-09-03}
""",
    )
    (stated,) = found.values()
    zones = {said.id: [v.zone for v in said.values if isinstance(v, Moment)] for said in stated.question.said}
    assert zones == {
        "left": ["Asia/Shanghai"],
        "over": ["Asia/Shanghai", "Asia/Pyongyang"],
        "told": ["Asia/Shanghai"],
    }


def test_a_claim_about_another_journey_is_told_there(tmp_path):
    other = "schema: 1\ntitle: Another\nlegs:\n  only: {direction: out, from: cho, to: ari, mode: rail}\n"
    text = "claims:\n  a: {leg: out, speed: 60 km/h}\n  b: {journey: later, leg: out, duration: 5 h}\n"
    (here,) = of(tmp_path, text, later__journey=other).values()
    assert here.claims == ("a",)


def test_no_leg_no_ground(tmp_path):
    (stated,) = of(tmp_path, "claims:\n  a: {speed: 60 km/h}\n  b: {duration: 5 h}\n").values()
    assert stated.question.scope is None
    assert judge(stated.question, POLICY).verdict == "unknown"


@pytest.mark.parametrize(("leg", "km"), [("out", 300), ("there", 300), ("back", 300), ("round", 600)])
def test_a_leg_a_direction_or_the_whole_round(tmp_path, leg, km):
    (stated,) = of(tmp_path, f"claims:\n  a: {{leg: {leg}, distance: 300 km}}\n").values()
    assert stated.question.scope is not None
    assert stated.question.scope.ground.low_km == km


def test_a_leg_that_does_not_exist_is_missing(tmp_path):
    (stated,) = of(tmp_path, "claims:\n  a: {leg: sideways, distance: 300 km}\n").values()
    found = judge(stated.question, POLICY)
    assert found.verdict == "unknown"
    assert any("leg" in missing for missing in found.missing)


def test_stops_are_those_of_the_border_and_of_the_leg(tmp_path):
    journey = """schema: 1
title: A trip
legs:
  there:
    direction: out
    from: ari
    to: cho
    mode: rail
    stops: [{at: bridge, low_h: 2, reason: Lunch was seen.}]
"""
    claims = "claims:\n  a: {leg: out, duration: 5 h}\n"
    for text, hours in ((None, 0.5), (journey, 2.0)):
        changed = {} if text is None else {"trip__journey": text}
        (stated,) = of(tmp_path, claims, **changed).values()
        assert stated.question.scope is not None
        (leg,) = stated.question.scope.legs
        assert leg.stops["bridge"] == hours


def test_a_claim_by_air_is_measured_on_the_geodesic(tmp_path):
    (stated,) = of(tmp_path, "claims:\n  a: {leg: out, by: air, distance: 256 km}\n").values()
    assert stated.question.scope is not None
    assert stated.question.scope.ground.basis == "geodesic"
    assert stated.question.scope.ground.low_km == pytest.approx(256, abs=1)


def test_a_part_of_the_way_between_named_places(tmp_path):
    (stated,) = of(tmp_path, "claims:\n  a: {leg: out, from: bridge, to: cho, distance: 200 km}\n").values()
    assert judge(stated.question, POLICY).verdict == "agree"


def test_a_place_on_no_line_of_the_leg_is_named(tmp_path):
    end = "source: atlas, grade: official"
    stations = f"{{place: oz, km: 0, {end}}}, {{place: uz, km: 9, {end}}}"
    far = f"schema: 1\nline: {{name: Far, stations: [{stations}]}}\nplaces:\n"
    for name, lat in (("oz", 10), ("uz", 10.05)):
        far += f"  {name}: {{name: {name}, country: CN, zone: Asia/Shanghai, lat: {lat}, lon: 100, {end}}}\n"
    (stated,) = of(tmp_path, "claims:\n  a: {leg: out, from: oz, distance: 200 km}\n", lines__far=far).values()
    found = judge(stated.question, POLICY)
    assert found.verdict == "unknown"
    assert any("oz" in missing for missing in found.missing)


def test_words_are_told_with_single_spaces(tmp_path):
    text = "claims:\n  a: {leg: out, hedge: 'just  about', speed: '60  km/h'}\nevents:\n"
    text += "  b: {leg: out, event: departed, at: ari, when: '2025-09-01  12:00'}\n"
    (stated,) = of(tmp_path, text).values()
    assert [said.text for said in stated.question.said] == ["just about 60 km/h", "2025-09-01 12:00"]


def test_statements_come_in_a_stable_order(tmp_path):
    two = {
        "daily": report("claims:\n  a: {leg: out, speed: 60 km/h}\n"),
        "trip__reports__aaa": report("claims:\n  a: {leg: out, speed: 60 km/h}\n"),
    }
    assert [s.report for s in speech(tmp_path, **two).statements] == ["trip/aaa", "trip/daily"]
