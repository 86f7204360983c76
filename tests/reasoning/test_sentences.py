"""Sentences that are read aloud: arithmetic in them, no accusation, no slip of a formatter."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given as random
from hypothesis import strategies as st

from geodata import check, load
from geodata.outcome import Clash, Judgement, Outcome, StatementOutcome, Verdict
from geodata.reasoning import Ask, Question, Said, ask, judge, with_sentence
from geodata.reasoning.phrases import LANGUAGES
from tests.reasoning.building import CHINA, KOREA, NAMES, POLICY, asked, given, happened, railway, said

ACCUSING = re.compile(r"\b(false|lie[sd]?|lying|wrong|untrue|fake|incorrect|mistaken|bogus)\b", re.IGNORECASE)
SLIPS = re.compile(r"\b(None|nan|inf|NaN|null|True|False)\b|  |\s[.,;]|\.\.|\{|\}|-0\b")
DAY, NEXT = "2025-09-01", "2025-09-02"
LONG = railway()


def told(*claims: Said, scope=LONG) -> Judgement:
    question = asked(*claims, scope=scope)
    return with_sentence(judge(question, POLICY), question, POLICY, NAMES)


def sound(text: str) -> bool:
    """Whether a text could be read aloud: whole sentences, no accusing word, no slip."""
    return bool(text) and not ACCUSING.search(text) and not SLIPS.search(text) and text.endswith(".")


@pytest.fixture(scope="module")
def corpus() -> Outcome:
    return check(load())


def statements(outcome: Outcome) -> list[StatementOutcome]:
    return [statement for journey in outcome.journeys for statement in journey.statements]


def clashes(outcome: Outcome) -> list[Clash]:
    return [clash for journey in outcome.journeys for clash in journey.conflicts]


def test_every_sentence_of_the_records_can_be_read_aloud(corpus):
    assert len(statements(corpus)) > 20
    for statement in statements(corpus):
        assert sound(statement.judgement.sentence), (statement.report, statement.judgement.sentence)


def test_every_sentence_between_statements_can_be_read_aloud(corpus):
    for clash in clashes(corpus):
        assert sound(clash.sentence), clash.sentence


def test_no_finding_of_the_records_accuses(corpus):
    for finding in corpus.findings:
        assert not ACCUSING.search(finding.message)


def test_sentences_of_the_records_show_the_product_wherever_there_is_one(corpus):
    shown = 0
    for statement in statements(corpus):
        face = statement.judgement.face_km
        if face is not None:
            shown += 1
            assert re.search(r"km/h for [\d.,–]+ h is [\d.,–]+ km", statement.judgement.sentence)
    assert shown > 3


CASES = {
    "agree": ("60 km/h", "30 h", "limit"),
    "strained": ("about 55 km/h", "20 h", "limit"),
    "tension": ("55 km/h", "20 h", "limit"),
    "conflict": ("50 km/h", "nearly 20 h", "ambiguous"),
}


@pytest.mark.parametrize("verdict", CASES)
def test_every_verdict_shows_the_product_at_face_value(verdict):
    speed, hours, role = CASES[verdict]
    found = told(said("v", speed, role), said("t", hours))
    assert found.verdict == verdict
    v, t = (float(re.sub(r"\D", "", text)) for text in (speed, hours))
    assert f"{v:g} km/h for {t:g} h is {v * t:,.0f} km;" in found.sentence
    assert sound(found.sentence)


def test_an_unknown_with_a_speed_and_hours_shows_the_product_too():
    found = told(said("v", "60 km/h"), said("t", "20 h"), happened("x", "passed", f"{DAY} 12:00", "vladivostok"))
    assert found.verdict is Verdict.UNKNOWN
    assert "60 km/h for 20 h is 1,200 km" in found.sentence
    assert "vladivostok" in found.sentence
    assert sound(found.sentence)


def test_the_first_example_names_the_product_the_railway_the_speed_and_the_hours():
    sentence = told(said("v", "50 km/h"), said("t", "nearly 20 h")).sentence
    for words in (
        "50 km/h for 20 h is 1,000 km",
        "the railway from Pyongyang to Beijing is 1,317–1,377 km long",
        "In 20 h it takes 65.8–68.8 km/h",
        "at 50 km/h it takes 26.3–27.5 h",
        "cannot all be true",
        "at least 65.1 km/h or at least 24 h",
    ):
        assert words in sentence


def test_the_product_is_that_of_the_speed_and_the_hours_not_of_a_stop():
    stop = Said("stop", "duration", "1 h", ("stop",), said("x", "1 h").values, start="bridge")
    found = told(stop, said("v", "60 km/h"), said("t", "20 h"))
    assert "for 1 h" not in found.sentence


def test_no_product_where_the_numbers_speak_of_different_stretches():
    found = told(said("v", "45 km/h", "limit", within="KP"), said("t", "20 h"))
    assert found.face_km is None
    assert "900 km" not in found.sentence
    apart = told(said("v", "45 km/h", start="pyongyang", end="bridge"), said("t", "20 h"))
    assert apart.face_km is None


def test_no_product_of_two_speeds():
    assert told(said("a", "60 km/h"), said("b", "80 km/h"), said("t", "20 h")).face_km is None


def test_spare_hours_are_stops_unless_the_speed_is_an_average():
    assert "for stops" in told(said("v", "60 km/h"), said("t", "30 h")).sentence
    assert "for stops" not in told(said("v", "60 km/h", "average"), said("t", "30 h")).sentence
    assert "for stops" not in told(said("v", "60 km/h"), said("t", "20 h")).sentence


def test_ranges_keep_both_ends():
    assert "50–60 km/h for 16–20 h is 800–1,200 km" in told(said("v", "50-60 km/h"), said("t", "16-20 h")).sentence


def test_what_would_be_needed_is_true_of_the_printed_digit():
    # The least speed is 1,317 / 20.25 = 65.04: "at least 65 km/h" would be too little.
    assert "at least 65.1 km/h" in told(said("v", "50 km/h", "average"), said("t", "nearly 20 h")).sentence


def test_a_clash_of_clock_times_names_the_time_that_would_do():
    found = told(happened("left", "departed", f"{NEXT} 12:00"), happened("in", "arrived", f"{DAY} 12:00"))
    assert "not before Tue 2 Sep" in found.sentence
    assert "not after Mon 1 Sep" in found.sentence
    assert sound(found.sentence)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ((said("v", "60 km/h", "average"),), "At that speed it takes 21.9–22.9 h."),
        ((said("v", "60 km/h", "limit"),), "At that speed it takes at least 21.9 h."),
        ((said("t", "20 h"),), "In 20 h it takes 65.8–68.8 km/h on average."),
    ],
    ids=["average", "limit", "hours"],
)
def test_one_number_alone_is_told_what_it_would_mean(claims, words):
    sentence = told(*claims).sentence
    assert words in sentence
    assert "Not decided: missing is" in sentence


def test_a_lone_distance_reads_as_one_number():
    assert "1,350 km fits." in told(said("d", "1,350 km")).sentence
    assert "900 km cannot be true of it" in told(said("d", "900 km")).sentence


@pytest.mark.parametrize("text", ["1 min", "90 min", "0.5 h", "100000 h", "4,000 days"])
@pytest.mark.parametrize("speed", ["0.01 km/h", "1 km/h", "400 km/h", "30000 km/h"])
@pytest.mark.parametrize("role", ["ambiguous", "average", "maximum", "reach"])
def test_absurd_numbers_are_told_as_calmly(text, speed, role):
    assert sound(told(said("v", speed, role), said("t", text)).sentence)


@random(
    st.sampled_from(["", "about ", "nearly ", "over ", "under ", "exactly "]),
    st.integers(1, 400),
    st.sampled_from(["", "about ", "nearly ", "over ", "under ", "exactly "]),
    st.integers(1, 400),
    st.sampled_from(["ambiguous", "average", "moving", "cruising", "maximum"]),
    st.sampled_from([None, "about 1,300 km"]),
)
def test_any_question_is_answered_in_a_sound_sentence(a, v, b, t, role, km):
    claims = [said("v", f"{a}{v} km/h", role), said("t", f"{b}{t} h")]
    if km:
        claims.append(said("d", km))
    for scope in (LONG, given(1000, 1000), None):
        found = told(*claims, scope=scope)
        assert sound(found.sentence), found.sentence
        assert f"{v} km/h for {t} h is {v * t:,} km" in found.sentence


@pytest.mark.parametrize(
    "quantities",
    [["60 km/h", "20 h"], ["60  km/h", "20   h"], ["1,350  km"], ["about  20 hours"]],
)
def test_spaces_that_were_typed_twice_are_told_once(quantities):
    records = load()
    found, question = ask(Ask("Pyongyang", "Beijing", quantities), records, POLICY)
    assert isinstance(question, Question)
    assert sound(found.sentence), found.sentence


def test_by_air_the_way_is_the_shortest_line():
    found, _ = ask(Ask("Pyongyang", "Beijing", ["800 km/h", "1 h"], by="air"), load(), POLICY)
    assert "the shortest line from Pyongyang to Beijing is 8" in found.sentence
    assert sound(found.sentence)


def test_given_ground_is_called_given():
    assert (
        "the distance given is 1,000–1,100 km"
        in told(said("v", "50 km/h"), said("t", "20 h"), scope=given(1000, 1100)).sentence
    )


CLOCKED = [
    ((happened("l", "departed", f"{DAY} 18:00"), happened("a", "arrived", f"{NEXT} 16:00", zones=(CHINA,))),
     f"{DAY} 18:00 (Asia/Pyongyang) and arrived {NEXT} 16:00 (Asia/Shanghai) are 23 h apart; 1,317–1,377 km in 23 h"),
    ((happened("l", "departed", f"{DAY} 18:00", "pyongyang"), happened("c", "crossed", f"{DAY} 22:00", "bridge")),
     f"Departed Pyongyang {DAY} 18:00 and crossed the bridge {DAY} 22:00 are 4 h apart; 222–232 km in 4 h"),
    ((happened("l", "departed", f"{NEXT} 18:00"), happened("a", "arrived", f"{DAY} 16:00")),
     f"Arrived {DAY} 16:00 is 26 h before departed {NEXT} 18:00."),
    ((happened("l", "departed", DAY), happened("a", "arrived", f"by {NEXT} 16:00")),
     f"Departed {DAY} and arrived by {NEXT} 16:00 are at most 40 h apart."),
    ((happened("l", "departed", f"{DAY} 18:00"), happened("a", "arrived", f"{DAY} 19:00")),
     "1,317–1,377 km in 1 h is 1,317–1,377 km/h on average, the fastest on record is 603 km/h."),
    ((said("t", "20 h"), said("d", "1,300 km")), "1,300 km in 20 h is 65 km/h on average."),
    ((said("v", "60 km/h"), said("d", "1,300 km")), "1,300 km at 60 km/h takes 21.7 h."),
    ((said("n", "45 km/h", "limit", within="KP"), said("c", "80 km/h", "reach", within="CN"), said("t", "20 h")),
     "222–232 km at 45 km/h takes 4.9–5.2 h; 1,095–1,145 km at 80 km/h takes 13.7–14.3 h; 1,317–1,377 km in 20 h"),
    ((said("a", "1,300 km"), said("b", "1,350 km")), "As printed: 1,300 km, 1,350 km."),
    ((said("d", "1,300 km", within="CN"),), "1,300 km (China) cannot be true of it"),
    ((happened("x", "crossed", DAY, "bridge"), happened("y", "crossed", f"{NEXT} 08:00", "bridge")),
     "Different days: Monday 1 Sep against Tuesday 2 Sep."),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), CLOCKED)
def test_every_sentence_shows_what_the_printed_numbers_amount_to(claims, words):
    scope = dataclasses.replace(LONG, fastest_kmh=dict(POLICY.fastest_kmh.items()))
    sentence = told(*claims, scope=scope).sentence
    assert words in sentence, sentence
    assert sound(sentence)
    for lang in LANGUAGES:
        question = asked(*claims, scope=scope)
        assert with_sentence(judge(question, POLICY), question, POLICY, NAMES, lang).sentence


def test_the_hours_between_clocks_stand_beside_their_product():
    claims = happened("l", "departed", f"{DAY} 18:00"), happened("a", "arrived", f"{NEXT} 12:00"), said("v", "60 km/h")
    sentence = told(*claims).sentence
    assert "60 km/h for 18 h is 1,080 km" in sentence
    assert f"Departed {DAY} 18:00 and arrived {NEXT} 12:00 are 18 h apart." in sentence


def test_zones_that_are_readings_widen_the_hours_between():
    two = happened("a", "arrived", f"{NEXT} 16:00", zones=(KOREA, CHINA))
    assert "are 22–23 h apart" in told(happened("l", "departed", f"{DAY} 18:00"), two).sentence


def test_no_sentence_of_the_records_only_says_that_the_numbers_fit(corpus):
    for statement in statements(corpus):
        judgement = statement.judgement
        if judgement.verdict is not Verdict.UNKNOWN and len(judgement.claims) > 1:
            assert not re.search(r"(long|least\)|line)\. The numbers fit", judgement.sentence), judgement.sentence
