"""``geodata ask``: the contract of one question typed by hand."""

import json
from importlib.resources import files
from itertools import chain

import pytest

from tests.calling import call

NEWS = ("Pyongyang", "Beijing", "50 km/h", "nearly 20 hours")
SPEED_KMH, HOURS = 50, 20

KEYS = {
    "verdict",
    "side",
    "tension",
    "misfit",
    "robust",
    "sentence",
    "ground",
    "conflicts",
    "needs",
    "readings",
    "missing",
}
GROUND_KEYS = {"low_km", "high_km", "geodesic_km", "basis", "sources"}

GEODESIC_KM = (800, 815)
"""Pyongyang to Beijing: 805 km between the cities, a few more or fewer between stations."""


@pytest.fixture
def ask(capsys):
    """The answer as JSON; the exit status must be what the verdict says."""

    def run(*words):
        ended = call(capsys, "ask", *words, "--format", "json")
        answer = json.loads(ended.out)
        assert ended.status == (answer["verdict"] == "conflict")
        assert ended.err == ""
        return answer

    return run


def usual(answer):
    """The readings over usual ways."""
    return [reading for reading in answer["readings"] if reading["assumes"]["ways"] == "usual"]


def test_the_claim_of_the_news_ends_short(run_geodata):
    ran = run_geodata("ask", *NEWS)
    assert ran.returncode == 1
    assert ran.stderr == ""
    first, sentence, *_ = ran.stdout.splitlines()
    # The words of the page and the plain verdict, both.
    assert "Ends short" in first
    assert "conflict (short)" in first
    assert "cannot all be true" in sentence
    assert not {"false", "lie", "wrong"} & set(sentence.split())


def test_the_sentence_names_the_product_the_railway_and_what_would_be_needed(ask):
    answer = ask(*NEWS)
    low, high = answer["ground"]["low_km"], answer["ground"]["high_km"]
    assert f"{SPEED_KMH * HOURS:,} km" in answer["sentence"]
    assert f"{low:,.0f}–{high:,.0f} km" in answer["sentence"]
    assert f"{low / HOURS:.1f}–{high / HOURS:.1f} km/h" in answer["sentence"]
    assert f"{low / SPEED_KMH:.1f}–{high / SPEED_KMH:.1f} h" in answer["sentence"]
    # design: 1,324 to 1,371 km over the usual ways
    assert (round(low), round(high)) == (1324, 1371)


def test_json_has_the_shape_of_the_contract(ask):
    answer = ask(*NEWS)
    assert answer.keys() >= KEYS
    assert answer["ground"].keys() >= GROUND_KEYS
    assert (answer["verdict"], answer["side"], answer["robust"]) == ("conflict", "short", "robust")
    assert answer["conflicts"] == [["speed", "duration"]]
    assert answer["missing"] == []
    assert answer["tension"] > 1.5
    assert answer["misfit"] > 0
    speed, hours = answer["needs"]["speed_kmh"], answer["needs"]["duration_h"]
    assert SPEED_KMH < speed[0] < speed[1]
    assert HOURS < hours[0] < hours[1]
    assert answer["ground"]["basis"] == "lines"
    assert answer["ground"]["sources"]
    for reading in answer["readings"]:
        assert reading["verdict"] == "conflict"


def test_sixty_for_twenty_hours_fits_on_every_reading(ask):
    answer = ask("Pyongyang", "Beijing", "60 km/h", "about 20 hours")
    assert answer["verdict"] in {"agree", "strained"}
    assert {reading["assumes"]["speed"] for reading in usual(answer)} == {"average", "limit"}
    assert {reading["verdict"] for reading in usual(answer)} <= {"agree", "strained"}
    assert answer["conflicts"] == []


def test_by_air_the_geodesic_is_the_ground(ask):
    ground = ask("Pyongyang", "Beijing", "50 km/h", "20 hours", "--by", "air")["ground"]
    assert ground["basis"] == "geodesic"
    assert GEODESIC_KM[0] < ground["low_km"] == ground["high_km"] == ground["geodesic_km"] < GEODESIC_KM[1]


def test_the_straight_line_would_have_let_the_claim_pass(ask):
    assert ask(*NEWS, "--by", "air")["verdict"] == "agree"


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "Pyongyang", "--to", "Beijing", "50 km/h", "nearly 20 hours"),
        ("--from", "Pyongyang", "Beijing", "50 km/h", "nearly 20 hours"),
        ("Pyongyang", "Beijing", "--speed", "50 km/h", "--duration", "nearly 20 hours"),
        ("--to=Beijing", "--duration=nearly 20 hours", "Pyongyang", "50 km/h"),
    ],
    ids=["from and to", "from", "flags", "mixed"],
)
def test_flags_and_words_say_the_same(ask, words):
    answer, other = ask(*words), ask(*NEWS)
    assert [answer[key] for key in ("verdict", "tension", "ground", "conflicts", "needs")] == [
        other[key] for key in ("verdict", "tension", "ground", "conflicts", "needs")
    ]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("평양", "베이징"),
        ("平壤", "北京"),
        ("平壌", "北京"),
        ("Пхеньян", "Пекин"),
        ("pyongyang", "BEIJING"),
        ("P'yŏngyang", "Peking"),
    ],
)
def test_a_place_goes_by_its_name_in_any_script(ask, start, end):
    assert (
        ask(start, end, "60 km/h", "20 hours")["ground"] == ask("Pyongyang", "Beijing", "60 km/h", "20 hours")["ground"]
    )


