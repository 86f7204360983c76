"""From hedge words to widths: the table of the specification, word by word."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning import load_policy
from geodata.reasoning.hedges import CLASSES, Halo, classify, grain, halo, read_hedged, role_of

POLICY = load_policy()
OPEN = math.inf


def span(text):
    """The interval at slack 1, in the canonical unit."""
    _, hedge, quantity = read_hedged(text, POLICY)
    return halo(quantity, hedge, POLICY).at(1)


@pytest.mark.parametrize(
    ("x", "step"),
    [
        # Examples of the specification: the largest 1 or 5 times a power of ten that divides x, at most a third of it.
        (20, 5), (45, 5), (50, 10), (60, 10), (2.5, 0.5), (4500, 500), (20_000, 5000), (1364, 1),
        # Boundaries: 3 is three times its grain, 15 is three fives, 1 and 5 fall to the next finer step.
        (3, 1), (15, 5), (1, 0.1), (5, 1), (10, 1), (0.5, 0.1), (0.25, 0.05), (72, 1), (1_000_000, 100_000),
    ],
)  # fmt: skip
def test_grain(x, step):
    assert grain(x, POLICY.grain_cap) == pytest.approx(step)


@given(st.integers(1, 10**6), st.sampled_from([1, 10, 100, 1000]))
def test_a_grain_divides_its_number_and_is_at_most_a_third_of_it(whole, parts):
    x = whole / parts
    step = grain(x, POLICY.grain_cap)
    assert 0 < step <= x / 3 + 1e-6
    assert x / step == pytest.approx(round(x / step))
    assert f"{step:.0e}"[0] in "15"


@pytest.mark.parametrize(
    ("text", "low_h", "high_h"),
    [
        ("an hour", 0.75, 1.25),
        ("about an hour", 0.75, 1.25),
        ("half an hour", 0.375, 0.625),
        ("a day", 18, 30),
        ("exactly 1 hour", 0.95, 1.05),
        # Days may be counted as they are touched, but are no fewer than the words say.
        ("three days", 48, 84),
        ("about three days", 48, 84),
        ("exactly 3 days", 69.6, 74.4),
        ("over 3 days", 70.8, math.inf),
        ("2½ days", 54, 66),
    ],
)
def test_one_of_a_unit_and_whole_days_are_as_coarse_as_people_say_them(text, low_h, high_h):
    _, hedge, quantity = read_hedged(text, POLICY)
    assert halo(quantity, hedge, POLICY).at(1.0) == pytest.approx((low_h, high_h))


TABLE = [
    # words, 20 h at slack 1, 60 km/h at slack 1: h = 2.5 and 5, a = 2.5 and 6, leak a tenth of a
    ("", (17.5, 22.5), (55, 65)),
    ("just", (17.5, 22.5), (55, 65)),
    ("only", (17.5, 22.5), (55, 65)),
    ("exactly", (19.5, 20.5), (59, 61)),
    ("precisely", (19.5, 20.5), (59, 61)),
    ("about", (17.5, 22.5), (54, 66)),
    ("around", (17.5, 22.5), (54, 66)),
    ("roughly", (17.5, 22.5), (54, 66)),
    ("some", (17.5, 22.5), (54, 66)),
    ("~", (17.5, 22.5), (54, 66)),
    ("nearly", (17.5, 20.25), (54, 60.6)),
    ("almost", (17.5, 20.25), (54, 60.6)),
    ("just under", (17.5, 20.25), (54, 60.6)),
    ("close to", (17.5, 22.5), (54, 65)),
    ("more than", (19.75, OPEN), (59.4, OPEN)),
    ("over", (19.75, OPEN), (59.4, OPEN)),
    ("at least", (19.75, OPEN), (59.4, OPEN)),
    ("less than", (0, 20.25), (0, 60.6)),
    ("under", (0, 20.25), (0, 60.6)),
    ("at most", (0, 20.25), (0, 60.6)),
    # Of a speed, its role says which side is open; of hours or kilometres, only the upper end is said.
    ("maximum", (0, 22.5), (55, 65)),
    ("up to", (0, 22.5), (55, 65)),
    ("can reach", (17.5, 22.5), (55, 65)),
    ("up to about", (0, 22.5), (54, 66)),
    # "20여", "20多", "20-odd": on to the next round number
    ("odd", (17.5, 30), (54, 70)),
    # several classes: the wider side of each
    ("at least about", (17.5, OPEN), (54, OPEN)),
    ("about, at most", (0, 22.5), (0, 66)),
]


@pytest.mark.parametrize(("words", "hours", "speed"), TABLE)
def test_the_table_of_the_specification(words, hours, speed):
    assert span(f"{words} 20 h") == pytest.approx(hours)
    assert span(f"{words} 60 km/h") == pytest.approx(speed)


def test_the_width_is_that_of_the_unit_as_printed():
    assert span("2½ days") == pytest.approx((54, 66))  # half a day of grain: a quarter to each side
    assert span("60 h") == pytest.approx((55, 65))
    assert span("exactly 2½ days") == pytest.approx((58.8, 61.2))
    # 65 h 40 min is 3,940 minutes: grain 10 min, five to each side
    assert span("65 h 40 min") == pytest.approx((65 + 35 / 60, 65 + 45 / 60))
    # 37 mph has grain 1: half a mile an hour to each side
    assert span("37 mph") == pytest.approx((36.5 * units.MILE_KM, 37.5 * units.MILE_KM))


def test_a_range_is_widened_by_the_grain_of_each_end():
    assert span("16-20 h") == pytest.approx((15.5, 22.5))
    low, high = span("at least 16 to 20 hours")
    assert low == pytest.approx(16 - 0.1 * 1.6)
    assert high == OPEN


@pytest.mark.parametrize("hedge", CLASSES)
def test_no_distance_is_read_tighter_than_the_least_share(hedge):
    """Published lengths of one line differ by as much, whatever the words."""
    for text in ("1,364 km", "847.3 miles", "1,000 km"):
        quantity = units.read(text)
        widths = halo(quantity, hedge, POLICY)
        least = POLICY.distance_least * quantity.low_canonical
        assert widths.below >= least * (1 - 1e-12)
        assert widths.above >= least * (1 - 1e-12)


def test_the_least_share_is_for_distances_only():
    assert span("1364 h") == pytest.approx((1363.5, 1364.5))
    assert span("1,364 km") == pytest.approx((1364 * 0.98, 1364 * 1.02))


def test_slack_and_misfit():
    widths = Halo(16, 20, 2, 3)
    assert widths.at(0) == (16, 20)
    assert widths.at(0.5) == (15, 21.5)
    assert widths.at(100) == (0, 320)  # never below zero
    assert widths.off_by(0) == (16, 20)
    assert widths.off_by(0.25) == pytest.approx((12.8, 25))
    ends = Halo(20, 20, OPEN, 1), Halo(20, 20, 1, OPEN)
    assert [end.at(0) for end in ends] == [(0, 20), (20, OPEN)]
    assert [end.off_by(0) for end in ends] == [(0, 20), (20, OPEN)]


@given(st.integers(1, 4_000), st.sampled_from(["h", "km/h", "km", "days", "miles"]), st.sampled_from(CLASSES))
def test_more_slack_never_narrows_and_the_number_itself_always_fits(number, unit, hedge):
    quantity = units.read(f"{number} {unit}")
    widths = halo(quantity, hedge, POLICY)
    spans = [widths.at(slack) for slack in (0, 0.5, 1, 2, 64)]
    for (low, high), (wider_low, wider_high) in itertools.pairwise(spans):
        assert wider_low <= low <= quantity.low_canonical <= quantity.high_canonical <= high <= wider_high


@given(st.integers(1, 10_000), st.sampled_from(["h", "km/h", "km"]))
def test_exact_is_the_tightest_and_about_the_loosest_of_the_closed_ones(number, unit):
    quantity = units.read(f"{number} {unit}")
    exact, bare, close, about = (halo(quantity, hedge, POLICY) for hedge in ("exact", "bare", "close", "about"))
    assert exact.below <= bare.below <= close.below <= about.below
    assert exact.above <= bare.above <= close.above <= about.above


@pytest.mark.parametrize("name", CLASSES)
def test_every_word_of_the_policy_is_known(name):
    assert classify(name, POLICY) == name
    for word in POLICY.words[name]:
        assert classify(word, POLICY) == name
        assert classify(f"  {word.upper()} ", POLICY) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (None, "bare"),
        ("", "bare"),
        ("typically about", "about"),
        ("about, typically", "about"),
        ("expected to be nearly", "nearly"),
        ("just over", "over"),
        ("at a maximum of", "up to"),
        ("up to about", "about+up to"),
        ("only about", "about"),
        ("not more than", "under"),
        ("no more than", "under"),
        ("not less than", "over"),
        ("close to but under", "nearly"),
        ("no less than", "over"),
        ("averaging around", "about"),
    ],
)
def test_several_words_together(words, name):
    assert classify(words, POLICY) == name


@pytest.mark.parametrize(
    "words",
    [
        "possibly",
        "not exactly",
        "hardly about",
        "aboutish",
        "not nearly",
        "over-",
        "a whopping",
        "<b>about</b>",
        "{{about}}",
        "약간",
        "約束",
        "不左右",
        "못 넘는",
    ],
)
def test_unknown_words_decide_nothing(words):
    assert classify(words, POLICY) is None


@given(st.text(max_size=80))
def test_any_words_have_a_class_or_none(words):
    name = classify(words, POLICY)
    assert name is None or set(name.split("+")) <= set(CLASSES)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("averaging", "average"),
        ("averaging around", "average"),
        ("On Average about", "average"),
        ("at a maximum", "maximum"),
        ("top speed", "maximum"),
        ("cruising", "cruising"),
        ("about", None),
        ("", None),
        (None, None),
        ("disaveraging", None),
    ],
)
def test_words_that_say_what_a_speed_means(words, role):
    assert role_of(words, POLICY) == role


@pytest.mark.parametrize(
    ("text", "words", "name", "quantity"),
    [
        ("nearly 20 hours", "nearly", "nearly", "20 hours"),
        ("50 km/h", "", "bare", "50 km/h"),
        ("~20h", "~", "about", "20h"),
        ("close to two and a half days", "close to", "close", "two and a half days"),
        ("more than half a day", "more than", "over", "half a day"),
        ("about ½ day", "about", "about", "½ day"),
        ("a day", "", "bare", "a day"),
        ("at most 60公里/小时", "at most", "under", "60公里/小时"),
        ("some twenty-one hours", "some", "about", "twenty-one hours"),
        ("20-plus hours", "plus", "over", "20 hours"),
        ("20+ hours", "plus", "over", "20 hours"),
        ("  nearly   20 hours  ", "nearly", "nearly", "20 hours"),
        ("over 1,000 km", "over", "over", "1,000 km"),
        ("between 16 and 20 h", "", "bare", "between 16 and 20 h"),
        ("teatime 20 h", None, None, None),
        ("about", None, None, None),
        ("about -5 km", None, None, None),
        ("about nan km", None, None, None),
        ("", None, None, None),
    ],
)
def test_words_and_number_are_split(text, words, name, quantity):
    if quantity is None:
        with pytest.raises(UsageError) as caught:
            read_hedged(text, POLICY)
        assert str(caught.value).isprintable()
    else:
        assert read_hedged(text, POLICY) == (words, name, units.read(quantity))


def test_the_kind_is_held_to():
    with pytest.raises(UsageError, match="is a duration, not a speed"):
        read_hedged("nearly 20 hours", POLICY, "speed")


def test_an_unknown_hedge_names_known_ones():
    with pytest.raises(UsageError, match='no hedge "possibly" in the policy; known ones are about, nearly'):
        read_hedged("possibly 20 h", POLICY)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from("nearly about 20 1.364 - − + plus h km/h ½ half two nan inf \x1b ,".split(" ")), max_size=6
    ).map(" ".join)
)
def test_any_text_is_split_or_refused_in_one_line(text):
    try:
        _, name, quantity = read_hedged(text, POLICY)
    except UsageError as error:
        line = str(error)
    else:
        line = ""
        assert set(name.split("+")) <= set(CLASSES)
        assert quantity.low > 0
    assert line.isprintable()


def test_thirds_are_as_coarse_as_halves():
    assert grain(2 + 1 / 3, 1 / 3) > 0.3
