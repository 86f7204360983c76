"""Hedges, numbers and units in the words of a dozen languages; calendar readings; conversions in brackets."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning import load_policy
from geodata.reasoning.hedges import CLASSES, classify, halo, mark_of, read_hedged, role_of

POLICY = load_policy()


def refused(text):
    with pytest.raises(UsageError) as caught:
        read_hedged(text, POLICY)
    line = str(caught.value)
    assert line.isprintable()
    return line


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("약 … 정도", "about"), ("최소 … 이상", "over"), ("만 … 넘게", "over"), ("여 정도", "about+odd"),
        ("넘지 않는", "up to"), ("적어도 … 정도", "about+over"), ("평균 … 불과", "bare"), ("꼬박", "bare"),
        ("推定 … 程度", "about"), ("少なくとも", "over"), ("平均約僅", "about"), ("据称长达", "bare"),
        ("將近", "nearly"), ("不超过", "under"), ("超过", "over"), ("多", "odd"), ("unos", "about"),
        ("más de", "over"), ("no más de", "under"), ("no supera", "up to"), ("hasta", "up to"),
        ("environ", "about"), ("plus de", "over"), ("ne … que", "bare"), ("moins de", "under"),
        ("quasi", "nearly"), ("non ha mai superato", "up to"), ("cerca de", "about"), ("quase", "nearly"),
        ("не менее", "over"), ("не более", "under"), ("более", "over"), ("обычно до", "up to"),
        ("knapp", "nearly"), ("nur etwa", "about"), ("mehr als", "over"), ("bis zu", "up to"),
        ("chỉ mất khoảng", "about"), ("không quá", "under"), ("gần", "nearly"), ("sekitar", "about"),
        ("lebih dari", "over"), ("meer dan", "over"), ("naar verluidt maar een goeie", "about"),
        ("zou … tot", "up to"), ("близько", "about"), ("περίπου", "about"), ("ΠΕΡΊΠΟΥ", "about"),
    ],
)  # fmt: skip
def test_hedges_as_reports_print_them(words, name):
    assert classify(words, POLICY) == name


@pytest.mark.parametrize(
    "words", ["약간", "못 넘는", "不左右", "約束", "kein etwa", "не около", "不只", "最快", "aboutabout", "no casi"]
)
def test_what_is_left_over_makes_the_whole_unknown(words):
    """A negation, or half of another word, never passes for the hedge inside it."""
    assert classify(words, POLICY) is None


@pytest.mark.parametrize(
    ("text", "words", "name", "quantity"),
    [
        ("20시간 정도", "정도", "about", "20시간"),
        ("약 20시간", "약", "about", "20시간"),
        ("약20시간", "약", "about", "20시간"),
        ("20여 시간", "여", "odd", "20 시간"),
        ("20여시간", "여", "odd", "20 시간"),
        ("16個多小時", "個多", "odd", "16 小時"),
        ("20多小时", "多", "odd", "20 小时"),
        ("20小时左右", "左右", "about", "20小时"),
        ("约二十小时", "约", "about", "二十小时"),
        ("거의 이틀", "거의", "nearly", "이틀"),
        ("시속 약 60km", "약", "about", "시속 60km"),
        ("时速约60公里", "约", "about", "时速 60公里"),
        ("최고 시속 60km", "최고", "up to", "시속 60km"),
        ("fast zwei Tage", "fast", "close", "zwei tage"),
        ("rund 1.364 km", "rund", "about", "1.364 kilometern"),
        ("unos 1.364 km", "unos", "about", "1.364 kilómetros"),
        ("20 hours or so", "or so", "about", "20 hours"),
        ("20 hours or more", "or more", "over", "20 hours"),
        ("2.5-plus days", "plus", "over", "2.5 days"),
        ("1,300-plus km", "plus", "over", "1,300 km"),
        ("20 plus hours", "plus", "over", "20 hours"),
        ("about 20-plus hours", "about plus", "about+over", "20 hours"),
        ("20-odd hours", "odd", "odd", "20 hours"),
        ("c. 20 h", "c.", "about", "20 h"),
        ("ca. 20 h", "ca.", "about", "20 h"),
        ("20시간이 넘는", "이 넘는", "over", "20시간"),
        ("시속 50∼60㎞", "", "bare", "시속 50-60km"),
        ("二十多个小时", "多个", "odd", "20 小时"),
        ("約20時間かけて", "約 かけて", "about", "20時間"),
        ("max. 60 km/h", "max.", "up to", "60 km/h"),
        ("an average speed of 60 km/h", "an average speed of", "bare", "60 km/h"),
        ("a 20-hour-long journey", "a journey long", "bare", "20 h"),
        ("≈20 h", "≈", "about", "20 h"),
        (">20 h", ">", "over", "20 h"),
        ("at least 16 to 20 hours", "at least", "over", "16 to 20 hours"),
        ("between 16 and 20 hours", "", "bare", "between 16 and 20 hours"),
        ("от 16 до 20 часов", "", "bare", "16-20 часов"),
        ("von 16 bis 20 Stunden", "", "bare", "16-20 h"),
        ("60 km/h on average", "on average", "bare", "60 km/h"),
        ("a 20-hour trip", "a trip", "calendar", "20-hour"),
        ("a 20-hour train ride", "a ride train", "bare", "20 h"),
        ("20 or so hours", "or so", "about", "20 h"),
        ("lebih dari 60 jam", "lebih dari", "over", "60 h"),
        ("dari 16 hingga 20 jam", "", "bare", "16-20 h"),
        ("about a day and a half", "about", "about", "1.5 days"),
        ("2만여 km", "여", "odd", "20,000 km"),
        ("四千五百多公里", "多", "odd", "4500公里"),
        ("55 mph average, including halts", "including halts average", "bare", "55 mph"),
        ("gut 20 Stunden", "gut", "over", "20 h"),
        ("a little less than 20 hours", "a little less than", "nearly", "20 h"),
        ("in excess of 60 km/h", "in excess of", "over", "60 km/h"),
        ("au maximum 60 km/h", "au maximum", "up to", "60 km/h"),
    ],
)
def test_words_before_within_and_after_a_number(text, words, name, quantity):
    found_words, found, read = read_hedged(text, POLICY)
    wanted = units.read(quantity)
    assert (found_words, found) == (words, name)
    assert (read.kind, read.low, read.high) == (wanted.kind, wanted.low, wanted.high)


def test_the_role_stands_after_the_number_too():
    words, _, _ = read_hedged("60 km/h on average", POLICY)
    assert role_of(words, POLICY) == "average"
    assert role_of("최고", POLICY) == "maximum"
    assert role_of("평균 약", POLICY) == "average"


def test_a_lone_mark_is_settled_by_the_hedges_language_or_refused():
    assert read_hedged("etwa 1.364 km", POLICY)[2].low == 1364
    assert read_hedged("about 1,364 km", POLICY)[2].low == 1364
    assert read_hedged("약 1,364km", POLICY)[2].low == 1364
    assert read_hedged("circa 1,364 km", POLICY)[2].low == 1364
    for text in (
        "1.364 km", "circa 1.364 km", "about 1.364 km", "약 1.364km", "about 1.364 Kilometern", "rund 1.364 miles",
        "cerca de 1,364 km", "rund 1,364 miles", "rund, almost 1.364 km",
    ):  # fmt: skip
        assert "can be 1364 or 1.364" in refused(text)
    marks = [mark_of(words, POLICY) for words in ("etwa", "about", "약", "circa", "", "rund about")]
    assert marks == [",", ".", ".", None, None, "?"]


@pytest.mark.parametrize(
    "text", ["a few hours", "several days", "about a couple of days", "몇 시간", "수 시간", "ein paar Tage"]
)
def test_few_and_several_name_no_number(text):
    assert "names no number" in refused(text)


@pytest.mark.parametrize("text", ["about a day", "약 하루", "around one week", "大约一天"])
def test_about_a_day_is_too_loose_to_weigh(text):
    """Papers say it of eighteen hours and of thirty: a tenth of a day to each side would accuse them."""
    assert "does not say how far from that" in refused(text)


@pytest.mark.parametrize("text", ["양일", "20만", "1천3000km", "20多", "possibly 20 h", "20 hours possibly", "about"])
def test_refused_rather_than_guessed(text):
    refused(text)


# A trip of three days touches three dates: more than one whole day between them, at most three.
CALENDAR = [
    ("a three-day trip", (48, 72)), ("2박 3일", (48, 72)), ("三天两夜", (48, 72)), ("2泊3日", (48, 72)),
    ("two nights and three days", (48, 72)), ("3 days and 2 nights", (48, 72)), ("足かけ3日", (48, 72)),
    ("two nights", (24, 72)), ("a one-day trip", (0, 24)), ("3 days", (72, 72)), ("20 h trip", (20, 20)),
    ("a 2½-day trip", (60, 60)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hours"), CALENDAR)
def test_calendar_readings(text, hours):
    _, name, quantity = read_hedged(text, POLICY, "duration")
    assert halo(quantity, name, POLICY).at(0) == hours


@given(st.integers(0, 30 * 24 * 60 - 1), st.integers(1, 30 * 24 * 60))
def test_every_trip_lasts_within_its_calendar_reading_at_slack_one(start, minutes):
    """Brute force: dates and nights touched by a trip, in minutes, against the rows of the table."""
    first, last = start // 1440, (start + minutes) // 1440
    nights = last - first
    for text in (f"{nights + 1} calendar days", f"{nights} nights"):
        if nights:
            low, high = halo(units.read(text), "bare", POLICY).at(1)
            assert low <= minutes / 60 <= high


def test_a_calendar_reading_is_never_narrower_than_the_plain_one():
    for days in range(1, 30):
        plain, counted = (halo(units.read(f"{days} days"), name, POLICY).at(1) for name in ("bare", "calendar"))
        assert counted[0] <= plain[0]
        assert counted[1] >= plain[1]


def test_a_conversion_in_brackets_is_one_claim_and_is_checked():
    _, _, speed = read_hedged("about 60 km/h (37 mph)", POLICY)
    assert (speed.low, speed.unit) == (60, units.KMH)
    assert "the first number is 37.3 mph" in refused("60 km/h (47 mph)")


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                *POLICY.words["about"],
                *POLICY.words["up to"],
                *units.UNITS,
                "20",
                "1.364",
                "두",
                "三",
                "-",
                "(",
                ")",
                "半",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_reading_anything_raises_one_line_or_gives_a_class(text):
    try:
        _, name, quantity = read_hedged(text, POLICY)
    except UsageError as error:
        line = str(error)
    else:
        line = ""
        assert set(name.split("+")) <= set(CLASSES)
        low, high = halo(quantity, name, POLICY).at(1)
        assert 0 <= low <= high
    assert line.isprintable()


WORST = [
    "a " * 99,
    "정도" * 99,
    "+" * 199,
    "1 h " * 49,
    "a" * 198 + "!",
    "20h" + "약" * 190,
    "(" * 99,
    "1-" * 99,
    "1 to " * 39,
    "두 " * 99,
]


@pytest.mark.parametrize("text", WORST)
def test_long_inputs_take_bounded_work(text):
    """A search that explodes would hang here: each of these is at its longest."""
    for attempt in (read_hedged, lambda text, _: units.read(text)):
        with contextlib.suppress(UsageError):
            attempt(text[:200], POLICY)