@pytest.mark.parametrize("flags", [False, True])
def test_a_latitude_may_begin_with_a_minus(ask, flags):
    # Cape Town and Johannesburg, 1,262 km apart as the crow flies.
    places = ("--from", "-33.92,18.42", "--to", "-26.20,28.05") if flags else ("-33.92,18.42", "-26.20,28.05")
    ground = ask(*places, "60 km/h", "25 hours")["ground"]
    assert ground["basis"] == "detour"
    assert 1250 < ground["geodesic_km"] < 1275
    assert ground["geodesic_km"] < ground["low_km"] < ground["high_km"]


@pytest.mark.parametrize("places", [("Anywhere", "Elsewhere"), ("There and back", "There and back")])
@pytest.mark.parametrize(
    ("given", "ends"), [("1300-1400", [1300, 1400]), ("1350", [1350, 1350]), ("500 miles", [804.672, 804.672])]
)
def test_a_given_distance_needs_no_known_places(ask, places, given, ends):
    ground = ask(*places, "60 km/h", "20 hours", "--ground-km", given)["ground"]
    assert [ground["low_km"], ground["high_km"]] == ends
    assert ground["basis"] == "given"


def hours_between(answer):
    low, high = answer["needs"]["duration_h"]
    return (low + high) / 2


CLOCK = ("--left", "2025-09-01 12:00", "--arrived", "2025-09-02 12:00")


def test_a_clock_time_is_in_the_zone_of_its_place(ask):
    # Noon to noon is 25 hours: Beijing's clocks are one hour behind.
    assert hours_between(ask("Pyongyang", "Beijing", *CLOCK)) == pytest.approx(25, abs=0.01)


def test_zone_puts_both_clock_times_into_one_zone(ask):
    assert hours_between(ask("Pyongyang", "Beijing", *CLOCK, "--zone", "Asia/Shanghai")) == pytest.approx(24, abs=0.01)


TOKYO, HONOLULU = "35.55,139.78", "21.32,-157.92"


@pytest.mark.parametrize(
    "left_and_arrived",
    [
        ("2025-09-01 21:00", "2025-09-01 09:30"),  # over the date line: seven and a half hours in the air
        ("2025-09-01 12:00", "2025-09-02 20:00"),
    ],
)
def test_a_place_of_unknown_zone_may_keep_any(ask, left_and_arrived):
    left, arrived = left_and_arrived
    words = (TOKYO, HONOLULU, "--by", "air", "--left", left, "--arrived", arrived, "900 km/h")
    assert ask(*words)["verdict"] == "agree"


def test_what_no_zone_explains_is_still_a_conflict(ask):
    words = (TOKYO, HONOLULU, "--by", "air", "--left", "2025-09-01 12:00", "--arrived", "2025-08-30 12:00")
    assert ask(*words)["verdict"] == "conflict"


def test_a_speed_with_its_conversion_is_one_claim(ask):
    plain, both = (ask("Pyongyang", "Beijing", text, "20 h") for text in ("60 km/h", "60 km/h (37 mph)"))
    assert (plain["verdict"], plain["tension"]) == (both["verdict"], both["tension"])


def test_hedges_of_other_languages(ask):
    english = ask("Pyongyang", "Beijing", "about 60 km/h", "nearly 20 hours")
    for speed, hours in (
        ("시속 약 60km", "거의 20시간"),
        ("时速约60公里", "将近20小时"),
        ("rund 60 km/h", "knapp 20 Stunden"),
    ):
        assert ask("Pyongyang", "Beijing", speed, hours)["tension"] == english["tension"]


def test_pyongyang_had_a_time_of_its_own(ask):
    # UTC+8:30 from August 2015 to May 2018: half an hour less than today.
    clock = [word.replace("2025", "2017") for word in CLOCK]
    assert hours_between(ask("Pyongyang", "Beijing", *clock)) == pytest.approx(24.5, abs=0.01)


@pytest.mark.parametrize(
    ("left", "arrived"),
    [
        ("2025-09-01T12:00+09:00", "2025-09-02T12:00+08:00"),
        ("2025-09-01T03:00Z", "2025-09-02T04:00Z"),
        ("2025-09-01 12 pm", "2025-09-02 12 p.m."),
    ],
    ids=["offsets", "Z", "pm"],
)
def test_a_time_may_carry_its_offset_or_am_and_pm(ask, left, arrived):
    answer = ask("Pyongyang", "Beijing", "--left", left, "--arrived", arrived)
    assert hours_between(answer) == pytest.approx(25, abs=0.01)


def test_a_time_may_be_a_word(ask):
    answer = ask(
        "Pyongyang", "Beijing", "60 km/h", "--left", "2025-09-01 early hours", "--arrived", "2025-09-02 morning"
    )
    assert answer["verdict"] == "agree"


@pytest.mark.parametrize("numbers", [(), ("60 km/h",), ("60 km/h", "20 hours")])
def test_an_arrival_before_its_departure_is_a_verdict(ask, numbers):
    answer = ask("Pyongyang", "Beijing", *numbers, "--left", "2025-09-02 10:00", "--arrived", "2025-09-01 10:00")
    assert answer["verdict"] == "conflict"
    assert {"left", "arrived"} <= set(chain(*answer["conflicts"]))


def test_what_the_rest_leaves_to_a_clock_time_is_an_instant_and_an_open_end_is_null(ask):
    answer = ask("Pyongyang", "Beijing", *CLOCK)
    assert answer["needs"]["left"][0] is None
    assert answer["needs"]["arrived"][1] is None
    assert answer["needs"]["arrived"][0].endswith("+00:00")
    assert answer["needs"]["left"][1].startswith("2025-09-02T0")


def test_a_printed_distance_clashes_with_the_railway(ask):
    answer = ask("Pyongyang", "Beijing", "805 km")
    assert answer["verdict"] == "conflict"
    assert answer["conflicts"] == [["distance"]]


def test_two_speeds_have_names_of_their_own(ask):
    answer = ask("Pyongyang", "Beijing", "30 km/h", "300 km/h", "20 hours", "--speed-role", "average")
    assert answer["verdict"] == "conflict"
    assert set(chain(*answer["conflicts"])) <= {"speed", "speed-2", "duration"}
    assert {"speed_kmh", "speed-2_kmh"} <= answer["needs"].keys()


def test_hours_to_spare_are_no_contradiction_but_for_an_average(ask):
    # 60 km/h for 40 h is a thousand kilometres more than any way: stops fill the time of a limit.
    trip = ("Pyongyang", "Beijing", "60 km/h", "exactly 40 hours")
    assert ask(*trip)["verdict"] == "agree"
    average = ask(*trip, "--speed-role", "average")
    assert (average["verdict"], average["side"]) == ("conflict", "over")


def test_one_speed_alone_is_not_decided_and_says_what_is_missing(capsys, ask):
    answer = ask("Pyongyang", "Beijing", "60 km/h")
    assert answer["verdict"] == "unknown"
    assert answer["missing"]
    assert answer["needs"]["duration_h"][0] > 0
    shown = call(capsys, "ask", "Pyongyang", "Beijing", "60 km/h").out
    assert "Not decided: unknown" in shown
    assert all(part in shown for part in answer["missing"])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("60 km/h", "20 hours"), "● Fits: agree"),
        (("50 km/h", "nearly 20 hours"), "■ Ends short: conflict (short)"),
        (("200 km/h", "40 hours", "--speed-role", "average"), "▲ Runs past: conflict (over)"),
        (("--left", "2025-09-02 10:00", "--arrived", "2025-09-01 10:00"), "✕ Cannot all be true: conflict (apart)"),
        (("60 km/h",), "○ Not decided: unknown"),
    ],
)
def test_text_prints_the_mark_and_both_words(capsys, words, shown):
    assert call(capsys, "ask", "Pyongyang", "Beijing", *words).out.splitlines()[0] == shown


def test_another_policy_is_used_and_printed(ask, tmp_path):
    text = files("geodata.reasoning").joinpath("policy.yaml").read_text("utf-8")
    kinder = tmp_path / "kinder.yaml"
    bands = "bands: {agree: 0.5, strained: 1.0, tension: 1.5}"
    assert bands in text
    kinder.write_text(text.replace(bands, "bands: {agree: 0.5, strained: 1.0, tension: 9.0}"), "utf-8")
    answer = ask(*NEWS, "--policy", str(kinder))
    assert answer["verdict"] == "tension"
    assert answer["policy"]["bands"]["tension"] == 9


def test_the_bytes_depend_on_nothing_around(run_geodata, tmp_path):
    words = ("ask", *NEWS, "--left", "2025-09-01 afternoon", "--format", "json")
    ran = [
        run_geodata(*words, env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "LC_ALL": lang}, cwd=tmp_path)
        for seed, zone, lang in [
            ("0", "UTC", "C"),
            ("1", "America/New_York", "C.UTF-8"),
            ("2", "Asia/Kolkata", "de_DE.UTF-8"),
        ]
    ]
    assert {(one.returncode, one.stdout) for one in ran} == {(1, ran[0].stdout)}


def test_piped_output_is_plain_utf8_even_where_the_locale_is_not(run_geodata):
    ran = run_geodata(
        "ask", *NEWS, env={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "NO_COLOR": "1", "FORCE_COLOR": "1"}
    )
    assert ran.stdout.startswith("■ Ends short")  # the fixture decodes UTF-8
    assert "\x1b" not in ran.stdout
